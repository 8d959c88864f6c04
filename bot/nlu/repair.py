"""Words mended before letters are read: "maskuhäriö" becomes a word that the training rows know.

A word of four letters or more that no row has is replaced by a known one with the same folded form
("pitaa" -> "pitää"), or one slip of a finger away, the most frequent first. Candidates are found
by their deletion neighbourhood: two words one edit apart become equal when at most one letter is
left out of each, so a look-up costs a few hashes and no walk through the vocabulary.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.domain.letters import fold, one_edit_apart
from bot.domain.pieces import hash_of

MIN_LETTERS = 4
"""Shorter unknown words have too many neighbours."""

MIN_ROWS = 2
"""A word is offered as a repair when at least this many rows have it: one row may be a typo."""

_WORD = re.compile(r"[^\W\d_]+")


class Vocabulary:
    """The words of the training rows, and what a slip of the finger makes of them.

    Args:
        seen: Sorted hashes of every word, folded words not included: what needs no repair.
        words: Words worth offering, most frequent first.
    """

    def __init__(self, seen: NDArray[np.uint32], words: Sequence[str]) -> None:
        self._seen = seen
        self._words = words
        keys: list[int] = []
        places: list[int] = []
        for place, word in enumerate(words):
            for key in _neighbourhood(fold(word)):
                keys.append(key)
                places.append(place)
        # Stable: places of one key stay in order of frequency.
        order = np.argsort(np.array(keys, dtype=np.uint32), kind="stable")
        self._keys = np.array(keys, dtype=np.uint32)[order]
        self._places = np.array(places, dtype=np.int32)[order]

    @classmethod
    def learn(cls, texts: Iterable[str]) -> "Vocabulary":
        """Collect the words of training rows."""
        rows = Counter(word for text in texts for word in set(_WORD.findall(text.lower())))
        seen = np.unique(np.array([hash_of(word) for word in rows], dtype=np.uint32))
        frequent = [word for word, count in rows.items() if count >= MIN_ROWS]
        words = [word for word in frequent if len(word) >= MIN_LETTERS]
        return cls(seen, sorted(words, key=lambda word: (-rows[word], word)))

    def mend(self, text: str) -> str:
        """Return the text with its unknown words replaced where a known one is near."""
        return _WORD.sub(lambda found: self._mended(found[0]), text)

    def _mended(self, word: str) -> str:
        lower = word.lower()
        if len(lower) < MIN_LETTERS or self._knows(lower):
            return word
        folded = fold(lower)
        near = [self._words[place] for place in self._candidates(folded)]
        same = (one for one in near if fold(one) == folded)
        # People slip inside a word; another first letter is mostly another word.
        close = (one for one in near if _slipped(fold(one), folded))
        return next(same, None) or next(close, word)

    def _knows(self, word: str) -> bool:
        key = hash_of(word)
        place = int(np.searchsorted(self._seen, np.uint32(key)))
        return place < len(self._seen) and int(self._seen[place]) == key

    def _candidates(self, folded: str) -> list[int]:
        """Return the places of words that may be near, most frequent first."""
        found: set[int] = set()
        for key in _neighbourhood(folded):
            first = int(np.searchsorted(self._keys, np.uint32(key), "left"))
            last = int(np.searchsorted(self._keys, np.uint32(key), "right"))
            found.update(self._places[first:last].tolist())
        return sorted(found)

    def arrays(self) -> dict[str, Any]:
        """Return all that ``load`` needs, as arrays."""
        return {
            "seen": self._seen,
            "words": np.frombuffer("\n".join(self._words).encode(), np.uint8),
        }

    @classmethod
    def load(cls, kept: Mapping[str, Any]) -> "Vocabulary":
        """Build the vocabulary from ``arrays``."""
        return cls(kept["seen"], kept["words"].tobytes().decode().split("\n"))


def _slipped(one: str, other: str) -> bool:
    return one[0] == other[0] and one_edit_apart(one, other)


def _neighbourhood(word: str) -> Iterator[int]:
    """Yield hashes of the word and of the word without each of its letters."""
    yield hash_of(word)
    for place in range(len(word)):
        if place == 0 or word[place] != word[place - 1]:  # "tt" without either t is the same
            yield hash_of(word[:place] + word[place + 1 :])
