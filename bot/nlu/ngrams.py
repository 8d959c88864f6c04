"""The branch that reads letters: TF-IDF of words and character n-grams into a linear SVM.

Strong on typos, spoken forms and official words it has seen; blind to words it has not. Neither
estimators nor words are kept: an n-gram is found by its hash (``tfidf.py``), and coefficients are
one array of 8 bits in C order, so a message costs a few hundred row look-ups, and a model file
holds numbers only, nothing that runs and nothing that anybody wrote.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.content.tfidf import Counted, Hashes, Rarity, counted, hashed
from bot.domain.letters import fold
from bot.domain.pieces import pieces
from bot.nlu.eight_bits import rounded

Floats = NDArray[np.float32]
Rows = NDArray[Any]
Features = Any  # scipy's ``csr_matrix``, which is imported to train

_NONE: Hashes = np.empty(0, np.uint32)
_WORD = re.compile(r"\w+")
_SHORTEST, _LONGEST = 2, 5
_REST = -1  # the number of all intents that another thread is at
WORKERS = 2

_MIN_ROWS = (1, 2)
"""n-grams of characters seen in one row alone only cost memory."""

_WORTH: tuple[float, ...] = (1.0, 2**0.5)
"""Of words, and of characters. Measured on left-out voices: characters as written beside these,
each of worth 1, read no better, and made fitting take twice as long (docs/adr/0005)."""

_TOLERANCE = 1.0
"""Where fitting stops. Measured on left-out rows: 1e-4 is no better and takes twice as long."""


def _words(text: str) -> list[str]:
    """Return the words of a text, and pairs of them."""
    words = _WORD.findall(text.lower())
    return words + [" ".join(pair) for pair in pairwise(words)]


def _pieces(word: str) -> Hashes:
    return hashed(pieces(word, _SHORTEST, _LONGEST))


@dataclass(frozen=True, slots=True)
class Letters:
    """What texts are made of: for each recipe its n-grams, and how rare each is."""

    rarities: tuple[Rarity, ...]

    @classmethod
    def learn(cls, texts: Sequence[str]) -> tuple["Letters", Features]:
        """Return what the texts are made of, and their features, (texts, features)."""
        again = cache(_pieces)  # most words have been cut before; forgotten when all are learned
        cut = [_cut(text, again) for text in texts]
        recipes = zip(zip(*cut, strict=True), _MIN_ROWS, strict=True)
        letters = cls(tuple(Rarity.learn(rows, least) for rows, least in recipes))
        return letters, letters._matrix([letters._weighed(one) for one in cut])

    def touched(self, text: str) -> tuple[NDArray[np.int64], Floats]:
        """Return the columns that one text touches and their values, as ``learn`` has them.

        Without a matrix: making one costs several times more than all the numbers in it.
        """
        return self._weighed(_cut(text))

    def _weighed(self, cut: Sequence[Counted]) -> tuple[NDArray[np.int64], Floats]:
        columns, values, before = [], [], 0
        for rarity, one, worth in zip(self.rarities, cut, _WORTH, strict=True):
            places, weights = rarity.weigh(one)
            columns.append(places + before)
            values.append(weights * np.float32(worth))
            before += len(rarity.hashes)
        return np.concatenate(columns), np.concatenate(values)

    def _matrix(self, rows: Sequence[tuple[NDArray[np.int64], Floats]]) -> Features:
        from scipy.sparse import csr_matrix  # 60 MB that only training needs

        columns, values = (np.concatenate(part) for part in zip(*rows, strict=True))
        ends = np.cumsum([0, *(len(one) for one, _ in rows)])
        shape = (len(rows), sum(len(one.hashes) for one in self.rarities))
        return csr_matrix((values, columns, ends), shape=shape)


def _cut(text: str, pieces_of: Callable[[str], Hashes] = _pieces) -> list[Counted]:
    """Return words as written, and runs of characters without diacritics ("pitaa")."""
    runs = np.concatenate([_NONE, *map(pieces_of, fold(text).split())])
    return [counted(hashed(_words(text))), counted(runs)]


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
    def fit(cls, letters: Letters, features: Features, labels: NDArray[np.int32]) -> "NgramBranch":
        """Train on rows of features; ``labels`` are intent numbers from 0 without gaps."""
        intents = np.unique(labels)
        # liblinear lets go of the interpreter's lock, so two threads use two cores.
        parts = np.array_split(intents, WORKERS) if len(intents) >= 2 * WORKERS else [intents]
        with ThreadPoolExecutor(WORKERS) as pool:
            fitted = list(pool.map(lambda part: _against_the_rest(features, labels, part), parts))
        exact, bias = (np.concatenate(one, axis=-1) for one in zip(*fitted, strict=True))
        weights, scales = rounded(exact)
        return cls(
            letters,
            np.ascontiguousarray(weights),
            scales,
            bias.astype(np.float32),
        )

    def margins(self, texts: Sequence[str]) -> Floats:
        """Return the SVM's margins, (texts, intents)."""
        return np.stack([self._margins(*self._letters.touched(text)) for text in texts])

    def margins_of(self, features: Features) -> Floats:
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
        for number, rarity in enumerate(self._letters.rarities):
            kept[f"hashes{number}"] = rarity.hashes
            kept[f"rarity{number}"] = rarity.worth
        return kept

    @classmethod
    def load(cls, kept: Mapping[str, Any]) -> "NgramBranch":
        """Build the branch from ``arrays``."""
        letters = Letters(
            tuple(
                Rarity(kept[f"hashes{number}"], kept[f"rarity{number}"])
                for number in range(len(_MIN_ROWS))
            )
        )
        return cls(letters, kept["weights"], kept["scales"], kept["bias"])


def _against_the_rest(features: Features, labels: Rows, intents: Rows) -> tuple[Rows, Rows]:
    """Return (weights, bias) of a machine for each of some intents, against all other rows."""
    from sklearn.svm import LinearSVC  # as above

    grouped = np.where(np.isin(labels, intents), labels, _REST)
    machine = LinearSVC(C=0.5, random_state=0, tol=_TOLERANCE).fit(features, grouped)
    weights, bias = machine.coef_.T, machine.intercept_
    if len(machine.classes_) == 2:  # liblinear then has one machine for both
        weights, bias = np.hstack([-weights, weights]), np.hstack([-bias, bias])
    own = machine.classes_ != _REST
    return weights[:, own], bias[own]
