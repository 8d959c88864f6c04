"""Colours, patterns and measures of every picture.

Told apart without colour: each part of the money has a pattern, a place and its name beside it.
The hues stay apart in the three kinds of colour blindness, and edges reach 3:1 on their paper,
words 4.5:1.
"""

from dataclasses import dataclass

from bot.domain.pictures import Kind, Theme

WIDTH = 340
"""Of a picture in CSS pixels: it fits into a bubble on a telephone that is 360 wide."""

EDGE = 14
BAR = 34
DPI = 100
"""Of the layout: 3.4 inches are 340 pixels. A PNG is saved three times as sharp."""

SHARPNESS = 3


@dataclass(frozen=True, slots=True)
class Fill:
    """The look of one part: its colour, the colour and shape of its pattern, and its words."""

    colour: str
    pattern: str = ""
    lines: str = "none"
    words: str = "#ffffff"


@dataclass(frozen=True, slots=True)
class Look:
    """A theme."""

    paper: str
    ink: str
    soft: str
    line: str
    track: str
    accent: str
    before: str
    fills: dict[Kind, Fill]


LIGHT = Look(
    paper="#ffffff",
    ink="#1b2829",
    soft="#4e5c5c",
    line="#dedad0",
    track="#eef1ef",
    accent="#0d6469",
    before="#8a5a00",
    fills={
        "home": Fill("#0d4f54"),
        "living": Fill("#f2b66d", "///", "#b97a1f", "#3a2500"),
        "debt": Fill("#7a4e8f", "---", "#c9a9d8"),
        "must": Fill("#0d4f54"),
        "left": Fill("#dff1e6", "", "#1f7a55", "#124a34"),
        "gap": Fill("#ffffff", "xx", "#6b4a1a", "#3a2500"),
    },
)

DARK = Look(
    paper="#1b2526",
    ink="#e9eeed",
    soft="#aebbb8",
    line="#3a4748",
    track="#2b3738",
    accent="#6cc9bd",
    before="#f2b66d",
    fills={
        "home": Fill("#3f9b95", words="#041516"),
        "living": Fill("#d9973f", "///", "#7a4d0c", "#1e1200"),
        "debt": Fill("#83609b", "---", "#d9c4e6"),
        "must": Fill("#3f9b95", words="#041516"),
        "left": Fill("#17352a", "", "#7fd6ae", "#c9f2df"),
        "gap": Fill("#1b2526", "xx", "#d9a860", "#ffe6bf"),
    },
)

LOOKS: dict[Theme, Look] = {"light": LIGHT, "dark": DARK}
