"""Which slots of the safety patterns a word fills, however it is bent, misspelt, cut or glued.

A lexicon maps words ("kuolla"), stems ("kuol*") and parts ("*itsemurh*") to numbered slots. All
look-ups are of bounded length, so reading a text takes time in proportion to it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.domain.safety_folding import SENTENCE_GAP, Word, squeezed

Slots = frozenset[int]
NOTHING: Slots = frozenset()

SHORTEST_MISSPELT_WORD = 5
SHORTEST_MISSPELT_STEM = 6
"""Shorter ones are one slip away from too many ordinary words."""

REMEMBERED = 1 << 14
"""Words whose slots are remembered from text to text: people use the same few thousand."""

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
        self._ordinary = ordinary
        self._fillers = fillers
        self._slots_of = lru_cache(REMEMBERED)(self._look_up)
        self._near_words = _index(
            (word, word) for word in self._exact if len(word) >= SHORTEST_MISSPELT_WORD
        )
        self._near_stems = _index(
            (stem, stem[:SHORTEST_MISSPELT_STEM])
            for stem in self._stems
            if len(stem) >= SHORTEST_MISSPELT_STEM
        )

    def lay_out(self, words: Sequence[Word]) -> Layout:
        """Return the slots of a text by position."""
        places: dict[int, list[int]] = {}
        sentences: list[tuple[int, int]] = []
        texts: list[str] = []
        said: list[str] = []
        at, first = -1, 0
        before: Word | None = None
        for word in words:
            if word.gap >= SENTENCE_GAP and said:
                sentences.append((first, at))
                texts.append(self._said(said))
                said, first = [], at + 1 + word.gap
            at += word.gap
            said.append(word.forms[0])
            found = self._slots_of(word.forms, word.stretched)
            if word.forms[0] not in self._fillers or at < first:
                at += 1
            for number, slots in enumerate(found):
                at += 1 if number else 0
                for slot in slots:
                    places.setdefault(slot, []).append(at)
            if before is not None and not word.gap:
                for slot in self._joined(before, word):
                    places.setdefault(slot, []).append(at)
            before = word
        if said:
            sentences.append((first, at))
            texts.append(self._said(said))
        masks = {slot: _mask(where, at + 1) for slot, where in places.items()}
        return Layout(masks, tuple(sentences), tuple(texts))

    def _said(self, words: Sequence[str]) -> str:
        # An emoji between two words must not part them for the model.
        return " ".join(word for word in words if word not in self.signs)

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
        found = NOTHING
        if size >= SHORTEST_MISSPELT_WORD - 1:
            for word in self._near(self._near_words, _keys(form)):
                if one_slip(form, word):
                    found = found | self._exact[word]
        if size >= head - 1:
            cuts = _keys(form[:head]) | {form[: head - 1]}
            cuts |= {form[:place] + form[place + 1 : head + 1] for place in range(1, head)}
            for stem in self._near(self._near_stems, cuts):
                if _begins_with_slip(form, stem):
                    found = found | self._stems[stem]
        return found

    @staticmethod
    def _near(index: Mapping[str, tuple[str, ...]], keys: Iterable[str]) -> set[str]:
        known = index.keys() & keys
        return {word for key in known for word in index[key]} if known else set()

    def _joined(self, before: Word, word: Word) -> Slots:
        """Return the slots of two words written apart that are one: "itse murha"."""
        one, other = before.forms[0], word.forms[0]
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
        for end in range(min(size, start + _LONGEST_FORM), start + 1, -1):
            piece = form[start:end]
            slots = self._exact.get(piece, NOTHING)
            if not slots and start and end == size and end - start >= _SHORTEST_LAST:
                slots = self.lookup(piece)
            if not slots:
                continue
            if end == size:
                return (slots,)
            rest = None if end in vain else self._split(form, end, vain)
            if rest is not None:
                return (slots, *rest)
        vain.add(start)
        return None


def _merged(pairs: Iterable[tuple[str, Slots]]) -> dict[str, Slots]:
    found: dict[str, Slots] = {}
    for word, slots in pairs:
        found[word] = found.get(word, NOTHING) | slots
    return found


def _index(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    """Return words by the head they are found with and by it with one letter left out.

    The first letter is nearly always right.
    """
    found: dict[str, set[str]] = {}
    for word, head in pairs:
        for key in _keys(head):
            found.setdefault(key, set()).add(word)
    return {key: tuple(sorted(words)) for key, words in found.items()}


def _keys(head: str) -> set[str]:
    return {head, *(head[:place] + head[place + 1 :] for place in range(1, len(head)))}


def one_slip(typed: str, word: str) -> bool:
    """Say whether one letter more, less, other, or two swapped make one word of another."""
    size, other = len(typed), len(word)
    if abs(size - other) > 1:
        return False
    place = 0
    while place < size and place < other and typed[place] == word[place]:
        place += 1
    if size == other:
        return typed[place + 1 :] == word[place + 1 :] or (
            typed[place : place + 2] == word[place : place + 2][::-1]
            and typed[place + 2 :] == word[place + 2 :]
        )
    if size > other:
        return typed[place + 1 :] == word[place:]
    return typed[place:] == word[place + 1 :]


def _begins_with_slip(typed: str, stem: str) -> bool:
    size = len(stem)
    return any(one_slip(typed[:length], stem) for length in (size, size + 1, size - 1))


def _mask(places: Sequence[int], size: int) -> int:
    bits = bytearray((size + 7) // 8)
    for place in places:
        bits[place >> 3] |= 1 << (place & 7)
    return int.from_bytes(bits, "little")
