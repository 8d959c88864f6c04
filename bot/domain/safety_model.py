"""A small linear model of characters: it hears what no pattern says, and may only raise.

Weights of character n-grams, learnt from the project's own corpus (``tools/train_safety.py``).
The score of a stretch of text is the sum of the weights of its different n-grams over the square
root of how many are known, so that long stretches are not louder than short ones.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.domain.safety_patterns import CATEGORIES, Category

SHORTEST, LONGEST = 2, 5
"""Characters of an n-gram; a space stands before and after a stretch."""

WINDOW = 160
"""Characters of a stretch. Neighbours overlap by a half: what is meant may lie over an edge."""


@dataclass(frozen=True, slots=True)
class Model:
    """Learnt weights.

    Attributes:
        weights: For each n-gram one weight of "danger", then one for each of ``CATEGORIES``.
        bias: The same, of a stretch without known n-grams.
        threshold: From this score on a stretch is a finding.
        version: Format and training together; shown by ``rinnalla safety eval``.
    """

    weights: Mapping[str, tuple[float, ...]]
    bias: tuple[float, ...]
    threshold: float
    version: str = ""

    def score(self, stretch: str) -> float:
        """Return how dangerous a stretch sounds; ``threshold`` is where it counts."""
        known = self._known(stretch)
        if not known:
            return self.bias[0]
        return self.bias[0] + sum(self.weights[gram][0] for gram in known) / math.sqrt(len(known))

    def category(self, stretch: str) -> Category:
        """Return what kind of danger a stretch sounds like."""
        known = self._known(stretch)
        size = math.sqrt(max(1, len(known)))
        sums = [
            self.bias[number] + sum(self.weights[gram][number] for gram in known) / size
            for number in range(1, len(CATEGORIES) + 1)
        ]
        return CATEGORIES[sums.index(max(sums))]

    def _known(self, stretch: str) -> list[str]:
        # Sorted: a sum of floats must not depend on the order of a set.
        return sorted(self.weights.keys() & grams(stretch))


def grams(stretch: str) -> set[str]:
    """Return the different n-grams of a stretch of folded words."""
    padded = f" {stretch} "
    size = len(padded)
    return {
        padded[start : start + length]
        for length in range(SHORTEST, LONGEST + 1)
        for start in range(size - length + 1)
    }


def stretches(sentences: Sequence[str]) -> Iterator[str]:
    """Cut a text into overlapping stretches of whole words.

    Args:
        sentences: The folded words of each sentence, one space between.
    """
    words = " | ".join(sentences).split(" ")
    held: list[str] = []
    size = new = 0
    for word in words:
        held.append(word)
        size += len(word) + 1
        new += len(word) + 1
        if size >= WINDOW:
            yield " ".join(held)
            new = 0
            while held and size > WINDOW // 2:
                size -= len(held.pop(0)) + 1
    if new or not size:
        yield " ".join(held)
