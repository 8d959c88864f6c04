"""How two branches are joined, and how sure they may be together: measured on rows left out."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.nlu.meaning import TIGHTNESS, log_softmax
from bot.nlu.outside import weights_of

Floats = NDArray[np.float32]
Numbers = NDArray[np.int32]
NearOf = Callable[[Floats], tuple[Floats, Floats]]

MEANING_SHARE = 0.4  # of an encoder that was not tuned on the rows
MARGIN_SCALE = 4.0
"""Both measured on voices left out (docs/understanding.md): with more rows letters know more."""

CASCADE_LOSS = 0.002
"""Share of all messages whose answer the cascade may change (measured on left-out folds)."""

ALWAYS = 2.0  # no confidence is as high: the letters never answer alone


@dataclass(frozen=True, slots=True)
class Measured:
    """What rows left out tell.

    Attributes:
        share: Of meaning, beside the letters.
        tightness: C of the logistic regression on its vectors.
        temperature: Of both branches joined.
        alone_above: How sure the letters must be to answer alone.
        outside: Weights of what is out of scope (``outside.py``); empty where it is not asked.
    """

    share: float
    tightness: float
    temperature: float
    alone_above: float
    outside: tuple[float, ...]

    @classmethod
    def of(cls, told: Mapping[str, Any]) -> "Measured":
        """Build it from what was written as JSON.

        Raises:
            TypeError: something is missing or too many.
        """
        return cls(**{**told, "outside": tuple(told.get("outside", ()))})


def join(margins: Floats, log_p: Floats | None, share: float = MEANING_SHARE) -> Floats:
    """Return the branches' joint scores, (rows, intents); ``log_p`` None: letters alone."""
    letters = log_softmax(MARGIN_SCALE * margins)
    if log_p is None:
        return letters
    joined: Floats = share * log_p + (1 - share) * letters
    return joined


def measure(
    margins: Floats,
    log_p: Floats | None,
    numbers: Numbers,
    near_of: NearOf | None,
    place: int,
    share: float = MEANING_SHARE,
    tightness: float = TIGHTNESS,
) -> Measured:
    """Return what rows tell that the branches did not see.

    Args:
        margins: Of the letters, (rows, intents).
        log_p: Of meaning, (rows, intents), or None without an encoder.
        numbers: The rows' intents.
        near_of: From probabilities to how near each row is (``outside.nearness``), or None.
        place: The number of the intent that is out of scope.
        share: See ``Measured``.
        tightness: See ``Measured``.
    """
    joined = join(margins, log_p, share)
    temperature = fit_temperature(joined, numbers)
    letters = MARGIN_SCALE * margins / fit_temperature(MARGIN_SCALE * margins, numbers)
    alone_above = 0.0 if log_p is None else _cascade_limit(letters, joined)
    outside: tuple[float, ...] = ()
    if near_of is not None:
        probabilities = np.exp(log_softmax(joined / temperature))
        weights = weights_of(probabilities, near_of(probabilities), numbers, place)
        outside = tuple(float(one) for one in weights)
    return Measured(share, tightness, temperature, alone_above, outside)


def fit_temperature(scores: Floats, numbers: Numbers) -> float:
    """Return what scores are divided by, so that the right intents are likeliest."""
    from scipy.optimize import minimize_scalar  # 60 MB that only training needs

    rows = np.arange(len(numbers))

    def loss(log_temperature: float) -> float:
        log_p = log_softmax(scores / np.exp(log_temperature))
        return float(-log_p[rows, numbers].mean())

    return float(np.exp(minimize_scalar(loss, bounds=(-4, 3), method="bounded").x))


def _cascade_limit(ngram_scores: Floats, joined: Floats) -> float:
    """Return the lowest confidence above which the branches disagree in CASCADE_LOSS of rows."""
    confidence = np.exp(log_softmax(ngram_scores)).max(axis=1)
    differs = ngram_scores.argmax(axis=1) != joined.argmax(axis=1)
    order = np.argsort(-confidence)
    lost = np.cumsum(differs[order]) / len(order)
    allowed = int((lost <= CASCADE_LOSS).sum())
    return float(confidence[order[allowed - 1]]) if allowed else ALWAYS
