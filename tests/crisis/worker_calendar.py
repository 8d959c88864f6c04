"""Workers, their hours, holidays and absences for the generated talks, with an oracle of its own.

What is at work, and when next, is read from tables of every hour (``people_oracle``): nothing of
ours counts it.
"""

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache

from bot.domain.people import Assignment, Line, People, UnitId, WorkerId
from tests.domain.people_builders import LONG_AGO, TEAM, a_line, a_unit, a_worker, away, people_of
from tests.domain.people_oracle import (
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

FIRST = datetime(2026, 10, 1, tzinfo=UTC)
HOURS = [FIRST + n * HOUR for n in range(400 * 24)]
CHANGES = date(2027, 2, 1)
FREE = frozenset(day for year in (2026, 2027) for day in holidays(year))

Holder = Callable[[date], str | None]


@dataclass(frozen=True)
class Case:
    """Whose young person somebody is. ``named``: by day; None: nobody's of their own."""

    line: Line | None
    named: Holder
    pair: str | None = None

    @property
    def is_linked(self) -> bool:
        return self.line is not None


def _changing(day: date) -> str | None:
    return "maija" if day < CHANGES else "timo"


_CHANGE_AT = datetime(2027, 1, 31, 22, tzinfo=UTC)  # midnight in Helsinki
_CHANGING = Line(
    TEAM, (Assignment(LONG_AGO, WorkerId("maija")), Assignment(_CHANGE_AT, WorkerId("timo")))
)
CASES: Mapping[str, Case] = {
    "nobody": Case(None, lambda _: None),
    "maija": Case(a_line("maija", "timo"), lambda _: "maija", "timo"),
    "timo": Case(a_line("timo"), lambda _: "timo"),
    "yrjö": Case(a_line("yrjö"), lambda _: "yrjö"),
    "changing": Case(_CHANGING, _changing),
    "unit": Case(a_line(None, unit=UnitId("team")), lambda _: None),
}


@dataclass(frozen=True)
class County:
    """A county with its absences, and what the oracle knows of it."""

    seed: int
    people: People
    gone: tuple[Away, ...]

    def next(self, case: str, at: datetime, *, only: bool = False) -> datetime | None:
        """Return when a message left now can be read; ``at`` itself at working time.

        Args:
            only: By nobody but the own worker.
        """
        return _next(self._line_rows(case, only), at)

    def reader(self, case: str, at: datetime, *, only: bool = False) -> str | None:
        """Return who can read it then."""
        seen = self.next(case, at, only=only)
        return self._line_rows(case, only)[_hour(seen)].next_who if seen else None

    def until(self, case: str, at: datetime, *, only: bool = False) -> datetime:
        """Return when whoever reads now stops working."""
        rows, hour = self._line_rows(case, only), _hour(at)
        who = rows[hour].next_who
        while rows[hour].next_at == hour and rows[hour].next_who == who:
            hour += HOUR
        return hour

    def promised(self, case: str, at: datetime, *, only: bool = False) -> datetime:
        """Return the end of the first day on which work begins, after the one when it is seen."""
        rows, seen = self._line_rows(case, only), self.next(case, at, only=only)
        assert seen is not None

        def begins(hour: datetime) -> bool:
            return rows[hour].next_at == hour and rows[hour - HOUR].next_at != hour - HOUR

        hour = _hour(seen)
        while local(hour)[0] == local(seen)[0] or not begins(hour):
            hour += HOUR
        day = [hour + n * HOUR for n in range(25) if local(hour + n * HOUR)[0] == local(hour)[0]]
        end = [one for one in day if begins(one)][-1]
        while rows[end].next_at == end:
            end += HOUR
        return end

    def own(self, who: str, at: datetime) -> datetime | None:
        """Return when one worker, or the unit ("duty"), is next at work in person."""
        return _next(self._own_rows(who), at)

    def is_away(self, who: str, at: datetime) -> bool:
        return any(one.who == who and one.on(local(at)[0]) for one in self.gone)

    @cache  # noqa: B019 - a county is made once and kept
    def _line_rows(self, case: str, only: bool) -> dict[datetime, Row]:
        of = CASES[case]

        @cache
        def holder(day: date) -> str | None:
            own = of.named(day)
            if only:
                away = any(one.who == own and one.on(day) for one in self.gone)
                return None if away else own
            asked = (own, of.pair)
            found = (chain_end(who, day, list(self.gone)) for who in asked if who)
            return next((one for one in found if one), "duty") if of.is_linked else None

        return table(HOURS, holder, _works)

    @cache  # noqa: B019
    def _own_rows(self, who: str) -> dict[datetime, Row]:
        gone = [one for one in self.gone if one.who == who]

        @cache
        def holder(day: date) -> str | None:
            return None if any(one.on(day) for one in gone) else who

        return table(HOURS, holder, _works)


@cache
def county(seed: int) -> County:
    """Return a county whose workers are away now and then; who stands in is further on."""
    pick, gone, names = random.Random(seed), [], ("maija", "timo", "yrjö")
    for place, who in enumerate(names):
        day = date(2026, 10, 5) + pick.randrange(20) * DAY
        while day < date(2027, 8, 1):
            last = day + pick.choice((0, 1, 4, 13, 27)) * DAY
            gone.append(Away(who, day, last, pick.choice([*names[place + 1 :], None])))
            day = last + pick.randrange(3, 40) * DAY
    absences = tuple(
        away(one.who, one.first.isoformat(), one.last.isoformat(), one.instead) for one in gone
    )
    workers = [a_worker(name, hours) for name, hours in WRITTEN.items()]
    team = a_unit(promise_days=1, takes_new=False)
    return County(seed, people_of(*workers, absences=absences, unit=team), tuple(gone))


def _works(who: str, day: date, hour: int) -> bool:
    return WEEKS[who].holds(day, hour, set(FREE))


def _next(rows: Mapping[datetime, Row], at: datetime) -> datetime | None:
    hour = _hour(at)
    return at if rows[hour].next_at == hour else rows[hour + HOUR].next_at


def _hour(at: datetime) -> datetime:
    utc = at.astimezone(UTC)
    return utc - timedelta(minutes=utc.minute, seconds=utc.second, microseconds=utc.microsecond)
