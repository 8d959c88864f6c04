"""Which of the offered times somebody means: "otan sen ekan", "joku aamu", "mut en ti".

fi, sv and en at once. Words choose a time only where they mean one alone; else they make the list
narrower. What cannot be read is left to others.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from bot.domain.calendar import HELSINKI
from bot.domain.dates import DayReading, read_day
from bot.domain.letters import fold
from bot.domain.number_tokens import tokens_of
from bot.domain.time_words import (
    ANY,
    BESIDE,
    BY_CLOCK,
    CALL,
    DAYS,
    ENGLISH,
    HOURS,
    LATER,
    MEETING,
    MORE,
    NEAR,
    NONE,
    NOT,
    ORDINALS,
    OTHER,
    PARTS,
    SOFT,
    with_half_hours,
)
from bot.domain.yes_no import TIME, clear_answer, says_only_yes

MOST_WORDS = 12
Does = Literal["take", "narrow", "more", "none", "other", "again"]


@dataclass(frozen=True, slots=True)
class Slot:
    """A time that may be taken: what takes it, when it begins, whether it is a call."""

    action: str
    start: datetime
    is_call: bool = False

    @property
    def local(self) -> datetime:
        """When it begins by the Finnish wall clock."""
        return self.start.astimezone(HELSINKI)


@dataclass(frozen=True, slots=True)
class Choice:
    """What words do with the times that are offered.

    Attributes:
        does: "take": the one time. "narrow": only these suit, perhaps none. "more": the next ones
            after those that were shown. "none": none of them suits, and there are no others.
            "other": they want to wish for a time. "again": yes to several, so ask which.
        slots: Of "take", "narrow" and "more", the times.
    """

    does: Does
    slots: tuple[Slot, ...] = ()


Fits = Callable[[Slot], bool]


def choice_in(
    text: str, shown: Sequence[Slot], free: Sequence[Slot], today: date
) -> Choice | None:
    """Return what words say of the times that were offered last; None: nothing.

    Args:
        shown: The times that were offered, in their order.
        free: All that may be taken, the earliest first.
        today: In the Helsinki calendar.
    """
    said = " ".join(re.findall(r"[^\s,;!?]+|[,;]", fold(re.sub("['’]", "", text))))
    said = with_half_hours(said)
    if not shown or len(said.split()) > MOST_WORDS:
        return None
    further = tuple(one for one in free if one.start > max(one.start for one in shown))
    if OTHER.search(said):
        return Choice("other")
    if NONE.search(said) or clear_answer(text, TIME) is False:
        return Choice("more", further) if further else Choice("none")
    if MORE.fullmatch(said) or LATER.search(said):
        return Choice("more", further) if further else Choice("narrow")
    found = list(_constraints(said, (*shown, *free), shown, today))
    if not found:
        return _unconstrained(text, said, shown)
    asks = "?" in text or SOFT.search(said) is not None
    sure = any(exact and not negated for _, exact, negated in found)
    fitting = tuple(one for one in shown if _fits(found, one))
    if sure and len(fitting) == 1 and not asks and _only_a_time(said):
        return Choice("take", fitting)
    return Choice("narrow", tuple(one for one in free if _fits(found, one)))


def _unconstrained(text: str, said: str, shown: Sequence[Slot]) -> Choice | None:
    if ANY.search(said):
        return Choice("take", (shown[0],))
    if clear_answer(text, TIME):
        return Choice("take", (shown[0],)) if len(shown) == 1 else Choice("again")
    return None


def _fits(found: Sequence[tuple[Fits, bool, bool]], slot: Slot) -> bool:
    """Return whether a time is one of those that are wanted and none of the others.

    Days, and hours, add up ("ti tai ke"); what is told of different things narrows.
    """
    wanted: dict[bool, list[bool]] = {}
    for fits, exact, negated in found:
        if negated and fits(slot):
            return False
        if not negated:
            wanted.setdefault(exact, []).append(fits(slot))
    return all(any(of) for of in wanted.values())


def _only_a_time(said: str) -> bool:
    """Return whether words name a time and say nothing else: "ti mulla on lääkäri" takes none."""
    rest = NEAR.sub(" ", BY_CLOCK.sub(" ", said))
    for words in (*ORDINALS.values(), *(rf"\b(?:{one})\b" for one in HOURS.values())):
        rest = re.sub(words, " ", rest)
    for words, short in DAYS:
        rest = re.sub(rf"\b(?:(?:{words})\w*|(?:{short})\b)", " ", rest)
    left = re.findall(r"[^\W\d_]+", rest)
    return says_only_yes((word for word in left if word not in BESIDE), TIME)


def _constraints(
    said: str, known: Sequence[Slot], shown: Sequence[Slot], today: date
) -> Iterator[tuple[Fits, bool, bool]]:
    """Yield what fits, whether it may name one time alone, and whether it was said not to suit."""
    for clause in re.split(r"[,;]|\b(?:mut|mutta|vaan|men|utan|but)\b", said):
        negated = NOT.search(clause) is not None
        for fits, exact in _in_clause(clause, known, shown, today):
            yield fits, exact, negated


def _in_clause(
    clause: str, known: Sequence[Slot], shown: Sequence[Slot], today: date
) -> Iterator[tuple[Fits, bool]]:
    days, clocks = list(_days(clause, today)), list(_clocks(clause, known, shown))
    of_day = [one for one in shown if not days or any(fits(one) for fits in days)]
    places = list(_places(clause, of_day)) if not clocks else []
    if days and clocks:  # "ti klo 10" is one time, not any Tuesday and any ten o'clock
        yield lambda slot: any(f(slot) for f in days) and any(f(slot) for f in clocks), True
    else:  # "ti eka" is the first of Tuesday's
        yield from ((fits, True) for fits in places or (*days, *clocks))
    for words, first, last in PARTS:
        if re.search(words, clause):
            yield _between(first, last), False
    if CALL.search(clause):
        yield (lambda slot: slot.is_call), False
    elif MEETING.search(clause):
        yield (lambda slot: not slot.is_call), False


def _places(clause: str, shown: Sequence[Slot]) -> Iterator[Fits]:
    for place, words in ORDINALS.items():
        if re.search(words, clause) and -len(shown) <= place < len(shown):
            yield _same(shown[place])


def _days(clause: str, today: date) -> Iterator[Fits]:
    english = ENGLISH.search(clause) is not None
    for number, (words, short) in enumerate(DAYS):
        if re.search(rf"\b(?:{words})", clause) or (
            not english and re.search(rf"\b(?:{short})\b", clause)
        ):
            yield _on_weekday(number)
    for written in NEAR.findall(clause):
        day = read_day(written, today)
        if day is not None:
            yield _within(day)


def _clocks(clause: str, known: Sequence[Slot], shown: Sequence[Slot]) -> Iterator[Fits]:
    for hour, words in HOURS.items():
        if re.search(rf"\b(?:{words})\b", clause):
            yield _at(hour, None)
    for found in BY_CLOCK.finditer(clause):
        number = tokens_of(found["hour"])[0].number if found["hour"] else None
        if number is not None and number.high <= 23:
            yield _at(int(number.high), int(found["minute"]) if found["minute"] else None)
    rest = NEAR.sub(" ", BY_CLOCK.sub(" ", clause))
    for hour, minute in re.findall(r"(?<![\d.])(\d{1,2})(?:[.:](\d\d))?(?![\d.:])", rest):
        fits = _at(int(hour), int(minute) if minute else None)
        of = known if int(hour) > len(shown) else shown  # a small number is a place in the list
        if minute or any(fits(slot) for slot in of):
            yield fits


def _same(meant: Slot) -> Fits:
    return lambda slot: slot.action == meant.action


def _on_weekday(number: int) -> Fits:
    return lambda slot: slot.local.weekday() == number


def _within(days: DayReading) -> Fits:
    return lambda slot: days.first <= slot.local.date() <= days.last


def _between(first: int, last: int) -> Fits:
    return lambda slot: first <= slot.local.hour < last


def _at(hour: int, minute: int | None) -> Fits:
    """Return whether a time begins then; "kahdelta" is two in the afternoon."""
    return lambda slot: (
        slot.local.hour in (hour, hour + 12 if hour < 7 else hour)
        and minute in (None, slot.local.minute)
    )
