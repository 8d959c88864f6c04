"""Words of questions as they are typed: cut short ("mist"), with a slip ("palkost"), with a key
that stuck ("kestäää").
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from bot.domain.letters import one_edit_apart

MOST_WORDS = 8
"""A longer message says more than a question about an answer."""

_WORD = re.compile(r"[^\W\d_]+")
_GRAMMAR = re.compile(r"\\w|\(\?P<\w+>|\(\?")
_STUCK = re.compile(r"(.)\1+")
_SHORTEST_CUT, _MOST_CUT = 3, 2
_SHORTEST_SLIP = 6
"""Shorter words are one slip away from too many others."""


def words_of(patterns: Iterable[re.Pattern[str]]) -> Iterator[str]:
    """Yield the words that patterns are written with, and no parts of their grammar."""
    for pattern in patterns:
        yield from _WORD.findall(_GRAMMAR.sub(" ", pattern.pattern))


class Slips:
    """Known words, found by what is typed for them."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = frozenset(words)
        self._cuts: dict[str, str] = {}
        self._alike: dict[tuple[str, int], list[str]] = defaultdict(list)
        for word in sorted(self._words, key=lambda one: (len(one), one)):
            for cut in range(1, _MOST_CUT + 1):
                if len(word) - cut >= _SHORTEST_CUT:
                    self._cuts.setdefault(word[:-cut], word)  # the shortest word that begins so
            for length in range(len(word) - 1, len(word) + 2):
                self._alike[word[0], length].append(word)

    def mended(self, clause: str) -> str:
        """Return the clause with the words that it may have meant; empty when none was mended."""
        said = clause.split()
        if len(said) > MOST_WORDS:
            return ""
        meant = " ".join(map(self._nearest, said))
        return meant if meant != clause else ""

    def _nearest(self, word: str) -> str:
        if word in self._words:
            return word
        for once in (_STUCK.sub(r"\1\1", word), _STUCK.sub(r"\1", word)):
            if once in self._words:
                return once
        if word in self._cuts:
            return self._cuts[word]
        if len(word) < _SHORTEST_SLIP:
            return word
        alike = self._alike.get((word[0], len(word)), ())
        return min((one for one in alike if one_edit_apart(one, word)), default=word)
