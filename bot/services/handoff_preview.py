"""A message to the worker as it is shown before it is sent: all its words, who reads it, buttons.

The button that sends stands only here, below everything that it sends (``handoffs``).
"""

import secrets
from collections.abc import Mapping, Sequence
from typing import Any

from bot.domain.messages import MAX_TEXT, Choice, Say
from bot.domain.staff import EMERGENCY
from bot.domain.urgency import Urgency
from bot.services import wishing
from bot.services.commands import Command
from bot.services.delivery_ports import ClaimedTurn
from bot.services.handoff_fact import AWAITS_FOR, DRAFTED, HANDOFF, unpacked
from bot.services.handoff_unlinked import waits_untaken
from bot.services.writes import RECORDS

AWAITS = "handoff_awaits"
"""The record that says until when the next words are meant for the worker."""

WRITE = (Choice("intent:contact_worker", "menu.worker"),)
"""The button that begins a message."""

SHOW = "handoff.show"
NAMELESS = Say("handoff.nameless")
"""Said to whoever is linked to nobody: the unit cannot tell who writes."""

CHANGE = "handoff.change"
OFFER = "handoff.draft_offer"
"""Next morning: whether it is to be shown."""

ASIDE = "handoff_aside"
"""The record of words that may belong into a message: those before it, or a question meanwhile."""

_MOST = 2 * MAX_TEXT
"""Letters of a message that grows piece by piece."""


def to_draft(id: str) -> str:
    """Return the action that shows a message that is not sent yet, with its buttons."""
    return f"handoff:show_{id}"


def to_show(id: str) -> Choice:
    """Return the button that shows a message that is not sent yet."""
    return Choice(to_draft(id), "handoff.button.show")


def to_drop(id: str) -> Choice:
    """Return the button that throws a message away that is not sent yet."""
    return Choice(f"handoff:no_{id}", "handoff.button.no")


def aside(id: str, words: str) -> dict[str, Any]:
    """Return the effects that keep words which may belong into a message."""
    return {RECORDS: {ASIDE: {"of": id, "words": words}}}


def ask(claim: ClaimedTurn, fact: Mapping[str, Any]) -> Command:
    """Ask for the message itself; say who reads it and when, and who answers at once."""
    until = (claim.inbound.at + AWAITS_FOR).isoformat()
    waits = waits_untaken(claim)
    if fact["draft"]:
        waits = (Say("handoff.replaces", choices=(to_show(fact["draft"]),)),)
    says = (*unpacked(fact["readers"]), *waits, Say("handoff.ask"))
    if fact["seen_from"] is not None:
        away = Say("handoff.away", {"seen_at": fact["seen_from"]})
        now = Say("directory.results", {"services": EMERGENCY, "lead": "worker.cannot_wait"})
        says = (away, *waits, Say("handoff.ask"), now)  # who reads it is told with the words
    return Command(says, {RECORDS: {AWAITS: until}})


def show(
    claim: ClaimedTurn,
    fact: Mapping[str, Any],
    text: str,
    urgency: Urgency,
    about: Sequence[str] = (),
    *,
    grave: bool = False,
) -> Command:
    """Show words as a new message. One that was not sent goes for it, and can be taken along.

    Args:
        grave: They stand below a card: who is there at any hour has been told.
    """
    shown = _kept(fact, [text], urgency, about, first=(), grave=grave, urgent=False)
    if not fact["draft"]:
        return shown
    id, old = shown.effects[HANDOFF]["id"], "\n".join(claim.facts[DRAFTED])
    both = Choice(f"handoff:both_{id}", "handoff.button.both")
    records = {**shown.effects[RECORDS], **aside(id, old)[RECORDS]}
    says = (Say("handoff.replaced", choices=(both,)), *shown.says)
    return Command(says, {**shown.effects, RECORDS: records})


def add(
    claim: ClaimedTurn,
    fact: Mapping[str, Any],
    text: str,
    urgency: Urgency,
    *,
    grave: bool = False,
) -> Command:
    """Add words to the message that is not sent yet, and show all of it."""
    return grow(claim, fact, [*claim.facts[DRAFTED], text], urgency, grave=grave)


def grow(
    claim: ClaimedTurn,
    fact: Mapping[str, Any],
    pieces: Sequence[str],
    urgency: Urgency,
    *,
    grave: bool = False,
) -> Command:
    """Show the message that is not sent yet with more pieces than it had."""
    if sum(map(len, pieces)) > _MOST:
        return Command((Say("handoff.full"), *preview(fact, claim.facts[DRAFTED], urgency)))
    added, urgent = (Say("handoff.added"),), bool(fact["urgent"])
    return _kept(fact, pieces, urgency, fact["about"], first=added, grave=grave, urgent=urgent)


def take_off(claim: ClaimedTurn, fact: Mapping[str, Any], urgency: Urgency) -> Command:
    """Take off the words that were added last, and show what is left."""
    pieces = claim.facts[DRAFTED][:-1] or claim.facts[DRAFTED]
    urgent = bool(fact["urgent"])
    return _kept(fact, pieces, urgency, fact["about"], first=(), grave=False, urgent=urgent)


def again(claim: ClaimedTurn, fact: Mapping[str, Any], urgency: Urgency, *first: Say) -> Command:
    """Show the message that is not sent yet once more, below what there is to say of it."""
    return Command((*first, *preview(fact, claim.facts[DRAFTED], urgency)))


def change(fact: Mapping[str, Any]) -> Command:
    """Say how the message that is not sent yet is changed."""
    id = fact["draft"]
    new = Choice(f"handoff:new_{id}", "handoff.button.new")
    return Command((Say(CHANGE, choices=(new, to_show(id), to_drop(id))),))


def preview(
    fact: Mapping[str, Any],
    pieces: Sequence[str],
    urgency: Urgency,
    *,
    id: str | None = None,
    urgent: bool | None = None,
    grave: bool = False,
) -> tuple[Say, ...]:
    """Return the message as it is shown.

    Args:
        id: Of words that are not kept yet.
        urgent: Whether they cannot wait; None: as it is kept.
        grave: They stand below a card.
    """
    id, text = id or fact["draft"], "\n".join(pieces)
    found, is_urgent = urgency.look(text), fact["urgent"] if urgent is None else urgent
    narrow = fact["own"] if not is_urgent else []
    own = (Choice(f"handoff:own_{id}", "handoff.button.own"),) if narrow else ()
    grown = (
        Choice(f"handoff:less_{id}", "handoff.button.less"),
        Choice(f"handoff:new_{id}", "handoff.button.new"),
    )
    send = Choice(f"handoff:send_{id}", "handoff.button.send")
    choices = (send, *own, *(grown if len(pieces) > 1 else ()), to_drop(id))
    # Whoever may be asking for help sees who is there at any hour before anything is kept.
    lead = "handoff.urgent_first" if is_urgent else "receipt.cannot_wait"
    first = (Say(lead), Say("directory.results", {"services": EMERGENCY}))
    return (
        *(first if not grave and (is_urgent or found.found) else ()),
        *unpacked(fact["readers"]),
        *unpacked(narrow),
        *(() if fact["linked"] else (NAMELESS,)),
        Say(SHOW, {"words": text}, choices),
    )


def _kept(
    fact: Mapping[str, Any],
    pieces: Sequence[str],
    urgency: Urgency,
    about: Sequence[str],
    *,
    first: tuple[Say, ...],
    grave: bool,
    urgent: bool,
) -> Command:
    id = secrets.token_hex(16)
    urgent = bool(grave or urgent or urgency.look("\n".join(pieces)).urgent)
    effect = {
        "do": "draft",
        "id": id,
        "pieces": list(pieces),
        "about": list(about),
        "urgent": urgent,
    }
    shown = preview(fact, pieces, urgency, id=id, urgent=urgent, grave=grave)
    # No question about an earlier message takes the next words for its answer.
    asks = {AWAITS: None, wishing.AWAITS: None, ASIDE: None}
    return Command((*first, *shown), {RECORDS: asks, HANDOFF: effect})
