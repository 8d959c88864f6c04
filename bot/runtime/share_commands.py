"""``rinnalla share``: what young people show their worker, for an office without the web inbox.

Whoever may use this machine's database says as which worker they look. Every look is written into
the young person's ledger before anything is on the screen.
"""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from bot.content.loader import Content
from bot.content.pictured import Pictured
from bot.domain.calendar import HELSINKI
from bot.domain.consent import ShareId
from bot.domain.errors import RinnallaError
from bot.domain.messages import Language
from bot.domain.pictures import Picture
from bot.i18n import Words
from bot.pictures.drawing import Drawing
from bot.runtime.people_commands import known_worker, opened
from bot.services.share_ports import Offer
from bot.services.share_sight import Shown, see, shown_to
from bot.services.whose import whose_worker
from bot.settings import load_settings

share = typer.Typer(no_args_is_help=True, add_completion=False)
console = Console()

As = Annotated[str, typer.Option("--as", help="The worker's id.")]


class NothingShown(RinnallaError):
    """There is no such result, or it is not shown to this worker (any more)."""


@share.callback()
def about() -> None:
    """Results that young people show their worker: list, show."""


@share.command("list")
def list_shares(worker: As) -> None:
    """List what is shown to a worker now. Example: rinnalla share list --as maija.v."""
    with opened() as (work, clock):
        known_worker(work.people.everybody(), worker)
        found = shown_to(work, worker, clock.now(), whose_worker)
        names = [work.desks.known(one.conversation).label for one in found]
    words = _words()
    for one, name in zip(found, names, strict=True):
        console.print(_line(one, name, words), markup=False, highlight=False, soft_wrap=True)
    if not found:
        console.print(words.text("en", "share.office.none"))


@share.command("show")
def show(
    id: Annotated[str, typer.Argument(help="The id from the list.")],
    worker: As,
    language: Annotated[str, typer.Option(help="fi, sv or en.")] = "fi",
    picture: Annotated[
        Path | None, typer.Option(help="Also draw it into this file (.png or .svg).")
    ] = None,
) -> None:
    """Look at a result; the young person sees who looked and when.

    Example: rinnalla share show 3f5a0c --as maija.v --picture budget.png
    """
    settings = load_settings()
    with opened() as (work, clock):
        known_worker(work.people.everybody(), worker)
        shown = see(work, ShareId(id), worker, clock.now(), whose_worker)
        work.commit()  # also a refused look may have brought the ledger up to date
    if shown is None:
        raise NothingShown(_words().text("en", "share.office.not_shown"))
    drawn = _drawn(shown, _language(language))
    if drawn is None:
        raise NothingShown(_words().text("en", "share.office.not_shown"))
    _print(drawn)
    if picture is not None:
        file = Drawing(settings.data_dir / "matplotlib").draw(
            drawn, "svg" if picture.suffix == ".svg" else "png"
        )
        if file is not None:
            picture.write_bytes(file)


def _print(drawn: Picture) -> None:
    table = Table(*drawn.head, title=f"{drawn.title}, {drawn.when}", show_lines=False)
    for row in drawn.rows:
        table.add_row(*row)
    console.print(table)
    for note in drawn.notes:
        console.print(note, markup=False)


def _line(offer: Offer, name: str, words: Words) -> str:
    until = offer.terms.until.astimezone(HELSINKI)
    title = words.text("fi", f"assessment.{offer.what}.title")
    return f"{offer.id}\t{title}\t{until:%d.%m.%Y %H:%M}\t{name}"


def _drawn(shown: Shown, language: Language) -> Picture | None:
    return Pictured(_words()).of(shown.result, shown.earlier, language)


def _language(given: str) -> Language:
    known: dict[str, Language] = {"sv": "sv", "en": "en"}
    return known.get(given, "fi")


def _words() -> Words:
    return Words.load().also(Content.load(load_settings().county_dir).assessment_words)
