"""A sheet measured in CSS pixels from its upper left corner, over matplotlib.

Only the drawing process imports this: matplotlib takes 80 MB that the service does not have.
"""

import io
import textwrap
from pathlib import Path
from typing import Literal

import matplotlib
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.patches import FancyBboxPatch, PathPatch, Rectangle
from matplotlib.path import Path as Outline
from matplotlib.text import Text

from bot.domain.pictures import Format
from bot.pictures.look import DPI, SHARPNESS, WIDTH, Fill, Look

POINT = 72 / DPI
"""Points of a CSS pixel."""

_FONTS = Path(matplotlib.get_data_path()) / "fonts" / "ttf"
_REGULAR = FontProperties(fname=str(_FONTS / "DejaVuSans.ttf"))
_BOLD = FontProperties(fname=str(_FONTS / "DejaVuSans-Bold.ttf"))
_HATCH_WIDTH = 1.1


class Canvas:
    """One sheet. Heights grow downwards, as on a page.

    Args:
        height: In CSS pixels.
        look: Its theme.
    """

    def __init__(self, height: float, look: Look) -> None:
        # Same bytes for the same picture: a test and a cache can compare them.
        matplotlib.rcParams["svg.hashsalt"] = "rinnalla"
        matplotlib.rcParams["hatch.linewidth"] = _HATCH_WIDTH
        self.look, self.height = look, height
        self._figure = Figure(figsize=(WIDTH / DPI, height / DPI), dpi=DPI, facecolor=look.paper)
        FigureCanvasAgg(self._figure)
        self._axes = self._figure.add_axes((0, 0, 1, 1))
        self._axes.set_xlim(0, WIDTH)
        self._axes.set_ylim(height, 0)
        self._axes.axis("off")

    def words(
        self,
        x: float,
        y: float,
        text: str,
        *,
        size: float = 13,
        bold: bool = False,
        colour: str | None = None,
        side: Literal["left", "center", "right"] = "left",
    ) -> float:
        """Write a line whose middle is at ``y``; return how wide it is."""
        drawn = self._text(x, y, text, size, bold)
        drawn.set_color(colour or self.look.ink)
        drawn.set_horizontalalignment(side)
        return float(drawn.get_window_extent().width)

    def width(self, text: str, *, size: float = 13, bold: bool = False) -> float:
        """Return how wide a line would be, in CSS pixels."""
        drawn = self._text(0, 0, text, size, bold)
        wide = float(drawn.get_window_extent().width)
        drawn.remove()
        return wide

    def lines_of(
        self, text: str, room: float, *, size: float = 13, bold: bool = False
    ) -> list[str]:
        """Return a text in lines that fit into ``room``."""
        if self.width(text, size=size, bold=bold) <= room:
            return [text]
        letters = max(8, int(len(text) * room / self.width(text, size=size, bold=bold)))
        return textwrap.wrap(text, letters)

    def box(
        self,
        x: float,
        y: float,
        wide: float,
        high: float,
        fill: Fill,
        *,
        round_by: float = 4,
        edge: str | None = None,
        dashed: bool = False,
    ) -> None:
        """Draw a box, patterned when its fill is."""
        if wide <= 0:
            return
        by = min(round_by, wide / 2, high / 2)
        style = f"round,pad=0,rounding_size={by}"
        shape = FancyBboxPatch((x, y), wide, high, boxstyle=style, mutation_aspect=1)
        shape.set_facecolor(fill.colour)
        shape.set_linewidth(0 if edge is None else 1.6)
        shape.set_edgecolor(edge or fill.colour)
        shape.set_linestyle((0, (3, 2)) if dashed else "solid")
        self._axes.add_patch(shape)
        if fill.pattern:
            self._pattern(shape, x, y, (wide, high), fill)

    def pill(self, x: float, y: float, wide: float, high: float, colour: str) -> None:
        """Draw a bar with round ends."""
        self.box(x, y, max(wide, high), high, Fill(colour), round_by=high / 2)

    def diamond(self, x: float, y: float, size: float, colour: str) -> None:
        """Draw a hollow mark with its middle at a point."""
        corners = [(x, y - size), (x + size, y), (x, y + size), (x - size, y), (x, y - size)]
        mark = PathPatch(Outline(corners, closed=True), lw=1.8, zorder=5)
        mark.set_facecolor(self.look.paper)
        mark.set_edgecolor(colour)
        self._axes.add_patch(mark)

    def line(
        self, x: float, y: float, x_end: float, y_end: float, colour: str, *, thick: float = 1
    ) -> None:
        """Draw a line."""
        self._axes.plot([x, x_end], [y, y_end], color=colour, lw=thick, solid_capstyle="butt")

    def saved(self, form: Format, title: str, description: str) -> bytes:
        """Return the file. An SVG says what it is to a screen reader."""
        out = io.BytesIO()
        if form == "png":
            self._figure.savefig(
                out,
                format="png",
                dpi=DPI * SHARPNESS,
                facecolor=self.look.paper,
                metadata={"Software": None},
            )
            return out.getvalue()
        self._figure.savefig(
            out,
            format="svg",
            facecolor=self.look.paper,
            metadata={"Date": None, "Creator": None, "Title": title, "Description": description},
        )
        return out.getvalue()

    def _text(self, x: float, y: float, text: str, size: float, bold: bool) -> Text:
        font = (_BOLD if bold else _REGULAR).copy()
        font.set_size(size * POINT)
        return self._axes.text(
            x, y, text, fontproperties=font, va="center_baseline", parse_math=False, zorder=6
        )

    def _pattern(
        self, shape: FancyBboxPatch, x: float, y: float, size: tuple[float, float], fill: Fill
    ) -> None:
        over = Rectangle((x, y), *size, fill=False, lw=0, hatch=fill.pattern)
        over.set_edgecolor(fill.lines)
        self._axes.add_patch(over)
        over.set_clip_path(shape)
