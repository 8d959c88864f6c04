"""Units, workers and lines in one call each."""

from datetime import UTC, date, datetime
from typing import Any

from bot.domain.absences import days_away
from bot.domain.opening_times import Schedule, parse_hours
from bot.domain.people import (
    Absence,
    Assignment,
    Line,
    People,
    Unit,
    UnitId,
    Worker,
    WorkerId,
)

TEAM = UnitId("team")
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


def helsinki(written: str) -> datetime:
    """Return an instant from a time with its offset: "2026-11-14T22:40+02:00"."""
    return datetime.fromisoformat(written)


def a_unit(hours: Any = None, **fields: Any) -> Unit:
    schedule = Schedule(parse_hours(hours or {"mon-fri": ["9-15"]}))
    return Unit(**{"id": TEAM, "name": "Tiimi", "schedule": schedule, **fields})


def a_worker(id: str, hours: Any = None, **fields: Any) -> Worker:
    week = parse_hours(hours) if hours else None
    known = {"id": WorkerId(id), "name": id.title(), "unit": TEAM, "hours": week}
    return Worker(**{**known, **fields})


def away(who: str, first: str, last: str | None = None, instead: str | None = None) -> Absence:
    start, end = days_away(date.fromisoformat(first), date.fromisoformat(last) if last else None)
    substitute = WorkerId(instead) if instead else None
    return Absence(f"{who}-{first}", WorkerId(who), start, end, substitute)


def people_of(
    *workers: Worker, absences: tuple[Absence, ...] = (), unit: Unit | None = None
) -> People:
    team = unit or a_unit()
    return People({team.id: team}, {one.id: one for one in workers}, absences)


def a_line(
    worker: str | None = "maija", pair: str | None = None, unit: UnitId | None = None
) -> Line:
    given = Assignment(
        LONG_AGO, WorkerId(worker) if worker else None, WorkerId(pair) if pair else None
    )
    return Line(unit, (given,))
