"""Who has a young person's messages at an instant, and when those people are at work.

``people.who_answers`` puts this into one answer; ask there unless you need the whole timeline.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.absences import stand_in
from bot.domain.calendar import as_utc
from bot.domain.hours import HORIZON_DAYS
from bot.domain.shifts import Stretch, is_away, schedule_of, stretches_within
from bot.domain.staff import Line, People, Unit, UnitId, Worker, WorkerId


class Role(StrEnum):
    """As what somebody answers a young person."""

    NAMED = "named"
    SUBSTITUTE = "substitute"
    PAIR = "pair"
    DUTY = "duty"  # the unit's queue: whoever of the unit is at work


@dataclass(frozen=True, slots=True)
class Answerer:
    """Who has a young person's messages at one instant; ``worker`` is None for the duty queue."""

    role: Role
    unit: UnitId
    worker: WorkerId | None = None


@dataclass(frozen=True, slots=True)
class AtWork:
    """A stretch of time in which one answerer is at work. UTC, ``end`` not in it."""

    start: datetime
    end: datetime
    answerer: Answerer


def line_time(
    people: People, line: Line, since: datetime, *, only_own: bool = False
) -> Iterator[AtWork]:
    """Yield when somebody who answers this young person is at work, and who it is.

    In order, not overlapping, over ``HORIZON_DAYS`` days. ``people.due_for`` counts limits.
    """
    since = as_utc(since)
    until = since + timedelta(days=HORIZON_DAYS)
    last: AtWork | None = None
    for end in [*_marks(people, line, since, until), until]:
        answerer = answerer_at(people, line, since, only_own=only_own)
        for start, stop in _time_of(people, answerer, since, end):
            if last and last.end == start and last.answerer == answerer:
                last = AtWork(last.start, stop, last.answerer)
                continue
            if last:
                yield last
            last = AtWork(start, stop, answerer) if answerer else None
        # What ends before the next change cannot grow any more.
        if last and last.end < end:
            yield last
            last = None
        since = end
    if last:
        yield last


def own_worker(people: People, line: Line, at: datetime) -> Worker | None:
    """Return the young person's own worker at an instant, away or not, or None.

    Who has left is replaced by who took their people over.
    """
    given = line.assigned(at)
    return _still_here(people, given.worker, at) if given else None


def pair_worker(people: People, line: Line, at: datetime) -> Worker | None:
    """Return the pair worker at an instant, away or not, or None."""
    given = line.assigned(at)
    return _still_here(people, given.pair, at) if given else None


def answerer_at(
    people: People, line: Line, at: datetime, *, only_own: bool = False
) -> Answerer | None:
    """Return who has a young person's messages at an instant, at work or not.

    In this order: the own worker, who stands in for them (chains followed), the pair worker, who
    stands in for the pair worker, the duty queue. When all of these fail it stays with the own
    worker, who has it when they come back; None when nobody is named either.
    """
    named, pair = own_worker(people, line, at), pair_worker(people, line, at)
    if named is None:
        return None if only_own else _duty(unit_of_line(people, line, at))
    own = Answerer(Role.NAMED, named.unit, named.id)
    if only_own or not is_away(people, named.id, at):
        return own
    for first, role in ((named, Role.SUBSTITUTE), (pair, Role.PAIR)):
        found = people.worker(stand_in(people, first.id, at)) if first else None
        if found is not None:
            is_pair = pair is not None and found.id == pair.id
            return Answerer(Role.PAIR if is_pair else role, found.unit, found.id)
    return _duty(unit_of_line(people, line, at)) or own


def may_read(
    people: People, line: Line, at: datetime, *, only_own: bool = False
) -> frozenset[WorkerId]:
    """Return who may read this young person's messages at an instant.

    The own worker and the pair worker; while the own worker is away also who stands in; the whole
    unit only when the duty queue answers. The lead is told of delays, without text. With
    ``only_own`` nobody but the own worker.
    """
    named, pair = own_worker(people, line, at), pair_worker(people, line, at)
    if only_own:
        return frozenset({named.id} if named else ())
    found = {worker.id for worker in (named, pair) if worker is not None}
    answerer = answerer_at(people, line, at)
    if answerer is not None and answerer.worker is not None:
        found.add(answerer.worker)
    elif answerer is not None:
        found |= {worker.id for worker in people.members(answerer.unit, at)}
    return frozenset(found)


def unit_of_line(people: People, line: Line, at: datetime) -> Unit | None:
    """Return whose matter it is: the own worker's unit, or the one the line names."""
    named = own_worker(people, line, at)
    return people.units.get(named.unit if named else line.unit or UnitId(""))


def _time_of(
    people: People, answerer: Answerer | None, since: datetime, until: datetime
) -> Iterator[Stretch]:
    """Yield when an answerer is at work between two instants without a change in between."""
    if answerer is None:
        return
    unit, worker = people.units.get(answerer.unit), people.worker(answerer.worker)
    if unit is None or (worker is not None and is_away(people, worker.id, since)):
        return
    schedule = schedule_of(worker, unit) if worker else unit.schedule
    yield from stretches_within(schedule, since, until)


def _duty(unit: Unit | None) -> Answerer | None:
    return Answerer(Role.DUTY, unit.id) if unit and unit.has_duty else None


def _still_here(people: People, id: WorkerId | None, at: datetime) -> Worker | None:
    """Return a worker, or who took over from them; None when nobody did."""
    seen: set[WorkerId] = set()
    worker = people.worker(id)
    while worker is not None and not worker.works_here(at):
        seen.add(worker.id)
        worker = people.worker(worker.successor)
        if worker is not None and worker.id in seen:
            return None
    return worker


def _marks(people: People, line: Line, since: datetime, until: datetime) -> list[datetime]:
    """Return the instants between two when the answerer may change, in order."""
    found = {one.since for one in line.assignments}
    found |= {worker.left_at for worker in people.workers.values() if worker.left_at}
    for one in people.absences:
        found |= {one.start, one.end} if one.end else {one.start}
    return sorted(at for at in found if since < at < until)
