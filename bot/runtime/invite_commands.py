"""``rinnalla invite``: bring a young person to their worker with a code that opens once."""

from datetime import datetime
from typing import Annotated

import segno
import typer

from bot.domain.calendar import HELSINKI
from bot.domain.linking import shown_code
from bot.domain.staff import WorkerId
from bot.i18n import Words
from bot.runtime.people_commands import note, opened, said
from bot.services import linking

invite = typer.Typer(no_args_is_help=True)

InviteArg = Annotated[str, typer.Argument(help="First letters of its id, from invite list.")]


@invite.command("make")
def make(
    worker: Annotated[str, typer.Argument(help="The worker's id.")],
    name: Annotated[str, typer.Option(help="What the worker calls the young person.")] = "",
    paper: Annotated[bool, typer.Option("--paper", help="14 days instead of 15 minutes.")] = False,
    qr: Annotated[bool, typer.Option(help="Draw the code of a link.")] = True,
    web: Annotated[bool, typer.Option("--web", help="Draw the web link's code.")] = False,
) -> None:
    """Make a one-use code: 15 minutes face to face, or 14 days on a paper slip.

    It is shown once and not kept. Example: rinnalla invite make maija --name "Anna K." --paper
    """
    from bot.settings import load_settings

    with opened() as (work, clock):
        made = linking.make_invite(
            work, WorkerId(worker), name, clock.now(), face_to_face=not paper
        )
        note(work, clock, "invite.make", made.invite.id)
        work.commit()
    settings = load_settings()
    said(f"invite {made.invite.id[:8]} of {worker}, valid until {_clock(made.invite.expires_at)}")
    drawn = web_link(settings.url, made.token)
    said(f"code:  {shown_code(made.code)}   (typed into the chat at {settings.url})")
    said(f"web:   {drawn}")
    if settings.telegram_name is None:
        said("link:  set RINNALLA_TELEGRAM_NAME to the bot's name to get a Telegram link")
    else:
        link = telegram_link(settings.telegram_name, made.token)
        said(f"link:  {link}")
        drawn = drawn if web else link
    if qr:
        segno.make(drawn, error="m").terminal(compact=True)


@invite.command("list")
def listed() -> None:
    """List codes that are open, used but not confirmed, or tried again.

    The four words must be those that the young person sees. Example: rinnalla invite list
    """
    words = Words.load()
    with opened() as (work, clock):
        found = work.invites.waiting()
        note(work, clock, "invite.list")
        work.commit()
    for one in found:
        state = f"open until {_clock(one.expires_at)}"
        if one.used_at is not None:
            shown = linking.words_seen(one, words)
            state = "confirmed" if one.confirmed_at else f"used {_clock(one.used_at)}: "
            if not one.confirmed_at:
                state += " | ".join(f"{language}: {text}" for language, text in shown.items())
        alarm = f"  ALARM: tried again {_clock(one.alarmed_at)}" if one.alarmed_at else ""
        said(f"{one.id[:8]}\t{one.worker}\t{one.label or '-'}\t{state}{alarm}")


@invite.command("confirm")
def confirm(
    id: InviteArg,
    words: Annotated[
        str | None, typer.Option(help="The four words as the young person reads them.")
    ] = None,
) -> None:
    """Confirm that both of you see the same four words; the young person is told.

    Example: rinnalla invite confirm 3f2a91c0 --words "aalto kivi lumi omena"
    """
    with opened() as (work, clock):
        linked = linking.confirm_invite(work, id, clock.now(), Words.load(), words)
        note(work, clock, "invite.confirm", linked.conversation)
        work.commit()
    said(f"confirmed: {linked.label or linked.conversation[:8]}")


@invite.command("cancel")
def cancel(id: InviteArg) -> None:
    """Cancel a code and take apart a link that is not confirmed.

    Example: rinnalla invite cancel 3f2a91c0
    """
    with opened() as (work, clock):
        found = linking.cancel_invite(work, id, clock.now(), Words.load())
        note(work, clock, "invite.cancel", found.id)
        work.commit()
    said(f"cancelled {found.id[:8]}")


def telegram_link(bot: str, token: str) -> str:
    """Return the link that opens a talk with the bot and hands the token over."""
    return f"https://t.me/{bot.removeprefix('@')}?start={token}"


def web_link(url: str, token: str) -> str:
    """Return the link that opens the chat with the code filled in.

    It stands behind #: browsers send that part to no server, so no log and no Referer has it.
    """
    return f"{url}/#code={token}"


def _clock(at: datetime) -> str:
    return f"{at.astimezone(HELSINKI):%a %Y-%m-%d %H:%M}"
