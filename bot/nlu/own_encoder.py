"""A county's own sentence encoder: a folder with an ONNX graph and its SentencePiece file.

For encoders of the XLM-RoBERTa family (multilingual-e5-base and -large, bge-m3 and others), as
they are published for ONNX Runtime:

- ``model.onnx`` (and the files it names): ``input_ids`` and ``attention_mask`` in; vectors of
  tokens, or one of the sentence, out
- ``sentencepiece.bpe.model``
- ``encoder.json``, may be left out: ``{"prefix": "query: ", "pooling": "mean", "tokens": 128}``;
  pooling is "mean", "first" or "sentence" (the graph has made one vector)

Nothing in the folder is run but the graph; numbers of pieces follow XLM-RoBERTa's own table.
"""

import hashlib
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.domain.errors import SettingsProblems
from bot.nlu.session import session_of
from bot.nlu.wheel import Floats

GRAPH, PIECES, ABOUT = "model.onnx", "sentencepiece.bpe.model", "encoder.json"
POOLINGS = ("mean", "first", "sentence")
_DEFAULTS = {"prefix": "query: ", "pooling": "mean", "tokens": 128}

# XLM-RoBERTa's table: four ids of its own, then the pieces, one place later than in their file.
_BEGIN, _PAD, _END, _UNKNOWN, _SHIFT = 0, 1, 2, 3, 1


def opened(folder: Path) -> tuple[Callable[[Sequence[str]], Floats], str]:
    """Return (what makes vectors of a few texts, what tells this encoder from others).

    Raises:
        SettingsProblems: a file is missing or does not fit, in words.
    """
    about = check_folder(folder)
    try:
        session, pieces = session_of(folder / GRAPH), _pieces(folder / PIECES)
    except Exception as error:  # of two libraries, each with errors of its own
        raise SettingsProblems([f"RINNALLA_ENCODER: {folder}: {error}"]) from error
    names = {one.name for one in session.get_inputs()}

    def vectors_of(texts: Sequence[str]) -> Floats:
        ids, mask = _rows(pieces, [about["prefix"] + text for text in texts], about["tokens"])
        given = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
        made = session.run(None, {name: given[name] for name in given if name in names})[0]
        return _pooled(made.astype(np.float32), mask, about["pooling"])

    return vectors_of, f"{_digest(folder / GRAPH)} {json.dumps(about, sort_keys=True)}"


def check_folder(folder: Path) -> dict[str, Any]:
    """Return what the folder says of its encoder, before anything large is opened.

    Raises:
        SettingsProblems: a file is missing or does not fit, in words.
    """
    missing = [name for name in (GRAPH, PIECES) if not (folder / name).exists()]
    if missing:
        raise SettingsProblems([f"RINNALLA_ENCODER: {folder} has no {name}" for name in missing])
    return _read_about(folder / ABOUT)


def _read_about(file: Path) -> dict[str, Any]:
    try:
        about = _DEFAULTS | (json.loads(file.read_text("utf-8")) if file.exists() else {})
    except ValueError as error:
        raise SettingsProblems([f"RINNALLA_ENCODER: {file}: {error}"]) from error
    if about.keys() != _DEFAULTS.keys() or about["pooling"] not in POOLINGS:
        wanted = f"prefix, tokens and pooling, one of {', '.join(POOLINGS)}"
        raise SettingsProblems([f"RINNALLA_ENCODER: {file} takes {wanted}"])
    return about


def _pieces(file: Path) -> Any:
    from sentencepiece import SentencePieceProcessor

    return SentencePieceProcessor(model_file=str(file))


def _rows(pieces: Any, texts: Sequence[str], most: int) -> tuple[NDArray[np.int64], ...]:
    unknown = pieces.unk_id()
    rows = [
        [_BEGIN, *(_UNKNOWN if one == unknown else one + _SHIFT for one in cut[: most - 2]), _END]
        for cut in pieces.encode(list(texts))
    ]
    longest = max(map(len, rows))
    ids = np.full((len(rows), longest), _PAD, dtype=np.int64)
    mask = np.zeros((len(rows), longest), dtype=np.int64)
    for at, row in enumerate(rows):
        ids[at, : len(row)] = row
        mask[at, : len(row)] = 1
    return ids, mask


def _pooled(made: Floats, mask: NDArray[np.int64], pooling: str) -> Floats:
    if pooling == "first":
        made = made[:, 0]
    elif pooling == "mean":
        made = (made * mask[..., None]).sum(axis=1)  # made one long below: no need to divide
    lengths = np.linalg.norm(made, axis=-1, keepdims=True)
    unit: Floats = made / np.maximum(lengths, 1e-12)
    return unit


def _digest(file: Path) -> str:
    with file.open("rb") as opened_file:
        return hashlib.file_digest(opened_file, "sha256").hexdigest()
