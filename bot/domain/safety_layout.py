"""Where the words of a text stand: what reviewed patterns and the learnt model are given."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.domain.safety_folding import SENTENCE_GAP, read
from bot.domain.safety_lexicon import Lexicon, Slots

_LETTERS_A_WORD = 3.5
"""So long are words that somebody glued, on average; shorter ones make up any rare word."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the slots of a text stand, as bits of whole numbers: bit 0 is the first position.

    Attributes:
        masks: Slot to positions.
        beside: Slot to the positions of fillers ("nyt"), which stand where the word before them
            stands: they may be the next step of a line all the same.
        sentences: First and last position of each sentence, in order.
        texts: Each sentence's words as they were meant, one space between.
    """

    masks: Mapping[int, int]
    beside: Mapping[int, int]
    sentences: tuple[tuple[int, int], ...]
    texts: tuple[str, ...]


def lay_out(lexicon: Lexicon, text: str) -> Layout:
    """Return the slots of a text by position."""
    see, signs, fillers = lexicon.see, lexicon.signs, lexicon.fillers
    beginnings = lexicon.beginnings
    places: dict[Slots, int] = {}
    beside: dict[Slots, int] = {}
    sentences: list[tuple[int, int]] = []
    texts: list[str] = []
    said: list[str] = []
    at, first, edge, before, was_known = -1, 0, -1, "", True
    for forms, gap, stretched in read(text, signs):
        word = forms[0]
        if gap:
            before = ""
            if gap >= SENTENCE_GAP and at >= first:
                sentences.append((first, max(at, edge)))
                texts.append(" ".join(said))
                said, first = [], at + 1 + gap
            at += gap
        meant, filled, is_known = see(forms, stretched)
        is_sign = word in signs
        if is_sign and at >= first:
            # An emoji parts no words: it stands at the word before it and at the next.
            places[filled[0]] = places.get(filled[0], 0) | 3 << at
            edge = at + 1
            continue
        if not is_sign:
            said += meant
        for part, slots in zip(meant, filled, strict=True):
            if part not in fillers or at < first:
                at += 1
            elif slots:
                beside[slots] = beside.get(slots, 0) | 1 << at
            if slots:
                places[slots] = places.get(slots, 0) | 1 << at
        if before and (before + word[:2] in beginnings or not (is_known and was_known)):
            whole = lexicon.halves(before, word, are_known=is_known and was_known)
            if whole is not None:
                # It stands at both halves, so that neither counts as a word between.
                places[whole] = places.get(whole, 0) | 1 << at | 1 << max(at - 1, first)
                said[-2:] = [before + word]
        before, was_known = word if len(meant) == 1 else "", is_known
    if at >= first:
        sentences.append((first, max(at, edge)))
        texts.append(" ".join(said))
    return Layout(_by_slot(places), _by_slot(beside), tuple(sentences), tuple(texts))


def mend(lexicon: Lexicon, text: str) -> str:
    """Return a text as it was typed, but for words glued together or with digits for letters."""
    return " ".join(_mended(lexicon, typed) for typed in text.split())


def _mended(lexicon: Lexicon, typed: str) -> str:
    words = read(typed, lexicon.signs)
    said = [part for word in words for part in lexicon.see(word.forms, word.stretched).said]
    was_glued = len(said) > len(words) and len("".join(said)) >= _LETTERS_A_WORD * len(said)
    has_digits = any(len(word.forms) > 1 and not word.stretched for word in words)
    was_hidden = has_digits and len(typed) > 2 and all(one in lexicon.vocabulary for one in said)
    return " ".join(said) if was_glued or was_hidden else typed


def _by_slot(places: Mapping[Slots, int]) -> dict[int, int]:
    masks: dict[int, int] = {}
    for slots, mask in places.items():
        for slot in slots:
            masks[slot] = masks.get(slot, 0) | mask
    return masks
