"""The second ear: danger in what a sentence means, where its spelling alone leaves a doubt.

Log odds over the sentence encoder's vectors, told by two judges: one knows what the encoder makes
of a message for everybody, the other what a few layers make of it that are tuned for danger alone.
It is asked only where no reviewed pattern spoke and the scanner's model is not sure that all is
calm (``both_ears.py``). The scanner does not need it: without an encoder it is alone.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar
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

DENIED = 0.3
"""From this share on danger is denied: looked up on rows of voices that it never heard."""

OWN_SHARE = 0.7
"""How much of the answer is the judge's who has layers of its own, where there are two; on voices
left out 94.4 instead of 92.8 % of danger at 2 % of hard negatives as when both count alike.
"""

NUMBERS = ("share", "limit", "foreign", "hint", "doubt")
"""What a file holds besides the judges' weights and biases, and the encoder."""

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Judge:
    """Multinomial logistic regression on a sentence's vectors.

    Danger is one of many things a message may be about: five kinds of it stand beside a hundred
    matters and the ways in which danger is only spoken of (a game, a song, years ago).

    Attributes:
        weights: A column for each kind of danger, in the order of ``CATEGORIES``, one for danger
            that is denied, then one for each other harmless kind; a line for each of the vector's
            numbers.
        bias: For each column what stands alone.
    """

    weights: Floats
    bias: Floats

    def odds(self, vector: Floats) -> float:
        """Return the log odds of danger, ``MOST`` at most to either side."""
        told = self._told(vector)
        danger, calm = told[: len(CATEGORIES)], told[len(CATEGORIES) :]
        odds = np.logaddexp.reduce(danger) - np.logaddexp.reduce(calm)
        return float(np.clip(odds, -MOST, MOST))

    def denied(self, vector: Floats) -> float:
        """Return the share of danger that is denied among all that it may be about."""
        told = self._told(vector)
        return float(np.exp(told[len(CATEGORIES)] - np.logaddexp.reduce(told)))

    def kinds(self, vector: Floats) -> Floats:
        """Return the log share of each kind of danger among them."""
        danger = self._told(vector)[: len(CATEGORIES)]
        shares: Floats = danger - np.logaddexp.reduce(danger)
        return shares

    def _told(self, vector: Floats) -> Floats:
        told: Floats = vector @ self.weights + self.bias
        return told


@dataclass(frozen=True, slots=True)
class SecondEar:
    """The judges, and from when on their word counts.

    Attributes:
        judges: The encoder's, then that of the layers which are the ear's own, who counts more.
        share: How much the answer adds to the scanner's own score of danger.
        limit: From which sum on it is danger; set on rows left out of fitting.
        foreign: The same in another script than Latin.
        hint: From which sum on danger may be meant: worth a question, in Latin letters.
        doubt: Below this score of the scanner's model nobody asks: nearly all danger is above.
        made_by: The encoder whose vectors it was trained on.
    """

    judges: tuple[Judge, ...]
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
        """Return the log odds of danger of a sentence's vectors, ``MOST`` at most."""
        return together([judge.odds(vector) for judge in self.judges])

    def is_denied(self, vector: Floats) -> bool:
        """Return whether danger is spoken of and said not to be there."""
        return together([judge.denied(vector) for judge in self.judges]) >= DENIED

    def category(self, vector: Floats) -> Category:
        """Return the likeliest kind of danger of a sentence's vectors."""
        return CATEGORIES[int(np.argmax(together([judge.kinds(vector) for judge in self.judges])))]


Told = TypeVar("Told", float, Floats)


def together(told: Sequence[Told]) -> Told:
    """Return what one judge says, or two together: the encoder's and the own layers'."""
    first, *others = told
    return (1 - OWN_SHARE) * first + OWN_SHARE * others[0] if others else first


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
                judges=tuple(_judges(kept)),
                made_by=str(kept["made_by"]),
                **{name: float(kept[name]) for name in NUMBERS},
            )
    except (KeyError, TypeError, ValueError, OSError, BadZipFile) as error:
        why = f"is not the safety scanner's second ear: {type(error).__name__}"
        raise ContentProblems([Problem(path.name, None, why)]) from error
    return ear if ear.made_by == made_by else None


def _judges(kept: Mapping[str, NDArray[Any]]) -> Iterator[Judge]:
    """Yield the judges of a file: (judges, numbers, kinds) weights and (judges, kinds) biases."""
    weights, biases = kept["weights"].astype(np.float32), kept["biases"].astype(np.float32)
    yield from map(Judge, weights, biases)
