"""Appointments from the worker's side: publish times, list, confirm, name a time, cancel.

Sight is asked first, as with handoffs: who may not see one gets the answer of one that does not
exist. Every read and act is in the audit log in the same commit.
"""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.domain.appointment import WORKERS_TURN, Appointment, Event, Meet, MeetKind, State
from bot.domain.appointment_sight import readers, to_notify
from bot.domain.appointment_steps import Act, begin, step
from bot.domain.audit import Deed
from bot.domain.errors import RuleBroken
from bot.domain.free_times import FreeTime, cut, fault_of
from bot.domain.handoff import Actor, ActorKind
from bot.domain.messages import ConversationId
from bot.domain.people import People, WorkerId, may_read
from bot.services.appointment_answers import answered_by_a_time
from bot.services.appointment_doing import do, note
from bot.services.appointments import all_open, meant
from bot.services.handoff_ports import HandoffWork, Known, Wording


@dataclass(frozen=True, slots=True)
class Published:
    """What became of times that a worker wanted to publish: ``faults`` are ends of keys."""

    times: tuple[FreeTime, ...]
    faults: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ListedAppointment:
    """One line of a worker's list."""

    appointment: Appointment
    known: Known


def pieces(
    worker: str,
    start: datetime,
    end: datetime,
    kind: MeetKind = "meeting",
    place: str = "",
    length: timedelta | None = None,
) -> list[FreeTime]:
    """Return the times that a stretch is cut into."""
    parts = cut(start, end, length) if length else [(start, end)]
    return [
        FreeTime(secrets.token_hex(12), worker, begins, ends, kind, place)
        for begins, ends in parts
    ]


def publish(
    work: HandoffWork,
    times: Iterable[FreeTime],
    at: datetime,
    by: str,
    people: People | None = None,
) -> Published:
    """Offer times to a worker's young people: all of them, or none and why.

    Args:
        work: The unit.
        times: From ``pieces``.
        at: Now.
        by: Who does it, for the audit log.
        people: With what the same commit changes of them.
    """
    everybody, wanted = people or work.people.everybody(), list(times)
    known: list[FreeTime] = []
    for worker in {one.worker for one in wanted}:
        known += work.free_times.of_worker(worker, at - timedelta(hours=6))
    faults: list[str] = []
    for one in wanted:
        fault = fault_of(everybody, one, known, at)
        faults += [fault] if fault else []
        known.append(one)
    if faults or not wanted:
        return Published((), tuple(dict.fromkeys(faults or ["length"])))
    for one in wanted:
        work.free_times.add(one)
    count = (("count", str(len(wanted))), ("worker", wanted[0].worker))
    work.audit.add(Deed(by, "appointment.publish", at, more=count))
    return Published(tuple(wanted))


def take_back(work: HandoffWork, worker: str, slot: str, at: datetime, by: str) -> bool:
    """Offer a time no more; False when it is not this worker's, or somebody has taken it."""
    time = work.free_times.find(slot)
    if time is None or time.worker != worker or not work.free_times.withdraw(slot):
        return False
    work.audit.add(Deed(by, "appointment.take_back", at, slot))
    return True


def list_for(work: HandoffWork, worker: str, at: datetime) -> list[ListedAppointment]:
    """Return the open appointments that a worker may see, the next one first; noted as read."""
    found = visible(work, worker, at, work.appointments.open_ones())
    count = (("count", str(len(found))),)
    work.audit.add(Deed(f"worker:{worker}", "appointment.list", at, more=count))
    return sorted(found, key=_order)


def news_for(work: HandoffWork, worker: str, at: datetime) -> list[ListedAppointment]:
    """Return what a worker is to be told when a notice goes: changes that nobody has heard of, and
    what waits for a yes, which others than the first may have been told of. Nothing is noted."""
    waits = [one for one in work.appointments.open_ones() if one.state in WORKERS_TURN]
    every = {one.id: one for one in (*work.appointments.untold(), *waits)}
    found = visible(work, worker, at, every.values())
    return [
        one
        for one in found
        if worker in to_notify(one.appointment, work.desks.of(one.appointment.conversation), at)
    ]


def visible(
    work: HandoffWork, worker: str, at: datetime, every: Iterable[Appointment]
) -> list[ListedAppointment]:
    """Return those of them that a worker may see."""
    return [
        ListedAppointment(one, work.desks.known(one.conversation))
        for one in every
        if worker in readers(one, work.desks.of(one.conversation), at)
    ]


def act_of_worker(
    work: HandoffWork,
    worker: str,
    id: str,
    event: Event,
    at: datetime,
    wording: Wording,
    source: str,
) -> Appointment:
    """Confirm, decline or cancel.

    Raises:
        RuleBroken: not this worker's, or not now.
    """
    one = seen(work, worker, id, at)
    return do(work, one, Act(event, Actor(ActorKind.WORKER, worker), at), wording, source)


def propose(
    work: HandoffWork,
    worker: str,
    conversation: ConversationId,
    meet: Meet,
    at: datetime,
    wording: Wording,
    source: str,
    *,
    handoff: str | None = None,
    id: str | None = None,
) -> Appointment:
    """Name a time to a young person. It holds that piece of the worker's time until they answer.

    For another appointment than the agreed ones, unless ``id`` names one: then it is a move.

    Args:
        id: The appointment that it is for.
        handoff: The message that is answered by it; besides the one that took the wish.

    Raises:
        RuleBroken: not this worker's young person, or the worker has that time taken already.
    """
    desk, by = work.desks.of(conversation), Actor(ActorKind.WORKER, worker)
    has = meant(all_open(work, conversation, to_change=True), id)
    may = readers(has, desk, at) if has else may_read(desk.people, desk.line, at)
    unit = desk.unit(at)
    if unit is None or worker not in may or desk.people.worker(WorkerId(worker)) is None:
        raise RuleBroken("appointment.refused.gone")
    one = has or begin(secrets.token_hex(16), conversation, unit.id, worker, at)
    act = Act(Event.PROPOSE, by, at, meet=meet)
    step(one, act, desk)  # what is not allowed is refused before a time is held
    named = do(work, one, replace(act, meet=_held(work, one, meet, at)), wording, source)
    for message in {one.handoff, handoff}:
        answered_by_a_time(work, message, worker, at)
    return named


def seen(work: HandoffWork, worker: str, id: str, at: datetime) -> Appointment:
    """Return an appointment that a worker may see, to be changed.

    Raises:
        RuleBroken: there is none for this worker.
    """
    one = work.appointments.find(id, to_change=True)
    if one is None or worker not in readers(one, work.desks.of(one.conversation), at):
        raise RuleBroken("appointment.refused.gone")
    return one


def opened(work: HandoffWork, worker: str, id: str, at: datetime) -> ListedAppointment:
    """Return one for a worker's eyes, noted as read.

    Raises:
        RuleBroken: there is none for this worker.
    """
    one = seen(work, worker, id, at)
    note(work, Actor(ActorKind.WORKER, worker), "appointment.read", one, at)
    return ListedAppointment(one, work.desks.known(one.conversation))


def _held(work: HandoffWork, one: Appointment, meet: Meet, at: datetime) -> Meet:
    """Hold the piece of the worker's time: a published one that is the same, or a new one."""
    for time in work.free_times.of_worker(meet.worker, at - timedelta(hours=6)):
        if not time.overlaps(meet.start, meet.end):
            continue
        same = (time.start, time.end) == (meet.start, meet.end)
        if same and time.taken_by in (None, one.id):
            if time.taken_by is None:
                work.free_times.take(time.id, one.id)
            return replace(meet, slot=time.id, place=meet.place or time.place)
        if time.taken_by not in (None, one.id):
            raise RuleBroken("appointment.refused.busy")
    id = secrets.token_hex(12)
    work.free_times.add(
        FreeTime(
            id,
            meet.worker,
            meet.start,
            meet.end,
            meet.kind,
            meet.place,
            published=False,
            taken_by=one.id,
        )
    )
    return replace(meet, slot=id)


def _order(listed: ListedAppointment) -> tuple[bool, datetime]:
    """What waits for an answer first, then by its time."""
    one = listed.appointment
    meet = one.asked or one.time
    return (one.state is State.CONFIRMED, meet.start if meet else one.created_at)
