"""Who may see a handoff, and how much of it. Asked before every list, search, notice and act.

The own worker, the pair worker and who stands in (``people.may_read``), whoever has it now, and
the unit's people while its duty queue has it. The lead sees that something waits and for how
long, never the words. "Only my own worker" shuts everybody else out.
"""

from datetime import datetime
from enum import IntEnum

from bot.domain.handoff import Handoff, OwnerKind, State
from bot.domain.handoff_desk import Desk
from bot.domain.people import UnitId, WorkerId, may_read


class Sight(IntEnum):
    """How much somebody may see."""

    NOTHING = 0
    NOTICE = 1  # that it waits, since when, whose it is; no words, no young person's name
    WORDS = 2


_HIDDEN = frozenset({State.DRAFT, State.WITHDRAWN, State.EXPIRED})
"""What was never sent, or taken back, is the young person's own."""


def readers(handoff: Handoff, desk: Desk, at: datetime) -> frozenset[str]:
    """Return the ids of everybody who may read the words now."""
    if handoff.state in _HIDDEN:
        return frozenset()
    allowed = set(may_read(desk.people, desk.line, at, only_own=handoff.only_own))
    if handoff.only_own:
        # It was chosen for this worker by name: a successor is somebody else.
        allowed &= {WorkerId(handoff.worker or "")}
    else:
        if handoff.owner.kind is OwnerKind.WORKER:
            allowed.add(WorkerId(handoff.owner.id))
        if handoff.owner.kind is OwnerKind.DUTY:
            unit = UnitId(handoff.owner.id)
            allowed |= {worker.id for worker in desk.people.members(unit, at)}
    return frozenset(one for one in allowed if _works_here(desk, one, at))


def sight_of(handoff: Handoff, desk: Desk, viewer: str, at: datetime) -> Sight:
    """Return how much a worker may see of a handoff now."""
    if viewer in readers(handoff, desk, at):
        return Sight.WORDS
    unit = desk.people.units.get(UnitId(handoff.unit))
    waits_too_long = handoff.state is State.ESCALATED or handoff.owner.kind is OwnerKind.LEAD
    is_lead = unit is not None and unit.lead == viewer and _works_here(desk, viewer, at)
    return Sight.NOTICE if is_lead and waits_too_long else Sight.NOTHING


def to_notify(handoff: Handoff, desk: Desk, at: datetime) -> tuple[str, ...]:
    """Return whom a notice to the owner goes to: a worker, the duty queue's people, the lead."""
    owner = handoff.owner
    if owner.kind is OwnerKind.WORKER:
        chosen = [owner.id]
    elif owner.kind is OwnerKind.DUTY:
        chosen = sorted(one.id for one in desk.people.members(UnitId(owner.id), at))
    elif owner.kind is OwnerKind.LEAD:
        unit = desk.people.units.get(UnitId(owner.id))
        chosen = [unit.lead] if unit and unit.lead else []
    else:
        chosen = []
    return tuple(one for one in chosen if sight_of(handoff, desk, one, at) is not Sight.NOTHING)


def _works_here(desk: Desk, worker: str, at: datetime) -> bool:
    known = desk.people.worker(WorkerId(worker))
    return known is not None and known.works_here(at)
