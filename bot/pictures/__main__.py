"""The drawing process: one picture as JSON on the standard input, one file on the output.

``python -m bot.pictures svg light``; "pdf light" makes the page for a meeting. It ends after that
and gives its memory back.
"""

import json
import sys
from typing import Any

from bot.domain.meeting import Section, Sheet
from bot.domain.pictures import Format, Picture, StepsPicture, Theme, picture_from_json


def draw(picture: Picture, form: Format, theme: Theme) -> bytes:
    """Return a picture as a file."""
    from bot.pictures import money, steps
    from bot.pictures.canvas import Canvas
    from bot.pictures.look import LOOKS

    if isinstance(picture, StepsPicture):
        sheet = Canvas(steps.height_of(picture), LOOKS[theme])
        steps.draw(sheet, picture)
    else:
        sheet = Canvas(money.height_of(picture), LOOKS[theme])
        money.draw(sheet, picture)
    return sheet.saved(form, picture.title, picture.alt)


def sheet_from_json(row: dict[str, Any]) -> Sheet:
    """Return a page for a meeting as the service has sent it."""
    sections = tuple(
        Section(one["title"], one["theirs"], tuple(one["lines"]), one["numbered"])
        for one in row["sections"]
    )
    pictures = tuple(picture_from_json(one) for one in row["pictures"])
    return Sheet(**{**row, "sections": sections, "pictures": pictures})


def main() -> None:
    """Draw what the arguments ask for."""
    form, theme = sys.argv[1:3]
    packed = json.load(sys.stdin.buffer)
    if form == "pdf":
        from bot.pictures.paper import paper

        sys.stdout.buffer.write(paper(sheet_from_json(packed)))
        return
    picture = picture_from_json(packed)
    sys.stdout.buffer.write(draw(picture, form, theme))  # type: ignore[arg-type]


if __name__ == "__main__":
    main()
