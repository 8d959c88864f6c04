"""What a county does with its units, workers, absences and rosters: the use cases behind the
command line and the workers' pages.

Every mistake of one request is told at once, in words. Why somebody is away is never asked, kept
or told. Callers commit.
"""

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from hashlib import sha256

from bot.domain.absences import AbsenceProblem, absence_problems, days_away, rest_of_day
from bot.domain.calendar import as_utc
from bot.domain.free_times import FreeTime
from bot.domain.messages import ConversationId
from bot.domain.opening_times import Slots
from bot.domain.staff import Absence, Assignment, People, Unit, UnitId, Worker, WorkerId
from bot.services.people_ports import LinkedLine, PeopleWork
from bot.services.ports import UnitOfWork
from bot.services.worker_card import WORKER_CHANGES
from bot.services.written import PeopleProblems

_ABSENCE_WORDS = {
    "absence.no_worker": "there is no worker {worker}",
    "absence.ends_before": "the absence ends before it begins",
    "absence.no_substitute": "there is no worker {worker} to stand in",
    "absence.substitute_left": "{worker} does not work here then and cannot stand in",
    "absence.own_substitute": "nobody stands in for themselves",
    "absence.loop": "on {day} nobody would answer, the substitutes go round: {chain}",
}
"""For operators, in English like the rest of the command line; a page has locale keys."""


@dataclass(slots=True)
class Plan:
    """What is to be written at once: from a file, or one thing from the command line."""

    units: dict[UnitId, Unit] = field(default_factory=dict)
    workers: dict[WorkerId, Worker] = field(default_factory=dict)
    absences: list[Absence] = field(default_factory=list)
    rosters: dict[WorkerId, dict[date, Slots | None]] = field(default_factory=dict)
    free_times: list[FreeTime] = field(default_factory=list)  # published by who has a clock


def write_plan(work: PeopleWork, plan: Plan, by: str) -> None:
    """Write units, workers, absences and rosters, all of them or nothing.

    Args:
        work: The unit of work.
        plan: What is new or changed; what is not in it stays as it is.
        by: Who does it, for the rows of absences.

    Raises:
        PeopleProblems: with everything wrong, also what only shows between them: units that do
            not exist, a successor who leaves too, substitutes that go round.
    """
    problems = plan_problems(work.people.everybody(), plan)
    if problems:
        raise PeopleProblems(problems)
    for unit in plan.units.values():
        work.people.save_unit(unit)
    for worker in plan.workers.values():
        work.people.save_worker(worker)
    for worker_id, days in plan.rosters.items():
        work.people.save_roster(worker_id, days)
    for absence in plan.absences:
        work.people.add_absence(absence, by)


def plan_problems(known: People, plan: Plan) -> list[str]:
    """Return what is wrong between the parts of a plan and with those that are known already."""
    people = _planned(known, plan)
    problems = [*_unit_problems(people, plan), *_worker_problems(people, plan)]
    problems += [
        f"roster: there is no worker {worker}"
        for worker in plan.rosters
        if worker not in people.workers
    ]
    for number, absence in enumerate(plan.absences, start=1):
        before = replace(people, absences=_merged(people.absences, plan.absences[: number - 1]))
        where = f"absence of {absence.worker}"
        problems += [f"{where}: {words_of(one)}" for one in absence_problems(before, absence)]
    return problems


def set_away(
    work: PeopleWork,
    worker: WorkerId,
    first: date,
    last: date | None,
    substitute: WorkerId | None,
    by: str,
) -> Absence:
    """Write down that a worker is away for whole days, ``last`` counted in.

    Raises:
        PeopleProblems: the absence cannot be so.
    """
    start, end = days_away(first, last)
    absence = Absence(absence_id(worker, start), worker, start, end, substitute)
    write_plan(work, Plan(absences=[absence]), by)
    return absence


def away_today(
    work: PeopleWork, worker: WorkerId, at: datetime, by: str, substitute: WorkerId | None = None
) -> Absence:
    """Mark a worker away from now to midnight. Any teammate may; nobody is asked why.

    Raises:
        PeopleProblems: there is no such worker, or the substitutes would go round.
    """
    start, end = rest_of_day(at.replace(microsecond=0))
    absence = Absence(absence_id(worker, start), worker, start, end, substitute)
    write_plan(work, Plan(absences=[absence]), by)
    return absence


def end_absence(work: PeopleWork, id: str, at: datetime, by: str) -> None:
    """End an absence now: forget it if it has not begun, cut it if it has.

    Raises:
        PeopleProblems: there is no such absence.
    """
    found = next((one for one in work.people.everybody().absences if one.id == id), None)
    if found is None:
        raise PeopleProblems([f"there is no absence {id}: rinnalla absence list shows them"])
    if found.start < at:
        work.people.add_absence(replace(found, end=min(found.end or at, at)), by)
    else:
        work.people.remove_absence(id)


def deactivate(
    work: UnitOfWork,
    worker: WorkerId,
    at: datetime,
    successor: WorkerId | None,
    *,
    now: datetime,
) -> list[LinkedLine]:
    """Let a worker leave at an instant and hand their people over; returns whose line changed.

    Own people go to the successor, or to the unit's duty queue; where the worker was the pair,
    the pair is gone. It is written ahead when ``at`` is in the future, and "my worker changes on
    1.9." is told in the chat, by day.

    Raises:
        PeopleProblems: worker or successor do not exist, or the successor leaves too.
    """
    people = work.people.everybody()
    known, heir = people.worker(worker), people.worker(successor)
    problems = [] if known else [f"there is no worker {worker}"]
    if successor is not None and (heir is None or not heir.works_here(at)):
        problems.append(f"{successor} does not work here then and cannot take over")
    if successor == worker:
        problems.append("nobody takes over from themselves")
    unit = people.unit_of(worker)
    if successor is None and unit is not None and not unit.has_duty:
        problems.append(f"unit {unit.id} has no duty queue: name a successor")
    if known is None or problems:
        raise PeopleProblems(problems)
    work.people.save_worker(replace(known, left_at=at, successor=successor))
    changed = []
    for linked in work.lines.of_worker(worker):
        if _hand_over(work, linked, known, at, successor):
            changed.append(linked)
            work.due.put(linked.conversation, WORKER_CHANGES, now)
    return changed


def change_worker(
    work: UnitOfWork,
    conversation: ConversationId,
    since: datetime,
    worker: WorkerId | None,
    pair: WorkerId | None = None,
    *,
    at: datetime,
) -> None:
    """Give a young person another worker from an instant on; they are told in the chat, by day.

    Args:
        at: Now: told ahead when ``since`` is later.

    Raises:
        PeopleProblems: the line or a worker does not exist.
    """
    people = work.people.everybody()
    unknown = [one for one in (worker, pair) if one and not people.worker(one)]
    problems = [f"there is no worker {one}" for one in unknown]
    if work.lines.of(conversation) is None:
        problems.append("this young person has no line to a worker")
    if worker is not None and worker == pair:
        problems.append("worker and pair worker are the same person")
    if problems:
        raise PeopleProblems(problems)
    work.lines.assign(conversation, Assignment(since, worker, pair))
    work.due.put(conversation, WORKER_CHANGES, at)


def absence_id(worker: WorkerId, start: datetime) -> str:
    """Return the id of an absence: writing the same one again replaces it."""
    return sha256(f"{worker}\n{as_utc(start).isoformat()}".encode()).hexdigest()[:12]


def words_of(problem: AbsenceProblem) -> str:
    """Return a problem of an absence in words for an operator."""
    return _ABSENCE_WORDS[problem.key].format(**dict(problem.args))


def _hand_over(
    work: UnitOfWork, linked: LinkedLine, worker: Worker, at: datetime, successor: WorkerId | None
) -> bool:
    """Write who has this young person from then on; later assignments to the leaver too."""
    line, changed = linked.line, False
    moments = {at, *(one.since for one in line.assignments if one.since > at)}
    for since in sorted(moments):
        given = line.assigned(since)
        if given is None or worker.id not in (given.worker, given.pair):
            continue
        named = successor if given.worker == worker.id else given.worker
        pair = None if given.pair in (worker.id, named) else given.pair
        work.lines.assign(linked.conversation, Assignment(since, named, pair))
        changed = True
    if changed and line.unit is None:  # without a worker the line must still lead somewhere
        known = work.lines.of(linked.conversation) or linked
        work.lines.save(replace(known, line=replace(known.line, unit=worker.unit)))
    return changed


def _planned(people: People, plan: Plan) -> People:
    return People(
        {**people.units, **plan.units}, {**people.workers, **plan.workers}, people.absences
    )


def _merged(before: tuple[Absence, ...], new: list[Absence]) -> tuple[Absence, ...]:
    ids = {one.id for one in new}
    return (*(one for one in before if one.id not in ids), *new)


def _unit_problems(people: People, plan: Plan) -> list[str]:
    return [
        f"unit {unit.id}: there is no worker {unit.lead} to lead it"
        for unit in plan.units.values()
        if unit.lead is not None and unit.lead not in people.workers
    ]


def _worker_problems(people: People, plan: Plan) -> list[str]:
    problems = []
    for worker in plan.workers.values():
        where = f"worker {worker.id}"
        if worker.unit and worker.unit not in people.units:
            problems.append(f"{where}: there is no unit {worker.unit}")
        if worker.successor is not None and worker.successor not in people.workers:
            problems.append(f"{where}: there is no worker {worker.successor} to take over")
        if worker.successor == worker.id:
            problems.append(f"{where}: nobody takes over from themselves")
    return problems
