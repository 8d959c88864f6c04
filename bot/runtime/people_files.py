"""Files of people: YAML for everything, CSV for one kind of thing, rosters also as iCal."""

import csv
import io
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import yaml
from icalendar import Calendar

from bot.content.yaml_files import Notes, read_yaml, shown, words_of
from bot.domain.calendar import HELSINKI
from bot.domain.errors import ContentProblems
from bot.domain.lined import Lined
from bot.domain.opening_times import Slot, Slots
from bot.domain.staff import WorkerId
from bot.services.people_files import ABSENCE_FIELDS, read_roster
from bot.services.people_written import UNIT_FIELDS, WORKER_FIELDS
from bot.services.written import PeopleProblems

_KINDS = {"units": UNIT_FIELDS, "workers": WORKER_FIELDS, "absences": ABSENCE_FIELDS}
ROSTER_FIELDS: tuple[str, ...] = ("worker", "day", "times")
_DAY = timedelta(days=1)


def read_file(path: Path) -> tuple[dict[str, Any], list[str]]:
    """Read YAML, or CSV whose header tells what it holds, into the one mapping.

    Returns it with what is wrong in how it is written; what else is wrong, its reader tells.

    Raises:
        PeopleProblems: the file cannot be read.
    """
    if path.suffix.lower() == ".csv":
        return _read_csv(_text(path), path.name), []
    notes = Notes()
    given = read_yaml(path, shown(path), notes)
    problems = [str(one) for one in notes.problems]
    if not isinstance(given, Lined):
        why = f"{path.name}: holds no units, workers, absences or rosters"
        raise PeopleProblems(problems or [why])
    return given, problems


def write_yaml(given: Mapping[str, Any]) -> str:
    """Return the mapping as YAML that ``read_file`` reads back."""
    return yaml.safe_dump(dict(given), allow_unicode=True, sort_keys=False, width=100)


def write_csv(given: Mapping[str, Any], kind: str) -> str:
    """Return one part of the mapping as CSV; weeks and lists are short YAML in their cells."""
    out = io.StringIO()
    fields = ROSTER_FIELDS if kind == "rosters" else _KINDS[kind]
    if kind == "rosters":
        rows: Iterable[Mapping[str, Any]] = (
            {"worker": worker, "day": day, "times": times}
            for worker, days in given.get("rosters", {}).items()
            for day, times in days.items()
        )
    else:
        rows = given.get(kind, [])
    writer = csv.DictWriter(out, fields, lineterminator="\n")
    writer.writeheader()
    for row in rows:
        writer.writerow({name: _cell(row.get(name)) for name in fields})
    return out.getvalue()


def read_roster_file(path: Path, worker: str | None) -> dict[WorkerId, dict[date, Slots | None]]:
    """Read a roster: CSV (worker, day, times) or iCal (one worker, each event a shift).

    Args:
        path: The file.
        worker: Whose it is; needed for iCal, and for CSV without a column ``worker``.

    Raises:
        PeopleProblems: with every row that cannot be read.
    """
    text = _text(path)
    if path.suffix.lower() in (".ics", ".ical"):
        if worker is None:
            raise PeopleProblems([f"{path.name}: say whose calendar it is with --worker"])
        return {WorkerId(worker): _read_ical(text, path.name)}
    problems: list[str] = []
    days: dict[WorkerId, dict[date, Slots | None]] = {}
    for number, row in enumerate(_rows(text), start=2):
        whose = row.get("worker") or worker
        if not whose:
            problems.append(f"{path.name}:{number}: no worker; give --worker or a column")
            continue
        found: list[str] = []
        times = [part.strip() for part in (row.get("times") or "").split(",") if part.strip()]
        given = {row.get("day", ""): "off" if times == ["off"] else times or None}
        days.setdefault(WorkerId(whose), {}).update(read_roster(whose, given, found))
        problems += [f"{path.name}:{number}: {one}" for one in found]
    if problems:
        raise PeopleProblems(problems)
    return days


def _read_ical(text: str, name: str) -> dict[date, Slots | None]:
    """Read shifts; an event of whole days is a confirmed day off, whatever its title says.

    Titles are not read: they may tell why somebody is away.
    """
    try:
        events = Calendar.from_ical(text).walk("VEVENT")
    except ValueError as error:
        raise PeopleProblems([f"{name}: not an iCal file: {error}"]) from error
    days: dict[date, list[Slot]] = {}
    problems: list[str] = []
    for number, event in enumerate(events, start=1):
        start, end = event.get("DTSTART"), event.get("DTEND")
        if start is None or event.get("RRULE") is not None:
            why = "repeats: export single shifts" if start is not None else "has no start"
            problems.append(f"{name}: event {number} {why}")
            continue
        if str(event.get("STATUS", "")).upper() in ("CANCELLED", "TENTATIVE"):
            continue
        first, last = start.dt, end.dt if end is not None else start.dt + _DAY
        if not isinstance(first, datetime):
            while first < last:
                days.setdefault(first, [])
                first += _DAY
            continue
        first, last = _local(first), _local(last)
        if not timedelta(0) < last - first <= _DAY:
            problems.append(f"{name}: event {number} is not a shift of at most a day")
            continue
        days.setdefault(first.date(), []).append(Slot(_minute(first), _minute(last)))
    if problems:
        raise PeopleProblems(problems)
    return {day: tuple(sorted(slots)) for day, slots in days.items()}


def _read_csv(text: str, name: str) -> dict[str, Any]:
    rows = list(_rows(text))
    header = set(rows[0]) if rows else set()
    if header == set(ROSTER_FIELDS):
        rosters: dict[str, dict[str, Any]] = {}
        for row in rows:
            rosters.setdefault(row["worker"], {})[row["day"]] = _value(row["times"])
        return {"rosters": rosters}
    kind = _kind_of(header)
    if kind is not None and header <= set(_KINDS[kind]):
        return {kind: [_lined(row, name, line) for line, row in enumerate(rows, start=2)]}
    known = "; ".join(f"{kind}: {', '.join(fields)}" for kind, fields in _KINDS.items())
    raise PeopleProblems([f"{name}: the first line does not fit any of these. {known}"])


def _lined(row: Mapping[str, str], file: str, line: int) -> Lined:
    found = Lined()
    found.update({key: _value(cell) for key, cell in row.items()})
    found.file, found.line = file, line
    return found


def _kind_of(header: set[str]) -> str | None:
    """Return what a table holds by the column that only it must have."""
    if "from" in header:
        return "absences"
    if "unit" in header:
        return "workers"
    return "units" if "id" in header else None


def _rows(text: str) -> Iterable[dict[str, str]]:
    head = text.split("\n", 1)[0]
    mark = ";" if head.count(";") > head.count(",") else ","  # Excel in Finland writes ;
    for row in csv.DictReader(io.StringIO(text), delimiter=mark):
        yield {
            key.strip().lower(): (cell or "").strip()
            for key, cell in row.items()
            if key is not None
        }


def _value(cell: str) -> Any:
    """Return a cell as YAML reads it when it is a list or a mapping; else as its text."""
    if cell[:1] in ("{", "["):
        try:
            return yaml.safe_load(cell)
        except yaml.YAMLError:
            return cell
    return {"": None, "true": True, "false": False}.get(cell.lower(), cell)


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (dict, list)):
        flow = yaml.safe_dump(value, default_flow_style=True, allow_unicode=True, sort_keys=False)
        return " ".join(flow.split())
    return str(value)


def _text(path: Path) -> str:
    try:
        return words_of(path)
    except ContentProblems as error:
        raise PeopleProblems([str(one) for one in error.problems]) from error


def _local(at: datetime) -> datetime:
    # A time without a zone in a roster is the wall clock of the place it is for.
    return at.replace(tzinfo=HELSINKI) if at.tzinfo is None else at.astimezone(HELSINKI)


def _minute(at: datetime) -> time:
    return at.time().replace(second=0, microsecond=0, tzinfo=None)
