"""The timers of an appointment, and when its reminders are said.

A worker's time is counted in their own working hours. Reminders follow the Finnish wall clock:
the evening before, and two hours before unless that is too early in the morning.
"""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from bot.domain.appointment import PERSONS_TURN, Appointment, State
from bot.domain.calendar import HELSINKI, as_utc, instant, local_date
from bot.domain.handoff import Owner, OwnerKind
from bot.domain.handoff_desk import Desk
from bot.domain.people import Span

LAST_YES = timedelta(hours=1)
"""A time that somebody took lapses so long before it begins: nobody sets out for nothing."""

WISH_FOR = timedelta(days=14)
PROPOSAL_FOR = timedelta(days=7)
FORGET_AFTER = timedelta(days=90)

ONE_HOUR = Span(1, "h")
"""Work that a worker must have before the last moment to say yes, or the time is not offered."""

EVENING_BEFORE = time(17)
NOON = time(12)
SOON = timedelta(hours=2)
NOT_BEFORE = time(8)
"""Nobody is woken by a reminder: what would come earlier is left to the evening before."""


def timer(appointment: Appointment, desk: Desk, at: datetime) -> datetime:
    """Return when the clock has to look at it again; never before ``at``."""
    state, since = appointment.state, appointment.changed_at
    if state is State.CONFIRMED and appointment.time is not None:
        return max(as_utc(appointment.time.end), at)
    lapse = lapses_at(appointment)
    if state is State.WISHED:
        return max(lapse, at)
    if state in PERSONS_TURN:
        noon = instant(local_date(since) + timedelta(days=1), NOON)
        return max(min(noon, lapse) if appointment.rung == 0 else lapse, at)
    limits, asked = desk.limits(appointment.unit), appointment.asked
    span = {0: limits.remind, 1: limits.pass_on}.get(appointment.rung)
    if span is None or asked is None:
        return max(lapse, at)
    owner = Owner(OwnerKind.WORKER, asked.worker)
    return max(min(desk.after(owner, appointment.unit, since, span), lapse), at)


def lapses_at(appointment: Appointment) -> datetime:
    """Return when what is asked, or wished, is over if nobody says yes."""
    asked, agreed, state = appointment.asked, appointment.time, appointment.state
    if state is State.WISHED or asked is None:
        return appointment.changed_at + WISH_FOR
    marks = [as_utc(asked.start)]
    if state in PERSONS_TURN:
        marks.append(appointment.changed_at + PROPOSAL_FOR)
    else:
        marks[0] -= LAST_YES
    if agreed is not None:
        marks.append(as_utc(agreed.start))
    return min(marks)


@dataclass(frozen=True, slots=True)
class Reminders:
    """When an agreed time is reminded of, in UTC; None: not at all."""

    day_before: datetime | None
    soon: datetime | None


def reminders(start: datetime, now: datetime) -> Reminders:
    """Return the reminders of a time that is agreed now.

    What would come at once is left out: the person has just agreed to it.
    """
    start, now = as_utc(start), as_utc(now)
    evening = instant(local_date(start) - timedelta(days=1), EVENING_BEFORE)
    soon = start - SOON
    decent = soon.astimezone(HELSINKI).time() >= NOT_BEFORE
    same_day = local_date(soon) == local_date(start)
    return Reminders(
        evening if evening > now else None, soon if decent and same_day and soon > now else None
    )
