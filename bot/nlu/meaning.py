"""The branch that reads meaning: vectors of a sentence encoder into logistic regression.

Knows that "fyrkka loppu" is near "rahat ovat loppu" though they share no word. Vectors are
z-scored with the training rows' mean and deviation.
"""

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

_TOLERANCE = 1e-3
"""Where fitting stops. Measured on left-out rows: 1e-4 is no better and takes twice as long."""


TIGHTNESS = 0.01
"""C of the regression on vectors of an encoder that was not tuned on the rows."""


class MeaningBranch:
    """Sentence vectors to log probabilities."""

    def __init__(self, mean: Floats, deviation: Floats, weights: Floats, bias: Floats) -> None:
        self._mean = mean
        self._deviation = deviation
        self._weights = weights  # (dimensions, intents)
        self._bias = bias

    @classmethod
    def fit(
        cls, vectors: Floats, labels: NDArray[np.int32], tightness: float = TIGHTNESS
    ) -> "MeaningBranch":
        """Train on vectors, (rows, dimensions)."""
        from sklearn.linear_model import LogisticRegression  # 60 MB that only training needs

        mean = vectors.mean(axis=0)
        deviation = vectors.std(axis=0) + 1e-6
        scaled = (vectors - mean) / deviation
        model = LogisticRegression(C=tightness, max_iter=200, tol=_TOLERANCE).fit(scaled, labels)
        return cls(
            mean.astype(np.float32),
            deviation.astype(np.float32),
            np.ascontiguousarray(model.coef_.T.astype(np.float32)),
            model.intercept_.astype(np.float32),
        )

    def log_probabilities(self, vectors: Floats) -> Floats:
        """Return log p, (rows, intents)."""
        scores = (vectors - self._mean) / self._deviation @ self._weights + self._bias
        return log_softmax(scores)

    def arrays(self) -> dict[str, Any]:
        """Return all that ``load`` needs, as arrays."""
        return {
            "mean": self._mean,
            "deviation": self._deviation,
            "weights": self._weights,
            "bias": self._bias,
        }

    @classmethod
    def load(cls, kept: Mapping[str, Any]) -> "MeaningBranch":
        """Build the branch from ``arrays``."""
        return cls(kept["mean"], kept["deviation"], kept["weights"], kept["bias"])


def log_softmax(scores: Floats) -> Floats:
    """Return log softmax over the last axis."""
    shifted = scores - scores.max(axis=-1, keepdims=True)
    result: Floats = shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))
    return result
