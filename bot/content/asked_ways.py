"""The ways of asking what a word means: ``search/asked_words.yml``, as patterns around a word.

In the text that they are compared with a sign stands in place of each official word: W0, W1...
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from bot.content.loader import DATA
from bot.content.reading import Fields, fields_of
from bot.domain.errors import ContentProblems
from bot.domain.letters import fold

SURE = frozenset({"meaning", "unclear"})
"""Forms that ask for the word itself, whatever else it is the name of."""

OPEN = ("meaning", "what_is")
"""Forms in which a word is heard that is not in the list."""

ALONE = "alone"
_FORMS = ("meaning", "unclear", "what_is", "short", ALONE)
_PART = re.compile(r"\{(\w+)\}")
_OTHER = r"W\d"
_WORDS = r"(?P<words>W\d(?: (?:ja|tai|vai|och|eller|and|or|vs) W\d)?)"


@dataclass(frozen=True, slots=True)
class Ways:
    """The ways of asking, by how surely the word itself is meant."""

    patterns: Mapping[str, tuple[re.Pattern[str], ...]]
    lead: re.Pattern[str]
    no_words: frozenset[str]

    @classmethod
    @cache
    def load(cls) -> "Ways":
        """Read ``asked_words.yml``, once a process.

        Raises:
            ContentProblems: with all that is wrong in it.
        """
        fields, notes = fields_of(DATA / "search" / "asked_words.yml", "asked_words")
        inner = fields.inner("parts")
        names = [str(name) for name in fields.raw("parts") or ()]
        parts = {name: inner.text(name) for name in names if inner}
        patterns = {form: tuple(_patterns(fields, form, parts)) for form in _FORMS}
        no_words = frozenset(fold(word) for word in fields.ids("no_words"))
        fields.done()
        if notes.problems:
            raise ContentProblems(notes.problems)
        return cls(patterns, re.compile(fold(parts.get("lead", ""))), no_words)


def _patterns(fields: Fields, form: str, parts: Mapping[str, str]) -> Iterator[re.Pattern[str]]:
    for raw in fields.ids(form):
        for way in _ways_of(raw, parts):
            if "(?P<words>" not in way:
                fields.wrong(form, f"{raw!r} has a way without {{words}}")
                continue
            try:
                yield re.compile(way)
            except re.error as error:
                fields.wrong(form, f"{raw!r} is not a regular expression: {error}")


def _ways_of(raw: str, parts: Mapping[str, str]) -> Iterator[str]:
    """Yield the ways of one line, parted by a | outside of brackets, with their parts."""
    depth, begin = 0, 0
    for place, sign in enumerate(f"{raw}|"):
        depth += {"(": 1, ")": -1}.get(sign, 0)
        if sign == "|" and depth == 0:
            way, begin = raw[begin:place], place + 1
            yield _filled(f"{{lead}}{way}{{tail}}", parts)


def _filled(way: str, parts: Mapping[str, str]) -> str:
    """Return a pattern over folded text: its parts in their places."""
    while any(found in parts for found in _PART.findall(way)):
        way = _PART.sub(lambda found: parts.get(found[1], found[0]), way)
    return fold(way).replace("{words}", _WORDS).replace("{other}", _OTHER)
