"""What is told beside a message, in the message: which one can be added to, and adding to it."""

from datetime import datetime
from typing import Any

from bot.domain.errors import RuleBroken
from bot.domain.handoff import PERSON, Event, Handoff
from bot.domain.handoff_effects import Act
from bot.domain.messages import ConversationId
from bot.domain.urgency import Urgency
from bot.services.handoff_doing import do
from bot.services.handoff_ports import HandoffWork, Wording


def wish_fact(work: HandoffWork, handoffs: list[Handoff]) -> dict[str, Any] | None:
    """Return the message that can be added to and what has been told of it, or None."""
    found = next((one for one in handoffs if can_be_added_to(one)), None)
    return {"id": found.id, "given": work.handoffs.wishes(found.id)} if found else None


def can_be_added_to(handoff: Handoff) -> bool:
    """Return whether a message is on its way and nobody has opened it."""
    return handoff.is_sent and handoff.opened_at is None


def add_wish(
    work: HandoffWork,
    conversation: ConversationId,
    id: str,
    name: str,
    value: str | None,
    at: datetime,
    urgency: Urgency,
    wording: Wording,
    own: str = "",
) -> None:
    """Add one wish to a message that waits, or take it back (None).

    Args:
        own: The person's own words in it: they may make the message urgent.

    Raises:
        RuleBroken: somebody has opened the message, or it has ended ("wish.late").
    """
    handoff = work.handoffs.find(id, to_change=True)
    if handoff is None or handoff.conversation != conversation or not can_be_added_to(handoff):
        raise RuleBroken("wish.late")
    wishes = {told: old for told, old in work.handoffs.wishes(id).items() if told != name}
    if value is not None:
        wishes[name] = value
    work.handoffs.wish(id, wishes)
    meant = urgency.look(own)
    act = Act(Event.WRITE, PERSON, at, flags=meant.found, urgent=meant.urgent)
    do(work, handoff, act, wording)
