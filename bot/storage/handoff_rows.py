"""A handoff's row and back: the columns beside each other, nothing decided here."""

from typing import Any

from sqlalchemy import Row

from bot.domain.handoff import Handoff, Owner, OwnerKind, Rung, State, Talk
from bot.domain.messages import ConversationId


def columns_of(handoff: Handoff) -> dict[str, Any]:
    """Return the columns of a handoff, without its id, words and lease."""
    talk = handoff.talk
    return {
        "uid": handoff.id,
        "conversation": handoff.conversation,
        "unit": handoff.unit,
        "worker": handoff.worker,
        "state": handoff.state.value,
        "owner_kind": handoff.owner.kind.value,
        "owner": handoff.owner.id,
        "due_at": handoff.due_at,
        "rung": int(handoff.rung),
        "clock_from": handoff.clock_from,
        "only_own": handoff.only_own,
        "urgent": handoff.urgent,
        "flags": ",".join(sorted(handoff.flags)),
        "unanswered": handoff.unanswered,
        "offered": handoff.offered,
        "talk_worker": talk.worker if talk else None,
        "talk_opened_at": talk.opened_at if talk else None,
        "talk_worker_at": talk.worker_at if talk else None,
        "talk_person_at": talk.person_at if talk else None,
        "created_at": handoff.created_at,
        "sent_at": handoff.sent_at,
        "opened_at": handoff.opened_at,
        "answered_at": handoff.answered_at,
        "ended_at": handoff.ended_at,
    }


def handoff_of(row: Row[*tuple[Any, ...]]) -> Handoff:
    """Return the handoff of a row."""
    return Handoff(
        id=row.uid,
        conversation=ConversationId(row.conversation),
        unit=row.unit,
        worker=row.worker,
        state=State(row.state),
        owner=Owner(OwnerKind(row.owner_kind), row.owner),
        due_at=row.due_at,
        created_at=row.created_at,
        sent_at=row.sent_at,
        clock_from=row.clock_from,
        rung=Rung(row.rung),
        only_own=row.only_own,
        urgent=row.urgent,
        flags=frozenset(filter(None, row.flags.split(","))),
        unanswered=row.unanswered,
        offered=row.offered,
        opened_at=row.opened_at,
        answered_at=row.answered_at,
        ended_at=row.ended_at,
        talk=_talk(row),
    )


def _talk(row: Row[*tuple[Any, ...]]) -> Talk | None:
    if row.talk_worker is None:
        return None
    return Talk(row.talk_worker, row.talk_opened_at, row.talk_worker_at, row.talk_person_at)
