"""The words for the assistant in a talk with a worker, read from ``data/handoff/talk.yml``."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from bot.content.loader import DATA
from bot.content.reading import Fields, fields_of
from bot.domain.errors import ContentProblems, Problem
from bot.domain.talk_words import WISHES, TalkWish, TalkWords

FILE = DATA / "handoff" / "talk.yml"


@dataclass(frozen=True, slots=True)
class TalkFile:
    """The words, and the messages that they promise to find or to leave to the worker."""

    words: TalkWords
    examples: tuple[tuple[TalkWish, str, bool, int], ...]

    def faults(self) -> Iterator[Problem]:
        """Yield every example that is not obeyed."""
        for wish, text, wanted, line in self.examples:
            if (self.words.wish(text) == wish) != wanted:
                verb = "must" if wanted else "must not"
                yield Problem(FILE.name, line, f"{wish} {verb} be found in {text!r}")


@cache
def load_talk(path: Path = FILE) -> TalkFile:
    """Read the words, once a process and file.

    Raises:
        ContentProblems: with everything that is wrong in the file.
    """
    fields, notes = fields_of(path, "talk")
    patterns: list[tuple[TalkWish, tuple[re.Pattern[str], ...]]] = []
    examples: list[tuple[TalkWish, str, bool, int]] = []
    for entry in fields.entries("words"):
        wish = entry.one_of("id", WISHES)
        patterns.append((wish, tuple(patterns_of(entry, "patterns"))))
        for key, wanted in (("must", True), ("must_not", False)):
            examples += [(wish, one, wanted, entry.line_of(key)) for one in entry.ids(key)]
        entry.done()
    fields.done()
    if notes.problems:
        raise ContentProblems(notes.problems)
    return TalkFile(TalkWords(tuple(patterns)), tuple(examples))


def patterns_of(fields: Fields, key: str) -> Iterator[re.Pattern[str]]:
    """Yield regular expressions of a list; one that is none is told with its line."""
    for written in fields.ids(key):
        try:
            yield re.compile(written)
        except re.error as error:
            fields.wrong(key, f"{written!r} is not a regular expression: {error}")
