"""What an editor writes about opening times, as values, and how it is read from YAML.

Holds data and its reading only; whether a place is open at a moment is asked in ``hours``.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from enum import Enum
from itertools import pairwise
from typing import Literal, NamedTuple

from bot.domain.calendar import (
    SHORT_DAYS,
    SpecialDay,
    is_public_holiday,
    special_days,
    written_day,
)
from bot.domain.errors import RinnallaError

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_SLOT = re.compile(r"(\d{1,2})(?:[:.](\d\d))?\s*[-\u2013]\s*(\d{1,2})(?:[:.](\d\d))?")


class Slot(NamedTuple):
    """One stretch of open time by the wall clock; ``end`` at or before ``start`` is next day."""

    start: time
    end: time


Slots = tuple[Slot, ...]
NO_SPECIAL_DAYS: Mapping[SpecialDay, Slots] = {}
_WHOLE_DAY: Slots = (Slot(time(0), time(0)),)


class HoursKind(Enum):
    """What is known about the times of a place."""

    WEEKLY = "weekly"
    ALWAYS = "always"
    BY_APPOINTMENT = "by_appointment"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class WeeklyHours:
    """Open times of an ordinary week: seven entries, Monday first, several slots a day."""

    kind: HoursKind = HoursKind.WEEKLY
    days: tuple[Slots, ...] = ((),) * 7

    def __post_init__(self) -> None:
        """Refuse anything but seven days, so that a weekday is always an index."""
        if len(self.days) != len(WEEKDAYS):
            raise HoursMistake(("a week has seven days",))


ALWAYS = WeeklyHours(HoursKind.ALWAYS)
BY_APPOINTMENT = WeeklyHours(HoursKind.BY_APPOINTMENT)
UNKNOWN = WeeklyHours(HoursKind.UNKNOWN)


@dataclass(frozen=True, slots=True)
class Exceptions:
    """Dates with times of their own; no slots means closed that day."""

    days: Mapping[date, Slots] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Schedule:
    """Everything that decides when one place is open."""

    hours: WeeklyHours
    on_holidays: Literal["closed", "open"] = "closed"
    exceptions: Exceptions = field(default_factory=Exceptions)
    special: Mapping[SpecialDay, Slots] = field(default_factory=dict, hash=False)

    def slots_on(self, day: date) -> Slots:
        """Return the slots that start that day.

        A dated exception wins over everything, holidays included. A place that is always
        open is never shut by a holiday, so that no crisis line looks closed at Christmas.
        """
        special = self.exceptions.days.get(day)
        if special is not None:
            return special
        if self.hours.kind is HoursKind.ALWAYS:
            return _WHOLE_DAY
        slots = self.hours.days[day.weekday()]
        named = self._special_slots(day, working=bool(slots)) if self.special else None
        if named is not None:
            return named
        if slots and self.on_holidays == "closed" and is_public_holiday(day):
            return ()
        return slots

    def _special_slots(self, day: date, *, working: bool) -> Slots | None:
        """Return the times of the most particular thing that a day is; None where none are told.

        A short day shortens a working day and opens nothing else.
        """
        for kind in special_days(day):
            if kind in self.special and (working or kind not in SHORT_DAYS):
                return self.special[kind]
        return None


class HoursMistake(RinnallaError):
    """Opening times could not be read; ``problems`` lists every reason in words."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        super().__init__("; ".join(problems))
        self.problems = problems


def parse_hours(given: object) -> WeeklyHours:
    """Read the opening times of a week from YAML.

    Args:
        given: ``always``, ``unknown``, ``by_appointment`` or a mapping from days to slots,
            for example ``{"mon-fri": ["9:00-16:00"], "sat": ["10-12", "16-02"]}``. Days left
            out are closed. ``24:00`` is midnight at the end of the day.

    Raises:
        HoursMistake: with all problems at once, for an editor who mends them in one go.
    """
    if isinstance(given, str):
        for hours in (ALWAYS, BY_APPOINTMENT, UNKNOWN):
            if given.strip() == hours.kind.value:
                return hours
    if not isinstance(given, Mapping):
        shown = "nothing" if given is None else repr(given)
        raise HoursMistake(
            (f"hours are always, unknown, by_appointment or days with times, not {shown}",)
        )
    problems: list[str] = []
    week: dict[int, Slots] = {}
    for name, value in given.items():
        weekdays = _parse_weekdays(name, problems)
        slots = _parse_slots(str(name), value, problems)
        for weekday in weekdays:
            if weekday in week:
                problems.append(f"{WEEKDAYS[weekday]} is given twice (again under {name})")
            week[weekday] = slots
    if not given:
        problems.append("no days are given: write unknown if the hours are not known")
    if problems:
        raise HoursMistake(tuple(problems))
    return WeeklyHours(days=tuple(week.get(weekday, ()) for weekday in range(7)))


def parse_exceptions(given: object) -> Exceptions:
    """Read dated exceptions from YAML: a date to ``closed`` or to slots.

    Raises:
        HoursMistake: with all problems at once.
    """
    if not isinstance(given, Mapping):
        raise HoursMistake((f"exceptions are dates with closed or times, not {given!r}",))
    problems: list[str] = []
    days: dict[date, Slots] = {}
    for day, value in given.items():
        slots = () if value == "closed" else _parse_slots(str(day), value, problems)
        found = written_day(day)
        if found is None:
            problems.append(f"{day!r} is not a date like 2026-12-31 or 31.12.2026")
        elif found in days:
            problems.append(f"{day} is given twice")
        else:
            days[found] = slots
    if problems:
        raise HoursMistake(tuple(problems))
    return Exceptions(days)


def parse_special_days(given: object) -> Mapping[SpecialDay, Slots]:
    """Read the times of days that come round every year from YAML: a day to ``closed`` or slots.

    Raises:
        HoursMistake: with all problems at once.
    """
    if not isinstance(given, Mapping):
        raise HoursMistake((f"special days are days with closed or times, not {given!r}",))
    problems: list[str] = []
    days: dict[SpecialDay, Slots] = {}
    for name, value in given.items():
        slots = () if value == "closed" else _parse_slots(str(name), value, problems)
        if name in list(SpecialDay):
            days[SpecialDay(name)] = slots
        else:
            problems.append(f"{name!r} is not a special day: use {', '.join(SpecialDay)}")
    if problems:
        raise HoursMistake(tuple(problems))
    return days


def _parse_weekdays(name: object, problems: list[str]) -> list[int]:
    """Read ``mon``, ``mon-fri`` or ``mon, wed``; a range may run over the weekend."""
    weekdays: list[int] = []
    for part in str(name).lower().split(","):
        ends = [end.strip() for end in part.split("-")]
        if len(ends) > 2 or any(end not in WEEKDAYS for end in ends):
            problems.append(f"{name!r} is not a day: use {', '.join(WEEKDAYS)} or mon-fri")
            continue
        first, last = WEEKDAYS.index(ends[0]), WEEKDAYS.index(ends[-1])
        weekdays += [(first + step) % 7 for step in range((last - first) % 7 + 1)]
    return weekdays


def _parse_slots(where: str, value: object, problems: list[str]) -> Slots:
    """Read a list of slots, or one slot; sorted, and refused when two overlap."""
    texts = value if isinstance(value, list) else [value]
    slots: list[Slot] = []
    for text in texts:
        slot = _parse_slot(text)
        if slot is None:
            problems.append(f"{where}: {text!r} is not a time like 9:00-16:00")
        else:
            slots.append(slot)
    slots.sort()
    for earlier, later in pairwise(slots):
        if earlier.end <= earlier.start or later.start < earlier.end:
            problems.append(f"{where}: {_shown(earlier)} and {_shown(later)} overlap")
    return tuple(slots)


def _parse_slot(text: object) -> Slot | None:
    found = _SLOT.fullmatch(text.strip()) if isinstance(text, str) else None
    if found is None:
        return None
    hour, minute, end_hour, end_minute = (int(part or 0) for part in found.groups())
    if (end_hour, end_minute) == (24, 0):
        end_hour = 0
    if hour > 23 or end_hour > 23 or minute > 59 or end_minute > 59:
        return None
    return Slot(time(hour, minute), time(end_hour, end_minute))


def _shown(slot: Slot) -> str:
    return f"{slot.start:%H:%M}-{slot.end:%H:%M}"
