"""Handoffs from the worker's side: list, open, answer, give, close. Sight is asked first.

A worker who may see nothing gets the same answer as for a handoff that does not exist. Every read
and act is written into the audit log in the same commit.
"""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.audit import Deed
from bot.domain.errors import RuleBroken
from bot.domain.handoff import CHANNEL, Actor, ActorKind, Event, Handoff, OwnerKind, Rung, State
from bot.domain.handoff_effects import Act
from bot.domain.handoff_sight import Sight, sight_of, to_notify
from bot.domain.handoff_table import allowed
from bot.domain.messages import Reply, Say
from bot.domain.people import WorkerId
from bot.domain.ways import Ways
from bot.services.handoff_doing import do, note
from bot.services.handoff_ports import HandoffWork, Happened, Known, Message, Wording
from bot.services.notice_ports import ClaimedNotice
from bot.services.passing import ANSWER, pass_answer

_ENOUGH = {
    Event.OPEN: Sight.WORDS,
    Event.ANSWER: Sight.WORDS,
    Event.CLOSE: Sight.WORDS,
    Event.END_TALK: Sight.WORDS,
    Event.GIVE: Sight.NOTICE,  # the lead gives on what they cannot read
}


@dataclass(frozen=True, slots=True)
class Listed:
    """One line of a worker's list.

    ``known`` is as whom the worker knows the young person; empty when only a notice may be seen.
    """

    handoff: Handoff
    sight: Sight
    known: Known


@dataclass(frozen=True, slots=True)
class Shown:
    """A handoff opened: its words, wishes and history."""

    handoff: Handoff
    known: Known
    words: tuple[Message, ...]
    wishes: dict[str, str]
    history: tuple[Happened, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """What a notice may say: numbers and one time. No names, no words."""

    waiting: int = 0
    urgent: int = 0
    oldest_at: datetime | None = None
    late: int = 0  # waiting longer than the unit's first limit


def list_for(work: HandoffWork, worker: str, at: datetime) -> list[Listed]:
    """Return what a worker may see, most urgent and longest waiting first; noted as read."""
    found = visible(work, worker, at)
    more = (("count", str(len(found))),)
    work.audit.add(Deed(f"worker:{worker}", "handoff.list", at, more=more))
    return found


def open_one(work: HandoffWork, worker: str, id: str, at: datetime, *, wording: Wording) -> Shown:
    """Open a handoff: its words are read, and from now on it cannot be withdrawn.

    Raises:
        RuleBroken: there is no such handoff for this worker.
    """
    handoff = _seen(work, worker, id, at, Sight.WORDS)
    by = Actor(ActorKind.WORKER, worker)
    if handoff.is_open:
        handoff = do(work, handoff, Act(Event.OPEN, by, at), wording).handoff
    else:
        note(work, by, "handoff.read", handoff, at)
    return Shown(
        handoff,
        work.desks.known(handoff.conversation),
        tuple(work.handoffs.words(id)),
        work.handoffs.wishes(id),
        tuple(work.handoffs.history(id)),
    )


def answer(
    work: HandoffWork,
    worker: str,
    id: str,
    text: str,
    at: datetime,
    source: str,
    *,
    wording: Wording,
    ways: Ways,
) -> bool:
    """Send a worker's words to the young person; a talk begins or goes on.

    In Telegram the words themselves stand there only if the county and the person want it so;
    else there is a link, and the words are on the web.

    Returns:
        False: the words are kept, but the young person cannot be reached where they wrote last.

    Raises:
        RuleBroken: not this worker's, or it has ended, or there are no words.
    """
    handoff = _seen(work, worker, id, at, Sight.WORDS)
    if not text.strip():
        raise RuleBroken("handoff.refused.empty")
    allowed(handoff, Event.ANSWER, Actor(ActorKind.WORKER, worker))  # before a word is kept
    if not work.handoffs.say(id, Message(text.strip(), at, worker), source):
        return True  # the same words once more: they are out already
    done = do(work, handoff, Act(Event.ANSWER, Actor(ActorKind.WORKER, worker), at), wording)
    known = done.desk.people.worker(WorkerId(worker))
    name = known.name if known else ""
    person = work.told.person(handoff.conversation)
    language = person.language if person else "fi"
    # The words go as they are, under the name: no template may change a line of them.
    replies = [Reply(f"**{name}:**\n{text.strip()}", key=ANSWER, language=language)]
    if handoff.talk is None and person is not None:
        replies += wording.compose(Say("handoff.talking", {"name": name}), person)
    return pass_answer(work, handoff, replies, f"handoff:{id}:{source}", name, at, wording, ways)


def seen_words(work: HandoffWork, worker: str, id: str, at: datetime) -> Handoff:
    """Return a handoff whose words a worker may see.

    Raises:
        RuleBroken: there is no such handoff for this worker.
    """
    return _seen(work, worker, id, at, Sight.WORDS)


def act_of_worker(
    work: HandoffWork,
    worker: str,
    id: str,
    event: Event,
    at: datetime,
    *,
    wording: Wording,
    to: str | None = None,
) -> Handoff:
    """Do what a worker may do besides: give, close, end the talk ("that's it for today").

    Raises:
        RuleBroken: not this worker's, or not now.
    """
    handoff = _seen(work, worker, id, at, _ENOUGH[event])
    act = Act(event, Actor(ActorKind.WORKER, worker), at, to=to)
    return do(work, handoff, act, wording).handoff


def waiting_for(work: HandoffWork, notice: ClaimedNotice, at: datetime) -> list[Listed]:
    """Return what the worker of a notice has to be told of now."""
    lead = notice.about == "lead"
    return [
        one
        for one in visible(work, notice.worker, at)
        if one.handoff.unanswered
        and notice.worker in to_notify(one.handoff, work.desks.of(one.handoff.conversation), at)
        and (one.handoff.owner.kind is OwnerKind.LEAD) == lead
    ]


def summary(work: HandoffWork, notice: ClaimedNotice, at: datetime) -> Summary:
    """Return what waits for the worker of a notice now; nothing waits: nothing has to be sent."""
    found = [one.handoff for one in waiting_for(work, notice, at)]
    return Summary(
        waiting=len(found),
        urgent=sum(one.urgent for one in found),
        oldest_at=min((one.sent_at for one in found if one.sent_at), default=None),
        late=sum(one.rung >= Rung.REMINDED for one in found),
    )


def reached(work: HandoffWork, notice: ClaimedNotice, at: datetime, *, wording: Wording) -> int:
    """Note that a notice has been taken: what it told of is delivered. Returns how many."""
    count = 0
    for listed in visible(work, notice.worker, at):
        told = listed.handoff.rung is not Rung.NOBODY_TOLD
        if listed.handoff.state is not State.WAITING or not told:
            continue
        handoff = work.handoffs.find(listed.handoff.id, to_change=True)
        if handoff is None or handoff.state is not State.WAITING:
            continue
        if notice.worker in to_notify(handoff, work.desks.of(handoff.conversation), at):
            do(work, handoff, Act(Event.REACH, CHANNEL, at), wording)
            count += 1
    return count


def visible(work: HandoffWork, worker: str, at: datetime) -> list[Listed]:
    """Return what a worker may see, most urgent and longest waiting first. Nothing is noted."""
    found = []
    for handoff in work.handoffs.open_ones():
        sight = sight_of(handoff, work.desks.of(handoff.conversation), worker, at)
        if sight is Sight.NOTHING:
            continue
        words = sight is Sight.WORDS
        known = work.desks.known(handoff.conversation) if words else Known("", confirmed=False)
        found.append(Listed(handoff, sight, known))
    return sorted(found, key=_order)


def _order(listed: Listed) -> tuple[bool, bool, datetime]:
    """Most urgent first, then what nobody has answered, then what waits for the longest."""
    handoff = listed.handoff
    return (not handoff.urgent, not handoff.unanswered, handoff.sent_at or handoff.created_at)


def _seen(work: HandoffWork, worker: str, id: str, at: datetime, enough: Sight) -> Handoff:
    handoff = work.handoffs.find(id, to_change=True)
    if handoff is None:
        raise RuleBroken("handoff.gone")
    if sight_of(handoff, work.desks.of(handoff.conversation), worker, at) < enough:
        # The same words as for one that does not exist: no way to ask who has written.
        raise RuleBroken("handoff.gone")
    return handoff
