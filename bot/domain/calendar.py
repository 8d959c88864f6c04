"""The Finnish calendar: Helsinki time, public holidays and how far away a day is.

The one place that turns wall clock times into instants, so that the two nights when the
clocks change are right everywhere. No words for days are made here: locales do that.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import Enum, StrEnum
from functools import lru_cache
from zoneinfo import ZoneInfo

HELSINKI = ZoneInfo("Europe/Helsinki")
_MINUTE = timedelta(minutes=1)
_FINNISH_DAY = re.compile(r"(\d{1,2})\. ?(\d{1,2})\. ?(\d{4})")


class NaiveTime(ValueError):
    """A time without a zone was given; it could mean two instants three hours apart."""

    def __init__(self, at: datetime) -> None:
        super().__init__(f"time without a zone: {at.isoformat()}")


def as_utc(at: datetime) -> datetime:
    """Return the same instant in UTC.

    Comparing and adding is done in UTC only: Python compares two times of one zone by the
    clock face, which is wrong in the hour that is lived twice in October.

    Raises:
        NaiveTime: ``at`` has no zone.
    """
    if at.utcoffset() is None:
        raise NaiveTime(at)
    return at.astimezone(UTC)


def local_date(at: datetime) -> date:
    """Return the date on a Finnish wall calendar at this instant."""
    return as_utc(at).astimezone(HELSINKI).date()


def written_day(given: object) -> date | None:
    """Return a day as files and commands have it, 2026-12-31 or 31.12.2026; None if it is none."""
    if isinstance(given, datetime):
        return given.date()
    if isinstance(given, date):
        return given
    text = str(given).strip()
    finnish = _FINNISH_DAY.fullmatch(text)
    try:
        if finnish:
            return date(*map(int, reversed(finnish.groups())))
        return date.fromisoformat(text)
    except ValueError:
        return None


@lru_cache(maxsize=4096)
def instant(day: date, clock: time) -> datetime:
    """Return, in UTC, the first minute when a Finnish wall clock shows this time or later.

    In spring the skipped hour (3:00-3:59) becomes 4:00; in autumn the hour that is lived
    twice means its first round.
    """
    wall = datetime.combine(day, clock, HELSINKI)
    at = wall.astimezone(UTC)
    if at.astimezone(HELSINKI).time() == clock:
        return at
    # Only in the skipped hour: the later reading lies before the change, so walk up to it.
    at = wall.replace(fold=1).astimezone(UTC)
    shown = wall.replace(tzinfo=None)
    while at.astimezone(HELSINKI).replace(tzinfo=None) < shown:
        at += _MINUTE
    return at


def is_public_holiday(day: date) -> bool:
    """Say whether offices in Finland are shut that day for a holiday.

    Midsummer Eve and Christmas Eve count although the law does not name them: practically
    nothing is open. Short days (Maundy Thursday, 30 April, 31 December) are not holidays.
    """
    return day in _public_holidays(day.year)


class SpecialDay(StrEnum):
    """A day that comes round every year on which some places keep times of their own."""

    MAUNDY_THURSDAY = "maundy_thursday"
    NEW_YEARS_EVE = "new_years_eve"
    HOLIDAY = "holiday"
    EVE = "eve"  # the day before a holiday, itself no holiday


SHORT_DAYS = (SpecialDay.MAUNDY_THURSDAY, SpecialDay.NEW_YEARS_EVE)
"""Working days that end early; on a weekend they change nothing."""

_EVES = ("Midsummer Eve", "Christmas Eve")
_GOOD_FRIDAY = "Good Friday"
_DAY = timedelta(days=1)


def special_days(day: date) -> tuple[SpecialDay, ...]:
    """Return what a day is, the most particular first; empty for an ordinary day."""
    if is_public_holiday(day):
        return (SpecialDay.HOLIDAY,)
    next_day = _public_holidays((day + _DAY).year).get(day + _DAY, "")
    found = []
    if next_day == _GOOD_FRIDAY:
        found.append(SpecialDay.MAUNDY_THURSDAY)
    if (day.month, day.day) == (12, 31):
        found.append(SpecialDay.NEW_YEARS_EVE)
    if next_day and next_day not in _EVES:  # the day before an eve is nothing yet
        found.append(SpecialDay.EVE)
    return tuple(found)


@lru_cache(maxsize=16)
def _public_holidays(year: int) -> Mapping[date, str]:
    # Imported late: the package takes a while to load and most turns never ask for a holiday.
    import holidays

    return dict(holidays.country_holidays("FI", years=year, language="en_US"))


class DayWord(Enum):
    """Which kind of word names the day of a moment."""

    TODAY = "today"
    TOMORROW = "tomorrow"
    WEEKDAY = "weekday"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment as a person in Finland would place it, ready for a locale to put in words.

    ``weekday`` is 0 for Monday. ``same_year`` is false when a date needs its year.
    """

    day_word: DayWord
    date: date
    time: time
    weekday: int
    same_year: bool


def moment(at: datetime, now: datetime) -> Moment:
    """Place ``at`` in relation to ``now`` in the Finnish calendar.

    A weekday alone is used two to six days ahead, where it can only mean one day. Days that
    are past, today excepted, are given as dates.

    Raises:
        NaiveTime: either time has no zone.
    """
    local = as_utc(at).astimezone(HELSINKI)
    today = local_date(now)
    day = local.date()
    days_ahead = (day - today).days
    if days_ahead == 0:
        word = DayWord.TODAY
    elif days_ahead == 1:
        word = DayWord.TOMORROW
    elif 2 <= days_ahead <= 6:
        word = DayWord.WEEKDAY
    else:
        word = DayWord.DATE
    return Moment(word, day, local.time(), day.weekday(), day.year == today.year)
