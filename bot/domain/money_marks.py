"""Tokens of an answer about money as *marks*: an amount, an hourly rate, a count, a period...

What a number counts is decided by its neighbours: "15e/h 20h viikossa" is a rate, hours and a
period; "kaks kertaa viikos 15e" a count, a period and an amount; "5. päivä" and "32 m2" nothing.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any

from bot.domain.money_matters import matter_of
from bot.domain.money_ranges import DASH, Kind, Mark, with_ranges
from bot.domain.money_words import Tag, tag_of, times_a_month
from bot.domain.number_sums import Number
from bot.domain.number_tokens import Token

_LINKS = frozenset(
    {Tag.PLUS, Tag.OR, Tag.BUT, Tag.EQUALS, Tag.TO, Tag.OF_WHICH, Tag.MINUS, Tag.BETWEEN}
)
_ROLES = frozenset(
    [
        *(Tag.SOMETIMES, Tag.PAST, Tag.NOW, Tag.RISE, Tag.FALL, Tag.TOTAL, Tag.HALVED),
        *(Tag.WITH, Tag.SOME, Tag.TROUBLE, Tag.SPLIT),
    ]
)
_PAUSES = frozenset(",.;!?:()\"'")
_PARTITIVE = frozenset(
    [
        *("viikkoa", "viikkoo", "kuukautta", "paivaa", "vuotta", "veckor", "manader", "dagar"),
        *("weeks", "months", "days", "years"),
    ]
)
_BOUND = re.compile(r"(?:ssa|lta|een|oon|viikos|kuukaudes|paivas|viikon|kuukauden|paivan|vuoden)$")
_GENITIVES = frozenset({"viikon", "kuukauden", "paivan", "vuoden"})
_NOTES = frozenset({"vitonen", "vitosen", "femma", "femman", "fiver", "tenner", "kutonen"})
"""Names of banknotes: money without a currency beside them."""

_RATE_WORDS = frozenset(
    ["tunti", "tunnilta", "tunnissa", "tunnis", "timmen", "timme", "hour", "hourly"]
)
_SINGLE_TIME = frozenset(["kerta", "time", "gang"])
_COUNT_IN = (("kah", 2), ("kolm", 3), ("nelj", 4), ("kuud", 6))
MOST_COUNTED = 31
_MOST_SHARED = 6


class _Reader:
    """Walks over the tokens once; every step looks at a few neighbours only."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens
        self.tags = [tag_of(one.text) if one.number is None else None for one in tokens]
        self.numbers = sum(one.number is not None for one in tokens)
        self.marks: list[Mark] = []

    def tag(self, at: int) -> Tag | None:
        return self.tags[at] if 0 <= at < len(self.tags) else None

    def text(self, at: int) -> str:
        return self.tokens[at].text if 0 <= at < len(self.tokens) else ""

    def stretch(self, at: int) -> Fraction | None:
        tag = self.tag(at)
        if self.text(at) == "ar" and self.tag(at - 1) not in (Tag.PER, Tag.EVERY, Tag.SECOND):
            return None  # folded, "är" (is) and "år" (year) are one word
        return None if tag is None else times_a_month(tag)

    def whole(self, at: int) -> int | None:
        number = self.tokens[at].number if 0 <= at < len(self.tokens) else None
        return None if number is None or number.low.denominator != 1 else int(number.low)

    def read(self) -> list[Mark]:
        at = 0
        while at < len(self.tokens):
            number = self.tokens[at].number
            at = self.word(at) if number is None else self.number(at, number)
        return self.marks

    def put(self, kind: Kind, value: Fraction | int = 0, **more: Any) -> None:
        mark = Mark(kind, Fraction(value), Fraction(value))
        self.marks.append(replace(mark, **more))

    # --- words ------------------------------------------------------------------------------

    def word(self, at: int) -> int:
        tag, text = self.tags[at], self.text(at)
        if tag is Tag.FOREIGN:
            self.put(Kind.FLAW, word="currency")
        elif tag is Tag.ODD_TIME:
            self.put(Kind.FLAW, word="period")
        elif tag is Tag.ONCE or tag is Tag.TWICE or tag is Tag.THRICE:
            self.put(Kind.COUNT, 1 + (Tag.ONCE, Tag.TWICE, Tag.THRICE).index(tag))
        elif tag in (Tag.EVERY, Tag.SECOND, Tag.COUNT_IN):
            return self.every(at, tag)
        elif (times := self.stretch(at)) is not None:
            self.put(Kind.PERIOD, times)
        elif tag in _LINKS:
            self.put(Kind.LINK, tag=tag)
        elif tag in _ROLES:
            self.put(Kind.ROLE, tag=tag)
        elif tag is None:
            self.unknown(text)
        elif text == "/" and self.stretch(at + 1) is None:
            self.put(Kind.LINK, tag=Tag.PER)
        return at + 1

    def unknown(self, text: str) -> None:
        if text == DASH:
            self.put(Kind.LINK, word=DASH)
        elif text in _PAUSES:
            self.put(Kind.LINK)
        elif text == "%" or text.startswith(("prosent", "procent", "percent")):
            self.put(Kind.FLAW, word="percent")
        elif (matter := matter_of(text)) is not None:
            self.put(Kind.LABEL, word=matter)
        elif text[:1].isalpha():
            self.put(Kind.STRANGER, word=text)

    def every(self, at: int, tag: Tag | None) -> int:
        """Read "joka toinen viikko", "varannan vecka", "every two weeks", "kahdessa viikossa"."""
        many, here = 1, at + 1
        if tag is Tag.COUNT_IN:
            many = next(n for start, n in _COUNT_IN if self.text(at).startswith(start))
            if any(mark.tag is Tag.SPLIT for mark in self.marks[-3:]):
                self.put(Kind.DIVISOR, many)
                return here
        elif tag is Tag.SECOND or self.tag(here) in (Tag.SECOND, Tag.THIRD):
            many = 3 if self.tag(here) is Tag.THIRD else 2
            here += tag is not Tag.SECOND
        elif (counted := self.whole(here)) is not None and 1 <= counted <= MOST_COUNTED:
            many, here = counted, here + 1
        times = self.stretch(here)
        if times is None:
            if self.text(at) == "var":
                self.put(Kind.ROLE, tag=Tag.PAST)  # "was", not "every"
            return at + 1
        self.put(Kind.PERIOD, times / many)
        return here + 1

    # --- numbers ----------------------------------------------------------------------------

    def number(self, at: int, number: Number) -> int:
        """Put the mark of a number and return what comes behind it and what belongs to it."""
        if (after := self.not_money(at, number)) is not None:
            return after
        if (after := self.count(at, number)) is not None:
            return after
        money = self.tag(at - 1) is Tag.EURO or self.tag(at + 1) is Tag.EURO
        money = money or self.text(at) in _NOTES
        here = at + 1 + (self.tag(at + 1) is Tag.EURO)
        if self.tag(at + 1) is Tag.CENT and self.adds_cents(number):
            return at + 2
        if self.tag(at + 1) is Tag.CENT:
            number = replace(number, low=number.low / 100, high=number.high / 100, odd=False)
            money, here = True, at + 2
        if money and number.high < 100:
            number = replace(number, odd=False)  # "kuus ja puol euroo", "pari euroa"
        if (after := self.hours(here, number, money=money)) is not None:
            return after
        if self.is_divisor(at, number, money=money):
            self.put(Kind.DIVISOR, number.low)
            return here
        if self.text(here) in _SINGLE_TIME:
            here += 1  # "15e kerta"
        mark = Mark(Kind.AMOUNT, number.low, number.high, number=number, money=money)
        self.marks.append(replace(mark, negative=self.is_negative(at)))
        return here

    def adds_cents(self, number: Number) -> bool:
        """Add cents to the euros right before them: "650 euroa 50 senttiä"."""
        last = self.marks[-1] if self.marks else None
        if last is None or last.kind is not Kind.AMOUNT or not last.money:
            return False
        more = number.low / 100
        self.marks[-1] = replace(last, low=last.low + more, high=last.high + more)
        return True

    def not_money(self, at: int, number: Number) -> int | None:
        """Return where to go on behind a number of something else: a date, a room, a per cent."""
        if self.tag(at + 1) in (Tag.THING, Tag.ORDINAL):
            return at + 2
        if Tag.CLOCK in self.tags[max(0, at - 3) : at] and number.low < 25:
            return at + 1  # "kello on jo kuus"
        if self.text(at + 1) == "%" or self.text(at + 1).startswith(("prosent", "procent")):
            return at + 1
        if not (number.typed and number.plain and number.low <= MOST_COUNTED):
            return None
        if self.text(at + 1) == "." and self.text(at + 2).startswith("paiva"):
            return at + 3
        dated = self.numbers > 1 and self.text(at + 1) in {"paiva", "paivana"}
        return at + 2 if dated else None

    def is_negative(self, at: int) -> bool:
        if self.tag(at - 1) is Tag.MINUS:
            return not any(mark.kind is Kind.AMOUNT for mark in self.marks)
        dashed = self.text(at - 1) == DASH and self.tokens[at].glued
        return dashed and not self.tokens[at - 1].glued

    def is_divisor(self, at: int, number: Number, *, money: bool) -> bool:
        """Return whether the number says among how many: "900/2", "jaettuna kahdella"."""
        if money or not 2 <= number.low <= _MOST_SHARED or number.low.denominator != 1:
            return False
        if any(mark.tag is Tag.SPLIT for mark in self.marks[-3:]):
            return True
        slashed = self.text(at - 1) == "/" and at >= 2 and self.tokens[at - 2].number is not None
        if slashed:
            self.marks.pop()
        return slashed

    def count(self, at: int, number: Number) -> int | None:
        """Read "kaks kertaa", "2 x", and a number of weeks or months; None for other numbers."""
        whole = number.low == number.high and number.low.denominator == 1
        word = self.text(at + 1)
        if self.tag(at + 1) is Tag.TIMES and not (word in _SINGLE_TIME and number.low > 1):
            self.marks.append(replace(Mark(Kind.COUNT, number.low, number.high), number=number))
            return at + 2
        times = self.stretch(at + 1)
        if times is None or not whole or not 1 <= number.low <= MOST_COUNTED:
            return None
        if not number.typed and _BOUND.search(word) and word not in _GENITIVES:
            return None  # "kymppi päivässä" is an amount, "kahessa päivässä" says its number so
        before = self.tag(at - 1)
        bound = before in (Tag.PER, Tag.EVERY) or self.tag(at + 2) is Tag.APART
        if self.numbers == 1:
            # Nothing else could be the amount: "20 päivässä", but "2 viikkoa" is only time.
            most = 12 if times == 1 else 3
            only_time = (number.typed or word != "kuus") and number.low <= most  # "2 kk auki"
            return at + 2 if word in _PARTITIVE or only_time else None
        of_time = _BOUND.search(word) and (number.typed or word in _GENITIVES)
        if bound or number.low == 1 or of_time:
            if self.text(at - 1) == "/" and self.marks:
                self.marks.pop()
            self.put(Kind.PERIOD, times / number.low)
        elif times != Fraction(1, 12):
            self.put(Kind.FLAW, word="period")
        return at + 2

    def hours(self, here: int, number: Number, *, money: bool) -> int | None:
        """Read "15e/h", "15 an hour" and "20 h"; None when it is about no hours."""
        joined = self.tag(here) is Tag.PER and self.tag(here + 1) is Tag.HOUR
        if joined or self.tag(here) is Tag.HOUR:
            rate = joined or money or self.text(here) in _RATE_WORDS
            kind = Kind.RATE if rate else Kind.HOURS
            self.marks.append(Mark(kind, number.low, number.high, number=number, money=money))
            return here + 1 + joined
        return None


def marks_of(tokens: Sequence[Token]) -> list[Mark]:
    """Return the marks of an answer in their order, ranges joined."""
    return with_ranges(_Reader(tokens).read())
