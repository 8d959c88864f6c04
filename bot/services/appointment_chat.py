"""Appointments in a worker's own Telegram: publish times, confirm, name a time by replying.

Sight is asked by the use cases (``appointment_work``) every time. A time is read from the worker's
words; what cannot be read as one is sent to nobody.
"""

import re
from collections.abc import Mapping
from typing import Any

from bot.domain.appointment import Event, Meet
from bot.domain.calendar import local_date
from bot.domain.meeting_words import Written, read_time
from bot.domain.messages import ConversationId, InboundKind, Say
from bot.domain.ways import Passing, Ways
from bot.services.appointment_lines import line_of, put_free, put_item, source_of
from bot.services.appointment_work import (
    act_of_worker,
    list_for,
    opened,
    pieces,
    propose,
    publish,
    seen,
    take_back,
)
from bot.services.delivery_ports import ClaimedTurn
from bot.services.handoff_ports import HandoffWork
from bot.services.handoff_work import seen_words
from bot.services.passing import how_reached
from bot.services.worker_lines import Teller

VERBS = ("yes", "no", "drop", "back", "how")
"""Buttons under an appointment."""

_LIST = frozenset({"ajat", "aikani", "tider", "times"})
_FREE = frozenset({"vapaa", "vapaat", "ledig", "lediga", "free"})
_NAMED = re.compile(r"(?:aika|aikaehdotus|ehdotus|tid|time)\b[:,]?\s+(.+)", re.I | re.S)
_SAID = {
    **dict.fromkeys(("vahvista", "vahvistan", "vahvistettu", "bekräfta", "confirm"), "yes"),
    **dict.fromkeys(("sopii", "passar", "ok"), "yes"),
    **dict.fromkeys(("ei käy", "ei sovi", "passar inte", "does not work"), "no"),
    **dict.fromkeys(("peru", "perun", "perutaan", "avboka", "cancel"), "drop"),
}
"""Words that do the same as a button, as a reply and alone: nothing else is guessed."""

_EVENTS = {"yes": Event.CONFIRM, "no": Event.DECLINE, "drop": Event.CANCEL}


def time_deed(claim: ClaimedTurn, action: str | None, fact: Mapping[str, Any]) -> tuple[str, ...]:
    """Return what a message or a button in a worker's chat does with times, as (verb, id, text);
    empty when it is about something else."""
    kind, text = claim.inbound.kind, claim.inbound.text.strip()
    if kind is InboundKind.BUTTON:
        about, _, value = (action or "").partition(":")
        verb, _, id = value.partition("_")
        return (f"time_{verb}", id, "") if about == "time" and verb in VERBS else ()
    if kind is not InboundKind.TEXT:
        return ()
    if fact.get("appointment"):
        verb = _SAID.get(text.lower().strip(" .!"), "name")
        return (f"time_{verb}", str(fact["appointment"]), text)
    today = local_date(claim.inbound.at)
    if fact.get("handoff"):
        named = _NAMED.fullmatch(text)
        if named is None or read_time(named[1], today) is None:
            return ()
        return ("time_first", str(fact["handoff"]), named[1])
    word, _, rest = text.removeprefix("/").partition(" ")
    if fact["replies"] or word.lower() not in _LIST | _FREE:
        return ()
    return ("time_free", "", rest) if word.lower() in _FREE else ("time_list", "", "")


def do_time(
    work: HandoffWork, tell: Teller, effect: Mapping[str, Any], turn: int, ways: Ways
) -> None:
    """Do it, and confirm it in the worker's chat.

    Raises:
        RuleBroken: not this worker's, or not now.
    """
    verb, id = effect["do"].removeprefix("time_"), effect["id"]
    if verb == "free":
        _publish(work, tell, effect["text"], turn)
    elif verb == "back":
        gone = take_back(work, tell.worker, id, tell.at, f"worker:{tell.worker}")
        key = "work.time.taken_back" if gone else "work.time.not_taken_back"
        tell.say(Say(key), f"inbox:{turn}:back")
    elif verb == "list":
        _list(work, tell, turn, ways)
    elif ways.workers is Passing.LINK:
        tell.say(Say("work.time.by_link", {"worker": tell.worker}), f"inbox:{turn}:link")
    elif verb == "how":
        seen(work, tell.worker, id, tell.at)
        tell.say(Say("work.time.how"), f"time:{id}:h{turn}")
    elif verb in ("name", "first"):
        _name(work, tell, effect, turn)
    else:
        source = f"time:{id}:a{turn}:{tell.worker}"
        after = act_of_worker(
            work, tell.worker, id, _EVENTS[verb], tell.at, tell.wording, f"chat:{turn}:time"
        )
        put_item(tell, opened(work, tell.worker, id, tell.at), source)
        _unreached(work, tell, after.conversation, turn)


def _name(work: HandoffWork, tell: Teller, effect: Mapping[str, Any], turn: int) -> None:
    """Name a time to the young person of an appointment, or of a message."""
    first, id = effect["do"] == "time_first", effect["id"]
    written = read_time(effect["text"], local_date(tell.at))
    if written is None:
        tell.say(Say("work.time.unread"), f"time:{id}:u{turn}")
        return
    if first:
        conversation = seen_words(work, tell.worker, id, tell.at).conversation
    else:
        conversation = seen(work, tell.worker, id, tell.at).conversation
    meet = meet_of(tell.worker, written)
    after = propose(
        work,
        tell.worker,
        conversation,
        meet,
        tell.at,
        tell.wording,
        f"chat:{turn}:time",
        handoff=id if first else None,
        id=None if first else id,
    )
    put_item(tell, opened(work, tell.worker, after.id, tell.at), source_of(after, tell.worker))
    _unreached(work, tell, conversation, turn)


def meet_of(worker: str, written: Written) -> Meet:
    """Return what a worker wrote as a time of theirs."""
    return Meet(worker, written.start, written.end, written.kind, written.place)


def _unreached(work: HandoffWork, tell: Teller, conversation: ConversationId, turn: int) -> None:
    """Say it when the young person does not see it now, with the next way."""
    reach = work.told.reach(conversation, tell.at)
    if reach is None or not reach.open:
        say = Say(how_reached(reach), {"name": tell.name_of(conversation)})
        tell.say(say, f"inbox:{turn}:reach")


def _publish(work: HandoffWork, tell: Teller, text: str, turn: int) -> None:
    written = read_time(text, local_date(tell.at))
    if written is None:
        tell.say(Say("work.time.publish"), f"inbox:{turn}:how")
        return
    wanted = pieces(
        tell.worker, written.start, written.end, written.kind, written.place, written.length
    )
    done = publish(work, wanted, tell.at, f"worker:{tell.worker}")
    if done.faults:
        lines = [tell.text(f"work.time.fault.{fault}") for fault in done.faults]
        tell.put([tell.text("work.time.not_published"), *lines], (), f"inbox:{turn}:fault")
        return
    lines = [tell.text("work.time.published"), *(line_of(tell, one) for one in done.times)]
    tell.put(lines, (), f"inbox:{turn}:published")


def _list(work: HandoffWork, tell: Teller, turn: int, ways: Ways) -> None:
    found = list_for(work, tell.worker, tell.at)
    if ways.workers is Passing.LINK:
        tell.say(Say("work.time.count", {"count": len(found)}), f"inbox:{turn}:count")
    for number, one in enumerate(found if ways.workers is Passing.FULL else ()):
        put_item(tell, one, f"time:{one.appointment.id}:l{turn}{number}:{tell.worker}")
    if not found:
        tell.say(Say("work.time.none"), f"inbox:{turn}:none")
    put_free(tell, work.free_times.of_worker(tell.worker, tell.at), f"inbox:{turn}:free")
