"""Rows for tuning the second ear's own layers: what the encoder's lower layers make of each token.

Those layers stay as they are, so each row goes through them once, here, in the graph that is in
use; what comes out is kept on the disk while the upper layers are tuned.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.content.safety_eval import Row, new_voices
from bot.nlu import tokens
from bot.nlu.encoder import MAX_CHARACTERS
from bot.nlu.graph_nodes import name_after
from bot.settings import ROOT
from tools.safety_windows import NEVER
from tools.train_safety import SCORES, UNSURE
from tools.train_second_ear import CRISIS_ROWS, in_order, rows_by_text, written

FOLDER = ROOT / "models" / "encoder"
STATES = ROOT / "build" / "ear_states.bin"
HIDDEN, MOST = 384, 96  # numbers of a token, and tokens of a row that are kept
BATCH = 16

Bools = NDArray[np.bool_]
Ints = NDArray[np.int64]
Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Told:
    """Rows that may be learned from.

    Attributes:
        rows: Each with its text.
        file_of: In which file of new voices a text stands.
        names: What a row may be about, in the order that ``Judge`` wants.
        about: For each row the place of its name.
    """

    rows: Sequence[Row]
    file_of: dict[str, str]
    names: Sequence[str]
    about: Ints

    @classmethod
    def read(cls) -> "Told":
        """Return the rows that ``tools.train_safety`` fits on; those that measure are left out."""
        with np.load(SCORES) as kept:
            texts, fold = kept["texts"].tolist(), kept["fold"].tolist()
        known = rows_by_text()
        rows = [known[t] for t, f in zip(texts, fold, strict=True) if f != NEVER]
        rows = [row for row in rows if row.kind not in UNSURE]
        about = [row.label if row.is_crisis else row.kind for row in rows]
        names = in_order(set(about))
        numbers = np.array([names.index(one) for one in about])
        return cls(rows, new_voices(CRISIS_ROWS), names, numbers)

    def some(self, which: Bools) -> "Told":
        """Return some of the rows; what they may be about stays."""
        rows = [row for row, use in zip(self.rows, which, strict=True) if use]
        return replace(self, rows=rows, about=self.about[which])

    def files(self) -> list[str]:
        """Return for each row its file of new voices, "" where it is of none."""
        return [self.file_of.get(row.text, "") for row in self.rows]


def number_of(file: str) -> str:
    """Return the number of a file of new voices, the same in every language; "" of no file."""
    return Path(file).stem.removeprefix("new_voices_")


class States:
    """What a layer makes of the tokens of rows, kept on the disk in 16 bits.

    Args:
        texts: The rows' texts.
        layer: After which of the encoder's layers.
    """

    def __init__(self, texts: Sequence[str], layer: int) -> None:
        self._places = np.zeros((len(texts), 2), np.int64)  # first token, and how many
        STATES.parent.mkdir(exist_ok=True)
        with STATES.open("wb") as file:
            for batch, made in _made(texts, layer):
                for row, state in zip(batch, made, strict=True):
                    kept = state[:MOST].astype(np.float16)
                    self._places[row] = file.tell() // (2 * HIDDEN), len(kept)
                    file.write(kept.tobytes())
        self._kept = np.memmap(STATES, np.float16, "r").reshape(-1, HIDDEN)

    @property
    def lengths(self) -> Ints:
        """How many tokens each row has."""
        return self._places[:, 1]

    def of(self, rows: Sequence[int] | Ints) -> tuple[Floats, Floats]:
        """Return (rows, tokens, numbers), and 1 where a token is, (rows, tokens)."""
        places = self._places[np.asarray(rows)]
        shape = (len(places), int(places[:, 1].max()))
        found, there = np.zeros((*shape, HIDDEN), np.float32), np.zeros(shape, np.float32)
        for row, (first, many) in enumerate(places):
            found[row, :many] = self._kept[first : first + many]
            there[row, :many] = 1
        return found, there


def _made(texts: Sequence[str], layer: int) -> Iterator[tuple[list[int], list[Floats]]]:
    """Yield rows of like length with what the layer makes of each of their tokens."""
    session, name = _session(layer)
    tokenizer = tokens.load(FOLDER / "encoder.pieces")
    read = [written(text)[:MAX_CHARACTERS] for text in texts]
    order = sorted(range(len(read)), key=lambda row: len(read[row]))
    for at in range(0, len(order), BATCH):
        batch = order[at : at + BATCH]
        ids, mask = tokenizer.rows([read[row] for row in batch])
        (states,) = session.run([name], {"ids": ids, "mask": mask})
        counts = mask.sum(axis=1).astype(int)
        yield batch, [state[:many] for state, many in zip(states, counts, strict=True)]


def _session(layer: int) -> tuple[Any, str]:
    """Return the graph in use with a layer among its outputs, and that output's name."""
    import onnx

    from bot.nlu.session import session_of

    model = onnx.load(str(FOLDER / "encoder.onnx"), load_external_data=False)
    name = name_after(layer)
    if name not in {one.name for one in model.graph.output}:
        model.graph.output.append(
            onnx.helper.make_tensor_value_info(name, onnx.TensorProto.FLOAT, None)
        )
    file = FOLDER / "opened.onnx"  # beside its weights, which it names
    try:
        onnx.save(model, str(file))
        return session_of(file), name
    finally:
        file.unlink(missing_ok=True)
