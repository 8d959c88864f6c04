"""A model that has never heard some of the voices, and what those voices wrote.

Messages that were trained on would flatter every figure: the cheap branch knows them by heart.
"""

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from bench.figures import BUILD
from bench.projects import copy_encoder, our_environment, train_command
from bench.sample import Row, mixed, read_rows, write_nlu
from bot.runtime.training import is_stale
from bot.settings import ROOT

VOICES = frozenset({"eetu", "hodan", "wilma", "omar"})
"""Slang, a beginner's Finnish, short Swedish with typos, a beginner's English."""

FOLDER = BUILD / "left_out"


def left_out() -> tuple[Path, list[Row]]:
    """Return (the model without VOICES, their messages in mixed order); trains when needed."""
    heard, unheard = heard_and_unheard(read_rows(ROOT / "nlu_data" / "nlu"))
    models = FOLDER / "models"
    model = models / "rinnalla.tar.gz"
    if not model.exists() or is_stale(model):
        print(f"Training without {', '.join(sorted(VOICES))} (minutes) ...", flush=True)
        copy_encoder(models, vectors=True)
        write_nlu(heard, FOLDER / "nlu")
        command = train_command(sys.executable, FOLDER / "nlu", models)
        with (FOLDER / "train.log").open("wb") as log:
            subprocess.run(
                command, cwd=ROOT, env=our_environment(models), stdout=log, stderr=log, check=True
            )
        model.touch()
    return model, unheard


def heard_and_unheard(rows: Sequence[Row]) -> tuple[list[Row], list[Row]]:
    """Return (the rows of the other voices, those of VOICES in mixed order)."""
    heard = [row for row in rows if row.persona not in VOICES]
    return heard, mixed(row for row in rows if row.persona in VOICES)
