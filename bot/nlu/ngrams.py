"""The branch that reads letters: TF-IDF of words and character n-grams into a linear SVM.

Strong on typos, spoken forms and official words it has seen; blind to words it has not. Trained
estimators are not kept: coefficients are one array in C order, in half precision, so a message
costs a few hundred row look-ups, and a model file holds numbers and words only, nothing that
runs.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.svm import LinearSVC

from bot.nlu.folding import fold

Floats = NDArray[np.float32]

# Word pairs, characters as written, and characters without diacritics ("pitaa" = "pitää").
_RECIPES: tuple[Mapping[str, Any], ...] = (
    {"analyzer": "word", "ngram_range": (1, 2), "token_pattern": r"(?u)\b\w+\b"},
    {"analyzer": "char_wb", "ngram_range": (2, 5)},
    {"analyzer": "char_wb", "ngram_range": (2, 5), "preprocessor": fold},
)
_MIN_ROWS = (1, 2, 2)
"""n-grams of characters seen in one row alone only cost memory."""


def _vectorizer(number: int, **extra: Any) -> TfidfVectorizer:
    options: dict[str, Any] = {"sublinear_tf": True, "dtype": np.float32, "lowercase": True}
    return TfidfVectorizer(**{**options, **_RECIPES[number], **extra})


class NgramBranch:
    """TF-IDF features and one linear score for each intent."""

    def __init__(
        self, vectorizers: Sequence[TfidfVectorizer], weights: Floats, bias: Floats
    ) -> None:
        self._vectorizers = vectorizers
        self._weights = weights  # (features, intents), float16, C order: one row a feature
        self._bias = bias

    @classmethod
    def fit(cls, texts: Sequence[str], labels: NDArray[np.int32]) -> "NgramBranch":
        """Train on texts; ``labels`` are intent numbers from 0 without gaps."""
        vectorizers = [
            _vectorizer(number, min_df=_MIN_ROWS[number]).fit(texts)
            for number in range(len(_RECIPES))
        ]
        features = _features(vectorizers, texts)
        machine = LinearSVC(C=0.5, random_state=0).fit(features, labels)
        weights = np.ascontiguousarray(machine.coef_.T.astype(np.float16))
        return cls(vectorizers, weights, machine.intercept_.astype(np.float32))

    def margins(self, texts: Sequence[str]) -> Floats:
        """Return the SVM's margins, (texts, intents)."""
        rows = _features(self._vectorizers, texts)
        return np.stack([self._margins_of(rows[number]) for number in range(rows.shape[0])])

    def _margins_of(self, row: csr_matrix) -> Floats:
        """Return the margins of one row of features.

        Only the few hundred rows of weights that the message touches are widened to float32.
        """
        touched = self._weights[row.indices].astype(np.float32)
        scores: Floats = row.data @ touched + self._bias
        return scores

    def arrays(self) -> dict[str, Any]:
        """Return all that ``load`` needs, as arrays."""
        kept: dict[str, Any] = {"weights": self._weights, "bias": self._bias}
        for number, vectorizer in enumerate(self._vectorizers):
            words = vectorizer.get_feature_names_out()
            kept[f"idf{number}"] = vectorizer.idf_.astype(np.float32)
            # One text is far smaller and faster to read than an array of fixed-width strings.
            kept[f"words{number}"] = np.frombuffer("\n".join(words).encode(), dtype=np.uint8)
        return kept

    @classmethod
    def load(cls, kept: Mapping[str, Any]) -> "NgramBranch":
        """Build the branch from ``arrays``."""
        vectorizers = []
        for number in range(len(_RECIPES)):
            words = kept[f"words{number}"].tobytes().decode().split("\n")
            vectorizer = _vectorizer(number, vocabulary=words)
            vectorizer.idf_ = kept[f"idf{number}"]
            vectorizers.append(vectorizer)
        return cls(vectorizers, kept["weights"], kept["bias"])


def _features(vectorizers: Sequence[TfidfVectorizer], texts: Sequence[str]) -> csr_matrix:
    return hstack([vectorizer.transform(texts) for vectorizer in vectorizers], format="csr")
