"""When a worker or a unit is at work: their hours with rosters in and absences cut out.

Hours are asked of ``hours``; lengths are counted in ``working_time``. Stretches are in UTC, in
order, never overlapping, and end after ``hours.HORIZON_DAYS`` days.
"""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from bot.domain.calendar import as_utc, local_date
from bot.domain.hours import HORIZON_DAYS, stretches
from bot.domain.opening_times import Exceptions, Schedule, Slot, Slots
from bot.domain.staff import People, Unit, Worker, WorkerId

_DAY = timedelta(days=1)
_MIDNIGHT = 24 * 60


class Stretch(NamedTuple):
    """Time at work: ``start`` is in it, ``end`` is not. UTC."""

    start: datetime
    end: datetime


def schedule_of(worker: Worker, unit: Unit) -> Schedule:
    """Return when a worker is at work, absences apart.

    A dated day of the unit's (a training day) binds those who have a week of their own too; a
    confirmed day of a roster and the worker's own dated days win over it.
    """
    if worker.on_roster or worker.hours is None:
        week, days = unit.schedule.hours, dict(unit.schedule.exceptions.days)
    else:
        week = worker.hours
        own = Schedule(week, unit.schedule.on_holidays)
        days = {
            day: _common(slots, own.slots_on(day))
            for day, slots in unit.schedule.exceptions.days.items()
        }
    if worker.on_roster:
        days |= worker.roster
    days |= worker.exceptions.days
    return Schedule(week, unit.schedule.on_holidays, Exceptions(days))


def is_confirmed(worker: Worker, day: date) -> bool:
    """Return whether the worker's hours of a day are known and not the unit's instead."""
    return not worker.on_roster or day in worker.roster or day in worker.exceptions.days


def is_away(people: People, worker: WorkerId, at: datetime) -> bool:
    """Return whether a worker is absent or has left. Nights and days off are not absences."""
    known = people.worker(worker)
    if known is None or not known.works_here(at):
        return True
    return any(one.worker == worker and one.covers(at) for one in people.absences)


def away_now(people: People, at: datetime) -> frozenset[str]:
    """Return the ids of everybody who is absent or has left."""
    return frozenset(str(id) for id in people.workers if is_away(people, id, at))


def stretches_within(schedule: Schedule, since: datetime, until: datetime) -> Iterator[Stretch]:
    """Yield the open time of a schedule between two instants."""
    for start, end in stretches(schedule, local_date(since) - _DAY):
        if start >= until:
            return
        if end > since:
            yield Stretch(max(start, since), min(end, until))


def worker_time(people: People, worker: WorkerId, since: datetime) -> Iterator[Stretch]:
    """Yield when a worker is at work from ``since`` on, absences cut out.

    Nothing for a worker who is not known or has left.

    Raises:
        NaiveTime: ``since`` has no zone.
    """
    since = as_utc(since)
    known, unit = people.worker(worker), people.unit_of(worker)
    if known is None or unit is None:
        return
    schedule, horizon = schedule_of(known, unit), since + HORIZON_DAYS * _DAY
    for until in sorted({*_marks(people, known, since, horizon), horizon}):
        if not is_away(people, worker, since):
            yield from stretches_within(schedule, since, until)
        since = until


def unit_time(unit: Unit, since: datetime) -> Iterator[Stretch]:
    """Yield when a unit is at work from ``since`` on."""
    since = as_utc(since)
    yield from stretches_within(unit.schedule, since, since + HORIZON_DAYS * _DAY)


def is_at_work(people: People, worker: WorkerId, at: datetime) -> bool:
    """Return whether a worker is at work at this minute."""
    return next_at_work(people, worker, at) == as_utc(at)


def next_at_work(people: People, worker: WorkerId, at: datetime) -> datetime | None:
    """Return the first instant at or after ``at`` when a worker is at work, in UTC, or None."""
    first = next(worker_time(people, worker, at), None)
    return first.start if first else None


def _marks(people: People, worker: Worker, since: datetime, until: datetime) -> list[datetime]:
    """Return the instants between two when it may change whether a worker is away."""
    found = [worker.left_at]
    for one in people.absences:
        if one.worker == worker.id:
            found += [one.start, one.end]
    return [at for at in found if at is not None and since < at < until]


def _common(one: Slots, other: Slots) -> Slots:
    """Return the time that is in both days' slots."""
    found = []
    for first in one:
        for second in other:
            start = max(_minutes(first)[0], _minutes(second)[0])
            end = min(_minutes(first)[1], _minutes(second)[1])
            if start < end:
                found.append(Slot(_clock(start), _clock(end)))
    return tuple(sorted(found))


def _minutes(slot: Slot) -> tuple[int, int]:
    start, end = slot.start.hour * 60 + slot.start.minute, slot.end.hour * 60 + slot.end.minute
    return start, end if end > start else end + _MIDNIGHT


def _clock(minutes: int) -> time:
    return time(minutes // 60 % 24, minutes % 60)
