"""``rinnalla nlu``: parse messages and measure the model on a file."""

import asyncio
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console

from bot.content.yaml_files import shown, words_of
from bot.domain.errors import ContentProblems, Problem
from bot.domain.safety_patterns import CATEGORIES, CRISIS
from bot.nlu.evaluation import Result, measure
from bot.nlu.outside import OUT_OF_SCOPE

nlu = typer.Typer(no_args_is_help=True, add_completion=False)
console = Console()

ANSWER = "answer"
_COLUMNS = ("intent", "lang", "text")


@nlu.command()
def parse() -> None:
    """Read one message a line (plain text or JSON), write one JSON a line.

    A JSON line may name the question being asked:
    {"text": "650", "pending": {"question": "rent", "type": "money", "unit": "eur/month"}}

    "safety" is the danger that a card is shown for; "finding" what both ears heard, and whether
    the meaning speaks against it; "ranking" the classifier's own reading.

    Example: echo "rahat loppu" | rinnalla nlu parse
    """
    core = _core()
    for line in sys.stdin:
        if line.strip():
            typer.echo(json.dumps(understood(core, line.rstrip("\n")), ensure_ascii=False))


@nlu.command("eval")
def evaluate(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False)],
    misses: Annotated[bool, typer.Option(help="List every miss.")] = False,
) -> None:
    """Measure the model on a table of intent, lang, text.

    Example: rinnalla nlu eval messages.tsv --misses
    """
    from bot.nlu.evaluation import report

    rows = read_table(file)  # before the model, which takes seconds
    for line in report(results_of(_core(), rows), groups(), misses=misses):
        console.print(line, highlight=False, soft_wrap=True)


@nlu.command()
def vectors() -> None:
    """Write the vectors of the project's own training rows, so that a first training is quick.

    Run it after changing many rows, and commit the file. Example: rinnalla nlu vectors
    """
    import shutil

    from bot.nlu.encoding import SHIPPED_VECTORS
    from bot.settings import load_settings

    made = load_settings().model_dir / "encoder" / "vectors.npz"
    shutil.copyfile(made, SHIPPED_VECTORS)
    typer.echo(f"{SHIPPED_VECTORS}: {SHIPPED_VECTORS.stat().st_size / 1e6:.1f} MB")


@nlu.command()
def lint(
    labels: Annotated[
        bool, typer.Option(help="Also look for wrong labels: trains three times, minutes.")
    ] = False,
) -> None:
    """Say what is wrong with the training rows: copies, frames, counts, doubtful labels.

    Example: rinnalla nlu lint --labels
    """
    from collections import Counter

    from bot.nlu.intent import left_out_probabilities
    from bot.nlu.lint import doubtful, look
    from bot.nlu.rows import read_rows
    from bot.runtime.training import refuse_broken_rows, row_folders
    from bot.settings import load_settings

    settings = load_settings()
    refuse_broken_rows(settings)
    rows = read_rows(*row_folders(settings))
    found = look(rows)
    if labels:
        texts, intents = [row.text for row in rows], [row.intent for row in rows]
        found += doubtful(rows, *left_out_probabilities(texts, intents))
    for finding in found:
        console.print(f"{finding.kind}: {finding.told}", highlight=False, soft_wrap=True)
    counts = ", ".join(f"{n} {kind}" for kind, n in Counter(f.kind for f in found).items())
    console.print(f"{len(rows)} rows: {counts or 'nothing found'}", highlight=False)
    raise typer.Exit(1 if any(finding.kind != "label" for finding in found) else 0)


def groups() -> dict[str, str]:
    """Return the group of every topic, the folder that its texts lie in, and of danger."""
    from bot.content.loader import DATA

    topics = {file.stem: file.parent.name for file in (DATA / "topics").glob("*/*.yml")}
    return topics | dict.fromkeys(CATEGORIES, "danger") | {OUT_OF_SCOPE: OUT_OF_SCOPE}


def read_table(file: Path) -> list[tuple[str, str, str]]:
    """Return (intent, language, text) of the lines of a table; the first line is a heading.

    Raises:
        ContentProblems: with every line that has no three columns, or that there is none.
    """
    rows: list[tuple[str, str, str]] = []
    wrong: list[Problem] = []
    for number, line in enumerate(words_of(file).splitlines()[1:], start=2):
        cells = line.split("\t")
        if len(cells) >= len(_COLUMNS):
            rows.append((cells[0], cells[1], cells[2]))
        elif line.strip():
            why = f"needs {', '.join(_COLUMNS)}, with a tab between them"
            wrong.append(Problem(shown(file), number, why))
    if not rows and not wrong:
        wrong.append(Problem(shown(file), None, "holds no rows below its heading"))
    if wrong:
        raise ContentProblems(wrong)
    return rows


def results_of(core: Any, rows: Sequence[tuple[str, str, str]]) -> list[Result]:
    """Return how a loaded model reads the rows of a table."""
    return [measure(intent, lang, understood(core, text)) for intent, lang, text in rows]


def understood(core: Any, line: str) -> dict[str, Any]:
    """Return what a line was understood as, in the shape that stays stable (design, section 6)."""
    given = _given(line)
    facts = {"pending": given["pending"]} if given.get("pending") else {}
    result = asyncio.run(core.parse(given["text"], facts=facts))
    ranking = result.get("intent_ranking") or [result["intent"]]
    name = result["intent"]["name"]
    # "unsure" and the like are decisions of the dialogue; the reading itself is the ranking's.
    decided = name in ("out_of_scope", ANSWER)
    intent = name if decided else ranking[0]["name"]
    told = {
        "text": given["text"],
        "language": result.get("language"),
        "intent": intent,
        "confidence": (result["intent"] if name == ANSWER else ranking[0])["confidence"],
        "decision": name,
        "ranking": ranking,
        "safety": _card(result, name),
        "finding": _finding(result),
    }
    return told | ({"answer": result["answer"]} if name == ANSWER else {})


def _given(line: str) -> dict[str, Any]:
    """Return a line's text and what came with it; a brace alone does not make JSON."""
    try:
        given = json.loads(line) if line.lstrip().startswith("{") else None
    except ValueError:
        given = None
    return given if isinstance(given, dict) and "text" in given else {"text": line}


def _card(result: dict[str, Any], decision: str) -> str | None:
    """Return the danger that a turn shows a card for; None where it shows none.

    What the ears hear, or what the classifier reads and no ear speaks against.
    """
    heard = result.get("safety")
    if heard:
        return str(heard["category"])
    return decision if decision.startswith(CRISIS) else None


def _finding(result: dict[str, Any]) -> dict[str, Any] | None:
    """Return the finding of both ears as a turn has it; None where they hear nothing."""
    heard, doubted = result.get("safety"), result.get("doubted")
    found = heard or doubted
    return {**found, "doubted": not heard} if found else None


def _core() -> Any:
    from bot.runtime.logs import set_up
    from bot.runtime.serving import load_core
    from bot.runtime.training import ensure_model
    from bot.settings import load_settings

    settings = load_settings()
    set_up(settings.log_level)
    return load_core(ensure_model(settings, Console(stderr=True)))
