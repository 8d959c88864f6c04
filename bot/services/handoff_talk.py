"""Writing to the worker, in the chat: what a turn knows of it, and what it says.

Like every command this needs no understanding: the exact words are shown, a signed button sends
them, and from then on they wait. Facts are read with the claim; what a command writes is done in
the turn's one commit (``handoff_writes``).
"""

import secrets
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from bot.domain.handoff import Event
from bot.domain.messages import TYPED, Choice, Say
from bot.domain.staff import EMERGENCY
from bot.domain.urgency import Urgency
from bot.services.bare_wish import asks_when, bare_wish, is_lost, takes_back
from bot.services.commands import MENU, SOMEBODY, Command
from bot.services.delivery_ports import ClaimedTurn
from bot.services.handoff_fact import AWAITS_FOR, DRAFTED, HANDOFF, unpacked
from bot.services.wishing import to_wish

AWAITS = "handoff_awaits"
"""The record that says until when the next words are meant for the worker."""

WRITE = (Choice("intent:contact_worker", "menu.worker"),)

BOT_WORDS = frozenset({"botti", "bot", "botten", "robotti"})
"""Said alone in a talk with a worker, these bring the assistant back."""

_WAITING = ("rest", "terminal")


def to_draft(id: str) -> str:
    """Return the action that shows a message that is not sent yet, with its buttons."""
    return f"handoff:show_{id}"


def handoff_command(claim: ClaimedTurn, action: str | None, urgency: Urgency) -> Command | None:
    """Return the answer when a message or a button is about a message to the worker; else None."""
    fact = claim.facts.get(HANDOFF)
    if not fact:
        return None
    kind, _, value = (action or "").partition(":")
    if kind == "handoff":
        if fact["draft"] and action == to_draft(fact["draft"]):
            return Command(_preview(fact, fact["draft"], claim.facts[DRAFTED], urgency))
        return _pressed(value, fact)
    if kind == "intent":
        return meant(claim, value, urgency, typed=False)
    a_code = (claim.facts.get("link") or {}).get("state")
    # In a talk what is no code of ours after all ("kello 14") is for the worker.
    if claim.inbound.kind not in TYPED or (a_code and not (fact["talk"] and a_code == "no")):
        return None
    if fact["talk"]:
        return _in_talk(claim, fact["talk"])
    if _awaited(claim):
        if takes_back(claim.inbound.text):
            return Command((Say("handoff.discarded", choices=MENU),), {"records": {AWAITS: None}})
        if asks_when(claim.inbound.text) or is_lost(claim.inbound.text):
            return _ask(claim, fact)
        return _show(fact, claim.inbound.text, urgency)
    return None


def meant(
    claim: ClaimedTurn, intent: str | None, urgency: Urgency, *, typed: bool = True
) -> Command | None:
    """Return the answer to an intent that is about a message to the worker; else None.

    Args:
        typed: The person said it in words: these may be the message itself, and are shown.
    """
    fact = claim.facts.get(HANDOFF)
    if not fact or intent not in ("contact_worker", "message_status"):
        return None
    if intent == "message_status":
        return Command(unpacked(fact["status"], _to_withdraw(fact["withdraw"]) or WRITE))
    if not fact["can"]:
        return _nobody()
    text = claim.inbound.text
    if typed and (urgency.look(text).urgent or not bare_wish(text)):
        return _show(fact, text, urgency)
    return _ask(claim, fact)


def show_words(
    claim: ClaimedTurn, text: str, urgency: Urgency, about: tuple[str, ...] = ()
) -> Command:
    """Return words shown as a message to the worker, with the button that sends them."""
    fact = claim.facts.get(HANDOFF)
    return _show(fact, text, urgency, about) if fact and fact["can"] else _nobody()


def below_card(claim: ClaimedTurn, card: Command, urgency: Urgency) -> Command | None:
    """Return a card with the words it is about below, where they were asked for as a message.

    Without this whoever pressed "tell my worker" under a card would get the card again for saying
    it. None: they were not asked for, or life is in danger.
    """
    fact: Mapping[str, Any] = claim.facts.get(HANDOFF) or {}
    awaited = fact.get("can") and not fact.get("talk") and _awaited(claim)
    grave = card.says[0].args.get("tier") != "B"
    if not awaited or grave or claim.inbound.kind not in TYPED:
        return None
    shown = _show(fact, claim.inbound.text, urgency, grave=True)
    return replace(card, says=(*card.says, *shown.says), effects=shown.effects)


def _nobody() -> Command:
    return Command((Say("handoff.nobody"), Say("directory.results", {"services": SOMEBODY})))


def _ask(claim: ClaimedTurn, fact: Mapping[str, Any]) -> Command:
    """Ask for the message itself; say who reads it and when, and who answers at once."""
    until = (claim.inbound.at + AWAITS_FOR).isoformat()
    says = (*unpacked(fact["readers"]), Say("handoff.ask"))
    if fact["seen_from"] is not None:
        away = Say("handoff.away", {"seen_at": fact["seen_from"]})
        now = Say("directory.results", {"services": EMERGENCY, "lead": "worker.cannot_wait"})
        says = (away, Say("handoff.ask"), now)  # who reads it is told with the words themselves
    return Command(says, {"records": {AWAITS: until}})


def _show(
    fact: Mapping[str, Any],
    text: str,
    urgency: Urgency,
    about: tuple[str, ...] = (),
    *,
    grave: bool = False,
) -> Command:
    """Show the exact words and who reads them; the button sends. One draft a person.

    Args:
        grave: They stand below a card: who is there at any hour has been told.
    """
    id = fact["draft"] or secrets.token_hex(16)
    urgent = _is_urgent(fact, text, urgency, grave=grave)
    effect = {"do": "draft", "id": id, "text": text, "about": about, "urgent": urgent}
    says = _preview(fact, id, text, urgency, grave=grave)
    return Command(says, {"records": {AWAITS: None}, HANDOFF: effect})


def _is_urgent(fact: Mapping[str, Any], text: str, urgency: Urgency, *, grave: bool) -> bool:
    return bool(grave or fact["urgent"] or urgency.look(text).urgent)


def _preview(
    fact: Mapping[str, Any], id: str, text: str, urgency: Urgency, *, grave: bool = False
) -> tuple[Say, ...]:
    found, urgent = urgency.look(text), _is_urgent(fact, text, urgency, grave=grave)
    narrow = fact["own"] if not urgent else []
    own = (Choice(f"handoff:own_{id}", "handoff.button.own"),) if narrow else ()
    choices = (
        Choice(f"handoff:send_{id}", "handoff.button.send"),
        *own,
        Choice(f"handoff:no_{id}", "handoff.button.no"),
    )
    # Whoever may be asking for help sees who is there at any hour before anything is kept.
    lead = "handoff.urgent_first" if urgent else "receipt.cannot_wait"
    first = (Say(lead), Say("directory.results", {"services": EMERGENCY}))
    return (
        *(first if not grave and (urgent or fact["flagged"] or found.found) else ()),
        *unpacked(fact["readers"]),
        *unpacked(narrow),
        Say("handoff.show", {"words": text}, choices),
    )


def _pressed(value: str, fact: Mapping[str, Any]) -> Command:
    verb, _, id = value.partition("_")
    if verb in ("send", "own", "no") and fact["draft"] != id:
        # Sent already, or thrown away: where it is now says it best.
        return Command(unpacked(fact["status"], _to_withdraw(fact["withdraw"]) or WRITE))
    if verb in ("send", "own"):
        only_own = verb == "own"
        help_ = Say("directory.results", {"services": EMERGENCY})
        says = (*unpacked(fact["receipts"][verb]), help_)
        effect = {"do": "send", "id": id, "only_own": only_own, "urgent": fact["urgent"]}
        choices = (*_to_withdraw(id), to_wish(id))
        return Command((*says, Say("handoff.sent", choices=choices)), {HANDOFF: effect})
    if verb == "no":
        discarded = Say("handoff.discarded", choices=MENU)
        return Command((discarded,), {HANDOFF: {"do": Event.DISCARD.value, "id": id}})
    if verb == "undo" and fact["withdraw"] == id:
        # What is said comes with the event itself: "withdrawn", or why not.
        return Command((), {HANDOFF: {"do": Event.WITHDRAW.value, "id": id}}, silent=True)
    if verb == "widen":
        return Command((), {HANDOFF: {"do": Event.WIDEN.value, "id": id}}, silent=True)
    return Command(unpacked(fact["status"]))


def _in_talk(claim: ClaimedTurn, talk: Mapping[str, Any]) -> Command:
    """Pass the words on; the assistant is silent, unless it is called back."""
    text = claim.inbound.text
    if text.strip("!?. \n").lower() in BOT_WORDS:
        effect = {"do": Event.END_TALK.value, "id": talk["id"]}
        return Command((), {HANDOFF: effect}, silent=True)
    effect = {"do": "write", "id": talk["id"], "text": text}
    if claim.inbound.address.channel in _WAITING:
        # Somebody waits for an answer with the line open: silence would look like a fault.
        return Command((Say("handoff.passed", {"name": talk["worker"]}),), {HANDOFF: effect})
    return Command((), {HANDOFF: effect}, silent=True)


def _awaited(claim: ClaimedTurn) -> bool:
    until = (claim.facts.get("records") or {}).get(AWAITS)
    return isinstance(until, str) and claim.inbound.at < datetime.fromisoformat(until)


def _to_withdraw(id: str | None) -> tuple[Choice, ...]:
    return (Choice(f"handoff:undo_{id}", "handoff.button.withdraw"),) if id else ()
