"""The two marks a message may hold, **bold** and numbered lines, and the telephone numbers in it.

A structure for a template. A line that begins bold begins a paragraph: the next service.
``static/markup.js`` does the same in the widget; ``tests/channels/web/markup_cases.json`` holds
both to the same answers. Nothing here makes HTML: the template escapes.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.messages import Button

_NUMBERED = re.compile(r"\s*(\d{1,3})[.)]\s+(\S.*)")
_BOLD = re.compile(r"\*\*(.+?)\*\*")
_BEGINS_BOLD = re.compile(r"\s*\*\*.*\*\*")
# No sum, date or part of a longer number: those are never called by a slip of the finger.
_NUMBER = re.compile(
    r"(?:^\s*|[^\d\s]\s+|[(:/\u201d\"])"
    r"(112|116 ?\d{3}|0(?: ?\d){5,9}|\+358(?: ?\d){5,10})"
    r"(?! ?\d|-|[.,:\u2013]\d| ?(?:[€%]|e\b|euro|kr))",
    re.ASCII,
)
_TOGETHER = re.compile(r"(\d|\b(?:klo|kl\.?|at|soita|ring|call)) (?=[\d€]|$)", re.IGNORECASE)
_STRETCH = re.compile(r"(\d)\u2013(?=\d)")


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text within a line.

    Args:
        call: The telephone number that it is, as a telephone dials it; empty when it is none.
    """

    text: str
    bold: bool = False
    call: str = ""


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
            if _BEGINS_BOLD.match(raw):
                close()
            lines.append(pieces(raw.strip()))
        elif start is None:
            close()
    close()
    return found


def unbroken(text: str) -> str:
    """Return a text whose numbers, hours, sums and stretches ("0\u201310") stay on one line."""
    return _STRETCH.sub("\\1\u2060\u2013\u2060", _TOGETHER.sub("\\1\u00a0", text))


def choices(buttons: Sequence[Button]) -> tuple[list[Button], list[Button]]:
    """Return the numbers of a scale, which stand together, and the other reply buttons."""
    replies = [one for one in buttons if one.kind == "reply"]
    scale = [one for one in replies if one.label.isdigit()]
    return scale, [one for one in replies if one not in scale]


def pieces(line: str) -> tuple[Piece, ...]:
    """Return the runs of a line; stars without a partner stay as they are."""
    found: list[Piece] = []
    at = 0
    for bold in _BOLD.finditer(line):
        found += _numbers(line[at : bold.start()], bold=False) + _numbers(bold[1], bold=True)
        at = bold.end()
    return tuple(found + _numbers(line[at:], bold=False))


def _numbers(text: str, *, bold: bool) -> list[Piece]:
    """Return a run with each telephone number in it as a run of its own."""
    found: list[Piece] = []
    at = 0
    for one in _NUMBER.finditer(text):
        found.append(Piece(text[at : one.start(1)], bold))
        found.append(Piece(one[1], bold, one[1].replace(" ", "")))
        at = one.end()
    found.append(Piece(text[at:], bold))
    return [piece for piece in found if piece.text]
