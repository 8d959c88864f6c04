"""What the safety scanner's linear model sees of a text: hashed features, in numpy.

Two kinds: spelling (character n-grams over word borders, words, beginnings of words alone, in
pairs and triples) and meaning (``classes.yml``: which classes of words stand in which order, in
any language). The hash of any piece of a text is a difference of running sums, so 4,000 characters
need some fifty vector operations.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bot.content.yaml_files import Notes, read_yaml
from bot.domain.errors import ContentProblems, Problem
from bot.domain.safety_folding import REMEMBERED
from bot.domain.safety_letters import fold

BITS, BITS_MEANT = 20, 18
"""Buckets of spelling and of meaning, as powers of two."""

SIZES = (BITS, BITS_MEANT)
SHORTEST, LONGEST = 2, 5
"""Characters of an n-gram."""

BEGINNING = 5
"""Letters of a word's beginning: enough to tell words apart, few enough to leave endings out."""

APART = 4
CLASSES_APART = 8
"""Words that may lie from one word, and from one class, of a pair to the other."""

MOST_CHARACTERS = 16_384
WIDE, NARROW = 24, 10
"""Words of a window. A text of more is heard in overlapping windows of both sizes."""

CLASSES_FILE = "classes.yml"

_HEAD = 3
"""Letters by which the beginnings of a class are looked up."""

Ints = NDArray[np.int64]
Hashes = NDArray[np.uint64]

_BASE = 0x9E3779B97F4A7C15
_WORD = (1 << 64) - 1
_SALT = 0x632BE59BD9B4E019
_LEFT, _MIDDLE = np.uint64(0x8CB92BA72F3D8DD7), np.uint64(0xA24BAED4963EE407)
_MIX, _MIX_AGAIN = np.uint64(0xD6E8FEB86659FD93), np.uint64(0xBF58476D1CE4E5B9)
_SPACE = np.uint64(32)


def _powers(base: int) -> Hashes:
    powers = [1]
    for _ in range(MOST_CHARACTERS):
        powers.append(powers[-1] * base & _WORD)
    return np.array(powers, np.uint64)


@dataclass(frozen=True, slots=True)
class Found:
    """Features of one kind: in which bucket each is and with which word it begins."""

    buckets: Ints
    words: Ints


@dataclass(frozen=True, slots=True)
class Features:
    """The features of a text of so many words."""

    spelt: Found
    meant: Found
    size: int

    @property
    def kinds(self) -> tuple[Found, Found]:
        """How it is spelt and what it means."""
        return self.spelt, self.meant


class WordClasses:
    """``of`` a folded word says which class it is of, the longest beginning first; 0 of none."""

    def __init__(self, classes: dict[str, str]) -> None:
        self._words: dict[str, int] = {}
        self._beginnings: dict[str, int] = {}
        for number, words in enumerate(classes.values(), 1):
            for word in words.split():
                folded = fold(word).replace("'", "")
                where = self._beginnings if folded.endswith("*") else self._words
                where.setdefault(folded.rstrip("*"), number)
        self._short = sorted({len(one) for one in self._beginnings if len(one) < _HEAD})[::-1]
        self._lengths: dict[str, list[int]] = {}
        for beginning in sorted(self._beginnings, key=len, reverse=True):
            lengths = self._lengths.setdefault(beginning[:_HEAD], [*self._short])
            if len(beginning) not in lengths:
                lengths.insert(len(lengths) - len(self._short), len(beginning))
        self.of = lru_cache(REMEMBERED)(self._of)

    def _of(self, word: str) -> int:
        if found := self._words.get(word):
            return found
        for length in self._lengths.get(word[:_HEAD], self._short):
            if found := self._beginnings.get(word[:length]):
                return found
        return 0


class Reader:
    """Cuts folded words into hashed features."""

    def __init__(self, classes: WordClasses) -> None:
        self._classes = classes
        self._up = _powers(_BASE)
        self._down = _powers(pow(_BASE, -1, 1 << 64))

    def read(self, text: str) -> Features:
        """Return the features of words with one space between."""
        text = text[: MOST_CHARACTERS - 3]
        letters = np.frombuffer(f" {text} ".encode("utf-32-le"), np.uint32).astype(np.uint64)
        size = len(letters)
        sums = np.zeros(size + 1, np.uint64)
        np.cumsum(letters * self._up[:size], out=sums[1:])
        spaces = letters == _SPACE
        at = np.cumsum(spaces) - 1
        edges = np.flatnonzero(spaces)
        found: list[tuple[Hashes, int, Ints]] = []
        for length in range(SHORTEST, min(LONGEST, size) + 1):
            piece = (sums[length:] - sums[:-length]) * self._down[: size - length + 1]
            found.append((piece, length, at[: size - length + 1]))
        begins, ends = edges[:-1] + 1, edges[1:]
        whole = (sums[ends] - sums[begins]) * self._down[begins]
        cut = np.minimum(ends, begins + BEGINNING)
        begun = (sums[cut] - sums[begins]) * self._down[begins]
        numbers = np.arange(len(begins))
        found += [(whole, 20, numbers), (begun, 21, numbers)]
        for apart in range(1, APART + 1):
            pair = begun[:-apart] * _LEFT + begun[apart:]
            found.append((pair, 30 + min(apart, 2), numbers[:-apart]))
        found.append((whole[:-1] * _LEFT + whole[1:], 40, numbers[:-1]))
        triple = begun[:-2] * _LEFT + begun[1:-1] * _MIDDLE + begun[2:]
        found.append((triple, 41, numbers[:-2]))
        return Features(_hashed(found, BITS), self._meant(text.split(" "), begun), len(begins))

    def _meant(self, words: list[str], begun: Hashes) -> Found:
        known = {word: self._classes.of(word) for word in set(words)}
        classes = np.array([known[word] for word in words], np.uint64)
        at = np.flatnonzero(classes)
        kinds = classes[at]
        found: list[tuple[Hashes, int, Ints]] = [(kinds, 50, at)]
        for step in (1, 2, 3):
            pair, gap = kinds[:-step] * _LEFT + kinds[step:], at[step:] - at[:-step]
            near = gap <= CLASSES_APART
            found.append((pair[near], 51, at[:-step][near]))
            if step == 1:
                close = gap <= APART - 1
                found.append((pair[close], 52, at[:-1][close]))
        triple = kinds[:-2] * _LEFT + kinds[1:-1] * _MIDDLE + kinds[2:]
        found.append((triple, 53, at[:-2]))
        four = triple[:-1] * _MIX + kinds[3:] if len(triple) else triple
        found.append((four, 54, at[: len(four)]))
        # A class with the beginning of the word beside it.
        for step in (1, 2):
            here = at[at + step < len(begun)]
            found.append((classes[here] * _LEFT + begun[here + step], 55, here))
        here = at[at > 0]
        found.append((begun[here - 1] * _MIDDLE + classes[here], 56, here))
        return _hashed(found, BITS_MEANT)


def _hashed(found: Sequence[tuple[Hashes, int, Ints]], bits: int) -> Found:
    salted = [piece + np.uint64(salt * _SALT & _WORD) for piece, salt, _ in found]
    mixed = np.concatenate(salted) * _MIX
    mixed ^= mixed >> np.uint64(29)
    mixed *= _MIX_AGAIN
    buckets = (mixed >> np.uint64(64 - bits)).astype(np.int64)
    return Found(buckets, np.concatenate([words for _, _, words in found]))


@lru_cache(REMEMBERED)
def windows(size: int) -> Ints:
    """Return the windows (first word, word after the last) in which so many words are heard."""
    found = [(0, size)] if size <= WIDE else []
    for width in (NARROW, WIDE):
        if size > width:
            starts = range(0, size - width, width // 2)
            found += [(start, start + width) for start in (*starts, size - width)]
    return np.array(found)


def load_classes(path: Path) -> WordClasses:
    """Return the classes of words.

    Raises:
        ContentProblems: the file cannot be read.
    """
    notes = Notes()
    data = read_yaml(path, path.name, notes)
    if notes.problems or not isinstance(data, dict):
        raise ContentProblems(notes.problems or [Problem(path.name, 1, "must be a mapping")])
    return WordClasses({name: str(words) for name, words in data.items()})
