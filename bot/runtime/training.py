"""Training the model when it is missing or older than its data, with a bar and an estimate."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import yaml
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from bot.domain.errors import ContentProblems, Problem, RinnallaError
from bot.nlu.check_rows import check_rows
from bot.runtime.folders import made
from bot.settings import ROOT, Settings

DATA = (ROOT / "nlu_data" / "nlu", ROOT / "nlu_data" / "rules")
DOMAIN = ROOT / "nlu_data" / "domain"
CONFIG = ROOT / "config.yml"
ENCODER = ROOT / "nlu_data" / "encoder.npz"
"""What the encoder learned (``bot/nlu/tuned.py``): with another one, another model."""

_FIRST_GUESS_S = 90.0
"""Time of a first training on two cores; later runs estimate from the last one."""


class TrainingFailed(RinnallaError):
    """Rasa could not train; its own words are in the log file named here."""


def row_folders(settings: Settings) -> list[Path]:
    """Return where training rows lie: the project's, and the county's own where it has some."""
    own = settings.county_dir / "nlu" if settings.county_dir else None
    return [DATA[0], *([own] if own is not None and own.is_dir() else [])]


def newest_model(folder: Path) -> Path | None:
    """Return the newest trained model, or None."""
    models = sorted(folder.glob("*.tar.gz"), key=lambda path: path.stat().st_mtime)
    return models[-1] if models else None


def is_stale(model: Path, sources: tuple[Path, ...] = (*DATA, DOMAIN, CONFIG)) -> bool:
    """Return whether a training file, the encoder or our pipeline code is newer than the model."""
    trained_at = model.stat().st_mtime
    files = [
        file
        for source in (*sources, ROOT / "bot" / "nlu")
        for file in ([source] if source.is_file() else source.rglob("*"))
        if file.suffix in {".yml", ".py"}
    ]
    files.append(ENCODER)
    return any(file.stat().st_mtime > trained_at for file in files)


def ensure_model(settings: Settings, console: Console) -> Path:
    """Return a fresh model, training one first when there is none or its data has changed."""
    model = newest_model(settings.model_dir)
    sources = (*row_folders(settings), DATA[1], DOMAIN, CONFIG)
    if model is not None and not is_stale(model, sources):
        return model
    return train(settings, console)


def train(settings: Settings, console: Console) -> Path:
    """Train in a process of its own, so that the service keeps nothing of it in memory.

    Raises:
        ContentProblems: the county's own rows cannot be used.
        SettingsProblems: a folder cannot be written.
        TrainingFailed: with where Rasa's own output is.
    """
    refuse_broken_rows(settings)
    made("RINNALLA_MODEL_DIR", settings.model_dir)
    made("RINNALLA_DATA_DIR", settings.data_dir)
    output = settings.data_dir / "train.log"
    times = settings.data_dir / "train.json"
    expected = _last_time(times)
    began = time.monotonic()
    with output.open("wb") as log:
        process = subprocess.Popen(  # noqa: S603 - our own interpreter and fixed arguments
            _command(settings), cwd=ROOT, stdout=log, stderr=log, env=_environment(settings)
        )
        _watch(process, expected, console)
    seconds = time.monotonic() - began
    model = newest_model(settings.model_dir)
    if process.returncode != 0 or model is None:
        raise TrainingFailed(f"the training stopped: see {output}")
    times.write_text(json.dumps({"seconds": seconds}))
    # Rasa keeps the time of its own fingerprinting; ours is "trained now from what is here".
    model.touch()
    console.print(f"Model ready in {seconds:.0f} s: {model.name}")
    return model


def row_problems(settings: Settings) -> list[Problem]:
    """Return what is wrong in the county's own training rows, with file and line."""
    intents = yaml.safe_load((DOMAIN / "intents.yml").read_text("utf-8"))["intents"]
    own = row_folders(settings)[1:]
    return [problem for folder in own for problem in check_rows(folder, frozenset(intents))]


def refuse_broken_rows(settings: Settings) -> None:
    """Stop at the county's own rows before minutes of training do.

    Raises:
        ContentProblems: with everything that is wrong in them.
    """
    problems = row_problems(settings)
    if problems:
        raise ContentProblems(problems)


def _last_time(times: Path) -> float:
    """Return how long the last training took; a guess where that is not known or damaged."""
    try:
        seconds = float(json.loads(times.read_text("utf-8"))["seconds"])
    except (OSError, ValueError, KeyError, TypeError):
        return _FIRST_GUESS_S
    return seconds if seconds > 0 else _FIRST_GUESS_S


def _command(settings: Settings) -> list[str]:
    return [
        *(sys.executable, "-m", "rasa", "train", "--config", str(CONFIG)),
        *("--domain", str(DOMAIN), "--data", *map(str, (*row_folders(settings), DATA[1]))),
        *("--out", str(settings.model_dir), "--fixed-model-name", "rinnalla", "--force"),
        "--skip-validation",  # `rasa data validate` is a test of its own
    ]


def _environment(settings: Settings) -> dict[str, str]:
    return {
        **os.environ,
        "RASA_TELEMETRY_ENABLED": "false",
        "RINNALLA_MODEL_DIR": str(settings.model_dir),
        "PYTHONWARNINGS": "ignore",
        "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
        "TERM": "dumb",
    }


def _watch(process: subprocess.Popen[bytes], expected_s: float, console: Console) -> None:
    """Show a bar until the training ends; it slows down rather than claim to be done."""
    columns = (
        TextColumn("Training the model (about {task.fields[estimate]})"),
        BarColumn(),
        TimeElapsedColumn(),
    )
    estimate = (
        f"{max(1, round(expected_s / 60))} min" if expected_s > 50 else f"{expected_s:.0f} s"
    )
    with Progress(*columns, console=console) as progress:
        task = progress.add_task("train", total=1.0, estimate=estimate)
        began = time.monotonic()
        while process.poll() is None:
            share = (time.monotonic() - began) / expected_s
            progress.update(task, completed=share if share < 0.9 else 1 - 0.1 / (share + 0.1))
            time.sleep(0.2)
        progress.update(task, completed=1.0)
