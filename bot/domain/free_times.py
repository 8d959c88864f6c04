"""A worker's published times: cut into pieces, checked against their hours, offered in order.

Hours, holidays and absences are asked of ``people``: what was published before somebody fell ill
is simply not offered. A time is offered only while its worker has an hour at work left to say yes.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.appointment import Meet, MeetKind
from bot.domain.appointment_timers import LAST_YES, ONE_HOUR
from bot.domain.calendar import as_utc
from bot.domain.people import People, WorkerId, due, worker_time

SHORTEST, LONGEST = timedelta(minutes=10), timedelta(hours=4)
MOST_AHEAD = timedelta(days=180)

OFFERED = 3
"""Times that are offered at once."""


@dataclass(frozen=True, slots=True)
class FreeTime:
    """One piece of a worker's time that may be taken, once.

    Args:
        published: The worker offered it to everybody of theirs; false: it was named to one person.
        taken_by: The appointment that holds it; None: free.
    """

    id: str
    worker: str
    start: datetime
    end: datetime
    kind: MeetKind = "meeting"
    place: str = ""
    published: bool = True
    taken_by: str | None = None

    @property
    def meet(self) -> Meet:
        """The same as a time of an appointment."""
        return Meet(self.worker, self.start, self.end, self.kind, self.place, self.id)

    def overlaps(self, start: datetime, end: datetime) -> bool:
        """Return whether both are on at some instant."""
        return as_utc(self.start) < as_utc(end) and as_utc(start) < as_utc(self.end)


def cut(start: datetime, end: datetime, length: timedelta) -> Iterator[tuple[datetime, datetime]]:
    """Yield pieces of that length in UTC, one after another; a rest that is shorter is left."""
    at, end = as_utc(start), as_utc(end)
    while at + length <= end:
        yield at, at + length
        at += length


def fault_of(
    people: People, one: FreeTime, known: Iterable[FreeTime], now: datetime
) -> str | None:
    """Return why a time cannot be published, as the end of a key; None when it can."""
    length = one.end - one.start
    if not SHORTEST <= length <= LONGEST:
        return "length"
    if as_utc(one.start) <= as_utc(now) or one.start - now > MOST_AHEAD:
        return "when"
    if any(one.overlaps(other.start, other.end) for other in known if other.worker == one.worker):
        return "overlaps"
    return None if at_work(people, one.worker, one.start, one.end) else "not_at_work"


def at_work(people: People, worker: str, start: datetime, end: datetime) -> bool:
    """Return whether a worker is at work from ``start`` until ``end`` without a break."""
    first = next(iter(worker_time(people, WorkerId(worker), start)), None)
    return first is not None and first.start == as_utc(start) and as_utc(end) <= first.end


def can_be_confirmed(people: People, worker: str, start: datetime, now: datetime) -> bool:
    """Return whether the worker has time at work to say yes to what is taken now."""
    until = due(worker_time(people, WorkerId(worker), now), ONE_HOUR)
    return until is not None and until <= as_utc(start) - LAST_YES


def next_free(
    people: People,
    times: Sequence[FreeTime],
    now: datetime,
    *,
    kind: MeetKind | None = None,
    most: int = OFFERED,
) -> list[FreeTime]:
    """Return the next times that may be taken now, the earliest first.

    Args:
        times: A worker's times, free and taken: what a taken one overlaps is not offered.
        kind: Only meetings, or only calls.
    """
    taken = [one for one in times if one.taken_by is not None]
    found: list[FreeTime] = []
    for one in sorted(times, key=lambda one: (one.start, one.id)):
        if len(found) == most:
            break
        wanted = one.published and one.taken_by is None and kind in (None, one.kind)
        if not wanted or any(other.overlaps(one.start, one.end) for other in taken):
            continue
        if can_be_confirmed(people, one.worker, one.start, now) and at_work(
            people, one.worker, one.start, one.end
        ):
            found.append(one)
    return found
