"""``rinnalla nlu learn``: from messages without an answer to a model that answers them.

rinnalla nlu learn propose --out proposals.tsv     what was not answered, with a guess at each
(a content editor puts x under "accept" and the right intent)
rinnalla nlu learn accept proposals.tsv            rows added, trained, compared, kept or not
rinnalla nlu learn undo                            the rows and the model before the last accept
"""

import shutil
import sys
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer
from rich.console import Console

from bot.content.yaml_files import words_of
from bot.domain.messages import LANGUAGES
from bot.runtime.model_record import record_of
from bot.settings import ROOT, Settings, load_settings

learn = typer.Typer(no_args_is_help=True, add_completion=False)
console = Console()

OUT = Path("proposals.tsv")


@learn.command()
def propose(
    file: Annotated[Path | None, typer.Argument(exists=True, dir_okay=False)] = None,
    out: Annotated[Path, typer.Option(help="Where the table is written.")] = OUT,
) -> None:
    """Write a table of messages without an answer, each with a guess at what it means.

    FILE has one message a line; without it, what RINNALLA_KEEP_UNANSWERED has kept is read.
    Example: rinnalla nlu learn propose messages.txt --out proposals.tsv
    """
    from bot.nlu.commands import understood
    from bot.nlu.learning import as_table, propose
    from bot.nlu.rows import read_rows
    from bot.runtime.training import row_folders

    settings = _settings()
    texts = words_of(file).splitlines() if file else _kept(settings)
    if not texts and not file and not settings.keep_unanswered:
        _stop("Nothing is kept: RINNALLA_KEEP_UNANSWERED is off. Name a file of messages.")
    core = _core(settings)
    found = propose(texts, lambda text: understood(core, text), read_rows(*row_folders(settings)))
    out.write_text(as_table(found), "utf-8")
    console.print(f"{len(found)} of {len(texts)} messages are new: {out}")


@learn.command()
def accept(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False)],
    check: Annotated[
        Path | None, typer.Option(help="Messages to compare on: intent, lang, text (tabs).")
    ] = None,
) -> None:
    """Add the accepted rows, train, and keep the new model only when it reads no worse.

    Without --check the models are compared by what each said of training rows left out.
    Example: rinnalla nlu learn accept proposals.tsv --check messages.tsv
    """
    from bot.nlu import learning
    from bot.nlu.commands import read_table
    from bot.nlu.rows import read_rows
    from bot.runtime import training

    settings = _settings()
    table = read_table(check) if check is not None else None  # before minutes of training
    folder = _county(settings) / "nlu"
    intents = {row.intent for row in read_rows(*training.row_folders(settings))}
    try:
        rows = learning.accepted(words_of(file), intents, LANGUAGES)
    except ValueError as error:
        _stop(str(error))
    before = training.ensure_model(settings, console)
    kept = _Before(settings, before, folder)
    kept.take()
    try:
        added = learning.add(rows, folder)
        if not added:
            _stop("nothing new was accepted")
        after = training.train(settings, console)
        found = _compared(kept.model, after, table)
    except BaseException:  # also Ctrl-C: rows without their model must not stay
        kept.put_back()
        raise
    console.print(
        f"{added} new rows. Right on {found.messages} messages: "
        f"before {found.before:.3f}, after {found.after:.3f}"
    )
    if not found.keeps:
        kept.put_back()
        _stop("The new model reads worse: the earlier rows and model are back.")
    console.print("The new model is in use after the next start of the service.")


@learn.command()
def undo() -> None:
    """Put back the rows and model before the last accept. Example: rinnalla nlu learn undo."""
    from bot.runtime import training

    settings = _settings()
    kept = _Before(settings, training.newest_model(settings.model_dir), _county(settings) / "nlu")
    if not kept.model.exists():
        _stop("There is nothing to put back.")
    kept.put_back()
    console.print("The earlier rows and model are back.")


class _Before:
    """The rows and the model as they were before an accept: one step back."""

    def __init__(self, settings: Settings, model: Path | None, rows: Path) -> None:
        self._folder = settings.model_dir / "before"
        self._rows = rows
        self._in_use = model or settings.model_dir / "rinnalla.tar.gz"
        self.model = self._folder / self._in_use.name

    def take(self) -> None:
        """Copy both aside."""
        shutil.rmtree(self._folder, ignore_errors=True)
        self._folder.mkdir(parents=True)
        shutil.copy2(self._in_use, self.model)
        if record_of(self._in_use).exists():
            shutil.copy2(record_of(self._in_use), record_of(self.model))
        if self._rows.exists():
            shutil.copytree(self._rows, self._folder / "rows")

    def put_back(self) -> None:
        """Put both back. A model without a record counts as trained now, from the rows back."""
        shutil.rmtree(self._rows, ignore_errors=True)
        if (self._folder / "rows").exists():
            shutil.copytree(self._folder / "rows", self._rows)
        shutil.copyfile(self.model, self._in_use)
        if record_of(self.model).exists():
            shutil.copyfile(record_of(self.model), record_of(self._in_use))


def _compared(before: Path, after: Path, rows: list[tuple[str, str, str]] | None) -> Any:
    from bot.nlu.commands import results_of
    from bot.nlu.hybrid import read_archive
    from bot.nlu.learning import Comparison, compare
    from bot.runtime.serving import load_core

    if rows is None:
        old, new = read_archive(before).left_out, read_archive(after).left_out
        return Comparison(int(new["rows"]), old["top1"], new["top1"])
    return compare(results_of(load_core(before), rows), results_of(load_core(after), rows))


def _kept(settings: Settings) -> list[str]:
    from bot.runtime.keyring import keyring
    from bot.storage.kept_messages import MessageFiles

    return MessageFiles(settings.data_dir, "unanswered", keyring(settings)).read()


def _county(settings: Settings) -> Path:
    if settings.county_dir is None:
        _stop("RINNALLA_COUNTY_DIR must name the county's folder: its rows are kept there.")
    if settings.county_dir.resolve().is_relative_to(ROOT / "bot"):
        _stop("RINNALLA_COUNTY_DIR must lie outside the program.")
    return settings.county_dir


def _core(settings: Settings) -> Any:
    from bot.runtime.serving import load_core
    from bot.runtime.training import ensure_model

    return load_core(ensure_model(settings, Console(stderr=True)))


def _settings() -> Settings:
    from bot.runtime.logs import set_up

    settings = load_settings()
    set_up(settings.log_level)
    return settings


def _stop(why: str) -> NoReturn:
    console.print(why, style="red", highlight=False, soft_wrap=True)
    sys.exit(1)
