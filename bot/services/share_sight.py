"""Looking at what young people show: from the worker's side. Who may is asked each time.

A look is in the young person's ledger and in the audit log before anything is on a screen.
"""

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from bot.domain.audit import Deed
from bot.domain.consent import (
    Event,
    Ledger,
    ShareId,
    Standing,
    Terms,
    changes_to,
    ledger_at,
)
from bot.domain.messages import ConversationId
from bot.domain.people import WorkerId
from bot.domain.results import Result, result_from_json
from bot.services.handoff_doing import channel_of
from bot.services.handoff_ports import HandoffWork
from bot.services.share_ports import Offer, Whose

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Shown:
    """What a worker looks at: the result, the earlier one beside it, and until when."""

    share: ShareId
    conversation: ConversationId
    what: str
    result: Result
    earlier: Result | None
    terms: Terms


def see(
    work: HandoffWork, id: ShareId, worker: str, at: datetime, whose: Whose | None
) -> Shown | None:
    """Return what is shown to a worker, and note that they looked; None when they may not.

    The caller commits before anything is on a screen: no look is left out of the ledger.
    """
    offer = work.shares.find(id)
    if offer is None:
        return None
    ledger, standing = _kept_up(work, offer.conversation, at, whose)
    if id not in ledger.sees(worker) or offer.body is None:
        log.warning("share.not_shown", extra={"share": id, "worker": worker})
        return None
    named = worker == offer.terms.worker
    name = offer.worker_name if named else (standing or Standing()).name(worker)
    work.shares.note(offer.conversation, (Event(at, "viewed", id, worker, name=name),))
    work.audit.add(Deed(f"worker:{worker}", "share.read", at, id))
    earlier = offer.body.get("earlier")
    return Shown(
        id,
        offer.conversation,
        offer.what,
        result_from_json(offer.body["result"]),
        result_from_json(earlier) if earlier else None,
        offer.terms,
    )


def shown_to(work: HandoffWork, worker: str, at: datetime, whose: Whose | None) -> list[Offer]:
    """Return what a worker may look at now, the one that ends first before others."""
    found: list[Offer] = []
    for conversation in work.shares.shown_now(at):
        ledger, _ = ledger_now(work, conversation, at, whose)
        seen = ledger.sees(worker)
        found += [one for one in work.shares.of(conversation) if one.id in seen]
    return sorted(found, key=lambda one: one.terms.until)


def ledger_now(
    work: HandoffWork, conversation: ConversationId, at: datetime, whose: Whose | None
) -> tuple[Ledger, Standing | None]:
    """Return the ledger as it would be with today's roster written into it."""
    events = work.shares.ledger(conversation)
    standing = whose(work, conversation, at) if whose else None
    if standing is not None:
        events = [*events, *changes_to(events, standing, at)]
    return ledger_at(events, at), standing


def tell_stand_ins(work: HandoffWork, at: datetime, whose: Whose) -> int:
    """Write who stands in now into every ledger; who begins to is told. Returns how many are."""
    return sum(
        len(_keep_up(work, conversation, at, whose)) for conversation in work.shares.shown_now(at)
    )


def notify(work: HandoffWork, workers: Iterable[str]) -> None:
    """Ask for a notice to whoever may look now; what is shown is looked up as it goes."""
    people = work.people.everybody()
    for id in sorted(workers):
        worker = people.worker(WorkerId(id))
        channel = channel_of(work, worker) if worker else None
        if channel is not None:
            work.notices.add(id, channel, "share")


def _keep_up(
    work: HandoffWork, conversation: ConversationId, at: datetime, whose: Whose
) -> set[str]:
    """Write today's roster into the ledger; tell and return who may look from now on."""
    standing = whose(work, conversation, at)
    changes = changes_to(work.shares.ledger(conversation), standing, at)
    if not changes:
        return set()
    work.shares.note(conversation, changes)
    ledger, _ = ledger_now(work, conversation, at, whose)
    begun = {one.worker for one in changes if one.kind == "stands_in" and one.worker}
    told = {worker for worker in begun if ledger.sees(worker)}
    notify(work, told)
    return told


def _kept_up(
    work: HandoffWork, conversation: ConversationId, at: datetime, whose: Whose | None
) -> tuple[Ledger, Standing | None]:
    """Write today's roster into the ledger and return it."""
    if whose is not None:
        _keep_up(work, conversation, at, whose)
    return ledger_now(work, conversation, at, whose)
