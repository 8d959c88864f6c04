"""Words that people write, the commonest first: by them a word that nobody knows is mended.

"otinkaikki" is two known words, "kakiki" is a slip of one. Pure, and of bounded work a word.
"""

import math
from array import array
from collections.abc import Collection, Sequence

from bot.domain.letters import one_edit_apart
from bot.domain.safety_slips import Slips

_SHORTEST_GLUED = 4
_SINGLE = frozenset("aieo")
"""Words of one letter: "a", "i", "å", "e", "o"."""

_SINGLE_LAST = "i"
"""Of those the one that is glued behind others: "gasi köket"; the rest are mostly endings."""

_PER_WORD, _PER_SLIP = 2.0, 4.5
"""What a word, and what a slip in it, costs beside its rarity."""

_LEAST, _PER_LETTER = 10.0, 1.0
"""How much the words of a glued one may cost together: what would be made of rare words is rather
one word that nobody knows."""

_LETTERS_A_PART = 4
"""Of three words and more: shorter ones make any word at all."""

_SHORTEST_SLIPPED, _SHORT = 4, 5
_COMMON, _COMMONEST = 6_000, 2_500
"""How common a word must be for slips of it to be seen, and one of fewer than five letters."""

_HEAD, _SURE = 7, 6


class Vocabulary:
    """Known words, by which others are mended.

    Args:
        words: Folded, the commonest first.
        language: Common words of the languages, also those that our rows do not have: none of
            them is mended, nor is it a slip of another ("world" is no "word", "värld" no "våld").
    """

    def __init__(self, words: Sequence[str] = (), language: Collection[str] = ()) -> None:
        self._language = frozenset(language)
        self._rank = {word: rank for rank, word in enumerate(words)}
        self._costs = array("d", map(_cost, words, range(len(words))))  # by rank
        self._cheapest = min(self._costs, default=math.inf)
        common = [one for one in words[:_COMMON] if len(one) >= _SHORTEST_SLIPPED]
        self._slips = Slips(((one, one[:_HEAD]) for one in common), _SURE)

    def __contains__(self, word: str) -> bool:
        return word in self._rank or word in self._language

    def commonest(self, many: int) -> list[str]:
        """Return so many words, the commonest first."""
        return list(self._rank)[:many]

    def is_common(self, word: str) -> bool:
        """Say whether a word is so common that it is no slip of another."""
        return self._rank.get(word, _COMMON) < _COMMON or word in self._language

    def likeliest(self, forms: Sequence[str]) -> str:
        """Return the commonest of the ways to read a word; the first of unknown ones."""
        return min(forms, key=lambda form: self._rank.get(form, len(self._rank)))

    def mended(self, form: str, *, may_be_glued: bool) -> tuple[str, ...]:
        """Return the words that an unknown one is made of: several, or one that it is a slip of.

        Args:
            form: The unknown word.
            may_be_glued: False looks for a slip alone.
        """
        slip = self._slip_of(form)
        parts, cost = self._parts(form) if may_be_glued else ((), math.inf)
        if slip and self._costs[self._rank[slip]] + _PER_SLIP < cost:
            return (slip,)
        return parts

    def _parts(self, form: str) -> tuple[tuple[str, ...], float]:
        """Return the known words that are glued together, () when it is not so, and their cost."""
        size = len(form)
        if size < _SHORTEST_GLUED:
            return (), math.inf
        most = _LEAST + _PER_LETTER * size
        rank_of, cost_of = self._rank.get, self._costs
        # What the cheapest words up to each letter cost together, and where the last one begins.
        costs, begins, reached = [0.0], [0], [0]
        for end in range(1, size + 1):
            least, begin = math.inf, 0
            for start in reached:
                if costs[start] >= least:
                    continue  # no word could make it cheaper
                rank = rank_of(form[start:end])
                if rank is None:
                    continue
                cost = cost_of[rank]
                if costs[start] + cost < least:
                    if end == size == start + 1 and form[start] != _SINGLE_LAST:
                        continue
                    least, begin = costs[start] + cost, start
            costs.append(least)
            begins.append(begin)
            if least + self._cheapest <= most:  # or any word behind it makes it too dear
                reached.append(end)
        if costs[size] > most:
            return (), math.inf
        parts: list[str] = []
        end = size
        while end:
            parts.append(form[begins[end] : end])
            end = begins[end]
        if len(parts) > max(2, size // _LETTERS_A_PART):
            return (), math.inf
        return tuple(reversed(parts)), costs[size]

    def _slip_of(self, form: str) -> str:
        """Return the commonest known word that an unknown one is a slip of; "" of none."""
        size = len(form)
        if size < _SHORTEST_SLIPPED:
            return ""
        most = _COMMONEST if size < _SHORT else _COMMON
        near = [one for one in self._slips.of(form, _HEAD) if one_edit_apart(form, one)]
        found = min(near, key=self._rank.__getitem__, default="")
        return found if found and self._rank[found] < most else ""


def _cost(word: str, rank: int) -> float:
    """Return what a word costs by its rarity; a letter that is no word costs too much."""
    return math.log(rank + 10) + _PER_WORD if len(word) > 1 or word in _SINGLE else math.inf
