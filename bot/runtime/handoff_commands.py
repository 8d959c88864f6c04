"""``rinnalla handoff``: for an office without Telegram and without the web inbox.

Whoever may use this machine's database says as which worker they act; what that worker may see
and do is asked as everywhere, and everything is written into the audit log with both names.
"""

import getpass
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Annotated

import typer

from bot.domain.audit import Deed
from bot.domain.calendar import HELSINKI
from bot.domain.errors import RinnallaError, RuleBroken
from bot.domain.handoff import Event
from bot.domain.handoff_sight import Sight
from bot.domain.wishes import lines as wish_lines
from bot.i18n import Words
from bot.runtime.people_commands import known_worker, opened, said
from bot.runtime.signed_words import signed_words
from bot.services.handoff_work import Listed, act_of_worker, answer, list_for, open_one
from bot.services.passing import how_reached
from bot.services.ports import Clock, UnitOfWork
from bot.settings import load_settings

handoff = typer.Typer(no_args_is_help=True)

As = Annotated[str, typer.Option("--as", help="The worker's id: rinnalla worker list shows them.")]
Id = Annotated[str, typer.Argument(help="The handoff's id, or the beginning of it.")]


_HOW = {
    "work.sent": "sent",
    "work.sent.mail": "sent; the browser is closed, they get a notice by e-mail",
    "work.sent.text": "sent; the browser is closed, they get a notice as a text message",
    "work.sent.code": "saved; the browser is closed, they see it once they type their return code",
    "work.sent.closed": "saved, but the browser is closed and there is no code: call",
    "work.sent.blocked": "saved, but the young person cannot be reached in the chat: call",
    "work.sent.gone": "saved, but the young person cannot be reached in the chat: call",
}


@handoff.callback()
def about() -> None:
    """Messages of young people: list, show, reply, give, close."""


@handoff.command("list")
def list_handoffs(worker: As) -> None:
    """List what waits, most urgent first. Example: rinnalla handoff list --as maija."""
    with _acting(worker, "list") as (work, clock):
        for one in list_for(work, worker, clock.now()):
            said(_line(one))


@handoff.command("show")
def show(id: Id, worker: As) -> None:
    """Open a message and show its words. Example: rinnalla handoff show 3f5a --as maija."""
    with _acting(worker, "show") as (work, clock):
        full = _full(work, worker, id, clock.now())
        found = open_one(work, worker, full, clock.now(), wording=signed_words())
        lost = work.undelivered.unreached_at(full)
    known = found.known.label + ("" if found.known.confirmed else " (not confirmed)")
    said(f"{found.handoff.id}\t{found.handoff.state}\t{known.strip()}")
    for flag in sorted(found.handoff.flags):
        sent = found.handoff.sent_at or found.handoff.created_at
        said(f"! {Words.load().text('en', f'handoff.flag.{flag}')}, came {_at(sent)}")
    if lost is not None:
        said(f"! an answer reached nobody, {_at(lost)}: call or arrange a meeting")
    for line in wish_lines(found.wishes, lambda key: Words.load().text("en", key)):
        said(line)
    for message in found.words:
        said(f"[{_at(message.at)}] {message.worker or '-'}: {message.text}")


@handoff.command("reply")
def reply(id: Id, text: Annotated[str, typer.Argument(help="The answer.")], worker: As) -> None:
    """Send an answer into the young person's chat.

    Example: rinnalla handoff reply 3f5a "Soitan sinulle kello 14." --as maija
    """
    with _acting(worker, "reply") as (work, clock):
        now = clock.now()
        full = _full(work, worker, id, now)
        source = f"cli:{secrets.token_hex(8)}"
        ways = load_settings().ways
        answer(work, worker, full, text, now, source, wording=signed_words(), ways=ways)
        handoff = work.handoffs.find(full)
        reach = work.told.reach(handoff.conversation, now) if handoff else None
    said(_HOW[how_reached(reach)])


@handoff.command("give")
def give(id: Id, to: Annotated[str, typer.Option(help="Another worker.")], worker: As) -> None:
    """Give it to another worker. Example: rinnalla handoff give 3f5a --to sari --as maija."""
    with _acting(worker, "give") as (work, clock):
        full = _full(work, worker, id, clock.now())
        act_of_worker(work, worker, full, Event.GIVE, clock.now(), wording=signed_words(), to=to)
    said(f"given to {to}")


@handoff.command("close")
def close(id: Id, worker: As) -> None:
    """Mark a matter as done. Example: rinnalla handoff close 3f5a --as maija."""
    with _acting(worker, "close") as (work, clock):
        full = _full(work, worker, id, clock.now())
        act_of_worker(work, worker, full, Event.CLOSE, clock.now(), wording=signed_words())
    said("closed")


@contextmanager
def _acting(worker: str, what: str) -> Iterator[tuple[UnitOfWork, Clock]]:
    """Open a unit of work; note who acts as whom; commit when it went well."""
    try:
        with opened() as (work, clock):
            known_worker(work.people.everybody(), worker)
            yield work, clock
            about = (("as", worker),)
            who = f"admin:{getpass.getuser()}"
            work.audit.add(Deed(who, f"cli.handoff.{what}", clock.now(), more=about))
            work.commit()
    except RuleBroken as error:
        # The key is the rule's name; people read its words.
        raise RinnallaError(Words.load().text("en", error.key)) from error


def _full(work: UnitOfWork, worker: str, id: str, at: datetime) -> str:
    """Return the whole id of a beginning that fits one handoff this worker may see."""
    fitting = [
        one.handoff.id for one in list_for(work, worker, at) if one.handoff.id.startswith(id)
    ]
    if len(fitting) > 1:
        raise RinnallaError(f"{id} is the beginning of {len(fitting)} ids: give more of it")
    return fitting[0] if fitting else id


def _line(listed: Listed) -> str:
    one = listed.handoff
    words = listed.sight is Sight.WORDS
    known = listed.known.label + ("" if listed.known.confirmed else " (not confirmed)")
    mark = "URGENT " if one.urgent else ""
    who = known.strip() if words else f"unit {one.unit}, no words"
    return f"{one.id[:8]}\t{one.state}\t{mark}{_at(one.sent_at or one.created_at)}\t{who}"


def _at(moment: datetime) -> str:
    return f"{moment.astimezone(HELSINKI):%d.%m. %H:%M}"
