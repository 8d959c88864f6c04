"""Who has a handoff: the first owner, the next one, and how long each may take.

``people`` knows who answers; this turns it into owners and timers of one handoff, in the working
time of whoever has it. A timer is always found: when nobody's hours are known, office hours count.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from bot.domain.calendar import as_utc
from bot.domain.handoff import Handoff, Owner, OwnerKind, State
from bot.domain.opening_times import Schedule, Slot, WeeklyHours
from bot.domain.people import (
    Answerer,
    Limits,
    Line,
    People,
    Role,
    Span,
    Unit,
    UnitId,
    WorkerId,
    answerer_at,
    due,
    due_for,
    is_away,
    own_worker,
    pair_worker,
    unit_of_line,
    unit_time,
    who_answers,
    worker_time,
)

OFFICE = Unit(
    UnitId(""), "", Schedule(WeeklyHours(days=(((Slot(time(9), time(16)),),) * 5) + ((), ())))
)
"""Counted by when nobody has told any hours: weekdays from 9 to 16, holidays excepted."""


_WITH_A_WORKER = frozenset({State.WAITING, State.DELIVERED, State.SEEN})


@dataclass(frozen=True, slots=True)
class Desk:
    """Everybody at work, as the database shows them, and the workers of one young person."""

    people: People
    line: Line

    def unit(self, at: datetime) -> Unit | None:
        """Return whose matter it is now; None: nobody's, and nothing can be taken."""
        return unit_of_line(self.people, self.line, at)

    def limits(self, unit: str) -> Limits:
        """Return the limits of a unit, or the usual ones when it is gone."""
        known = self.people.units.get(UnitId(unit))
        return known.limits if known else Limits()

    def opening(self, owner: Owner, unit: str, at: datetime) -> datetime:
        """Return the first minute at or after ``at`` when an owner is at work."""
        for one in _answerers(owner, unit):
            times = (
                worker_time(self.people, one.worker, at)
                if one.worker is not None
                else unit_time(self.people.units.get(one.unit, OFFICE), at)
            )
            first = next(iter(times), None)
            if first is not None:
                return max(as_utc(at), first.start)
        return max(as_utc(at), next(iter(unit_time(OFFICE, at))).start)

    def after(self, owner: Owner, unit: str, since: datetime, span: Span) -> datetime:
        """Return when that much of an owner's working time has passed since ``since``."""
        for one in _answerers(owner, unit):
            found = due_for(self.people, one, since, span)
            if found is not None:
                return found
        return due(unit_time(OFFICE, since), span) or as_utc(since) + timedelta(days=span.amount)

    def closing(self, worker: str, at: datetime) -> datetime | None:
        """Return when the working stretch of a worker around ``at`` ends; None: not at work."""
        first = next(iter(worker_time(self.people, WorkerId(worker), at)), None)
        return first.end if first is not None and first.start <= as_utc(at) else None


def desk_of(people: People, line: Line | None, municipality: str | None) -> Desk:
    """Return the desk of a person.

    Somebody who has not come to any worker is directed to the duty queue of the unit that takes
    their municipality, when there is one.
    """
    if line is not None:
        return Desk(people, line)
    unit = people.unit_for(municipality)
    return Desk(people, Line(unit.id if unit else None))


def first_owner(desk: Desk, at: datetime, unit: str, *, only_own: bool) -> Owner:
    """Return who gets a handoff that is sent now: who is at work first of those who answer.

    Nobody to be seen: the unit's lead learns that something waits, not what.
    """
    watch = who_answers(desk.people, desk.line, at, only_own=only_own)
    found = watch.answerer or answerer_at(desk.people, desk.line, at, only_own=only_own)
    return _owner(found) if found else Owner(OwnerKind.LEAD, unit)


def stands_in_now(handoff: Handoff, desk: Desk, at: datetime) -> Owner | None:
    """Return who takes an unanswered message from a worker who has gone away; None: nobody has to.

    As soon as somebody who answers instead is at work: no limit is waited for, whenever the
    absence was written down.
    """
    owner, waits = handoff.owner, handoff.state in _WITH_A_WORKER and handoff.unanswered
    if handoff.only_own or not waits or owner.kind is not OwnerKind.WORKER:
        return None
    if not is_away(desk.people, WorkerId(owner.id), at):
        return None
    instead = first_owner(desk, at, handoff.unit, only_own=False)
    if instead == owner or instead.kind is OwnerKind.LEAD:
        return None
    return instead if desk.opening(instead, handoff.unit, at) <= as_utc(at) else None


def next_owner(handoff: Handoff, desk: Desk, at: datetime) -> Owner | None:
    """Return who takes over from an owner who has not answered; None: nobody may or can.

    In the order of ``answerer_at``, without those who have it now or were named and are here.
    """
    if handoff.only_own:
        return None
    for owner in _candidates(desk, handoff.unit, at):
        here = owner.kind is not OwnerKind.WORKER or not is_away(
            desk.people, WorkerId(owner.id), at
        )
        if owner != handoff.owner and here:
            return owner
    return None


def _candidates(desk: Desk, unit: str, at: datetime) -> Iterator[Owner]:
    own = own_worker(desk.people, desk.line, at)
    answerer = answerer_at(desk.people, desk.line, at)
    if answerer is not None and (own is None or answerer.worker != own.id):
        yield _owner(answerer)
    pair = pair_worker(desk.people, desk.line, at)
    if pair is not None:
        yield Owner(OwnerKind.WORKER, pair.id)
    known = desk.people.units.get(UnitId(unit))
    if known is not None and known.has_duty:
        yield Owner(OwnerKind.DUTY, unit)


def _owner(answerer: Answerer) -> Owner:
    if answerer.worker is None:
        return Owner(OwnerKind.DUTY, answerer.unit)
    return Owner(OwnerKind.WORKER, answerer.worker)


def _answerers(owner: Owner, unit: str) -> Iterator[Answerer]:
    """Yield by whose time an owner's is counted, best first: their own, then the unit's."""
    if owner.kind is OwnerKind.WORKER:
        yield Answerer(Role.NAMED, UnitId(unit), WorkerId(owner.id))
    yield Answerer(Role.DUTY, UnitId(owner.id if owner.kind is OwnerKind.DUTY else unit))
