"""What a reminder of an appointment says: the time and a neutral word, so that a telephone on the
table tells nothing. Looked up as it is said: a time that has been moved is not reminded of.
"""

from datetime import datetime

from bot.domain.appointment import Appointment
from bot.domain.calendar import HELSINKI, as_utc, local_date
from bot.domain.messages import Say
from bot.domain.people import WorkerId, is_away
from bot.services.appointment_doing import choices_of
from bot.services.due_ports import DueRow
from bot.services.handoff_ports import HandoffWork

AWAKE_FROM, AWAKE_TO = 8, 20
"""Hours of the Finnish wall clock in which a reminder may come."""


def is_awake(at: datetime) -> bool:
    """Return whether a reminder may come at this hour."""
    return AWAKE_FROM <= as_utc(at).astimezone(HELSINKI).hour < AWAKE_TO


def day_before(work: HandoffWork, row: DueRow, at: datetime) -> Say | None:
    """Return the reminder of the evening before."""
    return _reminder(work, row, at, "day")


def soon(work: HandoffWork, row: DueRow, at: datetime) -> Say | None:
    """Return the reminder of two hours before."""
    return _reminder(work, row, at, "soon")


def _reminder(work: HandoffWork, row: DueRow, at: datetime, kind: str) -> Say | None:
    one = work.appointments.find(row.about)
    if one is None or not one.is_open or one.time is None:
        return None
    start = as_utc(one.time.start)
    if start <= as_utc(at) or (kind == "day" and local_date(start) <= local_date(at)):
        return None
    # An absence that was written down after both had agreed: nobody sets out for nothing.
    key = "unsure" if _worker_is_away(work, one) else kind
    args = {"start_at": start.isoformat()}
    return Say(f"appointment.reminder.{key}", args, choices_of(one))


def _worker_is_away(work: HandoffWork, has: Appointment) -> bool:
    meet = has.time
    people = work.people.everybody()
    return meet is not None and is_away(people, WorkerId(meet.worker), meet.start)
