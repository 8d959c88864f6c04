"""Reads the training rows for every Rasa command, in two seconds instead of seventy.

Rasa's own reader parses YAML in Python, checks it against a schema, and makes a deep fingerprint
and several deep copies of every row. Our files are plain: intents with their examples, nothing
marked up. They are read with the C parser here; a file with anything else in it (synonyms, entity
marks, regexes of a county's own) goes to Rasa's reader as always.
"""

from collections.abc import Iterator
from functools import cache, cached_property
from hashlib import md5
from pathlib import Path
from typing import Any

import yaml
from rasa.shared.importers.rasa import RasaFileImporter
from rasa.shared.nlu.training_data.loading import load_data
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_PLAIN_FILE = {"version", "nlu"}
_PLAIN_BLOCK = {"intent", "examples", "metadata"}


class Row(Message):
    """A training row: words and what they mean. Nobody changes it, so a copy is itself."""

    def fingerprint(self) -> str:
        """Return what tells rows apart: these two strings are all there is."""
        return self._fingerprint

    def __hash__(self) -> int:
        """Return the same for equal rows; a training asks thirty times of each."""
        return self._hash

    @cached_property
    def _fingerprint(self) -> str:
        said = f"{self.data['intent']}\n{self.data['text']}"
        return md5(said.encode(), usedforsecurity=False).hexdigest()

    @cached_property
    def _hash(self) -> int:
        return hash(self._fingerprint)

    def __deepcopy__(self, _: dict[int, Any]) -> "Row":
        """Return the row itself."""
        return self


class RowsImporter(RasaFileImporter):
    """Rasa's importer of files, quick at plain NLU files. Named in config.yml."""

    def get_nlu_data(self, language: str | None = "en") -> TrainingData:
        """Return the rows of all NLU files."""
        rows: list[Row] = []
        others: list[TrainingData] = []
        for file in self._nlu_files:
            found = plain_rows(Path(file))
            if found is None:
                others.append(load_data(file, language or "en"))
            else:
                rows += found
        return TrainingData(rows).merge(*others)


def plain_rows(file: Path) -> list[Row] | None:
    """Return the rows of a file, or None when there is more in it than intents with examples.

    Who wrote a row (``metadata``) is kept where Rasa's own reader keeps it.
    """
    return _rows(file, file.stat().st_mtime_ns)


@cache
def _rows(file: Path, _changed: int) -> list[Row] | None:
    """Read a file once a process: Rasa asks for all of them three times a training."""
    try:
        read = yaml.load(file.read_text("utf-8"), _Loader)  # noqa: S506 - a safe loader
    except yaml.YAMLError:
        return None  # Rasa's reader says what is wrong, with the line
    if not isinstance(read, dict) or not read.keys() <= _PLAIN_FILE:
        return None
    rows: list[Row] = []
    for block in read.get("nlu") or ():
        if not _is_plain(block):
            return None
        about = {"intent": block["metadata"]} if block.get("metadata") else None
        rows += [
            Row({"text": text, "intent": block["intent"], "metadata": about})
            for text in _examples(block["examples"])
        ]
    return rows


def _is_plain(block: Any) -> bool:
    return (
        isinstance(block, dict)
        and {"intent", "examples"} <= block.keys() <= _PLAIN_BLOCK
        and isinstance(block["examples"], str)
        and "[" not in block["examples"]  # an entity mark, perhaps
    )


def _examples(block: str) -> Iterator[str]:
    for line in block.splitlines():
        text = line.strip().removeprefix("-").strip()
        if text:
            yield text
