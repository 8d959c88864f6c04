"""Drawing, for real: what comes out is a picture, told in words too, and costs no memory here."""

import re
import sys
import xml.etree.ElementTree as ET
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.domain.pictures import Kind, Theme
from bot.pictures.drawing import Drawing
from bot.pictures.look import LOOKS
from tests.result_builders import BUDGET, STEPS, drawable

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def drawing(tmp_path_factory: pytest.TempPathFactory) -> Drawing:
    return Drawing(tmp_path_factory.mktemp("fonts"), limit_s=120)


@pytest.mark.parametrize("result", [BUDGET, STEPS], ids=["budget", "steps"])
def test_an_svg_is_whole_and_says_what_it_shows(drawing: Drawing, result: object) -> None:
    picture = drawable(result)  # type: ignore[arg-type]
    drawn = drawing.draw(picture, "svg", "dark")
    assert drawn is not None
    root = ET.fromstring(drawn)  # noqa: S314 - our own file
    assert root.tag == f"{SVG}svg"
    text = drawn.decode()
    assert picture.title in text
    assert picture.alt in text
    assert "<script" not in text
    assert not re.search(r'(?:href|src)="(?!#)', text)
    assert len(drawn) < 150_000


def test_a_png_is_three_times_as_sharp_as_a_narrow_telephone(drawing: Drawing) -> None:
    drawn = drawing.draw(drawable(STEPS), "png", "light")
    assert drawn is not None
    assert drawn[:8] == b"\x89PNG\r\n\x1a\n"
    assert int.from_bytes(drawn[16:20], "big") == 1020


def test_the_same_picture_is_drawn_once(drawing: Drawing, monkeypatch: pytest.MonkeyPatch) -> None:
    picture = drawable(BUDGET)
    first = drawing.draw(picture, "svg", "light")
    monkeypatch.setattr(sys, "executable", "/no/such/python")
    assert drawing.draw(picture, "svg", "light") == first
    assert drawing.draw(replace(picture, title="Toinen"), "svg", "light") is None


def test_a_picture_that_takes_too_long_costs_the_picture_alone(tmp_path: Path) -> None:
    assert Drawing(tmp_path, limit_s=0.01).draw(drawable(STEPS), "png") is None


def test_the_fonts_are_listed_once_before_the_first_picture_needs_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = datetime.now(UTC)
    assert [Drawing(tmp_path).list_fonts(now) for _ in range(2)] == [1, 0]
    assert list(tmp_path.glob("fontlist-*.json"))
    monkeypatch.setattr(sys, "executable", "/no/such/python")
    broken = Drawing(tmp_path / "elsewhere")
    assert [broken.list_fonts(now) for _ in range(2)] == [0, 0]


def test_the_service_does_not_load_the_plotting_library() -> None:
    import subprocess

    code = "import bot.pictures.drawing, sys; sys.exit('matplotlib' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_words_and_edges_can_be_seen(theme: Theme) -> None:
    look = LOOKS[theme]
    for words in (look.ink, look.soft):
        assert contrast(words, look.paper) >= 4.5
    for mark in (look.accent, look.before):
        assert contrast(mark, look.paper) >= 3
    for fill in look.fills.values():
        assert contrast(fill.words, fill.colour) >= 4.5
    for kind in ("left", "gap"):
        assert contrast(look.fills[kind].lines, look.paper) >= 3


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_parts_differ_without_colour(theme: Theme) -> None:
    fills = LOOKS[theme].fills
    together: tuple[Kind, ...] = ("home", "living", "debt")
    assert len({fills[kind].pattern for kind in together}) == 3
    for one, other in (("home", "living"), ("living", "debt")):
        grey = contrast(fills[one].colour, fills[other].colour)  # type: ignore[index]
        pattern = fills[one].pattern != fills[other].pattern  # type: ignore[index]
        assert grey >= 1.2
        assert pattern
