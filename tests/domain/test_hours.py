"""Opening hours against an oracle that steps through the minutes with a wall clock."""

from bisect import bisect_left
from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from itertools import accumulate
from random import Random
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.calendar import NaiveTime, is_public_holiday
from bot.domain.hours import (
    ALWAYS,
    BY_APPOINTMENT,
    UNKNOWN,
    Exceptions,
    Schedule,
    Slot,
    StateKind,
    WeeklyHours,
    closes_at,
    is_open,
    long_break,
    next_opening,
    office_state,
    parse_exceptions,
    parse_hours,
)

HELSINKI = ZoneInfo("Europe/Helsinki")
MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)
YEARS = range(2026, 2031)
EASTERS = (
    date(2026, 4, 5),
    date(2027, 3, 28),
    date(2028, 4, 16),
    date(2029, 4, 1),
    date(2030, 4, 21),
)
# Midsummer Eve and All Saints' Day, read from a wall calendar.
MOVING = {
    *(date(2026, 6, 19), date(2027, 6, 25), date(2028, 6, 23), date(2029, 6, 22)),
    *(date(2030, 6, 21), date(2026, 10, 31), date(2027, 11, 6), date(2028, 11, 4)),
    *(date(2029, 11, 3), date(2030, 11, 2)),
    *(date(2026, 6, 20), date(2027, 6, 26), date(2028, 6, 24), date(2029, 6, 23)),
    date(2030, 6, 22),
}
FIXED = ((1, 1), (1, 6), (5, 1), (12, 6), (12, 24), (12, 25), (12, 26))
HOLIDAYS = (
    MOVING
    | {date(year, month, day) for year in YEARS for month, day in FIXED}
    | {easter + timedelta(days=days) for easter in EASTERS for days in (-2, 0, 1, 39, 49)}
)
CLOCK_CHANGES = (
    *(date(2026, 3, 29), date(2026, 10, 25), date(2027, 3, 28), date(2027, 10, 31)),
    *(date(2028, 3, 26), date(2028, 10, 29), date(2029, 3, 25), date(2029, 10, 28)),
    *(date(2030, 3, 31), date(2030, 10, 27)),
)

OFFICE = Schedule(parse_hours({"mon-fri": ["9:00-16:00"]}))
BUSY = Schedule(
    parse_hours(
        {
            "mon-wed": ["8:00-11:00", "12:30-16:15"],
            "thu": ["9-12", "12-15"],
            "fri": ["10:00-12:00", "16:00-02:00"],
            "sat": ["18:00-24:00"],
            "sun": ["0:00-3:30", "22:00-6:00"],
        }
    ),
    exceptions=parse_exceptions(
        {"2026-12-31": ["9-13"], date(2027, 12, 24): ["10-12"], "2028-03-25": ["23-03:30"]}
    ),
)
NIGHT = Schedule(parse_hours({"sat-sun": ["2:15-3:30", "3:40-3:50", "20-3"]}), on_holidays="open")
ROUND_THE_CLOCK = Schedule(parse_hours({"mon-sun": ["0-24"]}))
SCHEDULES = (OFFICE, BUSY, NIGHT, ROUND_THE_CLOCK, Schedule(ALWAYS))


def local(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=HELSINKI)


# The oracle. It knows one thing: a wall clock is looked at every minute, and a time has come
# at the first minute when the clock shows it or later.


@cache
def wall_minutes(first: date, days: int) -> tuple[list[datetime], list[datetime]]:
    """Every minute in UTC, and beside it the latest wall time shown so far."""
    at = datetime(first.year, first.month, first.day, tzinfo=UTC) - timedelta(hours=3)
    minutes = [at + step * MINUTE for step in range(days * 24 * 60 + 360)]
    shown = (minute.astimezone(HELSINKI).replace(tzinfo=None) for minute in minutes)
    # In autumn the clock goes back an hour; what had come by then has come already.
    return minutes, list(accumulate(shown, max))


def oracle_slots(schedule: Schedule, day: date) -> tuple[Slot, ...]:
    if day in schedule.exceptions.days:
        return schedule.exceptions.days[day]
    if schedule.hours is ALWAYS:
        return (Slot(time(0), time(0)),)
    if day in HOLIDAYS and schedule.on_holidays == "closed":
        return ()
    return schedule.hours.days[day.weekday()]


def open_minutes(schedule: Schedule, first: date, days: int) -> Mapping[datetime, bool]:
    """The truth for every minute of some days, slots of the evening before included."""
    spans = []
    for offset in range(-1, days + 1):
        day = first + timedelta(days=offset)
        for start, end in oracle_slots(schedule, day):
            last = day + DAY if end <= start else day
            spans.append((datetime.combine(day, start), datetime.combine(last, end)))
    minutes, shown = wall_minutes(first, days)
    truth = dict.fromkeys(minutes, False)
    for first_wall, last_wall in spans:
        for minute in minutes[bisect_left(shown, first_wall) : bisect_left(shown, last_wall)]:
            truth[minute] = True
    return truth


def check_against(schedule: Schedule, first: date, days: int, step: int) -> None:
    truth = open_minutes(schedule, first, days)
    minutes = list(truth)
    opening: datetime | None = None
    closing: datetime | None = None
    for at in reversed(minutes[: -(6 * 60)]):
        if truth[at]:
            opening = at
        else:
            closing = at
        if at.minute % step:
            continue
        assert is_open(schedule, at) is truth[at], (schedule, at)
        if opening is not None:
            assert next_opening(schedule, at) == opening, (schedule, at)
        if truth[at] and closing is not None:
            assert closes_at(schedule, at) == closing, (schedule, at)


@pytest.mark.parametrize("day", CLOCK_CHANGES, ids=str)
def test_hours_around_a_clock_change_agrees_with_a_wall_clock(day: date) -> None:
    for schedule in SCHEDULES:
        check_against(schedule, day - DAY, days=2, step=10)


@pytest.mark.parametrize("year", YEARS)
def test_hours_around_every_holiday_agree_with_a_wall_clock(year: int) -> None:
    for day in sorted(day for day in HOLIDAYS if day.year == year):
        for schedule in (OFFICE, BUSY):
            check_against(schedule, day - DAY, days=3, step=60)


@pytest.mark.parametrize("schedule", SCHEDULES, ids=("office", "busy", "night", "round", "always"))
def test_sampled_hours_of_five_years_agree_with_a_wall_clock(schedule: Schedule) -> None:
    random = Random(2026)
    for _ in range(12):
        first = date(2026, 1, 2) + timedelta(days=random.randrange(5 * 365 - 10))
        check_against(schedule, first, days=3, step=60)


def test_holidays_of_five_years_are_those_of_a_wall_calendar() -> None:
    days = (date(2026, 1, 1) + timedelta(days=offset) for offset in range(5 * 365 + 1))
    assert {day for day in days if is_public_holiday(day)} == HOLIDAYS


def test_friday_evening_goes_on_into_a_closed_saturday() -> None:
    bar = Schedule(parse_hours({"fri-sat": ["16:00-02:00"]}))
    assert is_open(bar, local("2026-10-31T01:59"))  # All Saints' Day, the slot is Friday's
    assert not is_open(bar, local("2026-10-31T02:00"))
    assert not is_open(bar, local("2026-10-31T17:00"))


def test_exception_wins_over_holiday_and_week() -> None:
    short = Schedule(
        OFFICE.hours,
        exceptions=parse_exceptions({"2026-12-31": ["9-13"], "2026-12-30": "closed"}),
    )
    assert closes_at(short, local("2026-12-31T09:00")) == local("2026-12-31T13:00")
    assert not is_open(short, local("2026-12-30T10:00"))
    assert is_open(OFFICE, local("2026-12-31T15:00"))  # no short day without an exception
    duty = Schedule(OFFICE.hours, exceptions=parse_exceptions({"2026-12-25": ["10-12"]}))
    assert is_open(duty, local("2026-12-25T11:00"))


def test_always_open_stays_open_at_christmas_and_never_closes() -> None:
    line = Schedule(ALWAYS)
    christmas = local("2026-12-25T03:00")
    assert office_state(line, christmas).kind is StateKind.ALWAYS_OPEN
    assert closes_at(line, christmas) is None
    assert not long_break(line, christmas)


def test_touching_slots_are_one_stretch() -> None:
    assert closes_at(BUSY, local("2026-02-05T10:00")) == local("2026-02-05T15:00")
    assert closes_at(BUSY, local("2026-02-07T20:00")) == local("2026-02-08T03:30")


def test_closed_for_good_has_no_next_opening() -> None:
    assert next_opening(Schedule(WeeklyHours()), local("2026-02-05T10:00")) is None
    assert long_break(Schedule(WeeklyHours()), local("2026-02-05T10:00"))


def test_closed_for_the_summer_opens_after_it() -> None:
    july = Exceptions({date(2026, 7, 1) + timedelta(days=offset): () for offset in range(31)})
    closed = Schedule(OFFICE.hours, exceptions=july)
    assert next_opening(closed, local("2026-06-30T16:00")) == local("2026-08-03T09:00")


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        ("2026-02-06T17:00", False),  # an ordinary weekend
        ("2026-04-02T12:00", True),  # Thursday before Easter
        ("2026-04-01T15:59", False),  # a day and a minute before it closes
        ("2026-04-01T16:00", True),  # 24 hours before
        ("2026-04-06T23:00", True),  # Easter Monday, still inside
        ("2026-04-07T09:00", False),
        ("2026-12-23T12:00", True),  # Thursday to Sunday closed
        ("2026-06-18T12:00", True),  # Midsummer: Friday to Sunday
        ("2027-12-23T15:00", True),
        ("2026-05-13T12:00", False),  # Ascension Day alone
    ],
)
def test_long_break_is_seen_a_day_ahead_and_until_it_ends(at: str, expected: bool) -> None:
    assert long_break(OFFICE, local(at)) is expected


def test_state_of_an_office_tells_all_a_sentence_needs() -> None:
    state = office_state(OFFICE, local("2026-04-03T22:40"))
    assert state.kind is StateKind.CLOSED
    assert state.opens_at == local("2026-04-07T09:00")
    assert state.is_holiday
    assert state.long_break
    state = office_state(OFFICE, local("2026-04-07T15:00"))
    assert (state.kind, state.closes_at) == (StateKind.OPEN, local("2026-04-07T16:00"))


@pytest.mark.parametrize(
    ("hours", "kind"),
    [(UNKNOWN, StateKind.UNKNOWN), (BY_APPOINTMENT, StateKind.BY_APPOINTMENT)],
)
def test_what_is_not_known_is_not_called_closed(hours: WeeklyHours, kind: StateKind) -> None:
    schedule = Schedule(hours)
    at = local("2026-04-07T15:00")
    assert office_state(schedule, at).kind is kind
    assert next_opening(schedule, at) is None
    assert not is_open(schedule, at)
    assert not long_break(schedule, at)


def test_time_without_a_zone_is_refused() -> None:
    naive = datetime(2026, 4, 7, 15)  # noqa: DTZ001
    for ask in (is_open, next_opening, closes_at, long_break, office_state):
        with pytest.raises(NaiveTime):
            ask(OFFICE, naive)


quarters = st.builds(time, st.integers(0, 23), st.sampled_from((0, 15, 30, 45)))
days_of_slots = st.lists(st.builds(Slot, quarters, quarters), max_size=3).map(tuple)
schedules = st.builds(
    Schedule,
    st.builds(WeeklyHours, days=st.tuples(*[days_of_slots] * 7)),
    st.sampled_from(("closed", "open")),
    st.builds(
        Exceptions,
        st.dictionaries(st.dates(date(2026, 1, 1), date(2030, 12, 31)), days_of_slots, max_size=5),
    ),
)
instants = st.integers(0, 5 * 365 * 24 * 60 - 30 * 24 * 60).map(
    lambda minutes: datetime(2026, 1, 3, tzinfo=UTC) + timedelta(minutes=minutes)
)


@settings(max_examples=100)
@given(schedules, instants)
def test_opening_closing_and_being_open_never_contradict(schedule: Schedule, at: datetime) -> None:
    opening = next_opening(schedule, at)
    closing = closes_at(schedule, at)
    if is_open(schedule, at):
        assert opening == at
        if closing is not None:
            assert at < closing
            assert not is_open(schedule, closing)
            assert is_open(schedule, closing - MINUTE)
    else:
        assert closing is None
        if opening is not None:
            assert opening > at
            assert is_open(schedule, opening)
            assert not is_open(schedule, opening - MINUTE)


@settings(max_examples=25)
@given(schedules, st.dates(date(2026, 1, 3), date(2030, 12, 20)))
def test_any_week_plan_agrees_with_a_wall_clock(schedule: Schedule, first: date) -> None:
    check_against(schedule, first, days=3, step=30)


@settings(max_examples=60)
@given(schedules, instants)
def test_zone_of_the_question_does_not_change_the_answer(schedule: Schedule, at: datetime) -> None:
    elsewhere = at.astimezone(ZoneInfo("America/New_York"))
    assert office_state(schedule, elsewhere) == office_state(schedule, at)
