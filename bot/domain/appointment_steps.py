"""What each event does to an appointment, and what has to be said about it.

``step`` is the only way an appointment changes. The caller stores the new value, frees the times
that it holds no more, sets reminders by its agreed time, and says what the effects name.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.appointment import (
    ENDS,
    PERSONS_TURN,
    WORKERS_TURN,
    Appointment,
    Event,
    Meet,
    State,
    allowed,
)
from bot.domain.appointment_timers import FORGET_AFTER, lapses_at, timer
from bot.domain.calendar import as_utc
from bot.domain.errors import RuleBroken
from bot.domain.handoff import Actor, ActorKind, Owner, OwnerKind
from bot.domain.handoff_desk import Desk
from bot.domain.messages import ConversationId


@dataclass(frozen=True, slots=True)
class Act:
    """One event: what, by whom, when.

    Args:
        meet: For TAKE and PROPOSE: the time.
        handoff: For WISH: the message that takes it.
    """

    event: Event
    by: Actor
    at: datetime
    meet: Meet | None = None
    handoff: str | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """What an event came to.

    Args:
        tells: Keys of what the young person is told, in order.
        has_file: The calendar's file goes with it: the agreed time has changed.
        forget: Nothing of it is to be kept.
    """

    appointment: Appointment
    tells: tuple[str, ...] = ()
    has_file: bool = False
    forget: bool = False


def begin(
    id: str, conversation: ConversationId, unit: str, worker: str | None, at: datetime
) -> Appointment:
    """Return an appointment that is being made: WISH, TAKE or PROPOSE comes next."""
    at = as_utc(at)
    nobody = Owner(OwnerKind.SERVICE)
    return Appointment(id, conversation, unit, worker, State.NEW, nobody, at, at, at)


def step(appointment: Appointment, act: Act, desk: Desk) -> Step:
    """Return what an event makes of an appointment. Whether the actor may see it is asked before.

    Raises:
        RuleBroken: the event is not allowed now, or not to this actor, or its time is past.
    """
    act = replace(act, at=as_utc(act.at))
    to = allowed(appointment, act.event, act.by)
    done = _DOES[act.event](replace(appointment, state=to), appointment, act)
    after = replace(done.appointment, revision=appointment.revision + 1)
    if after.state in ENDS and appointment.state not in ENDS:
        ended = Owner(OwnerKind.SERVICE)
        after = replace(after, owner=ended, asked=None, ended_at=act.at)
        after = replace(after, due_at=act.at + FORGET_AFTER)
    elif after.state not in ENDS:
        after = replace(after, owner=_owner(after), due_at=timer(after, desk, act.at))
    return replace(done, appointment=after)


def due_event(appointment: Appointment, at: datetime) -> Event | None:
    """Return what the clock has to do now, or None while the timer runs."""
    at = as_utc(at)
    if at < appointment.due_at:
        return None
    if not appointment.is_open:
        return Event.FORGET
    if appointment.state is State.CONFIRMED:
        return Event.FINISH
    return Event.LAPSE if at >= lapses_at(appointment) else Event.REMIND


def _owner(after: Appointment) -> Owner:
    if after.state in PERSONS_TURN:
        return Owner(OwnerKind.PERSON)
    if after.state in WORKERS_TURN and after.asked is not None:
        return Owner(OwnerKind.WORKER, after.asked.worker)
    if after.worker is None:
        return Owner(OwnerKind.DUTY, after.unit)
    return Owner(OwnerKind.WORKER, after.worker)


def _ask(after: Appointment, act: Act) -> Appointment:
    """Put a question: a time that the other side has to say yes to."""
    meet = act.meet
    if meet is None or as_utc(meet.start) <= act.at or meet.end <= meet.start:
        raise RuleBroken("appointment.refused.past")
    if after.time is not None and (meet.start, meet.end) == (after.time.start, after.time.end):
        raise RuleBroken("appointment.refused.same")
    return replace(after, asked=meet, rung=0, changed_at=act.at)


def _agree(after: Appointment, act: Act, key: str) -> Step:
    """Both have said yes."""
    asked = after.asked
    if asked is None or as_utc(asked.start) <= act.at:
        raise RuleBroken("appointment.refused.past")
    moved = after.time is not None
    agreed = replace(
        after,
        time=asked,
        asked=None,
        worker=asked.worker,
        sequence=after.sequence + moved,
        rung=0,
        changed_at=act.at,
    )
    return Step(agreed, (key if moved else "appointment.confirmed",), has_file=True)


def _wish(after: Appointment, before: Appointment, act: Act) -> Step:
    wished = replace(after, handoff=act.handoff)
    if after.state is State.WISHED:
        wished = replace(wished, asked=None, rung=0, changed_at=act.at)
    return Step(replace(wished, untold=before.untold))


def _take(after: Appointment, _: Appointment, act: Act) -> Step:
    asked = _ask(after, act)
    if asked.time is None and asked.asked is not None:
        asked = replace(asked, worker=asked.asked.worker)
    return Step(replace(asked, untold=True), (f"appointment.{after.state.value}",))


def _propose(after: Appointment, _: Appointment, act: Act) -> Step:
    asked = _ask(after, act)
    if asked.time is None:
        asked = replace(asked, worker=act.by.id)
    return Step(replace(asked, untold=False), (f"appointment.{after.state.value}",))


def _accept(after: Appointment, _: Appointment, act: Act) -> Step:
    done = _agree(after, act, "appointment.moved")
    return replace(done, appointment=replace(done.appointment, untold=True))


def _confirm(after: Appointment, _: Appointment, act: Act) -> Step:
    done = _agree(after, act, "appointment.moved")
    return replace(done, appointment=replace(done.appointment, untold=False))


def _refuse(after: Appointment, _: Appointment, act: Act) -> Step:
    refused = replace(after, asked=None, rung=0, untold=True, changed_at=act.at)
    kept = after.state is State.CONFIRMED
    return Step(refused, ("appointment.kept" if kept else "appointment.refused_by_you",))


def _decline(after: Appointment, _: Appointment, act: Act) -> Step:
    declined = replace(after, asked=None, rung=0, untold=False, changed_at=act.at)
    kept = after.state is State.CONFIRMED
    return Step(declined, ("appointment.move_declined" if kept else "appointment.declined",))


def _cancel(after: Appointment, before: Appointment, act: Act) -> Step:
    own, agreed = act.by.kind is ActorKind.PERSON, before.time is not None
    cancelled = replace(
        after, sequence=after.sequence + agreed, untold=own, rung=0, changed_at=act.at
    )
    if not agreed:
        return Step(cancelled, ("appointment.dropped" if own else "appointment.declined",))
    key = "appointment.cancelled.own" if own else "appointment.cancelled.theirs"
    return Step(cancelled, (key,), has_file=True)


def _remind(after: Appointment, _: Appointment, __: Act) -> Step:
    again = replace(after, rung=after.rung + 1)
    if after.state in PERSONS_TURN:
        return Step(again, ("appointment.proposed.again",))
    return Step(replace(again, untold=True))


def _lapse(after: Appointment, before: Appointment, act: Act) -> Step:
    lapsed = replace(after, asked=None, rung=0, changed_at=act.at)
    lapsed = replace(lapsed, untold=before.state is not State.WISHED)
    return Step(lapsed, (f"appointment.lapsed.{before.state.value}",))


def _finish(after: Appointment, _: Appointment, __: Act) -> Step:
    return Step(replace(after, untold=False))


def _forget(after: Appointment, _: Appointment, act: Act) -> Step:
    return Step(replace(after, due_at=act.at + FORGET_AFTER), forget=True)


_DOES: Mapping[Event, Callable[[Appointment, Appointment, Act], Step]] = {
    Event.WISH: _wish,
    Event.TAKE: _take,
    Event.ACCEPT: _accept,
    Event.REFUSE: _refuse,
    Event.PROPOSE: _propose,
    Event.CONFIRM: _confirm,
    Event.DECLINE: _decline,
    Event.CANCEL: _cancel,
    Event.REMIND: _remind,
    Event.LAPSE: _lapse,
    Event.FINISH: _finish,
    Event.FORGET: _forget,
}
