"""Appointments in the chat: what a turn knows of them and what it says.

No understanding is needed: buttons, and for whoever has a time a few words ("en pääsekään").
Words alone move and cancel nothing; the button does. What a button comes to is said by the write
(``appointment_writes``): only there it is known who was faster.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from bot.domain.appointment import FLAG, PERSONS_TURN, Appointment, Event
from bot.domain.handoff_desk import Desk
from bot.domain.linking import CONTACTS
from bot.domain.meeting_words import Meaning, is_answer, meaning_of, phone_in
from bot.domain.messages import TYPED, Choice, Say
from bot.domain.people import own_worker
from bot.domain.urgency import Urgency
from bot.domain.ways import Ways
from bot.services.appointment_doing import BOOK, OTHER, said_of, time_choice
from bot.services.appointment_writes import (
    AWAITS,
    AWAITS_FOR,
    answering,
    erasing,
    noting_number,
    reminding,
    taking,
)
from bot.services.appointments import offer, open_of, status
from bot.services.commands import HUMANS, Command
from bot.services.delivery_ports import ClaimedTurn
from bot.services.handoff_ports import HandoffWork, Wording
from bot.services.handoff_talk import WRITE, show_words

APPOINTMENT = "appointment"
"""In the facts: what ``appointment_fact`` returns."""

INTENT = "book_appointment"
MOST_BUTTONS = 5
_ANSWERS = {
    "yes": Event.ACCEPT,
    "no": Event.REFUSE,
    "keep": Event.REFUSE,
    "cancel": Event.CANCEL,
    "drop": Event.CANCEL,
}


def appointment_fact(work: HandoffWork, claim: ClaimedTurn) -> dict[str, Any]:
    """Return what a turn needs to know. JSON."""
    conversation, at = claim.person.conversation, claim.inbound.at
    desk, has = work.desks.of(conversation), open_of(work, conversation)
    unit, own = desk.unit(at), own_worker(desk.people, desk.line, at)
    offered = offer(work, desk, has, at)
    calls = offer(work, desk, has, at, "call") if offered.times else offered
    return {
        "can": unit is not None and (own is not None or unit.has_duty),
        "times": [_packed(time_choice(one)) for one in offered.times],
        "calls": [_packed(time_choice(one)) for one in calls.times],
        "name": offered.name,
        "has": _had(has, desk, at) if has is not None else None,
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
        write = erasing(claim, fact["has"]["id"], wording)
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


def _had(has: Appointment, desk: Desk, at: datetime) -> dict[str, Any]:
    now = status(has, desk, at)
    file = said_of("appointment.file", has, "", at, file=True) if has.time else None
    return {
        "id": has.id,
        "agreed": has.time is not None,
        "named": has.state in PERSONS_TURN,
        "key": now.key,
        "args": dict(now.args),
        "choices": [_packed(one) for one in now.choices],
        "file": dict(file.args) if file else None,
    }


def _typed(
    claim: ClaimedTurn, fact: Mapping[str, Any], urgency: Urgency, wording: Wording
) -> Command | None:
    text, awaited = claim.inbound.text, _awaited(claim)
    if awaited == "number" and fact["has"] and (number := phone_in(text)):
        says = (Say("appointment.call.noted", choices=_ways(fact)),)
        keep = {"records": {AWAITS: None}}
        return Command(says, keep, writes=(noting_number(claim, number, wording),))
    if awaited == "wish":
        shown = show_words(claim, text, urgency, (FLAG,))
        records = {**shown.effects.get("records", {}), AWAITS: None}
        return replace(shown, effects={**shown.effects, "records": records})
    if not fact["has"]:
        return None
    if fact["has"]["named"] and is_answer(text):
        return Command((_now(fact),))  # the button agrees, words alone do not
    meaning = meaning_of(text)
    return _about(claim, meaning, fact) if meaning else None


def _begin(claim: ClaimedTurn, fact: Mapping[str, Any]) -> Command:
    if fact["has"]:
        return Command((_now(fact),))
    if not fact["can"]:
        humans = Say("directory.results", {"services": HUMANS})
        return Command((Say("handoff.nobody"), humans))
    return _times(fact, "appointment.offer") or _ask_wish(claim)


def _about(claim: ClaimedTurn, meaning: Meaning | None, fact: Mapping[str, Any]) -> Command:
    """Answer words about a time that somebody has, or is about to have."""
    match meaning:
        case "when":
            return Command((_now(fact),))
        case "late":
            return Command((_now(fact), Say("appointment.late", choices=WRITE)))
        case "move":
            return _move(claim, fact)
        case "cancel":
            return _cancel(fact)
    more = (*_ways(fact)[: MOST_BUTTONS - 1], *WRITE)
    return Command((_now(fact), Say("appointment.tell_worker", choices=more)))


def _pressed(claim: ClaimedTurn, value: str, fact: Mapping[str, Any], wording: Wording) -> Command:
    verb, _, id = value.partition("_")
    has = fact["has"]
    if verb == "other":
        return _ask_wish(claim) if fact["can"] else _begin(claim, fact)
    if has is None or has["id"] != id:
        return Command((Say("appointment.refused.over", choices=(BOOK,)),))
    if verb == "move":
        return _move(claim, fact)
    if verb == "cancel" and has["agreed"]:
        return _cancel(fact)
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
        return Command((_now(fact),))
    return Command(silent=True, writes=(answering(claim, id, event, wording),))


def _page_only(claim: ClaimedTurn) -> str | None:
    """Return what makes it said that nobody is reminded who has closed the page, or None."""
    records = claim.facts.get("records") or {}
    on_web = claim.inbound.address.channel == "web"
    return "" if on_web and not any(records.get(one) for one in CONTACTS) else None


def _move(claim: ClaimedTurn, fact: Mapping[str, Any]) -> Command:
    """Offer other times; what is agreed stands until both have said yes to another."""
    has = fact["has"]
    drop = Choice(f"time:cancel_{has['id']}", "appointment.button.cancel")
    key = "appointment.move" if has["agreed"] else "appointment.offer"
    found = _times(fact, key, drop)
    if found is not None:
        return found
    asked = _ask_wish(claim)
    stands = (Say("appointment.move.stands", has["args"]),) if has["agreed"] else ()
    last = replace(asked.says[-1], choices=(drop,))
    return replace(asked, says=(*stands, *asked.says[:-1], last))


def _cancel(fact: Mapping[str, Any]) -> Command:
    id = fact["has"]["id"]
    choices = tuple(
        Choice(f"time:{verb}_{id}", f"appointment.button.{verb}")
        for verb in ("drop", "move", "stay")
    )
    return Command((Say("appointment.cancel.ask", fact["has"]["args"], choices),))


def _times(fact: Mapping[str, Any], key: str, *more: Choice) -> Command | None:
    """Offer the next free times; None when there are none."""
    if not fact["times"]:
        return None
    choices = (*(Choice(*one) for one in fact["times"]), OTHER, *more)
    args = {**(fact["has"]["args"] if fact["has"] else {}), "name": fact["name"]}
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


def _now(fact: Mapping[str, Any]) -> Say:
    has = fact["has"]
    return Say(has["key"], has["args"], _ways(fact))


def _ways(fact: Mapping[str, Any]) -> tuple[Choice, ...]:
    return tuple(Choice(*one) for one in fact["has"]["choices"])


def _packed(choice: Choice) -> list[str | None]:
    return [choice.action, choice.label, choice.at]
