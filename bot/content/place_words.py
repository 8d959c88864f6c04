"""What stands around a place name, and which words only look like one.

Cuts a message into words and says how strongly each could be a place; knows no places itself.
"""

import csv
import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise
from pathlib import Path
from typing import Literal, cast

from bot.domain.letters import fold

# Combining marks belong to the word: some phones send "a" and its dots as two characters.
_WORD = re.compile(r"(?:[^\W\d_][\u0300-\u036f]*)+")
_SENTENCE_END = re.compile(r"[.!?\n]")
# Finnish bends abbreviations behind a colon: Tre:lla, Jkl:stä.
_BENT = re.compile(r":(?:n|[sl][stl]?[aäe]?)\b")
_STOPS = frozenset(",.!?\n")
_MOST_WORDS = 4
_WIDEST_GAP = 3
_BEFORE = re.compile(
    r"asu(n|t|u|a|va|i|in|mme|taan|nut|nu|massa)|(koti)?(kunta|kaupunki|paikka)(ni|na)?"
    r"|muut(an|at|in|ti|taa|tanut|tanu|tamassa|tamaan|ettiin)|paikkakunta(ni)?|kotoisin"
    r"|bo|bor|bodde|bott|flytt(a|ar|ade|at)|(hem)?kommun(en)?"
    r"|live[sd]?|living|moved?|moving|municipality|hometown"
)
_AFTER = (
    *("kunna", "kunta", "kaupung", "kaupunki", "kela", "sossu", "sosiaali", "hyvinvointi"),
    *("keskusta", "terveysasema", "tyokkari", "seudul", "kommun", "valfard"),
)

Kind = Literal["word", "name", "surname"]


class Hint(Enum):
    """What speaks for a place: nothing, a capital letter inside a sentence, being all there
    is in the message, or a word beside it ("asun", "kunta") or a question before it."""

    NONE = "none"
    CAPITAL = "capital"
    ALONE = "alone"
    PLACE_WORD = "place_word"


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a message.

    Attributes:
        text: Lower case.
        folded: Without dots.
        start: Index of its first character in the message.
        end: Index after its last character.
        capital: Begins with a capital letter, in a message that is not all capitals.
        opens: First of its sentence, where a capital means nothing.
    """

    text: str
    folded: str
    start: int
    end: int
    capital: bool
    opens: bool


def words_of(text: str) -> list[Word]:
    """Cut a message into words of letters; digits, hyphens and colons divide."""
    words: list[Word] = []
    shouted = text.isupper()
    for found in _WORD.finditer(text):
        raw = unicodedata.normalize("NFC", found.group())
        opens = not words or bool(_SENTENCE_END.search(text, words[-1].end, found.start()))
        capital = raw[0].isupper() and not shouted
        lower = raw.lower()
        words.append(Word(lower, fold(lower), found.start(), found.end(), capital, opens))
    return words


@dataclass(frozen=True, slots=True)
class Window:
    """Neighbouring words that could be one name.

    Attributes:
        typed: Its letters in lower case, in one.
        words: The whole message.
        first: Index of the first word of the window.
        count: How many words it has.
        sure: It can only be a place: we asked for one, or an abbreviation is bent ("Tre:lla").
    """

    typed: str
    words: Sequence[Word]
    first: int
    count: int
    sure: bool

    @property
    def start(self) -> int:
        """Index of its first character in the message."""
        return self.words[self.first].start

    @property
    def end(self) -> int:
        """Index after its last character."""
        return self.words[self.first + self.count - 1].end

    @property
    def hint(self) -> Hint:
        """How much the surroundings speak for a place."""
        after = self.first + self.count
        if (
            self.sure
            or any(
                _BEFORE.fullmatch(word.folded)
                for word in self.words[max(0, self.first - 2) : self.first]
            )
            or any(word.folded.startswith(_AFTER) for word in self.words[after : after + 1])
        ):
            return Hint.PLACE_WORD
        if len(self.words) == self.count:
            return Hint.ALONE
        word = self.words[self.first]
        return Hint.CAPITAL if word.capital and not word.opens else Hint.NONE

    @property
    def stands_out(self) -> bool:
        """It has a capital that is not there for the sentence's sake, or is all there is."""
        return self.hint is not Hint.NONE and self.words[self.first].capital

    @property
    def follows_a_name(self) -> bool:
        """The word before is capitalised too, as in "Maija Salo"."""
        before = self.words[self.first - 1] if self.first else None
        return bool(before and before.capital and not _BEFORE.fullmatch(before.folded))


def windows_at(
    text: str, words: Sequence[Word], first: int, may_join: Callable[[str], bool], asked: bool
) -> list[Window]:
    """Return what could be one name from this word on, longest first.

    Args:
        text: The message.
        words: Its words.
        first: Where to begin.
        may_join: Says whether a name of several words can begin with these letters.
        asked: The message answers a question for a place.
    """
    count = 1
    begin = words[first].text
    if len(begin) < _MOST_WORDS:  # S:t Michel begins with two single letters
        begin = "".join(word.text for word in words[first : first + _MOST_WORDS])
    if may_join(begin):
        for before, after in pairwise(words[first : first + _MOST_WORDS]):
            gap = text[before.end : after.start]
            if len(gap) > _WIDEST_GAP or not _STOPS.isdisjoint(gap):
                break
            count += 1
    return [_window(text, words, first, size, asked) for size in range(count, 0, -1)]


def _window(text: str, words: Sequence[Word], first: int, count: int, asked: bool) -> Window:
    chosen = words[first : first + count]
    typed = chosen[0].text if count == 1 else "".join(word.text for word in chosen)
    return Window(typed, words, first, count, asked or bool(_BENT.match(text, chosen[-1].end)))


@dataclass(frozen=True, slots=True)
class LookAlikes:
    """Words that only look like a place.

    Attributes:
        kinds: Forms of a place that are something else too, lower case: an ordinary ``word``,
            a first ``name`` or a ``surname``.
        ordinary: Words one slip of a finger away from a place, without their dots.
    """

    kinds: Mapping[str, Kind]
    ordinary: frozenset[str]

    @classmethod
    def load(cls, folder: Path) -> "LookAlikes":
        """Read ``look_alikes.csv`` and ``ordinary_words.txt``."""
        with (folder / "look_alikes.csv").open(encoding="utf-8", newline="") as lines:
            kinds = {row["word"]: cast(Kind, row["kind"]) for row in csv.DictReader(lines)}
        words = (folder / "ordinary_words.txt").read_text(encoding="utf-8").split()
        return cls(kinds, frozenset(map(fold, (*words, *kinds))))

    def is_ordinary(self, typed: str) -> bool:
        """Say whether a word is too common to be somebody's typo of a place."""
        return fold(typed) in self.ordinary
