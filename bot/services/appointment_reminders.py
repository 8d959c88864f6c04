"""What a reminder of an appointment says: the time and a neutral word, so that a telephone on the
table tells nothing. Looked up as it is said: a time that has been moved is not reminded of.
"""

from datetime import datetime

from bot.domain.appointment import Appointment
from bot.domain.calendar import HELSINKI, as_utc, local_date
from bot.domain.messages import Say
from bot.domain.people import WorkerId, is_away
from bot.services.appointment_doing import choices_of, remind
from bot.services.delivery_ports import DueRow
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
    remind(work, row.conversation, at)  # of another appointment, later
    ahead = [
        (one.time.start, one)
        for one in work.appointments.all_open(row.conversation)
        if one.time is not None and as_utc(one.time.start) > as_utc(at)
    ]
    if kind == "day":
        ahead = [one for one in ahead if local_date(one[0]) > local_date(at)]
    if not ahead:
        return None
    ahead.sort(key=lambda one: one[0])
    start, has = ahead[0]
    same_day = [other for other, _ in ahead[1:] if local_date(other) == local_date(start)]
    also = same_day[0].isoformat() if same_day and kind == "day" else None
    args = {"start_at": start.isoformat(), "also_at": also}
    key = f"appointment.reminder.{kind}"
    if _worker_is_away(work, has):
        # An absence that was written down after both had agreed: nobody sets out for nothing.
        return Say("appointment.reminder.unsure", args, choices_of(has))
    return Say(key, args, choices_of(has))


def _worker_is_away(work: HandoffWork, has: Appointment) -> bool:
    meet = has.time
    people = work.people.everybody()
    return meet is not None and is_away(people, WorkerId(meet.worker), meet.start)
