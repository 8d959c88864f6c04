"""From our replies to Telegram's HTML, parts and keyboards. Pure."""

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.domain.messages import Button, Reply

MAX_UNITS = 4096
"""Telegram's limit of a message, in UTF-16 units of what is read (tags are not counted)."""

MAX_CAPTION = 1024
"""Of the words under a photograph, in the same units."""

_SHORT = 14
"""Labels up to this long stand two in a row and are still whole on a narrow telephone."""

_STEP = 2
_STEPS_IN_A_ROW = 6
"""The steps of a scale, "0" to "10", stand in two rows."""

_BOLD = re.compile(r"\*\*(?=[^\s*])([^\n]*?[^\s*])\*\*")

# Where a long text may be parted, best first. A number before the stop ("1. Soita", "klo 16.")
# or a small letter after it ("esim. näin") is no end of a sentence.
_BORDERS = (
    re.compile(r"\n\s*\n"),
    re.compile(r"\n"),
    re.compile(r"(?<=[^\W\d][.!?…])[\"”»)\]]*\s+(?=[^\W\d_])(?![a-zåäö])"),
    re.compile(r"\s+"),
)


@dataclass(frozen=True, slots=True)
class Part:
    """One Telegram message. ``plain`` is the same without any markup."""

    html: str
    plain: str
    keyboard: InlineKeyboardMarkup | None = None


def parts_of(reply: Reply, repeat_mark: str | None = None, limit: int = MAX_UNITS) -> list[Part]:
    """Return a reply as Telegram messages in order, buttons under the last one.

    Args:
        reply: Its telephone numbers always end up in the text: Telegram has no call buttons.
        repeat_mark: Put above every part, because every part may be a repeat.
        limit: UTF-16 units of a message.
    """
    text = "\n".join([reply.text.strip(), *_extra_lines(reply)]).strip()
    above = f"{repeat_mark}\n\n" if repeat_mark else ""
    pieces = [above + piece for piece in split(text, limit - units(above))]
    keyboard = keyboard_of(reply.buttons)
    last = len(pieces) - 1
    return [
        Part(to_html(piece), to_plain(piece), keyboard if number == last else None)
        for number, piece in enumerate(pieces)
    ]


def units(text: str) -> int:
    """Return the length as Telegram counts it."""
    return len(text.encode("utf-16-le", "replace")) // 2


def to_html(text: str) -> str:
    """Return text with ``**bold**`` as Telegram's HTML; everything else is harmless text."""
    return _BOLD.sub(r"<b>\1</b>", html.escape(text, quote=False))


def to_plain(text: str) -> str:
    """Return text without its marks of bold."""
    return _BOLD.sub(r"\1", text)


def split(text: str, limit: int) -> list[str]:
    """Return the text in parts of at most ``limit`` units, parted where a reader would pause."""
    parts, rest = [], text.strip()
    while units(rest) > limit:
        at = _border(rest, limit)
        parts.append(rest[:at].rstrip())
        rest = rest[at:].lstrip()
    return [part for part in (*parts, rest) if part]


def keyboard_of(buttons: Sequence[Button]) -> InlineKeyboardMarkup | None:
    """Return an inline keyboard: a button a row, two when both are short, steps six in a row."""
    rows: list[list[InlineKeyboardButton]] = []
    for button in filter(_can_be_pressed, buttons):
        key = (
            InlineKeyboardButton(button.label, url=button.value)
            if button.kind == "url"
            else InlineKeyboardButton(button.label, callback_data=button.value)
        )
        if rows and _has_room(rows[-1], button.label):
            rows[-1].append(key)
        else:
            rows.append([key])
    return InlineKeyboardMarkup(rows) if rows else None


def _has_room(row: Sequence[InlineKeyboardButton], label: str) -> bool:
    longest = max(len(label), *(len(button.text) for button in row))
    if longest <= _STEP:
        return len(row) < _STEPS_IN_A_ROW
    return longest <= _SHORT and len(row) == 1


def _border(text: str, limit: int) -> int:
    room = text.encode("utf-16-le", "replace")[: 2 * limit].decode("utf-16-le", "ignore")
    for border in _BORDERS:
        for found in reversed(list(border.finditer(room))):
            # Not a crumb at the beginning, and not within bold words.
            if found.start() >= len(room) // 3 and text.count("**", 0, found.start()) % 2 == 0:
                return found.end()
    return len(room)


def _can_be_pressed(button: Button) -> bool:
    return button.kind == "reply" or (button.kind == "url" and _is_web(button.value))


def _is_web(address: str) -> bool:
    return address.startswith(("https://", "http://"))


def _extra_lines(reply: Reply) -> Iterator[str]:
    """Yield what cannot be a button and is not in the text yet."""
    for button in reply.buttons:
        value = button.value.removeprefix("tel:")
        if button.kind == "call" and not _has_number(reply.text, value):
            yield button.label if _has_number(button.label, value) else f"{button.label}: {value}"
        elif button.kind == "url" and not _is_web(button.value) and value not in reply.text:
            yield f"{button.label}: {value}"


def _has_number(text: str, number: str) -> bool:
    # The last digits alone: "+358 9 2525 0111" and "09 2525 0111" are the same telephone.
    digits = re.sub(r"\D", "", number)
    packed = re.sub(r"(?<=\d)[\s()-]+(?=\d)", "", text)
    before = r"(?<!\d)" if len(digits) < 7 else ""
    return re.search(rf"{before}{digits[-7:]}(?!\d)", packed) is not None
