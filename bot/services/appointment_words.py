"""Words right below offered times, or below "which of these": they choose, narrow or wish.

What they choose is done as its button does it. Reading is in ``domain.time_choice``.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from bot.domain.appointment_asked import asks_where
from bot.domain.calendar import local_date
from bot.domain.meeting_words import meaning_of
from bot.domain.messages import Choice, Say
from bot.domain.time_choice import Choice as Chosen
from bot.domain.time_choice import Slot, choice_in
from bot.services.appointment_doing import OTHER
from bot.services.appointment_fact import OFFERS
from bot.services.appointment_writes import AWAITS, AWAITS_FOR
from bot.services.commands import Command
from bot.services.delivery_ports import ClaimedTurn
from bot.services.said_last import SAID, is_last, said_in_last

WHICH = ("appointment.which.move", "appointment.which.cancel")
TAKE = "time:take_"
_CANCEL = "time:cancel_"
_OFFERED = 3
_NO_TIME = {"meet_when": None, "call_when": None}


def chosen_by_words(claim: ClaimedTurn, fact: Mapping[str, Any]) -> str | None:
    """Return the action of the button that words press below a list; None: they press none."""
    slots = _has(fact) if is_last(claim, *WHICH) else ()
    actions = _actions(claim)
    shown = [slot for action in actions for slot in slots if action.endswith(f"_{slot.action}")]
    if shown:
        found = choice_in(claim.inbound.text, shown, shown, local_date(claim.inbound.at))
        taken = found.slots[0].action if found and found.does == "take" else None
        return next((one for one in actions if taken and one.endswith(f"_{taken}")), None)
    choice = _of_offer(claim, fact)
    return choice.slots[0].action if choice and choice.does == "take" else None


def offered_again(claim: ClaimedTurn, fact: Mapping[str, Any]) -> Command | None:
    """Return what words about offered times come to where they take none; None: not about them."""
    choice = _of_offer(claim, fact)
    if choice is None:
        return _where(claim, fact)
    if choice.does == "take":
        return None
    if choice.does == "other":
        return ask_wish(claim)
    if choice.does == "none":
        wish = ask_wish(claim)
        return Command((Say("appointment.none_suits"), *wish.says), wish.effects)
    if choice.does == "again":
        return _offer(claim, fact, "appointment.move", _shown(claim, fact))
    if not choice.slots:
        return _offer(claim, fact, "appointment.narrowed.none", _free(fact))
    key = "appointment.narrowed.more" if choice.does == "more" else "appointment.move"
    return _offer(claim, fact, key, choice.slots)


def _where(claim: ClaimedTurn, fact: Mapping[str, Any]) -> Command | None:
    """Return where the offered meetings are, for who asks just that."""
    text = claim.inbound.text
    if not is_last(claim, *OFFERS) or not asks_where(text) or meaning_of(text, shown=True) is None:
        return None
    shown, actions = _shown(claim, fact), _actions(claim)
    places = {place for action, *_, place in fact["free"] if action in actions and place}
    if not places:
        return None
    again = _offer(claim, fact, "appointment.move", shown)
    where = Say("appointment.offer.where", {"where": ", ".join(sorted(places))})
    return Command((where, *again.says), again.effects)


def ask_wish(claim: ClaimedTurn) -> Command:
    """Ask for a wish in one's own words: the next message is shown to be sent."""
    until = (claim.inbound.at + AWAITS_FOR).isoformat()
    awaits = {"until": until, "what": "wish"}
    return Command((Say("appointment.wish.ask"),), {"records": {AWAITS: awaits}})


def _of_offer(claim: ClaimedTurn, fact: Mapping[str, Any]) -> Chosen | None:
    if not is_last(claim, *OFFERS) or not fact["free"]:
        return None
    free, today = _free(fact), local_date(claim.inbound.at)
    return choice_in(claim.inbound.text, _shown(claim, fact), free, today)


def _offer(
    claim: ClaimedTurn, fact: Mapping[str, Any], key: str, slots: Sequence[Slot]
) -> Command:
    """Offer the first of some times; beside a move, what is agreed stays in sight."""
    cancels = next((one for one in _actions(claim) if one.startswith(_CANCEL)), None)
    moved = next((one for one in fact["has"] if cancels == f"{_CANCEL}{one['id']}"), None)
    labels = {action: (label, at) for action, label, at, *_ in fact["free"]}
    times = tuple(Choice(one.action, *labels[one.action]) for one in slots[:_OFFERED])
    drop = (Choice(cancels, "appointment.button.cancel"),) if cancels and moved else ()
    args = {**_NO_TIME, **(moved["args"] if moved else {}), "name": fact["name"]}
    return Command((Say(key, args, (*times, OTHER, *drop)),), {"records": {AWAITS: None}})


def _shown(claim: ClaimedTurn, fact: Mapping[str, Any]) -> list[Slot]:
    actions = _actions(claim)
    return [one for action in actions for one in _free(fact) if one.action == action]


def _free(fact: Mapping[str, Any]) -> list[Slot]:
    return [
        Slot(action, datetime.fromisoformat(at), kind == "call")
        for action, _, at, kind, _ in fact["free"]
    ]


def _has(fact: Mapping[str, Any]) -> list[Slot]:
    return [
        Slot(one["id"], datetime.fromisoformat(one["start"]), one["kind"] == "call")
        for one in fact["has"]
        if one["start"]
    ]


def _actions(claim: ClaimedTurn) -> list[str]:
    listed = said_in_last(claim.facts.get(SAID) or (), *OFFERS, *WHICH)
    return list(listed["actions"]) if listed else []
