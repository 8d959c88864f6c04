"""What a short message means after an answer: "paljonko se maksaa", "ei auttanu", "entä nyt".

The classifier reads one message at a time; these lean on what was said before it. The words are
``data/search/follow_ups.yml``. Deciding whether a message is such a question is here, answering it
is ``content.about``. Nothing here touches a person's words but to compare them.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from bot.content.asked_words import AskedWords
from bot.content.meanings import MOST_WORDS, Meaning, Wording
from bot.content.reading import Fields, fields_of
from bot.content.slips import Slips, words_of
from bot.content.spoken_swedish import written_swedish
from bot.domain.errors import ContentProblems
from bot.domain.hand import Hand
from bot.domain.letters import fold
from bot.domain.messages import LANGUAGES, Language

_WORD = re.compile(r"[^\W\d_]+")
_CLAUSE = re.compile(r"[.?!;,\n]+")
_NO_WORD = re.compile(r"[^\w\s]|_")
_PART = re.compile(r"\{([a-z]\w*)\}")
_GAP = re.compile(r"\.\{0,(\d+)\}")
_MARKS = re.compile(r"['’`´]")

ANY = "any"
"""Stands for every topic where ``elsewhere`` names them."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked about the answer in hand.

    Args:
        about: Its name in ``asks``.
        others: Words beside the question that are not frame words: they may be another matter.
        alone: False when the message says something else too.
    """

    about: str
    others: int
    alone: bool

    @property
    def leans(self) -> bool:
        """Return whether the message says nothing but the question."""
        return self.alone and not self.others


@dataclass(frozen=True, slots=True)
class FollowUps:
    """The words of ``follow_ups.yml``, ready to be compared.

    ``unless``: words beside a question that make it one about something else. ``elsewhere``: by
    question and topic the one that answers it instead. ``slips``: the words that are right as they
    stand; others may be a slip away from one.
    """

    frame: frozenset[str]
    asks: Mapping[str, tuple[re.Pattern[str], ...]]
    unless: Mapping[str, re.Pattern[str]]
    tells: Mapping[str, Mapping[Language, re.Pattern[str]]]
    elsewhere: Mapping[str, Mapping[str, str]]
    means: tuple[Meaning, ...]
    decided: frozenset[str]
    slips: Slips

    @classmethod
    @cache
    def load(cls, path: Path) -> "FollowUps":
        """Read the words, once a process and file.

        Raises:
            ContentProblems: with all that is wrong in the file.
        """
        fields, notes = fields_of(path, "follow_ups")
        frame = fields.inner("frame")
        words = [word for code in LANGUAGES for word in (frame.ids(code) if frame else ())]
        unlike = [even(word) for word in fields.ids("unlike")]
        asks, parts = fields.inner("asks"), _parts(fields)
        names = [str(name) for name in fields.raw("asks") or ()]
        asked = {name: tuple(_patterns(asks, name, parts)) for name in names if asks}
        unless = fields.inner("unless")
        not_asked = {
            str(name): re.compile(even(unless.text(str(name))))
            for name in (fields.raw("unless") or ())
            if unless
        }
        means = tuple(_meaning(one) for one in fields.entries("means"))
        tells, decided = fields.inner("tells"), frozenset(fields.ids("decided"))
        told = {
            str(name): _telling(tells, str(name)) for name in (fields.raw("tells") or ()) if tells
        }
        elsewhere = _elsewhere(fields)
        fields.done()
        if notes.problems:
            raise ContentProblems(notes.problems)
        frames = frozenset(even(word) for word in words)
        known = {
            *frames,
            *unlike,
            *words_of(one for patterns in asked.values() for one in patterns),
        }
        return cls(frames, asked, not_asked, told, elsewhere, means, decided, Slips(known))

    def teller(self, about: str, topic: str | None) -> str | None:
        """Return the other topic that answers a question about an answer, None when none does."""
        tellers = self.elsewhere.get(about, {})
        return tellers.get(topic or "", tellers.get(ANY))

    @property
    def names(self) -> frozenset[str]:
        """Return the names of the questions that can be asked of an answer."""
        return frozenset({*self.asks, *(one.about for one in self.means if one.about)})

    def leans(self, text: str) -> bool:
        """Return whether a message is about the answer before it and nothing else."""
        asked = self.question(text)
        return asked is not None and asked.leans

    def question(self, text: str) -> Question | None:
        """Return what a message asks of the answer before it, or None.

        Where its clauses are one question together ("I went there, they did not help"), that one.
        """
        clauses = [even(clause) for clause in _CLAUSE.split(text) if _WORD.search(clause)]
        together = self._asks(" ".join(clauses)) if len(clauses) > 1 else None
        if together is not None and not together[1]:
            return Question(*together, alone=True)
        for clause in clauses:
            read = [self._asks(said) for said in (clause, written_swedish(clause))]
            found = min(filter(None, read), key=lambda one: one[1], default=None)
            if found is not None:
                return Question(*found, alone=len(clauses) == 1)
        # A slip is mended where nothing else is said: the typo of another matter is none of ours.
        found = self._asks(self.slips.mended(clauses[0])) if len(clauses) == 1 else None
        return Question(*found, alone=True) if found and not found[1] else None

    def _asks(self, clause: str) -> tuple[str, int] | None:
        """Return what is asked, and how many words beside it are neither its own nor frame.

        Of several questions the one that explains most words; of equals the one further up.
        """
        found: list[tuple[str, int]] = []
        for about, patterns in self.asks.items():
            unless = self.unless.get(about)
            if unless is None or not unless.search(clause):
                others = (self._others(clause, one) for one in patterns)
                found += [(about, count) for count in others if count is not None]
        return min(found, key=lambda one: one[1], default=None)

    def meaning(self, text: str, last: Sequence[Mapping[str, Any]], hand: Hand) -> Meaning | None:
        """Return what a whole message means, given what was said last."""
        said = " ".join(even(_NO_WORD.sub(" ", _MARKS.sub("", text))).split())
        written = written_swedish(said)
        key = str(last[-1]["key"]) if last else ""
        keys = " ".join(str(one["key"]) for one in last)
        meant = (one for one in self.means if one.holds(key, keys, hand))
        found = next((one for one in meant if one.is_said(said, written)), None)
        if found is not None and found.wording is None:
            return found
        return AskedWords.common().meaning(text, hand.topic) or found

    def told(self, about: str, language: Language, sentences: Sequence[str]) -> list[str]:
        """Return the sentences that answer a question, in their order."""
        pattern = self.tells.get(about, {}).get(language)
        return [one for one in sentences if pattern and pattern.search(fold(one))]

    def _others(self, clause: str, pattern: re.Pattern[str]) -> int | None:
        """Return how many words are neither the question's own nor frame; None: not asked."""
        match = pattern.search(clause)
        if match is None:
            return None
        gaps = [gap or "" for gap in match.groupdict().values()]
        rest = " ".join([clause[: match.start()], *gaps, clause[match.end() :]])
        return sum(word not in self.frame for word in _WORD.findall(rest))


def even(text: str) -> str:
    """Return folded words with single spaces and without apostrophes."""
    return " ".join(fold(_MARKS.sub("", text)).split())


def _elsewhere(fields: Fields) -> dict[str, dict[str, str]]:
    found = {}
    inner = fields.inner("elsewhere")
    for name in [str(name) for name in fields.raw("elsewhere") or ()]:
        tellers = inner.inner(name) if inner else None
        topics = [str(topic) for topic in (inner.raw(name) if inner else None) or ()]
        found[name] = {topic: tellers.text(topic) for topic in topics if tellers}
    return found


def _parts(fields: Fields) -> dict[str, str]:
    inner = fields.inner("parts")
    names = [str(name) for name in fields.raw("parts") or ()]
    return {name: inner.text(name) for name in names if inner}


def _patterns(
    fields: Fields, key: str, parts: Mapping[str, str] | None = None
) -> Iterator[re.Pattern[str]]:
    """Yield patterns over folded text that begin and end at words; gaps are named groups."""
    for raw in fields.ids(key):
        whole = _PART.sub(lambda found: (parts or {}).get(found[1], found[0]), raw)
        pieces = _GAP.split(even(whole))  # text, a gap's length, text...
        gapped = pieces[0]
        for number, (length, after) in enumerate(zip(pieces[1::2], pieces[2::2], strict=True)):
            gapped += f"(?P<gap{number}>.{{0,{length}}}?){after}"
        try:
            yield re.compile(rf"(?<!\w)(?:{gapped})(?!\w)")
        except re.error as error:
            fields.wrong(key, f"{raw!r} is not a regular expression: {error}")


def _meaning(fields: Fields) -> Meaning:
    patterns = tuple(_patterns(fields, "patterns"))
    words = tuple(_begins(fields, "words", one) for one in fields.ids("words"))
    without = tuple(_begins(fields, "without", one) for one in fields.ids("without"))
    about, after = fields.text_or_none("about"), fields.text_or_none("after")
    harmless = about == "going" and not any(one.groupindex for one in patterns)
    topics = frozenset(fields.ids("topics"))
    wording = Wording(words, without, fields.whole("most") or MOST_WORDS) if words else None
    return Meaning(fields.text("intent"), after, about, patterns, harmless, topics, wording)


def _begins(fields: Fields, key: str, ways: str) -> re.Pattern[str]:
    """Return what finds a word that begins in one of the ways."""
    try:
        return re.compile(rf"(?<!\w)(?:{even(ways)})")
    except re.error as error:
        fields.wrong(key, f"{ways!r} is not a regular expression: {error}")
        return re.compile("")


def _telling(fields: Fields, key: str) -> dict[Language, re.Pattern[str]]:
    return {code: re.compile(fold(text)) for code, text in fields.texts(key).items()}
