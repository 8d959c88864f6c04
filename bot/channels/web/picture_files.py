"""A picture of a result as files: PNG, SVG, a table for a spreadsheet, and a page by itself."""

import base64
import csv
import io
from collections.abc import Callable

from jinja2 import Environment

from bot.domain.pictures import Picture
from bot.services.ports import Draw

_BOM = "\ufeff"
"""Excel reads letters beyond ASCII only behind this."""


def as_csv(picture: Picture) -> bytes:
    """Return the table; Finnish and Swedish spreadsheets part columns with a semicolon."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";" if picture.language != "en" else ",")
    writer.writerow((picture.title, picture.when))
    writer.writerow(picture.head)
    writer.writerows(picture.rows)
    return (_BOM + out.getvalue()).encode()


def as_html(
    picture: Picture,
    draw: Draw | None,
    templates: Environment,
    word: Callable[[str], str],
    sos: str,
) -> bytes:
    """Return one file that holds the picture and its table and needs nothing else.

    Args:
        word: Finds a text in the picture's language.
        sos: The full address of the SOS answer: the file is far from our pages.
    """
    light = draw(picture, "svg", "light") if draw else None
    drawn = f"data:image/svg+xml;base64,{base64.b64encode(light).decode()}" if light else None
    page = templates.get_template("saved.html").render(
        picture=picture, drawn=drawn, w=word, sos=sos
    )
    return page.encode()
