"""The two marks a message may hold, **bold** and numbered lines, as a structure for a template.

``static/markup.js`` does the same in the widget; ``tests/channels/web/markup_cases.json`` holds
both to the same answers. Nothing here makes HTML: the template escapes.
"""

import re
from dataclasses import dataclass

_NUMBERED = re.compile(r"\s*(\d{1,3})[.)]\s+(\S.*)")
_WITHIN_NUMBER = re.compile(r"(?<=\d) (?=\d)")
_BOLD = re.compile(r"\*\*(.+?)\*\*")


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text within a line."""

    text: str
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph of lines, or a numbered list of items (``start`` is its first number)."""

    lines: tuple[tuple[Piece, ...], ...]
    start: int | None = None


def blocks(text: str) -> list[Block]:
    """Return the blocks of a text; a blank line between two numbered lines keeps the list."""
    found: list[Block] = []
    lines: list[tuple[Piece, ...]] = []
    start: int | None = None

    def close() -> None:
        if lines:
            found.append(Block(tuple(lines), start))
            lines.clear()

    for raw in text.split("\n"):
        numbered = _NUMBERED.fullmatch(raw)
        if numbered:
            if start is None or (lines and int(numbered[1]) != start + len(lines)):
                close()
                start = int(numbered[1])
            lines.append(pieces(numbered[2]))
        elif raw.strip():
            if start is not None:
                close()
                start = None
            lines.append(pieces(raw.strip()))
        elif start is None:
            close()
    close()
    return found


def unbroken(label: str) -> str:
    """Return a label whose telephone number stays on one line."""
    return _WITHIN_NUMBER.sub("\u00a0", label)


def pieces(line: str) -> tuple[Piece, ...]:
    """Return the runs of a line; stars without a partner stay as they are."""
    found: list[Piece] = []
    at = 0
    for bold in _BOLD.finditer(line):
        if bold.start() > at:
            found.append(Piece(line[at : bold.start()]))
        found.append(Piece(bold[1], bold=True))
        at = bold.end()
    if at < len(line):
        found.append(Piece(line[at:]))
    return tuple(found)
