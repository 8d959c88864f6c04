"""Everything about people in one mapping, as a YAML file has it: read into a plan, and written.

units: [{id: jalkihuolto, name: {fi: ...}, hours: {mon-fri: ["9-15"]}}]
workers: [{id: maija, name: Maija Virtanen, unit: jalkihuolto}]
absences: [{worker: maija, from: 2026-12-01, to: 2026-12-05, substitute: timo}]
rosters: {maija: {2026-12-07: ["8-16"], 2026-12-08: "off"}}
free_times: [{worker: maija, day: 2026-12-07, times: ["9-12"], length: 45}]
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from bot.domain.absences import days_away
from bot.domain.calendar import HELSINKI, instant, written_day
from bot.domain.lined import place_of
from bot.domain.opening_times import HoursMistake, Slots, parse_hours
from bot.domain.staff import Absence, People, WorkerId
from bot.services.appointment_files import read_free_times
from bot.services.people import absence_id
from bot.services.people_plan import Plan
from bot.services.people_written import (
    read_unit,
    read_worker,
    write_slots,
    write_unit,
    write_worker,
)
from bot.services.written import PeopleProblems, Reading

PARTS = ("units", "workers", "absences", "rosters", "free_times")
ABSENCE_FIELDS = ("worker", "from", "to", "substitute")
OFF = "off"
_DAY = timedelta(days=1)


def read_plan(given: object, also: Callable[[Plan], Iterable[str]] = lambda _: ()) -> Plan:
    """Read a whole file.

    Args:
        given: What the file holds.
        also: What else is wrong with a plan, once it stands: it is told with all the rest.

    Raises:
        PeopleProblems: with everything wrong in it.
    """
    if not isinstance(given, Mapping):
        raise PeopleProblems([f"a file has {', '.join(PARTS)}"])
    places: dict[str, str] = {}
    unknown = [name for name in given if name not in PARTS]
    problems = [
        f"{place_of(given, name)}unknown part {name!r}; known are {', '.join(PARTS)}"
        for name in unknown
    ]
    plan = Plan()
    for one in _listed(given, "units", problems):
        unit = read_unit(one, problems)
        _told_once(f"unit {unit.id}", one, places, problems)
        plan.units[unit.id] = unit
    for one in _listed(given, "workers", problems):
        worker = read_worker(one, problems)
        _told_once(f"worker {worker.id}", one, places, problems)
        plan.workers[worker.id] = worker
    for one in _listed(given, "absences", problems):
        absence = read_absence(one, problems)
        if absence is not None:
            places.setdefault(f"absence of {absence.worker}", place_of(one))
            plan.absences.append(absence)
    for one in _listed(given, "free_times", problems):
        plan.free_times += read_free_times(one, problems)
    rosters = given.get("rosters") or {}
    if isinstance(rosters, Mapping):
        for worker_id, days in rosters.items():
            plan.rosters[WorkerId(str(worker_id))] = read_roster(str(worker_id), days, problems)
    else:
        problems.append(f"{place_of(given, 'rosters')}rosters are workers with days")
    problems += [places.get(one.partition(": ")[0], "") + one for one in also(plan)]
    if problems:
        raise PeopleProblems(problems)
    return plan


def _told_once(
    who: str, given: Mapping[str, Any], places: dict[str, str], problems: list[str]
) -> None:
    """Note how a unit or a worker is reached, when that is nothing, and whether it came before."""
    Reading(given, who, problems).contacts()
    if who in places:
        first = places[who].strip(" :") or "above"
        problems.append(f"{place_of(given)}{who} is in the file twice, first at {first}")
    places.setdefault(who, place_of(given))


def read_absence(given: Mapping[str, Any], problems: list[str]) -> Absence | None:
    """Read one absence: whole days, ``to`` counted in, or instants; without ``to`` it is open."""
    take = Reading(given, f"absence of {given.get('worker', '?')}", problems)
    take.known(ABSENCE_FIELDS)
    worker = WorkerId(take.needed("worker"))
    starts, ends = _bounds(take, "from"), _bounds(take, "to")
    if starts is None:
        if not given.get("from"):
            take.wrong("from is missing: a day like 2026-12-31")
        return None
    substitute = take.text("substitute")
    return Absence(
        id=absence_id(worker, starts[0]),
        worker=worker,
        start=starts[0],
        end=ends[1] if ends else None,
        substitute=WorkerId(substitute) if substitute else None,
    )


def _bounds(take: Reading, name: str) -> tuple[datetime, datetime] | None:
    """Return where what is written begins and ends: a day's midnights, or an instant twice."""
    written = take.mark(name)
    if written is None:
        return None
    day = written_day(written)
    if day is not None:
        start, end = days_away(day, day)
        return start, end or start
    try:
        at = datetime.fromisoformat(written)
    except ValueError:
        at = None
    if at is None or at.tzinfo is None:
        take.wrong(f"{name} is a day like 2026-12-31, not {written!r}", name)
        return None
    return at, at


def read_roster(worker: str, given: object, problems: list[str]) -> dict[date, Slots | None]:
    """Read days of a roster: times, ``off`` for a day off, nothing for "not confirmed"."""
    if not isinstance(given, Mapping):
        problems.append(f"roster of {worker}: days with times, not {given!r}")
        return {}
    days: dict[date, Slots | None] = {}
    for written, times in given.items():
        day = written_day(written)
        if day is None:
            why = f"roster of {worker}: {written!r} is not a day like 2026-12-31"
            problems.append(place_of(given, str(written)) + why)
            continue
        if times is None or times == "":
            days[day] = None
        elif times == OFF or times is False:  # YAML reads a bare off as false
            days[day] = ()
        else:
            where = f"{place_of(given, str(written))}roster of {worker}, {day}"
            days[day] = read_times(times, where, problems)
    return days


def read_times(given: object, where: str, problems: list[str]) -> Slots:
    """Read the times of one day: "8-16", or a list of such."""
    try:
        return parse_hours({"mon": given}).days[0]
    except HoursMistake as mistake:
        problems.extend(f"{where}: {one.removeprefix('mon: ')}" for one in mistake.problems)
        return ()


def write_people(people: People, since: date) -> dict[str, Any]:
    """Return everything about people as a file has it; ``read_plan`` reads it back.

    Args:
        people: Everybody.
        since: Absences that ended and roster days before this day are left out.
    """
    rosters = {
        worker.id: {
            day.isoformat(): write_slots(slots) or OFF
            for day, slots in sorted(worker.roster.items())
            if day >= since
        }
        for worker in people.workers.values()
    }
    gone = instant(since, time(0))
    absences = sorted(people.absences, key=lambda one: (one.start, one.worker))
    return {
        "units": [write_unit(unit) for unit in people.units.values()],
        "workers": [write_worker(worker) for worker in people.workers.values()],
        "absences": [write_absence(one) for one in absences if one.end is None or one.end > gone],
        "rosters": {worker: days for worker, days in rosters.items() if days},
    }


def write_absence(absence: Absence) -> dict[str, Any]:
    """Return an absence as a file has it: days, or instants when it is not of whole days."""
    written = {"worker": absence.worker, "from": _edge(absence.start)}
    if absence.end is not None:
        whole = absence.end.astimezone(HELSINKI).time() == time(0)
        written["to"] = _edge(absence.end - _DAY / 24 if whole else absence.end, whole=whole)
    if absence.substitute is not None:
        written["substitute"] = absence.substitute
    return written


def _edge(at: datetime, *, whole: bool | None = None) -> str:
    local = at.astimezone(HELSINKI)
    if whole or (whole is None and local.time() == time(0)):
        return local.date().isoformat()
    return local.isoformat()


def _listed(given: Mapping[Any, Any], name: str, problems: list[str]) -> list[Mapping[str, Any]]:
    value = given.get(name) or []
    if not isinstance(value, list) or not all(isinstance(one, Mapping) for one in value):
        problems.append(f"{place_of(given, name)}{name} is a list of entries, each with its - ")
        return []
    return value
