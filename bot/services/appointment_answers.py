"""A message that asked for a time has its answer once the worker has named one.

No talk begins by it: the assistant is not silenced, and the ladder of reminders ends.
"""

from datetime import datetime

from bot.domain.handoff import Actor, ActorKind, Event, State
from bot.domain.handoff_effects import Act
from bot.domain.handoff_steps import step
from bot.services.handoff_doing import note
from bot.services.handoff_ports import HandoffWork

_WAITS = frozenset({State.WAITING, State.DELIVERED, State.SEEN, State.ESCALATED})


def answered_by_a_time(work: HandoffWork, id: str | None, worker: str, at: datetime) -> None:
    """Note that a handoff has been answered; one that nobody waits with is left as it is."""
    handoff = work.handoffs.find(id, to_change=True) if id else None
    if handoff is None or handoff.state not in _WAITS:
        return
    desk, by = work.desks.of(handoff.conversation), Actor(ActorKind.WORKER, worker)
    for event in (Event.ANSWER, Event.END_TALK):
        after = step(handoff, Act(event, by, at), desk).handoff
        # Its effects are left out: the time itself is what the young person is told.
        work.handoffs.save(handoff, after, event, by, at)
        note(work, by, f"handoff.{event}", handoff, at)
        handoff = after
