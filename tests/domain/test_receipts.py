"""The two times of a receipt equal those of an independent calendar, hour by hour, for years."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from handoff_builders import LONG_AGO, OWN, PAIR, SUBSTITUTE, UNIT, away, line, people

from bot.domain.people import Absence, Assignment, Line
from bot.domain.receipts import Receipt, own_told, receipt

HELSINKI = ZoneInfo("Europe/Helsinki")

# Written by hand from the almanac, not from the library that the code asks. Weekends excepted.
HOLIDAYS = {
    2026: "1.1 6.1 3.4 6.4 1.5 14.5 19.6 24.12 25.12",
    2027: "1.1 6.1 26.3 29.3 6.5 25.6 6.12 24.12",
    2028: "6.1 14.4 17.4 1.5 25.5 23.6 6.12 25.12 26.12",
    2029: "1.1 30.3 2.4 1.5 10.5 22.6 6.12 24.12 25.12 26.12",
    2030: "1.1 19.4 22.4 1.5 30.5 21.6 6.12 24.12 25.12 26.12",
}
CLOSED = {
    date(year, int(month), int(day))
    for year, days in HOLIDAYS.items()
    for day, month in (one.split(".") for one in days.split())
}


def works_on(day: date) -> bool:
    return day.weekday() < 5 and day not in CLOSED


def oracle(at: datetime, off: set[date]) -> tuple[datetime, datetime]:
    """Seen: now when it is 9-16 on a working day, else the next one at 9. Answer: by 16 on the
    first working day after that."""
    wall = at.astimezone(HELSINKI)
    day, clock = wall.date(), wall.time()
    if works_on(day) and day not in off and time(9) <= clock < time(16):
        seen = at
    else:
        if clock >= time(9):
            day += timedelta(days=1)
        while not works_on(day) or day in off:
            day += timedelta(days=1)
        seen = datetime.combine(day, time(9), HELSINKI).astimezone(UTC)
    answer = day + timedelta(days=1)
    while not works_on(answer) or answer in off:
        answer += timedelta(days=1)
    return seen, datetime.combine(answer, time(16), HELSINKI).astimezone(UTC)


def hours(first: date, last: date, step: int = 1) -> list[datetime]:
    start = datetime.combine(first, time(0), UTC)
    count = (last - first).days * 24 // step
    return [start + timedelta(hours=step * number, minutes=17) for number in range(count)]


@pytest.mark.parametrize("year", HOLIDAYS)
def test_a_year_of_receipts_agrees_with_the_almanac(year: int) -> None:
    last = date(year, 12, 20) if year == 2030 else date(year, 12, 31)
    for at in hours(date(year, 1, 2), last):
        told = receipt(people(), line(pair=None), at)
        assert (told.seen_from, told.answer_by) == oracle(at, set()), at


def test_only_my_own_worker_gets_the_real_date_of_their_return() -> None:
    off = {date(2026, 11, 16) + timedelta(days=days) for days in range(12)}
    gone = away(OWN, min(off), max(off), SUBSTITUTE)
    for at in hours(date(2026, 11, 12), date(2026, 12, 2), step=3):
        told = receipt(people((gone,)), line(pair=None), at, only_own=True)
        assert (told.seen_from, told.answer_by) == oracle(at, off), at


def keys(told: Receipt) -> list[str]:
    return [say.key for say in told.says]


SATURDAY = datetime(2026, 11, 14, 21, 40, tzinfo=UTC)
MONDAY = datetime(2026, 11, 16, 8, 0, tzinfo=UTC)


def test_a_saturday_night_names_monday_at_nine_and_tuesday_at_four() -> None:
    told = receipt(people(), line(), SATURDAY)
    assert told.seen_from == datetime(2026, 11, 16, 7, tzinfo=UTC)
    assert told.answer_by == datetime(2026, 11, 17, 14, tzinfo=UTC)
    assert keys(told) == [
        "receipt.saved.own",
        "receipt.seen.from",
        "receipt.promise",
        "receipt.readers.also",
        "receipt.not_application",
        "receipt.cannot_wait",
    ]


def test_without_a_promise_of_the_unit_no_time_of_an_answer_is_told() -> None:
    told = receipt(people(promise=None), line(), SATURDAY)
    assert told.answer_by is None
    assert "receipt.promise" not in keys(told)


def test_at_work_now_is_told_until_when_and_nobody_is_said_to_read() -> None:
    told = receipt(people(), line(), MONDAY)
    assert told.says[1].key == "receipt.seen.today"
    assert told.says[1].args == {"until_at": "2026-11-16T14:00:00+00:00"}


@pytest.mark.parametrize(
    ("absences", "expected", "names"),
    [
        ((), "receipt.readers.also", "Pekka"),
        ((away(OWN, date(2026, 11, 16), date(2026, 11, 16), SUBSTITUTE),), "", "Maija, Pekka"),
    ],
)
def test_who_else_may_see_it_is_told_by_name(
    absences: tuple[Absence, ...], expected: str, names: str
) -> None:
    told = receipt(people(absences), line(), SATURDAY)
    say = next(one for one in told.says if one.key.startswith("receipt.readers"))
    assert say.key == (expected or "receipt.readers.also")
    assert say.args["names"] == names


def test_only_my_own_worker_tells_that_nobody_else_gets_it() -> None:
    told = receipt(people(), line(), SATURDAY, only_own=True)
    assert "receipt.readers.only" in keys(told)


def test_who_is_the_own_worker_by_then_is_the_one_who_is_named() -> None:
    gone = (away(OWN, date(2026, 11, 16), date(2026, 11, 30)),)
    monday = datetime(2026, 11, 15, 22, tzinfo=UTC)
    changing = Line(UNIT, (Assignment(LONG_AGO, OWN), Assignment(monday, SUBSTITUTE)))
    told = own_told(people(gone), changing, SATURDAY)
    assert told is not None
    assert (told.key, told.args["name"]) == ("receipt.own.from", "Sari")
    sent = receipt(people(gone), changing, SATURDAY, only_own=True)
    assert [one.args["name"] for one in sent.says if one.key == "receipt.readers.only"] == ["Sari"]


def test_the_duty_queue_is_told_as_the_unit() -> None:
    told = receipt(people(), Line(UNIT), SATURDAY)
    assert keys(told)[0] == "receipt.saved.duty"
    assert "receipt.readers.unit" in keys(told)


def test_nobody_in_sight_tells_no_time() -> None:
    forever = (away(OWN, date(2026, 11, 1), date(2029, 1, 1)),)
    told = receipt(people(forever, has_duty=False), line(pair=None), SATURDAY)
    assert (told.seen_from, told.answer_by) == (None, None)
    assert "receipt.seen.unknown" in keys(told)


def test_words_that_may_be_an_application_are_told_as_such() -> None:
    told = receipt(people(), line(), SATURDAY, flags=frozenset({"application"}))
    assert "receipt.application" in keys(told)
    assert "receipt.not_application" not in keys(told)


def test_a_pair_worker_who_stands_in_is_the_reader() -> None:
    gone = (away(OWN, date(2026, 11, 10), date(2026, 11, 30)),)
    told = receipt(people(gone), line(pair=PAIR), SATURDAY)
    assert told.says[0].args == {"name": "Maija", "reader": "Pekka"}
