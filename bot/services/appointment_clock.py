"""The clock of appointments: reminds, lapses, finishes, forgets. Late is never twice."""

import logging
from contextlib import AbstractContextManager
from datetime import datetime, timedelta
from typing import Protocol

from bot.domain.appointment import Event
from bot.domain.appointment_sight import is_left_waiting
from bot.domain.appointment_steps import Act, due_event
from bot.domain.errors import LateTurn, RuleBroken
from bot.domain.handoff import CLOCK
from bot.domain.shifts import away_now
from bot.services.appointment_doing import do
from bot.services.handoff_ports import HandoffWork, Wording

_log = logging.getLogger(__name__)

KEPT_FOR = timedelta(days=2)
"""How long a worker's time that is over is kept: until nobody speaks of it any more."""

MOST_AT_ONCE = 500


class AppointmentStorage(Protocol):
    """Opens units of work for appointments (the ``Storage`` does)."""

    def begin(self) -> AbstractContextManager[HandoffWork]:
        """Return a unit of work that is entered once; leaving without ``commit`` undoes it."""
        ...


def tick(storage: AppointmentStorage, now: datetime, wording: Wording) -> int:
    """Do what is due: remind, lapse, finish, forget. Late is never twice.

    Returns:
        How many appointments moved.
    """
    moved = 0
    with storage.begin() as work:
        away = away_now(work.people.everybody(), now)
        due = [*(work.appointments.asked_of(away) if away else ())]
        due += work.appointments.due(now, MOST_AT_ONCE)
    for id in due:
        try:
            with storage.begin() as work:
                moved += _tick_one(work, id, now, wording)
                work.commit()
        except LateTurn:
            _log.info("appointment.late", extra={"appointment": id})
        except RuleBroken as error:
            _log.error("appointment.tick_refused", extra={"appointment": id, "why": error.key})
    with storage.begin() as work:
        moved += work.free_times.forget(now - KEPT_FOR)
        work.commit()
    return moved


def _tick_one(work: HandoffWork, id: str, now: datetime, wording: Wording) -> int:
    one = work.appointments.find(id, to_change=True)
    if one is None:
        return 0
    event = due_event(one, now)
    if event is None and is_left_waiting(one, work.desks.of(one.conversation), now):
        event = Event.REMIND
    if event is None:
        return 0
    do(work, one, Act(event, CLOCK, now), wording, f"appointment:{id}:{one.revision}")
    return 1
