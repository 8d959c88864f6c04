"""What a reminder of an appointment says: the time and a neutral word, so that a telephone on the
table tells nothing. Looked up as it is said: a time that has been moved is not reminded of.
"""

from datetime import datetime

from bot.domain.appointment import Appointment
from bot.domain.calendar import HELSINKI, as_utc
from bot.domain.messages import Say
from bot.domain.people import WorkerId, is_away
from bot.services.appointment_doing import choices_of
from bot.services.delivery_ports import DueRow
from bot.services.handoff_ports import HandoffWork

AWAKE_FROM, AWAKE_TO = 8, 20
"""Hours of the Finnish wall clock in which a reminder may come."""


def is_awake(at: datetime) -> bool:
    """Return whether a reminder may come at this hour."""
    return AWAKE_FROM <= as_utc(at).astimezone(HELSINKI).hour < AWAKE_TO


def day_before(work: HandoffWork, row: DueRow, at: datetime) -> Say | None:
    """Return the reminder of the evening before."""
    return _reminder(work, row, at, "appointment.reminder.day")


def soon(work: HandoffWork, row: DueRow, at: datetime) -> Say | None:
    """Return the reminder of two hours before."""
    return _reminder(work, row, at, "appointment.reminder.soon")


def _reminder(work: HandoffWork, row: DueRow, at: datetime, key: str) -> Say | None:
    has = work.appointments.open_of(row.conversation)
    if has is None or has.time is None or as_utc(has.time.start) <= as_utc(at):
        return None
    args = {"start_at": has.time.start.isoformat()}
    if _worker_is_away(work, has):
        # An absence that was written down after both had agreed: nobody sets out for nothing.
        return Say("appointment.reminder.unsure", args, choices_of(has))
    return Say(key, args, choices_of(has))


def _worker_is_away(work: HandoffWork, has: Appointment) -> bool:
    meet = has.time
    people = work.people.everybody()
    return meet is not None and is_away(people, WorkerId(meet.worker), meet.start)
