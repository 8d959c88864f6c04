"""What a turn knows of a person's messages to the worker. JSON."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from bot.domain.appointment import FLAG
from bot.domain.handoff import Handoff, State
from bot.domain.handoff_desk import Desk
from bot.domain.handoff_status import status_of
from bot.domain.messages import Choice, Say
from bot.domain.people import own_worker, who_answers
from bot.domain.receipts import own_told, readers_told, receipt
from bot.services.handoff_ports import HandoffWork
from bot.services.handoffs import talk_in
from bot.services.wishing import can_be_added_to

HANDOFF = "handoff"
"""In the facts: what ``handoff_fact`` returns. In the effects: what a turn does with a handoff."""

DRAFTED = "handoff_drafted"
"""In the facts: the words of the message that is not sent yet, in pieces. No engine gets them."""

WENT = "handoff_went"
"""In the facts of whoever speaks of what has been sent: its words, by id. No engine gets them."""

_UNANSWERED = frozenset({State.WAITING, State.DELIVERED, State.SEEN, State.ESCALATED})

AWAITS_FOR = timedelta(minutes=30)
"""How long the next words are meant for the worker, and a preview is up to date."""


def handoff_fact(
    desk: Desk, handoffs: Sequence[Handoff], at: datetime, *, linked: bool
) -> dict[str, Any]:
    """Return what a turn needs to know. JSON; none of the person's words.

    Args:
        handoffs: The latest first.
        linked: They have come to a worker or a unit: there it is known who they are.
    """
    unit, own = desk.unit(at), own_worker(desk.people, desk.line, at)
    talk = talk_in(handoffs, at)
    waiting, sent = _draft(handoffs), _sent(handoffs)
    # A wish for a time is no application, whatever else the words may be.
    flags = waiting.flags - {FLAG} if waiting else frozenset()
    watch = who_answers(desk.people, desk.line, at)
    away = None if watch.at_work else watch.sees_at
    told = {
        name: _packed(*receipt(desk.people, desk.line, at, only_own=only_own, flags=flags).says)
        for name, only_own in (("send", False), ("own", True))
    }
    can = unit is not None and (own is not None or unit.has_duty)
    return {
        "can": can,
        "linked": linked,
        "draft": waiting.id if waiting else None,
        "draft_shown_until": (waiting.created_at + AWAITS_FOR).isoformat() if waiting else None,
        "urgent": bool(waiting and waiting.urgent),
        "about": sorted(waiting.flags & {FLAG}) if waiting else [],
        "talk": {"id": talk.id, "worker": _name(desk.people.workers, talk)} if talk else None,
        "readers": _packed(readers_told(desk.people, desk.line, at)),
        "own": _packed(*filter(None, (own_told(desk.people, desk.line, at),))),
        "seen_from": away.isoformat() if away else None,
        # In an open talk the words have gone to the worker already.
        "reads_at": watch.sees_at.isoformat() if can and watch.sees_at and not talk else None,
        "receipts": told,
        "status": _packed(*status_now(handoffs, desk, at)),
        "waits": bool(sent and sent.state in _UNANSWERED),
        "sent": [one.id for one in handoffs if one.sent_at],
        "sent_lately": bool(sent and sent.sent_at and at - sent.sent_at < AWAITS_FOR),
        "withdraw": [one.id for one in handoffs if can_be_added_to(one)],
    }


def status_now(handoffs: Sequence[Handoff], desk: Desk, at: datetime) -> tuple[Say, ...]:
    """Return where a person's messages are: the last one that was sent, and what was not sent.

    Args:
        handoffs: The latest first.
    """
    draft, sent = _draft(handoffs), _sent(handoffs)
    if sent is not None and draft is not None:
        return status_of(sent, desk, at), Say("status.draft.also")
    told = sent or draft or next(iter(handoffs), None)
    return (status_of(told, desk, at) if told else Say("status.none"),)


def drafted_fact(work: HandoffWork, handoffs: Sequence[Handoff]) -> list[str]:
    """Return the words of the message that is not sent yet, in the pieces in which they came."""
    waiting = _draft(handoffs)
    return [one.text for one in work.handoffs.words(waiting.id)] if waiting else []


def went_fact(work: HandoffWork, handoffs: Sequence[Handoff]) -> dict[str, str]:
    """Return the person's own words in every message that was sent and is open, latest first."""
    sent = {one.id: work.handoffs.words(one.id) for one in handoffs if one.is_sent}
    return {
        id: "\n".join(one.text for one in words if one.worker is None)
        for id, words in sent.items()
    }


def _draft(handoffs: Sequence[Handoff]) -> Handoff | None:
    return next((one for one in handoffs if one.state is State.DRAFT), None)


def _sent(handoffs: Sequence[Handoff]) -> Handoff | None:
    return next((one for one in handoffs if one.is_sent), None)


def _name(workers: Mapping[Any, Any], talk: Handoff) -> str:
    worker = workers.get(talk.owner.id)
    return worker.name if worker else ""


def _packed(*says: Say) -> list[list[Any]]:
    return [[say.key, dict(say.args)] for say in says]


def unpacked(packed: list[list[Any]], choices: tuple[Choice, ...] = ()) -> tuple[Say, ...]:
    """Return what was packed into a fact to be said, with buttons below the last."""
    says = [Say(key, args) for key, args in packed]
    return (*says[:-1], Say(says[-1].key, says[-1].args, choices)) if says else ()


def name_told(fact: Mapping[str, Any], told: str) -> str:
    """Return the name in what is told of who gets a message: "readers", or "own" alone."""
    return next((str(args["name"]) for _, args in fact[told] if args.get("name")), "")
