"""What a turn knows of its person beside their words, and what it keeps for them.

Actions touch no database. What they need is read with the claim of the message and travels to
them in the turn's facts; what they change travels back as effects and is written with the turn's
one commit (docs/adr/0003).
"""

from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any

from bot.domain.handoff import State
from bot.domain.handoff_desk import desk_of
from bot.domain.messages import ConversationId, InboundKind, Person
from bot.domain.withdrawing_words import speaks_of_sent
from bot.services.appointment_fact import APPOINTMENT, OFFERS, appointment_fact
from bot.services.crisis import WORKER_READS_AT
from bot.services.delivery_ports import ClaimedTurn
from bot.services.handoff_fact import (
    DRAFTED,
    HANDOFF,
    WENT,
    drafted_fact,
    handoff_fact,
    went_fact,
)
from bot.services.link_turns import LINK, apply_link, look_up
from bot.services.ports import UnitOfWork
from bot.services.said_last import PRESSED, SAID, pressed_by_words, said_fact, said_in_last
from bot.services.share_ports import Whose
from bot.services.shares import SHARES, share_fact
from bot.services.wishing import WISHED, wish_fact
from bot.services.worker_card import WORKER, worker_fact
from bot.services.worker_chat import STAFF, staff_fact
from bot.services.writes import PENDING, RECORDS, Write

_PRESSES = (InboundKind.BUTTON, InboundKind.COMMAND)

NOT_BY_EFFECT = {"conversation", "last_card", "last_card_at"}
"""What no action may change of a person."""


def recall(work: UnitOfWork, claim: ClaimedTurn, whose: Whose | None = None) -> dict[str, Any]:
    """Return the facts of a claimed turn. Reads only.

    Args:
        work: The unit.
        claim: The turn.
        whose: Who is whose worker; None: nobody knows here, and no result can be shown.
    """
    conversation, at = claim.person.conversation, claim.inbound.at
    staff = staff_fact(work, claim)
    if staff is not None:  # nothing of a young person is looked up in a worker's chat
        return {STAFF: staff}
    # Each is read once, whoever needs it: every message waits for this.
    people, linked = work.people.everybody(), work.lines.of(conversation)
    desk = desk_of(people, linked.line if linked else None, claim.person.municipality)
    records, handoffs = work.records.of(conversation), work.handoffs.of_person(conversation)
    drafted = drafted_fact(work, handoffs)
    if not drafted:  # a draft whose words do not open could be neither shown nor sent
        handoffs = [one for one in handoffs if one.state is not State.DRAFT]
    handoff = handoff_fact(desk, handoffs, at, linked=linked is not None)
    said = said_fact(work, claim)
    pressed = pressed_by_words(claim.inbound, said)
    facts = {
        RECORDS: records,
        PENDING: records.get(PENDING),
        LINK: look_up(work, claim, pressed),
        SAID: said,
        PRESSED: pressed,
        HANDOFF: handoff,
        # Nobody is offered a worker on a card who has not come to one, or to a unit.
        WORKER_READS_AT: handoff["reads_at"] if linked else None,
        WISHED: wish_fact(work, handoffs),
        APPOINTMENT: appointment_fact(
            work, desk, conversation, at, offered_last=said_in_last(said, *OFFERS) is not None
        ),
        WORKER: worker_fact(people, linked, at, claim.person.municipality),
        DRAFTED: drafted,
    }
    if claim.inbound.kind in _PRESSES:  # done with buttons alone
        facts[SHARES] = share_fact(work, conversation, at, whose)
    elif speaks_of_sent(claim.inbound.text):
        facts[WENT] = went_fact(work, handoffs)
    return facts


def writes_of(conversation: ConversationId, effects: Mapping[str, Any]) -> list[Write]:
    """Return what the effects of an answer write; None as a record's value forgets it."""
    changes: Mapping[str, Any] = effects.get(RECORDS) or {}
    writes = [_keeping(conversation, name, value) for name, value in changes.items()]
    link: Mapping[str, Any] | None = effects.get(LINK)
    # Last: joining two channels moves what has been written to the conversation that stays.
    return [*writes, lambda work: apply_link(work, conversation, link)] if link else writes


def changed(person: Person, effects: Mapping[str, Any]) -> Person:
    """Return the person with what the turn changed; what is no field of ours is left out."""
    known = {field.name for field in fields(Person)} - NOT_BY_EFFECT
    changes: dict[str, Any] = {name: value for name, value in effects.items() if name in known}
    return replace(person, **changes)


def _keeping(conversation: ConversationId, name: str, value: Any) -> Write:
    return lambda work: work.records.keep(conversation, name, value)
