"""One event of a handoff, done: stepped, saved, told, notified and written into the audit log.

Everything happens in the caller's unit of work. The audit entry is the last thing in it: its
writers wait for each other until they commit.
"""

import logging
from dataclasses import dataclass
from datetime import datetime

from bot.domain.audit import Deed
from bot.domain.handoff import Actor, ActorKind, Handoff, Owner, OwnerKind
from bot.domain.handoff_desk import Desk
from bot.domain.handoff_effects import Act, Effect, Forget, Notice, NoticeKind, Step, Tell
from bot.domain.handoff_sight import to_notify
from bot.domain.handoff_steps import step
from bot.domain.messages import Person, Say, Scalar
from bot.domain.people import UnitId, Worker, WorkerId
from bot.services.handoff_ports import HandoffWork, Wording
from bot.services.notice_ports import NoticeAbout

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Done:
    """What an event came to. ``desk``: the people it was done with."""

    handoff: Handoff
    desk: Desk


def do(work: HandoffWork, handoff: Handoff, act: Act, wording: Wording) -> Done:
    """Do one event of a handoff that was found ``to_change``.

    Raises:
        RuleBroken: it is not allowed now. Nothing is written.
        LateTurn: somebody was faster. Nothing is written.
    """
    desk = work.desks.of(handoff.conversation)
    return finish(work, handoff, act, step(handoff, act, desk), desk, wording)


def finish(
    work: HandoffWork, before: Handoff, act: Act, done: Step, desk: Desk, wording: Wording
) -> Done:
    """Save a step and do its effects."""
    work.handoffs.save(before, done.handoff, act.event, act.by, act.at)
    for number, effect in enumerate(done.effects):
        source = f"handoff:{before.id}:{act.event}:{act.at.timestamp():.6f}:{number}"
        _effect(work, done.handoff, effect, desk, act.at, wording, source)
    note(work, act.by, f"handoff.{act.event}", before, act.at)
    return Done(done.handoff, desk)


def note(work: HandoffWork, by: Actor, what: str, handoff: Handoff, at: datetime) -> None:
    """Write into the audit log what somebody did or read."""
    who = {
        ActorKind.PERSON: f"person:{handoff.conversation}",
        ActorKind.WORKER: f"worker:{by.id}",
    }.get(by.kind, by.kind.value)
    more = (("state", handoff.state.value), ("owner", f"{handoff.owner.kind}:{handoff.owner.id}"))
    work.audit.add(Deed(who, what, at, handoff.id, more))


def say_to_person(
    work: HandoffWork, handoff: Handoff, say: Say, wording: Wording, source: str
) -> bool:
    """Put words of ours where the young person wrote last; False when there is nowhere."""
    person = work.told.person(handoff.conversation)
    if person is None:
        return False
    return work.told.tell(handoff.conversation, wording.compose(say, person), source)


def channel_of(work: HandoffWork, worker: Worker) -> str | None:
    """Return where a worker is told, by their own order; None: nowhere that works."""
    for channel in worker.channels:
        if channel == "telegram":
            chat = work.chats.of(worker.id)
            if chat is not None and chat.stopped is None:
                return channel
        elif channel == "email" and mail_works(work, worker):
            return channel
    return None


def mail_works(work: HandoffWork, worker: Worker) -> bool:
    """Return whether a worker can be told by e-mail."""
    return bool(worker.email) and work.notices.mail_stopped(worker.email or "") is None


def _effect(
    work: HandoffWork,
    handoff: Handoff,
    effect: Effect,
    desk: Desk,
    at: datetime,
    wording: Wording,
    source: str,
) -> None:
    if isinstance(effect, Forget):
        work.handoffs.forget(handoff.id)
    elif isinstance(effect, Tell):
        person = work.told.person(handoff.conversation)
        args = {**effect.args, **_reader(effect.reader, desk, person)}
        if effect.once is not None:
            source = f"once:{handoff.conversation}:{effect.key}:{effect.once}"
        say_to_person(work, handoff, Say(effect.key, args, effect.choices), wording, source)
    else:
        _notify(work, handoff, effect, desk, at)


def _notify(work: HandoffWork, handoff: Handoff, notice: Notice, desk: Desk, at: datetime) -> None:
    about: NoticeAbout = "lead" if notice.kind is NoticeKind.LEAD else "own"
    told = 0
    for id in to_notify(handoff, desk, at):
        worker = desk.people.worker(WorkerId(id))
        channel = channel_of(work, worker) if worker else None
        if channel is not None:
            work.notices.add(id, channel, about)
            told += 1
    if not told:
        # The ladder goes on all the same: reminders lead to others, and at last to the lead.
        _log.warning("handoff.nobody_told", extra={"handoff": handoff.id})


def _reader(owner: Owner | None, desk: Desk, person: Person | None) -> dict[str, Scalar]:
    if owner is None:
        return {}
    if owner.kind is OwnerKind.WORKER:
        worker = desk.people.worker(WorkerId(owner.id))
        return {"name": worker.name if worker else ""}
    unit = desk.people.units.get(UnitId(owner.id))
    return {"name": unit.name_in(person.language if person else "fi") if unit else ""}
