"""Reading requests: small bodies of known shape, everything else is refused."""

import json
import re
from collections.abc import Mapping
from typing import Final
from urllib.parse import parse_qsl

from starlette.requests import Request

from bot.channels.web.refusals import TooLong, unreadable
from bot.channels.web.talk import COMMANDS, Sent
from bot.domain.letters import storable
from bot.domain.messages import LANGUAGES, MAX_TEXT, Language
from bot.domain.safety_folding import capped

_MOST_BYTES: Final = 65_536
"""4,000 characters of any script, escaped in JSON or a form, fit in."""

_LAST_CURSOR: Final = 2**63 - 1

_MOST_TYPED: Final = 262_144
"""The page without JavaScript gives back a text that is too long: twenty full pages fit in."""

_MOST_FIELDS: Final = 100
"""The page for a meeting has some seventy when every line of it is in use."""

_ESCAPED = re.compile(r"\\(?:u([0-9a-fA-F]{4})|.)", re.DOTALL)


async def _read_body(request: Request, most: int) -> tuple[bytes, bool]:
    """Return the body and whether it is whole; of one that is too big the rest is not read."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > most:
            return bytes(body[:most]), False
    return bytes(body), True


async def read_json(request: Request, *, any_type: bool = False) -> Mapping[str, object]:
    """Return the JSON object of the body.

    Args:
        any_type: Whatever its content type says. For whoever shows a token: a page of another
            site cannot be made to send that.

    Raises:
        TooLong: it is too big; what was read of it stands in the refusal.
        Refused: it is something else.
    """
    told = request.headers.get("content-type", "")
    if not any_type and not told.startswith("application/json"):
        raise unreadable()
    body, is_whole = await _read_body(request, _MOST_BYTES)
    if not is_whole:
        raise TooLong(_unescaped(body))
    try:
        value = json.loads(body)
    except (ValueError, RecursionError):
        raise unreadable() from None
    if not isinstance(value, dict):
        raise unreadable()
    return value


async def read_form(request: Request) -> Mapping[str, str]:
    """Return the fields of a plain form; the last of a name counts.

    Raises:
        TooLong: it is too big.
    """
    fields, is_whole = await _read_fields(request, _MOST_BYTES)
    if not is_whole:
        raise TooLong
    return fields


async def read_typed(request: Request) -> tuple[Mapping[str, str], bool]:
    """Return the fields of a form to write in, and whether they are whole.

    A text that is too long comes along to be heard and given back.
    """
    return await _read_fields(request, _MOST_TYPED)


async def _read_fields(request: Request, most: int) -> tuple[Mapping[str, str], bool]:
    body, is_whole = await _read_body(request, most)
    try:
        fields = parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=_MOST_FIELDS)
    except ValueError:
        raise unreadable() from None
    return dict(fields), is_whole


def _unescaped(body: bytes) -> str:
    """Return the words in the beginning of a JSON text, which cannot be parsed."""

    def sign(found: re.Match[str]) -> str:
        return chr(int(found[1], 16)) if found[1] else " "

    text = _ESCAPED.sub(sign, body.decode(errors="replace"))
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def read_sent(body: Mapping[str, object]) -> Sent:
    """Return the message that the widget sends.

    Raises:
        Refused: it is too long, or not what the widget would send.
    """
    kind, text, of = body.get("kind", "text"), body.get("text"), body.get("of", 0)
    message_id = body.get("id")
    if not isinstance(text, str) or not isinstance(message_id, str):
        raise unreadable()
    if not isinstance(of, int) or isinstance(of, bool) or not 0 <= of <= _LAST_CURSOR:
        raise unreadable()
    language = read_language(body.get("language"))
    if kind == "text":
        return Sent(message_id, "text", fitting(text), language)
    if kind == "button" and len(text) <= 256:
        return Sent(message_id, "button", storable(text), language, of)
    if kind == "command" and text in COMMANDS:
        return Sent(message_id, "command", text, language)
    raise unreadable()


def fitting(text: str) -> str:
    """Return a text that is not too long and can be stored.

    Raises:
        TooLong: it is.
    """
    if len(text) > MAX_TEXT:
        raise TooLong(text)
    return storable(text)


def heard_of(text: str) -> str:
    """Return what is read for danger of a text of any length."""
    return storable(capped(text))


def read_language(value: object) -> Language:
    """Return a language of ours.

    Raises:
        Refused: it is none.
    """
    for language in LANGUAGES:
        if value == language:
            return language
    raise unreadable()


def page_language(request: Request) -> Language:
    """Return a page's language: asked for in the address, else the browser's, else Finnish."""
    asked = request.query_params.get("lang")
    accepted = request.headers.get("accept-language", "")
    wanted = [asked] if asked else [part.strip()[:2].lower() for part in accepted.split(",")]
    for one in wanted:
        for language in LANGUAGES:
            if one == language:
                return language
    return "fi"
