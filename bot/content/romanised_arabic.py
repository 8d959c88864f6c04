"""Persian (Dari, Farsi) and Arabic in Latin letters, back in their own: "mekhaham" -> "میخواهم".

Short vowels are not written in either, and everybody romanises in their own way. So the consonants
of a typed word are looked up among those of known words, and of the words that have the same the
likeliest is taken: a common one whose long vowels stand where vowels were typed.
"""

import math
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from bot.content.romanised_sounds import (
    ALIKE,
    FIRST_ALEF,
    FIRST_BARE,
    LAST_BARE,
    LETTER,
    LONG,
    OTHER_SOUND,
    PER_VOWEL,
    SILENT,
    SPELT,
    TYPED,
    TYPED_FOR,
    UNWRITTEN,
    VOWELS,
    WEAK,
    WRITTEN,
)
from bot.domain.pieces import hash_of

_REMEMBERED = 1 << 13
_HYPHEN = re.compile(r"[-‐]")
_VERB = frozenset(["mi", "me", "ne", "na", "be", "bi", "nami", "nemi", "name"])
"""What is written together with the verb behind it: "mi-kham"."""

_OF = frozenset(["e", "ye", "i", "y"])
"""The Persian "of", which is not written: "rag-e dastam"."""

_ARTICLE = frozenset(["el", "al", "il", "l"])
_NOT_WRITTEN = re.compile("[\u0640\u064b-\u0652\u200c]")
"""Marks over letters, and what only parts or stretches them."""


class _Heard(NamedTuple):
    """A word as it sounds: consonants, and what stands before each and behind the last."""

    consonants: str
    vowels: tuple[str, ...]


class _Known(NamedTuple):
    word: str
    heard: _Heard
    rarity: float


class ArabicScript:
    """Reads romanised words of one language.

    Args:
        language: "fa" or "ar".
        words: Words in their own letters, the commonest first.
    """

    def __init__(self, language: str, words: Sequence[str]) -> None:
        self._sounds_of = TYPED[language]
        self._alike = ALIKE[language]
        self._is_persian = language == "fa"
        self._words = words
        keys, places = [], []
        for place, word in enumerate(words):
            for heard in self._readings(word):
                keys.append(self._key(heard))
                places.append(place)
        # Two sorted arrays and a list: as objects the words of both languages take 26 MB.
        order = np.argsort(np.array(keys, np.uint32), kind="stable")
        self._keys = np.array(keys, np.uint32)[order]
        self._places = np.array(places, np.int32)[order]
        self.read = lru_cache(_REMEMBERED)(self._read)

    def _read(self, typed: str) -> str:
        """Return what a typed word is in its own letters; letter by letter if nobody knows it."""
        parts = [part for part in _HYPHEN.split(typed) if part]
        if len(parts) < 2:
            return self._likeliest(typed)
        first, *rest = parts
        if self._is_persian:
            if first in _VERB:
                return self._read("".join(parts))
            return " ".join(self._likeliest(part) for part in parts if part not in _OF)
        if first in _ARTICLE:
            return "ال" + "".join(map(self._likeliest, rest))
        return " ".join(map(self._likeliest, parts))

    def _likeliest(self, typed: str) -> str:
        spelt = self._sounds_of(typed)
        heard = _heard(spelt, VOWELS, doubled=False)
        near = min(self._near(heard), key=lambda one: _cost(heard, one), default=None)
        return near.word if near else _spelt(spelt)

    def _near(self, heard: _Heard) -> Iterator[_Known]:
        """Yield the words whose consonants may be those of a typed one."""
        key = self._key(heard)
        first, last = (int(np.searchsorted(self._keys, key, side)) for side in ("left", "right"))
        for place in self._places[first:last].tolist():
            word = self._words[place]
            for known in self._readings(word):
                if len(known.consonants) == len(heard.consonants) and self._key(known) == key:
                    yield _Known(word, known, math.log(place + 10))

    def _key(self, heard: _Heard) -> np.uint32:
        return np.uint32(hash_of(heard.consonants.translate(self._alike)))

    def _readings(self, word: str) -> Iterator[_Heard]:
        """Yield how a written word may sound; a Persian "h" at its end is mostly silent."""
        spelt = "".join(WRITTEN[letter] for letter in word)
        yield _heard(spelt, WEAK, doubled=True)
        if self._is_persian and spelt.endswith("h"):
            yield _heard(spelt[:-1] + "E", WEAK, doubled=True)


def _heard(spelt: str, vowels: Collection[str], *, doubled: bool) -> _Heard:
    """Sort sounds into consonants and what is between them.

    Args:
        spelt: A sign for each sound.
        vowels: Which signs are no consonants.
        doubled: A consonant twice is two; else one that was typed twice.
    """
    consonants, between = "", [""]
    for sound in spelt:
        if sound in vowels:
            between[-1] += sound
        elif doubled or between[-1] or sound != consonants[-1:]:
            consonants += sound
            between.append("")
    return _Heard(consonants, tuple(between))


def _spelt(sounds: str) -> str:
    """Return a word letter by letter: short vowels are left out, but for the first."""
    first = "ا" if sounds[:1] in ("a", "e", "i", "o", "u") else ""
    return first + re.sub(r"(.)\1", r"\1", "".join(SPELT.get(sound, "") for sound in sounds))


def _cost(heard: _Heard, known: _Known) -> float:
    other = sum(map(str.__ne__, heard.consonants, known.heard.consonants))
    last = len(heard.consonants)
    pairs = enumerate(zip(heard.vowels, known.heard.vowels, strict=True))
    vowels = sum(_vowels_cost(*pair, place == 0, place == last) for place, pair in pairs)
    return known.rarity + OTHER_SOUND * other + PER_VOWEL * vowels


@lru_cache(1 << 14)
def _vowels_cost(typed: str, weak: str, is_first: bool, is_last: bool) -> float:
    """Return how badly typed vowels and written weak letters fit, 0 at best.

    Args:
        typed: Vowels between two consonants.
        weak: Weak letters between the same two.
        is_first: They stand before the first consonant.
        is_last: They stand behind the last one.
    """
    costs = [0.0]
    for letter in weak:
        costs.append(costs[-1] + SILENT.get(letter, LETTER))
    for place, vowel in enumerate(typed):
        begins = is_first and not place and vowel != "3"
        left_out = FIRST_BARE if begins else UNWRITTEN.get(vowel, LONG)
        left_out += LAST_BARE if is_last else 0.0
        row = [costs[0] + left_out]
        for at, letter in enumerate(weak):
            both = TYPED_FOR.get((vowel, letter), math.inf)
            if begins and letter == "A" and not at:
                both = min(both, FIRST_ALEF)
            silent = row[at] + SILENT.get(letter, LETTER)
            row.append(min(costs[at] + both, costs[at + 1] + left_out, silent))
        costs = row
    return costs[-1]


def written_forms(words: Mapping[str, float]) -> list[str]:
    """Return words that can be looked up, the commonest first.

    Args:
        words: Words as people write them and how common each is, in any unit.
    """
    common: dict[str, float] = {}
    for word, share in words.items():
        bare = _NOT_WRITTEN.sub("", word)
        if bare and all(letter in WRITTEN for letter in bare):
            common[bare] = max(common.get(bare, 0.0), share)
    return sorted(common, key=lambda word: (-common[word], word))
