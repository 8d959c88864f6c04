"""The trained model, for tests that need the real Rasa. No test ever trains the full model."""

import atexit
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
import warnings
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TypeVar

import pytest

from bot.runtime.training import newest_model
from bot.settings import ROOT

Loaded = TypeVar("Loaded")

COUNTY = ROOT / "demo" / "county"
MODELS = Path(os.environ.get("RINNALLA_MODEL_DIR", ROOT / "models"))
STARTS_WITHIN_S = 90.0


@cache
def model_folder() -> Path:
    """Return a folder with a copy of the newest model that nothing takes for stale.

    A service that finds its model older than the training data trains a new one; a test that
    takes minutes because somebody saved a file meanwhile would be worse than one that is behind.
    """
    model = newest_model(MODELS)
    if model is None:
        pytest.skip("needs a trained model: rinnalla train")
    folder = Path(tempfile.mkdtemp(prefix="rinnalla-model-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    lend_encoder(folder)
    copy = folder / model.name
    shutil.copyfile(model, copy)
    tomorrow = time.time() + 86_400
    os.utime(copy, (tomorrow, tomorrow))
    return folder


def lend_encoder(models: Path) -> None:
    """Put the encoder beside models that lie elsewhere: links, and a cache that may be written."""
    here, there = MODELS / "encoder", models / "encoder"
    there.mkdir(parents=True)
    for file in here.glob("encoder.*"):
        (there / file.name).symlink_to(file)
    if (here / "vectors.npz").exists():
        shutil.copyfile(here / "vectors.npz", there / "vectors.npz")


def model_file() -> Path:
    """Return the model itself."""
    found = newest_model(model_folder())
    assert found is not None
    return found


def quietly(load: Callable[[], Loaded]) -> Loaded:
    """Load what reads a model without Rasa's own warnings, which would be errors in a test."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return load()


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


def environment(data: Path, **settings: str) -> dict[str, str]:
    """Return the environment of a process of the service: this one's without its settings."""
    inherited = {name: value for name, value in os.environ.items() if "RINNALLA_" not in name}
    return inherited | {
        "RINNALLA_MODEL_DIR": str(model_folder()),
        "RINNALLA_DATA_DIR": str(data),
        "RASA_TELEMETRY_ENABLED": "false",
        "PYTHONWARNINGS": "ignore",
        "COLUMNS": "160",
        **settings,
    }


def command(*words: str) -> list[str]:
    """Return a command of this virtual environment: rinnalla, rasa."""
    return [str(Path(sys.executable).parent / words[0]), *words[1:]]


@contextmanager
def running(
    words: list[str], env: Mapping[str, str], ready: str, log: Path, cwd: Path = ROOT
) -> Iterator[float]:
    """Run a server until the block ends; yield how many seconds it took to answer ``ready``."""
    with log.open("wb") as output:
        process = subprocess.Popen(words, cwd=cwd, env=env, stdout=output, stderr=output)
    try:
        began = time.monotonic()
        while not _answers(ready):
            late = time.monotonic() - began > STARTS_WITHIN_S
            if late or process.poll() is not None:
                raise AssertionError(f"{words[0]} did not start:\n{log.read_text()[-3000:]}")
            time.sleep(0.05)
        yield time.monotonic() - began
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=2):  # noqa: S310 - loopback
            return True
    except (OSError, urllib.error.URLError):
        return False
