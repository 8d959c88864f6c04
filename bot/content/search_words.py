"""Words as the search sees them: folded, cut, stemmed in three languages, empty ones known."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import snowballstemmer

from bot.content.reading import Fields, fields_of
from bot.domain.errors import ContentProblems
from bot.domain.letters import fold
from bot.domain.messages import LANGUAGES

_WORD = re.compile(r"[^\W_]+")
_STEMMERS = ("finnish", "swedish", "english")


def tokens(text: str) -> list[str]:
    """Return the folded words of a text in order."""
    return _WORD.findall(fold(text))


class Stems:
    """Stems a word in every language at once; people mix them and names belong to none."""

    def __init__(self) -> None:
        self._stemmers = [snowballstemmer.stemmer(name) for name in _STEMMERS]
        self.of = lru_cache(maxsize=20_000)(self._stem)

    def _stem(self, token: str) -> frozenset[str]:
        return frozenset(stemmer.stemWord(token) for stemmer in self._stemmers)


@dataclass(frozen=True, slots=True)
class SearchWords:
    """Which words say nothing of the service meant, and which say that one is asked for."""

    empty: frozenset[str]
    asking: frozenset[str]
    no_credit: tuple[str, ...]
    look_alikes: re.Pattern[str]

    @classmethod
    def load(cls, path: Path) -> "SearchWords":
        """Read the list.

        Raises:
            ContentProblems: with all that is wrong in it.
        """
        fields, notes = fields_of(path, "search")
        empty, asking = _listed(fields, "empty"), _listed(fields, "asking")
        no_credit = fields.ids("no_credit")
        look_alikes = _beginnings(fields, "look_alikes")
        fields.done()
        if notes.problems:
            raise ContentProblems(notes.problems)
        phrases = tuple(" ".join(tokens(phrase)) for phrase in no_credit)
        return cls(empty, asking, phrases, look_alikes)

    def content(self, text: str) -> list[str]:
        """Return the words of a text that can tell which service is meant."""
        telling = (one for one in tokens(text) if one not in self.empty and len(one) > 1)
        return [token for token in telling if not self.look_alikes.match(token)]

    def asks(self, text: str) -> bool:
        """Return whether somebody asks for a place, a number or opening hours."""
        return not self.asking.isdisjoint(tokens(text))

    def cannot_call(self, text: str) -> bool:
        """Return whether the person says that they have no credit on the phone."""
        said = f" {' '.join(tokens(text))} "
        return any(f" {phrase} " in said for phrase in self.no_credit)


def _listed(fields: Fields, key: str) -> frozenset[str]:
    inner = fields.inner(key)
    if inner is None:
        fields.wrong(key, "must have lists of words in fi, sv and en")
        return frozenset()
    lists = [inner.ids(language) for language in LANGUAGES]
    return frozenset(token for words in lists for word in words for token in tokens(word))


def _beginnings(fields: Fields, key: str) -> re.Pattern[str]:
    ways = [fold(way) for way in fields.ids(key)]
    try:
        return re.compile("|".join(ways) or r"(?!)")
    except re.error as error:
        fields.wrong(key, f"holds what is no regular expression: {error}")
        return re.compile(r"(?!)")


def without(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """Return the text with the given stretches cut out."""
    for start, end in sorted(spans, reverse=True):
        text = f"{text[:start]} {text[end:]}"
    return text
