"""Make ``nlu_data/encoder.npz`` of what ``tools.tune_encoder`` learned: in 8 bits, and measured.

    uv run python -m tools.tuned_encoder lora64hot    # minutes

Three encoders that each left a fold of voices out say how sure the fourth, which has seen every
row, may be of people it has not heard; of its own rows it is always sure.
"""

import json
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.nlu import tuned
from bot.nlu.calibration import Measured, join, measure
from bot.nlu.eight_bits import pack
from bot.nlu.meaning import MeaningBranch
from bot.nlu.outside import OUT_OF_SCOPE, nearness
from tools import largest_inputs
from tools.tuning_rows import FOLDER, NOT_ASKED

Floats = NDArray[np.float32]
FOLDS = (0, 1, 2)
SHARES = (0.3, 0.4, 0.5, 0.6)
TIGHTNESSES = (0.03, 0.1)


class LeftOut:
    """The intents' rows, and what encoders make of them that left them out."""

    def __init__(self, folder: Path, recipe: str) -> None:
        with np.load(folder / "rows.npz") as kept:
            own = kept["intent"] != NOT_ASKED
            self.numbers = kept["intent"][own].astype(np.int32)
            self.fold = kept["fold"][own]
            self.texts = kept["texts"][own].tolist()
            self.margins = kept["margins"].astype(np.float32)
            self.frozen = kept["frozen"].astype(np.float32)
            self.place = kept["intents"].tolist().index(OUT_OF_SCOPE)
        self._vectors = [left_out_vectors(folder / f"{recipe}.{fold}.npz")[own] for fold in FOLDS]

    def folds(self) -> Iterator[tuple[NDArray[np.bool_], Floats]]:
        """Return which rows each encoder left out, with its vectors of all rows."""
        for fold, vectors in zip(FOLDS, self._vectors, strict=True):
            yield self.fold == fold, vectors

    def log_p(self, tightness: float) -> Floats:
        """Return what meaning says of every row, by an encoder and a head that did not see it."""
        found: Floats = np.zeros_like(self.margins)
        for out, vectors in self.folds():
            head = MeaningBranch.fit(vectors[~out], self.numbers[~out], tightness)
            found[out] = head.log_probabilities(vectors[out])
        return found

    def near(self, probabilities: Floats) -> tuple[Floats, Floats]:
        """Return how near every row is to rows that its encoder was tuned on."""
        found = np.zeros(len(self.numbers), np.float32), np.zeros(len(self.numbers), np.float32)
        for out, vectors in self.folds():
            of = np.where(out, len(out), np.arange(len(out)))
            both = nearness(probabilities, vectors, self.numbers, self.place, of)
            for kept, new in zip(found, both, strict=True):
                kept[out] = new[out]
        return found


def left_out_vectors(file: Path) -> Floats:
    """Return the vectors of all rows, of unit length, by an encoder that left a fold out."""
    with np.load(file) as kept:
        vectors: Floats = kept["vectors"].astype(np.float32)
    unit: Floats = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    return unit


def measured(rows: LeftOut) -> Measured:
    """Return what reads most rows rightly, with its limits."""
    best: tuple[float, Any] = (0.0, None)
    for tightness in TIGHTNESSES:
        log_p = rows.log_p(tightness)
        for share in SHARES:
            right = join(rows.margins, log_p, share).argmax(axis=1) == rows.numbers
            print(f"C {tightness}, share {share}: {100 * right.mean():.2f} % right", flush=True)
            best = max(best, (float(right.mean()), (log_p, share, tightness)), key=lambda b: b[0])
    log_p, share, tightness = best[1]
    return measure(rows.margins, log_p, rows.numbers, rows.near, rows.place, share, tightness)


def learned(file: Path) -> dict[str, Floats]:
    """Return the two thin matrices of every weight, their product what is added to it."""
    found: dict[str, Floats] = {}
    with np.load(file) as kept:
        for name in kept.files:
            layer, side = name.rsplit(".", 1)
            value = kept[name].astype(np.float32)
            # The trainer divides the product by the root of its rank.
            found[f"{layer}.w.{side}"] = value / value.shape[1] ** 0.5 if side == "up" else value
    return found


def main(recipe: str) -> None:
    found = measured(LeftOut(FOLDER, recipe))
    packed = pack(learned(FOLDER / f"{recipe}.all.npz"))
    made = json.loads((FOLDER / f"{recipe}.all.json").read_text())["recipe"]
    tuned.write(packed, {"recipe": made, "measured": asdict(found)})
    largest_inputs.add()
    print(f"{tuned.FILE}: {tuned.FILE.stat().st_size / 1e6:.1f} MB, {found}")


if __name__ == "__main__":
    main(*sys.argv[1:])
