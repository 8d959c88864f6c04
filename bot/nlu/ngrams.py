"""The branch that reads letters: TF-IDF of words and character n-grams into a linear SVM.

Strong on typos, spoken forms and official words it has seen; blind to words it has not. Neither
estimators nor words are kept: an n-gram is found by its hash, and coefficients are one array of 8
bits in C order, so a message costs a few hundred row look-ups, and a model file holds numbers
only, nothing that runs and nothing that anybody wrote.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import HashingVectorizer
from sklearn.preprocessing import normalize
from sklearn.svm import LinearSVC

from bot.domain.letters import fold

Floats = NDArray[np.float32]
Rows = NDArray[Any]

_HASHES = 2**22
"""So many that two n-grams of ours rarely meet in one."""

# Word pairs, characters as written, and characters without diacritics ("pitaa" = "pitää").
_RECIPES: tuple[Mapping[str, Any], ...] = (
    {"analyzer": "word", "ngram_range": (1, 2), "token_pattern": r"(?u)\b\w+\b"},
    {"analyzer": "char_wb", "ngram_range": (2, 5)},
    {"analyzer": "char_wb", "ngram_range": (2, 5), "preprocessor": fold},
)
_MIN_ROWS = (1, 2, 2)
"""n-grams of characters seen in one row alone only cost memory."""

_TOLERANCE = 0.1
"""Where fitting stops. Measured on left-out rows: 1e-4 is no better and takes a third longer."""

_HASHERS = [
    HashingVectorizer(
        n_features=_HASHES, alternate_sign=False, norm=None, dtype=np.float32, **recipe
    )
    for recipe in _RECIPES
]


@dataclass(frozen=True, slots=True)
class Letters:
    """What texts are made of: for each recipe the known hashes, sorted, and how rare each is."""

    hashes: tuple[NDArray[np.int32], ...]
    rarity: tuple[Floats, ...]

    @classmethod
    def learn(cls, texts: Sequence[str]) -> tuple["Letters", csr_matrix]:
        """Return what the texts are made of, and their features, (texts, features)."""
        hashes, rarity, counted = [], [], []
        for hasher, least in zip(_HASHERS, _MIN_ROWS, strict=True):
            counts = hasher.transform(texts)
            rows = np.bincount(counts.indices, minlength=_HASHES)
            kept = np.flatnonzero(rows >= least)
            hashes.append(kept.astype(np.int32))
            rarity.append((np.log((1 + len(texts)) / (1 + rows[kept])) + 1).astype(np.float32))
            counted.append(counts)
        letters = cls(tuple(hashes), tuple(rarity))
        return letters, letters._joined(counted)

    def touched(self, text: str) -> tuple[NDArray[np.int64], Floats]:
        """Return the columns that one text touches and their values, as ``learn`` has them.

        Without a matrix: making one costs several times more than all the numbers in it.
        """
        columns, values, before = [], [], 0
        for hasher, hashes, rarity in zip(_HASHERS, self.hashes, self.rarity, strict=True):
            counts = hasher.transform([text])
            places, known = _found(counts.indices, hashes)
            places = places[known]
            weights = (1 + np.log(counts.data[known])) * rarity[places]
            columns.append(places + before)
            values.append(weights / max(float(np.sqrt(weights @ weights)), 1e-12))
            before += len(hashes)
        return np.concatenate(columns), np.concatenate(values)

    def _joined(self, counted: Sequence[csr_matrix]) -> csr_matrix:
        parts = zip(counted, self.hashes, self.rarity, strict=True)
        return hstack([_weighed(*part) for part in parts], format="csr")


def _weighed(counts: csr_matrix, hashes: NDArray[np.int32], rarity: Floats) -> csr_matrix:
    places, known = _found(counts.indices, hashes)
    counts.data = np.where(known, (1 + np.log(counts.data)) * rarity[places], 0)
    shape = (counts.shape[0], len(hashes))
    part = csr_matrix((counts.data, places, counts.indptr), shape=shape)
    part.eliminate_zeros()
    return normalize(part, copy=False)


def _found(
    wanted: NDArray[np.int32], hashes: NDArray[np.int32]
) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """Return the place of each hash and whether it is known at all."""
    places = np.searchsorted(hashes, wanted)
    places[places == len(hashes)] = 0
    return places, hashes[places] == wanted


class NgramBranch:
    """TF-IDF features and one linear score for each intent."""

    def __init__(
        self, letters: Letters, weights: NDArray[np.int8], scales: Floats, bias: Floats
    ) -> None:
        self._letters = letters
        self._weights = weights  # (features, intents), C order: one row a feature
        self._scales = scales  # (features,): what a weight of 1 is worth in that row
        self._bias = bias

    @classmethod
    def fit(
        cls, letters: Letters, features: csr_matrix, labels: NDArray[np.int32]
    ) -> "NgramBranch":
        """Train on rows of features; ``labels`` are intent numbers from 0 without gaps."""
        machine = LinearSVC(C=0.5, random_state=0, tol=_TOLERANCE).fit(features, labels)
        exact = machine.coef_.T
        scales = np.abs(exact).max(axis=1) / 127 + 1e-12
        weights = np.rint(exact / scales[:, None]).astype(np.int8)
        return cls(
            letters,
            np.ascontiguousarray(weights),
            scales.astype(np.float32),
            machine.intercept_.astype(np.float32),
        )

    def margins(self, texts: Sequence[str]) -> Floats:
        """Return the SVM's margins, (texts, intents)."""
        return np.stack([self._margins(*self._letters.touched(text)) for text in texts])

    def margins_of(self, features: csr_matrix) -> Floats:
        """Return the margins of rows of features."""
        rows = (features[number] for number in range(features.shape[0]))
        return np.stack([self._margins(row.indices, row.data) for row in rows])

    def _margins(self, columns: NDArray[Any], values: Floats) -> Floats:
        """Return the margins of one text.

        Only the few hundred rows of weights that it touches are widened to float32.
        """
        touched = self._weights[columns].astype(np.float32)
        scores: Floats = (values * self._scales[columns]) @ touched + self._bias
        return scores

    def arrays(self) -> dict[str, Any]:
        """Return all that ``load`` needs, as arrays."""
        kept: dict[str, Any] = {
            "weights": self._weights,
            "scales": self._scales,
            "bias": self._bias,
        }
        for number, hashes in enumerate(self._letters.hashes):
            kept[f"hashes{number}"] = hashes
            kept[f"rarity{number}"] = self._letters.rarity[number]
        return kept

    @classmethod
    def load(cls, kept: Mapping[str, Any]) -> "NgramBranch":
        """Build the branch from ``arrays``."""
        numbers = range(len(_RECIPES))
        letters = Letters(
            tuple(kept[f"hashes{number}"] for number in numbers),
            tuple(kept[f"rarity{number}"] for number in numbers),
        )
        return cls(letters, kept["weights"], kept["scales"], kept["bias"])
