"""``rinnalla safety``: measure the scanner. Opening the sealed part leaves a line in the log."""

import os
import subprocess
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer
from rich.console import Console

from bot.content.safety_eval import Row, corpus, is_dev, is_kept_back, ordinary_rows
from bot.content.safety_report import asked_about, headline, report
from bot.content.safety_scanner import load_scanner
from bot.domain.safety import Scanner
from bot.settings import ROOT

if TYPE_CHECKING:
    from bot.nlu.hearing import Hearing

Part = Literal["open", "sealed", "unheard", "next"]

safety = typer.Typer(no_args_is_help=True, add_completion=False)
console = Console()

PARTS = ROOT / "tests" / "crisis"
PROTOCOL = ROOT / "docs" / "CRISIS_PROTOCOL.md"
LOG_TITLE = "## Openings of the sealed part"
_LOG_HEAD = "| date | commit | result |\n|---|---|---|"


@safety.callback()
def about() -> None:
    """Look at what the safety scanner hears."""


@safety.command("eval")
def evaluate(
    part: Annotated[Part, typer.Option(help="Which corpus.")] = "open",
    sealed: Annotated[bool, typer.Option("--sealed", help="The same as --part sealed.")] = False,
    everything: Annotated[
        bool, typer.Option("--all", help="Of the open part also the rows that were fitted on.")
    ] = False,
    misses: Annotated[bool, typer.Option(help="List every miss and false alarm.")] = True,
    whole: Annotated[bool, typer.Option(help="Also with second ear and classifier.")] = True,
) -> None:
    """Measure recall, false alarms and variants; by default on the open part's dev rows.

    First the scanner alone, then all that can bring a card: second ear and classifier too. The
    classifier was trained on the ordinary messages: its false cards on them are flattered.

    Opening the sealed part adds a line (date, commit, result) to docs/CRISIS_PROTOCOL.md.
    Example: rinnalla safety eval --no-misses
    """
    chosen = "sealed" if sealed else part
    rows = corpus(PARTS / chosen)
    if chosen == "open" and not everything:
        rows = [row for row in rows if is_dev(row)]
    if not rows:
        console.print(f"{PARTS / chosen} holds no rows", style="red")
        raise typer.Exit(1)
    ordinary = [row for row in ordinary_rows(ROOT / "nlu_data" / "nlu") if is_kept_back(row)]
    scanner = load_scanner()
    if chosen == "sealed":
        note_opening(PROTOCOL, headline(scanner, rows))
    for line in report(scanner, rows, _with_text_once(ordinary), misses=misses):
        console.print(line, highlight=False, markup=False, soft_wrap=True)
    all_ears = _all_ears(scanner) if whole else None
    if all_ears is not None:
        console.print("\nWith the second ear and the classifier", highlight=False)
        texts = _with_text_once(ordinary)
        for line in report(all_ears, rows, texts, misses=misses):
            console.print(line, highlight=False, markup=False, soft_wrap=True)
        console.print("\nA card or at least the question whether one is safe", highlight=False)
        for line in asked_about(all_ears.asks, [*rows, *texts]):
            console.print(line, highlight=False, markup=False)


def _all_ears(scanner: Scanner) -> "Hearing | None":
    """Return all that can bring a card; None where no model has been trained."""
    model = Path(os.environ.get("RINNALLA_MODEL_DIR") or "models") / "rinnalla.tar.gz"
    if not model.exists():
        return None
    from bot.nlu.hearing import Hearing

    return Hearing.load(scanner, model)


def note_opening(protocol: Path, result: str) -> None:
    """Add a line to the log of openings; the page and its section are made when missing."""
    text = protocol.read_text("utf-8") if protocol.exists() else "# Crisis protocol\n"
    line = f"| {datetime.now(UTC):%Y-%m-%d %H:%M} | {_commit()} | {result} |"
    if LOG_TITLE not in text:
        text = f"{text.rstrip()}\n\n{LOG_TITLE}\n\n{_LOG_HEAD}\n"
    before, title, section = text.partition(LOG_TITLE)
    body, mark, after = section.partition("\n## ")
    protocol.write_text(f"{before}{title}{body.rstrip()}\n{line}\n{mark}{after}", "utf-8")


def _commit() -> str:
    git = ("git", "-C", str(ROOT), "rev-parse", "--short", "HEAD")
    try:
        done = subprocess.run(git, capture_output=True, text=True, check=True, timeout=10)  # noqa: S603
    except (OSError, subprocess.SubprocessError):
        return "unknown"
    return done.stdout.strip()


def _with_text_once(rows: list[Row]) -> list[Row]:
    return list({row.text: row for row in rows}.values())
