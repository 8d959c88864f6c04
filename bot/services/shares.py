"""Showing a result to one's own worker: consent given and taken back. One unit each.

Consent comes from a pressed button of ours alone: the offer behind it is used up in the same
commit that writes the line of the ledger. The worker's side is in ``share_sight``.
"""

import logging
import secrets
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from bot.domain.consent import (
    Event,
    Ledger,
    ShareId,
    Standing,
    Terms,
    changes_to,
    is_open_offer,
    ledger_at,
)
from bot.domain.errors import LateTurn
from bot.domain.messages import ConversationId
from bot.domain.results import (
    AreasResult,
    BudgetResult,
    Result,
    StepsResult,
    result_to_json,
)
from bot.services.handoff_ports import HandoffWork
from bot.services.share_ports import Offer, Whose
from bot.services.share_sight import ledger_now, notify

log = logging.getLogger(__name__)

SHARES = "shares"
"""In the facts: the own worker, open offers, shares and their lines. In the effects: one act."""


def new_share_id() -> ShareId:
    """Return an id that tells nothing and fits into a button."""
    return ShareId(secrets.token_hex(12))


def to_show(result: Result) -> Result:
    """Return what a picture of the result holds, and nothing else: this is what is shared."""
    match result:
        case BudgetResult():
            return replace(result, things=(), left_open=0, rent_share=None, food_per_day=None)
        case AreasResult():
            return replace(result, strengths=(), practise=(), flags=())
        case StepsResult():
            return replace(result, low=())


def share_fact(
    work: HandoffWork, conversation: ConversationId, at: datetime, whose: Whose | None
) -> dict[str, Any]:
    """Return what a turn must know of sharing. Reads only.

    Args:
        work: The unit of the claim.
        conversation: The young person.
        at: When they pressed.
        whose: None where nobody knows whose worker is whose: then nothing can be shared.
    """
    ledger, standing = ledger_now(work, conversation, at, whose)
    offers = work.shares.of(conversation)
    named = standing.named if standing else None
    return {
        "worker": {"id": named, "name": standing.name(named)} if standing and named else None,
        "offers": [
            one.id
            for one in offers
            if one.terms.worker == named and is_open_offer(one.offered_at, one.used_at, at)
        ],
        "used": [one.id for one in offers if one.used_at is not None],
        "shares": [
            _told(ledger, one, work.shares.ledger(conversation))
            for one in offers
            if one.id in ledger.shares
        ],
    }


def apply_share(
    work: HandoffWork, conversation: ConversationId, effect: Mapping[str, Any], whose: Whose | None
) -> None:
    """Write what a pressed button came to, in the turn's commit.

    Raises:
        LateTurn: consent cannot be given any more (the worker has just changed).
    """
    at = datetime.fromisoformat(effect["at"])
    match effect["do"]:
        case "offer":
            work.shares.offer(_offer(conversation, effect, at))
        case "give":
            if not give(work, conversation, ShareId(effect["id"]), at, whose):
                # What was true when the button was read is so no more: the turn is done again.
                raise LateTurn
        case "refuse":
            if work.shares.use(ShareId(effect["id"]), conversation, at):
                work.shares.empty(ShareId(effect["id"]))
        case "withdraw":
            withdraw(work, conversation, ShareId(effect["id"]), at)


def give(
    work: HandoffWork, conversation: ConversationId, id: ShareId, at: datetime, whose: Whose | None
) -> bool:
    """Give the consent of an offer; False when it is not open, or the worker has changed."""
    offer = work.shares.find(id)
    if offer is None or not is_open_offer(offer.offered_at, offer.used_at, at):
        return False
    if not work.shares.use(id, conversation, at):
        return False
    standing = whose(work, conversation, at) if whose else Standing(offer.terms.worker)
    if standing.named != offer.terms.worker:
        log.warning("share.worker_changed", extra={"share": id})
        return False
    before = work.shares.ledger(conversation)
    given = Event(at, "given", id, offer.terms.worker, offer.terms, offer.worker_name)
    work.shares.note(conversation, (*changes_to(before, standing, at), given))
    stand_ins = standing.stand_ins if offer.terms.substitute else frozenset()
    notify(work, {offer.terms.worker} | stand_ins)
    return True


def withdraw(work: HandoffWork, conversation: ConversationId, id: ShareId, at: datetime) -> bool:
    """Take a share back; False when there is none of this person that is on."""
    share = ledger_at(work.shares.ledger(conversation), at).shares.get(id)
    if share is None or share.ended is not None:
        return False
    work.shares.note(conversation, (Event(at, "withdrawn", id),))
    work.shares.empty(id)
    return True


def _offer(conversation: ConversationId, effect: Mapping[str, Any], at: datetime) -> Offer:
    until = datetime.fromisoformat(effect["until"])
    return Offer(
        ShareId(effect["id"]),
        conversation,
        effect["what"],
        effect["worker_name"],
        Terms(effect["worker"], until, effect["substitute"]),
        at,
        body={"result": effect["result"], "earlier": effect.get("earlier")},
    )


def _told(ledger: Ledger, offer: Offer, events: list[Event]) -> dict[str, Any]:
    """Return one share for the person's own page of it, as JSON."""
    share = ledger.shares[offer.id]
    looks = [one for one in events if one.kind == "viewed" and one.share == offer.id]
    return {
        "id": offer.id,
        "what": offer.what,
        "worker": offer.worker_name,
        "given": share.given_at.isoformat(),
        "until": share.terms.until.isoformat(),
        "substitute": share.terms.substitute,
        "ended": share.ended,
        "ended_at": share.ended_at.isoformat() if share.ended_at else None,
        "looks": [
            {"at": one.at.isoformat(), "name": one.name, "own": one.worker == share.terms.worker}
            for one in looks
        ],
    }


def body_of(result: Result, earlier: Result | None) -> dict[str, Any]:
    """Return what an offer keeps: exactly what its preview shows."""
    return {
        "result": result_to_json(to_show(result)),
        "earlier": result_to_json(to_show(earlier)) if earlier else None,
    }
