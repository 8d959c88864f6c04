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

SMALL = (BITS_SMALL, BITS_SMALL)

HEADS = ("danger", "touched", "now", "other", *CATEGORIES)
"""danger: a card; touched: danger is spoken of at all; now: tier A; other: a third person."""

_ENOUGH = 400
"""Characters that tell the script of a text."""

Floats = NDArray[np.float64]
Weights = NDArray[np.int8]


@dataclass(frozen=True, slots=True)
class LinearEar:
    """The trained model.

    Attributes:
        danger: One weight a bucket, spelling first, as whole numbers of one byte.
        touched: The same, with ``BITS_SMALL``.
        others: A column for each of the other ``HEADS``: all of a bucket's are read at once.
        units: For each head what a weight of 1 stands for.
        bias: For each head the score of a window without features.
        limits: See ``Loudness``.
        foreign: The limit of danger in another script than Latin: nearly all rows are in Latin
            letters, so what is loud among those says little of others.
        version: Format and training together; shown by ``rinnalla safety eval``.
    """

    reader: Reader
    danger: Weights
    touched: Weights
    others: Weights
    units: Floats
    bias: Floats
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
        small = _buckets(features, SMALL)
        danger = self._over(0, self.danger, _buckets(features, SIZES), features, spans, roots)
        touched = self._over(1, self.touched, small, features, spans, roots)
        place = int(danger.argmax())
        scores = self._in_window(small, features, *spans[place])
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

    def _over(
        self,
        head: int,
        weights: Weights,
        buckets: Sequence[Ints],
        features: Features,
        spans: Ints,
        roots: Sequence[Floats],
    ) -> Floats:
        """Return the scores of windows; ``roots`` of how many features of each kind they hold."""
        score = np.zeros(len(spans))
        for places, kind, root in zip(buckets, features.kinds, roots, strict=True):
            score += _summed(kind.words, weights[places], features.size, spans) / root
        scores: Floats = self.bias[head] + score * self.units[head]
        return scores

    def _in_window(
        self, buckets: Sequence[Ints], features: Features, first: int, last: int
    ) -> dict[str, float]:
        """Return the scores of one window to the heads of ``others``."""
        summed = np.zeros(self.others.shape[1])
        for places, kind in zip(buckets, features.kinds, strict=True):
            inside = places[(kind.words >= first) & (kind.words < last)]
            loud = self.others[inside].sum(axis=0, dtype=np.int64)
            summed += loud / math.sqrt(max(len(inside), 1))
        scores = self.bias[2:] + summed * self.units[2:]
        return dict(zip(HEADS[2:], scores.tolist(), strict=True))


def _buckets(features: Features, sizes: tuple[int, int]) -> tuple[Ints, Ints]:
    """Return where the weights of each kind of features stand in a table of these sizes."""
    spelt, meant = (
        kind.buckets >> (bits - size)
        for kind, bits, size in zip(features.kinds, SIZES, sizes, strict=True)
    )
    return spelt, meant + (1 << sizes[0])


def is_foreign(sentences: Sequence[str]) -> bool:
    """Return whether most letters of folded words are of another script than Latin."""
    beginning = " ".join(sentences)[:_ENOUGH]
    if beginning.isascii():
        return False
    letters = [letter for letter in beginning if letter.isalpha()]
    return 2 * sum(not letter.isascii() for letter in letters) > len(letters)


def _summed(words: Ints, loud: Weights | None, size: int, spans: Ints) -> Floats:
    """Return the sums of weights over windows; how many there are, without weights."""
    sums: Floats = np.zeros(size + 1)
    np.cumsum(np.bincount(words, loud, size), out=sums[1:])
    over: Floats = sums[spans[:, 1]] - sums[spans[:, 0]]
    return over


def table_size(head: str) -> int:
    """Return how many weights a head has."""
    return sum(1 << bits for bits in (SIZES if head == "danger" else SMALL))


def _check(head: str, table: Weights) -> None:
    if table.shape != (table_size(head),) or table.dtype != np.int8:
        raise ValueError(head)


def _one_each(values: NDArray[np.generic]) -> Floats:
    found: Floats = values.astype(np.float64)
    if found.shape != (len(HEADS),):
        raise ValueError(found.shape)
    return found


def load_ear(path: Path) -> LinearEar | None:
    """Return the model, or None when there is none: the patterns stand alone.

    Raises:
        ContentProblems: the file is not a model.
    """
    if not path.exists():
        return None
    try:
        with np.load(path, allow_pickle=False) as data:
            tables = [data[head] for head in HEADS]
            for head, table in zip(HEADS, tables, strict=True):
                _check(head, table)
            danger, touched, *others = tables
            return LinearEar(
                Reader(load_classes(path.with_name(CLASSES_FILE))),
                danger,
                touched,
                np.stack(others, axis=1),
                _one_each(data["loudest"]) / 127,
                _one_each(data["bias"]),
                Loudness(*map(float, data["limits"])),
                float(data["foreign"]),
                str(data["version"]),
            )
    except (KeyError, TypeError, ValueError, OSError, BadZipFile) as error:
        why = f"is not a model of the safety scanner: {type(error).__name__}"
        raise ContentProblems([Problem(path.name, None, why)]) from error
