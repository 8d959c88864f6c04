"""An answer on a scale: a number, words ("aika hyvin"), an emoji, yes or no. fi, sv, en at once.

Words are a share of the scale between its ends, so that one table serves 0-10 and 1-4. Labels of
the scale's own steps come first. Nothing is guessed: what cannot be placed is None.
"""

import re
from dataclasses import dataclass
from fractions import Fraction
from math import ceil

from bot.domain.money_words import tag_of
from bot.domain.number_tokens import tokens_of, written_evenly
from bot.domain.scale_words import BYE, EMOJI, HELPED, NO, OTHERS_DO, PHRASES, YES


@dataclass(frozen=True, slots=True)
class Scale:
    """A scale with whole steps from ``low`` to ``high``.

    ``by_oneself``: its steps say how far one can do something, so that yes is the highest, no the
    lowest, and "mamma gör det" is that one does not do it.
    """

    low: int
    high: int
    by_oneself: bool = False


def scale_of(unit: str | None, steps: int = 0) -> Scale:
    """Return the scale that a question's unit names: "0-10", "1-4"; its steps when it does not."""
    found = re.fullmatch(r"\s*(\d{1,3})\s*[-–.]+\s*(\d{1,3})\s*", unit or "")
    if found and int(found[1]) < int(found[2]):
        low, high = int(found[1]), int(found[2])
    else:
        low, high = (1, steps) if steps > 1 else (0, 10)
    return Scale(low, high, by_oneself=high - low < 6)


def _whole(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{pattern})(?!\w)")


_READ = tuple((share, _whole("|".join(patterns))) for share, patterns in PHRASES)
_YES_FIRST = re.compile(rf"\W*(?:{YES})(?!\w)")
_NO_FIRST = re.compile(rf"\W*(?:no )?(?:{NO})(?!\w)")
_BY_OTHERS = re.compile(rf"\W*(?:{OTHERS_DO})(?!\w)")
_WITH_HELP = _whole(HELPED)
_WITHOUT = re.compile(r"\b(?:ei|en|ilman|utan|inte|inget|ingen|no|not|without|don't|dont)\b")
_CLAUSE = re.compile(r"[,.;:!]+ |\s(?:mut|mutta|men|but|koska|kun|ku|because)\s")
_CAN = frozenset({"osaan", "tiedan", "tiian", "kan", "on"})
HALF = 50
_PLUS_MINUS = re.compile(r"(?:plus ?mii?nus|\+ ?/? ?-|±) ?(?:nolla|noll|zero|0)?")
LOW_SHARE = 30
"""A share below it is bad, not merely seldom."""

_STRETCH = re.compile(r"-|\b(?:tai|vai|eller|till|or|to|valilla|valissa|valilta|mellan|between)\b")
"""What makes one answer of two numbers."""
_AROUND = re.compile(r"(?:jossain|siina|nagonstans|somewhere|ja|och|and)")

MOST_BESIDE = 1
"""Words that are known for nothing: with more of them the text tells something else."""


def read_scale(text: str, scale: Scale) -> int | None:
    """Return the step that a text says, or None.

    Of a stretch ("6-7", "2 or 3") it is the middle, and of two steps beside each other the lower
    one: nobody who may need help goes without being offered it. It is said back as it is kept.
    """
    even = written_evenly(text)
    if _PLUS_MINUS.search(text.lower()) or _PLUS_MINUS.search(even):
        return _step(Fraction(HALF, 100), scale)
    tokens = tokens_of(even)
    numbers = [token.number for token in tokens if token.number is not None]
    strange = [token.text for token in tokens if token.is_word and tag_of(token.text) is None]
    if len(numbers) == 2:
        known = (_STRETCH, _AROUND)
        strange = [word for word in strange if not any(one.fullmatch(word) for one in known)]
    if numbers and len(strange) > MOST_BESIDE:
        return _said_apart(even, scale)
    if numbers:
        return _of_number(numbers[0].low, numbers[-1].high, len(numbers), even, scale)
    if scale.by_oneself and is_helped(text):
        return scale.low + 1
    share = _share(even, scale, strange)
    return None if share is None else _step(share, scale)


def _said_apart(even: str, scale: Scale) -> int | None:
    """Return a step that is a clause of its own: "ei mul oo kavereita, 2"."""
    clauses = [one.strip() for one in _CLAUSE.split(even) if one.strip()]
    steps = [int(one) for one in clauses if one.isdecimal()]
    is_step = len(clauses) > 1 and len(steps) == 1 and scale.low <= steps[0] <= scale.high
    return steps[0] if is_step else None


def is_helped(text: str) -> bool:
    """Return whether it goes with somebody: "äiti auttaa", "isä maksaa vuokran", "med hjälp"."""
    even = written_evenly(text)
    helped = _WITH_HELP.search(even) is not None and _WITHOUT.search(even) is None
    return helped or _BY_OTHERS.match(even) is not None


def is_between(text: str) -> bool:
    """Return whether what is said lies between steps: "6-7", "2 or 3", "7,5"."""
    even = written_evenly(text)
    numbers = [token.number for token in tokens_of(even) if token.number is not None]
    if any(one.low != one.high or one.low.denominator != 1 for one in numbers):
        return True
    return len(numbers) > 1 and _STRETCH.search(even) is not None


def _share(even: str, scale: Scale, strange: list[str]) -> Fraction | None:
    found = [(share, match) for share, pattern in _READ if (match := pattern.search(even))]
    said, where = next(iter(found), (None, None))
    said = _both_ways(said, where, even)
    used = set(where.group().split()) if where is not None else set()
    beside = len([word for word in strange if word not in used])
    if beside > MOST_BESIDE + scale.by_oneself or BYE.search(even):
        return None
    if scale.by_oneself and (yes := _YES_FIRST.match(even)):
        # "jo nästan varje dag" is yes, "osaan vähän" and "joo vähän" are a little.
        hedged = said is not None and (said <= HALF or yes.group().strip() in _CAN)
        return Fraction(said or 0, 100) if hedged else Fraction(1)
    if said is not None:
        return Fraction(said, 100)
    for share, signs in EMOJI.items():
        if any(sign in even for sign in signs):
            return Fraction(share, 100)
    if scale.by_oneself and _NO_FIRST.match(even):
        return Fraction(0)
    return None


def _both_ways(said: int | None, where: re.Match[str] | None, even: str) -> int | None:
    """Return the middle where good and bad are both said: "välillä hyvin välillä huonosti"."""
    if said is None or where is None:
        return said
    rest = f"{even[: where.start()]} {even[where.end() :]}"
    more = [share for share, pattern in _READ[:-1] if share != said and pattern.search(rest)]
    against = [share for share in more if (share - HALF) * (said - HALF) < 0]
    return (said + against[0]) // 2 if against and min(*against, said) < LOW_SHARE else said


def _of_number(low: Fraction, high: Fraction, many: int, even: str, scale: Scale) -> int | None:
    """Return a typed step: "7", "7/10", "6-7", "seiska"; None outside the scale."""
    if many == 2 and re.search(r"\d ?/ ?\d", even) and high != scale.high:
        return None
    if many == 2 and high == scale.high and ("/" in even or "kautta" in even):
        high = low  # "7/10"
    elif many > 2 or (many == 2 and not _STRETCH.search(even)):
        return None
    if low < scale.low or high > scale.high:
        return None
    return ceil((low + high) / 2 - Fraction(1, 2))


def _step(share: Fraction, scale: Scale) -> int:
    return scale.low + int(share * (scale.high - scale.low) + Fraction(1, 2))
