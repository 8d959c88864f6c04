"""Where a handoff is, in one sentence. A word of status stands only after its event."""

from datetime import datetime

from bot.domain.handoff import Handoff, OwnerKind, State
from bot.domain.handoff_desk import Desk
from bot.domain.messages import Say, Scalar
from bot.domain.people import WorkerId


def status_of(handoff: Handoff, desk: Desk, at: datetime) -> Say:
    """Return the sentence that tells a young person where their message is."""
    if handoff.state is State.ANSWERED and handoff.talk is not None:
        return Say("status.talking", _name(handoff, desk))
    if handoff.state in (State.WAITING, State.DELIVERED):
        key = f"status.{handoff.state.value}"
        if handoff.owner.kind is OwnerKind.DUTY:
            key += ".duty"
        elif handoff.owner.kind is OwnerKind.LEAD:
            return Say("status.escalated")
        opens = desk.opening(handoff.owner, handoff.unit, at)
        # At work now is no time to tell: it would read as a promise.
        now = {} if opens <= at else {"seen_at": opens.isoformat()}
        return Say(f"{key}.now" if not now else key, {**_name(handoff, desk), **now})
    return Say(f"status.{handoff.state.value}", _name(handoff, desk))


def _name(handoff: Handoff, desk: Desk) -> dict[str, Scalar]:
    if handoff.owner.kind is OwnerKind.WORKER:
        worker = desk.people.worker(WorkerId(handoff.owner.id))
        return {"name": worker.name if worker else ""}
    return {}
