"""How probable it is that a message is about nothing that we can help with.

The classifier's own guess is joined with nearness: how like the three nearest training rows of the
likeliest intents a message is, and how like the three nearest rows that are out of scope. Fitted
on left-out rows; measured against other joints in docs/understanding.md.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.nlu.eight_bits import rounded

Floats = NDArray[np.float32]
Places = NDArray[np.int32]

OUT_OF_SCOPE = "out_of_scope"
NEAREST = 3
LIKELIEST = 5
"""Intents whose rows are looked at: the nearest row of all is nearly always among theirs."""

_LEAST = 1e-6  # a probability below says nothing more


@dataclass(frozen=True, slots=True)
class Outside:
    """Training rows by intent in 8 bits, and the weights of the joint.

    Args:
        rows: Vectors of training rows, those of one intent together, (rows, dimensions).
        scales: What 1 is worth in each row.
        starts: Where each intent's rows begin, and the end of the last.
        place: The number of the intent that is out of scope.
        weights: Of log p of the best other intent, log p of out of scope, nearness to either;
            the last one stands alone.
    """

    rows: NDArray[np.int8]
    scales: Floats
    starts: Places
    place: int
    weights: Floats

    @classmethod
    def of(
        cls, vectors: Floats, numbers: Places, intents: int, place: int, weights: Floats
    ) -> "Outside":
        """Keep training rows' vectors (unit length) by intent, beside weights that are known."""
        order = np.argsort(numbers, kind="stable")
        starts = np.searchsorted(numbers[order], np.arange(intents + 1))
        return cls(*rounded(vectors[order]), starts.astype(np.int32), place, weights)

    def weigh(self, probabilities: Floats, vector: Floats) -> Floats:
        """Return one message's probabilities with that of out of scope thought over."""
        likeliest = np.argsort(-_without(probabilities[None], self.place)[0])[:LIKELIEST]
        near = (self._near(vector, likeliest), self._near(vector, [self.place]))
        return weighed(probabilities, near, self.place, self.weights)

    def _near(self, vector: Floats, intents: Any) -> float:
        """Return the mean cosine with the nearest rows of some intents."""
        spans = [slice(self.starts[one], self.starts[one + 1]) for one in intents]
        # Rows of one intent stand together: nothing is copied but to make whole numbers real.
        parts = [(self.rows[at].astype(np.float32) @ vector) * self.scales[at] for at in spans]
        cosines = np.concatenate(parts)
        best = np.sort(cosines)[-NEAREST:]
        return float(best.mean()) if len(best) else 0.0

    def arrays(self) -> dict[str, Any]:
        """Return all that ``load`` needs, as arrays."""
        return {
            "rows": self.rows,
            "scales": self.scales,
            "starts": self.starts,
            "place": np.array(self.place),
            "weights": self.weights,
        }

    @classmethod
    def load(cls, kept: Mapping[str, Any]) -> "Outside":
        """Build it from ``arrays``."""
        return cls(
            kept["rows"], kept["scales"], kept["starts"], int(kept["place"]), kept["weights"]
        )


def weighed(
    probabilities: Floats, near: tuple[float, float], place: int, weights: Floats
) -> Floats:
    """Return one message's probabilities, out of scope as likely as the joint says."""
    inside = _without(probabilities[None], place)
    logs = _logs(inside, probabilities[None, place])
    score = np.array([logs[0][0], logs[1][0], *near, 1.0]) @ weights
    outside = float(1 / (1 + np.exp(-score)))
    found: Floats = inside[0] * (1 - outside) / max(float(inside.sum()), _LEAST)
    found[place] = outside
    return found


def nearness(
    probabilities: Floats,
    vectors: Floats,
    numbers: Places,
    place: int,
    of: NDArray[np.int64] | None = None,
) -> tuple[Floats, Floats]:
    """Return how near each row is to its likeliest intents, and to what is out of scope.

    Args:
        probabilities: Of rows left out, (rows, intents), calibrated.
        vectors: Of the same rows, unit length.
        numbers: Their intents.
        place: The number of the intent that is out of scope.
        of: Whose each row is: nobody's own rows are their neighbours, for a new person has none
            here. None: only the row itself is left out.
    """
    of = np.arange(len(numbers)) if of is None else of
    likeliest = np.argsort(-_without(probabilities, place), axis=1)[:, :LIKELIEST]
    outside = np.full((len(numbers), 1), place)
    near, near_out = (_nearness(vectors, numbers, of, one) for one in (likeliest, outside))
    return near, near_out


def weights_of(
    probabilities: Floats, near: tuple[Floats, Floats], numbers: Places, place: int
) -> Floats:
    """Return the weights of the joint, fitted on rows left out."""
    from sklearn.linear_model import LogisticRegression  # 60 MB that only training needs

    logs = _logs(_without(probabilities, place), probabilities[:, place])
    features = np.stack([*logs, *near], axis=1)
    mean, deviation = features.mean(axis=0), features.std(axis=0) + 1e-9
    model = LogisticRegression().fit((features - mean) / deviation, numbers == place)
    weights = model.coef_[0] / deviation
    bias = model.intercept_[0] - weights @ mean
    return np.append(weights, bias).astype(np.float32)


def _without(probabilities: Floats, place: int) -> Floats:
    inside = probabilities.copy()
    inside[:, place] = 0
    return inside


def _logs(inside: Floats, outside: Floats) -> tuple[Floats, Floats]:
    return np.log(inside.max(axis=1) + _LEAST), np.log(outside + _LEAST)


def _nearness(
    vectors: Floats, numbers: Places, of: NDArray[np.int64], intents: NDArray[np.int64]
) -> Floats:
    """Return every row's mean cosine with the nearest rows of its own list of intents.

    Rows of the same voice (``of``) are left out, and so is the row itself.
    """
    best = np.full((len(vectors), NEAREST), -1.0, dtype=np.float32)
    for intent in np.unique(intents):
        asking = np.flatnonzero((intents == intent).any(axis=1))
        theirs = np.flatnonzero(numbers == intent)
        cosines = vectors[asking] @ vectors[theirs].T
        cosines[of[asking][:, None] == of[theirs][None]] = -1.0
        both = np.concatenate([best[asking], cosines], axis=1)
        best[asking] = -np.sort(-both, axis=1)[:, :NEAREST]
    counted = np.maximum((best > -1.0).sum(axis=1), 1)
    nearness: Floats = np.where(best > -1.0, best, 0.0).sum(axis=1) / counted
    return nearness
