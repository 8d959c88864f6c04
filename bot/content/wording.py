"""Which words must not be said and how plain plain is: the rules of ``data/wording.yml``."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.content.reading import Fields, fields_of
from bot.domain.errors import ContentProblems
from bot.domain.messages import LANGUAGES, Language

LONGEST_PLAIN_SENTENCE = 15
AVERAGE_PLAIN_SENTENCE = 10
"""Words; working limits after Selkokeskus, Kotus: a sentence of plain language holds one thing."""

SHORTER_BY = 0.75
_WORTH_SHORTENING = 110
"""Characters. A plain wording is really shorter, unless the ordinary one is short already."""

_PLACEHOLDER = re.compile(r"\{[^}]*\}")
_STEP = re.compile(r"^\s*\d+\.\s", re.MULTILINE)
_EMERGENCY_NUMBERS = re.compile(r"\b(?:112|116117)\b")
_SENTENCE_END = re.compile(r"(?<=[.!?:])\s+|\n+")


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern that must not be found, and what to tell the editor."""

    pattern: re.Pattern[str]
    why: str


@dataclass(frozen=True, slots=True)
class Wording:
    """All rules about words."""

    rules: Mapping[Language, tuple[Rule, ...]]
    dead_numbers: Mapping[str, str]

    @classmethod
    def load(cls, path: Path) -> "Wording":
        """Read the rules.

        Raises:
            ContentProblems: with all that is wrong in the file.
        """
        fields, notes = fields_of(path, "wording")
        rules: dict[Language, tuple[Rule, ...]] = dict.fromkeys(LANGUAGES, ())
        for key in ("promises", "danger", "stiff"):
            inner = fields.inner(key)
            for language in LANGUAGES if inner else ():
                rules[language] += tuple(_rules(inner, language)) if inner else ()
        dead = {one.text("number"): one.text("why") for one in fields.entries("dead_numbers")}
        fields.done()
        if notes.problems:
            raise ContentProblems(notes.problems)
        return cls(rules, dead)

    def faults(self, text: str, language: Language) -> Iterator[str]:
        """Yield what is wrong with any text that people read, in words."""
        for rule in self.rules[language]:
            if found := rule.pattern.search(text):
                yield f"says {found.group()!r}: {rule.why}"
        digits = re.sub(r"(?<=\d)[ -](?=\d)", "", text)
        for number, why in self.dead_numbers.items():
            if number in digits:
                yield f"gives the number {number}: {why}"


def _rules(inner: Fields, language: Language) -> Iterator[Rule]:
    for entry in inner.entries(language):
        try:
            pattern = re.compile(entry.text("pattern"), re.IGNORECASE)
        except re.error as error:
            entry.wrong("pattern", f"is not a regular expression: {error}")
            continue
        yield Rule(pattern, entry.text("why"))


def stray_digits(text: str) -> str | None:
    """Return digits that ought to be a figure of ``rates`` or a service's number, or None.

    Step numbers, 112 and 116117 may stand in a text.
    """
    bare = _EMERGENCY_NUMBERS.sub("", _STEP.sub("", _PLACEHOLDER.sub("", text)))
    found = re.search(r".{0,12}\d+.{0,6}", bare)
    return found.group().strip() if found else None


def plain_faults(text: str, ordinary: str | None = None) -> Iterator[str]:
    """Yield why a plain wording is not plain: long sentences, or hardly shorter than the other."""
    bare = _PLACEHOLDER.sub("x", _STEP.sub("", text))
    lengths = [len(one.split()) for one in _SENTENCE_END.split(bare) if one.strip()]
    if max(lengths, default=0) > LONGEST_PLAIN_SENTENCE:
        yield f"a plain sentence of {max(lengths)} words (at most {LONGEST_PLAIN_SENTENCE})"
    if lengths and sum(lengths) / len(lengths) > AVERAGE_PLAIN_SENTENCE:
        yield f"plain sentences of {sum(lengths) / len(lengths):.1f} words on average"
    if ordinary and len(ordinary) > _WORTH_SHORTENING:
        share = len(text) / len(ordinary)
        if share > SHORTER_BY:
            yield f"plain wording is {share:.0%} of the ordinary one (at most {SHORTER_BY:.0%})"
