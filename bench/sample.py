"""The same training rows for both installs, and messages that neither has seen.

Chosen by the hash of the text: the choice is spread evenly, is the same on every machine and
hardly changes when rows are added.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

from bot.nlu.rows import Row, read_rows

__all__ = ["Row", "divide", "mixed", "read_rows", "write_nlu"]


def divide(rows: Sequence[Row], count: int) -> tuple[list[Row], list[Row]]:
    """Return (``count`` rows of each intent and language, all the others in mixed order)."""
    groups: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in sorted(rows, key=_mixed):
        groups[row.language, row.intent].append(row)
    taken = [row for group in groups.values() for row in group[:count]]
    known = {row.text for row in taken}
    return taken, [row for row in sorted(rows, key=_mixed) if row.text not in known]


def mixed(rows: Iterable[Row]) -> list[Row]:
    """Return the rows in an order that has nothing to do with who wrote them."""
    return sorted(rows, key=_mixed)


def write_nlu(rows: Iterable[Row], folder: Path) -> None:
    """Write rows as Rasa's training data, one file a language; what lay there is replaced."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.yml"):
        old.unlink()
    groups: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        groups[row.language][row.intent].append(row.text)
    for language, intents in groups.items():
        lines = ['version: "3.1"', "nlu:"]
        for intent, texts in intents.items():
            lines += [f"- intent: {intent}", "  examples: |", *(f"    - {text}" for text in texts)]
        (folder / f"{language}.yml").write_text("\n".join(lines) + "\n", "utf-8")


def _mixed(row: Row) -> bytes:
    return hashlib.sha256(f"{row.language}{row.text}".encode()).digest()
