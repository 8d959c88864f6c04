"""What a county does with its units, workers, absences and rosters: the use cases behind the
command line and the workers' pages.

Every mistake of one request is told at once, in words. Why somebody is away is never asked, kept
or told. Callers commit.
"""

from dataclasses import replace
from datetime import date, datetime
from hashlib import sha256

from bot.domain.absences import days_away, rest_of_day
from bot.domain.calendar import as_utc
from bot.domain.messages import ConversationId
from bot.domain.staff import Absence, Assignment, Worker, WorkerId
from bot.services.people_plan import Plan, write_plan
from bot.services.people_ports import LinkedLine, PeopleWork
from bot.services.ports import UnitOfWork
from bot.services.worker_card import WORKER_CHANGES
from bot.services.written import PeopleProblems


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
