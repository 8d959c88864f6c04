"""Which slots of the safety patterns a word fills, however it is bent, misspelt, cut or glued.

A lexicon maps words ("kuolla"), stems ("kuol*") and parts ("*itsemurh*") to numbered slots. All
look-ups are of bounded length, so reading a text takes time in proportion to it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.domain.safety_folding import REMEMBERED, SENTENCE_GAP, Word, squeezed
from bot.domain.safety_slips import Slips, begins_with_slip, one_slip, slips_of_short

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
_LONG_TAIL = 8
_HEAD = 3
"""Letters by which stems are looked up."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the slots of a text stand, as bits of whole numbers: bit 0 is the first position.

    Attributes:
        masks: Slot to positions.
        sentences: First and last position of each sentence, in order.
        texts: Each sentence's words as they were read, one space between.
    """

    masks: Mapping[int, int]
    sentences: tuple[tuple[int, int], ...]
    texts: tuple[str, ...]


class Lexicon:
    """Words and stems of all languages together.

    Args:
        entries: Folded words, ``stem*`` or ``*part*``, each with the slots it fills.
        ordinary: Folded words that only look like a slip of one of ours ("kuulla", "tapaan").
        fillers: Words that take no place between others ("niinku", "just", "liksom").
    """

    def __init__(
        self,
        entries: Mapping[str, Slots],
        ordinary: frozenset[str] = frozenset(),
        fillers: frozenset[str] = frozenset(),
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
        self._beginnings = {word[:size] for word in ours for size in range(1, len(word) + 1)}
        self._ordinary = ordinary
        self._fillers = fillers
        self._slots_of = lru_cache(REMEMBERED)(self._look_up)
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

    def lay_out(self, words: Sequence[Word]) -> Layout:
        """Return the slots of a text by position."""
        places: dict[Slots, int] = {}
        sentences: list[tuple[int, int]] = []
        texts: list[str] = []
        said: list[str] = []
        at, first, edge, before = -1, 0, -1, ""
        for forms, gap, stretched in words:
            word = forms[0]
            if gap:
                before = ""
                if gap >= SENTENCE_GAP and at >= first:
                    sentences.append((first, max(at, edge)))
                    texts.append(" ".join(said))
                    said, first = [], at + 1 + gap
                at += gap
            if word in self.signs and at >= first:
                # An emoji parts no words: it stands at the word before it and at the next.
                slots = self._slots_of(forms, stretched)[0]
                places[slots] = places.get(slots, 0) | 3 << at
                edge = at + 1
                continue
            if word not in self.signs:
                said.append(word)
            if word not in self._fillers or at < first:
                at += 1
            for number, slots in enumerate(self._slots_of(forms, stretched)):
                at += 1 if number else 0
                if slots:
                    places[slots] = places.get(slots, 0) | 1 << at
            if before and before + word[:2] in self._beginnings:
                # It stands at both halves, so that neither counts as a word between.
                slots = self._joined(before, word)
                places[slots] = places.get(slots, 0) | 1 << at | 1 << max(at - 1, first)
                if slots:
                    said[-2:] = [before + word]
            before = word
        if at >= first:
            sentences.append((first, max(at, edge)))
            texts.append(" ".join(said))
        return Layout(_by_slot(places), tuple(sentences), tuple(texts))

    def _look_up(self, forms: tuple[str, ...], stretched: bool) -> tuple[Slots, ...]:
        for form in forms:
            if slots := self.lookup(form):
                # A stem with a long tail may be two words in one: "haluankuolla".
                long = len(form) >= _LONG_TAIL and form not in self._exact
                return (long and self._pieces(form)) or (slots,)
        if stretched:
            slots = self._lookup_squeezed(squeezed(forms[0]))
            if slots:
                return (slots,)
        if any(form in self._ordinary for form in forms):
            return (NOTHING,)
        for form in forms:
            if slots := self._misspelt(form):
                return (slots,)
        for form in forms:
            if len(form) >= _SHORTEST_GLUED and (pieces := self._pieces(form)):
                return pieces
        return (NOTHING,)

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
                if one_slip(form, word):
                    found = found | self._exact[word]
        if size >= head - 1:
            for stem in self._near_stems.of(form, head):
                if begins_with_slip(form, stem):
                    found = found | self._stems[stem]
        return found

    def _joined(self, one: str, other: str) -> Slots:
        """Return the slots of two words written apart that are one: "itse murha"."""
        if len(one) + len(other) < _SHORTEST_JOINED or len(one) + len(other) > _LONGEST_FORM:
            return NOTHING
        joined = one + other
        found = self._exact.get(joined, NOTHING)
        for stem in self._stems_of(joined):
            # The stem must reach into the second word, or the first one had it already.
            if len(stem) > len(one) + 1:
                found = found | self._stems[stem]
        return found

    def _pieces(self, form: str) -> tuple[Slots, ...]:
        """Return the slots of words glued together: "haluankuolla"; empty when it is not."""
        whole = self._split(form, 0, set())
        return whole if whole and len(whole) <= len(form) // 3 + 1 else ()

    def _split(self, form: str, start: int, vain: set[int]) -> tuple[Slots, ...] | None:
        """Return the slots of the words from a place on, the longest first; None: it is not so.

        ``vain`` collects the places from which it does not go on, so each is tried once.
        """
        size = len(form)
        ends = self._ends(form, start)
        slots = self._exact.get(form[start:], NOTHING) if ends[-1:] == [size] else NOTHING
        if not slots and start and _SHORTEST_LAST <= size - start <= _LONGEST_FORM:
            slots = self.lookup(form[start:])
        if slots:
            return (slots,)
        for end in reversed(ends):
            rest = None if end in vain else self._split(form, end, vain)
            if rest is not None:
                return (self._exact[form[start:end]], *rest)
        vain.add(start)
        return None

    def _ends(self, form: str, start: int) -> list[int]:
        """Return where words that begin at a place end, the shortest first."""
        ends: list[int] = []
        for end in range(start + 1, min(len(form), start + _LONGEST_FORM) + 1):
            piece = form[start:end]
            if piece in self._exact and end > start + 1:
                ends.append(end)
            if piece not in self._beginnings:
                break
        return ends


def _merged(pairs: Iterable[tuple[str, Slots]]) -> dict[str, Slots]:
    found: dict[str, Slots] = {}
    for word, slots in pairs:
        found[word] = found.get(word, NOTHING) | slots
    return found


def _by_slot(places: Mapping[Slots, int]) -> dict[int, int]:
    masks: dict[int, int] = {}
    for slots, mask in places.items():
        for slot in slots:
            masks[slot] = masks.get(slot, 0) | mask
    return masks
