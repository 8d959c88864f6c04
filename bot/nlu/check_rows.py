"""What is wrong with training rows that a county writes, with file and line, before a training."""

from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

from bot.content.yaml_files import Lined, Notes, read_yaml, shown
from bot.domain.errors import Problem

_ALSO = ("synonym", "regex", "lookup")
"""What Rasa takes in a file of rows besides intents."""


def check_rows(folder: Path, intents: Collection[str]) -> list[Problem]:
    """Return what a training would stop at, in all files of a folder.

    Args:
        folder: The county's ``nlu/``.
        intents: Every intent that there is.
    """
    notes = Notes()
    for path in sorted(folder.rglob("*.yml")):
        data = read_yaml(path, shown(path), notes)
        if data is not None:
            notes.problems += _in_file(data, shown(path), intents)
    return notes.problems


def _in_file(data: Any, file: str, intents: Collection[str]) -> Iterator[Problem]:
    if not isinstance(data, Lined) or not isinstance(data.get("nlu"), list):
        yield Problem(file, 1, "must hold rows, as nlu: [{intent: ..., examples: ...}]")
        return
    for block in data["nlu"]:
        if not isinstance(block, Lined):
            yield Problem(file, data.lines["nlu"], "each entry of nlu has an intent and examples")
        elif "intent" in block:
            yield from _in_block(block, file, intents)
        elif not any(name in block for name in _ALSO):
            yield Problem(file, block.line, "an entry without an intent")


def _in_block(block: Lined, file: str, intents: Collection[str]) -> Iterator[Problem]:
    if block["intent"] not in intents:
        why = f"there is no intent {block['intent']}: nlu_data/domain/intents.yml lists them"
        yield Problem(file, block.lines["intent"], why)
    if not isinstance(block.get("examples"), str):
        line = block.lines.get("examples", block.line)
        yield Problem(file, line, "examples must be one text (|) with a line for each, - first")
