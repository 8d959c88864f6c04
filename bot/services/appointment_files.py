"""Workers' free times as a file of people has them.

free_times: [{worker: maija, day: 2026-12-01, times: ["9-12"], length: 45, kind: meeting,
place: Testikatu 1}]
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

from bot.domain.appointment import kind_of
from bot.domain.calendar import HELSINKI, instant, written_day
from bot.domain.free_times import FreeTime
from bot.domain.opening_times import HoursMistake, parse_hours
from bot.services.appointment_work import pieces, publish
from bot.services.handoff_ports import HandoffWork
from bot.services.written import PeopleProblems, Reading

FIELDS = ("worker", "day", "times", "length", "kind", "place")

_WHY = {
    "length": "a time is between 10 minutes and 4 hours long",
    "when": "a time is in the future, at most 180 days ahead",
    "overlaps": "there is another time then",
    "not_at_work": "the worker is not at work then",
}
"""For operators, in English like the rest of the command line."""


def read_free_times(given: Mapping[str, Any], problems: list[str]) -> list[FreeTime]:
    """Read one entry: a worker's day with its times, cut into pieces of ``length`` minutes."""
    take = Reading(given, f"free times of {given.get('worker', '?')}", problems)
    take.known(FIELDS)
    worker, day = take.needed("worker"), written_day(given.get("day"))
    kind = kind_of(take.text("kind", "meeting") or "")
    length = take.mark("length", "0") or "0"
    if kind is None:
        take.wrong("kind is meeting or call", "kind")
    if day is None:
        take.wrong("day is a day like 2026-12-01", "day")
    if not length.isdecimal():
        take.wrong(f"length is minutes, not {length!r}", "length")
    try:
        slots = parse_hours({"mon": given.get("times")}).days[0]
    except HoursMistake as mistake:
        slots = ()
        for one in mistake.problems:
            take.wrong(f"times: {one.removeprefix('mon: ')}", "times")
    if kind is None or day is None or not length.isdecimal():
        return []
    each = timedelta(minutes=int(length)) if int(length) else None
    found: list[FreeTime] = []
    for slot in slots:
        start, end = instant(day, slot.start), instant(_last(day, slot.start, slot.end), slot.end)
        found += pieces(worker, start, end, kind, take.text("place") or "", each)
    return found


def publish_file(work: HandoffWork, times: list[FreeTime], at: datetime, by: str) -> int:
    """Publish what a file has; what is published already, as when it is read again, stays.

    Raises:
        PeopleProblems: with every time that cannot be, and why. The caller then undoes it all.
    """
    problems, new = [], 0
    for one in times:
        where = f"free time of {one.worker}, {one.start.isoformat(timespec='minutes')}"
        if any(_same(one, known) for known in work.free_times.of_worker(one.worker, one.start)):
            continue
        done = publish(work, [one], at, by)
        new += len(done.times)
        problems += [f"{where}: {_WHY[fault]}" for fault in done.faults]
    if problems:
        raise PeopleProblems(problems)
    return new


def write_free_times(work: HandoffWork, workers: list[str], since: datetime) -> list[Any]:
    """Return the times that nobody has taken, as ``read_free_times`` reads them."""
    written: list[Any] = []
    for worker in workers:
        for one in work.free_times.of_worker(worker, since):
            if one.taken_by is not None or not one.published:
                continue
            start, end = one.start.astimezone(HELSINKI), one.end.astimezone(HELSINKI)
            entry = {
                "worker": worker,
                "day": start.date().isoformat(),
                "times": [f"{start:%H:%M}-{end:%H:%M}"],
                "kind": one.kind,
                "place": one.place,
            }
            written.append({name: value for name, value in entry.items() if value})
    return written


def _same(one: FreeTime, known: FreeTime) -> bool:
    return known == replace(one, id=known.id, taken_by=known.taken_by)


def _last(day: date, start: time, end: time) -> date:
    return day + timedelta(days=1) if end <= start else day
