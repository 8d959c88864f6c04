"""Who answers now, and when is the next time: the rules one by one."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from people_builders import LONG_AGO, TEAM, a_line, a_unit, a_worker, away, helsinki, people_of

from bot.domain.absences import absence_problems, chain, rest_of_day
from bot.domain.calendar import NaiveTime
from bot.domain.opening_times import Exceptions, parse_hours
from bot.domain.people import (
    Absence,
    Answerer,
    Assignment,
    Line,
    People,
    Role,
    Span,
    UnitId,
    WorkerId,
    due_for,
    may_read,
    parse_span,
    who_answers,
)

SATURDAY = helsinki("2026-11-14T22:40+02:00")
MONDAY_NINE = helsinki("2026-11-16T09:00+02:00")
MAIJA, TIMO, LEENA = a_worker("maija"), a_worker("timo"), a_worker("leena")


def test_a_message_on_saturday_night_is_seen_on_monday_at_nine() -> None:
    watch = who_answers(people_of(MAIJA), a_line(), SATURDAY)
    assert (watch.sees_at, watch.at_work, watch.worker) == (MONDAY_NINE, False, MAIJA)
    assert watch.answerer == Answerer(Role.NAMED, TEAM, MAIJA.id)
    assert watch.answers_by is None  # the unit promises nothing


def test_a_promise_of_one_day_ends_with_the_next_working_day() -> None:
    people = people_of(MAIJA, unit=a_unit(promise_days=1))
    watch = who_answers(people, a_line(), SATURDAY)
    assert watch.answers_by == helsinki("2026-11-17T15:00+02:00")


def test_a_promise_over_christmas_counts_no_holidays() -> None:
    people = people_of(MAIJA, unit=a_unit(promise_days=1))
    watch = who_answers(people, a_line(), helsinki("2026-12-23T20:00+02:00"))
    assert watch.sees_at == helsinki("2026-12-28T09:00+02:00")
    assert watch.answers_by == helsinki("2026-12-29T15:00+02:00")


def test_an_absence_that_begins_before_the_next_working_hour_is_minded() -> None:
    people = people_of(MAIJA, TIMO, absences=(away("maija", "2026-11-16", "2026-11-20", "timo"),))
    watch = who_answers(people, a_line(), SATURDAY)
    assert (watch.worker, watch.sees_at) == (TIMO, MONDAY_NINE)
    assert not watch.named_away  # on Saturday she is only not at work
    assert watch.named_back_at == helsinki("2026-11-23T09:00+02:00")


def test_an_absence_that_ends_before_the_next_working_hour_is_minded() -> None:
    people = people_of(MAIJA, TIMO, absences=(away("maija", "2026-11-09", "2026-11-15", "timo"),))
    watch = who_answers(people, a_line(), SATURDAY)
    assert (watch.worker, watch.named_away) == (MAIJA, True)
    assert watch.stand_in == Answerer(Role.SUBSTITUTE, TEAM, TIMO.id)


def test_chains_are_followed_to_who_is_there() -> None:
    gone = (
        away("maija", "2026-11-16", "2026-11-20", "timo"),
        away("timo", "2026-11-16", "2026-11-17", "leena"),
    )
    people = people_of(MAIJA, TIMO, LEENA, absences=gone)
    assert chain(people, MAIJA.id, MONDAY_NINE) == (MAIJA.id, TIMO.id, LEENA.id)
    assert who_answers(people, a_line(), MONDAY_NINE).worker == LEENA
    assert who_answers(people, a_line(), MONDAY_NINE + timedelta(days=2)).worker == TIMO


def test_a_loop_that_got_in_all_the_same_leads_to_the_duty_queue() -> None:
    gone = (
        away("maija", "2026-11-16", "2026-11-20", "timo"),
        away("timo", "2026-11-16", "2026-11-20", "maija"),
    )
    people = people_of(MAIJA, TIMO, absences=gone)
    assert who_answers(people, a_line(), MONDAY_NINE).answerer == Answerer(Role.DUTY, TEAM)


def test_a_loop_is_refused_on_the_day_on_which_it_would_close() -> None:
    people = people_of(
        MAIJA, TIMO, LEENA,
        absences=(
            away("timo", "2026-11-18", "2026-11-25", "leena"),
            away("leena", "2026-11-20", "2026-11-21", "maija"),
        ),
    )  # fmt: skip
    found = absence_problems(people, away("maija", "2026-11-16", "2026-11-30", "timo"))
    assert [one.key for one in found] == ["absence.loop"]
    told = dict(found[0].args)
    assert told == {"chain": "maija -> timo -> leena -> maija", "day": "2026-11-20"}


def test_everything_wrong_with_an_absence_is_told_at_once() -> None:
    wrong = Absence("x", WorkerId("nobody"), SATURDAY, SATURDAY, WorkerId("ghost"))
    keys = [one.key for one in absence_problems(people_of(MAIJA), wrong)]
    assert keys == ["absence.no_worker", "absence.ends_before", "absence.no_substitute"]


def test_without_a_substitute_the_pair_worker_answers_and_then_the_duty_queue() -> None:
    gone = (away("maija", "2026-11-16"),)
    people = people_of(MAIJA, TIMO, absences=gone)
    assert who_answers(people, a_line(pair="timo"), MONDAY_NINE).answerer == Answerer(
        Role.PAIR, TEAM, TIMO.id
    )
    assert who_answers(people, a_line(), MONDAY_NINE).answerer == Answerer(Role.DUTY, TEAM)


def test_without_anybody_it_waits_for_the_own_worker() -> None:
    gone = (away("maija", "2026-11-16", "2026-11-18"),)
    people = people_of(MAIJA, absences=gone, unit=a_unit(has_duty=False))
    watch = who_answers(people, a_line(), MONDAY_NINE)
    assert (watch.worker, watch.sees_at) == (MAIJA, helsinki("2026-11-19T09:00+02:00"))
    assert watch.stand_in is None


def test_an_open_absence_tells_no_date() -> None:
    people = people_of(MAIJA, absences=(away("maija", "2026-11-16"),))
    watch = who_answers(people, a_line(), MONDAY_NINE, only_own=True)
    assert (watch.sees_at, watch.named_back_at, watch.answers_by) == (None, None, None)


def test_only_my_own_worker_waits_for_the_real_date() -> None:
    people = people_of(MAIJA, TIMO, absences=(away("maija", "2026-11-16", "2026-11-20", "timo"),))
    watch = who_answers(people, a_line(), SATURDAY, only_own=True)
    assert (watch.worker, watch.sees_at) == (MAIJA, helsinki("2026-11-23T09:00+02:00"))


def test_away_today_ends_at_midnight_by_the_finnish_clock() -> None:
    noon = helsinki("2026-11-16T12:00+02:00")
    start, end = rest_of_day(noon)
    people = people_of(MAIJA, TIMO, absences=(Absence("x", MAIJA.id, start, end, TIMO.id),))
    assert who_answers(people, a_line(), noon - timedelta(minutes=1)).worker == MAIJA
    assert who_answers(people, a_line(), noon).worker == TIMO
    assert who_answers(people, a_line(), helsinki("2026-11-17T09:00+02:00")).worker == MAIJA
    assert end == helsinki("2026-11-17T00:00+02:00")


def test_a_day_nobody_confirmed_has_the_units_hours() -> None:
    roster = {date(2026, 11, 16): (), date(2026, 11, 17): parse_hours({"mon": ["14-21"]}).days[0]}
    sam = a_worker("sam", {"mon": ["6-7"]}, on_roster=True, roster=roster)
    people, line = people_of(sam), a_line("sam")
    watch = who_answers(people, line, SATURDAY)
    assert (watch.sees_at, watch.confirmed) == (helsinki("2026-11-17T14:00+02:00"), True)
    later = who_answers(people, line, helsinki("2026-11-17T22:00+02:00"))
    assert (later.sees_at, later.confirmed) == (helsinki("2026-11-18T09:00+02:00"), False)


def test_a_confirmed_shift_on_a_holiday_is_work() -> None:
    christmas = {date(2026, 12, 25): parse_hours({"mon": ["7-15"]}).days[0]}
    sam = a_worker("sam", on_roster=True, roster=christmas)
    watch = who_answers(people_of(sam), a_line("sam"), helsinki("2026-12-24T20:00+02:00"))
    assert watch.sees_at == helsinki("2026-12-25T07:00+02:00")


def test_a_training_day_of_the_unit_binds_who_has_a_week_of_their_own() -> None:
    closed = Exceptions({date(2026, 11, 16): ()})
    short = Exceptions({date(2026, 11, 16): parse_hours({"mon": ["9-12"]}).days[0]})
    own = a_worker("maija", {"mon": ["10-17"], "tue": ["10-17"]})
    for exceptions, opens, closes in (
        (closed, "2026-11-17T10:00+02:00", "2026-11-17T17:00+02:00"),
        (short, "2026-11-16T10:00+02:00", "2026-11-16T12:00+02:00"),
    ):
        unit = a_unit()
        unit = replace(unit, schedule=replace(unit.schedule, exceptions=exceptions))
        watch = who_answers(people_of(own, unit=unit), a_line(), SATURDAY)
        assert (watch.sees_at, watch.works_until) == (helsinki(opens), helsinki(closes))


def test_a_worker_who_has_left_is_replaced_by_who_took_over() -> None:
    left = replace(MAIJA, left_at=helsinki("2026-11-16T00:00+02:00"), successor=TIMO.id)
    people = people_of(left, TIMO)
    watch = who_answers(people, a_line(), MONDAY_NINE)
    assert (watch.named, watch.worker) == (TIMO, TIMO)
    assert watch.answerer == Answerer(Role.NAMED, TEAM, TIMO.id)
    assert who_answers(people, a_line(), SATURDAY).worker == TIMO  # on Monday it is Timo
    alone = people_of(replace(left, successor=None))
    assert who_answers(alone, a_line(unit=TEAM), MONDAY_NINE).answerer == Answerer(Role.DUTY, TEAM)


def test_a_change_is_told_ahead_and_holds_from_its_day() -> None:
    change = Assignment(helsinki("2026-12-01T00:00+02:00"), TIMO.id)
    line = Line(None, (Assignment(LONG_AGO, MAIJA.id), change))
    people = people_of(MAIJA, TIMO)
    assert who_answers(people, line, SATURDAY).change == change
    after = who_answers(people, line, helsinki("2026-12-01T10:00+02:00"))
    assert (after.worker, after.change) == (TIMO, None)
    eve = who_answers(people, line, helsinki("2026-11-30T20:00+02:00"))
    assert (eve.named, eve.worker) == (MAIJA, TIMO)


def test_nobody_and_no_unit_is_nobody() -> None:
    watch = who_answers(People(), Line(), SATURDAY)
    assert (watch.answerer, watch.sees_at, watch.unit) == (None, None, None)


def test_the_duty_queue_answers_who_has_no_worker() -> None:
    watch = who_answers(people_of(MAIJA), Line(TEAM), SATURDAY)
    assert (watch.answerer, watch.sees_at) == (Answerer(Role.DUTY, TEAM), MONDAY_NINE)


def test_a_municipality_finds_its_own_unit_first() -> None:
    north = a_unit(id=UnitId("north"), municipalities=("092",))
    everywhere = a_unit(id=UnitId("all"))
    full = a_unit(id=UnitId("a_full"), takes_new=False)
    people = People({one.id: one for one in (north, everywhere, full)})
    assert people.unit_for("092") == north
    assert people.unit_for("245") == everywhere
    assert People({full.id: full}).unit_for("245") is None


def test_who_may_read_is_the_own_worker_the_pair_and_who_stands_in() -> None:
    people = people_of(
        MAIJA, TIMO, LEENA, absences=(away("maija", "2026-11-16", "2026-11-20", "leena"),)
    )
    line = a_line(pair="timo")
    assert may_read(people, line, SATURDAY) == {MAIJA.id, TIMO.id}
    assert may_read(people, line, MONDAY_NINE) == {MAIJA.id, TIMO.id, LEENA.id}
    assert may_read(people, line, MONDAY_NINE, only_own=True) == {MAIJA.id}
    assert may_read(people, Line(TEAM), MONDAY_NINE) == {MAIJA.id, TIMO.id, LEENA.id}


@pytest.mark.parametrize(
    ("since", "span", "due"),
    [
        ("2026-11-16T09:00+02:00", Span(4, "h"), "2026-11-16T13:00+02:00"),
        ("2026-11-16T14:00+02:00", Span(4, "h"), "2026-11-17T12:00+02:00"),
        ("2026-11-16T09:00+02:00", Span(6, "h"), "2026-11-16T15:00+02:00"),
        ("2026-11-14T22:40+02:00", Span(1, "d"), "2026-11-17T09:00+02:00"),
        ("2026-11-13T14:30+02:00", Span(2, "d"), "2026-11-17T14:30+02:00"),
        # Over an absence: Wednesday is not there.
        ("2026-11-17T13:00+02:00", Span(4, "h"), "2026-11-19T11:00+02:00"),
        # Over Christmas, and over the night in which an hour is lived twice.
        ("2026-12-23T14:00+02:00", Span(2, "h"), "2026-12-28T10:00+02:00"),
        ("2026-10-23T14:00+03:00", Span(2, "h"), "2026-10-26T10:00+02:00"),
    ],
)
def test_limits_are_counted_in_the_workers_own_hours(since: str, span: Span, due: str) -> None:
    people = people_of(MAIJA, absences=(away("maija", "2026-11-18", "2026-11-18"),))
    found = due_for(people, Answerer(Role.NAMED, TEAM, MAIJA.id), helsinki(since), span)
    assert found == helsinki(due)


def test_an_hour_at_work_is_an_hour_also_when_the_clock_is_turned() -> None:
    night = a_worker("yrjö", {"sat": ["22-6"]})
    people, owner = people_of(night), Answerer(Role.NAMED, TEAM, WorkerId("yrjö"))
    autumn = due_for(people, owner, helsinki("2026-10-24T22:00+03:00"), Span(8, "h"))
    assert autumn == helsinki("2026-10-25T05:00+02:00")  # the shift has nine hours
    spring = due_for(people, owner, helsinki("2027-03-27T22:00+02:00"), Span(7, "h"))
    assert spring == helsinki("2027-03-28T06:00+03:00")  # and here seven


def test_a_limit_of_somebody_who_never_comes_back_is_nowhere_in_sight() -> None:
    people = people_of(MAIJA, absences=(away("maija", "2026-11-16"),))
    owner = Answerer(Role.NAMED, TEAM, MAIJA.id)
    assert due_for(people, owner, SATURDAY, Span(4, "h")) is None


def test_spans_are_read_and_written() -> None:
    assert parse_span(" 4 h ") == Span(4, "h")
    assert str(parse_span("2d")) == "2 d"
    assert [parse_span(wrong) for wrong in ("4", "h", "4 w", 4, None)] == [None] * 5


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(NaiveTime):
        who_answers(people_of(MAIJA), a_line(), datetime(2026, 11, 14, 22))  # noqa: DTZ001
    assert who_answers(people_of(MAIJA), a_line(), datetime(2026, 11, 14, 22, tzinfo=UTC))
