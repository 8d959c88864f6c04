"""The words that flag a message to a worker, read from ``data/handoff/flags.yml`` and checked."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from bot.content.loader import DATA
from bot.content.reading import fields_of
from bot.domain.errors import ContentProblems, Problem
from bot.domain.urgency import Flag, Urgency

FILE = DATA / "handoff" / "flags.yml"


@dataclass(frozen=True, slots=True)
class FlagWords:
    """The flags, and the sentences they promise to find or to leave alone."""

    urgency: Urgency
    examples: tuple[tuple[str, str, bool, int], ...]  # id, sentence, must be found, line

    def faults(self) -> Iterator[Problem]:
        """Yield every example that is not obeyed."""
        for id, sentence, wanted, line in self.examples:
            if (id in self.urgency.look(sentence).found) != wanted:
                verb = "must" if wanted else "must not"
                yield Problem(FILE.name, line, f"{id} {verb} be found in {sentence!r}")


@cache
def load_flags(path: Path = FILE) -> FlagWords:
    """Read the flags, once a process and file.

    Raises:
        ContentProblems: with everything that is wrong in the file.
    """
    fields, notes = fields_of(path, "flags")
    flags: list[Flag] = []
    examples: list[tuple[str, str, bool, int]] = []
    for entry in fields.entries("flags"):
        id = entry.text("id")
        flags.append(Flag(id, entry.flag("urgent") is True, tuple(entry.patterns("patterns"))))
        examples += [(id, *one) for one in entry.examples()]
        entry.done()
    fields.done()
    if notes.problems:
        raise ContentProblems(notes.problems)
    return FlagWords(Urgency(tuple(flags)), tuple(examples))
