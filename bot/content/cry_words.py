"""The words of a bare cry for help, read from ``data/safety/cries.yml`` and checked."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from bot.content.loader import DATA
from bot.content.reading import Fields, fields_of
from bot.domain.cries import ANY, OTHER, PARTS, Cries, Meaning, Part, key
from bot.domain.errors import ContentProblems, Problem
from bot.domain.messages import LANGUAGES
from bot.domain.safety_folding import read

FILE = DATA / "safety" / "cries.yml"

_EXAMPLES: Mapping[str, tuple[str, ...]] = {
    "must": ("cry", "command"),
    "wishes": ("wish",),
    "must_not": ("nothing",),
}


@dataclass(frozen=True, slots=True)
class CryWords:
    """What hears cries, and the messages that it promises to hear or to leave alone."""

    cries: Cries
    examples: tuple[tuple[str, str, int], ...]  # the list it stands in, the message, the line

    def faults(self) -> Iterator[Problem]:
        """Yield every example that is not obeyed."""
        for listed, text, line in self.examples:
            cry = self.cries.heard(text)
            kind = cry.kind if cry else "nothing"
            if kind not in _EXAMPLES[listed]:
                yield Problem(FILE.name, line, f"{text!r} under {listed} is heard as {kind}")


@cache
def load_cries(path: Path = FILE) -> CryWords:
    """Read the words, once a process and file.

    Raises:
        ContentProblems: with everything that is wrong in the file.
    """
    fields, notes = fields_of(path, "cries")
    parts: dict[str, set[Part]] = {}
    languages: dict[str, set[str]] = {}
    for entry in fields.entries("words"):
        language = entry.one_of("language", (*LANGUAGES, ANY, OTHER))
        for part in PARTS:
            for word in _words(entry, part):
                parts.setdefault(word, set()).add(part)
                languages.setdefault(word, set()).add(language)
        entry.done()
    commands = frozenset(key(name) for name in fields.ids("commands"))
    examples = _examples(fields)
    fields.done()
    if notes.problems:
        raise ContentProblems(notes.problems)
    words = {word: Meaning(frozenset(parts[word]), frozenset(languages[word])) for word in parts}
    signs = frozenset(word for word in words if not word[0].isalnum())
    return CryWords(Cries(words, commands, signs), examples)


def _words(entry: Fields, part: Part) -> Iterator[str]:
    """Yield the words of an entry as they are looked up."""
    for word in (entry.text_or_none(part) or "").split():
        if len(read(word)) > 1:  # a message is cut there too
            entry.wrong(part, f"{word!r} is two words")
        yield key(word)


def _examples(fields: Fields) -> tuple[tuple[str, str, int], ...]:
    return tuple(
        (listed, text, fields.line_of(listed))
        for listed in _EXAMPLES
        for text in fields.ids(listed)
    )
