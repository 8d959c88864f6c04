"""A message that is nothing but a cry for help, however it was typed and in whatever language.

Pure: the words come from ``data/safety/cries.yml`` (``content/cry_words.py``).
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from bot.domain.messages import LANGUAGES, Language
from bot.domain.safety_folding import Word, read, squeezed
from bot.domain.safety_letters import fold, visible

Part = Literal["cry", "need", "haste", "beside"]
PARTS: tuple[Part, ...] = ("cry", "need", "haste", "beside")

Kind = Literal["cry", "command", "wish"]
"""command: "/sos", whatever words follow. wish: "tarvin apua", in no haste."""

ANY, OTHER = "any", "other"
"""Of words that say nothing of the language, and of those that we have no words in."""

_MOST = 1_000
"""Characters. Whoever writes more tells something."""

_COMMAND = re.compile(r"\s*[/\uff0f]\s*([^\W_]+)(?:@\w+)?(?!\w)")


@dataclass(frozen=True, slots=True)
class Cry:
    """A cry for help.

    Attributes:
        language: What it was told in; None where the words do not tell, or are foreign.
        is_foreign: It was told in a language that we have no words in.
        behind: What was written behind a command, and may tell of danger itself.
    """

    kind: Kind
    language: Language | None = None
    is_foreign: bool = False
    behind: str = ""


@dataclass(frozen=True, slots=True)
class Meaning:
    """What one word can be, and the languages that it is a word of."""

    parts: frozenset[Part]
    languages: frozenset[str]


@dataclass(frozen=True, slots=True)
class Cries:
    """Hears cries.

    Attributes:
        words: What words mean, by their ``key``.
        commands: The keys of "sos" and what else may stand behind a slash.
        signs: Emoji among the words.
    """

    words: Mapping[str, Meaning]
    commands: frozenset[str]
    signs: frozenset[str]

    def heard(self, text: str) -> Cry | None:
        """Return the cry or wish that a whole message is; None of every other message."""
        shown = visible(text)
        command = _COMMAND.match(shown)
        if command and key(command[1]) in self.commands:
            language, behind = self._language(self._read(command[1])), shown[command.end() :]
            return Cry("command", language, behind=behind.strip())
        said = self._read(shown)
        cries = [one for one in said if "cry" in one.parts]
        if not cries:
            return None
        kind: Kind = "wish" if _some(said, "need") and not _some(said, "haste") else "cry"
        if any(one.languages != {OTHER} for one in cries):
            return Cry(kind, self._language(said))
        return Cry(kind, is_foreign=True)

    def _read(self, text: str) -> list[Meaning]:
        """Return what each word means; nothing where one of them has no place in a cry."""
        if len(text) > _MOST:
            return []
        said = [self._meaning(word) for word in read(text, self.signs)]
        known = [one for one in said if one is not None]
        return known if len(known) == len(said) else []

    def _meaning(self, word: Word) -> Meaning | None:
        keys = (key(form) for form in word.forms)
        return next((self.words[one] for one in keys if one in self.words), None)

    @staticmethod
    def _language(said: Iterable[Meaning]) -> Language | None:
        """Return the one language that words are in which are of no other."""
        told = {name for one in said if len(one.languages) == 1 for name in one.languages} - {ANY}
        return next((one for one in LANGUAGES if told == {one}), None)


def key(word: str) -> str:
    """Return a word as it is looked up: "apuaa" is "apua", but "112" is not "12"."""
    folded = fold(word).replace("'", "")
    return squeezed(folded) if folded.isalpha() else folded


def _some(said: Iterable[Meaning], part: Part) -> bool:
    return any(part in one.parts for one in said)
