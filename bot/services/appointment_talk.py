"""Appointments in the chat: what is said of them (``appointment_fact`` is what a turn knows).

No understanding is needed: buttons, and for whoever has a time a few words ("en pääsekään").
Words alone move and cancel nothing; the button does. What a button comes to is said by the write
(``appointment_writes``): only there it is known who was faster.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from bot.domain.appointment import FLAG, Event
from bot.domain.linking import CONTACTS
from bot.domain.meeting_words import Meaning, is_answer, meaning_of, phone_in
from bot.domain.messages import TYPED, Choice, Say
from bot.domain.urgency import Urgency
from bot.domain.ways import Ways
from bot.services.appointment_doing import BOOK, OTHER
from bot.services.appointment_fact import APPOINTMENT
from bot.services.appointment_writes import (
    AWAITS,
    AWAITS_FOR,
    answering,
    erasing,
    noting_number,
    reminding,
    taking,
)
from bot.services.appointments import CHOSEN, MOST_OPEN
from bot.services.bare_wish import is_lost
from bot.services.commands import SOMEBODY, Command
from bot.services.delivery_ports import ClaimedTurn
from bot.services.handoff_ports import Wording
from bot.services.handoff_talk import WRITE, show_words

INTENT = "book_appointment"
MORE = Choice("time:more_", "appointment.button.more")
MOST_BUTTONS = 5
_ANSWERS = {
    "yes": Event.ACCEPT,
    "no": Event.REFUSE,
    "keep": Event.REFUSE,
    "cancel": Event.CANCEL,
    "drop": Event.CANCEL,
}


def appointment_command(
    claim: ClaimedTurn, action: str | None, urgency: Urgency, wording: Wording, ways: Ways
) -> Command | None:
    """Return the answer when a button, or words of whoever has a time, are about it; else None."""
    fact = claim.facts.get(APPOINTMENT)
    if not fact:
        return None
    kind, _, value = (action or "").partition(":")
    if kind == "time":
        if value.startswith("take_"):
            write = taking(claim, value.removeprefix("take_"), wording, ways)
            return Command((), {"records": {AWAITS: None}}, silent=True, writes=(write,))
        return _pressed(claim, value, fact, wording)
    if action == f"intent:{INTENT}":
        return _begin(claim, fact)
    if action == "erase:yes" and fact["has"]:
        # Whoever waits for them is told before everything is gone.
        write = erasing(claim, [one["id"] for one in fact["has"]], wording)
        return Command((Say("erase.done"),), erase=True, writes=(write,))
    return _typed(claim, fact, urgency, wording) if claim.inbound.kind in TYPED else None


def appointment_meant(claim: ClaimedTurn, intent: str | None) -> Command | None:
    """Return the answer to words that the dialogue has understood to be about an appointment."""
    fact = claim.facts.get(APPOINTMENT)
    if not fact or intent != INTENT:
        return None
    meaning = meaning_of(claim.inbound.text, known=True)
    if fact["has"]:
        return _about(claim, meaning, fact)
    begun = _begin(claim, fact)
    if meaning is None or not fact["can"]:
        return begun
    # They speak of a time that is not known here: said first, or it would read as if it were.
    return replace(begun, says=(Say("appointment.when.none"), *begun.says))


def _typed(
    claim: ClaimedTurn, fact: Mapping[str, Any], urgency: Urgency, wording: Wording
) -> Command | None:
    text, awaited = claim.inbound.text, _awaited(claim)
    if awaited == "number" and fact["has"] and (number := phone_in(text)):
        says = (Say("appointment.call.noted", choices=_ways(fact["has"][0])),)
        keep = {"records": {AWAITS: None}}
        return Command(says, keep, writes=(noting_number(claim, number, wording),))
    if awaited == "wish" and is_lost(text):
        return _ask_wish(claim)
    if awaited == "wish":
        shown = show_words(claim, text, urgency, (FLAG,))
        records = {**shown.effects.get("records", {}), AWAITS: None}
        return replace(shown, effects={**shown.effects, "records": records})
    if not fact["has"]:
        return None
    named = [one for one in fact["has"] if one["named"]]
    if named and is_answer(text):
        return Command(_now(named))  # the button agrees, words alone do not
    meaning = meaning_of(text)
    return _about(claim, meaning, fact) if meaning else None


def _begin(claim: ClaimedTurn, fact: Mapping[str, Any]) -> Command:
    waits = [one for one in fact["has"] if one["waits"]]
    if waits:  # one answer is waited for at a time
        return Command(_now(waits))
    if fact["has"]:
        return Command((*_now(fact["has"]), *_another(fact)))
    if not fact["can"]:
        humans = Say("directory.results", {"services": SOMEBODY})
        return Command((Say("handoff.nobody"), humans))
    return _times(fact, "appointment.offer") or _ask_wish(claim)


def _about(claim: ClaimedTurn, meaning: Meaning | None, fact: Mapping[str, Any]) -> Command:
    """Answer words about a time that somebody has, or is about to have."""
    match meaning:
        case "when":
            return Command(_now(fact["has"]))
        case "late":
            return Command((*_now(fact["has"]), Say("appointment.late", choices=WRITE)))
        case "move" | "cancel" if len(fact["has"]) > 1:
            return _which(fact["has"], meaning)
        case "move":
            return _move(claim, fact, fact["has"][0])
        case "cancel":
            return _cancel(fact["has"][0])
    more = Say("appointment.tell_worker", choices=WRITE)
    return Command((*_now(fact["has"]), *_another(fact), more))


def _another(fact: Mapping[str, Any]) -> tuple[Say, ...]:
    """Offer to book one more, where nothing waits for a yes and there are not too many."""
    waits = any(one["waits"] for one in fact["has"])
    if waits or not fact["can"] or len(fact["has"]) >= MOST_OPEN:
        return ()
    return (Say("appointment.another", choices=(MORE,)),)


def _which(every: Sequence[Mapping[str, Any]], verb: str) -> Command:
    """Ask which of several is meant: none is moved or cancelled by guessing."""
    labels = {"meeting": "appointment.button.take", "call": "appointment.button.take.call"}
    choices = tuple(
        Choice(
            f"time:{verb}_{one['id']}",
            labels.get(one["kind"], "appointment.button.wished"),
            at=one["start"],
        )
        for one in every[:MOST_BUTTONS]
    )
    return Command((Say(f"appointment.which.{verb}", choices=choices),))


def _pressed(claim: ClaimedTurn, value: str, fact: Mapping[str, Any], wording: Wording) -> Command:
    verb, _, id = value.partition("_")
    has = next((one for one in fact["has"] if one["id"] == id), None)
    if verb == "other":
        return _ask_wish(claim) if fact["can"] else _begin(claim, fact)
    if verb == "more" and fact["can"]:
        return _keeping(_times(fact, "appointment.offer") or _ask_wish(claim), CHOSEN, None)
    if has is None:
        return Command((Say("appointment.refused.over", choices=(BOOK,)),))
    if verb == "move":
        return _move(claim, fact, has)
    if verb == "cancel" and has["agreed"]:
        return _cancel(has)
    if verb == "file" and has["file"]:
        return Command((Say("appointment.file", has["file"]),))
    if verb in ("quiet", "remind"):
        write = reminding(claim, wording, wanted=verb == "remind")
        back = "quiet" if verb == "remind" else "remind"
        undo = Choice(f"time:{back}_{id}", f"appointment.button.{back}")
        args = {"page_only": _page_only(claim)} if verb == "remind" else {}
        return Command((Say(f"appointment.{verb}", args, (undo,)),), writes=(write,))
    event = _ANSWERS.get(verb)
    if event is None:
        return Command(_now([has]))
    return Command(silent=True, writes=(answering(claim, id, event, wording),))


def _page_only(claim: ClaimedTurn) -> str | None:
    """Return what makes it said that nobody is reminded who has closed the page, or None."""
    records = claim.facts.get("records") or {}
    on_web = claim.inbound.address.channel == "web"
    return "" if on_web and not any(records.get(one) for one in CONTACTS) else None


def _move(claim: ClaimedTurn, fact: Mapping[str, Any], has: Mapping[str, Any]) -> Command:
    """Offer other times; what is agreed stands until both have said yes to another."""
    until = (claim.inbound.at + AWAITS_FOR).isoformat()
    mine = {"id": has["id"], "until": until}
    drop = Choice(f"time:cancel_{has['id']}", "appointment.button.cancel")
    key = "appointment.move" if has["agreed"] else "appointment.offer"
    found = _times(fact, key, drop, has=has)
    if found is not None:
        return _keeping(found, CHOSEN, mine)
    asked = _ask_wish(claim)
    stands = (Say("appointment.move.stands", has["args"]),) if has["agreed"] else ()
    last = replace(asked.says[-1], choices=(drop,))
    asked = replace(asked, says=(*stands, *asked.says[:-1], last))
    return _keeping(asked, CHOSEN, mine)


def _keeping(command: Command, name: str, value: Mapping[str, Any] | None) -> Command:
    """Return a command that keeps one record more."""
    records = {**command.effects.get("records", {}), name: value}
    return replace(command, effects={**command.effects, "records": records})


def _cancel(has: Mapping[str, Any]) -> Command:
    id = has["id"]
    choices = tuple(
        Choice(f"time:{verb}_{id}", f"appointment.button.{verb}")
        for verb in ("drop", "move", "stay")
    )
    return Command((Say("appointment.cancel.ask", has["args"], choices),))


def _times(
    fact: Mapping[str, Any], key: str, *more: Choice, has: Mapping[str, Any] | None = None
) -> Command | None:
    """Offer the next free times; None when there are none.

    Args:
        has: The appointment that is moved: its worker's times.
    """
    of = has if has is not None and has["times"] is not None else fact
    if not of["times"]:
        return None
    choices = (*(Choice(*one) for one in of["times"]), OTHER, *more)
    args = {**(has["args"] if has else {}), "name": of["name"]}
    return Command((Say(key, args, choices),))


def _ask_wish(claim: ClaimedTurn) -> Command:
    until = (claim.inbound.at + AWAITS_FOR).isoformat()
    awaits = {"until": until, "what": "wish"}
    return Command((Say("appointment.wish.ask"),), {"records": {AWAITS: awaits}})


def _awaited(claim: ClaimedTurn) -> str | None:
    kept = (claim.facts.get("records") or {}).get(AWAITS)
    if not isinstance(kept, dict) or claim.inbound.at >= datetime.fromisoformat(kept["until"]):
        return None
    return str(kept["what"])


def _now(every: Sequence[Mapping[str, Any]]) -> tuple[Say, ...]:
    """Return where each of them stands, with what can be done about it."""
    return tuple(Say(one["key"], one["args"], _ways(one)) for one in every)


def _ways(has: Mapping[str, Any]) -> tuple[Choice, ...]:
    return tuple(Choice(*one) for one in has["choices"])
