"""Training the model when it is missing, damaged or not of its data, with a bar and an estimate.

A training writes into a folder of its own, and the model takes its place in one step: whoever
stops it in the midst leaves the earlier model as it was.
"""

import json
import logging
import os
import shutil
import subprocess
import sys
import tempfile
import time
from importlib.metadata import version
from pathlib import Path

import yaml
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from bot.domain.errors import ContentProblems, Problem, RinnallaError
from bot.nlu.check_rows import check_rows
from bot.runtime.folders import made
from bot.runtime.model_record import Digests, damage_of, digests, files_of, keep, made_of
from bot.settings import ROOT, Settings

log = logging.getLogger(__name__)

DATA = (ROOT / "nlu_data" / "nlu", ROOT / "nlu_data" / "rules")
DOMAIN = ROOT / "nlu_data" / "domain"
CONFIG = ROOT / "config.yml"
ENCODER = ROOT / "nlu_data" / "encoder.npz"
"""What the encoder learned (``bot/nlu/tuned.py``): with another one, another model."""
CODE = ROOT / "bot" / "nlu"

_FIRST_GUESS_S = 90.0
"""Time of a first training on two cores; later runs estimate from the last one."""


_UNFINISHED = "training-"
_LEFT_AFTER_S = 86_400.0
"""When a folder of a training that was killed is cleared away; nobody trains for a day."""


class TrainingFailed(RinnallaError):
    """Rasa could not train; its own words are in the log file named here."""


def row_folders(settings: Settings) -> list[Path]:
    """Return where training rows lie: the project's, and the county's own where it has some."""
    own = _county_rows(settings)
    return [DATA[0], *([own] if own is not None else [])]


def newest_model(folder: Path) -> Path | None:
    """Return the newest trained model, or None."""
    models = sorted(folder.glob("*.tar.gz"), key=lambda path: path.stat().st_mtime)
    return models[-1] if models else None


def is_stale(model: Path, sources: tuple[Path, ...] = (*DATA, DOMAIN, CONFIG)) -> bool:
    """Return whether a training file, the encoder or our pipeline code is newer than the model."""
    trained_at = model.stat().st_mtime
    return any(file.stat().st_mtime > trained_at for file in files_of((*sources, CODE, ENCODER)))


def ensure_model(settings: Settings, console: Console) -> Path:
    """Return a fresh model, training one first when there is none or its data has changed."""
    model = newest_model(settings.model_dir)
    why = _why_not(model, settings)
    if model is not None and why is None:
        return model
    console.print(why, highlight=False, soft_wrap=True)
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
    _clear_away(settings.model_dir)
    began = time.monotonic()
    read = _read_by_training(settings)  # before: what changes meanwhile is not in the model
    with tempfile.TemporaryDirectory(prefix=_UNFINISHED, dir=settings.model_dir) as folder:
        new = _trained_in(Path(folder), settings, console)
        # Rasa keeps the time of its own fingerprinting; ours is "trained now from what is here".
        new.touch()
        model = new.replace(settings.model_dir / new.name)
    keep(model, read)
    seconds = time.monotonic() - began
    _times(settings).write_text(json.dumps({"seconds": seconds}))
    console.print(f"Model ready in {seconds:.0f} s: {model.name}")
    return model


def _trained_in(folder: Path, settings: Settings, console: Console) -> Path:
    """Train a model into an empty folder."""
    times, output = _times(settings), settings.data_dir / "train.log"
    expected = _last_time(times)
    with output.open("wb") as file:
        process = subprocess.Popen(  # noqa: S603 - our own interpreter and fixed arguments
            _command(settings, folder),
            cwd=ROOT,
            stdout=file,
            stderr=file,
            env=_environment(settings),
        )
        _watch(process, expected, console)
    model = newest_model(folder)
    if process.returncode != 0 or model is None:
        raise TrainingFailed(f"the training stopped: see {output}")
    return model


def _times(settings: Settings) -> Path:
    return settings.data_dir / "train.json"


def _county_rows(settings: Settings) -> Path | None:
    own = settings.county_dir / "nlu" if settings.county_dir else None
    return own if own is not None and own.is_dir() else None


def _why_not(model: Path | None, settings: Settings) -> str | None:
    """Return in words why a new model is needed; None: this one is good."""
    if model is None:
        return "There is no model yet: it is trained now."
    known = made_of(model)
    if known is not None:
        is_same = known == _read_by_training(settings)
        return (
            None if is_same else "What the model is trained from has changed: a new one is made."
        )
    damage = damage_of(model)
    if damage is not None:
        log.error("model.damaged", extra={"model": model.name, "reason": damage})
        return f"The model {model.name} is damaged ({damage}): it is made anew."
    if is_stale(model, (*row_folders(settings), DATA[1], DOMAIN, CONFIG)):
        return "Files that the model is trained from are newer than it: it is made anew."
    return None


def _read_by_training(settings: Settings) -> Digests:
    """Return what a model comes from: rows, rules, domain, configuration, code, encoder, Rasa.

    The county's rows go by the same names wherever its folder lies.
    """
    rows, rules = DATA
    sources = {"rows": rows, "rules": rules, "domain": DOMAIN, "config": CONFIG}
    sources |= {"code": CODE, "encoder": ENCODER}
    own = _county_rows(settings)
    if own is not None:
        sources["county"] = own
    return {**digests(sources), "rasa": version("rasa")}


def _clear_away(models: Path) -> None:
    """Remove what trainings have left that were killed."""
    for folder in models.glob(f"{_UNFINISHED}*"):
        if folder.stat().st_mtime < time.time() - _LEFT_AFTER_S:
            shutil.rmtree(folder, ignore_errors=True)


def row_problems(settings: Settings) -> list[Problem]:
    """Return what is wrong in the county's own training rows, with file and line."""
    own, intents = row_folders(settings)[1:], known_intents()
    return [problem for folder in own for problem in check_rows(folder, intents)]


def known_intents() -> frozenset[str]:
    """Return the intents that there are."""
    return frozenset(yaml.safe_load((DOMAIN / "intents.yml").read_text("utf-8"))["intents"])


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


def _command(settings: Settings, out: Path) -> list[str]:
    return [
        *(sys.executable, "-m", "rasa", "train", "--config", str(CONFIG)),
        *("--domain", str(DOMAIN), "--data", *map(str, (*row_folders(settings), DATA[1]))),
        *("--out", str(out), "--fixed-model-name", "rinnalla", "--force"),
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
