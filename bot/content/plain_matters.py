"""Everyday matters whose words sound of danger, read from ``data/safety/matters.yml``."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from bot.content.reading import Fields, fields_of
from bot.content.safety_rules import FOLDER
from bot.domain.errors import ContentProblems, Problem
from bot.domain.plain_matters import PlainMatter, PlainMatters
from bot.domain.safety_patterns import CATEGORIES, Category

FILE = FOLDER / "matters.yml"
ATTACK: Category = "crisis_violence_now"


@dataclass(frozen=True, slots=True)
class MattersFile:
    """The words, and the messages that they promise to find or to leave to the ears."""

    words: PlainMatters
    examples: tuple[tuple[str, str, bool, int], ...]

    def faults(self) -> Iterator[Problem]:
        """Yield every example that is not obeyed."""
        for topic, text, wanted, line in self.examples:
            told = self.words.told(text)
            if (told is not None and told.topic == topic) != wanted:
                verb = "must" if wanted else "must not"
                yield Problem(FILE.name, line, f"{topic} {verb} be found in {text!r}")


@cache
def load_matters(path: Path = FILE) -> MattersFile:
    """Read the words, once a process and file.

    Raises:
        ContentProblems: with everything that is wrong in the file.
    """
    fields, notes = fields_of(path, "matters")
    matters: list[PlainMatter] = []
    examples: list[tuple[str, str, bool, int]] = []
    for entry in fields.entries("matters"):
        topic = entry.text("topic")
        patterns, unless = (tuple(entry.patterns(key)) for key in ("patterns", "unless"))
        kinds = _kinds(entry)
        matters.append(PlainMatter(topic, patterns, unless, kinds, bool(entry.flag("asks"))))
        examples += [(topic, *one) for one in entry.examples()]
        entry.done()
    hurt, bare = tuple(fields.patterns("hurt")), tuple(fields.patterns("bare"))
    fields.done()
    if notes.problems:
        raise ContentProblems(notes.problems)
    return MattersFile(PlainMatters(tuple(matters), hurt, bare), tuple(examples))


def _kinds(entry: Fields) -> frozenset[Category]:
    """Return the dangers that a matter is taken for; of none named that of an attacker."""
    named = entry.ids("kinds") or (ATTACK,)
    for name in sorted({*named} - {*CATEGORIES}):
        entry.wrong("kinds", f"must be some of {', '.join(CATEGORIES)}, not {name!r}")
    return frozenset(kind for kind in CATEGORIES if kind in named)
