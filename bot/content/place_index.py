"""An index from what was typed to the place name it is, or nearly is.

Knows letters only; whether a hit is believed is decided in ``places``. A name may be typed
without its dots (jyvaskyla), but dots that the name does not have make another word: "lähden"
is not Lahti.
"""

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.domain.letters import fold

# A typo leaves either the first letters or all that follows whole, so two look-ups find every
# name one typo away without comparing with thousands.
_HEAD = 3


@dataclass(frozen=True, slots=True)
class Form:
    """One way to write the name of one place.

    Attributes:
        code: Three digits for a municipality, two for a county.
        text: Lower case with its dots, spaces and hyphens left out.
        proper: Written language; spoken and learners' forms give way to it.
        joined: The name has several parts, so it may be found in several words.
        base: Letters of the name itself; 0 when a typo of it must not be believed.
    """

    code: str
    text: str
    proper: bool
    joined: bool
    base: int


class PlaceIndex:
    """All forms of all names; built once, then only read."""

    def __init__(self, forms: Iterable[Form]) -> None:
        self._exact: dict[str, list[Form]] = {}
        self._heads: dict[str, list[str]] = {}
        self._tails: dict[str, list[str]] = {}
        for form in forms:
            self._exact.setdefault(fold(form.text), []).append(form)
        for key, same in self._exact.items():
            if any(form.base for form in same):
                self._heads.setdefault(key[:_HEAD], []).append(key)
                self._tails.setdefault(key[_HEAD:], []).append(key)
        self._joined_heads = {fold(form.text)[:_HEAD] for form in self.all() if form.joined}

    def all(self) -> Iterator[Form]:
        """Yield every form."""
        for forms in self._exact.values():
            yield from forms

    def may_start_joined(self, typed: str) -> bool:
        """Say whether a name of several words could begin so; spares most look-ups."""
        return fold(typed[:_HEAD]) in self._joined_heads

    def exact(self, typed: str) -> list[Form]:
        """Return the forms written so, dots left out or right; written language first.

        Forms of several places come back only when nothing tells them apart.
        """
        forms = self._exact.get(fold(typed), ())
        return _most_proper([form for form in forms if _dots_agree(typed, form.text)])

    def near(self, typed: str, most: int) -> tuple[list[Form], int]:
        """Return the nearest forms within ``most`` typos, and how many typos they are away.

        A typo is a letter too many, too few, wrong, or swapped with its neighbour.
        """
        key = fold(typed)
        found = {
            name: max(1, round(distance))
            for name, distance, _ in process.extract(
                key, self._candidates(key), scorer=OSA.distance, score_cutoff=most, limit=None
            )
        }
        if not found:
            return [], 0
        typos = min(found.values())
        nearest = [name for name, distance in found.items() if distance == typos]
        # A letter doubled or left single is the commonest slip of all: Turkku, Jyväskyllä.
        doubled = [name for name in nearest if _undoubled(name) == _undoubled(key)]
        forms = [form for name in doubled or nearest for form in self._exact[name]]
        return _most_proper(forms), typos

    def _candidates(self, key: str) -> set[str]:
        names = set(self._heads.get(key[:_HEAD], ()))
        for cut in (_HEAD - 1, _HEAD, _HEAD + 1):
            names.update(self._tails.get(key[cut:], ()))
        # Two letters swapped just where the head ends harm both parts.
        swapped = key[: _HEAD - 1] + key[_HEAD : _HEAD + 1] + key[_HEAD - 1 : _HEAD]
        names.update({swapped + key[_HEAD + 1 :]} & self._exact.keys())
        return names


def _most_proper(forms: list[Form]) -> list[Form]:
    proper = [form for form in forms if form.proper]
    chosen = {form.code: form for form in proper or forms}
    return list(chosen.values())


def _dots_agree(typed: str, name: str) -> bool:
    typed = unicodedata.normalize("NFC", typed)
    return len(typed) == len(name) and all(
        letter in (wanted, fold(wanted)) for letter, wanted in zip(typed, name, strict=True)
    )


def _undoubled(text: str) -> str:
    return "".join(letter for letter, _ in groupby(text))
