"""A picture as a file. Runs in the drawing process only."""

from bot.domain.pictures import Format, Picture, StepsPicture, Theme
from bot.pictures import money, steps
from bot.pictures.canvas import Canvas
from bot.pictures.look import LOOKS


def draw(picture: Picture, form: Format, theme: Theme) -> bytes:
    """Return a picture as a file."""
    if isinstance(picture, StepsPicture):
        sheet = Canvas(steps.height_of(picture), LOOKS[theme])
        steps.draw(sheet, picture)
    else:
        sheet = Canvas(money.height_of(picture), LOOKS[theme])
        money.draw(sheet, picture)
    return sheet.saved(form, picture.title, picture.alt)
