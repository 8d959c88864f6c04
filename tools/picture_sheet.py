"""Draws every kind of result picture onto one sheet to look at: light, dark, three languages.

``python -m tools.picture_sheet`` writes ``build/picture-sheet.png`` and each picture beside it.
``--narrow`` shows them as wide as a narrow telephone does (340 CSS pixels) instead of three times.
"""

import io
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from PIL import Image, ImageDraw

from bot.content.loader import Content
from bot.content.pictured import Pictured
from bot.domain.messages import Language
from bot.domain.pictures import Picture, Theme
from bot.domain.results import (
    AreaResult,
    AreasResult,
    Band,
    BudgetLine,
    BudgetResult,
    Group,
    Result,
    Span,
    StepsResult,
)
from bot.i18n import Words
from bot.pictures.drawing import Drawing

BUILD = Path(__file__).resolve().parent.parent / "build"
GAP, COLUMNS = 24, 6
TODAY, THEN = date(2026, 11, 24), date(2026, 9, 2)


def a_budget(*, balance: Span, on: date = TODAY, debt: bool = True) -> BudgetResult:
    """Return a month of a young person who lives alone."""
    known: list[tuple[str, Group, int, int]] = [
        ("study_grant", "income", 27938, 27938),
        ("housing_allowance", "income", 31200, 31200),
        ("salary", "income", 52000, 52000),
        ("rent", "home", 56000, 56000),
        ("electricity", "home", 3500, 4500),
        ("water", "home", 2000, 2000),
        ("insurance", "home", 900, 900),
        ("food", "living", 20000, 24000),
        ("phone", "living", 2990, 2990),
        ("transport", "living", 5500, 5500),
        ("health", "living", 1500, 1500),
    ]
    if debt:
        known.append(("debt_per_month", "debt", 4500, 4500))
    lines = tuple(BudgetLine(name, group, Span(low, high)) for name, group, low, high in known)
    income = Span(111138, 111138)
    return BudgetResult(
        on=on, lines=lines, income=income, costs=income.minus(balance), balance=balance
    )


def results() -> Iterator[tuple[str, Result, Result | None]]:
    """Yield what is drawn: a name, a result and the earlier one."""
    plus = a_budget(balance=Span(9748, 14748))
    yield "budget-left", plus, a_budget(balance=Span(-6000, -6000), on=THEN)
    yield "budget-gap", _with_rent(plus), None
    yield "budget-days", BudgetResult(
        on=TODAY, money_now=14000, must_pay=4500, left=9500, days=9, per_day=1000,
        next_income_on=date(2026, 12, 3),
    ), None  # fmt: skip
    yield "readiness", _areas(TODAY, (400, 350, 250, 300, 225, 150, None, 125)), None
    then = _areas(THEN, (300, 275, 250, 200, None, 125, None, 325))
    yield "readiness-then", _areas(TODAY, (400, 350, 250, 300, 225, 150, None, 325)), then
    steps: dict[str, int | None] = {"mind": 6, "sleep": 4, "people": 8, "daily": 7, "hope": None}
    before: dict[str, int | None] = {"mind": 3, "sleep": 5, "people": 8, "daily": None, "hope": 0}
    names = list(_wellbeing())
    now = dict(zip(names, steps.values(), strict=True))
    last = dict(zip(names, before.values(), strict=True))
    yield "wellbeing", StepsResult("wellbeing", TODAY, now), StepsResult("wellbeing", THEN, last)


def _with_rent(result: BudgetResult) -> BudgetResult:
    """Return the month with a rent that is too much for it."""
    more = 24000
    lines = tuple(
        replace(line, amount=line.amount.plus(Span(more, more))) if line.id == "rent" else line
        for line in result.lines
    )
    gap = Span(9748 - more, 14748 - more)
    return replace(result, lines=lines, balance=gap)


def _areas(on: date, means: tuple[int | None, ...]) -> AreasResult:
    names = ("money", "home", "daily", "safety", "wellbeing", "people", "errands", "future")
    bands: dict[int, Band] = {400: "strength", 350: "nearly", 325: "nearly", 300: "nearly"}
    areas = tuple(
        AreaResult(
            name,
            4 if mean else 1,
            4,
            mean,
            None if mean is None else bands.get(mean, "good_start" if mean > 175 else "together"),
        )
        for name, mean in zip(names, means, strict=True)
    )
    return AreasResult("housing_readiness", on, areas)


def _wellbeing() -> Iterator[str]:
    questions = Content.load(None).assessments["wellbeing"].questions
    return (one.id for one in questions if one.type == "scale" and one.unit == "0-10")


def main() -> None:
    """Write the sheet and say where it is."""
    BUILD.mkdir(exist_ok=True)
    words = Words.load().also(Content.load(None).assessment_words)
    pictured, drawing = Pictured(words), Drawing(BUILD / "matplotlib")
    drawn: list[Image.Image] = []
    shown: list[tuple[Theme, Language]] = [("light", "fi"), ("dark", "sv")]
    for theme, language in shown:
        for name, result, earlier in results():
            picture = pictured.of(result, earlier, language)
            if picture is None:
                sys.exit(f"{name}: nothing to draw")
            drawn.append(_saved(drawing, picture, theme, f"{name}-{language}-{theme}"))
    narrow = 3 if "--narrow" in sys.argv else 1.5
    small = [one.resize((round(one.width / narrow), round(one.height / narrow))) for one in drawn]
    _sheet(small).save(BUILD / "picture-sheet.png")
    print(BUILD / "picture-sheet.png")


def _saved(drawing: Drawing, picture: Picture, theme: Theme, name: str) -> Image.Image:
    png = drawing.draw(picture, "png", theme)
    svg = drawing.draw(picture, "svg", theme)
    if png is None or svg is None:
        sys.exit(f"{name}: could not be drawn")
    (BUILD / f"{name}.png").write_bytes(png)
    (BUILD / f"{name}.svg").write_bytes(svg)
    return Image.open(io.BytesIO(png)).convert("RGB")


def _sheet(pictures: list[Image.Image]) -> Image.Image:
    rows = [pictures[at : at + COLUMNS] for at in range(0, len(pictures), COLUMNS)]
    wide = max(sum(one.width + GAP for one in row) for row in rows) + GAP
    high = sum(max(one.height for one in row) + GAP for row in rows) + GAP
    sheet = Image.new("RGB", (wide, high), "#8a9090")
    ImageDraw.Draw(sheet)
    y = GAP
    for row in rows:
        x = GAP
        for one in row:
            sheet.paste(one, (x, y))
            x += one.width + GAP
        y += max(one.height for one in row) + GAP
    return sheet


if __name__ == "__main__":
    main()
