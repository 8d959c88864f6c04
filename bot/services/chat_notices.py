"""A notice to a worker with a Telegram of their own: put into the outbox, followed until there.

A notice stays claimed until its messages are out. Every round does what is missing and can be
done again: a process that dies in between leaves a lease that runs out, and nothing comes twice.
Outside working hours nothing goes out, except within a talk that the worker is in.
"""

from datetime import datetime

from bot.domain.calendar import local_date
from bot.domain.handoff import CHANNEL, Actor, ActorKind, Event, Handoff, State
from bot.domain.handoff_effects import Act
from bot.domain.messages import Reply, Say
from bot.domain.people import Worker, WorkerId, is_at_work, next_at_work
from bot.domain.ways import Passing, Ways
from bot.services.appointment_notices import chat_round
from bot.services.handoff_doing import do, mail_works, note
from bot.services.handoff_ports import HandoffWork, Wording
from bot.services.handoff_work import Listed, reached, summary, waiting_for
from bot.services.notice_ports import OF_HANDOFFS, OF_NOTHING_WAITING, ClaimedNotice, Outcome
from bot.services.notice_texts import chat_words, plain_says
from bot.services.share_chat import share_round
from bot.services.worker_lines import Teller

_UNOPENED = frozenset({State.WAITING, State.DELIVERED, State.ESCALATED})


def take_round(
    work: HandoffWork, notice: ClaimedNotice, at: datetime, wording: Wording, ways: Ways
) -> int:
    """Do the next step of a claimed notice; return how many messages were put into the outbox."""
    worker = work.people.everybody().worker(WorkerId(notice.worker))
    chat = work.chats.of(notice.worker)
    if worker is None or chat is None or chat.stopped is not None:
        _instead(work, notice, worker, "stopped")
        return 0
    counts = notice.about in OF_HANDOFFS
    found = waiting_for(work, notice, at) if counts else []
    if counts and not found:
        # What was told of has been opened or has ended meanwhile.
        work.notices.failed(notice, not_before=None, dead="empty")
        return 0
    if not _may_disturb(work, worker, found, at):
        opens = next_at_work(work.people.everybody(), worker.id, at)
        work.notices.failed(notice, not_before=opens, dead=None)
        return 0
    tell = Teller(work, chat.conversation, notice.worker, at, wording)
    if notice.about in ("appointment", "lost", "share"):
        one_round = share_round if notice.about == "share" else chat_round
        put, failed = one_round(work, notice, tell, ways)
        if failed:
            _instead(work, notice, worker, "undelivered")
        return put
    if ways.workers is Passing.LINK or notice.about != "own":
        return _head_alone(work, notice, tell, worker, ways)
    put = _put(work, notice, tell, found)
    if put == 0:
        _follow(work, notice, worker, tell, found)
    return put


def _put(work: HandoffWork, notice: ClaimedNotice, tell: Teller, found: list[Listed]) -> int:
    """Put what is not in the outbox yet: the digest's head once a day, items, further words."""
    new = [one for one in found if _is_new(work, one.handoff, tell.worker)]
    put = 0
    if new and not _told_today(work, notice, tell.at):
        put += _head(work, notice, tell)
    for listed in new:
        put += tell.item(listed, _item(listed.handoff, tell.worker))
    for listed in found:
        if listed.handoff.state not in _UNOPENED:
            put += _pass_words(work, tell, listed.handoff)
    return put


def _pass_words(work: HandoffWork, tell: Teller, handoff: Handoff) -> int:
    put, opened = 0, handoff.opened_at
    for number, message in enumerate(work.handoffs.words(handoff.id)):
        if message.worker is None and opened is not None and message.at > opened:
            source = f"work:{handoff.id}:m{number}:{tell.worker}"
            put += tell.more(handoff, message, source)
    if put:
        reader = Actor(ActorKind.WORKER, tell.worker)
        note(work, reader, "handoff.read", handoff, tell.at)
    return put


def _follow(
    work: HandoffWork,
    notice: ClaimedNotice,
    worker: Worker,
    tell: Teller,
    found: list[Listed],
) -> None:
    """Note what has reached the worker; when nothing is under way any more, end the notice."""
    outcomes: list[Outcome] = []
    for listed in found:
        handoff = listed.handoff
        if handoff.state not in _UNOPENED:
            continue
        outcomes.append(work.chats.outcome(_item(handoff, tell.worker)))
        if outcomes[-1] == "sent" and handoff.state is State.WAITING:
            locked = work.handoffs.find(handoff.id, to_change=True)
            if locked is not None and locked.state is State.WAITING:
                do(work, locked, Act(Event.REACH, CHANNEL, tell.at), tell.wording)
    if "waiting" in outcomes:
        return
    if "dead" in outcomes:
        _instead(work, notice, worker, "undelivered")
    else:
        work.notices.sent(notice)


def _head_alone(
    work: HandoffWork, notice: ClaimedNotice, tell: Teller, worker: Worker, ways: Ways
) -> int:
    """Say that something waits, and not what: by the county's decision, or to the lead."""
    match work.chats.outcome(_source(notice)):
        case "none":
            where = Say("notice.where", {"worker": tell.worker})
            in_chat = ways.workers is Passing.FULL
            return _head(work, notice, tell, Say("notice.where.telegram") if in_chat else where)
        case "sent":
            if notice.about == "own":
                reached(work, notice, tell.at, wording=tell.wording)
            work.notices.sent(notice)
        case "dead":
            _instead(work, notice, worker, "undelivered")
        case "waiting":
            pass
    return 0


def _head(work: HandoffWork, notice: ClaimedNotice, tell: Teller, where: Say | None = None) -> int:
    told = summary(work, notice, tell.at)
    person = work.told.person(tell.conversation)
    if person is None:
        return 0
    first = not _told_today(work, notice, tell.at)
    says = (
        plain_says(notice.about, tell.worker)
        if notice.about in OF_NOTHING_WAITING
        else chat_words(notice.about, told, first_today=first, where=where)
    )
    texts = [one.text for say in says for one in tell.wording.compose(say, person)]
    reply = Reply("\n".join(texts), key="work.digest", language=person.language)
    return int(work.told.tell(tell.conversation, [reply], _source(notice)))


def _may_disturb(work: HandoffWork, worker: Worker, found: list[Listed], at: datetime) -> bool:
    people = work.people.everybody()
    if is_at_work(people, worker.id, at) or next_at_work(people, worker.id, at) is None:
        return True
    return any(one.handoff.talk and one.handoff.talk.worker == worker.id for one in found)


def _instead(work: HandoffWork, notice: ClaimedNotice, worker: Worker | None, why: str) -> None:
    """Give the chat up; e-mail, when there is one, takes the notice over."""
    work.notices.failed(notice, not_before=None, dead=why)
    if worker is not None and mail_works(work, worker):
        work.notices.add(notice.worker, "email", notice.about)


def _is_new(work: HandoffWork, handoff: Handoff, worker: str) -> bool:
    return handoff.state in _UNOPENED and work.chats.outcome(_item(handoff, worker)) == "none"


def _told_today(work: HandoffWork, notice: ClaimedNotice, at: datetime) -> bool:
    last = work.notices.last_sent(notice.worker, "telegram")
    return last is not None and local_date(last) == local_date(at)


def _item(handoff: Handoff, worker: str) -> str:
    """Return the source of an item: one a round and rung, so that reminders show it again."""
    began = handoff.clock_from or handoff.created_at
    return f"work:{handoff.id}:i{int(handoff.rung)}{began.timestamp():.0f}:{worker}"


def _source(notice: ClaimedNotice) -> str:
    return f"notice:{notice.uid}"
