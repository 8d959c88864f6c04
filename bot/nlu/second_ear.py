"""The second ear: danger in what a sentence means, where its spelling alone leaves a doubt.

Log odds over the sentence encoder's vector, which was tuned to tell danger apart. It is asked only
where the scanner was silent and its model's score is so near the limit that a vector could matter;
it may add a finding, never take one away. The scanner in front of the turn does not need it and
does not wait for it.
"""

from dataclasses import dataclass
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from bot.content.safety_rules import FOLDER
from bot.domain.errors import ContentProblems, Problem
from bot.domain.safety_model import Heard

FILE = FOLDER / "second_ear.npz"
MOST = 8.0
"""No vector counts for more than this, to either side."""

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class SecondEar:
    """Logistic regression on sentence vectors.

    Attributes:
        weights: Of the vector's numbers, log odds of danger.
        bias: What stands alone.
        share: How much the answer adds to the scanner's own score of danger.
        limit: From which sum on it is danger; set on rows left out of fitting.
        foreign: The same in another script than Latin.
        hint: From which sum on danger may be meant: worth a question, in Latin letters.
        made_by: The encoder whose vectors it was trained on.
    """

    weights: Floats
    bias: float
    share: float
    limit: float
    foreign: float
    hint: float
    made_by: str

    def is_in_doubt(self, heard: Heard) -> bool:
        """Return whether a vector could make danger of what the scanner's model heard."""
        return heard.danger + self.share * MOST >= self._limit(heard)

    def is_danger(self, heard: Heard, vector: Floats) -> bool:
        """Return whether spelling and meaning together are danger."""
        return heard.danger + self.share * self.odds(vector) >= self._limit(heard)

    def is_hint(self, heard: Heard, vector: Floats) -> bool:
        """Return whether danger may be meant, though too faintly for a card."""
        summed = heard.danger + self.share * self.odds(vector)
        return not heard.foreign and summed >= self.hint

    def _limit(self, heard: Heard) -> float:
        return self.foreign if heard.foreign else self.limit

    def odds(self, vector: Floats) -> float:
        """Return the log odds of danger of a sentence's vector, ``MOST`` at most."""
        return float(np.clip(vector @ self.weights + self.bias, -MOST, MOST))


def load_second_ear(path: Path = FILE, made_by: str | None = None) -> SecondEar | None:
    """Return the ear; None when there is none, or it knows another encoder's vectors.

    Raises:
        ContentProblems: the file is not such an ear.
    """
    if not path.exists() or made_by is None:
        return None
    try:
        with np.load(path, allow_pickle=False) as kept:
            ear = SecondEar(
                kept["weights"].astype(np.float32),
                float(kept["bias"]),
                float(kept["share"]),
                float(kept["limit"]),
                float(kept["foreign"]),
                float(kept["hint"]),
                str(kept["made_by"]),
            )
    except (KeyError, TypeError, ValueError, OSError, BadZipFile) as error:
        why = f"is not the safety scanner's second ear: {type(error).__name__}"
        raise ContentProblems([Problem(path.name, None, why)]) from error
    return ear if ear.made_by == made_by else None
