"""The safety scanner's linear model: hashed features (``safety_features``) times learnt weights.

A score is, for each kind of features, the sum of the weights in a window over the root of how many
there are, so that long is not louder than short.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from bot.content.safety_features import (
    CLASSES_FILE,
    SIZES,
    Features,
    Ints,
    Reader,
    load_classes,
    windows,
)
from bot.domain.errors import ContentProblems, Problem
from bot.domain.safety_model import Heard, Loudness
from bot.domain.safety_patterns import CATEGORIES

BITS_SMALL = 16
"""Buckets of each kind for all heads but "danger", as a power of two: the top bits of its own."""

HEADS = ("danger", "touched", "now", "other", *CATEGORIES)
"""danger: a card; touched: danger is spoken of at all; now: tier A; other: a third person."""

_ENOUGH = 400
"""Characters that tell the script of a text."""

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class LinearEar:
    """The trained model.

    Attributes:
        weights: For each of ``HEADS`` one weight a bucket, spelling first, as whole numbers of
            one byte.
        loudest: For each head what the number 127 stands for.
        bias: For each head the score of a window without features.
        limits: See ``Loudness``.
        foreign: The limit of danger in another script than Latin: nearly all rows are in Latin
            letters, so what is loud among those says little of others.
        version: Format and training together; shown by ``rinnalla safety eval``.
    """

    reader: Reader
    weights: dict[str, NDArray[np.int8]]
    loudest: dict[str, float]
    bias: dict[str, float]
    limits: Loudness
    foreign: float
    version: str

    def hear(self, sentences: Sequence[str]) -> Heard | None:
        """Return what a text sounds like in its most dangerous window; None of no words."""
        if not sentences:
            return None
        features = self.reader.read(" | ".join(sentences))
        spans = windows(features.size)
        many = [_summed(kind.words, None, features.size, spans) for kind in features.kinds]
        roots = [np.sqrt(np.maximum(one, 1.0)) for one in many]
        danger, touched = (self._over(head, features, spans, roots) for head in HEADS[:2])
        place = int(danger.argmax())
        window = features.within(*spans[place])
        scores = {head: self._of(head, window) for head in HEADS[2:]}
        category = max(CATEGORIES, key=lambda name: scores[name])
        foreign = is_foreign(sentences)
        limits = replace(self.limits, alone=self.foreign) if foreign else self.limits
        return Heard(
            float(danger[place]),
            float(touched.max()),
            scores["now"],
            scores["other"],
            category,
            limits,
            foreign,
        )

    def _loud(self, head: str, features: Features) -> list[NDArray[np.int8]]:
        """Return the weights of spelling and of meaning."""
        found, start = [], 0
        for kind, bits in zip(features.kinds, SIZES, strict=True):
            small = bits if head == "danger" else BITS_SMALL
            found.append(self.weights[head][start + (kind.buckets >> (bits - small))])
            start += 1 << small
        return found

    def _over(self, head: str, features: Features, spans: Ints, roots: Sequence[Floats]) -> Floats:
        """Return the scores of windows; ``roots`` of how many features of each kind they hold."""
        score = np.zeros(len(spans))
        for loud, kind, root in zip(
            self._loud(head, features), features.kinds, roots, strict=True
        ):
            score += _summed(kind.words, loud, features.size, spans) / root
        return self.bias[head] + score * (self.loudest[head] / 127)

    def _of(self, head: str, window: Features) -> float:
        """Return the score of one window."""
        summed = 0.0
        for loud in self._loud(head, window):
            summed += float(loud.sum(dtype=np.int64)) / math.sqrt(max(len(loud), 1))
        return self.bias[head] + summed * (self.loudest[head] / 127)


def is_foreign(sentences: Sequence[str]) -> bool:
    """Return whether most letters of folded words are of another script than Latin."""
    beginning = " ".join(sentences)[:_ENOUGH]
    if beginning.isascii():
        return False
    letters = [letter for letter in beginning if letter.isalpha()]
    return 2 * sum(not letter.isascii() for letter in letters) > len(letters)


def _summed(words: Ints, loud: NDArray[np.int8] | None, size: int, spans: Ints) -> Floats:
    """Return the sums of weights over windows; how many there are, without weights."""
    sums: Floats = np.zeros(size + 1)
    np.cumsum(np.bincount(words, loud, size), out=sums[1:])
    over: Floats = sums[spans[:, 1]] - sums[spans[:, 0]]
    return over


def table_size(head: str) -> int:
    """Return how many weights a head has."""
    return sum(1 << (bits if head == "danger" else BITS_SMALL) for bits in SIZES)


def _check(head: str, table: NDArray[np.int8]) -> None:
    if table.shape != (table_size(head),) or table.dtype != np.int8:
        raise ValueError(head)


def load_ear(path: Path) -> LinearEar | None:
    """Return the model, or None when there is none: the patterns stand alone.

    Raises:
        ContentProblems: the file is not a model.
    """
    if not path.exists():
        return None
    try:
        with np.load(path, allow_pickle=False) as data:
            weights = {head: data[head] for head in HEADS}
            for head, table in weights.items():
                _check(head, table)
            loudest = dict(zip(HEADS, map(float, data["loudest"]), strict=True))
            bias = dict(zip(HEADS, map(float, data["bias"]), strict=True))
            limits = Loudness(*map(float, data["limits"]))
            reader = Reader(load_classes(path.with_name(CLASSES_FILE)))
            foreign, version = float(data["foreign"]), str(data["version"])
            return LinearEar(reader, weights, loudest, bias, limits, foreign, version)
    except (KeyError, TypeError, ValueError, OSError, BadZipFile) as error:
        why = f"is not a model of the safety scanner: {type(error).__name__}"
        raise ContentProblems([Problem(path.name, None, why)]) from error
