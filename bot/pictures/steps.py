"""Areas as bars on a way of equal steps, with the earlier time's place as a hollow mark."""

from bot.domain.pictures import Step, StepsPicture
from bot.pictures.canvas import Canvas
from bot.pictures.heading import HEAD, heading, notes, notes_height
from bot.pictures.look import EDGE, WIDTH

_ROW, _BAR = 54, 14
_LEGEND, _ENDS = 30, 26
_ROOM = WIDTH - 2 * EDGE
_MOST_TICKS = 10


def height_of(picture: StepsPicture) -> float:
    """Return how high the sheet must be, in CSS pixels."""
    legend = _LEGEND * (2 if picture.before else 0)
    rows = _ROW * len(picture.areas)
    return HEAD + legend + rows + _ENDS + notes_height(picture.notes) + EDGE


def draw(sheet: Canvas, picture: StepsPicture) -> None:
    """Draw it."""
    y = heading(sheet, picture.title, picture.when)
    if picture.before is not None:
        y = _legend(sheet, picture.now, picture.before, y)
    for area in picture.areas:
        _area(sheet, area, picture.steps, y)
        y += _ROW
    sheet.words(EDGE, y + 6, picture.low, size=12, colour=sheet.look.soft)
    sheet.words(WIDTH - EDGE, y + 6, picture.high, size=12, colour=sheet.look.soft, side="right")
    notes(sheet, picture.notes, y + _ENDS)


def _fitting(sheet: Canvas, area: Step) -> tuple[float, bool]:
    """Return the size in which a name and its figure stand on one line, and whether it is bold."""
    known = area.now is not None
    size, bold = 14.0, known
    for size, bold in ((14.0, known), (13.0, known), (13.0, False), (12.0, False), (11.5, False)):
        name = sheet.width(area.name, size=size)
        if name + 10 + sheet.width(area.figure, size=size - 1, bold=bold) <= _ROOM:
            break
    return size, bold


def _legend(sheet: Canvas, now: str, before: str, y: float) -> float:
    look = sheet.look
    sheet.pill(EDGE, y + 4, 26, _BAR - 2, look.accent)
    sheet.words(EDGE + 36, y + 10, now, size=12.5)
    sheet.diamond(EDGE + 13, y + 34, 6, look.before)
    sheet.words(EDGE + 36, y + 34, before, size=12.5)
    return y + 2 * _LEGEND


def _area(sheet: Canvas, area: Step, steps: int, y: float) -> None:
    look = sheet.look
    size, bold = _fitting(sheet, area)
    colour = look.ink if area.now is not None else look.soft
    sheet.words(
        WIDTH - EDGE, y + 10, area.figure, size=size - 1, bold=bold, colour=colour, side="right"
    )
    sheet.words(EDGE, y + 10, area.name, size=size)
    top = y + 24
    sheet.pill(EDGE, top, _ROOM, _BAR, look.track)
    if area.now is not None and area.now > 0:
        sheet.pill(EDGE, top, _ROOM * area.now, _BAR, look.accent)
    elif area.now is not None:
        sheet.pill(EDGE, top, _BAR, _BAR, look.accent)
    for tick in range(1, min(steps, _MOST_TICKS)):
        x = EDGE + _ROOM * tick / steps
        sheet.line(x, top, x, top + _BAR, look.paper, thick=1.4)
    if area.before is not None:
        x = EDGE + min(max(_ROOM * area.before, 7), _ROOM - 7)
        sheet.diamond(x, top + _BAR / 2, 7.5, look.before)
