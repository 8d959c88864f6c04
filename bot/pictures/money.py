"""The bar of money: what there is, where it goes, what remains; every part named beside it."""

from bot.domain.pictures import Money, MoneyPicture, Pile
from bot.pictures.canvas import Canvas
from bot.pictures.heading import HEAD, heading, notes, notes_height
from bot.pictures.look import BAR, EDGE, WIDTH, Fill

_ROOM = WIDTH - 2 * EDGE
_PILE, _LINE, _GAP = 30, 38, 10
_THIN = 7
_BIG = 46


def height_of(picture: MoneyPicture) -> float:
    """Return how high the sheet must be, in CSS pixels."""
    lines = sum(len(pile.lines) for pile in picture.piles)
    rows = len(picture.piles) * (_PILE + _GAP) + lines * _LINE
    income = 44 if picture.income else 6
    left = _BIG + 14 if picture.left else 0
    return HEAD + income + BAR + 18 + rows + left + notes_height(picture.notes) + EDGE


def draw(sheet: Canvas, picture: MoneyPicture) -> None:
    """Draw it."""
    y = heading(sheet, picture.title, picture.when)
    if picture.income is not None:
        sheet.words(EDGE, y + 10, picture.income.name, colour=sheet.look.soft)
        y += 24
        _income(sheet, picture.income, picture.income.cents * _scale(picture), y)
        y += 14
    _bar(sheet, picture, y)
    y += BAR + 18
    most = max((line.cents for pile in picture.piles for line in pile.lines), default=1)
    for pile in picture.piles:
        y = _pile(sheet, pile, most, y)
    if picture.left is not None:
        y = _left(sheet, picture.left, y + 4)
    notes(sheet, picture.notes, y)


def _scale(picture: MoneyPicture) -> float:
    """Return CSS pixels of a cent: the greater of what comes and what goes fills the width."""
    goes = sum(pile.whole.cents for pile in picture.piles)
    comes = picture.income.cents if picture.income else 0
    return _ROOM / max(1, goes, comes)


def _income(sheet: Canvas, income: Money, wide: float, y: float) -> None:
    look, name = sheet.look, sheet.width(income.name)
    figure = name + 10 + sheet.width(income.figure, bold=True)
    end = EDGE + max(wide, figure)
    sheet.words(end, y - 14, income.figure, bold=True, side="right")
    sheet.line(EDGE, y, EDGE + wide, y, look.soft, thick=1.6)
    for x in (EDGE, EDGE + wide):
        sheet.line(x, y - 4, x, y + 6, look.soft, thick=1.6)


def _bar(sheet: Canvas, picture: MoneyPicture, y: float) -> None:
    scale, x = _scale(picture), float(EDGE)
    sheet.box(EDGE, y, _ROOM, BAR, Fill(sheet.look.track), round_by=7)
    short = picture.left.whole.cents if picture.left and picture.left.kind == "gap" else 0
    covered = EDGE + _ROOM - short * scale
    for pile in picture.piles:
        wide = pile.whole.cents * scale
        _segment(sheet, pile, x, y, wide, told=x + wide <= covered + 1)
        x += wide
    if short:  # what does not suffice lies over the end of the costs, and stays readable as such
        wide = min(short * scale, x - EDGE)
        edge = sheet.look.fills["gap"].lines
        sheet.box(x - wide, y - 3, wide, BAR + 6, _see_through(), edge=edge, dashed=True)
    elif picture.left is not None:
        _segment(sheet, picture.left, x, y, picture.left.whole.cents * scale)


def _segment(
    sheet: Canvas, pile: Pile, x: float, y: float, wide: float, *, told: bool = True
) -> None:
    fill = sheet.look.fills[pile.kind]
    edge = fill.lines if pile.kind == "left" else None
    sheet.box(x + 1, y, wide - 2, BAR, fill, round_by=5, edge=edge)
    room = sheet.width(pile.whole.figure, size=12, bold=True) + 12
    if told and wide > room:
        middle = x + wide / 2
        if fill.pattern:  # words never lie on a pattern
            sheet.box(middle - room / 2 + 2, y + 8, room - 4, BAR - 16, Fill(fill.colour))
        sheet.words(
            middle,
            y + BAR / 2,
            pile.whole.figure,
            size=12,
            bold=True,
            colour=fill.words,
            side="center",
        )


def _pile(sheet: Canvas, pile: Pile, most: int, y: float) -> float:
    _key(sheet, pile, y + 6)
    sheet.words(EDGE + 26, y + 15, pile.whole.name, size=14, bold=True)
    sheet.words(WIDTH - EDGE, y + 15, pile.whole.figure, size=14, bold=True, side="right")
    y += _PILE
    for line in pile.lines:
        _line(sheet, line, pile, most, y)
        y += _LINE
    return y + _GAP


def _key(sheet: Canvas, pile: Pile, y: float) -> None:
    fill = sheet.look.fills[pile.kind]
    edge = fill.lines if pile.kind in ("left", "gap") else None
    sheet.box(EDGE, y, 18, 18, fill, round_by=4, edge=edge, dashed=pile.kind == "gap")


def _line(sheet: Canvas, line: Money, pile: Pile, most: int, y: float) -> None:
    look, x = sheet.look, EDGE + 26
    wide = WIDTH - EDGE - x
    figure = sheet.words(WIDTH - EDGE, y + 10, line.figure, side="right")
    name = sheet.lines_of(line.name, wide - figure - 10)[0]
    shown = name if name == line.name else f"{name.rstrip(',')}…"
    sheet.words(x, y + 10, shown)
    sheet.pill(x, y + 22, wide, _THIN, look.track)
    sheet.pill(x, y + 22, wide * line.cents / most, _THIN, look.fills[pile.kind].colour)


def _left(sheet: Canvas, left: Pile, y: float) -> float:
    fill = sheet.look.fills[left.kind]
    plain = Fill(fill.colour)
    sheet.box(EDGE, y, _ROOM, _BIG, plain, round_by=10, edge=fill.lines, dashed=left.kind == "gap")
    middle = y + _BIG / 2
    sheet.words(EDGE + 14, middle, left.whole.name, size=15, bold=True, colour=fill.words)
    sheet.words(
        WIDTH - EDGE - 14,
        middle,
        left.whole.figure,
        size=17,
        bold=True,
        colour=fill.words,
        side="right",
    )
    return y + _BIG + 10


def _see_through() -> Fill:
    return Fill("none")
