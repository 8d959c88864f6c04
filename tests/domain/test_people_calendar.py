"""Every hour of 2026-2030 in Helsinki, against an oracle that shares nothing with our code."""

import random
from datetime import UTC, date, datetime, timedelta
from functools import cache

import pytest
from people_builders import TEAM, a_unit, a_worker, away, people_of
from people_oracle import (
    DAY,
    HOUR,
    WEEKS,
    WRITTEN,
    Away,
    Row,
    chain_end,
    holidays,
    local,
    table,
)

from bot.domain.absences import absence_problems
from bot.domain.calendar import is_public_holiday
from bot.domain.people import (
    Answerer,
    Assignment,
    Line,
    People,
    Role,
    WorkerId,
    next_at_work,
    who_answers,
)

BEGINS = datetime(2025, 12, 31, 22, tzinfo=UTC)  # New Year in Helsinki
HOURS = [BEGINS + n * HOUR for n in range((date(2031, 1, 1) - date(2026, 1, 1)).days * 24)]
BEHIND = [HOURS[-1] + n * HOUR for n in range(1, 60 * 24)]

CHANGES = date(2028, 9, 1)


@cache
def all_holidays() -> frozenset[date]:
    return frozenset(day for year in range(2025, 2033) for day in holidays(year))


def absences(seed: int, names: tuple[str, ...] = ("maija", "timo", "yrjö")) -> list[Away]:
    """Return absences over the five years; who stands in is always somebody further on."""
    pick, found = random.Random(seed), []
    for place, who in enumerate(names):
        day = date(2026, 1, 1) + pick.randrange(40) * DAY
        while day < date(2031, 2, 1):
            last = day + pick.choice((0, 0, 1, 4, 13, 27)) * DAY
            later = [*names[place + 1 :], None]
            found.append(Away(who, day, last, pick.choice(later)))
            day = last + pick.randrange(5, 120) * DAY
    return found


def works(who: str, day: date, hour: int) -> bool:
    return WEEKS[who].holds(day, hour, set(all_holidays()))


def people_with(gone: list[Away]) -> People:
    workers = [a_worker(name, WRITTEN[name]) for name in WRITTEN]
    given = tuple(
        away(one.who, one.first.isoformat(), one.last.isoformat(), one.instead) for one in gone
    )
    return people_of(*workers, absences=given)


def line() -> Line:
    """Maija with the pair worker Timo; from 1 September 2028 Timo alone."""
    changes = datetime(2028, 8, 31, 21, tzinfo=UTC)
    first = Assignment(datetime(2020, 1, 1, tzinfo=UTC), WorkerId("maija"), WorkerId("timo"))
    return Line(TEAM, (first, Assignment(changes, WorkerId("timo"))))


def expected(gone: list[Away]) -> dict[datetime, Row]:
    @cache
    def holder(day: date) -> str | None:
        named, pair = ("maija", "timo") if day < CHANGES else ("timo", None)
        found = chain_end(named, day, gone)
        if found is None and pair is not None:
            found = chain_end(pair, day, gone)
        return found or "duty"

    return table([*HOURS, *BEHIND], holder, works)


def named_of(answerer: Answerer | None) -> str | None:
    if answerer is None:
        return None
    return "duty" if answerer.role is Role.DUTY else str(answerer.worker)


def test_the_calendars_agree_on_every_holiday() -> None:
    days = [date(2026, 1, 1) + n * DAY for n in range(5 * 366)]
    ours = {day for day in days if is_public_holiday(day) and day.year <= 2030}
    theirs = {day for day in days if day in all_holidays() and day.year <= 2030}
    assert ours == theirs


def test_who_answers_and_when_is_right_at_every_hour_of_five_years() -> None:
    gone = absences(0)
    people, way, rows = people_with(gone), line(), expected(gone)
    for at in HOURS:
        watch, row = who_answers(people, way, at), rows[at]
        assert (watch.sees_at, named_of(watch.answerer)) == (row.next_at, row.next_who), at
        assert watch.at_work == (row.next_at == at), at


@pytest.mark.parametrize("seed", [7, 8])
def test_who_answers_minds_the_minute(seed: int) -> None:
    gone = absences(seed)
    people, way, rows = people_with(gone), line(), expected(gone)
    pick = random.Random(seed)
    for at in pick.sample(HOURS[:-1], 4000):
        minute = at + timedelta(minutes=pick.randrange(1, 60))
        watch = who_answers(people, way, minute)
        row, following = rows[at], rows[at + HOUR]
        now = row.next_at == at
        assert watch.sees_at == (minute if now else following.next_at), minute
        assert named_of(watch.answerer) == (row.next_who if now else following.next_who)


def test_the_own_worker_is_back_when_the_oracle_says() -> None:
    gone = absences(3)
    people = people_with(gone)

    @cache
    def present(day: date) -> str | None:
        is_away = any(one.who == "maija" and one.on(day) for one in gone)
        return None if is_away else "maija"

    rows = table([*HOURS, *BEHIND], present, works)
    for at in random.Random(3).sample(HOURS, 4000):
        assert next_at_work(people, WorkerId("maija"), at) == rows[at].next_at, at


def test_no_chain_of_these_years_is_a_loop_and_every_turned_one_is() -> None:
    gone = absences(1)
    people = people_with(gone)
    assert [one for one in people.absences if absence_problems(people, one)] == []
    for one in people.absences:
        if one.substitute is not None:
            back = away(one.substitute, local(one.start)[0].isoformat(), None, str(one.worker))
            found = absence_problems(people, back)
            assert [problem.key for problem in found] == ["absence.loop"]
    assert a_unit().id == TEAM
