"""Codes in a turn: what is known of one, and what is done about it.

A turn looks first and writes later: ``look_up`` reads with the claim of a message, the commands
decide what is said, and ``apply_link`` does it in the turn's one commit. What was looked up may
have changed by then (two people at once): the turn is thrown away and taken again.
"""

import logging
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from bot.domain import linking
from bot.domain.audit import Deed
from bot.domain.errors import LateTurn
from bot.domain.linking import Invite, InviteKind, code_within, may_try, secret_in
from bot.domain.messages import ConversationId, InboundKind
from bot.domain.staff import Assignment, Line, Worker
from bot.services.delivery_ports import ClaimedTurn
from bot.services.handoff_doing import channel_of
from bot.services.notice_texts import language_of
from bot.services.people_ports import LinkedLine
from bot.services.ports import UnitOfWork

_log = logging.getLogger(__name__)

LINK = "link"
"""In the facts of a turn: what ``look_up`` found. In its effects: what ``apply_link`` does."""


def look_up(work: UnitOfWork, claim: ClaimedTurn, pressed: str | None = None) -> dict[str, Any]:
    """Return what is known of a code in a message or behind a button; no ``state`` without one.

    Args:
        work: The unit.
        claim: The turn.
        pressed: The action of a button that typed words press.

    Reads only. ``state`` is "open" (with what it would join), "mine" (used by this very person),
    "same" or "both_linked" (of a pairing), or "no": which of wrong, old, used, cancelled and
    tried too often it is, nobody is told.
    """
    inbound, conversation = claim.inbound, claim.person.conversation
    at = inbound.at
    if inbound.kind is InboundKind.BUTTON or pressed is not None:
        action, _, value = (pressed or inbound.text.partition("~")[0]).partition(":")
        if action != "link":
            return {}
        invite = work.invites.get(value.rpartition("_")[2])
        return _state(work, claim, invite, at)
    text = inbound.text.removeprefix("start ") if inbound.kind is InboundKind.COMMAND else None
    if inbound.kind in (InboundKind.TEXT, InboundKind.EDITED):
        text = inbound.text
    secret = (secret_in(text) or code_within(text)) if text else None
    if secret is None:
        return {}
    own, everybodys = work.invites.tries(conversation, at - linking.TRIES_IN)
    if not may_try(own, everybodys, secret):
        return {"state": "no", "at": at.isoformat()}
    return _state(work, claim, work.invites.find(secret), at)


def apply_link(work: UnitOfWork, conversation: ConversationId, effect: Mapping[str, Any]) -> None:
    """Do what a turn decided about a code, in the turn's one commit.

    Raises:
        LateTurn: somebody was faster; the turn must be taken again.
    """
    at, does = datetime.fromisoformat(effect["at"]), effect["do"]
    if does == "try":
        work.invites.note_try(conversation, at)
        if effect.get("alarm"):
            _alarm(work, effect["alarm"], at)
    elif does == "use":
        _use(work, conversation, effect, at)
    elif does == "pair":
        invite = Invite(
            id=effect["id"],
            kind=InviteKind.PAIRING,
            made_at=at,
            expires_at=at + linking.PAIRING,
            conversation=conversation,
        )
        work.invites.add(invite, effect["token"], effect["code"])
    elif does == "part":
        work.joins.part(int(effect["inbox"]))


def _alarm(work: UnitOfWork, id: str, at: datetime) -> None:
    """Note that a code was tried after its use, and tell its worker: without names, once."""
    invite = work.invites.get(id)
    if invite is None or invite.alarmed_at is not None:
        return
    work.invites.note(id, alarmed_at=at)
    work.audit.add(Deed("service", "invite.alarm", at, id))
    worker = work.people.everybody().worker(invite.worker)
    channel = channel_of(work, worker) if worker else None
    if worker is not None and channel is not None:
        work.notices.add(worker.id, channel, "alarm")
    elif worker is not None:
        # The list of invites still shows it, to whoever looks.
        _log.warning("invite.nobody_told", extra={"invite": id})


def _use(
    work: UnitOfWork, conversation: ConversationId, effect: Mapping[str, Any], at: datetime
) -> None:
    invite = work.invites.get(effect["invite"])
    inbox, bring = int(effect["inbox"]), bool(effect["bring"])
    if invite is not None and invite.kind is InviteKind.RETURN:
        if invite.conversation is None or not invite.is_open(at):
            raise LateTurn("a return code has ended meanwhile")
        work.joins.join(inbox, invite.conversation, bring=True)
        return
    if invite is None or not work.invites.use(invite.id, conversation, at):
        raise LateTurn("an invite was used by somebody faster")
    if invite.kind is InviteKind.PAIRING and invite.conversation is not None:
        work.joins.join(inbox, invite.conversation, bring=bring)
        return
    if invite.kind is InviteKind.STAFF:
        _use_staff(work, conversation, invite, inbox, at)
        return
    linked, given = work.lines.of(conversation), Assignment(at, invite.worker)
    line = replace(linked.line, unit=invite.unit) if linked else Line(invite.unit)
    line = replace(line, assignments=(*line.assignments, given))
    work.lines.save(LinkedLine(conversation, line, invite.label, at, None, invite.id))
    if not bring:
        work.joins.start_anew(inbox)


def _staff_state(
    work: UnitOfWork, claim: ClaimedTurn, facts: dict[str, Any], worker: Worker | None
) -> dict[str, Any]:
    """A worker's own code: never in a chat that has been a young person's."""
    conversation = claim.person.conversation
    if claim.inbound.address.channel != "telegram" or worker is None:
        return facts
    if not worker.works_here(claim.inbound.at):
        return facts
    mixed = (
        work.lines.of(conversation) is not None
        or bool(work.handoffs.of_person(conversation))
        or bool(work.records.of(conversation))
    )
    known = {**facts, "worker": worker.name, "worker_id": worker.id}
    language = language_of(worker.languages)
    return {**known, "state": "staff_mixed" if mixed else "open", "language": language}


def _use_staff(
    work: UnitOfWork,
    conversation: ConversationId,
    invite: Invite,
    inbox: int,
    at: datetime,
) -> None:
    """Make a chat a worker's own; what was tried out in it before is erased."""
    worker = work.people.everybody().worker(invite.worker)
    if worker is None:
        raise LateTurn("the worker has been removed")
    work.joins.start_anew(inbox)
    work.chats.link(conversation, worker.id, at)
    if "telegram" not in worker.channels:
        channels = ("telegram", *worker.channels)
        work.people.save_worker(replace(worker, channels=channels))
    work.audit.add(Deed(f"worker:{worker.id}", "worker.chat", at, invite.id))


def _state(
    work: UnitOfWork, claim: ClaimedTurn, invite: Invite | None, at: datetime
) -> dict[str, Any]:
    conversation, people = claim.person.conversation, work.people.everybody()
    facts: dict[str, Any] = {"state": "no", "at": at.isoformat(), "inbox": claim.inbox_id}
    if invite is None:
        return facts
    facts |= {"invite": invite.id, "kind": invite.kind.value}
    worker = people.worker(invite.worker)
    if invite.used_by == conversation and invite.kind is InviteKind.WORKER and worker:
        return {**facts, "state": "mine", "worker": worker.name}
    if invite.used_at is not None:
        return {**facts, "alarm": True}
    if not invite.is_open(at):
        return facts
    if invite.kind is InviteKind.STAFF:
        return _staff_state(work, claim, facts, worker)
    if invite.kind is InviteKind.RETURN_LINK:
        return {"state": "no", "at": at.isoformat()}
    if invite.kind is InviteKind.RETURN and claim.inbound.address.channel != "web":
        return {"state": "no", "at": at.isoformat()}
    if invite.kind is not InviteKind.WORKER:
        other = work.lines.of(invite.conversation or conversation)
        both = other is not None and work.lines.of(conversation) is not None
        if invite.conversation == conversation:
            return {**facts, "state": "same"}
        return {
            **facts,
            "state": "both_linked" if both else "open",
        }
    if worker is None or not worker.works_here(at):
        return facts
    unit = people.units.get(worker.unit)
    return {
        **facts,
        "state": "open",
        "worker": worker.name,
        "unit": {"fi": unit.name, **unit.names} if unit else {},
    }
