"""``rinnalla email``: what the mail server does with mail that comes to our own address."""

import asyncio
import logging
import secrets
import sys

import typer

from bot.channels.email import Mail, Mailer
from bot.channels.email_incoming import Answered, Bounced, Incoming, read_incoming
from bot.domain.errors import DeliveryFailed
from bot.i18n import Words
from bot.runtime.mail import mailer_of
from bot.runtime.people_commands import note, opened
from bot.services.notice_texts import refusal_words
from bot.services.ports import Clock, UnitOfWork

log = logging.getLogger(__name__)
email = typer.Typer(no_args_is_help=True)

_TEMPORARY = 75
"""EX_TEMPFAIL of sysexits.h: the mail server keeps the message and tries again."""


@email.callback()
def about() -> None:
    """Receive bounces and answers."""


@email.command("receive")
def receive() -> None:
    """Read one message from standard input: note a bounce, refuse an answer politely.

    Nothing of the message is kept. For the mail server's aliases:
    rinnalla: "|/opt/rinnalla/.venv/bin/rinnalla email receive"
    Example: rinnalla email receive < message.eml
    """
    from bot.settings import load_settings

    found = read_incoming(sys.stdin.buffer.read())
    mailer = mailer_of(load_settings())
    with opened() as (work, clock):
        refused = take(work, clock, found)
        work.commit()
    if refused is None or mailer is None:
        return
    try:
        asyncio.run(refuse(mailer, refused))
    except DeliveryFailed as error:
        log.warning("email.not_refused", extra={"why": error.reason})
        raise typer.Exit(_TEMPORARY if error.retryable else 0) from error


def take(work: UnitOfWork, clock: Clock, found: Incoming) -> Answered | None:
    """Note a bounce; return an answer that has to be refused.

    A bounce counts only when it names a notice of ours and that worker's own address: anybody can
    write something that looks like one. Who is no worker gets no answer.
    """
    workers = work.people.everybody().workers
    if isinstance(found, Bounced):
        id = work.notices.worker_of(found.notice)
        worker = next((one for one in workers.values() if one.id == id), None)
        if worker and found.forever and (worker.email or "").lower() == found.address.lower():
            work.notices.stop_mail(found.address, "bounced")
            note(work, clock, "email.bounced", worker.id)
        return None
    if isinstance(found, Answered):
        mine = {one.email.lower(): one.id for one in workers.values() if one.email}
        if found.sender.lower() in mine:
            note(work, clock, "email.refused", mine[found.sender.lower()])
            return found
    return None


async def refuse(mailer: Mailer, answered: Answered) -> None:
    """Tell kindly where to answer instead.

    Raises:
        DeliveryFailed: with what to do next.
    """
    said = refusal_words(Words.load())
    id = secrets.token_hex(16)
    mail = Mail(answered.sender, said.subject, said.body, id, answers=answered.message_id or id)
    await mailer.send(mail)
