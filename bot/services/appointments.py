"""Appointments from the young person's side: offered, taken, wished, answered.

The worker's side is in ``appointment_work``, the clock in ``appointment_clock``. Callers bring the
unit of work and commit it. A young person waits for one answer at a time and has a few at most:
nobody can take all of a worker's times.
"""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.answering import answerer_at, own_worker
from bot.domain.appointment import Appointment, Event, MeetKind, State
from bot.domain.appointment_steps import Act, begin, step
from bot.domain.errors import RuleBroken
from bot.domain.free_times import FreeTime, next_free
from bot.domain.handoff import PERSON, Handoff
from bot.domain.handoff import State as HandoffState
from bot.domain.handoff_desk import Desk
from bot.domain.messages import ConversationId, Say
from bot.services.appointment_doing import (
    QUIET,
    do,
    name_of,
    note,
    notify,
    remind,
    said_of,
    tell,
)
from bot.services.handoff_ports import HandoffWork, Wording

MOST_OPEN = 3
"""Appointments that a young person may have; a worker may name more."""

CHOSEN = "appointment_chosen"
"""The record of which agreed appointment the next time that is taken, or wished, is for."""


@dataclass(frozen=True, slots=True)
class Offer:
    """Times that a young person may take now, and with whom."""

    times: tuple[FreeTime, ...]
    name: str


def all_open(
    work: HandoffWork, conversation: ConversationId, *, to_change: bool = False
) -> list[Appointment]:
    """Return what a young person has: what waits for a yes first, then the next one first."""
    every = work.appointments.all_open(conversation, to_change=to_change)
    return sorted((one for one in every if not _taken_back(work, one)), key=_order)


def meant(every: Sequence[Appointment], chosen: str | None) -> Appointment | None:
    """Return which one a time or a wish is for; None: for a new one.

    An agreed time is moved only where the person has chosen it.
    """
    by_choice = next((one for one in every if one.id == chosen), None)
    waits = next((one for one in every if one.state is not State.CONFIRMED), None)
    return by_choice or waits


def chosen(work: HandoffWork, conversation: ConversationId, at: datetime) -> str | None:
    """Return which appointment a person has chosen to move, lately."""
    kept = work.records.of(conversation).get(CHOSEN)
    if not isinstance(kept, dict) or at >= datetime.fromisoformat(kept["until"]):
        return None
    return str(kept["id"])


def offer(
    work: HandoffWork,
    desk: Desk,
    has: Appointment | None,
    at: datetime,
    kind: MeetKind | None = None,
) -> Offer:
    """Return the next free times: of with whom somebody has a time already; else of the own
    worker, and when there are none of whoever answers now."""
    own = own_worker(desk.people, desk.line, at)
    instead = answerer_at(desk.people, desk.line, at)
    ids = [str(own.id)] if own else []
    ids += [str(instead.worker)] if instead and instead.worker else []
    if has is not None and has.time is not None:
        ids = [has.time.worker]
    for id in dict.fromkeys(ids):
        known = work.free_times.of_worker(id, at)
        if known and (found := next_free(desk.people, known, at, kind=kind)):
            worker = next((one for one in desk.people.workers.values() if one.id == id), None)
            return Offer(tuple(found), worker.name if worker else "")
    return Offer((), "")


def take(
    work: HandoffWork,
    conversation: ConversationId,
    slot: str,
    at: datetime,
    wording: Wording,
    source: str,
) -> Appointment:
    """Take a published time; from here on it is held, and the worker has to say yes.

    Raises:
        RuleBroken: "appointment.refused.taken": somebody was faster, or it is not offered to
            this person any more. Nothing is written.
    """
    every = all_open(work, conversation, to_change=True)
    has = meant(every, chosen(work, conversation, at))
    if has is None and len(every) >= MOST_OPEN:
        raise RuleBroken("appointment.refused.many")
    desk = work.desks.of(conversation)
    time = work.free_times.find(slot)
    if time is None or time not in may_take(work, desk, has, at):
        raise RuleBroken("appointment.refused.taken")
    one = has or _new(work, conversation, desk, at, time.worker)
    act = Act(Event.TAKE, PERSON, at, meet=time.meet)
    step(one, act, desk)  # what is not allowed is refused before a time is held
    if not work.free_times.take(slot, one.id):
        raise RuleBroken("appointment.refused.taken")
    work.records.keep(conversation, CHOSEN, None)
    return do(work, one, act, wording, source)


def wish(
    work: HandoffWork, handoff: Handoff, at: datetime, wording: Wording, source: str
) -> Appointment | None:
    """Note that a message which asks for a time has been sent; None: it ended meanwhile."""
    conversation = handoff.conversation
    every = all_open(work, conversation, to_change=True)
    has = meant(every, chosen(work, conversation, at))
    work.records.keep(conversation, CHOSEN, None)
    if has is None and len(every) >= MOST_OPEN:
        return None  # the message itself has gone; the worker sees what they have already
    one = has or _new(work, conversation, work.desks.of(conversation), at, handoff.worker)
    return do(work, one, Act(Event.WISH, PERSON, at, handoff=handoff.id), wording, source)


def answer(
    work: HandoffWork,
    conversation: ConversationId,
    id: str,
    event: Event,
    at: datetime,
    wording: Wording,
    source: str,
) -> Appointment:
    """Do what a young person may do with their appointment: accept, refuse, cancel.

    Raises:
        RuleBroken: it is not theirs, or not now.
    """
    one = work.appointments.find(id, to_change=True)
    if one is None or one.conversation != conversation:
        raise RuleBroken("appointment.refused.over")
    return do(work, one, Act(event, PERSON, at), wording, source)


def set_reminders(
    work: HandoffWork, conversation: ConversationId, at: datetime, *, wanted: bool
) -> None:
    """Switch a person's reminders of appointments on or off."""
    work.records.keep(conversation, QUIET, None if wanted else True)
    for one in work.appointments.all_open(conversation, to_change=True):
        remind(work, one, at)


def set_contact(
    work: HandoffWork, conversation: ConversationId, number: str, at: datetime
) -> bool:
    """Keep the number that a person may be called at; False when they have no appointment."""
    every = all_open(work, conversation, to_change=True)
    calls = (one for one in every if (meet := one.asked or one.time) and meet.kind == "call")
    has = next(calls, next(iter(every), None))
    if has is None:
        return False
    told = replace(has, contact=number, untold=True, revision=has.revision + 1)
    work.appointments.save(has, told)
    notify(work, told, work.desks.of(conversation), at)
    note(work, PERSON, "appointment.contact", told, at)
    return True


def say_again(
    work: HandoffWork,
    conversation: ConversationId,
    key: str,
    at: datetime,
    wording: Wording,
    source: str,
) -> None:
    """Tell why something was not done, and what stands now."""
    tell(work, conversation, Say(key), wording, f"{source}:why")
    for has in all_open(work, conversation)[:1]:
        say = status(has, work.desks.of(conversation), at)
        tell(work, conversation, say, wording, f"{source}:now")


def status(appointment: Appointment, desk: Desk, at: datetime) -> Say:
    """Return in one sentence when and where it is, or who has not said yes."""
    key = f"appointment.when.{appointment.state.value}"
    return said_of(key, appointment, name_of(desk, appointment), at, file=False)


def _order(one: Appointment) -> tuple[bool, datetime]:
    meet = one.time or one.asked
    return (one.state is State.CONFIRMED, meet.start if meet else one.created_at)


def _taken_back(work: HandoffWork, one: Appointment) -> bool:
    """Return whether it is a wish whose message was taken back: that is none any more."""
    if one.state is not State.WISHED or one.handoff is None:
        return False
    handoff = work.handoffs.find(one.handoff)
    return handoff is not None and handoff.state is HandoffState.WITHDRAWN


def may_take(
    work: HandoffWork, desk: Desk, has: Appointment | None, at: datetime
) -> tuple[FreeTime, ...]:
    """Return every time that may be taken, the earliest first, not only the three shown now."""
    own = own_worker(desk.people, desk.line, at)
    instead = answerer_at(desk.people, desk.line, at)
    ids = {str(own.id)} if own else set()
    ids |= {str(instead.worker)} if instead and instead.worker else set()
    if has is not None and has.time is not None:
        ids = {has.time.worker}
    found: list[FreeTime] = []
    for id in ids:
        known = work.free_times.of_worker(id, at)
        found += next_free(desk.people, known, at, most=len(known))
    return tuple(sorted(found, key=lambda one: (one.start, one.id)))


def _new(
    work: HandoffWork,
    conversation: ConversationId,
    desk: Desk,
    at: datetime,
    worker: str | None,
) -> Appointment:
    for old in work.appointments.all_open(conversation):
        if _taken_back(work, old):  # a wish that was taken back makes room
            return old
    unit = desk.unit(at)
    if unit is None:
        raise RuleBroken("handoff.nobody")
    return begin(secrets.token_hex(16), conversation, unit.id, worker, at)
