"""Which slots of the safety patterns a word fills, however it is bent, misspelt, cut or glued.

A lexicon maps words ("kuolla"), stems ("kuol*") and parts ("*itsemurh*") to numbered slots. All
look-ups are of bounded length, so reading a text takes time in proportion to it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.domain.safety_folding import SENTENCE_GAP, Word, squeezed

Slots = frozenset[int]
NOTHING: Slots = frozenset()

SHORTEST_MISSPELT_WORD = 5
SHORTEST_MISSPELT_STEM = 6
"""Shorter ones are one slip away from too many ordinary words."""

_SHORTEST_JOINED = 6
_SHORTEST_GLUED = 6
_LONGEST_FORM = 24
_LONG_TAIL = 8


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
        self._lengths = sorted({len(stem) for stem in self._stems})
        self._squeezed_exact = _merged((squeezed(w), s) for w, s in self._exact.items())
        self._squeezed_stems = _merged((squeezed(w), s) for w, s in self._stems.items())
        self._ordinary = ordinary
        self._fillers = fillers
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
        known: dict[tuple[str, ...], tuple[Slots, ...]] = {}
        before: Word | None = None
        for word in words:
            if word.gap >= SENTENCE_GAP and said:
                sentences.append((first, at))
                texts.append(" ".join(said))
                said, first = [], at + 1 + word.gap
            at += word.gap
            said.append(word.forms[0])
            found = known.get(word.forms)
            if found is None:
                found = known[word.forms] = self.slots_of(word)
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
            texts.append(" ".join(said))
        masks = {slot: _mask(where, at + 1) for slot, where in places.items()}
        return Layout(masks, tuple(sentences), tuple(texts))

    def slots_of(self, word: Word) -> tuple[Slots, ...]:
        """Return the slots of a word; several sets in order when words were glued together."""
        for form in word.forms:
            if slots := self.lookup(form):
                # A stem with a long tail may be two words in one: "haluankuolla".
                long = len(form) >= _LONG_TAIL and form not in self._exact
                return (long and self._pieces(form)) or (slots,)
        if word.stretched:
            slots = self._lookup_squeezed(squeezed(word.forms[0]))
            if slots:
                return (slots,)
        if any(form in self._ordinary for form in word.forms):
            return (NOTHING,)
        for form in word.forms:
            if slots := self._misspelt(form):
                return (slots,)
        for form in word.forms:
            if len(form) >= _SHORTEST_GLUED and (pieces := self._pieces(form)):
                return pieces
        return (NOTHING,)

    def lookup(self, form: str) -> Slots:
        """Return the slots of a word that is spelt right."""
        found = self._exact.get(form, NOTHING)
        size = len(form)
        for length in self._lengths:
            if length > size:
                break
            if stem := self._stems.get(form[:length]):
                found = found | stem
        for part, slots in self._parts.items():
            if part in form:
                found = found | slots
        return found

    def _lookup_squeezed(self, form: str) -> Slots:
        found = self._squeezed_exact.get(form, NOTHING)
        for length in range(3, len(form) + 1):
            if stem := self._squeezed_stems.get(form[:length]):
                found = found | stem
        return found

    def _misspelt(self, form: str) -> Slots:
        """Return the slots of words and stems one slip of a finger away."""
        size = len(form)
        found = NOTHING
        if size >= SHORTEST_MISSPELT_WORD - 1:
            for key in _keys(form):
                for word in self._near_words.get(key, ()):
                    if one_slip(form, word):
                        found = found | self._exact[word]
        head = SHORTEST_MISSPELT_STEM
        if size >= head - 1:
            for cut in (head - 1, head, head + 1):
                for key in _keys(form[:cut]) if cut >= head else (form[:cut],):
                    for stem in self._near_stems.get(key, ()):
                        if _begins_with_slip(form, stem):
                            found = found | self._stems[stem]
        return found

    def _joined(self, before: Word, word: Word) -> Slots:
        """Return the slots of two words written apart that are one: "itse murha"."""
        one, other = before.forms[0], word.forms[0]
        if len(one) + len(other) < _SHORTEST_JOINED or len(one) + len(other) > _LONGEST_FORM:
            return NOTHING
        joined = one + other
        found = self._exact.get(joined, NOTHING)
        for length in self._lengths:
            if length > len(joined):
                break
            # The stem must reach into the second word, or the first one had it already.
            if length > len(one) + 1 and (stem := self._stems.get(joined[:length])):
                found = found | stem
        return found

    def _pieces(self, form: str) -> tuple[Slots, ...]:
        """Return the slots of words glued together: "haluankuolla"; empty when it is not."""
        size = len(form)
        best: list[tuple[Slots, ...] | None] = [None] * size + [()]
        for start in range(size - 2, -1, -1):
            for end in range(min(size, start + _LONGEST_FORM), start + 1, -1):
                rest = best[end]
                if rest is None:
                    continue
                piece = form[start:end]
                slots = self._exact.get(piece, NOTHING)
                if not slots and start and end == size and end - start >= 4:
                    slots = self.lookup(piece)
                if slots:
                    best[start] = (slots, *rest)
                    break
        whole = best[0]
        return whole if whole and len(whole) <= size // 3 + 1 else ()


def _merged(pairs: Iterable[tuple[str, Slots]]) -> dict[str, Slots]:
    found: dict[str, Slots] = {}
    for word, slots in pairs:
        found[word] = found.get(word, NOTHING) | slots
    return found


def _index(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    """Return words by the head they are found with and by it with one letter left out."""
    found: dict[str, set[str]] = {}
    for word, head in pairs:
        for key in _keys(head):
            found.setdefault(key, set()).add(word)
    return {key: tuple(sorted(words)) for key, words in found.items()}


def _keys(head: str) -> Iterator[str]:
    yield head
    for place in range(len(head)):
        yield head[:place] + head[place + 1 :]


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
