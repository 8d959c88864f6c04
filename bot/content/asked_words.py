"""Which official word is asked the meaning of: "mikä se karenssi on", "vad betyder utmätning".

The words are content (``words/``), the ways of asking ``search/asked_words.yml``. A whole message
must be such a question: who tells a matter of their own is answered that.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from bot.content.asked_ways import ALONE, OPEN, SURE, Ways
from bot.content.loader import DATA
from bot.content.meanings import Meaning
from bot.content.search_words import Stems, tokens
from bot.content.slips import Slips, words_of
from bot.content.spoken_swedish import written_swedish
from bot.content.term_files import load_terms
from bot.domain.terms import Term

WORD = "word"
"""How words are meant that ask for the meaning of one."""

NO_TOPIC = "find_service"
"""The intent of a question about a word that belongs to no topic."""

MOST_WORDS = 12
_SHORTEST_STEM, _SHORTEST_UNKNOWN, _MOST_UNKNOWN = 4, 4, 2
_MARKS = re.compile(r"['’`´]")
_DIGITS = re.compile(r"\d+")
_SPOT = re.compile(r"W\d")


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked: the words of the list; none where it is a word that is not in it.

    ``itself``: the meaning is asked, and not what may be a matter ("mikä on koodi").
    """

    terms: tuple[Term, ...] = ()
    itself: bool = True


class AskedWords:
    """Finds them. Built once; keeps nothing of anybody."""

    def __init__(self, terms: Mapping[str, Term]) -> None:
        self._ways, self._stems = Ways.load(), Stems()
        self.terms = terms
        self._exact: dict[tuple[str, ...], str] = {}
        self._by_stem: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
        for term in terms.values():
            for name in term.called():
                said = tuple(_said(name))
                self._exact.setdefault(said, term.id)
                for stem in self._long_stems(said[0]) if said else ():
                    self._by_stem[stem].append((said, term.id))
        self._longest = max(map(len, self._exact), default=0)
        written = {word for said in self._exact for word in said}
        asking = words_of(one for some in self._ways.patterns.values() for one in some)
        self._no_words = self._ways.no_words.union(asking)
        self._slips = Slips(written | self._no_words)

    @classmethod
    @cache
    def common(cls) -> "AskedWords":
        """Return those of the common words, without a county's own."""
        return cls(load_terms(DATA / "words"))

    def meaning(self, text: str, topic: str | None) -> Meaning | None:
        """Return what a message means that asks for a word of the list; None for any other."""
        asked = self.asked(text, topic)
        if asked is None or not asked.terms:
            return None
        return Meaning(asked.terms[0].topic or NO_TOPIC, None, WORD, ())

    def asked(self, text: str, topic: str | None = None) -> Asked | None:
        """Return the words that a message asks the meaning of, None where it asks for none.

        Args:
            text: The message.
            topic: The topic in hand: its own name is a word to explain then.
        """
        said = _said(text)
        if not 0 < len(said) <= MOST_WORDS:
            return None
        mended = self._slips.mended(" ".join(said)).split()
        for way in (said, written_swedish(" ".join(said)).split(), mended):
            found = self._known(way, topic, asks=text.rstrip().endswith("?"))
            if found:
                return Asked(found)
        unknown = next((form for form in OPEN if self._is_unknown(said, form)), None)
        return Asked(itself=unknown in SURE) if unknown else None

    def _known(self, said: Sequence[str], topic: str | None, *, asks: bool) -> tuple[Term, ...]:
        spots = list(self._spots(said))
        if not spots:
            return ()
        text = _with_spots(said, spots)
        terms = [self.terms[id] for _, _, id in spots]
        for form, patterns in self._ways.patterns.items():
            for pattern in patterns:
                if match := pattern.fullmatch(text):
                    places = [int(spot[1:]) for spot in _SPOT.findall(match["words"])]
                    meant = dict.fromkeys(terms[place].id for place in places)
                    found = tuple(self.terms[id] for id in meant)
                    return found if all(_explains(one, form, topic) for one in found) else ()
        bare = self._ways.lead.sub("", f"{text} ", count=1).strip()
        is_bare = asks and bare == "W0" and _explains(terms[0], ALONE, topic)
        return (terms[0],) if is_bare else ()

    def _is_unknown(self, said: Sequence[str], form: str) -> bool:
        """Return whether the meaning of a word is asked that is not in the list."""
        if any(self._spots(said)):
            return False  # it is in it, and left to its matter
        most = _MOST_UNKNOWN if form in SURE else 1
        for size in range(1, most + 1):
            for place in range(len(said) - size + 1):
                if all(map(self._may_be_word, said[place : place + size])):
                    text = _with_spots(said, [(place, place + size, "")])
                    if any(one.fullmatch(text) for one in self._ways.patterns[form]):
                        return True
        return False

    def _may_be_word(self, word: str) -> bool:
        return len(word) >= _SHORTEST_UNKNOWN and word not in self._no_words

    def _spots(self, said: Sequence[str]) -> Iterator[tuple[int, int, str]]:
        """Yield (begin, end, id) of the names in a message, the longest ones, left to right."""
        place = 0
        while place < len(said):
            for size in range(min(self._longest, len(said) - place), 0, -1):
                id = self._id_of(tuple(said[place : place + size]))
                if id is not None:
                    yield place, place + size, id
                    place += size
                    break
            else:
                place += 1

    def _id_of(self, said: tuple[str, ...]) -> str | None:
        """Return whose name some words are, as they are written or bent."""
        if said in self._exact:
            return self._exact[said]
        if said[0] in self._ways.no_words:
            return None
        stems = self._long_stems(said[0])
        likely = (one for stem in stems for one in self._by_stem.get(stem, ()))
        return next((id for name, id in likely if self._is_bent(said, name)), None)

    def _is_bent(self, said: Sequence[str], name: Sequence[str]) -> bool:
        """Return whether each word is a form of the name's."""
        if len(said) != len(name):
            return False
        return all(
            one == other or not self._long_stems(one).isdisjoint(self._long_stems(other))
            for one, other in zip(said, name, strict=True)
        )

    def _long_stems(self, word: str) -> frozenset[str]:
        """Return the stems of a word; a short stem is that of too many others."""
        return frozenset(stem for stem in self._stems.of(word) if len(stem) >= _SHORTEST_STEM)


def _explains(term: Term, form: str, topic: str | None) -> bool:
    """Return whether the word itself is told to whoever asks so; the topic in hand is told."""
    if form in SURE or term.leave is None or (topic is not None and term.topic == topic):
        return True
    return form != ALONE and term.leave == ALONE


def _said(text: str) -> list[str]:
    return tokens(_DIGITS.sub(" ", _MARKS.sub("", text)))


def _with_spots(said: Sequence[str], spots: Sequence[tuple[int, int, str]]) -> str:
    """Return the words with a sign in place of each name: W0, W1..."""
    signs = {begin: (f"W{number}", end) for number, (begin, end, _) in enumerate(spots)}
    shown, place = [], 0
    while place < len(said):
        sign, place = signs.get(place, (said[place], place + 1))
        shown.append(sign)
    return " ".join(shown)
