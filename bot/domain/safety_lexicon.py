"""Which slots of the safety patterns a word fills, however it is bent, misspelt, cut or glued.

A lexicon maps words ("kuolla"), stems ("kuol*") and parts ("*itsemurh*") to numbered slots. All
look-ups are of bounded length, so reading a text takes time in proportion to it.
"""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from bot.domain.letters import one_edit_apart
from bot.domain.safety_folding import REMEMBERED, squeezed
from bot.domain.safety_slips import Slips, begins_with_slip, slips_of_short
from bot.domain.safety_vocabulary import Vocabulary

Slots = frozenset[int]
NOTHING: Slots = frozenset()

SHORTEST_MISSPELT_WORD = 5
SHORTEST_MISSPELT_STEM = 6
"""Shorter ones are one slip away from too many ordinary words."""

_SHORTEST_SLIPPED = 4
"""Of a word so short only a doubled letter or two that are swapped are seen as a slip."""

_SHORTEST_JOINED = 6
_SHORTEST_GLUED = 6
_SHORTEST_LAST = 4
_LONGEST_FORM = 24
_LONG_TAIL = 6
_USUAL = 6_000
"""Words by which is told how often a slot is filled."""

_HEAD = 3
"""Letters by which stems are looked up."""


class Seen(NamedTuple):
    """What a typed word is taken for: one word, or several that are glued together.

    Attributes:
        said: The words as they were meant.
        slots: What each of them fills.
        is_known: It is spelt as people spell it.
    """

    said: tuple[str, ...]
    slots: tuple[Slots, ...]
    is_known: bool = True


class Lexicon:
    """Words and stems of all languages together.

    Args:
        entries: Folded words, ``stem*`` or ``*part*``, each with the slots it fills.
        ordinary: Folded words that only look like a slip of one of ours ("kuulla", "tapaan").
        fillers: Words that take no place between others ("niinku", "just", "liksom").
        vocabulary: Words that people write, ours or not.
    """

    def __init__(
        self,
        entries: Mapping[str, Slots],
        ordinary: frozenset[str] = frozenset(),
        fillers: frozenset[str] = frozenset(),
        vocabulary: Vocabulary | None = None,
    ) -> None:
        self.signs = frozenset(word for word in entries if len(word) == 1 and not word.isalnum())
        self._exact = {word: slots for word, slots in entries.items() if "*" not in word}
        self._stems = {
            word[:-1]: slots
            for word, slots in entries.items()
            if word.endswith("*") and not word.startswith("*")
        }
        self._parts = {w.strip("*"): slots for w, slots in entries.items() if w.startswith("*")}
        heads: dict[str, list[str]] = {}
        for stem in self._stems:
            heads.setdefault(stem[:_HEAD], []).append(stem)
        self._heads = {head: tuple(stems) for head, stems in heads.items()}
        self._short_heads = sorted({len(stem) for stem in self._stems if len(stem) < _HEAD})
        self._squeezed_exact = _merged((squeezed(w), s) for w, s in self._exact.items())
        self._squeezed_stems = _merged((squeezed(w), s) for w, s in self._stems.items())
        ours = {*self._exact, *self._stems}
        self.beginnings = {word[:size] for word in ours for size in range(1, len(word) + 1)}
        self._ordinary = ordinary
        self.fillers = fillers
        self.vocabulary = vocabulary or Vocabulary()
        self._see_plain = lru_cache(REMEMBERED)(lambda word: self._see((word,), False))
        self._see_other = lru_cache(REMEMBERED >> 3)(self._see)
        self._near_words = Slips(
            ((word, word) for word in self._exact if len(word) >= SHORTEST_MISSPELT_WORD),
            SHORTEST_MISSPELT_STEM,
        )
        self._short_slips = _merged(
            (slip, slots)
            for word, slots in self._exact.items()
            if len(word) == _SHORTEST_SLIPPED and word.isalpha()
            for slip in slips_of_short(word)
        )
        self._near_stems = Slips(
            (
                (stem, stem[:SHORTEST_MISSPELT_STEM])
                for stem in self._stems
                if len(stem) >= SHORTEST_MISSPELT_STEM
            ),
            SHORTEST_MISSPELT_STEM - 1,
        )

    def see(self, forms: tuple[str, ...], stretched: bool) -> Seen:
        """Return what a word is taken for that can be read in one way or in several."""
        if len(forms) == 1 and not stretched:
            return self._see_plain(forms[0])
        return self._see_other(forms, stretched)

    def frequencies(self) -> dict[int, float]:
        """Return how often each slot is filled in what people write, in proportion.

        By Zipf's law: the n-th commonest word is n times as rare as the commonest (Zipf 1949).
        """
        found: dict[int, float] = {}
        for rank, word in enumerate(self.vocabulary.commonest(_USUAL), 1):
            for slots in self.see((word,), False).slots:
                for slot in slots:
                    found[slot] = found.get(slot, 0.0) + 1 / rank
        return found

    def _see(self, forms: tuple[str, ...], stretched: bool) -> Seen:
        vocabulary = self.vocabulary
        word = forms[0] if len(forms) == 1 else vocabulary.likeliest(forms)
        right = self._right(forms, stretched)
        slots = right if right or vocabulary.is_common(word) else self._slip(forms)
        if word in vocabulary or word in self._exact or not word.isalpha():
            return Seen((word,), (slots,))
        # A stem with a long tail may be two words in one: "haluankuolla".
        may_be_glued = not right or len(word) >= _LONG_TAIL
        for form in forms:
            if said := vocabulary.mended(form, may_be_glued=may_be_glued):
                break
        else:
            said = (may_be_glued and self._pieces(word)) or (word,)
        first, *rest = map(self.lookup, said)
        return Seen(said, (first | slots, *rest), bool(right))

    def _right(self, forms: tuple[str, ...], stretched: bool) -> Slots:
        """Return the slots of a word in the first way of reading it that has any."""
        if stretched:
            found = NOTHING.union(*map(self.lookup, forms))
            return found or self._lookup_squeezed(squeezed(forms[0]))
        return next((slots for slots in map(self.lookup, forms) if slots), NOTHING)

    def _slip(self, forms: tuple[str, ...]) -> Slots:
        if any(form in self._ordinary for form in forms):
            return NOTHING
        return next((slots for slots in map(self._misspelt, forms) if slots), NOTHING)

    def lookup(self, form: str) -> Slots:
        """Return the slots of a word that is spelt right."""
        found = self._exact.get(form, NOTHING)
        for stem in self._stems_of(form):
            found = found | self._stems[stem]
        for part, slots in self._parts.items():
            if part in form:
                found = found | slots
        return found

    def _stems_of(self, form: str) -> tuple[str, ...]:
        """Return the stems that a word begins with."""
        begun = self._heads.get(form[:_HEAD], ())
        for length in self._short_heads:
            begun += self._heads.get(form[:length], ()) if len(form) >= _HEAD else ()
        return tuple(stem for stem in begun if form.startswith(stem)) if begun else ()

    def _lookup_squeezed(self, form: str) -> Slots:
        found = self._squeezed_exact.get(form, NOTHING)
        for length in range(3, len(form) + 1):
            if stem := self._squeezed_stems.get(form[:length]):
                found = found | stem
        return found

    def _misspelt(self, form: str) -> Slots:
        """Return the slots of words and stems one slip of a finger away."""
        size, head = len(form), SHORTEST_MISSPELT_STEM
        found = self._short_slips.get(form, NOTHING)
        if size >= SHORTEST_MISSPELT_WORD - 1:
            for word in self._near_words.of(form, size):
                if one_edit_apart(form, word):
                    found = found | self._exact[word]
        if size >= head - 1:
            for stem in self._near_stems.of(form, head):
                if begins_with_slip(form, stem):
                    found = found | self._stems[stem]
        return found

    def halves(self, one: str, other: str, *, are_known: bool) -> Slots | None:
        """Return the slots of a word that was written apart: "itse murha"; None: it is two words.

        Args:
            one: The first half as it was typed.
            other: The second half.
            are_known: Both are words of their own: only words of ours are made of them.
        """
        joined = one + other
        if len(joined) < _SHORTEST_JOINED or len(joined) > _LONGEST_FORM:
            return None
        found = self._exact.get(joined, NOTHING)
        for stem in self._stems_of(joined):
            # The stem must reach into the second word, or the first one had it already.
            if len(stem) > len(one) + 1:
                found = found | self._stems[stem]
        if found or (not are_known and joined in self.vocabulary):
            return found
        return None

    def _pieces(self, form: str) -> tuple[str, ...]:
        """Return the words of ours that are glued together: "haluankuolla"; () of none."""
        whole = self._split(form, 0, set()) if len(form) >= _SHORTEST_GLUED else ()
        return whole if whole and len(whole) <= len(form) // 3 + 1 else ()

    def _split(self, form: str, start: int, vain: set[int]) -> tuple[str, ...] | None:
        """Return the words from a place on, the longest first; None: it is not so.

        ``vain`` collects the places from which it does not go on, so each is tried once.
        """
        size = len(form)
        ends = self._ends(form, start)
        slots = self._exact.get(form[start:], NOTHING) if ends[-1:] == [size] else NOTHING
        if not slots and start and _SHORTEST_LAST <= size - start <= _LONGEST_FORM:
            slots = self.lookup(form[start:])
        if slots:
            return (form[start:],)
        for end in reversed(ends):
            rest = None if end in vain else self._split(form, end, vain)
            if rest is not None:
                return (form[start:end], *rest)
        vain.add(start)
        return None

    def _ends(self, form: str, start: int) -> list[int]:
        """Return where words that begin at a place end, the shortest first."""
        ends: list[int] = []
        for end in range(start + 1, min(len(form), start + _LONGEST_FORM) + 1):
            piece = form[start:end]
            if piece not in self.beginnings:
                break
            if end > start + 1 and piece in self._exact:
                ends.append(end)
        return ends


def _merged(pairs: Iterable[tuple[str, Slots]]) -> dict[str, Slots]:
    found: dict[str, Slots] = {}
    for word, slots in pairs:
        found[word] = found[word] | slots if word in found else slots
    return found
