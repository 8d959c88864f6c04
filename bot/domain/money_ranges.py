"""The pieces that an answer about money is made of, and ranges of them joined into one.

"600 - 700" and "between 600 and 700" are one amount with two ends; so are "6-700" and
"5-6 kymppii", whose first number is cut short.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum
from fractions import Fraction

from bot.domain.money_words import Tag
from bot.domain.number_sums import Number


class Kind(Enum):
    """What a mark is."""

    AMOUNT = "amount"
    RATE = "rate"  # per hour
    HOURS = "hours"
    COUNT = "count"  # how many times
    DIVISOR = "divisor"
    PERIOD = "period"  # ``low``: times a month
    LABEL = "label"
    LINK = "link"  # what stands between two amounts: ``tag``, or None for a pause
    ROLE = "role"  # past, now, rise, half, with...
    FLAW = "flaw"  # something that no amount can be read with: ``word`` says what
    STRANGER = "stranger"  # a word that is known for nothing


@dataclass(frozen=True, slots=True)
class Mark:
    """One meaningful piece. Fields that a kind does not use keep their defaults."""

    kind: Kind
    low: Fraction = Fraction(0)
    high: Fraction = Fraction(0)
    tag: Tag | None = None
    word: str = ""
    number: Number | None = None
    money: bool = False  # a currency stood beside it
    negative: bool = False


DASH = "-"
_RANGE_TAGS = frozenset({Tag.TO, Tag.OR, Tag.PER})
_COUNTED = frozenset({Kind.AMOUNT, Kind.COUNT, Kind.HOURS, Kind.RATE})


def with_ranges(marks: Sequence[Mark]) -> list[Mark]:
    """Join "600 - 700", "6 tai 7 sataa", "2-3 kertaa" into one mark each."""
    between = any(mark.tag is Tag.BETWEEN for mark in marks)
    changed = any(mark.tag in (Tag.RISE, Tag.FALL) for mark in marks)
    done: list[Mark] = []
    for mark in marks:
        if mark.kind is Kind.LINK and mark.tag is Tag.BETWEEN:
            continue
        if len(done) >= 2 and mark.kind in _COUNTED and _is_range(done[-1], between=between):
            first = done[-2]
            moved = changed and done[-1].tag is Tag.TO  # "from 580 to 610"
            single = first.kind is Kind.AMOUNT and first.low == first.high
            if single and not first.negative and not moved:
                done[-2:] = [_ranged(first, mark)]
                continue
        done.append(mark)
    return done


def _is_range(link: Mark, *, between: bool) -> bool:
    if link.kind is not Kind.LINK:
        return False
    return link.word == DASH or link.tag in _RANGE_TAGS or (between and link.tag is Tag.PLUS)


def _ranged(first: Mark, last: Mark) -> Mark:
    """Return the range; a shortened first number ("6-700", "5-6 kymppii") is made whole."""
    low, high = first.low * _left_out(first, last), last.high
    odd = (first.number is not None and first.number.odd) or last.negative
    if low > high:
        low, high, odd = high, low, odd or low > 2 * high
    elif low and high > 20 * low:
        odd = True
    number = last.number or first.number
    assert number is not None  # noqa: S101 - counted marks come from numbers
    weak = number.weak and last.kind is Kind.AMOUNT
    number = replace(number, odd=odd or number.odd, weak=weak)
    return replace(last, low=low, high=high, number=number, money=first.money or last.money)


def _left_out(first: Mark, last: Mark) -> int:
    """Return by what the first number of a range was cut short: 1 when it was not."""
    low, high, said = first.low, last.high, last.number
    if first.number is None or said is None or first.money or low >= 100:
        return 1
    if first.number.scale == 1 and said.scale > 1 and low < high / said.scale:
        return said.scale
    if low.denominator != 1 or last.kind is not Kind.AMOUNT:
        return 1
    if high % 1000 == 0 and 0 < low < high / 1000:
        return 1000
    return 100 if high % 100 == 0 and 0 < low < high / 100 else 1
