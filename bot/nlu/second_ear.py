"""The second ear: danger in what a sentence means, where its spelling alone leaves a doubt.

Log odds over the sentence encoder's vector, which was tuned to tell danger apart. It is asked only
where no reviewed pattern spoke and the scanner's model is not sure that all is calm
(``both_ears.py``). The scanner does not need it: without an encoder it is alone.
"""

from dataclasses import dataclass
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from bot.content.safety_rules import FOLDER
from bot.domain.errors import ContentProblems, Problem
from bot.domain.safety_model import Heard
from bot.domain.safety_patterns import CATEGORIES, Category

FILE = FOLDER / "second_ear.npz"
MOST = 8.0
"""No vector counts for more than this, to either side."""

NUMBERS = ("share", "limit", "foreign", "hint", "doubt")
"""What a file holds besides weights, bias and encoder."""

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class SecondEar:
    """Multinomial logistic regression on sentence vectors.

    Danger is one of many things a message may be about: five kinds of it stand beside a hundred
    matters and the ways in which danger is only spoken of (a game, a song, years ago).

    Attributes:
        weights: A column for each kind of danger, in the order of ``CATEGORIES``, then one for
            each harmless kind; a line for each of the vector's numbers.
        bias: For each column what stands alone.
        share: How much the answer adds to the scanner's own score of danger.
        limit: From which sum on it is danger; set on rows left out of fitting.
        foreign: The same in another script than Latin.
        hint: From which sum on danger may be meant: worth a question, in Latin letters.
        doubt: Below this score of the scanner's model nobody asks: nearly all danger is above.
        made_by: The encoder whose vectors it was trained on.
    """

    weights: Floats
    bias: Floats
    share: float
    limit: float
    foreign: float
    hint: float
    doubt: float
    made_by: str

    def is_in_doubt(self, heard: Heard) -> bool:
        """Return whether a vector could make danger of what the scanner's model heard."""
        return heard.foreign or heard.danger >= self.doubt

    def is_danger(self, heard: Heard, vector: Floats) -> bool:
        """Return whether spelling and meaning together are danger."""
        return self.summed(heard, vector) >= (self.foreign if heard.foreign else self.limit)

    def is_hint(self, heard: Heard, vector: Floats) -> bool:
        """Return whether danger may be meant, though too faintly for a card."""
        return not heard.foreign and self.summed(heard, vector) >= self.hint

    def summed(self, heard: Heard, vector: Floats) -> float:
        """Return what both ears hear together."""
        return heard.danger + self.share * self.odds(vector)

    def odds(self, vector: Floats) -> float:
        """Return the log odds of danger of a sentence's vector, ``MOST`` at most."""
        told = self._told(vector)
        danger, calm = told[: len(CATEGORIES)], told[len(CATEGORIES) :]
        odds = np.logaddexp.reduce(danger) - np.logaddexp.reduce(calm)
        return float(np.clip(odds, -MOST, MOST))

    def category(self, vector: Floats) -> Category:
        """Return the likeliest kind of danger of a sentence's vector."""
        return CATEGORIES[int(self._told(vector)[: len(CATEGORIES)].argmax())]

    def _told(self, vector: Floats) -> Floats:
        told: Floats = vector @ self.weights + self.bias
        return told


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
                weights=kept["weights"].astype(np.float32),
                bias=kept["bias"].astype(np.float32),
                made_by=str(kept["made_by"]),
                **{name: float(kept[name]) for name in NUMBERS},
            )
    except (KeyError, TypeError, ValueError, OSError, BadZipFile) as error:
        why = f"is not the safety scanner's second ear: {type(error).__name__}"
        raise ContentProblems([Problem(path.name, None, why)]) from error
    return ear if ear.made_by == made_by else None
