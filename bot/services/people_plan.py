"""What is to be written at once of units, workers, absences and rosters: all of it or nothing.

From a file, or one thing from the command line. Callers commit.
"""

from dataclasses import dataclass, field, replace
from datetime import date

from bot.domain.absences import AbsenceProblem, absence_problems
from bot.domain.free_times import FreeTime
from bot.domain.opening_times import Slots
from bot.domain.staff import Absence, People, Unit, UnitId, Worker, WorkerId
from bot.services.people_ports import PeopleWork
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


def words_of(problem: AbsenceProblem) -> str:
    """Return a problem of an absence in words for an operator."""
    return _ABSENCE_WORDS[problem.key].format(**dict(problem.args))


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
