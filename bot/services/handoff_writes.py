"""What a command about a message to the worker writes, in the turn's one commit.

What is refused there is told in words and breaks nothing: the worker may have been faster.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from bot.domain.appointment import FLAG
from bot.domain.errors import RuleBroken
from bot.domain.handoff import Event
from bot.domain.messages import ConversationId, InboundKind, Say
from bot.domain.urgency import Urgency
from bot.domain.ways import Ways
from bot.services.appointments import wish
from bot.services.commands import Command
from bot.services.delivery_ports import ClaimedTurn
from bot.services.handoff_doing import say_to_person
from bot.services.handoff_fact import HANDOFF
from bot.services.handoff_ports import HandoffWork, Wording
from bot.services.handoff_talk import handoff_command
from bot.services.handoffs import ToSend, act_of_person, draft, send, write_on
from bot.services.returning import return_says
from bot.services.writes import Write


def with_write(
    claim: ClaimedTurn, command: Command | None, urgency: Urgency, wording: Wording, ways: Ways
) -> Command | None:
    """Return a command about a message to the worker with what it writes in the turn's commit.

    After sending, the person is asked how they want to hear of the answer.
    """
    effect = command.effects.get(HANDOFF) if command else None
    if command is None or effect is None:
        return command
    asked = return_says(claim, ways) if effect["do"] == "send" else ()
    write = handoff_write(claim, effect, urgency, wording)
    return replace(command, says=(*command.says, *asked), writes=(*command.writes, write))


def urgent_words(claim: ClaimedTurn, urgency: Urgency, wording: Wording) -> list[Write]:
    """Return what passes words of danger on in an open talk: they always go through, urgent.

    Of a text that was too long to be taken, its beginning and its end.
    """
    if claim.inbound.kind is InboundKind.TOO_LONG:
        claim = replace(claim, inbound=replace(claim.inbound, kind=InboundKind.TEXT))
    command = handoff_command(claim, None, urgency)
    effect = command.effects.get(HANDOFF) if command else None
    if not effect or effect["do"] != "write":
        return []
    return [handoff_write(claim, {**effect, "urgent": True}, urgency, wording)]


def handoff_write(
    claim: ClaimedTurn, effect: Mapping[str, Any], urgency: Urgency, wording: Wording
) -> Callable[[HandoffWork], None]:
    """Return what an effect writes in the turn's commit."""
    conversation, at = claim.person.conversation, claim.inbound.at
    source = f"inbox:{claim.inbox_id}"

    def write(work: HandoffWork) -> None:
        try:
            _do(work, conversation, effect, at, source, urgency, wording)
        except RuleBroken as error:
            # Between the facts and the commit the worker was faster: said, and nothing breaks.
            found = work.handoffs.of_person(conversation)
            if found:
                say_to_person(work, found[0], Say(error.key), wording, f"{source}:refused")

    return write


def _do(
    work: HandoffWork,
    conversation: ConversationId,
    effect: Mapping[str, Any],
    at: datetime,
    source: str,
    urgency: Urgency,
    wording: Wording,
) -> None:
    do, id = effect["do"], effect["id"]
    if do == "draft":
        about = frozenset(effect.get("about", ()))
        how: dict[str, Any] = {"urgency": urgency, "wording": wording, "about": about}
        pieces = effect["pieces"]
        draft(work, conversation, pieces, at, source, id=id, grave=effect["urgent"], **how)
    elif do == "send":
        what = ToSend("", source, draft=id, only_own=bool(effect.get("only_own")))
        sent, _ = send(work, conversation, what, at, urgency=urgency, wording=wording)
        if FLAG in sent.flags:
            wish(work, sent, at, wording, f"{source}:wish")
    elif do == "write":
        grave, text = bool(effect.get("urgent")), effect["text"]
        write_on(work, id, text, at, source, urgency=urgency, wording=wording, grave=grave)
    else:
        act_of_person(work, id, Event(do), at, wording=wording)
