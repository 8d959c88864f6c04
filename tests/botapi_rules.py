"""What a Bot API server refuses, worded as the real one does (see ``tests/botapi.py``).

Sources: core.telegram.org/bots/api (limits, formatting, keyboards) and the error texts of
tdlib/telegram-bot-api that bots meet.
"""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

MAX_UNITS = 4096
MAX_CAPTION = 1024
MAX_BUTTONS = 100
_TAGS = frozenset(
    "b strong i em u ins s strike del code pre a blockquote tg-spoiler tg-emoji span".split()  # noqa: SIM905
)
_ENTITIES = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_MARKUP = re.compile(r"<(/?)([A-Za-z-]*)([^<>]*)>|&(#?\w+);|<|&")


class Refused(Exception):
    """The call is answered with an error."""

    def __init__(self, code: int, description: str, **parameters: int) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters


def bad_request(why: str) -> Refused:
    return Refused(400, f"Bad Request: {why}")


def read_text(params: Mapping[str, str]) -> str:
    """Return the text as a person reads it; refuse what Telegram refuses."""
    text = params.get("text", "")
    mode = params.get("parse_mode", "")
    if mode not in ("", "HTML"):
        raise bad_request("unsupported parse_mode")
    read = (_without_markup(text) if mode else text).strip()
    if not read:
        raise bad_request("message text is empty")
    if len(read.encode("utf-16-le")) // 2 > MAX_UNITS:
        raise bad_request("message is too long")
    return read


def _without_markup(text: str) -> str:
    open_tags: list[str] = []
    read, end = [], 0
    for found in _MARKUP.finditer(text):
        read.append(text[end : found.start()])
        end = found.end()
        closing, tag, _, entity = found.groups()
        if entity is not None:
            read.append(_entity(entity, found[0]))
        elif tag is None:
            if found[0] == "<":
                raise _unparsable(found.start())
            read.append("&")
        elif tag.lower() not in _TAGS:
            raise bad_request(
                f'can\'t parse entities: Unsupported start tag "{tag}" at byte offset'
            )
        elif not closing:
            open_tags.append(tag)
        elif not open_tags or open_tags.pop() != tag:
            raise bad_request(f'can\'t parse entities: Unmatched end tag "{tag}"')
    if open_tags:
        raise bad_request(f"can't parse entities: Can't find end tag \"{open_tags[-1]}\"")
    return "".join(read) + text[end:]


def _entity(name: str, written: str) -> str:
    if name.startswith("#"):
        number = name[1:]
        digits = int(number[1:], 16) if number[:1] == "x" else int(number)
        return chr(digits)
    return _ENTITIES.get(name, written)


def _unparsable(at: int) -> Refused:
    return bad_request(f"can't parse entities: Unexpected start tag at byte offset {at}")


def read_keyboard(params: Mapping[str, str]) -> list[list[dict[str, Any]]]:
    """Return the rows of an inline keyboard; refuse what Telegram refuses."""
    written = params.get("reply_markup")
    rows: list[list[dict[str, Any]]] = (
        json.loads(written).get("inline_keyboard", []) if written else []
    )
    if sum(map(len, rows)) > MAX_BUTTONS:
        raise bad_request("reply markup is too long")
    for button in _each(rows):
        if not button.get("text"):
            raise bad_request("text buttons are unallowed in the inline keyboard")
        if "callback_data" in button:
            if not 1 <= len(button["callback_data"].encode()) <= 64:
                raise bad_request("BUTTON_DATA_INVALID")
        elif "url" in button:
            if not re.match(r"(https?|tg)://[^\s/]+", button["url"]):
                raise bad_request(
                    f"inline keyboard button URL '{button['url']}' is invalid: Wrong HTTP URL"
                )
        else:
            raise bad_request("text buttons are unallowed in the inline keyboard")
    return rows


def _each(rows: list[list[dict[str, Any]]]) -> Iterator[dict[str, Any]]:
    for row in rows:
        yield from row
