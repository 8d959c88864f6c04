"""Handoffs from the young person's side: send, write on, withdraw.

The words of a draft never change: other words, or more of them, are another draft, and the one
before is deleted. So a button sends the words that it stood below, or nothing.

The worker's side is in ``handoff_work``, the clock's in ``handoff_ticks``. Callers bring the unit
of work and commit it, so that a handoff is sent in the same commit as the answer that says so.
"""

import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.errors import RuleBroken
from bot.domain.handoff import PERSON, Event, Handoff, State
from bot.domain.handoff_effects import Act
from bot.domain.handoff_steps import begin
from bot.domain.messages import ConversationId
from bot.domain.people import WorkerId
from bot.domain.receipts import Receipt, receipt
from bot.domain.redact import mask_identity_codes
from bot.domain.urgency import Urgency
from bot.services.handoff_doing import do
from bot.services.handoff_ports import HandoffWork, Message, Wording


@dataclass(frozen=True, slots=True)
class ToSend:
    """What a young person wants to send: words, or a draft whose words they have been shown.

    Args:
        text: Their exact words, where there is no draft of them.
        source: What they come from ("inbox:<id>"): the same words are never taken twice.
        draft: The id of the draft.
        only_own: Nobody but the own worker may read it.
        urgent: The person says that it cannot wait.
        wishes: How and when to answer, by name.
    """

    text: str
    source: str
    draft: str | None = None
    only_own: bool = False
    urgent: bool = False
    wishes: Mapping[str, str] | None = None


def draft(
    work: HandoffWork,
    conversation: ConversationId,
    pieces: Sequence[str],
    at: datetime,
    source: str,
    *,
    urgency: Urgency,
    wording: Wording,
    id: str | None = None,
    about: frozenset[str] = frozenset(),
    grave: bool = False,
) -> Handoff:
    """Keep words that are not sent yet; they are offered again next morning.

    They are all of it: an earlier draft is deleted, whatever was in it.

    Args:
        pieces: The words, in the pieces in which they came.
        id: The id that its button was signed for.
        about: Flags that are known without the words (a wish for an appointment).
        grave: It cannot wait, whatever the flags say.

    Raises:
        RuleBroken: nobody could take them ("handoff.nobody").
    """
    handoff = _new(work, conversation, at, wording, id)
    for number, piece in enumerate(pieces):
        _say(work, handoff, piece, at, f"{source}:{number}")
    meant = urgency.look("\n".join(pieces))
    urgent = meant.urgent or grave
    act = Act(Event.WRITE, PERSON, at, flags=meant.found | about, urgent=urgent)
    return do(work, handoff, act, wording).handoff


def send(
    work: HandoffWork,
    conversation: ConversationId,
    what: ToSend,
    at: datetime,
    *,
    urgency: Urgency,
    wording: Wording,
) -> tuple[Handoff, Receipt]:
    """Send a matter to the worker: from here on it is waiting and cannot be lost.

    It is exactly what was shown: an unsent draft goes with no other words. Identity codes are
    masked before anything is kept.

    Returns:
        The handoff, and the receipt that the caller says in the same commit.

    Raises:
        RuleBroken: nobody could take it, the draft is not there any more, or "only my own worker"
            for what cannot wait.
    """
    if what.draft is None:
        handoff = _new(work, conversation, at, wording)
        _say(work, handoff, what.text, at, what.source)
    else:
        handoff = _found(work, what.draft)
        if handoff.conversation != conversation:
            raise RuleBroken("handoff.gone")
    if what.wishes:
        work.handoffs.wish(handoff.id, what.wishes)
    meant = urgency.look(" ".join(one.text for one in work.handoffs.words(handoff.id)))
    act = Act(
        Event.SEND,
        PERSON,
        at,
        only_own=what.only_own,
        flags=meant.found,
        urgent=what.urgent or meant.urgent,
    )
    done = do(work, handoff, act, wording)
    told = receipt(done.desk.people, done.desk.line, at, only_own=what.only_own, flags=meant.found)
    return done.handoff, told


def write_on(
    work: HandoffWork,
    id: str,
    text: str,
    at: datetime,
    source: str,
    *,
    urgency: Urgency,
    wording: Wording,
    grave: bool = False,
) -> Handoff:
    """Add words of the young person to a handoff that is on its way, or to a talk.

    Args:
        grave: Danger was heard in them: urgent, whatever the flags say.

    Raises:
        RuleBroken: it has ended, or has not been sent.
    """
    handoff = _found(work, id)
    if handoff.state is State.DRAFT:
        raise RuleBroken("handoff.refused")
    meant = urgency.look(text)
    act = Act(Event.WRITE, PERSON, at, flags=meant.found, urgent=meant.urgent or grave)
    if not _say(work, handoff, text, at, source):
        return handoff
    return do(work, handoff, act, wording).handoff


def act_of_person(
    work: HandoffWork, id: str, event: Event, at: datetime, *, wording: Wording
) -> Handoff:
    """Do what a young person may do with a handoff: withdraw, widen, discard, end the talk.

    Raises:
        RuleBroken: not now; the key tells why in words.
    """
    return do(work, _found(work, id), Act(event, PERSON, at), wording).handoff


def talk_in(handoffs: Iterable[Handoff], at: datetime) -> Handoff | None:
    """Return the one whose talk is open now: then the bot is silent. None: there is none."""
    return next((one for one in handoffs if one.talk is not None and at < one.due_at), None)


def talking_with(work: HandoffWork, conversation: ConversationId, at: datetime) -> str | None:
    """Return the name of the worker whom a person talks with now; None: the assistant."""
    talk = talk_in(work.handoffs.of_person(conversation), at)
    worker = work.people.everybody().worker(WorkerId(talk.owner.id)) if talk else None
    return worker.name if worker else None


def _new(
    work: HandoffWork,
    conversation: ConversationId,
    at: datetime,
    wording: Wording,
    id: str | None = None,
) -> Handoff:
    """Begin a draft in place of one that was not sent."""
    handoff = begin(id or secrets.token_hex(16), conversation, work.desks.of(conversation), at)
    for one in work.handoffs.of_person(conversation):
        if one.state is State.DRAFT:
            act_of_person(work, one.id, Event.DISCARD, at, wording=wording)
    work.handoffs.add(handoff)
    return handoff


def _found(work: HandoffWork, id: str) -> Handoff:
    handoff = work.handoffs.find(id, to_change=True)
    if handoff is None:
        raise RuleBroken("handoff.gone")
    return handoff


def _say(work: HandoffWork, handoff: Handoff, text: str, at: datetime, source: str) -> bool:
    masked, _ = mask_identity_codes(text.strip())
    return work.handoffs.say(handoff.id, Message(masked, at), source) if masked else False
