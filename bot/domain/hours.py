"""When a place is open: one family of functions for everybody who asks.

The service directory, offices, receipts and reminders all ask here, so that no two answers of
one message can differ. Times are by the Finnish wall clock, every ``at`` must have a zone and
every returned time is in UTC. No words are made here: ``calendar.moment`` and the locales do.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import Enum

from bot.domain.calendar import HELSINKI, as_utc, instant, is_public_holiday, local_date
from bot.domain.opening_times import (
    ALWAYS,
    BY_APPOINTMENT,
    NO_SPECIAL_DAYS,
    UNKNOWN,
    Exceptions,
    HoursKind,
    HoursMistake,
    Schedule,
    Slot,
    WeeklyHours,
    parse_exceptions,
    parse_hours,
    parse_special_days,
)

__all__ = [
    "ALWAYS",
    "BY_APPOINTMENT",
    "NO_SPECIAL_DAYS",
    "UNKNOWN",
    "Exceptions",
    "HoursKind",
    "HoursMistake",
    "OfficeState",
    "Schedule",
    "Slot",
    "StateKind",
    "WeeklyHours",
    "closes_at",
    "is_open",
    "long_break",
    "next_opening",
    "office_state",
    "parse_exceptions",
    "parse_hours",
    "parse_special_days",
    "stretches",
]

HORIZON_DAYS = 400
LONG_BREAK_DAYS = 3
_DAY = timedelta(days=1)
# Whoever is open for longer than this does not close as far as a message is concerned.
_MONTH = timedelta(days=31)


class StateKind(Enum):
    """What may be said about a place at one moment."""

    OPEN = "open"
    CLOSED = "closed"
    ALWAYS_OPEN = "always_open"
    BY_APPOINTMENT = "by_appointment"
    UNKNOWN = "unknown"


OPEN = frozenset({StateKind.OPEN, StateKind.ALWAYS_OPEN})
"""The kinds of which somebody answers now."""


@dataclass(frozen=True, slots=True)
class OfficeState:
    """All that a sentence about an office needs.

    Attributes:
        kind: What may be said.
        closes_at: UTC, only when open; ``None`` when it does not close within a month.
        opens_at: UTC, only when closed; ``None`` when no opening is known.
        is_holiday: Closed, and today is a public holiday.
        long_break: See ``long_break``.
    """

    kind: StateKind
    closes_at: datetime | None = None
    opens_at: datetime | None = None
    is_holiday: bool = False
    long_break: bool = False


def is_open(schedule: Schedule, at: datetime) -> bool:
    """Say whether the place is known to be open; the closing minute itself is closed.

    A slot belongs to the day it starts on: an evening that runs past midnight goes on into a
    holiday, and an evening that is called off has no small hours.

    Raises:
        NaiveTime: ``at`` has no zone.
    """
    at = as_utc(at)
    today = local_date(at)
    return any(
        start <= at < end
        for day in (today - _DAY, today)
        for start, end in _slot_instants(schedule, day)
    )


def next_opening(schedule: Schedule, at: datetime) -> datetime | None:
    """Return the first instant at or after ``at`` when the place is open.

    Returns:
        ``at`` itself, in UTC, when the place is open now. ``None`` when hours are unknown, by
        appointment, or nothing opens within ``HORIZON_DAYS``.

    Raises:
        NaiveTime: ``at`` has no zone.
    """
    at = as_utc(at)
    for start, end in stretches(schedule, local_date(at) - _DAY):
        if at < end:
            return max(start, at)
    return None


def closes_at(schedule: Schedule, at: datetime) -> datetime | None:
    """Return when the open stretch around ``at`` ends; slots that touch are one stretch.

    Returns:
        UTC. ``None`` when closed now, or when it does not close within a month.

    Raises:
        NaiveTime: ``at`` has no zone.
    """
    at = as_utc(at)
    for start, end in stretches(schedule, local_date(at) - _DAY):
        if at < end:
            return end if start <= at and end - start < _MONTH else None
    return None


def long_break(schedule: Schedule, at: datetime) -> bool:
    """Say whether a long closed time is here or near, so that help meanwhile must be named.

    True when ``at`` is inside, or at most 24 hours before, a closed time that holds at least
    ``LONG_BREAK_DAYS`` whole days of the Finnish calendar. An ordinary weekend is two.
    Always false when hours are unknown or by appointment: nothing can be said of those.

    Raises:
        NaiveTime: ``at`` has no zone.
    """
    at = as_utc(at)
    if schedule.hours.kind in (HoursKind.UNKNOWN, HoursKind.BY_APPOINTMENT):
        return False
    # Looking back one day more than a long break is enough: an earlier start changes nothing.
    since = local_date(at) - timedelta(days=LONG_BREAK_DAYS + 1)
    closed_from = instant(since, time(0))
    for start, end in stretches(schedule, since):
        if at < start and _whole_days(closed_from, start) >= LONG_BREAK_DAYS:
            return True
        closed_from = end
        if closed_from > at + _DAY:
            return False
    return True


def office_state(schedule: Schedule, at: datetime) -> OfficeState:
    """Gather what may be said about a place now, in one value.

    Raises:
        NaiveTime: ``at`` has no zone.
    """
    today = local_date(at)
    dated = today in schedule.exceptions.days
    pausing = long_break(schedule, at)
    if is_open(schedule, at):
        if schedule.hours.kind is HoursKind.ALWAYS and not dated:
            return OfficeState(StateKind.ALWAYS_OPEN, long_break=pausing)
        return OfficeState(StateKind.OPEN, closes_at(schedule, at), long_break=pausing)
    # A dated exception is the one thing known about a place whose week is not known.
    if not dated and schedule.hours.kind is HoursKind.UNKNOWN:
        return OfficeState(StateKind.UNKNOWN)
    if not dated and schedule.hours.kind is HoursKind.BY_APPOINTMENT:
        return OfficeState(StateKind.BY_APPOINTMENT)
    return OfficeState(
        StateKind.CLOSED,
        opens_at=next_opening(schedule, at),
        is_holiday=is_public_holiday(today),
        long_break=pausing,
    )


def stretches(schedule: Schedule, since: date) -> Iterator[tuple[datetime, datetime]]:
    """Yield open stretches in UTC of ``HORIZON_DAYS`` days, joined where slots touch or overlap.

    Slots that start on the day before ``since`` are not seen: begin a day early for them. A
    stretch is cut when it is a month long, or "open day and night" would never be yielded.
    """
    joined: tuple[datetime, datetime] | None = None
    for days in range(HORIZON_DAYS):
        for start, end in _slot_instants(schedule, since + timedelta(days=days)):
            if joined and start <= joined[1] and joined[1] - joined[0] < _MONTH:
                joined = (joined[0], max(joined[1], end))
                continue
            if joined:
                yield joined
            joined = (start, end)
    if joined:
        yield joined


def _slot_instants(schedule: Schedule, day: date) -> Iterator[tuple[datetime, datetime]]:
    """Yield the slots that start that day as UTC instants, earliest first."""
    for slot in sorted(schedule.slots_on(day)):
        last_day = day + _DAY if slot.end <= slot.start else day
        start, end = instant(day, slot.start), instant(last_day, slot.end)
        # A slot wholly inside the hour skipped in spring has no time left.
        if start < end:
            yield start, end


def _whole_days(start: datetime, end: datetime) -> int:
    """Count the days of the Finnish calendar that lie wholly between two instants."""
    first = local_date(start)
    if start.astimezone(HELSINKI).time() != time(0):
        first += _DAY
    return (local_date(end) - first).days
