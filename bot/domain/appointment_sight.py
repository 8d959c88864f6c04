"""Who may see an appointment, and who hears its news. Asked before every list, notice and act."""

from datetime import datetime

from bot.domain.appointment import WORKERS_TURN, Appointment
from bot.domain.handoff_desk import Desk
from bot.domain.people import UnitId, WorkerId, answerer_at, is_away, may_read


def readers(appointment: Appointment, desk: Desk, at: datetime) -> frozenset[str]:
    """Return the ids of everybody who may see an appointment now.

    Who has it, and who may read the young person's messages: own worker, pair worker, whoever
    stands in; of a wish to the unit, the unit's people. Who has left sees nothing.
    """
    seen = {str(one) for one in may_read(desk.people, desk.line, at)}
    seen |= {one.worker for one in (appointment.time, appointment.asked) if one is not None}
    seen |= {appointment.worker} if appointment.worker else set()
    if appointment.worker is None:
        unit = UnitId(appointment.unit)
        seen |= {str(worker.id) for worker in desk.people.members(unit, at)}
    known = ((one, desk.people.worker(WorkerId(one))) for one in seen)
    return frozenset(one for one, worker in known if worker and worker.works_here(at))


def is_left_waiting(appointment: Appointment, desk: Desk, at: datetime) -> bool:
    """Return whether the worker who has not said yes yet has gone away since they were asked:
    then who stands in hears of it at once, not at the next reminder."""
    asked = appointment.asked if appointment.state in WORKERS_TURN else None
    if asked is None or appointment.rung:
        return False
    worker, since = WorkerId(asked.worker), appointment.changed_at
    return is_away(desk.people, worker, at) and not is_away(desk.people, worker, since)


def to_notify(appointment: Appointment, desk: Desk, at: datetime) -> frozenset[str]:
    """Return whom its news go to: the worker; who stands in while they are away; after two
    reminders without an answer everybody who may see it."""
    seen = readers(appointment, desk, at)
    if appointment.state in WORKERS_TURN and appointment.rung > 1:
        return seen
    asked = appointment.asked if appointment.state in WORKERS_TURN else None
    worker = asked.worker if asked else appointment.worker
    if worker is not None and not is_away(desk.people, WorkerId(worker), at):
        return seen & {worker}
    instead = answerer_at(desk.people, desk.line, at)
    if instead is not None and instead.worker is not None:
        return seen & {instead.worker}
    return seen & {worker} if worker else seen
