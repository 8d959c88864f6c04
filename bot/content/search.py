"""Free search over the directory: "onko keravalla hammaspäivystystä" to the services it means.

Two views of the words are joined: stems, so that endings do not matter, and pieces of words, so
that compounds, spoken forms and typos still meet. Built once; a query takes a few milliseconds.
"""

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from bot.content.loader import DATA, Content
from bot.content.places import Match, Municipality, Places
from bot.content.search_pieces import PieceIndex
from bot.content.search_words import SearchWords, Stems, tokens, without
from bot.domain.directory import NATIONAL, Here, Nearness, Service
from bot.domain.messages import LANGUAGES, Language

SURE = 0.48
"""From this score on the message names a service; ordinary messages stay below (tests say how
many). Below it ask or answer with a topic instead."""

_STEM, _WHOLE, _PIECES = 0.5, 0.25, 0.25
_NAME, _WORDS, _DOES = 1.0, 0.9, 0.45
_OTHER_LANGUAGE = 0.97
_MOST = 10
_SPEAKS = 0.02
_NEED_ONLY = 0.6
_TELLING = 3.0
_NEAR = {
    Nearness.MUNICIPALITY: 0.03,
    Nearness.COUNTY: 0.03,
    Nearness.NATIONAL: 0.0,
    Nearness.PERHAPS: -0.05,
    Nearness.ELSEWHERE: -9.0,
}


@dataclass(frozen=True, slots=True)
class _Phrase:
    """One way to say a service. ``parts`` are the stems of its words."""

    place: int
    weight: float
    language: Language
    text: str
    parts: tuple[frozenset[str], ...]

    @property
    def stems(self) -> frozenset[str]:
        """Every stem in it."""
        return frozenset().union(*self.parts)


class Search:
    """The directory, ready to be searched."""

    def __init__(self, content: Content, places: Places | None = None) -> None:
        """Build the search over some content; places are read when they are not given."""
        self._places = places or Places.load(DATA / "places")
        self._words, self._stems = SearchWords.load(DATA / "search" / "words.yml"), Stems()
        self._services = [one for one in content.services.values() if content.shown(one)]
        self._services = [one for one in self._services if not one.id.endswith(".county")]
        self._phrases = [
            phrase for place, one in enumerate(self._services) for phrase in self._say(place, one)
        ]
        self._areas = {one.areas for one in self._services}
        # Phrases of one service stand together, so its best one is found by one reduction.
        owners = [phrase.place for phrase in self._phrases]
        self._firsts = np.array([owners.index(place) for place in range(len(self._services))])
        self._idf = self._rarity()
        self._values = [[self._worth(part) for part in one.parts] for one in self._phrases]
        self._names = [self._telling(one) for one in self._services]
        self._by_stem: dict[str, list[int]] = defaultdict(list)
        for number, phrase in enumerate(self._phrases):
            for stem in phrase.stems:
                self._by_stem[stem].append(number)
        self._pieces = PieceIndex([phrase.text for phrase in self._phrases])
        self._weights = np.array([p.weight for p in self._phrases], dtype=np.float32)

    def cannot_call(self, text: str) -> bool:
        """Return whether the person says they have no credit: give ``wish: no_credit``."""
        return self._words.cannot_call(text)

    def search(
        self, text: str, language: Language, place: str | None = None
    ) -> list[tuple[str, float]]:
        """Return ids of services with scores from 0 to 1, best first, at most ten.

        Args:
            text: What the person wrote. Names of places in it are not searched for: the first
                one says where to look.
            language: The person's language; services in it win a tie.
            place: Code of the municipality or county to look in when the text names none.
        """
        found = self._places.find(text)
        here = self._here(found, place)
        said = self._words.content(self._placeless(text, found))
        if not said:
            return []
        scores = _STEM * self._by_stems(said, language)
        scores += self._by_pieces(said)
        # "pomo ei maksanut palkkaa" tells a need and is a topic's; "kuka neuvoo palkka-asioissa"
        # and any name of a service ask for the directory.
        if not self._words.asks(text):
            scores[~self._named(said)] *= _NEED_ONLY
        scores += self._nudges(here, language)
        order = np.argsort(-scores, kind="stable")[:_MOST]
        return [
            (self._services[number].id, round(float(min(scores[number], 1.0)), 3))
            for number in order
            if scores[number] > 0.1
        ]

    def sure(self, text: str, language: Language, place: str | None = None) -> list[str]:
        """Return ids of services that the message names for sure, best first, often none."""
        return [name for name, score in self.search(text, language, place) if score >= SURE]

    def _named(self, said: Sequence[str]) -> Any:
        """Return for each service whether a telling word of its name is said."""
        heard = frozenset().union(*(self._stems.of(token) for token in said))
        return np.array([not heard.isdisjoint(names) for names in self._names])

    def _nudges(self, here: Here, language: Language) -> Any:
        """Return what breaks ties, nearness and language; what is elsewhere sinks for good."""
        near = {areas: _NEAR[min(area.nearness(here) for area in areas)] for areas in self._areas}
        return np.array(
            [
                near[service.areas] + (_SPEAKS if language in service.languages else 0.0)
                for service in self._services
            ],
            dtype=np.float32,
        )

    def _placeless(self, text: str, found: Sequence[Match] | None = None) -> str:
        places = self._places.find(text) if found is None else found
        return without(text, [(one.start, one.end) for one in places])

    def _here(self, found: Sequence[Match], place: str | None) -> Here:
        code = found[0].place.code if found else place
        municipality = self._places.municipalities.get(code or "")
        if isinstance(municipality, Municipality):
            return Here(municipality.code, municipality.name_fi, municipality.county_code)
        return Here(county=code)

    def _say(self, place: int, service: Service) -> list[_Phrase]:
        """Return every way to say a service, names without their places."""
        phrases = []
        national = service.areas == (NATIONAL,)
        for language in LANGUAGES:
            given = [(service.name[language], _NAME), (service.does[language], _DOES)]
            given += [(words, _WORDS) for words in service.words.get(language, ())]
            for text, weight in given:
                # A branch is asked for by its town, which is taken out of the question too.
                cut = text if national else self._placeless(text)
                said = self._words.content(cut) or tokens(text)
                parts = tuple(self._stems.of(token) for token in said)
                phrases.append(_Phrase(place, weight, language, " ".join(said), parts))
        return phrases

    def _rarity(self) -> dict[str, float]:
        """Return how telling each stem is: one that many services share tells little."""
        owners: dict[str, set[int]] = defaultdict(set)
        for phrase in self._phrases:
            for stem in phrase.stems:
                owners[stem].add(phrase.place)
        total = len(self._services)
        return {stem: math.log(1 + total / len(who)) for stem, who in owners.items()}

    def _telling(self, service: Service) -> frozenset[str]:
        """Return the stems in a service's names that few others share."""
        said = {token for name in service.name.values() for token in self._words.content(name)}
        stems = frozenset().union(*(self._stems.of(token) for token in said))
        return frozenset(stem for stem in stems if self._idf.get(stem, 0.0) >= _TELLING)

    def _worth(self, stems: frozenset[str]) -> float:
        """Return how telling a word is; an unknown one counts as a fairly common one."""
        return max((self._idf.get(stem, 0.0) for stem in stems), default=0.0) or 2.5

    def _by_stems(self, said: Sequence[str], language: Language) -> Any:
        """Return for each service how well one of its phrases is said, and how much of all."""
        query = [self._stems.of(token) for token in said]
        heard = frozenset().union(*query)
        numbers = {number for stem in heard for number in self._by_stem.get(stem, ())}
        whole = np.zeros(len(self._services), dtype=np.float32)
        words_met: dict[int, dict[int, float]] = defaultdict(dict)
        total = sum(self._worth(stems) for stems in query)
        for number in numbers:
            phrase = self._phrases[number]
            worth = self._values[number]
            met = sum(
                value for value, part in zip(worth, phrase.parts, strict=True) if part & heard
            )
            share = met / sum(worth)
            weight = phrase.weight * (1.0 if phrase.language == language else _OTHER_LANGUAGE)
            # A rare word said is strong even alone; "apu" alone is not.
            strength = share * share * min(1.0, met / 4.0) * weight
            whole[phrase.place] = max(whole[phrase.place], strength)
            for index, stems in enumerate(query):
                if any(stems & part for part in phrase.parts):
                    best = words_met[phrase.place].get(index, 0.0)
                    words_met[phrase.place][index] = max(best, self._worth(stems) * weight)
        covered = np.zeros_like(whole)
        for place, met_words in words_met.items():
            covered[place] = sum(met_words.values()) / total
        return 0.55 * whole + 0.45 * covered

    def _by_pieces(self, said: Sequence[str]) -> Any:
        """Return for each service how alike its phrases look, all at once and word by word."""
        alike = np.stack([self._pieces.alike(one) for one in (" ".join(said), *said)])
        alike *= self._weights
        best = np.maximum.reduceat(alike, self._firsts, axis=1)
        worth = np.array([self._worth(self._stems.of(token)) for token in said])
        pieces = (best[1:] * worth[:, None]).sum(axis=0) / worth.sum()
        return _WHOLE * best[0] + _PIECES * pieces
