"""A worker marks a teammate away for the rest of today, from their own chat. Nobody is asked why.

Only one's own unit is shown. A wrong press is taken back with the button below what it did.
"""

from datetime import datetime

from bot.domain.audit import Deed
from bot.domain.errors import RuleBroken
from bot.domain.messages import Choice, Say
from bot.domain.people import People, Worker, WorkerId, is_away
from bot.services.handoff_ports import HandoffWork
from bot.services.people import away_today, end_absence
from bot.services.worker_lines import Teller
from bot.services.written import PeopleProblems

TEAM = Choice("work:team", "work.button.team")
"""The button that shows the team."""

_MOST = 20
_LONGEST_ID = 37
"""Letters of a worker's id that fit into a button."""


def show_team(work: HandoffWork, tell: Teller, source: str) -> None:
    """Show the teammates who are not away, one button each."""
    people = work.people.everybody()
    here = [
        one
        for one in _team(people, tell.worker, tell.at)
        if not is_away(people, one.id, tell.at) and len(one.id) <= _LONGEST_ID
    ]
    names = {f"work:away_{one.id}": one.name for one in here[:_MOST]}
    tell.names(Say("work.team" if names else "work.team.none"), names, source)


def mark_away(work: HandoffWork, tell: Teller, whose: str, source: str) -> None:
    """Mark a teammate away until midnight; their young people are answered by who stands in.

    Raises:
        RuleBroken: no teammate, or nobody would answer any more.
    """
    mate = _mate(work.people.everybody(), tell, whose)
    try:
        absence = away_today(work, mate.id, tell.at, f"worker:{tell.worker}")
    except PeopleProblems as error:
        raise RuleBroken("work.team.refused") from error
    work.audit.add(Deed(f"worker:{tell.worker}", "absence.today", tell.at, mate.id))
    back = Choice(f"work:back_{absence.id}", "work.button.back")
    tell.say(Say("work.team.away", {"name": mate.name}, (back,)), source)


def take_back(work: HandoffWork, tell: Teller, absence: str, source: str) -> None:
    """End an absence that a teammate has marked.

    Raises:
        RuleBroken: there is none, or it is another unit's.
    """
    people = work.people.everybody()
    found = next((one for one in people.absences if one.id == absence), None)
    if found is None:
        raise RuleBroken("work.stale")
    mate = _mate(people, tell, found.worker)
    end_absence(work, absence, tell.at, f"worker:{tell.worker}")
    work.audit.add(Deed(f"worker:{tell.worker}", "absence.end", tell.at, mate.id))
    tell.say(Say("work.team.back", {"name": mate.name}), source)


def _team(people: People, worker: str, at: datetime) -> list[Worker]:
    mine = people.worker(WorkerId(worker))
    unit = mine.unit if mine else None
    return [one for one in people.workers.values() if one.unit == unit and one.works_here(at)]


def _mate(people: People, tell: Teller, whose: str) -> Worker:
    found = next((one for one in _team(people, tell.worker, tell.at) if one.id == whose), None)
    if found is None:
        raise RuleBroken("work.stale")
    return found
