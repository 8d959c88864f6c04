"""``rinnalla worker | absence``: who works here, when, and who stands in.

No command asks why somebody is away: there is nowhere to write it.
"""

import getpass
from datetime import date, datetime, time
from typing import Annotated

import segno
import typer
import yaml

from bot.domain.calendar import instant, written_day
from bot.domain.linking import shown_code
from bot.domain.people import (
    People,
    Worker,
    WorkerId,
    is_at_work,
    is_away,
    next_at_work,
)
from bot.runtime.invite_commands import telegram_link
from bot.runtime.people_commands import Fields, changed, known_worker, note, opened, said, shown
from bot.services import people as doing
from bot.services.linking import make_staff_code
from bot.services.people_plan import Plan, write_plan
from bot.services.people_written import read_worker, write_worker
from bot.services.written import PeopleProblems
from bot.settings import load_settings

worker = typer.Typer(no_args_is_help=True)
absence = typer.Typer(no_args_is_help=True)

WorkerArg = Annotated[str, typer.Argument(help="The worker's id.")]
Substitute = Annotated[str | None, typer.Option("--substitute", help="Who stands in.")]


@worker.command("list")
def list_workers() -> None:
    """List the workers: at work now, or when next. Example: rinnalla worker list."""
    with opened() as (work, clock):
        everybody, now = work.people.everybody(), clock.now()
    for one in everybody.workers.values():
        said(f"{one.id}\t{one.name}\t{one.unit}\t{_state(everybody, one, now)}")


@worker.command("set")
def set_worker(id: WorkerArg, fields: Fields) -> None:
    """Make a worker or change fields; hours left out are the unit's.

    Example: rinnalla worker set maija name="Maija Virtanen" unit=jalkihuolto phone="040 000 0011"
    """
    with opened() as (work, clock):
        known = work.people.everybody().workers.get(WorkerId(id))
        made = changed(write_worker(known) if known else {"id": id}, fields, read_worker)
        write_plan(work, Plan(workers={made.id: made}), getpass.getuser())
        note(work, clock, "worker.write", id)
        work.commit()
    said(f"wrote worker {id}")


@worker.command("show")
def show_worker(id: WorkerArg) -> None:
    """Show a worker: hours, absences, whose worker. Example: rinnalla worker show maija."""
    with opened() as (work, clock):
        everybody, now = work.people.everybody(), clock.now()
        found = known_worker(everybody, id)
        lines = work.lines.of_worker(found.id)
        note(work, clock, "worker.people", id)
        work.commit()
    said(_state(everybody, found, now))
    typer.echo(yaml.safe_dump(write_worker(found), allow_unicode=True, sort_keys=False), nl=False)
    for linked in lines:
        state = "" if linked.confirmed_at else " (not confirmed)"
        said(f"young person {linked.conversation[:8]}: {linked.label or '-'}{state}")


@worker.command("deactivate")
def deactivate_worker(
    id: WorkerArg,
    to: Annotated[str | None, typer.Option(help="Who takes over; else the duty queue.")] = None,
    on: Annotated[str | None, typer.Option(help="First day without them; else now.")] = None,
) -> None:
    """Let a worker leave: their people go to a successor or to the unit's duty queue.

    Example: rinnalla worker deactivate maija --to timo --on 2026-09-01
    """
    with opened() as (work, clock):
        at = instant(_day(on), time(0)) if on else clock.now()
        heir = WorkerId(to) if to else None
        changed = doing.deactivate(work, WorkerId(id), at, heir, now=clock.now())
        note(work, clock, "worker.deactivate", id)
        work.commit()
    said(f"{id} leaves {shown(at, clock.now())}; {len(changed)} young people get {to or 'duty'}")


@worker.command("change")
def change_worker(
    young_person: Annotated[str, typer.Argument(help="First letters shown by worker show.")],
    of: Annotated[str, typer.Option(help="Whose young person it is now.")],
    to: Annotated[str, typer.Option(help="The new worker.")],
    since: Annotated[str | None, typer.Option(help="First day; told ahead. Else now.")] = None,
    pair: Annotated[str | None, typer.Option(help="The pair worker.")] = None,
) -> None:
    """Give a young person another worker, now or from a day on.

    Example: rinnalla worker change 3f2a91c0 --of maija --to timo --since 2026-09-01
    """
    with opened() as (work, clock):
        lines = work.lines.of_worker(WorkerId(of))
        found = [one for one in lines if one.conversation.startswith(young_person)]
        if len(found) != 1:
            raise PeopleProblems([f"{of} has no single young person {young_person!r}"])
        at = instant(_day(since), time(0)) if since else clock.now()
        other = WorkerId(pair) if pair else None
        whose = found[0].conversation
        doing.change_worker(work, whose, at, WorkerId(to), other, at=clock.now())
        note(work, clock, "worker.change", found[0].conversation)
        work.commit()
    said(f"{to} is the worker {shown(at, clock.now())}")


@worker.command("telegram")
def worker_telegram(
    id: WorkerArg,
    off: Annotated[bool, typer.Option("--off", help="Undo the link.")] = False,
    qr: Annotated[bool, typer.Option(help="Draw the code of the link.")] = True,
) -> None:
    """Make a worker's one-use code for their own Telegram, good for a day; shown once.

    They send it to the bot, or open the link. Example: rinnalla worker telegram maija
    """
    if off:
        with opened() as (work, clock):
            gone = work.chats.unlink(id)
            note(work, clock, "worker.telegram_off", id)
            work.commit()
        said(f"{id} gets nothing in Telegram any more" if gone else f"{id} had no Telegram here")
        return
    with opened() as (work, clock):
        made = make_staff_code(work, WorkerId(id), clock.now())
        note(work, clock, "worker.telegram_code", id)
        work.commit()
    settings = load_settings()
    said(f"code:  {shown_code(made.code)}   (sent to the bot from the worker's own Telegram)")
    if settings.telegram_name is None:
        said(f"or:    /start {made.token}")
        return
    link = telegram_link(settings.telegram_name, made.token)
    said(f"link:  {link}")
    if qr:
        segno.make(link, error="m").terminal(compact=True)


@absence.command("add")
def add_absence(
    id: WorkerArg,
    first: Annotated[str, typer.Argument(help="First day away.")],
    last: Annotated[str | None, typer.Argument(help="Last day away; left out: open.")] = None,
    substitute: Substitute = None,
) -> None:
    """Write down that somebody is away, and who stands in. Nobody is asked why.

    Example: rinnalla absence add maija 2026-12-21 2026-12-31 --substitute timo
    """
    with opened() as (work, clock):
        end = _day(last) if last else None
        instead = WorkerId(substitute) if substitute else None
        doing.set_away(work, WorkerId(id), _day(first), end, instead, getpass.getuser())
        note(work, clock, "absence.add", id)
        work.commit()
    said(f"{id} is away {first} - {last or '...'}; {substitute or 'pair worker or duty'} answers")


@absence.command("today")
def away_today(id: WorkerArg, substitute: Substitute = None) -> None:
    """Mark a teammate away for the rest of today. Example: rinnalla absence today maija."""
    with opened() as (work, clock):
        instead = WorkerId(substitute) if substitute else None
        doing.away_today(work, WorkerId(id), clock.now(), getpass.getuser(), instead)
        note(work, clock, "absence.today", id)
        work.commit()
    said(f"{id} is away today; {substitute or 'pair worker or duty'} answers")


@absence.command("list")
def list_absences() -> None:
    """List absences that are on or coming. Example: rinnalla absence list."""
    with opened() as (work, clock):
        everybody, now = work.people.everybody(), clock.now()
    for one in sorted(everybody.absences, key=lambda one: one.start):
        if one.end is None or one.end > now:
            until = shown(one.end, now) if one.end else "until told otherwise"
            who = f"{one.id}\t{one.worker}\t{shown(one.start, now)}"
            said(f"{who}\t{until}\t{one.substitute or '-'}")


@absence.command("end")
def end_absence(id: Annotated[str, typer.Argument(help="From absence list.")]) -> None:
    """Somebody is back, or not going after all. Example: rinnalla absence end 4c1d9a0b22ef."""
    with opened() as (work, clock):
        doing.end_absence(work, id, clock.now(), getpass.getuser())
        note(work, clock, "absence.end", id)
        work.commit()
    said(f"absence {id} has ended")


def _state(everybody: People, one: Worker, now: datetime) -> str:
    if not one.works_here(now):
        return "has left"
    if is_at_work(everybody, one.id, now):
        return "at work"
    away = "away, " if is_away(everybody, one.id, now) else ""
    return f"{away}next {shown(next_at_work(everybody, one.id, now), now)}"


def _day(given: str) -> date:
    day = written_day(given)
    if day is None:
        raise PeopleProblems([f"{given!r} is not a day like 2026-12-31 or 31.12.2026"])
    return day
