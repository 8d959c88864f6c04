"""The page for a meeting as PDF, with fpdf2 (docs/adr/0013). Runs in the drawing process only."""

import struct
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path

from fpdf import FPDF
from fpdf.enums import Align, XPos, YPos
from fpdf.fonts import FontFace

from bot.domain.meeting import Brought, Section, Sheet
from bot.domain.pictures import Picture
from bot.pictures.files import draw

_MARGIN, _LINE, _GAP, _BEFORE = 20.0, 6.2, 8.0, 5.0
_SMALL = 10
_INK, _SOFT, _EDGE = (27, 40, 41), (78, 92, 92), (13, 79, 84)


def paper(sheet: Sheet) -> bytes:
    """Return an A4 page (or more, when there is much to say) as PDF."""
    pdf = FPDF(format="A4", unit="mm")
    pdf.set_margins(_MARGIN, _MARGIN)
    pdf.set_auto_page_break(auto=True, margin=_MARGIN)
    pdf.set_lang(sheet.language)
    pdf.set_title(sheet.title)
    pdf.set_creator("Rinnalla")
    for style, name in (("", "DejaVuSans.ttf"), ("B", "DejaVuSans-Bold.ttf")):
        pdf.add_font("own", style, str(_fonts() / name))
    # Their own words may be in any script: letters are joined and ordered as it is written.
    pdf.set_text_shaping(True)
    pdf.add_page()
    _title(pdf, sheet)
    for section in sheet.sections:
        _section(pdf, section)
    for one in sheet.pictures:
        _result(pdf, one)
    if sheet.foot:
        pdf.ln(6)
        _words(pdf, " · ".join(sheet.foot), size=9, colour=_SOFT)
    return bytes(pdf.output())


def _title(pdf: FPDF, sheet: Sheet) -> None:
    _side_by_side(pdf, sheet.title, sheet.theirs, size=20)
    if sheet.when:
        _words(pdf, sheet.when, size=11, colour=_SOFT)
    pdf.ln(2)
    pdf.set_draw_color(*_EDGE)
    pdf.set_line_width(0.6)
    pdf.line(_MARGIN, pdf.get_y(), pdf.w - _MARGIN, pdf.get_y())


def _section(pdf: FPDF, section: Section) -> None:
    _heading(pdf, section.title, section.theirs)
    for number, line in enumerate(section.lines, 1):
        _words(pdf, f"{number}. {line}" if section.numbered else line)


def _result(pdf: FPDF, one: Brought) -> None:
    """Draw a result; right of it the worker's drawing or, in one language, the table.

    The drawing has the title and every figure.
    """
    own, beside = one.picture, one.beside
    half = (pdf.epw - _GAP) / 2
    files = [(picture, *_image(picture)) for picture in (own, beside) if picture is not None]
    high = max(half * height / width for _, _, width, height in files)
    if pdf.get_y() + _BEFORE + high > pdf.h - _MARGIN:
        pdf.add_page()
    pdf.ln(_BEFORE)
    top = pdf.get_y()
    for place, (picture, file, _, _) in enumerate(files):
        x = _MARGIN + place * (half + _GAP)
        pdf.image(file, x=x, y=top, w=half, alt_text=picture.alt)
    if beside is None:
        pdf.set_y(top + _BEFORE)
        _table(pdf, own, left=_MARGIN + half + _GAP)
    pdf.set_y(max(top + high, pdf.get_y()))


def _table(pdf: FPDF, picture: Picture, *, left: float) -> None:
    wide = pdf.w - _MARGIN - left
    figures = len(picture.head) - 1
    pdf.set_draw_color(222, 218, 208)
    pdf.set_line_width(0.2)
    pdf.set_font("own", size=_SMALL)
    pdf.set_text_color(*_INK)
    pdf.set_left_margin(left)
    pdf.set_x(left)
    with pdf.table(
        width=wide,
        align=Align.L,
        col_widths=(wide * 0.55, *[wide * 0.45 / figures] * figures),
        borders_layout="HORIZONTAL_LINES",
        headings_style=FontFace(emphasis="BOLD"),
        line_height=_LINE,
        text_align=("LEFT", *["RIGHT"] * figures),
    ) as table:
        for row in (picture.head, *picture.rows):
            table.row(row)
    pdf.set_left_margin(_MARGIN)


def _image(picture: Picture) -> tuple[BytesIO, int, int]:
    """Return a picture's file with its width and height in pixels."""
    file = draw(picture, "png", "light")
    width, height = struct.unpack(">II", file[16:24])  # of every PNG
    return BytesIO(file), width, height


def _heading(pdf: FPDF, title: str, theirs: str) -> None:
    pdf.ln(5)
    _side_by_side(pdf, title, theirs, size=13)
    pdf.ln(1)
    pdf.set_font("own", size=11)
    pdf.set_text_color(*_INK)


def _side_by_side(pdf: FPDF, title: str, theirs: str, *, size: float) -> None:
    """Write a title left and the worker's right of it, on one line where both fit."""
    if not theirs:
        _words(pdf, title, size=size, bold=True)
        return
    top, half = pdf.get_y(), (pdf.epw - _GAP) / 2
    _words(pdf, title, size=size, bold=True, wide=half)
    below = pdf.get_y()
    pdf.set_xy(_MARGIN + half + _GAP, top)
    _words(pdf, theirs, size=size, bold=True, colour=_SOFT, wide=half)
    pdf.set_xy(_MARGIN, max(below, pdf.get_y()))


def _words(
    pdf: FPDF,
    text: str,
    *,
    size: float = 11,
    bold: bool = False,
    colour: tuple[int, int, int] = _INK,
    wide: float = 0,
) -> None:
    pdf.set_font("own", "B" if bold else "", size)
    pdf.set_text_color(*colour)
    pdf.multi_cell(
        wide, _LINE * size / 11, text or " ", align=Align.L, new_x=XPos.LMARGIN, new_y=YPos.NEXT
    )


def _fonts() -> Path:
    """Return the folder of DejaVu, which comes with the plotting library."""
    found = find_spec("matplotlib")
    if found is None or found.origin is None:
        raise FileNotFoundError("matplotlib's fonts")
    return Path(found.origin).parent / "mpl-data" / "fonts" / "ttf"
