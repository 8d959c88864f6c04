"""From the YAML of official words to values: a list of them in each file of ``words/``."""

from collections.abc import Mapping
from pathlib import Path
from typing import get_args

from bot.content.reading import Fields
from bot.content.topic_files import entries_of, files_in, read_fact
from bot.content.yaml_files import Notes, shown
from bot.domain.errors import ContentProblems
from bot.domain.messages import LANGUAGES
from bot.domain.terms import Leave, Term

KIND = "word"


def read_term(entry: Fields) -> Term:
    """Return one word with its explanation."""
    names = entry.inner("names")
    leave: Leave | None = None
    if entry.raw("leave") is not None:
        leave = entry.one_of("leave", get_args(Leave))
    term = Term(
        id=entry.text("id"),
        names={language: names.ids(language) for language in LANGUAGES} if names else {},
        says=entry.texts("says"),
        topic=entry.text_or_none("topic"),
        leave=leave,
        facts=tuple(read_fact(one) for one in entry.entries("facts")),
    )
    if names is None:
        entry.wrong("names", "must have lists of words in fi, sv and en")
    else:
        for language in LANGUAGES:
            if not any(name.strip() for name in term.names[language]):
                names.wrong(language, "must have at least one name")
        names.done()
    entry.done()
    return term


def load_terms(folder: Path) -> Mapping[str, Term]:
    """Return the words of one folder by id.

    Raises:
        ContentProblems: with all that is wrong in its files.
    """
    notes, found = Notes(), list[Term]()
    for path in files_in(folder):
        found += [read_term(entry) for entry in entries_of(path, shown(path), KIND, notes)]
    if notes.problems:
        raise ContentProblems(notes.problems)
    return {term.id: term for term in found}
