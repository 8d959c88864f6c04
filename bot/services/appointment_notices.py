"""Notices to workers of appointments: what has changed is looked up when one goes.

Followed until it is in the worker's chat, as in ``chat_notices``; by mail there are no names.
"""

from datetime import datetime

from bot.domain.handoff import Actor, ActorKind
from bot.domain.messages import Say
from bot.domain.ways import Passing, Ways
from bot.services.appointment_doing import note
from bot.services.appointment_lines import put_item, source_of
from bot.services.appointment_work import ListedAppointment, news_for
from bot.services.handoff_ports import HandoffWork
from bot.services.notice_ports import ClaimedNotice, Outcome
from bot.services.worker_lines import Teller


def chat_round(
    work: HandoffWork, notice: ClaimedNotice, tell: Teller, ways: Ways
) -> tuple[int, bool]:
    """Do the next step of a notice; return how many messages were put, and whether the chat
    failed: then somebody else has to take it."""
    news = news_for(work, notice.worker, tell.at)
    if not news and notice.about == "appointment":
        work.notices.failed(notice, not_before=None, dead="empty")
        return 0, False
    if notice.about == "lost" or ways.workers is Passing.LINK:
        return _head_alone(work, notice, tell, news)
    new = [one for one in news if put_item(tell, one, source_of(one.appointment, tell.worker))]
    for listed in new:
        reader = Actor(ActorKind.WORKER, tell.worker)
        note(work, reader, "appointment.read", listed.appointment, tell.at)
    if new:
        return len(new), False
    outcomes: list[Outcome] = []
    for listed in news:
        one = listed.appointment
        outcomes.append(work.chats.outcome(source_of(one, tell.worker)))
        if outcomes[-1] == "sent":
            work.appointments.told(one.id, one.revision)
    if "waiting" in outcomes:
        return 0, False
    if "dead" in outcomes:
        return 0, True
    work.notices.sent(notice)
    return 0, False


def told_by_mail(work: HandoffWork, notice: ClaimedNotice, at: datetime) -> None:
    """Note what a mail has told of."""
    for one in news_for(work, notice.worker, at) if notice.about == "appointment" else ():
        work.appointments.told(one.appointment.id, one.appointment.revision)


def lost_or_count(notice: ClaimedNotice, count: int) -> list[Say]:
    """Return what a notice says without names."""
    if notice.about == "lost":
        return [Say("notice.lost", {"worker": notice.worker})]
    one = "one" if count == 1 else "many"
    where = Say("notice.appointment.where", {"worker": notice.worker})
    return [Say(f"notice.appointment.{one}", {"count": count}), where]


def _head_alone(
    work: HandoffWork, notice: ClaimedNotice, tell: Teller, news: list[ListedAppointment]
) -> tuple[int, bool]:
    source = f"notice:{notice.uid}"
    match work.chats.outcome(source):
        case "none":
            texts = [tell.text(say.key, **say.args) for say in lost_or_count(notice, len(news))]
            return int(tell.put(texts, (), source)), False
        case "sent":
            for one in news if notice.about == "appointment" else ():
                work.appointments.told(one.appointment.id, one.appointment.revision)
            work.notices.sent(notice)
        case "dead":
            return 0, True
        case "waiting":
            pass
    return 0, False
