"""TF-IDF of pieces of words, each known by its hash: how telling a text's pieces are.

Ours and short: scikit-learn's own takes 60 MB of a running service, most of it for parts of SciPy
that are never called (docs/adr/0009).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.domain.pieces import hash_of

Floats = NDArray[np.float32]
Hashes = NDArray[np.uint32]
Places = NDArray[np.int64]

Counted = tuple[Hashes, NDArray[Any]]
"""The hashes of a text's pieces, ascending, and how often each stands in it."""


def hashed(found: Iterable[str]) -> Hashes:
    """Return the hashes of pieces, in their order."""
    return np.fromiter(map(hash_of, found), np.uint32)


def counted(hashes: Hashes) -> Counted:
    """Return the kinds among one text's hashes, and how many there are of each."""
    kinds, counts = np.unique(hashes, return_counts=True)
    return kinds, counts


@dataclass(frozen=True, slots=True)
class Rarity:
    """The pieces that are known, by ascending hashes, and how rare each is."""

    hashes: Hashes
    worth: Floats

    @classmethod
    def learn(cls, texts: Sequence[Counted], least: int = 1) -> "Rarity":
        """Learn the pieces that stand in so many texts at least."""
        hashes, rows = np.unique(np.concatenate([one for one, _ in texts]), return_counts=True)
        hashes, rows = hashes[rows >= least], rows[rows >= least]
        return cls(hashes, (np.log((1 + len(texts)) / (1 + rows)) + 1).astype(np.float32))

    def weigh(self, text: Counted) -> tuple[Places, Floats]:
        """Return which known pieces a text has, and their weights, of length 1 together."""
        hashes, counts = text
        places = np.searchsorted(self.hashes, hashes)
        places[places == len(self.hashes)] = 0
        known = self.hashes[places] == hashes
        places = places[known]
        weights = (1 + np.log(counts[known], dtype=np.float32)) * self.worth[places]
        return places, weights / max(float(np.sqrt(weights @ weights)), 1e-12)
