"""A worker called by the first name: "tarviin merjaa" wants Merja, not a dictionary.

The words are ``data/search/workers.yml``. A name counts in any Finnish case. Who the person's own
worker is, is not known here: only that somebody at work is meant.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.content.follow_ups import even
from bot.content.reading import Fields, fields_of
from bot.domain.errors import ContentProblems
from bot.domain.letters import fold

_NO_WORD = re.compile(r"[^\w\s]|_|\d")
_DOUBLED = re.compile(r"([bcdfghjklmnpqrstvwxz])\1")
_NAMELESS = frozenset(
    [
        *("se", "ne", "han", "siel", "siella", "taal", "taalla", "joku", "kukaan", "ketaan"),
        *("det", "den", "de", "dom", "hon", "you", "it", "he", "she", "they", "there", "this"),
    ]
)
"""Words that stand where a name could."""


@dataclass(frozen=True, slots=True)
class WorkerNames:
    """Patterns with a name in them, and the names."""

    sure: tuple[tuple[str, re.Pattern[str]], ...]
    named: tuple[tuple[str, re.Pattern[str]], ...]
    names: frozenset[str]
    endings: tuple[str, ...]

    @classmethod
    def load(cls, path: Path) -> "WorkerNames":
        """Read the words.

        Raises:
            ContentProblems: with all that is wrong in the file.
        """
        fields, notes = fields_of(path, "workers")
        sure, named = (
            tuple(_patterns(fields, key, fields.raw(key) or {})) for key in ("sure", "named")
        )
        names = frozenset(_steady(even(name)) for name in fields.ids("names"))
        endings = tuple(fold(ending) for ending in fields.ids("endings"))
        fields.done()
        if notes.problems:
            raise ContentProblems(notes.problems)
        return cls(sure, named, names, endings)

    def meaning(self, text: str) -> str | None:
        """Return the intent of a message about a worker by name, or None."""
        said = even(_NO_WORD.sub(" ", text))
        for intent, pattern in self.named:
            match = pattern.fullmatch(said)
            if match and any(self.is_name(one) for one in match.groups() if one):
                return intent
        for intent, pattern in self.sure:
            match = pattern.fullmatch(said)
            if match and not _NAMELESS.intersection(one for one in match.groups() if one):
                return intent
        return None

    def is_name(self, word: str) -> bool:
        """Return whether a folded word is a first name in some case ("pekan" is "pekka")."""
        stems = [word, *(word[: -len(end)] for end in self.endings if word.endswith(end))]
        return any(_steady(stem) in self.names for stem in stems)


def _patterns(
    fields: Fields, key: str, intents: dict[str, object]
) -> Iterator[tuple[str, re.Pattern[str]]]:
    inner = fields.inner(key)
    for intent in intents if inner else ():
        for raw in inner.ids(str(intent)) if inner else ():
            # Only the names are groups: everything else is made silent.
            silent = re.sub(r"\((?!\?)", "(?:", even(raw.replace("NAME", "@")))
            yield str(intent), re.compile(silent.replace("@", "([a-z]+)"))


def _steady(word: str) -> str:
    """Return a name without what consonant gradation changes: pekka and peka(n) are one."""
    return _DOUBLED.sub(r"\1", word).replace("d", "t")
