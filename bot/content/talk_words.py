"""The words for the assistant in a talk with a worker, read from ``data/handoff/talk.yml``."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from bot.content.loader import DATA
from bot.content.reading import fields_of
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
        patterns.append((wish, tuple(entry.patterns("patterns"))))
        examples += [(wish, *one) for one in entry.examples()]
        entry.done()
    fields.done()
    if notes.problems:
        raise ContentProblems(notes.problems)
    return TalkFile(TalkWords(tuple(patterns)), tuple(examples))
