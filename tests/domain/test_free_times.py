"""Published times: cut, checked, offered only while they can still be had."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from bot.domain.calendar import HELSINKI, instant
from bot.domain.free_times import FreeTime, cut, fault_of, next_free
from bot.domain.people import Absence
from tests.domain.handoff_builders import OWN, people

NOW = datetime(2026, 11, 16, 7, 0, tzinfo=UTC)  # Monday 9.00 in Helsinki; work is 9-16
TUESDAY = datetime(2026, 11, 17, 8, 0, tzinfo=UTC)


def free(start: datetime = TUESDAY, id: str = "s1", **more: object) -> FreeTime:
    known = FreeTime(id, OWN, start, start + timedelta(minutes=45))
    return replace(known, **more)  # type: ignore[arg-type]


def ids(found: list[FreeTime]) -> list[str]:
    return [one.id for one in found]


def test_a_stretch_is_cut_into_whole_pieces() -> None:
    pieces = list(cut(TUESDAY, TUESDAY + timedelta(hours=3), timedelta(minutes=50)))
    assert len(pieces) == 3
    assert pieces[0] == (TUESDAY, TUESDAY + timedelta(minutes=50))
    assert pieces[-1][1] <= TUESDAY + timedelta(hours=3)


def test_the_night_when_clocks_change_has_as_many_pieces_as_hours_really_lived() -> None:
    spring, autumn = (
        (instant(day, time(2)), instant(day, time(5)))
        for day in (date(2026, 3, 29), date(2026, 10, 25))
    )
    hour = timedelta(hours=1)
    assert (len(list(cut(*spring, hour))), len(list(cut(*autumn, hour)))) == (2, 4)


def test_only_what_lies_in_working_hours_can_be_published() -> None:
    county = people((Absence("a", OWN, TUESDAY, TUESDAY + timedelta(days=1)),))
    evening = datetime(2026, 11, 18, 15, 0, tzinfo=UTC)
    sunday = datetime(2026, 12, 6, 9, 0, tzinfo=UTC)  # a Sunday and a holiday
    for start, why in (
        (TUESDAY, "not_at_work"),
        (evening, "not_at_work"),
        (sunday, "not_at_work"),
        (datetime(2026, 12, 25, 9, 0, tzinfo=UTC), "not_at_work"),  # Christmas Day, a Friday
        (NOW - timedelta(hours=1), "when"),
        (NOW + timedelta(days=300), "when"),
        (datetime(2026, 11, 18, 9, 0, tzinfo=UTC), None),
    ):
        assert fault_of(county, free(start), (), NOW) == why, start
    long = free(datetime(2026, 11, 18, 7, 0, tzinfo=UTC))
    assert (
        fault_of(county, replace(long, end=long.start + timedelta(hours=5)), (), NOW) == "length"
    )
    wednesday = free(datetime(2026, 11, 18, 9, 0, tzinfo=UTC))
    assert fault_of(county, wednesday, (replace(wednesday, id="s2"),), NOW) == "overlaps"


def test_the_next_three_are_offered_in_order_and_taken_ones_are_not() -> None:
    times = [free(TUESDAY + timedelta(hours=hour), f"s{hour}") for hour in (4, 3, 2, 1, 0)]
    times[3] = replace(times[3], taken_by="a1")
    assert ids(next_free(people(), times, NOW)) == ["s0", "s2", "s3"]
    calls = [replace(times[0], kind="call"), *times[1:]]
    assert ids(next_free(people(), calls, NOW, kind="call")) == ["s4"]


def test_what_overlaps_a_taken_time_is_not_offered() -> None:
    named = free(TUESDAY + timedelta(minutes=30), "named", published=False, taken_by="a1")
    after = free(TUESDAY + timedelta(minutes=75), "after")
    assert ids(next_free(people(), [free(), named, after], NOW)) == ["after"]


def test_an_absence_that_comes_later_takes_the_times_away_and_their_end_brings_them_back() -> None:
    absence = Absence("a", OWN, TUESDAY - timedelta(hours=9), TUESDAY + timedelta(hours=20))
    times = [free(), free(TUESDAY + timedelta(days=1), "s2")]
    assert ids(next_free(people((absence,)), times, NOW)) == ["s2"]
    assert ids(next_free(people(), times, NOW)) == ["s1", "s2"]


def test_a_time_is_offered_only_while_the_worker_can_still_say_yes() -> None:
    eleven = free(datetime(2026, 11, 16, 9, 0, tzinfo=UTC))  # Monday 11.00
    sunday = datetime(2026, 11, 15, 20, 0, tzinfo=UTC)
    assert ids(next_free(people(), [eleven], sunday)) == ["s1"], "from 9 to 10 there is an hour"
    ten = free(datetime(2026, 11, 16, 8, 0, tzinfo=UTC))
    assert next_free(people(), [ten], sunday) == []
    assert ids(next_free(people(), [ten], sunday - timedelta(days=3))) == ["s1"], (
        "a Thursday night"
    )
    assert next_free(people(), [eleven], NOW + timedelta(minutes=1)) == []


def test_midsummer_and_christmas_are_never_offered() -> None:
    june = datetime(2026, 6, 15, 6, 0, tzinfo=UTC)
    every = [
        free(instant(june.date() + timedelta(days=day), time(12)), f"d{day:02}")
        for day in range(14)
    ]
    found = next_free(people(), every, june, most=99)
    days = {one.start.astimezone(HELSINKI).date().isoformat() for one in found}
    assert "2026-06-19" not in days  # Midsummer Eve
    assert "2026-06-18" in days
