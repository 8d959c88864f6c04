"""Words of questions as they are typed: without their end ("mist"), with a slip ("palkost")."""

import re
from collections.abc import Iterable, Iterator, Sequence

from bot.domain.letters import one_edit_apart

MOST_WORDS = 8
"""A longer message says more than a question about an answer."""

_WORD = re.compile(r"[^\W\d_]+")
_GRAMMAR = re.compile(r"\\w|\(\?P<\w+>|\(\?")
_SHORTEST_CUT, _MOST_CUT = 3, 2
_SHORTEST_SLIP = 6
"""Shorter words are one slip away from too many others."""


def words_of(patterns: Iterable[re.Pattern[str]]) -> Iterator[str]:
    """Yield the words that patterns are written with, and no parts of their grammar."""
    for pattern in patterns:
        yield from _WORD.findall(_GRAMMAR.sub(" ", pattern.pattern))


def mended(clause: str, words: Sequence[str]) -> str:
    """Return the clause with the words that it may have meant; empty when none was mended."""
    said = clause.split()
    if len(said) > MOST_WORDS:
        return ""
    meant = " ".join(_nearest(word, words) for word in said)
    return meant if meant != clause else ""


def _nearest(word: str, words: Sequence[str]) -> str:
    if word in words or len(word) < _SHORTEST_CUT:
        return word
    cut = [one for one in words if one.startswith(word) and len(one) - len(word) <= _MOST_CUT]
    if cut:
        return min(cut, key=len)
    if len(word) < _SHORTEST_SLIP:
        return word
    slips = (one for one in words if one[0] == word[0] and one_edit_apart(one, word))
    return next(slips, word)
