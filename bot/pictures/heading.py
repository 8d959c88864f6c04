"""What stands above and below every picture."""

from collections.abc import Sequence

from bot.pictures.canvas import Canvas
from bot.pictures.look import EDGE

HEAD = 66
_NOTE = 22


def heading(sheet: Canvas, title: str, when: str) -> float:
    """Write the title and the time; return where the rest begins."""
    sheet.words(EDGE, EDGE + 8, title, size=18, bold=True)
    sheet.words(EDGE, EDGE + 31, when, size=13, colour=sheet.look.soft)
    return HEAD


def notes(sheet: Canvas, lines: Sequence[str], y: float) -> None:
    """Write short lines below."""
    for number, line in enumerate(lines):
        sheet.words(EDGE, y + _NOTE * number + 10, line, size=12.5, colour=sheet.look.soft)


def notes_height(lines: Sequence[str]) -> float:
    """Return how much room they take, in CSS pixels."""
    return _NOTE * len(lines)
