"""Free search over the directory: "onko keravalla hammaspäivystystä" to the services it means.

Two views of the words are joined: stems, so that endings do not matter, and pieces of words, so
that compounds, spoken forms and typos still meet. Built once; a query takes a few milliseconds.
"""

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.content.loader import DATA, Content
from bot.content.places import Match, Municipality, Places
from bot.content.search_phrases import Phrases
from bot.content.search_pieces import PieceIndex
from bot.content.search_words import SearchWords, Stems, without
from bot.content.tfidf import Floats
from bot.domain.directory import Here, Nearness, Service
from bot.domain.messages import LANGUAGES, Language

SURE = 0.48
"""From this score on the message names a service; ordinary messages stay below (tests say how
many). Below it ask or answer with a topic instead."""

MEANT = 0.3
"""From this score on a message of a known matter speaks of a service that belongs to it."""

_STEM, _WHOLE, _PIECES = 0.5, 0.25, 0.25
_OTHER_LANGUAGE = 0.97
_MOST = 10
_WORDS_KEPT, _PLACES_KEPT = 2_000, 200
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
class _Met:
    """Where a word stands: the numbers of the words of phrases it is, and of the phrases."""

    parts: NDArray[np.int64]
    phrases: NDArray[np.int64]


class Search:
    """The directory, ready to be searched."""

    def __init__(self, content: Content, places: Places | None = None) -> None:
        """Build the search over some content; places are read when they are not given."""
        self._places = (places or Places.load(DATA / "places")).of(content.county)
        self._words, self._stems = SearchWords.load(DATA / "search" / "words.yml"), Stems()
        self._services = [one for one in content.services.values() if content.shown(one)]
        self._services = [one for one in self._services if not one.id.endswith(".county")]
        say = Phrases(self._words, self._stems, self._placeless)
        self._phrases = [
            phrase for place, one in enumerate(self._services) for phrase in say.of(place, one)
        ]
        self._county = content.county.code if content.county else None
        self._areas = {one.areas for one in self._services}
        # Phrases of one service stand together, so its best one is found by one reduction.
        owners = [phrase.place for phrase in self._phrases]
        self._firsts = np.array([owners.index(place) for place in range(len(self._services))])
        self._idf = self._rarity()
        self._named_by: dict[str, list[int]] = defaultdict(list)
        for place, one in enumerate(self._services):
            for stem in self._telling(one):
                self._named_by[stem].append(place)
        parts = [(phrase, part) for phrase, one in enumerate(self._phrases) for part in one.parts]
        self._phrase_of = np.array([phrase for phrase, _ in parts])
        self._value_of = np.array([self._worth(part) for _, part in parts])
        self._totals = np.bincount(self._phrase_of, self._value_of)
        self._by_stem: dict[str, list[int]] = defaultdict(list)
        for number, (_, part) in enumerate(parts):
            for stem in part:
                self._by_stem[stem].append(number)
        # People say the same few hundred words of services.
        self._met_by = lru_cache(_WORDS_KEPT)(self._found_by)
        self._nudges = lru_cache(_PLACES_KEPT)(self._nudged)
        self._looks_like_word = lru_cache(_WORDS_KEPT)(self._looks_like)
        self._pieces = PieceIndex([phrase.text for phrase in self._phrases])
        self._weights = np.array([p.weight for p in self._phrases], dtype=np.float32)
        self._in_language = {
            language: np.array(
                [
                    phrase.weight * (1.0 if phrase.language == language else _OTHER_LANGUAGE)
                    for phrase in self._phrases
                ]
            )
            for language in LANGUAGES
        }

    def cannot_call(self, text: str) -> bool:
        """Return whether the person says they have no credit: give ``wish: no_credit``."""
        return self._words.cannot_call(text)

    def among(
        self, names: Sequence[str], text: str, language: Language, place: str | None = None
    ) -> list[str]:
        """Return those of some services that the message speaks of, the likeliest first.

        For a message whose matter is known: less is needed than for ``sure``.
        """
        if not names or (scores := self._scores(text, language, place)) is None:
            return []
        near = [n for n, one in enumerate(self._services) if one.id in names]
        near.sort(key=lambda number: -scores[number])
        return [self._services[number].id for number in near if scores[number] >= MEANT]

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
        # "pomo ei maksanut palkkaa" tells a need and is a topic's; "kuka neuvoo palkka-asioissa"
        # and any name of a service ask for the directory.
        need = 1.0 if self._words.asks(text) else _NEED_ONLY
        scores = self._scores(text, language, place, need=need)
        if scores is None:
            return []
        order = np.argsort(-scores, kind="stable")[:_MOST]
        return [
            (self._services[number].id, round(float(min(scores[number], 1.0)), 3))
            for number in order
            if scores[number] > 0.1
        ]

    def _scores(
        self, text: str, language: Language, place: str | None, *, need: float = 1.0
    ) -> Any:
        """Return how well each service is said; None when there is no word to look for.

        ``need``: what the words count for where they name none, but only a need.
        """
        found = self._places.find(text)
        said = self._words.content(self._placeless(text, found))
        if not said:
            return None
        scores = _STEM * self._by_stems(said, language)
        scores += self._by_pieces(said)
        scores[~self._named(said)] *= need
        scores += self._nudges(self._here(found, place), language)
        return scores

    def sure(self, text: str, language: Language, place: str | None = None) -> list[str]:
        """Return ids of services that the message names for sure, best first, often none."""
        return [name for name, score in self.search(text, language, place) if score >= SURE]

    def _named(self, said: Sequence[str]) -> Any:
        """Return for each service whether a telling word of its name is said."""
        named = np.zeros(len(self._services), bool)
        for token in said:
            for stem in self._stems.of(token):
                named[self._named_by.get(stem, [])] = True
        return named

    def _nudged(self, here: Here, language: Language) -> Any:
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
        code = found[0].place.code if found else place or self._county
        municipality = self._places.municipalities.get(code or "")
        if isinstance(municipality, Municipality):
            return Here(municipality.code, municipality.name_fi, municipality.county_code)
        return Here(county=code)

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
        words = [self._met_by(token) for token in said]
        worths = [self._worth(self._stems.of(token)) for token in said]
        bias = self._in_language[language]
        # A part that two words say counts once.
        met = np.unique(np.concatenate([one.parts for one in words]))
        phrases = self._phrase_of[met]
        heard = np.bincount(phrases, self._value_of[met], len(self._phrases))
        share = heard / self._totals
        # A rare word said is strong even alone; "apu" alone is not.
        strength = share * share * np.minimum(1.0, heard / 4.0) * bias
        whole = np.maximum.reduceat(strength, self._firsts)
        covered = np.zeros(len(self._services))
        for one, worth in zip(words, worths, strict=True):
            best = np.zeros(len(self._phrases))
            best[one.phrases] = bias[one.phrases]
            covered += worth * np.maximum.reduceat(best, self._firsts)
        found: Floats = (0.55 * whole + 0.45 * covered / sum(worths)).astype(np.float32)
        return found

    def _found_by(self, token: str) -> _Met:
        """Return where any stem of a word stands."""
        found = (self._by_stem.get(stem, ()) for stem in self._stems.of(token))
        at = np.array(sorted(set().union(*found)), np.int64)
        return _Met(at, np.unique(self._phrase_of[at]))

    def _by_pieces(self, said: Sequence[str]) -> Any:
        """Return for each service how alike its phrases look, all at once and word by word."""
        together = self._looks_like(" ".join(said))
        apart = np.stack([self._looks_like_word(one) for one in said])
        worth = np.array([self._worth(self._stems.of(token)) for token in said])
        pieces = (apart * worth[:, None]).sum(axis=0) / worth.sum()
        return _WHOLE * together + _PIECES * pieces

    def _looks_like(self, text: str) -> Floats:
        """Return for each service how alike its likest phrase looks."""
        found: Floats = np.maximum.reduceat(self._pieces.alike(text) * self._weights, self._firsts)
        return found
