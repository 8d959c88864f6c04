"""Appointments in the chat: what is said of them (``appointment_fact`` is what a turn knows).

No understanding is needed: buttons, and for whoever has a time a few words ("en pääsekään").
Words alone move and cancel nothing; the button does, and a clear answer right below its question
(``said_last``). What a button comes to is said by the write
(``appointment_writes``): only there it is known who was faster.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from bot.domain.appointment import FLAG, Event
from bot.domain.meeting_words import (
    Meaning,
    is_answer,
    meaning_of,
    phone_in,
)
from bot.domain.messages import TYPED, Choice, Say
from bot.domain.urgency import Urgency
from bot.domain.ways import Ways
from bot.domain.yes_no import TIME, speaks_of
from bot.services.about_worker import asks_to_tell, worker_spoken_of
from bot.services.appointment_doing import BOOK
from bot.services.appointment_fact import APPOINTMENT
from bot.services.appointment_saying import (
    another,
    ask_to_cancel,
    buttons_of,
    late_for_none,
    now,
    of_none,
    offered,
    page_only,
    to_ask_where,
    which,
)
from bot.services.appointment_words import TAKE, ask_wish, chosen_by_words, offered_again
from bot.services.appointment_writes import (
    AWAITS,
    AWAITS_FOR,
    answering,
    erasing,
    noting_number,
    reminding,
    taking,
)
from bot.services.appointments import CHOSEN
from bot.services.bare_wish import is_lost
from bot.services.commands import Command
from bot.services.delivery_ports import ClaimedTurn
from bot.services.handoff_open import is_shown
from bot.services.handoff_ports import Wording
from bot.services.handoff_preview import WRITE
from bot.services.handoff_talk import show_words
from bot.services.handoff_unlinked import nobody
from bot.services.said_last import PROPOSALS, SAID, is_last

INTENT = "book_appointment"
_ABOUT = "appointment."
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
    if claim.inbound.kind in TYPED and action is None:
        action = chosen_by_words(claim, fact)
    kind, _, value = (action or "").partition(":")
    if action is not None and kind == "time":
        if action.startswith(TAKE):
            write = taking(claim, action.removeprefix(TAKE), wording, ways)
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
    if meaning == "late" and fact["can"]:
        return late_for_none()
    begun = _begin(claim, fact)
    if meaning is None or not fact["can"]:
        return begun
    # They speak of a time that is not known here: said first, or it would read as if it were.
    return replace(begun, says=(Say("appointment.when.none"), *begun.says))


def _typed(
    claim: ClaimedTurn, fact: Mapping[str, Any], urgency: Urgency, wording: Wording
) -> Command | None:
    text, awaited = claim.inbound.text, _awaited(claim)
    if (again := offered_again(claim, fact)) is not None:
        return again
    if awaited == "number" and fact["has"] and (number := phone_in(text)):
        says = (Say("appointment.call.noted", choices=buttons_of(fact["has"][0])),)
        keep = {"records": {AWAITS: None}}
        return Command(says, keep, writes=(noting_number(claim, number, wording),))
    if awaited == "wish" and is_lost(text):
        return ask_wish(claim)
    if awaited == "wish":
        shown = show_words(claim, text, urgency, (FLAG,))
        records = {**shown.effects.get("records", {}), AWAITS: None}
        return replace(shown, effects={**shown.effects, "records": records})
    if not fact["has"]:
        spoken_of = worker_spoken_of(claim) and not is_shown(claim)
        late = fact["can"] and not asks_to_tell(claim)
        return of_none(text, spoken_of=spoken_of) if late else None
    named = [one for one in fact["has"] if one["named"]]
    asked = is_last(claim, *PROPOSALS, within=None)
    if named and (is_answer(text) or (asked and speaks_of(text, TIME))):
        return Command(now(named))  # a clear yes right below it agrees, other words do not
    meaning = meaning_of(text, shown=_is_shown(claim))
    told = meaning == "late" and asks_to_tell(claim)  # the worker is to hear it
    return _about(claim, meaning, fact) if meaning and not told else None


def with_times(claim: ClaimedTurn, intent: str | None, says: tuple[Say, ...]) -> tuple[Say, ...]:
    """Return where a message is together with the times that wait or are agreed."""
    fact = claim.facts.get(APPOINTMENT) or {}
    told = [one for one in fact.get("has") or () if one["key"] != "appointment.when.wished"]
    if intent != "message_status" or not told or not says:
        return says
    status = () if says[0].key == "status.none" else says
    return (*status, *now(told))


def means_shown(claim: ClaimedTurn) -> bool:
    """Return whether words move or call off the time that was told of right before ("peru se")."""
    fact = claim.facts.get(APPOINTMENT)
    if not fact or not fact["has"] or claim.inbound.kind not in TYPED or not _is_shown(claim):
        return False
    return meaning_of(claim.inbound.text, shown=True) in ("move", "cancel")


def _is_shown(claim: ClaimedTurn) -> bool:
    """Return whether an appointment was told of right before."""
    keys = [str(one["key"]) for one in claim.facts.get(SAID) or ()]
    return is_last(claim, *(key for key in keys if key.startswith(_ABOUT)))


def _begin(claim: ClaimedTurn, fact: Mapping[str, Any]) -> Command:
    waits = [one for one in fact["has"] if one["waits"]]
    if waits:  # one answer is waited for at a time
        return Command(now(waits))
    if fact["has"]:
        return Command((*now(fact["has"]), *another(fact)))
    if not fact["can"]:
        return nobody(claim)
    return offered(fact, "appointment.offer") or ask_wish(claim)


def _about(claim: ClaimedTurn, meaning: Meaning | None, fact: Mapping[str, Any]) -> Command:
    """Answer words about a time that somebody has, or is about to have."""
    match meaning:
        case "when":
            return Command((*now(fact["has"]), *to_ask_where(claim, fact)))
        case "missed":
            return Command((Say("appointment.missed", choices=WRITE), *now(fact["has"])))
        case "late":
            return Command((*now(fact["has"]), Say("appointment.late", choices=WRITE)))
        case "move" | "cancel" if len(fact["has"]) > 1:
            return which(fact["has"], meaning)
        case "move":
            return _move(claim, fact, fact["has"][0])
        case "cancel":
            return ask_to_cancel(fact["has"][0]) or Command(now(fact["has"]))
    more = Say("appointment.tell_worker", choices=WRITE)
    return Command((*now(fact["has"]), *another(fact), more))


def _pressed(claim: ClaimedTurn, value: str, fact: Mapping[str, Any], wording: Wording) -> Command:
    verb, _, id = value.partition("_")
    has = next((one for one in fact["has"] if one["id"] == id), None)
    if verb == "other":
        return ask_wish(claim) if fact["can"] else _begin(claim, fact)
    if verb == "more" and fact["can"]:
        return _keeping(offered(fact, "appointment.offer") or ask_wish(claim), CHOSEN, None)
    if has is None:
        return Command((Say("appointment.refused.over", choices=(BOOK,)),))
    if verb == "move":
        return _move(claim, fact, has)
    if verb == "cancel" and has["agreed"] and (asked := ask_to_cancel(has)):
        return asked
    if verb == "file" and has["file"]:
        return Command((Say("appointment.file", has["file"]),))
    if verb in ("quiet", "remind"):
        write = reminding(claim, wording, wanted=verb == "remind")
        back = "quiet" if verb == "remind" else "remind"
        undo = Choice(f"time:{back}_{id}", f"appointment.button.{back}")
        args = {"page_only": page_only(claim)} if verb == "remind" else {}
        return Command((Say(f"appointment.{verb}", args, (undo,)),), writes=(write,))
    event = _ANSWERS.get(verb)
    if event is None:
        return Command(now([has]))
    return Command(silent=True, writes=(answering(claim, id, event, wording),))


def _move(claim: ClaimedTurn, fact: Mapping[str, Any], has: Mapping[str, Any]) -> Command:
    """Offer other times; what is agreed stands until both have said yes to another."""
    until = (claim.inbound.at + AWAITS_FOR).isoformat()
    mine = {"id": has["id"], "until": until}
    drop = Choice(f"time:cancel_{has['id']}", "appointment.button.cancel")
    key = "appointment.move" if has["agreed"] else "appointment.offer"
    found = offered(fact, key, drop, has=has)
    if found is not None:
        return _keeping(found, CHOSEN, mine)
    asked = ask_wish(claim)
    stands = (Say("appointment.move.stands", has["args"]),) if has["agreed"] else ()
    last = replace(asked.says[-1], choices=(drop,))
    asked = replace(asked, says=(*stands, *asked.says[:-1], last))
    return _keeping(asked, CHOSEN, mine)


def _keeping(command: Command, name: str, value: Mapping[str, Any] | None) -> Command:
    """Return a command that keeps one record more."""
    records = {**command.effects.get("records", {}), name: value}
    return replace(command, effects={**command.effects, "records": records})


def _awaited(claim: ClaimedTurn) -> str | None:
    kept = (claim.facts.get("records") or {}).get(AWAITS)
    if not isinstance(kept, dict) or claim.inbound.at >= datetime.fromisoformat(kept["until"]):
        return None
    return str(kept["what"])
