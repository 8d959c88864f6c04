"""Buttons below a message to the worker: what each of them does, pressed or said in words."""

from collections.abc import Mapping
from typing import Any

from bot.domain.handoff import Event
from bot.domain.messages import Say
from bot.domain.staff import EMERGENCY
from bot.domain.urgency import Urgency
from bot.services.commands import MENU, Command
from bot.services.delivery_ports import ClaimedTurn
from bot.services.handoff_back import to_withdraw, withdraw
from bot.services.handoff_fact import DRAFTED, HANDOFF, unpacked
from bot.services.handoff_preview import (
    ASIDE,
    WRITE,
    add,
    again,
    ask,
    grow,
    preview,
    show,
    take_off,
)
from bot.services.handoff_unlinked import UNTAKEN, forgotten, untaken, wished
from bot.services.wishing import to_wish
from bot.services.writes import RECORDS


def pressed(claim: ClaimedTurn, value: str, fact: Mapping[str, Any], urgency: Urgency) -> Command:
    """Return what a button below a message came to.

    Args:
        value: What was pressed, and of which message: "send_<id>".
    """
    verb, _, id = value.partition("_")
    if verb == "undo":
        return withdraw(fact, id)
    if verb == "widen":
        return Command((), {HANDOFF: {"do": Event.WIDEN.value, "id": id}}, silent=True)
    if verb in ("untaken", "forget"):
        return _untaken(claim, verb, fact, urgency)
    if fact["draft"] != id:
        return _not_there(claim, fact, id, urgency)
    match verb:
        case "send" | "own":
            return _send(fact, verb)
        case "no":
            discarded = Say("handoff.discarded", choices=MENU)
            effect = {"do": Event.DISCARD.value, "id": id}
            return Command((discarded,), {HANDOFF: effect, RECORDS: {ASIDE: None}})
        case "less":
            return take_off(claim, fact, urgency)
        case "new":
            return ask(claim, fact)
        case "add" if words := _aside(claim, id):
            return add(claim, fact, words, urgency)
        case "both" if words := _aside(claim, id):
            return grow(claim, fact, [words, *claim.facts[DRAFTED]], urgency)
    return again(claim, fact, urgency)


def told_where(claim: ClaimedTurn, fact: Mapping[str, Any], urgency: Urgency) -> Command:
    """Return where a person's messages are; what is not sent is shown with its buttons."""
    ways = to_withdraw(fact) or WRITE
    if not fact["draft"]:
        return Command(unpacked(fact["status"], ways))
    *sent, waits = fact["status"]
    shown = preview(fact, claim.facts[DRAFTED], urgency)
    return Command((*unpacked(sent, to_withdraw(fact)), *unpacked([waits]), *shown))


def _untaken(claim: ClaimedTurn, verb: str, fact: Mapping[str, Any], urgency: Urgency) -> Command:
    """Show the words as a message that waited for somebody to take them, or throw them away."""
    words = untaken(claim)
    if not words:
        return Command((Say("handoff.not_this", choices=WRITE),))
    if verb == "forget":
        return forgotten()
    if not fact["can"]:
        return wished(claim, typed=False)
    shown = show(claim, fact, "\n".join(words), urgency)
    records = {**shown.effects[RECORDS], UNTAKEN: None}
    return Command(shown.says, {**shown.effects, RECORDS: records})


def _aside(claim: ClaimedTurn, id: str) -> str | None:
    kept = (claim.facts.get(RECORDS) or {}).get(ASIDE) or {}
    return str(kept["words"]) if kept.get("of") == id else None


def _send(fact: Mapping[str, Any], verb: str) -> Command:
    id, help_ = fact["draft"], Say("directory.results", {"services": EMERGENCY})
    effect = {"do": "send", "id": id, "only_own": verb == "own", "urgent": fact["urgent"]}
    taken_back = to_withdraw({"withdraw": [id]})
    sent = Say("handoff.sent", choices=(*taken_back, to_wish(id)))
    says = (*unpacked(fact["receipts"][verb]), help_, sent)
    return Command(says, {HANDOFF: effect, RECORDS: {ASIDE: None}})


def _not_there(claim: ClaimedTurn, fact: Mapping[str, Any], id: str, urgency: Urgency) -> Command:
    """Answer a button of words that were sent, thrown away, or have become others since."""
    where = told_where(claim, fact, urgency)
    if id in fact["sent"]:
        return where
    if fact["draft"] or fact["sent"]:
        return Command((Say("handoff.not_this"), *where.says))
    return Command((Say("handoff.not_this", choices=WRITE),))
