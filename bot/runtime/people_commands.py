"""``rinnalla people | unit``: everything about people as files, and the units.

Every command opens the database of the settings, does one thing and commits. What is wrong is told
in words, all of it at once, and then nothing has been written.
"""

import getpass
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar

import typer
import yaml

from bot.domain.audit import Deed
from bot.domain.calendar import HELSINKI, local_date
from bot.domain.people import (
    People,
    UnitId,
    Worker,
    WorkerId,
)
from bot.services.appointment_files import publish_file, write_free_times
from bot.services.people_files import read_plan, write_people
from bot.services.people_plan import Plan, plan_problems, write_plan
from bot.services.people_written import read_unit, write_unit
from bot.services.ports import Clock, UnitOfWork
from bot.services.written import PeopleProblems, Reading

_T = TypeVar("_T")

people = typer.Typer(no_args_is_help=True)
unit = typer.Typer(no_args_is_help=True)

Fields = Annotated[list[str], typer.Argument(help="FIELD=VALUE ...; an empty value removes it.")]
Id = Annotated[str, typer.Argument(help="Its id.")]


@contextmanager
def opened() -> Iterator[tuple[UnitOfWork, Clock]]:
    """Open a unit of work on the database of the settings; the caller commits."""
    from bot.runtime.clock import SystemClock
    from bot.runtime.folders import made
    from bot.runtime.keyring import keyring
    from bot.runtime.logs import for_a_reader
    from bot.settings import load_settings
    from bot.storage.unit_of_work import open_storage

    settings = load_settings()
    for_a_reader(settings.log_level)
    made("RINNALLA_DATA_DIR", settings.data_dir)
    keys = keyring(settings)
    clock = SystemClock(settings.now)
    storage = open_storage(settings.database, keys, clock)
    try:
        with storage.begin() as work:
            yield work, clock
    finally:
        storage.close()


@people.command("import")
def import_people(
    file: Path, dry_run: Annotated[bool, typer.Option(help="Only say what is wrong.")] = False
) -> None:
    """Write units, workers, absences and rosters from a YAML or CSV file: all of it or nothing.

    What is not in the file stays as it is. Example: rinnalla people import demo/county/people.yml
    """
    from bot.runtime.people_files import read_file

    given, slips = read_file(file)
    with opened() as (work, clock):
        known = work.people.everybody()
        plan = read_plan(given, lambda plan: [*slips, *plan_problems(known, plan)])
        write_plan(work, plan, getpass.getuser())
        times = publish_file(work, plan.free_times, clock.now(), f"admin:{getpass.getuser()}")
        if not dry_run:
            note(work, clock, "people.import", file.name)
            work.commit()
    counts = f"{len(plan.units)} units, {len(plan.workers)} workers, {len(plan.absences)} absences"
    more = f", {times} free times" if times else ""
    said(f"{'would write' if dry_run else 'wrote'} {counts}, {len(plan.rosters)} rosters{more}")


@people.command("export")
def export_people(
    format: Annotated[
        Literal["yaml", "csv"], typer.Option(help="YAML holds everything.")
    ] = "yaml",
    kind: Annotated[
        Literal["units", "workers", "absences", "rosters"], typer.Option(help="For CSV: which.")
    ] = "workers",
) -> None:
    """Write everything as a file that import reads back. Example: rinnalla people export."""
    from bot.runtime.people_files import write_csv, write_yaml

    with opened() as (work, clock):
        everybody = work.people.everybody()
        given = write_people(everybody, local_date(clock.now()))
        times = write_free_times(work, list(everybody.workers), clock.now())
        given |= {"free_times": times} if times else {}
    typer.echo(write_yaml(given) if format == "yaml" else write_csv(given, kind), nl=False)


@unit.command("list")
def list_units() -> None:
    """List the units and whether they are at work now. Example: rinnalla unit list."""
    from bot.domain.hours import next_opening

    with opened() as (work, clock):
        everybody = work.people.everybody()
    for one in everybody.units.values():
        opening = next_opening(one.schedule, clock.now())
        said(f"{one.id}\t{one.name}\t{shown(opening, clock.now())}\t{one.phone or '-'}")


@unit.command("set")
def set_unit(id: Id, fields: Fields) -> None:
    """Make a unit or change fields of it; the fields are those of the import file.

    Example: rinnalla unit set jalkihuolto name="Jälkihuollon tiimi" 'hours={mon-fri: ["9-15"]}'
    """
    with opened() as (work, clock):
        known = work.people.everybody().units.get(UnitId(id))
        made = changed(write_unit(known) if known else {"id": id}, fields, read_unit)
        write_plan(work, Plan(units={made.id: made}), getpass.getuser())
        note(work, clock, "unit.write", id)
        work.commit()
    said(f"wrote unit {id}")


@unit.command("show")
def show_unit(id: Id) -> None:
    """Show a unit as the import file has it. Example: rinnalla unit show jalkihuolto."""
    with opened() as (work, _):
        found = work.people.everybody().units.get(UnitId(id))
    if found is None:
        raise PeopleProblems([f"there is no unit {id}: rinnalla unit list shows them"])
    typer.echo(yaml.safe_dump(write_unit(found), allow_unicode=True, sort_keys=False), nl=False)


def fill(file: Path) -> None:
    """Import a file when there are no units yet: the demo has people from its first start."""
    from bot.runtime.people_files import read_file

    with opened() as (work, clock):
        if not work.people.everybody().units:
            plan = read_plan(read_file(file)[0])
            write_plan(work, plan, "demo")
            publish_file(work, plan.free_times, clock.now(), "demo")
            note(work, clock, "people.import", file.name)
            work.commit()


def note(work: UnitOfWork, clock: Clock, what: str, about: str = "") -> None:
    """Write into the audit log what this command did or read."""
    work.audit.add(Deed(f"admin:{getpass.getuser()}", what, clock.now(), about))


def known_worker(everybody: People, id: str) -> Worker:
    """Return a worker, or say in words that there is none."""
    found = everybody.worker(WorkerId(id))
    if found is None:
        raise PeopleProblems([f"there is no worker {id}: rinnalla worker list shows them"])
    return found


def said(line: str) -> None:
    """Print one line as it is: columns are parted by tabs, for other programs too."""
    typer.echo(line)


def changed(
    given: dict[str, Any],
    fields: list[str],
    read: Callable[[Mapping[str, Any], list[str]], _T],
) -> _T:
    """Return what a written form reads as with FIELD=VALUE pairs put in; values are YAML.

    Raises:
        PeopleProblems: with everything that is wrong with them.
    """
    problems: list[str] = []
    changed = dict(given)
    for pair in fields:
        name, equals, value = pair.partition("=")
        if not equals:
            problems.append(f"{pair!r} is not FIELD=VALUE")
            continue
        try:
            structured = value[:1] in ("{", "[") or value in ("true", "false")
            changed[name] = yaml.safe_load(value) if structured else value or None
        except yaml.YAMLError:
            problems.append(f"{name}: {value!r} cannot be read")
    given_anew = {name: value for name, value in changed.items() if value is not None}
    made = read(given_anew, problems)
    Reading(given_anew, str(given["id"]), problems).contacts()
    if problems:
        raise PeopleProblems(problems)
    return made


def shown(at: datetime | None, now: datetime) -> str:
    """Return an instant by the Finnish clock."""
    if at is None:
        return "not known"
    return "now" if at == now else f"{at.astimezone(HELSINKI):%a %Y-%m-%d %H:%M}"
