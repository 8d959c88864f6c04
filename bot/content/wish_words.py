"""The words that answer the questions after a message, read from ``data/handoff/wishes.yml``."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from bot.content.loader import DATA
from bot.content.reading import Fields, fields_of
from bot.domain.errors import ContentProblems, Problem
from bot.domain.wish_words import Answer, WishWords, plain_words
from bot.domain.wishes import BY_ID

FILE = DATA / "handoff" / "wishes.yml"


@dataclass(frozen=True, slots=True)
class WishFile:
    """The words, and the answers that each of them promises to find or to leave alone."""

    words: WishWords
    examples: tuple[tuple[Answer, str, bool, int], ...]

    def faults(self) -> Iterator[Problem]:
        """Yield every example that is not obeyed."""
        for answer, text, wanted, line in self.examples:
            reading = self.words.read(BY_ID[answer.of], text, lambda _: [], free=False)
            given = reading.given.get(answer.of) if reading else None
            meant = given is not None and answer.option in (None, given)
            if meant != wanted:
                verb = "must" if wanted else "must not"
                yield Problem(FILE.name, line, f"{answer.of} {verb} be found in {text!r}")


@cache
def load_wishes(path: Path = FILE) -> WishFile:
    """Read the words, once a process and file.

    Raises:
        ContentProblems: with everything that is wrong in the file.
    """
    fields, notes = fields_of(path, "wishes")
    answers: list[Answer] = []
    examples: list[tuple[Answer, str, bool, int]] = []
    for entry in fields.entries("answers"):
        answer = _answer(entry)
        answers.append(answer)
        examples += [(answer, *one) for one in entry.examples()]
        entry.done()
    beside, skip, done = (
        frozenset(plain_words(one) for one in fields.ids(name))
        for name in ("beside", "skip", "done")
    )
    elsewhere = tuple(fields.patterns("elsewhere"))
    fields.done()
    if notes.problems:
        raise ContentProblems(notes.problems)
    return WishFile(WishWords(tuple(answers), beside, skip, done, elsewhere), tuple(examples))


def _answer(entry: Fields) -> Answer:
    of, option = entry.one_of("of", BY_ID), entry.text_or_none("option")
    if option is not None and option not in BY_ID[of].options:
        entry.wrong("option", f"{of} has no button {option!r}")
    patterns = tuple(entry.patterns("patterns"))
    return Answer(of, option, patterns, anywhere=entry.flag("anywhere") is True)
