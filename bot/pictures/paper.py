"""The page for a meeting as PDF, with fpdf2 (docs/adr/0013). Runs in the drawing process only."""

from importlib.util import find_spec
from pathlib import Path

from fpdf import FPDF
from fpdf.enums import Align, XPos, YPos
from fpdf.fonts import FontFace

from bot.domain.meeting import Section, Sheet
from bot.domain.pictures import Picture

_MARGIN, _LINE = 20.0, 6.2
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
    for picture in sheet.pictures:
        _table(pdf, picture)
    if sheet.foot:
        pdf.ln(6)
        _words(pdf, sheet.foot, size=9, colour=_SOFT)
    return bytes(pdf.output())


def _title(pdf: FPDF, sheet: Sheet) -> None:
    _words(pdf, sheet.title, size=20, bold=True)
    line = " · ".join(filter(None, (sheet.theirs, sheet.when)))
    if line:
        _words(pdf, line, size=11, colour=_SOFT)
    pdf.ln(2)
    pdf.set_draw_color(*_EDGE)
    pdf.set_line_width(0.6)
    pdf.line(_MARGIN, pdf.get_y(), pdf.w - _MARGIN, pdf.get_y())


def _section(pdf: FPDF, section: Section) -> None:
    _heading(pdf, section.title, section.theirs)
    for number, line in enumerate(section.lines, 1):
        _words(pdf, f"{number}. {line}" if section.numbered else line)


def _table(pdf: FPDF, picture: Picture) -> None:
    _heading(pdf, picture.title, picture.when)
    wide = pdf.epw
    widths = (wide * 0.55, *([wide * 0.45 / (len(picture.head) - 1)] * (len(picture.head) - 1)))
    pdf.set_draw_color(222, 218, 208)
    pdf.set_line_width(0.2)
    with pdf.table(
        col_widths=widths,
        borders_layout="HORIZONTAL_LINES",
        headings_style=FontFace(emphasis="BOLD"),
        line_height=_LINE + 1,
        text_align=("LEFT", *["RIGHT"] * (len(picture.head) - 1)),
    ) as table:
        for row in (picture.head, *picture.rows):
            table.row(row)
    for note in picture.notes:
        _words(pdf, note, size=10, colour=_SOFT)


def _heading(pdf: FPDF, title: str, theirs: str) -> None:
    pdf.ln(5)
    _words(pdf, title, size=13, bold=True)
    if theirs:
        _words(pdf, theirs, size=9.5, colour=_SOFT)
    pdf.ln(1)
    pdf.set_font("own", size=11)
    pdf.set_text_color(*_INK)


def _words(
    pdf: FPDF,
    text: str,
    *,
    size: float = 11,
    bold: bool = False,
    colour: tuple[int, int, int] = _INK,
) -> None:
    pdf.set_font("own", "B" if bold else "", size)
    pdf.set_text_color(*colour)
    pdf.multi_cell(
        0, _LINE * size / 11, text or " ", align=Align.L, new_x=XPos.LMARGIN, new_y=YPos.NEXT
    )


def _fonts() -> Path:
    """Return the folder of DejaVu, which comes with the plotting library."""
    found = find_spec("matplotlib")
    if found is None or found.origin is None:
        raise FileNotFoundError("matplotlib's fonts")
    return Path(found.origin).parent / "mpl-data" / "fonts" / "ttf"
