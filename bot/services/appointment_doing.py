"""One event of an appointment, done: stepped, saved, said, reminded of, told to the worker.

Everything happens in the caller's unit of work, the entry of the audit log last, as with handoffs.
"""

import json
import logging
from collections.abc import Iterable
from dataclasses import asdict, replace
from datetime import datetime

from bot.domain.appointment import (
    PERSONS_TURN,
    Appointment,
    Event,
    Meet,
    State,
)
from bot.domain.appointment_sight import to_notify
from bot.domain.appointment_steps import Act, Step, step
from bot.domain.appointment_timers import reminders
from bot.domain.audit import Deed
from bot.domain.calendar_entry import CalendarEntry
from bot.domain.free_times import FreeTime
from bot.domain.handoff import Actor, ActorKind
from bot.domain.handoff_desk import Desk
from bot.domain.messages import Choice, ConversationId, Say, Scalar
from bot.domain.people import WorkerId
from bot.services.handoff_doing import channel_of
from bot.services.handoff_ports import HandoffWork, Wording
from bot.services.passing import notice_away

_log = logging.getLogger(__name__)

DAY_BEFORE, SOON = "appointment_day", "appointment_soon"
"""The kinds of the rows of reminders that become due."""

QUIET = "appointment_quiet"
"""The record of somebody who wants no reminders of appointments."""

BOOK = Choice("intent:book_appointment", "intent.book_appointment")
OTHER = Choice("time:other_", "appointment.button.other")


def do(
    work: HandoffWork, before: Appointment, act: Act, wording: Wording, source: str
) -> Appointment:
    """Do one event of an appointment that was found ``to_change``, or is new.

    Args:
        work: The unit.
        before: As it was found.
        act: What, by whom, when.
        wording: Finds the words for the young person.
        source: What it comes from: nothing is said twice for it.

    Raises:
        RuleBroken: it is not allowed now. Nothing is written.
        LateTurn: somebody was faster. Nothing is written.
    """
    desk = work.desks.of(before.conversation)
    done = step(before, act, desk)
    after = done.appointment
    if before.state is State.NEW:
        work.appointments.add(after)
    else:
        work.appointments.save(before, after)
    for slot in before.slots - after.slots:
        if act.by.kind is ActorKind.WORKER:
            work.free_times.withdraw(slot, taken=True)  # who cannot then offers it to nobody
        else:
            work.free_times.free(slot, after.id)
    if before.time != after.time or not after.is_open:
        remind(work, after, act.at)
    _tell(work, done, desk, act.at, wording, source)
    if done.tells and act.by.kind is not ActorKind.PERSON:
        notice_away(work, after.conversation, work.told.reach(after.conversation, act.at))
    if done.forget:
        work.appointments.forget(after.id)
    if after.untold and act.event in _NEWS:
        notify(work, after, desk, act.at)
    note(work, act.by, f"appointment.{act.event}", after, act.at)
    return after


_NEWS = frozenset(
    {Event.TAKE, Event.ACCEPT, Event.REFUSE, Event.CANCEL, Event.REMIND, Event.LAPSE}
)


def remind(work: HandoffWork, appointment: Appointment, at: datetime) -> None:
    """Set the reminders of one agreed time; none when they are not wanted or it is over.

    Each appointment has its own: one that is moved in the moment in which another is reminded
    of takes nothing from it.
    """
    whose = appointment.conversation
    wanted = appointment.is_open and not work.records.of(whose).get(QUIET)
    when = reminders(appointment.time.start, at) if wanted and appointment.time else None
    for kind, moment in (
        (DAY_BEFORE, when.day_before if when else None),
        (SOON, when.soon if when else None),
    ):
        work.due.drop(whose, kind, appointment.id)
        if moment is not None:
            work.due.put(whose, kind, moment, appointment.id)


def notify(work: HandoffWork, appointment: Appointment, desk: Desk, at: datetime) -> None:
    """Ask for a notice to whoever has to hear of it; what has changed is looked up as it goes."""
    told = 0
    for id in to_notify(appointment, desk, at):
        worker = desk.people.worker(WorkerId(id))
        channel = channel_of(work, worker) if worker else None
        if channel is not None:
            work.notices.add(id, channel, "appointment")
            told += 1
    if not told:
        _log.warning("appointment.nobody_told", extra={"appointment": appointment.id})


def note(work: HandoffWork, by: Actor, what: str, appointment: Appointment, at: datetime) -> None:
    """Write into the audit log what somebody did or read."""
    who = {
        ActorKind.PERSON: f"person:{appointment.conversation}",
        ActorKind.WORKER: f"worker:{by.id}",
    }.get(by.kind, by.kind.value)
    more = (("state", appointment.state.value), ("worker", appointment.worker or ""))
    work.audit.add(Deed(who, what, at, appointment.id, more))


def said_of(key: str, appointment: Appointment, name: str, at: datetime, *, file: bool) -> Say:
    """Return something to say of an appointment, with its times, its buttons and its file."""
    args: dict[str, Scalar] = {
        **_times("", appointment.time),
        **_times("ask_", appointment.asked),
        "name": name or None,
    }
    if file and appointment.time is not None:
        args["entry"] = json.dumps(asdict(entry_of(appointment, appointment.time, at)))
    return Say(key, args, choices_of(appointment))


def entry_of(appointment: Appointment, meet: Meet, at: datetime) -> CalendarEntry:
    """Return what a calendar is told; ``title`` is the key of the neutral word for it."""
    return CalendarEntry(
        uid=f"{appointment.id}@rinnalla",
        sequence=appointment.sequence,
        start=meet.start.isoformat(),
        end=meet.end.isoformat(),
        title=f"appointment.title.{meet.kind}",
        made_at=at.isoformat(),
        cancelled=appointment.state is State.CANCELLED,
    )


def choices_of(appointment: Appointment) -> tuple[Choice, ...]:
    """Return what a young person may do with an appointment now, as buttons."""
    id, state = appointment.id, appointment.state
    if state in PERSONS_TURN:
        verbs: Iterable[str] = ("yes", "keep" if appointment.time else "no", "other")
    elif state is State.MOVE_ASKED:
        verbs = ("keep", "other", "cancel")
    elif state is State.CONFIRMED:
        verbs = ("move", "cancel", "file", "quiet")
    elif appointment.is_open:
        verbs = ("other", "cancel")
    else:
        return (BOOK,)
    return tuple(Choice(f"time:{verb}_{id}", f"appointment.button.{verb}") for verb in verbs)


def time_choice(time: FreeTime) -> Choice:
    """Return the button that takes a free time."""
    suffix = ".call" if time.kind == "call" else ""
    label = f"appointment.button.take{suffix}"
    return Choice(f"time:take_{time.id}", label, at=time.start.isoformat())


def name_of(desk: Desk, appointment: Appointment) -> str:
    """Return the name of with whom it is; of what is asked first."""
    meet = appointment.asked or appointment.time
    id = meet.worker if meet else appointment.worker
    worker = desk.people.worker(WorkerId(id)) if id else None
    return worker.name if worker else ""


def _tell(
    work: HandoffWork, done: Step, desk: Desk, at: datetime, wording: Wording, source: str
) -> None:
    after = done.appointment
    for number, key in enumerate(done.tells):
        say = said_of(key, after, name_of(desk, after), at, file=done.has_file)
        say = replace(say, args={**say.args, **_reminded(work, after, at)})
        tell(work, after.conversation, say, wording, f"{source}:{number}")


def _reminded(work: HandoffWork, after: Appointment, at: datetime) -> dict[str, Scalar]:
    """Return when the person hears of it next, promised only where it is true; ``page_only``
    where nobody can be reminded who has closed the page."""
    nothing: dict[str, Scalar] = {"remind_at": None, "page_only": None}
    reach = work.told.reach(after.conversation, at)
    if after.time is None or reach is None or work.records.of(after.conversation).get(QUIET):
        return nothing
    when = reminders(after.time.start, at)
    first = when.day_before or when.soon
    if first is None:
        return nothing
    if reach.channel == "web" and reach.notice is None:
        return {**nothing, "page_only": ""}
    return {**nothing, "remind_at": first.isoformat()}


def tell(
    work: HandoffWork, conversation: ConversationId, say: Say, wording: Wording, source: str
) -> bool:
    """Put words of ours where the young person wrote last; False when there is nowhere."""
    person = work.told.person(conversation)
    if person is None:
        return False
    return work.told.tell(conversation, wording.compose(say, person), source)


def _times(prefix: str, meet: Meet | None) -> dict[str, Scalar]:
    when = f"{meet.start.isoformat()}/{meet.end.isoformat()}" if meet else None
    call = meet is not None and meet.kind == "call"
    place = (meet.place or None) if meet else None
    return {
        f"{prefix}meet_when": None if call else when,
        f"{prefix}call_when": when if call else None,
        f"{prefix}where": None if call else place,
        f"{prefix}number": place if call else None,
    }
