"""``rinnalla roster``: period work comes in as files; a day nobody confirmed is the unit's."""

import getpass
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Annotated

import typer

from bot.domain.calendar import local_date
from bot.domain.people import WorkerId, schedule_of
from bot.runtime.people_commands import known_worker, note, opened, said
from bot.runtime.people_files import read_roster_file
from bot.services.people_plan import Plan, write_plan
from bot.services.people_written import write_slots

roster = typer.Typer(no_args_is_help=True)


@roster.command("import")
def import_roster(
    file: Path,
    worker: Annotated[str | None, typer.Option(help="Whose; needed for iCal.")] = None,
) -> None:
    """Confirm days from CSV (worker, day, times) or iCal; a day without times is taken back.

    Titles of calendar entries are not read.
    Example: rinnalla roster import joulu.ics --worker maija
    """
    days = read_roster_file(file, worker)
    with opened() as (work, clock):
        everybody = work.people.everybody()
        workers = {id: everybody.workers[id] for id in days if id in everybody.workers}
        # Whose days come as a roster works by it from now on.
        on_roster = {id: replace(one, on_roster=True) for id, one in workers.items()}
        write_plan(work, Plan(workers=on_roster, rosters=dict(days)), getpass.getuser())
        note(work, clock, "roster.import", file.name)
        work.commit()
    for id, confirmed in days.items():
        at_work = sum(1 for slots in confirmed.values() if slots)
        said(f"{id}: {at_work} days at work, {len(confirmed) - at_work} days off or taken back")


@roster.command("show")
def show_roster(
    worker: Annotated[str, typer.Argument(help="The worker's id.")],
    days: Annotated[int, typer.Option(min=1, max=120, help="How many days.")] = 14,
) -> None:
    """Show coming days: confirmed, or the unit's hours. Example: rinnalla roster show maija."""
    with opened() as (work, clock):
        everybody, today = work.people.everybody(), local_date(clock.now())
    found = known_worker(everybody, worker)
    unit = everybody.unit_of(WorkerId(worker))
    if unit is None:
        return
    schedule = schedule_of(found, unit)
    for number in range(days):
        day = today + timedelta(days=number)
        times = ", ".join(write_slots(schedule.slots_on(day))) or "off"
        note = (
            "confirmed" if day in found.roster else "" if not found.on_roster else "unit's hours"
        )
        said(f"{day:%a %Y-%m-%d}\t{times}\t{note}")
