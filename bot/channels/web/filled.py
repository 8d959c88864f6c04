"""What came with the form of the page without JavaScript, and what it says."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass

from bot.channels.web.reading import fitting, heard_of, read_language
from bot.channels.web.refusals import Refused, unreadable
from bot.channels.web.talk import Sent, is_message_id
from bot.domain.messages import Language


@dataclass(frozen=True, slots=True)
class Filled:
    """What came with the form.

    Args:
        token: Empty before the first message.
        begin: The token that the first message begins with, encrypted; empty afterwards.
        message_id: Made with the page, so that a form sent twice is taken once.
        do: The button that was pressed: "send", "sos", "look", "press CURSOR TOKEN" or
            "language CODE".
    """

    token: str
    begin: str
    message_id: str
    text: str
    do: str
    language: Language


def filled_in(form: Mapping[str, str]) -> Filled:
    """Return the fields of the form in their shape; what it cannot have is made good."""
    do = form.get("do", "send")
    language: Language = read_language(form.get("lang"))
    if do.startswith("language "):
        language = read_language(do.removeprefix("language "))
    message_id = form.get("id", "")
    return Filled(
        token=form.get("token", "")[:200],
        begin=form.get("begin", "")[:400],
        message_id=message_id if is_message_id(message_id) else secrets.token_urlsafe(12),
        text=form.get("text", "").replace("\r\n", "\n"),  # what a form makes of a line's end
        do=do,
        language=language,
    )


def said_in(filled: Filled) -> Sent | None:
    """Return what is read for danger, of words of any length; None when nothing was said."""
    if filled.do == "sos":
        return sent_in(filled)
    words = heard_of(filled.text)  # whatever was pressed: they came here with it
    return Sent(filled.message_id, "text", words, filled.language) if words.strip() else None


def sent_in(filled: Filled) -> Sent | None:
    """Return what the pressed button sends; None when it only looks.

    Raises:
        Refused: there is nothing to send, it is too long, or the page has no such button.
    """
    what, _, rest = filled.do.partition(" ")
    match what:
        case "send":
            text = fitting(filled.text)
            if not text.strip():
                raise Refused(422, "web.form.empty")
            return Sent(filled.message_id, "text", text, filled.language)
        case "sos":
            return Sent(filled.message_id, "command", "sos", filled.language)
        case "press":
            of, _, value = rest.partition(" ")
            cursor = int(of) if of.isascii() and of.isdigit() and len(of) < 19 else 0
            return Sent(filled.message_id, "button", value[:256], filled.language, cursor)
        case "language" if filled.token:
            chosen = f"language {filled.language}"
            return Sent(filled.message_id, "command", chosen, filled.language)
        case "look" | "language":
            return None
        case _:
            raise unreadable()
