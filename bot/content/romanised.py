"""Which language that has letters of its own is typed in Latin ones: "man khastam", "ya ustala".

A linear model of pieces of words, written by ``tools.train_scripts``. The score of a message is a
sum over its words, and of those each is scored once: people use the same few thousand.
"""

import math
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from bot.domain.errors import ContentProblems, Problem
from bot.domain.pieces import hash_of, pieces

ROMANISED = ("ar", "fa", "ru", "uk")
NEITHER = 0
"""The column of everything else; those of ``ROMANISED`` stand behind it, in their order."""

BITS = 15
SHORTEST, LONGEST = 1, 4
"""Characters of a piece, the space at a word's ends among them."""

LEAST_WORDS, SHORT = 2, 4
SURE, SURE_WHEN_SHORT = 0.8, 0.95
"""How likely they must be together, or the words stay as they were typed: Russian and Ukrainian
are near, and what is read back as the other is understood all the same."""

STRANGE = 4.0
"""A word that is so much likelier in no such language is a Finnish or English one among others."""

_ENOUGH = 240
"""Characters that tell the language of a text."""

_REMEMBERED = 1 << 13
_LATIN = re.compile("[a-z\u00df-\u024f]")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")

Scores = NDArray[np.float64]


def is_latin(word: str) -> bool:
    """Return whether a word has a Latin letter; digits stand for letters in some of them."""
    return _LATIN.search(word) is not None


def words_in(text: str) -> list[str]:
    """Return the words of a text in lower case that have Latin letters.

    None where most words have none: what is written in its own script is not read back.
    """
    words = [word for word in _WORD.findall(text.lower()) if not word.isdigit()]
    latin = [word for word in words if is_latin(word)]
    return latin if 2 * len(latin) > len(words) else []


def buckets(word: str) -> list[int]:
    """Return the features of a word: its pieces, and the whole of it."""
    found = [*pieces(word, SHORTEST, LONGEST), f" {word} "]
    return [hash_of(piece) % (1 << BITS) for piece in found]


@dataclass(frozen=True, slots=True)
class _Word:
    scores: Scores
    pieces: int


class Guess:
    """Tells romanised languages apart from all others.

    Args:
        weights: A row for each bucket, a column for each language; (32768, 5), whole numbers.
        loudest: What the number 127 stands for.
        bias: The score of nothing, a language each.
    """

    def __init__(self, weights: NDArray[np.int8], loudest: float, bias: Scores) -> None:
        self._weights = weights
        self._unit = loudest / 127
        self._bias = bias
        self._of = lru_cache(_REMEMBERED)(self._scored)

    @classmethod
    def load(cls, path: Path) -> "Guess":
        """Read what ``tools.train_scripts`` wrote.

        Raises:
            ContentProblems: the file is not a model.
        """
        try:
            with np.load(path, allow_pickle=False) as kept:
                weights, bias = kept["weights"], kept["bias"]
                _check(weights)
                return cls(weights, float(kept["loudest"]), bias)
        except (KeyError, TypeError, ValueError, OSError, BadZipFile) as error:
            why = f"is not a model of romanised languages: {type(error).__name__}"
            raise ContentProblems([Problem(path.name, None, why)]) from error

    def language(self, text: str) -> str | None:
        """Return the ISO code of the romanised language of a text; None of every other."""
        words = words_in(text[:_ENOUGH])
        if len(words) < LEAST_WORDS:
            return None
        told = [self._of(word) for word in words]
        many = sum(one.pieces for one in told)
        scores = self._bias + sum(one.scores for one in told) / math.sqrt(many)
        likely = np.exp(scores - scores.max())
        sure = SURE if len(words) >= SHORT else SURE_WHEN_SHORT
        if likely[NEITHER] > (1 - sure) * likely.sum():
            return None
        return ROMANISED[int(likely[NEITHER + 1 :].argmax())]

    def is_of(self, word: str, language: str) -> bool:
        """Return whether a word of such a text is of its language, not a Finnish one in it."""
        told = self._of(word)
        apart = told.scores[1 + ROMANISED.index(language)] - told.scores[NEITHER]
        return bool(apart > -STRANGE * math.sqrt(told.pieces))

    def _scored(self, word: str) -> _Word:
        found = buckets(word)
        scores = self._weights[found].sum(axis=0, dtype=np.int64) * self._unit
        return _Word(scores, len(found))


def _check(weights: NDArray[np.int8]) -> None:
    if weights.shape != (1 << BITS, 1 + len(ROMANISED)) or weights.dtype != np.int8:
        raise ValueError(weights.shape)
