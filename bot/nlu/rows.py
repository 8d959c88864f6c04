"""Training rows as they lie in ``nlu_data/nlu/<language>/``: with their language and who speaks.

Rasa reads them through ``importer.py``; this reader is for looking at the rows themselves.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Row:
    """One written example. ``persona`` is who speaks (nlu_data/personas.md)."""

    text: str
    intent: str
    language: str
    persona: str


def read_rows(*folders: Path) -> list[Row]:
    """Return every row below folders of languages, in the order of their files."""
    return [
        row
        for folder in folders
        for file in sorted(folder.glob("*/*.yml"))
        for row in _rows_of(file)
    ]


def _rows_of(file: Path) -> Iterator[Row]:
    read = yaml.load(file.read_text("utf-8"), _Loader)  # noqa: S506 - a safe loader
    for block in read.get("nlu") or ():
        persona = (block.get("metadata") or {}).get("persona", "")
        for line in block["examples"].splitlines():
            if text := line.strip().removeprefix("- "):
                yield Row(text, block["intent"], file.parent.name, persona)


def write_rows(rows: Iterable[Row], file: Path) -> None:
    """Write rows as a file of Rasa's training data, a block for each intent and persona.

    Raises:
        ValueError: a row holds what Rasa would read as more than words.
    """
    blocks: dict[tuple[str, str], list[str]] = {}
    for row in rows:
        if any(mark in row.text for mark in "[]{}<>\n") or row.text.startswith("/"):
            raise ValueError(f"not plain words: {row.text!r}")
        blocks.setdefault((row.intent, row.persona), []).append(row.text)
    lines = ['version: "3.1"', "nlu:"]
    for (intent, persona), texts in blocks.items():
        lines += [f"- intent: {intent}", f"  metadata: {{persona: {persona}}}", "  examples: |"]
        lines += [f"    - {text}" for text in texts]
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("\n".join(lines) + "\n", "utf-8")
