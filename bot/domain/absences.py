"""Who stands in for whom: chains of substitutes, and the mistakes in them.

A chain A -> B -> C holds for one instant: each of them is away then and names the next. Loops are
refused when an absence is written down, and survived when they are met all the same.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bot.domain.calendar import instant, local_date
from bot.domain.shifts import is_away
from bot.domain.staff import Absence, People, WorkerId

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class AbsenceProblem:
    """One thing wrong with an absence: ``key`` names the sentence, ``args`` go into it."""

    key: str
    args: tuple[tuple[str, str], ...] = ()


def days_away(first: date, last: date | None) -> tuple[datetime, datetime | None]:
    """Return the instants of whole days: midnight to midnight by the Finnish clock.

    Args:
        first: The first day away.
        last: The last day away, counted in; None: until told otherwise.
    """
    end = None if last is None else instant(last + _DAY, time(0))
    return instant(first, time(0)), end


def rest_of_day(at: datetime) -> tuple[datetime, datetime]:
    """Return from ``at`` to the next Finnish midnight: what "away today" means."""
    return at, instant(local_date(at) + _DAY, time(0))


def chain(people: People, worker: WorkerId, at: datetime) -> tuple[WorkerId, ...]:
    """Return the worker and everybody who is asked in turn, ending with who is not away.

    The last one is away too when nobody in the chain is there: see ``stand_in``.
    """
    found = [worker]
    while is_away(people, found[-1], at):
        following = _names(people, found[-1], at, tuple(found))
        if following is None:
            break
        found.append(following)
    return tuple(found)


def stand_in(people: People, worker: WorkerId, at: datetime) -> WorkerId | None:
    """Return who does this worker's work at an instant: themselves, a substitute, or nobody."""
    last = chain(people, worker, at)[-1]
    return None if is_away(people, last, at) else last


def absence_problems(people: People, absence: Absence) -> list[AbsenceProblem]:
    """Return everything wrong with a new or changed absence, all at once.

    Args:
        people: As they are now; an absence with the same id is replaced.
        absence: The one to be written down.
    """
    problems: list[AbsenceProblem] = []
    if absence.worker not in people.workers:
        problems.append(AbsenceProblem("absence.no_worker", (("worker", absence.worker),)))
    if absence.end is not None and absence.end <= absence.start:
        problems.append(AbsenceProblem("absence.ends_before"))
    if absence.substitute is None:
        return problems
    name = (("worker", str(absence.substitute)),)
    substitute = people.worker(absence.substitute)
    if substitute is None:
        problems.append(AbsenceProblem("absence.no_substitute", name))
    elif not substitute.works_here(absence.start):
        problems.append(AbsenceProblem("absence.substitute_left", name))
    if absence.substitute == absence.worker:
        problems.append(AbsenceProblem("absence.own_substitute"))
    elif not problems:
        problems += _loop_problems(people, absence)
    return problems


def _loop_problems(people: People, absence: Absence) -> Iterator[AbsenceProblem]:
    others = tuple(one for one in people.absences if one.id != absence.id)
    known = People(people.units, people.workers, (*others, absence))
    moments = {absence.start, *(one.start for one in others if one.meets(absence))}
    for at in sorted(moment for moment in moments if absence.covers(moment)):
        loop = _loop(known, absence.worker, at)
        if loop:
            shown = " -> ".join(loop)
            yield AbsenceProblem(
                "absence.loop", (("chain", shown), ("day", local_date(at).isoformat()))
            )
            return


def _loop(people: People, worker: WorkerId, at: datetime) -> tuple[WorkerId, ...]:
    """Return a chain that comes back to somebody in it, or nothing."""
    found = [worker]
    while is_away(people, found[-1], at):
        following = _names(people, found[-1], at, ())
        if following is None:
            return ()
        found.append(following)
        if following in found[:-1]:
            return tuple(found)
    return ()


def _names(
    people: People, worker: WorkerId, at: datetime, tried: tuple[WorkerId, ...]
) -> WorkerId | None:
    """Return whom a worker who is away names, leaving out who has been asked already."""
    known = people.worker(worker)
    if known is not None and not known.works_here(at):
        return known.successor if known.successor not in tried else None
    # Two absences may overlap: the one that began last was written with both in mind.
    covering = sorted(
        (one for one in people.absences if one.worker == worker and one.covers(at)),
        key=lambda one: (one.start, one.id),
        reverse=True,
    )
    for one in covering:
        if one.substitute is not None and one.substitute not in tried:
            return one.substitute
    return None
