"""A worker's own Telegram: what a message or a button there means, and what it does.

The worker answers by replying to a message: which young person is meant is never guessed. Sight
is asked by the use cases (``handoff_work``) every time; nothing here knows a young person's chat.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from bot.domain.errors import RuleBroken
from bot.domain.handoff import Event
from bot.domain.linking import secret_in
from bot.domain.messages import ConversationId, InboundKind, Say
from bot.domain.people import WorkerId
from bot.domain.ways import Passing, Ways
from bot.services.appointment_chat import do_time, time_deed
from bot.services.commands import Command
from bot.services.delivery_ports import ClaimedTurn
from bot.services.handoff_ports import HandoffWork, Wording
from bot.services.handoff_work import act_of_worker, answer, list_for, open_one
from bot.services.passing import how_reached
from bot.services.share_chat import SHARES, list_shares, look
from bot.services.worker_lines import Teller, giving_to
from bot.services.worker_team import TEAM, mark_away, show_team, take_back

STAFF = "staff"
"""In the facts: whose chat it is. In the effects: what the worker does in it."""

MOST_LISTED = 10
_VERBS = (
    *("open", "call", "close", "give", "enough", "list", "time"),
    *("team", "away", "back", "shares", "look"),
)


def staff_fact(work: HandoffWork, claim: ClaimedTurn) -> dict[str, Any] | None:
    """Return whose own chat this is; None for everybody else's."""
    conversation, worker = claim.person.conversation, claim.worker
    if worker is None:
        return None
    known = work.people.everybody().worker(WorkerId(worker))
    replied = claim.inbound.reply_to
    return {
        "worker": worker,
        "works": known is not None and known.works_here(claim.inbound.at),
        "replies": replied is not None,
        "handoff": work.chats.handoff_of(conversation, replied) if replied else None,
        "appointment": work.chats.appointment_of(conversation, replied) if replied else None,
    }


def staff_command(
    claim: ClaimedTurn, action: str | None, ways: Ways, wording: Wording
) -> Command | None:
    """Return what happens in a worker's chat, with what it writes; None in everybody else's."""
    command = _meant(claim, action, ways)
    effect = command.effects.get(STAFF) if command else None
    if command is None or effect is None:
        return command
    return replace(command, writes=(staff_write(claim, effect, wording, ways),))


def _meant(claim: ClaimedTurn, action: str | None, ways: Ways) -> Command | None:
    fact: Mapping[str, Any] | None = claim.facts.get(STAFF)
    if not fact:
        return None
    if not fact["works"]:
        return Command((Say("work.left"),))
    kind, text = claim.inbound.kind, claim.inbound.text
    if deed := time_deed(claim, action, fact):
        return _doing(fact, *deed)
    if kind is InboundKind.COMMAND and secret_in(text.removeprefix("start ")) is None:
        return _doing(fact, "list")
    if kind is InboundKind.BUTTON:
        about, _, value = (action or "").partition(":")
        verb, _, id = value.partition("_")
        known = about == "work" and verb in _VERBS
        return _doing(fact, verb, id) if known else Command((Say("work.stale"),))
    if kind in (InboundKind.MEDIA, InboundKind.EDITED, InboundKind.TOO_LONG):
        return Command((Say(f"work.{kind.value}"),))
    # Of a reply the words are for somebody, whatever they look like: "Vastaus 2" is no code.
    if not fact["replies"] and secret_in(text.removeprefix("start ")) is not None:
        return Command((Say("work.no_codes"),))
    if ways.workers is Passing.LINK:
        return Command((_by_link(fact["worker"]),))
    if fact["handoff"]:
        return _doing(fact, "answer", fact["handoff"], text)
    return Command((Say("work.unknown_reply" if fact["replies"] else "work.how"),))


def staff_write(
    claim: ClaimedTurn, effect: Mapping[str, Any], wording: Wording, ways: Ways
) -> Callable[[HandoffWork], None]:
    """Return what a worker's deed writes in the turn's commit, its confirmation with it."""
    conversation, source = claim.person.conversation, f"inbox:{claim.inbox_id}"

    def write(work: HandoffWork) -> None:
        tell = Teller(work, conversation, effect["worker"], claim.inbound.at, wording)
        try:
            _do(work, tell, effect, claim.inbox_id, ways)
        except RuleBroken as error:
            tell.say(Say(error.key), f"{source}:refused")

    return write


def _do(work: HandoffWork, tell: Teller, effect: Mapping[str, Any], turn: int, ways: Ways) -> None:
    verb, id, worker, at = effect["do"], effect["id"], effect["worker"], tell.at
    about = f"work:{id}:r{turn}"
    if verb.startswith("time_"):
        do_time(work, tell, effect, turn, ways)
    elif verb == "list":
        _list(work, tell, turn, ways)
    elif verb == "shares":
        list_shares(work, tell, turn, ways)
    elif verb == "look":
        look(work, tell, id, turn, ways)
    elif verb == "team":
        show_team(work, tell, f"inbox:{turn}:team")
    elif verb == "away":
        mark_away(work, tell, id, f"inbox:{turn}:away")
    elif verb == "back":
        take_back(work, tell, id, f"inbox:{turn}:back")
    elif verb in ("open", "answer", "call", "time") and ways.workers is Passing.LINK:
        tell.say(_by_link(worker), about)
    elif verb == "open":
        tell.words(open_one(work, worker, id, at, wording=tell.wording), f"work:{id}:w{turn}")
    elif verb == "time":
        # A reply to these words is a reply to the message: the time goes where it was asked for.
        tell.say(Say("work.time.first"), about)
    elif verb in ("answer", "call"):
        _answer(work, tell, effect, turn, ways)
    elif verb == "give":
        handoff = work.handoffs.find(id)
        to = giving_to(work, handoff, worker, at) if handoff else None
        if to is None:
            raise RuleBroken("handoff.refused.give")
        act_of_worker(work, worker, id, Event.GIVE, at, wording=tell.wording, to=to.id)
        tell.say(Say("work.given", {"name": to.name}), about)
    else:
        event = Event.CLOSE if verb == "close" else Event.END_TALK
        act_of_worker(work, worker, id, event, at, wording=tell.wording)
        tell.say(Say("work.closed" if verb == "close" else "work.enough"), about)


def _answer(
    work: HandoffWork, tell: Teller, effect: Mapping[str, Any], turn: int, ways: Ways
) -> None:
    id, worker, text = effect["id"], effect["worker"], effect["text"]
    before = work.handoffs.find(id)
    conversation = before.conversation if before else ConversationId("")
    if effect["do"] == "call":
        person = work.told.person(conversation)
        said = tell.wording.compose(Say("work.call.words"), person) if person else []
        text = said[0].text if said else ""
    source = f"chat:{turn}"
    answer(work, worker, id, text, tell.at, source, wording=tell.wording, ways=ways)
    key = how_reached(work.told.reach(conversation, tell.at))
    tell.say(Say(key, {"name": tell.name_of(conversation)}), f"work:{id}:r{turn}")
    if before is not None and before.opened_at is None:
        # Answered unread: what was answered is shown, for nobody should have to guess.
        shown = open_one(work, worker, id, tell.at, wording=tell.wording)
        tell.words(shown, f"work:{id}:w{turn}")


def _list(work: HandoffWork, tell: Teller, turn: int, ways: Ways) -> None:
    found = list_for(work, tell.worker, tell.at)
    if not found:
        tell.say(Say("work.none", choices=(SHARES, TEAM)), f"inbox:{turn}:none")
        return
    tell.say(Say("work.count", {"count": len(found)}, (SHARES, TEAM)), f"inbox:{turn}:count")
    if ways.workers is Passing.LINK:
        tell.say(_by_link(tell.worker), f"inbox:{turn}:link")
        return
    for listed in found[:MOST_LISTED]:
        tell.item(listed, f"work:{listed.handoff.id}:l{turn}")


def _by_link(worker: str) -> Say:
    return Say("work.by_link", {"worker": worker})


def _doing(fact: Mapping[str, Any], verb: str, id: str = "", text: str = "") -> Command:
    effect = {"do": verb, "worker": fact["worker"], "id": id, "text": text}
    return Command((), {STAFF: effect}, silent=True)
