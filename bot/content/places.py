"""Finding the municipality or county a person means in what they wrote.

Everything a service finder needs to go from "asun järvenpääs" to a code. Believes a word that
is also an ordinary word, a name or a typo only when something around it speaks for a place;
when in doubt it finds nothing, and the caller asks. Reads its tables once, in ``load``.
"""

from collections.abc import Iterable, Mapping
from copy import copy
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from bot.content.place_index import Form, PlaceIndex
from bot.content.place_tables import (
    County,
    Municipality,
    forms_of,
    read_counties,
    read_forms,
    read_municipalities,
)
from bot.content.place_words import Hint, LookAlikes, Window, windows_at, words_of
from bot.domain.directory import County as DirectoryCounty

__all__ = ["County", "Match", "Municipality", "Places"]

# How many letters a name needs to be believed with one typo, and with two. Short names with
# their endings are too close to ordinary words ("Vihdissä", "vahdissa"), long ones are not.
_TYPOS_FROM = {
    Hint.NONE: (7, 12),
    Hint.CAPITAL: (5, 9),
    Hint.ALONE: (5, 8),
    Hint.PLACE_WORD: (4, 8),
}
_FEWEST_LETTERS = min(one for one, _ in _TYPOS_FROM.values())
_ANSWER_WORDS = 6
# One place named twice this close together is one match: "Mänttä, Vilppula".
_CLOSE = 3
_TEXTS_KEPT = 8


@dataclass(frozen=True, slots=True)
class Match:
    """A place found in a message.

    Attributes:
        place: What was meant.
        start: Index of the first character in the message as given.
        end: Index after the last one.
        score: 1.0 for a known form; 0.9 for an ordinary word that stands like a place; less
            for typos. Below 1.0 it is polite to say the name back.
    """

    place: Municipality | County
    start: int
    end: int
    score: float


class Places:
    """All municipalities and counties of Finland, and how they are written."""

    def __init__(
        self,
        municipalities: Mapping[str, Municipality],
        counties: Mapping[str, County],
        forms: Iterable[Form],
        look_alikes: LookAlikes,
    ) -> None:
        self.municipalities = municipalities
        self.counties = counties
        self._index, self._own = PlaceIndex(forms), PlaceIndex(())
        self._told_by_county: frozenset[str] = frozenset()
        self._look_alikes = look_alikes
        # A turn asks several times about one text: where it is read, and where it is searched.
        self._find = lru_cache(_TEXTS_KEPT)(self._found)

    @classmethod
    @cache
    def load(cls, folder: Path) -> "Places":
        """Read ``municipalities.csv`` and the tables beside it, once a process and folder.

        Takes about a quarter of a second; the result never changes and is shared.
        """
        look_alikes = LookAlikes.load(folder)
        forms = read_forms(folder, look_alikes.kinds)
        return cls(read_municipalities(folder), read_counties(folder), forms, look_alikes)

    def of(self, county: DirectoryCounty | None) -> "Places":
        """Return the same with the names that a county has told of itself and its parts.

        They come before any other name that is written so, or nearly so.
        """
        if county is None or not county.places:
            return self
        ours = copy(self)
        ours._own = PlaceIndex(form for one in county.places for form in forms_of(one))
        ours.counties = {**self.counties, **_named(county, self.counties)}
        ours._told_by_county = frozenset(one.code for one in county.places)
        ours._find = lru_cache(_TEXTS_KEPT)(ours._found)
        return ours

    def is_told_by_county(self, place: Municipality | County) -> bool:
        """Return whether a county has a name of its own for a place."""
        return place.code in self._told_by_county

    def find(self, text: str, *, asked: bool = False) -> list[Match]:
        """Find every place in a message, in the order written.

        Args:
            text: A message as typed, in any of our languages.
            asked: The message answers "Missä kunnassa asut?": then, unless it is long, "salo"
                and "kotka" are places, and short names may have a typo.

        Returns:
            Matches that do not overlap; the longest name wins. One place named twice in a row
            is one match. Two places equally near a typo give nothing.
        """
        return list(self._find(text, asked))

    def _found(self, text: str, asked: bool) -> tuple[Match, ...]:
        words = words_of(text)
        # Whoever writes a whole story has not answered, and its words are ordinary words.
        asked = asked and len(words) <= _ANSWER_WORDS
        matches: list[Match] = []
        index = 0
        while index < len(words):
            found = self._at(windows_at(text, words, index, self._may_start_joined, asked))
            if found is None:
                index += 1
                continue
            match, count = found
            index += count
            if matches and _same_place(matches[-1], match):
                before = matches.pop()
                match = Match(match.place, before.start, match.end, min(before.score, match.score))
            matches.append(match)
        return tuple(matches)

    def _at(self, windows: list[Window]) -> tuple[Match, int] | None:
        """Return the place that begins here and how many words it takes."""
        # What is written right comes before any typo, however long: "Kanta-Häme web".
        for look in (self._exactly, self._nearly):
            for window in windows:
                code, score = look(window)
                if code is not None:
                    place = self.municipalities.get(code) or self.counties[code]
                    return Match(place, window.start, window.end, score), window.count
        return None

    def _may_start_joined(self, typed: str) -> bool:
        return self._index.may_start_joined(typed) or self._own.may_start_joined(typed)

    def _exactly(self, window: Window) -> tuple[str | None, float]:
        if own := [one for one in self._own.exact(window.typed) if _fits(one, window)]:
            return own[0].code, 1.0
        forms = self._index.exact(window.typed)
        if window.count > 1:
            forms = [form for form in forms if form.joined]
        if len(forms) != 1:
            return None, 0.0
        kind = self._look_alikes.kinds.get(window.typed)
        if kind is None:
            return forms[0].code, 1.0
        believed = window.hint is Hint.PLACE_WORD
        if not believed and kind != "name" and not window.follows_a_name:
            believed = kind == "surname" or window.stands_out
        return (forms[0].code, 0.9) if believed else (None, 0.0)

    def _nearly(self, window: Window) -> tuple[str | None, float]:
        letters = len(window.typed)
        if letters < _FEWEST_LETTERS or self._look_alikes.is_ordinary(window.typed):
            return None, 0.0
        one, two = _TYPOS_FROM[window.hint]
        if letters < one:
            return None, 0.0
        most = 2 if letters >= two else 1
        own, other = self._own.near(window.typed, most), self._index.near(window.typed, most)
        forms, typos = own if own[0] and (not other[0] or own[1] <= other[1]) else other
        if len(forms) != 1 or (window.count > 1 and not forms[0].joined):
            return None, 0.0
        if forms[0].base < (one if typos == 1 else two):
            return None, 0.0
        return forms[0].code, round(1 - typos / letters, 2)


def _fits(form: Form, window: Window) -> bool:
    return form.joined or window.count == 1


def _named(county: DirectoryCounty, known: Mapping[str, County]) -> dict[str, County]:
    """Return the county by its code under the first name that people call all of it."""
    name = next((one for one in county.places if one.code == county.code), None)
    web = known[county.code].web if county.code in known else county.web
    if name is None:
        return {}
    return {county.code: County(county.code, name.name_fi, name.name_sv, web)}


def _same_place(before: Match, after: Match) -> bool:
    return before.place == after.place and after.start - before.end <= _CLOSE
