"""The drawing process: one picture as JSON on the standard input, one file on the output.

``python -m bot.pictures svg light``; "pdf light" makes the page for a meeting, "fonts light" only
the plotting library's list of fonts. It ends after that and gives its memory back.
"""

import json
import sys
from typing import Any, cast

from bot.domain.meeting import Brought, Section, Sheet
from bot.domain.pictures import Format, Theme, picture_from_json


def sheet_from_json(row: dict[str, Any]) -> Sheet:
    """Return a page for a meeting as the service has sent it."""
    sections = tuple(
        Section(one["title"], one["theirs"], tuple(one["lines"]), one["numbered"])
        for one in row["sections"]
    )
    pictures = tuple(
        Brought(
            one["name"],
            picture_from_json(one["picture"]),
            picture_from_json(one["beside"]) if one["beside"] else None,
        )
        for one in row["pictures"]
    )
    foot = tuple(row["foot"])
    return Sheet(**{**row, "sections": sections, "pictures": pictures, "foot": foot})


def main() -> None:
    """Draw what the arguments ask for."""
    form, theme = sys.argv[1:3]
    if form == "fonts":
        import matplotlib.font_manager  # noqa: F401 - reading it in writes the list

        return
    packed = json.load(sys.stdin.buffer)
    if form == "pdf":
        from bot.pictures.paper import paper

        sys.stdout.buffer.write(paper(sheet_from_json(packed)))
        return
    from bot.pictures.files import draw

    picture = picture_from_json(packed)
    sys.stdout.buffer.write(draw(picture, cast(Format, form), cast(Theme, theme)))


if __name__ == "__main__":
    main()
