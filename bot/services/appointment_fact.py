"""What a turn knows of a person's appointments and of the times they may take. JSON."""

from datetime import datetime
from typing import Any

from bot.domain.appointment import PERSONS_TURN, Appointment, State
from bot.domain.handoff_desk import Desk
from bot.domain.messages import Choice, ConversationId
from bot.domain.people import own_worker
from bot.services.appointment_doing import said_of, time_choice
from bot.services.appointments import all_open, chosen, may_take, meant, offer, status
from bot.services.handoff_ports import HandoffWork

APPOINTMENT = "appointment"
"""In the facts: what ``appointment_fact`` returns."""


OFFERS = (
    *("appointment.offer", "appointment.move", "appointment.narrowed.none"),
    *("appointment.narrowed.more", "appointment.refused.taken"),
)
"""How times are offered: right below, words choose one of them."""


def appointment_fact(
    work: HandoffWork,
    desk: Desk,
    conversation: ConversationId,
    at: datetime,
    *,
    offered_last: bool = False,
) -> dict[str, Any]:
    """Return what a turn needs to know. JSON.

    Args:
        work: The unit.
        desk: Who answers the person.
        conversation: The person.
        at: When they wrote.
        offered_last: Times were offered right before: all that may be taken are told too.
    """
    every = all_open(work, conversation)
    moved = meant(every, chosen(work, conversation, at)) if offered_last else None
    unit, own = desk.unit(at), own_worker(desk.people, desk.line, at)
    offered = offer(work, desk, None, at)
    calls = offer(work, desk, None, at, "call") if offered.times else offered
    return {
        "can": unit is not None and (own is not None or unit.has_duty),
        "times": [_packed(time_choice(one)) for one in offered.times],
        "calls": [_packed(time_choice(one)) for one in calls.times],
        "name": offered.name,
        "free": [
            [*_packed(time_choice(one)), one.kind, one.place]
            for one in (may_take(work, desk, moved, at) if offered_last else ())
        ],
        "has": [_had(work, one, desk, at) for one in every],
    }


def _had(work: HandoffWork, has: Appointment, desk: Desk, at: datetime) -> dict[str, Any]:
    now, meet = status(has, desk, at), has.time or has.asked
    moved = offer(work, desk, has, at) if has.time else None
    file = said_of("appointment.file", has, "", at, file=True) if has.time else None
    return {
        "id": has.id,
        "agreed": has.time is not None,
        "waits": has.state is not State.CONFIRMED,
        "named": has.state in PERSONS_TURN,
        "start": meet.start.isoformat() if meet else None,
        "kind": meet.kind if meet else None,
        "times": [_packed(time_choice(one)) for one in moved.times] if moved else None,
        "name": moved.name if moved else "",
        "key": now.key,
        "args": dict(now.args),
        "choices": [_packed(one) for one in now.choices],
        "file": dict(file.args) if file else None,
    }


def _packed(choice: Choice) -> list[str | None]:
    return [choice.action, choice.label, choice.at]
