"""A worker called by the first name: "tarviin merjaa" wants Merja, not a dictionary. And a worker
who does not answer: "mun työntekijä ei vastaa" is not about the line of an office.

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
from bot.domain.letters import fold, one_edit_apart

_NO_WORD = re.compile(r"[^\w\s]|_|\d")
_MARKS = re.compile(r"['’`´]")
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
    """Patterns with a name in them, the names, and what a worker is called."""

    sure: tuple[tuple[str, re.Pattern[str]], ...]
    named: tuple[tuple[str, re.Pattern[str]], ...]
    unanswered: tuple[re.Pattern[str], ...]
    names: frozenset[str]
    workers: frozenset[str]
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
        silent = tuple(_compiled(raw) for raw in fields.ids("unanswered"))
        workers = frozenset(even(word) for word in fields.ids("workers"))
        names = frozenset(_steady(even(name)) for name in fields.ids("names"))
        endings = tuple(fold(ending) for ending in fields.ids("endings"))
        fields.done()
        if notes.problems:
            raise ContentProblems(notes.problems)
        return cls(sure, named, silent, names, workers, endings)

    def meaning(self, text: str) -> str | None:
        """Return the intent of a message about a worker by name, or None."""
        said = _said(text)
        for intent, pattern in self.named:
            match = pattern.fullmatch(said)
            if match and any(self.is_name(one) for one in match.groups() if one):
                return intent
        for intent, pattern in self.sure:
            match = pattern.fullmatch(said)
            if match and not _NAMELESS.intersection(one for one in match.groups() if one):
                return intent
        return None

    def does_not_answer(self, text: str) -> bool:
        """Return whether a message says that a worker does not answer."""
        said = _said(text)
        found = filter(None, (pattern.fullmatch(said) for pattern in self.unanswered))
        return any(all(self._is_somebody(one) for one in match.groups()) for match in found)

    def _is_somebody(self, word: str) -> bool:
        return self.is_name(word) or any(one_edit_apart(word, one) for one in self.workers)

    def is_name(self, word: str) -> bool:
        """Return whether a folded word is a first name in some case ("pekan" is "pekka")."""
        stems = [word, *(word[: -len(end)] for end in self.endings if word.endswith(end))]
        return any(_steady(stem) in self.names for stem in stems)


def _said(text: str) -> str:
    """Return the words alone: "Doesn't she?" becomes "doesnt she"."""
    return even(_NO_WORD.sub(" ", _MARKS.sub("", text)))


def _patterns(
    fields: Fields, key: str, intents: dict[str, object]
) -> Iterator[tuple[str, re.Pattern[str]]]:
    inner = fields.inner(key)
    for intent in intents if inner else ():
        for raw in inner.ids(str(intent)) if inner else ():
            yield str(intent), _compiled(raw)


def _compiled(raw: str) -> re.Pattern[str]:
    """Return a pattern in which only the names are groups: everything else is made silent."""
    silent = re.sub(r"\((?!\?)", "(?:", even(raw.replace("NAME", "@")))
    return re.compile(silent.replace("@", "([a-z]+)"))


def _steady(word: str) -> str:
    """Return a name without what consonant gradation changes: pekka and peka(n) are one."""
    return _DOUBLED.sub(r"\1", word).replace("d", "t")
