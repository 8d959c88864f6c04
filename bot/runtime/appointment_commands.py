"""``rinnalla slot | appointment``: workers' free times, and appointments, for an office.

Whoever may use this machine's database says as which worker they act; what that worker may see
and do is asked as everywhere, and everything is written into the audit log with both names.
"""

import getpass
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Annotated

import typer

from bot.domain.appointment import Appointment, Event, Meet, kind_of
from bot.domain.audit import Deed
from bot.domain.calendar import HELSINKI, local_date
from bot.domain.errors import RinnallaError, RuleBroken
from bot.domain.free_times import FreeTime
from bot.domain.meeting_words import Written, read_time
from bot.domain.messages import ConversationId
from bot.i18n import Words
from bot.runtime.people_commands import known_worker, note, opened, said
from bot.runtime.signed_words import signed_words
from bot.services.appointment_work import (
    ListedAppointment,
    act_of_worker,
    list_for,
    pieces,
    propose,
    publish,
    take_back,
)
from bot.services.handoff_work import list_for as handoffs_for
from bot.services.handoff_work import seen_words
from bot.services.passing import how_reached
from bot.services.ports import Clock, UnitOfWork

slot = typer.Typer(no_args_is_help=True)
appointment = typer.Typer(no_args_is_help=True)

WorkerArg = Annotated[str, typer.Argument(help="The worker's id.")]
As = Annotated[str, typer.Option("--as", help="The worker's id: rinnalla worker list shows them.")]
Id = Annotated[str, typer.Argument(help="The appointment's id, or the beginning of it.")]
Day = Annotated[str, typer.Argument(help="A day: 2026-12-01.")]
Times = Annotated[str, typer.Argument(help="From and to: 9-12, 13:15-14.")]
SlotId = Annotated[str, typer.Argument(help="From slot list.")]
Kind = Annotated[str, typer.Option(help="meeting or call.")]
Place = Annotated[str, typer.Option(help="Where; of a call the number it comes from.")]


@slot.callback()
def about_slots() -> None:
    """Times that young people may take: publish, list, withdraw."""


@slot.command("publish")
def publish_slots(
    worker: WorkerArg,
    day: Day,
    times: Times,
    length: Annotated[int, typer.Option(help="Minutes of each time; 0: one whole time.")] = 45,
    kind: Kind = "meeting",
    place: Place = "",
) -> None:
    """Offer times to a worker's young people, cut into pieces.

    Example: rinnalla slot publish maija 2026-12-01 9-12 --length 45 --place "Testikatu 1"
    """
    with opened() as (work, clock):
        known_worker(work.people.everybody(), worker)
        written = _written(day, times, local_date(clock.now()))
        chosen = kind_of(kind)
        if chosen is None:
            raise RinnallaError(f"kind is meeting or call, not {kind!r}")
        each = timedelta(minutes=length) if length else None
        wanted = pieces(worker, written.start, written.end, chosen, place, each)
        done = publish(work, wanted, clock.now(), f"admin:{getpass.getuser()}")
        if done.faults:
            raise RinnallaError(faults_in_words(done.faults))
        work.commit()
    for one in done.times:
        said(_time_line(one))


@slot.command("list")
def list_slots(worker: WorkerArg) -> None:
    """List a worker's times, free and taken. Example: rinnalla slot list maija."""
    with opened() as (work, clock):
        known_worker(work.people.everybody(), worker)
        for one in work.free_times.of_worker(worker, clock.now()):
            said(_time_line(one))
        note(work, clock, "slot.list", worker)
        work.commit()


@slot.command("withdraw")
def withdraw_slot(worker: WorkerArg, id: SlotId) -> None:
    """Offer a free time no more. Example: rinnalla slot withdraw maija 3f5a9c."""
    with opened() as (work, clock):
        found = [
            one for one in work.free_times.of_worker(worker, clock.now()) if one.id.startswith(id)
        ]
        by = f"admin:{getpass.getuser()}"
        if len(found) != 1 or not take_back(work, worker, found[0].id, clock.now(), by):
            raise RinnallaError(f"{worker} has no single free time {id!r}: rinnalla slot list")
        work.commit()
    said("withdrawn")


@appointment.callback()
def about_appointments() -> None:
    """Appointments of young people: list, propose, confirm, decline, cancel."""


@appointment.command("list")
def list_appointments(worker: As) -> None:
    """List what a worker may see. Example: rinnalla appointment list --as maija."""
    with _acting(worker, "list") as (work, clock):
        for one in list_for(work, worker, clock.now()):
            said(_line(one))
            # Seen at the office counts like seen in a chat.
            work.appointments.told(one.appointment.id, one.appointment.revision)


@appointment.command("propose")
def propose_time(
    id: Annotated[str, typer.Argument(help="The appointment's or the message's id.")],
    day: Day,
    times: Times,
    worker: As,
    kind: Kind = "meeting",
    place: Place = "",
) -> None:
    """Name a time; it is agreed once the young person has said yes.

    Example: rinnalla appointment propose 3f5a 2026-12-03 13-13:45 --as maija
    """
    with _acting(worker, "propose") as (work, clock):
        now = clock.now()
        written = _written(day, times, local_date(now))
        chosen = kind_of(kind) or "meeting"
        meet = Meet(worker, written.start, written.end, chosen, place)
        conversation, handoff, of = _whose(work, worker, id, clock)
        words, source = signed_words(), _source()
        propose(work, worker, conversation, meet, now, words, source, handoff=handoff, id=of)
        reach = work.told.reach(conversation, now)
    said("proposed" if reach and reach.open else f"proposed; {_reached(how_reached(reach))}")


@appointment.command("confirm")
def confirm(id: Id, worker: As) -> None:
    """Say yes to what was taken. Example: rinnalla appointment confirm 3f5a --as maija."""
    _act(worker, id, Event.CONFIRM)
    said("confirmed")


@appointment.command("decline")
def decline(id: Id, worker: As) -> None:
    """Say no to it. Example: rinnalla appointment decline 3f5a --as maija."""
    _act(worker, id, Event.DECLINE)
    said("declined")


@appointment.command("cancel")
def cancel(id: Id, worker: As) -> None:
    """Cancel; the young person is told. Example: rinnalla appointment cancel 3f5a --as maija."""
    _act(worker, id, Event.CANCEL)
    said("cancelled")


def faults_in_words(faults: tuple[str, ...]) -> str:
    """Return why times were not published."""
    words = Words.load()
    return "; ".join(words.text("en", f"work.time.fault.{fault}") for fault in faults)


def _act(worker: str, id: str, event: Event) -> None:
    with _acting(worker, event.value) as (work, clock):
        full = _full(work, worker, id, clock)
        act_of_worker(work, worker, full, event, clock.now(), signed_words(), _source())


@contextmanager
def _acting(worker: str, what: str) -> Iterator[tuple[UnitOfWork, Clock]]:
    """Open a unit of work; note who acts as whom; commit when it went well."""
    try:
        with opened() as (work, clock):
            known_worker(work.people.everybody(), worker)
            yield work, clock
            who, about = f"admin:{getpass.getuser()}", (("as", worker),)
            work.audit.add(Deed(who, f"cli.appointment.{what}", clock.now(), more=about))
            work.commit()
    except RuleBroken as error:
        raise RinnallaError(Words.load().text("en", error.key)) from error


def _full(work: UnitOfWork, worker: str, id: str, clock: Clock) -> str:
    """Return the whole id of a beginning that fits one appointment this worker may see."""
    every = [one.appointment.id for one in list_for(work, worker, clock.now())]
    fitting = [one for one in every if one.startswith(id)]
    if len(fitting) > 1:
        raise RinnallaError(f"{id} is the beginning of {len(fitting)} ids: give more of it")
    return fitting[0] if fitting else id


def _whose(
    work: UnitOfWork, worker: str, id: str, clock: Clock
) -> tuple[ConversationId, str | None, str | None]:
    """Return whose it is, and which message or which appointment; of what this worker sees."""
    for one in list_for(work, worker, clock.now()):
        if one.appointment.id.startswith(id):
            return one.appointment.conversation, None, one.appointment.id
    for listed in handoffs_for(work, worker, clock.now()):
        if listed.handoff.id.startswith(id):
            found = seen_words(work, worker, listed.handoff.id, clock.now())
            return found.conversation, found.id, None
    raise RuleBroken("appointment.refused.gone")


def _written(day: str, times: str, today: date) -> Written:
    written = read_time(f"{day} {times}", today)
    if written is None:
        raise RinnallaError(f"{day} {times} is no time: write 2026-12-01 9-12")
    return written


def _line(listed: ListedAppointment) -> str:
    one: Appointment = listed.appointment
    known = listed.known.label + ("" if listed.known.confirmed else " (not confirmed)")
    shown = [_meet("agreed", one.time), _meet("asked", one.asked)]
    number = f"number {one.contact}" if one.contact else ""
    parts = [one.id[:8], one.state.value, known.strip() or "-", *shown, number]
    return "\t".join(part for part in parts if part)


def _meet(what: str, meet: Meet | None) -> str:
    if meet is None:
        return ""
    start, end = meet.start.astimezone(HELSINKI), meet.end.astimezone(HELSINKI)
    return f"{what} {start:%a %d.%m. %H:%M}-{end:%H:%M} {meet.kind} with {meet.worker}"


def _time_line(one: FreeTime) -> str:
    start, end = one.start.astimezone(HELSINKI), one.end.astimezone(HELSINKI)
    state = "taken" if one.taken_by else "free"
    when = f"{start:%a %d.%m. %H:%M}-{end:%H:%M}"
    return f"{one.id[:8]}\t{when}\t{one.kind}\t{state}\t{one.place}".rstrip()


def _reached(key: str) -> str:
    return Words.load().text("en", key, name="-")


def _source() -> str:
    return f"cli:{secrets.token_hex(8)}"
