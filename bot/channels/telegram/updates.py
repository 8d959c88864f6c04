"""Reads raw updates of the Bot API. Pure, and never raises: anybody may write anything.

Only what the assistant answers to is taken out: chat id, words, button token, language. Names,
telephone numbers, coordinates and files are never looked at, so they cannot be kept.

A captioned picture is two messages: its caption as TEXT, so that safety and the dialogue read
the words like any others, then the picture as MEDIA, so that the person hears that it is unseen.
An album is answered once: its pictures share one dedupe key.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from bot.channels.telegram.meanings import Ignored, LeaveGroup, Reach, Received, Update
from bot.domain.language_names import told_language
from bot.domain.letters import storable
from bot.domain.messages import LANGUAGES, Address, Inbound, InboundKind, Language

_MAX_ID = 2**63 - 1
_BUTTON_BYTES = 64

_COMMAND = re.compile(r"/([A-Za-z_]{1,32})(?:@\w{1,64})?(?:\s+([A-Za-z0-9_-]{1,64}))?\s*")
_COMMANDS: Mapping[str, str] = {
    "start": "start",
    "help": "help",
    "ohje": "help",
    "sos": "sos",
    "plan": "plan",
    "suunnitelma": "plan",
    "language": "language",
    "kieli": "language",
    "sprak": "language",
}
"""Commands by the names people try. All others are words and read as such, safety first: "/apua",
"/112" and "/sos" with words behind it are heard as cries for help (``domain/cries.py``).
"""

_MEDIA: tuple[tuple[str, str], ...] = (
    ("photo", "photo"),
    ("voice", "voice"),
    ("audio", "voice"),
    ("animation", "video"),  # before document: an animation carries both
    ("video", "video"),
    ("video_note", "video"),
    ("sticker", "sticker"),
    ("venue", "location"),
    ("location", "location"),
    ("contact", "contact"),
    ("poll", "poll"),
    ("document", "document"),
)
_SERVICE = {
    "pinned_message", "message_auto_delete_timer_changed", "write_access_allowed",
    "chat_background_set", "proximity_alert_triggered", "successful_payment", "refunded_payment",
    "connected_website", "passport_data", "users_shared", "chat_shared", "web_app_data", "gift",
    "unique_gift", "forum_topic_created", "forum_topic_edited", "forum_topic_closed",
    "forum_topic_reopened",
}  # fmt: skip
"""Notes of Telegram's own, not of the person: nobody expects an answer to them."""

_Json = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class _Frame:
    """What every message of one update shares."""

    bot: str
    number: int
    at: datetime

    def inbound(
        self, talk: "_Talk", kind: InboundKind, text: str, *, key: str | None = None
    ) -> Inbound:
        return Inbound(
            address=Address("telegram", self.bot, str(talk.chat)),
            update_id=key or str(self.number),
            kind=kind,
            text=text,
            at=self.at,
            language_hint=talk.hint,
            reply_to=talk.reply_to,
        )


@dataclass(frozen=True, slots=True)
class _Talk:
    """Where something was said, the language of the app, and which message it answers."""

    chat: int
    type: str
    hint: str | None
    reply_to: str | None = None

    def leave(self) -> LeaveGroup:
        finnish: Language = "fi"
        language = next((known for known in LANGUAGES if known == self.hint), finnish)
        return LeaveGroup(self.chat, language, speak=self.type in ("group", "supergroup"))


def update_id(raw: object) -> int | None:
    """Return the id of a raw update, or None when it has none that can be believed."""
    number = _number(_object(raw).get("update_id"))
    return number if number is not None and number > 0 else None


def read_update(raw: object, bot: str, at: datetime) -> Update:
    """Return what a raw update means.

    Args:
        raw: Parsed JSON of any shape.
        bot: Our id of the bot that got it.
        at: When it came, by the service's clock.
    """
    update, number = _object(raw), update_id(raw)
    if number is None:
        return Ignored("unreadable")
    frame = _Frame(bot, number, at)
    if query := _object(update.get("callback_query")):
        return _read_press(frame, query)
    if change := _object(update.get("my_chat_member")):
        return _read_membership(frame, change)
    if message := _object(update.get("message")):
        return _read_message(frame, message)
    if message := _object(update.get("edited_message")):
        return _read_edit(frame, message)
    return Ignored("other")


def _read_press(frame: _Frame, query: _Json) -> Update:
    query_id = _text(query.get("id"))
    message = _object(query.get("message"))
    token = _text(query.get("data"))
    talk = _talk(message, query)
    if talk is None or token is None or len(token.encode()) > _BUTTON_BYTES:
        return Ignored("press", query_id)
    if talk.type != "private":
        return talk.leave()
    pressed = frame.inbound(talk, InboundKind.BUTTON, token)
    label = next((text for data, text in _buttons(message) if data == token), None)
    return Received((replace(pressed, label=label),), query_id)


def _read_membership(frame: _Frame, change: _Json) -> Update:
    talk = _talk(change, change)
    status = _text(_object(change.get("new_chat_member")).get("status"))
    if talk is None or status is None:
        return Ignored("membership")
    if talk.type == "private":
        address = Address("telegram", frame.bot, str(talk.chat))
        return Reach(address, reachable=status not in ("kicked", "left"))
    return Ignored("left") if status in ("kicked", "left") else talk.leave()


def _read_message(frame: _Frame, message: _Json) -> Update:
    talk = _talk(message, message)
    if talk is None:
        return Ignored("unreadable")
    if talk.type != "private":
        return talk.leave()
    if words := _text(message.get("text")):
        return Received((_said(frame, talk, words, InboundKind.TEXT),))
    if not _SERVICE.isdisjoint(message):
        return Ignored("service")
    said = []
    caption = _text(message.get("caption"))
    if caption is not None:
        said.append(_said(frame, talk, caption, InboundKind.TEXT))
    kind = next((kind for field, kind in _MEDIA if field in message), "other")
    key = _media_key(frame, message, captioned=caption is not None)
    return Received((*said, frame.inbound(talk, InboundKind.MEDIA, kind, key=key)))


def _read_edit(frame: _Frame, message: _Json) -> Update:
    talk = _talk(message, message)
    if talk is None:
        return Ignored("unreadable")
    if talk.type != "private":
        return talk.leave()
    words = _text(message.get("text")) or _text(message.get("caption"))
    if words is None:  # a live location moves every few seconds: nobody wants an answer to each
        return Ignored("edit")
    return Received((_said(frame, talk, words, InboundKind.EDITED),))


def _said(frame: _Frame, talk: _Talk, words: str, kind: InboundKind) -> Inbound:
    found = _COMMAND.fullmatch(words)
    name = _COMMANDS.get(found[1].lower()) if found else None
    if found and name and _takes(name, found[2]):
        text = f"{name} {found[2]}" if found[2] else name
        return frame.inbound(talk, InboundKind.COMMAND, text)
    return frame.inbound(talk, kind, words)


def _takes(name: str, told: str | None) -> bool:
    """Return whether a command takes the word behind it; with any other it is words."""
    if told is None or name == "start":
        return True
    return name == "language" and told_language(told) is not None


def _media_key(frame: _Frame, message: _Json, *, captioned: bool) -> str | None:
    if album := _text(message.get("media_group_id")):
        return f"album:{album}"
    return f"{frame.number}:media" if captioned else None


def _talk(message: _Json, sender_of: _Json) -> _Talk | None:
    chat = _object(message.get("chat"))
    number, kind = _number(chat.get("id")), _text(chat.get("type"))
    if number is None or kind is None:
        return None
    code = _text(_object(sender_of.get("from")).get("language_code")) or ""
    hint = re.fullmatch(r"([a-z]{2,3})(?:[-_].*)?", code.lower())
    answered = _number(_object(message.get("reply_to_message")).get("message_id"))
    reply_to = str(answered) if answered is not None else None
    return _Talk(number, kind, hint[1] if hint else None, reply_to)


def _buttons(message: _Json) -> Iterator[tuple[str | None, str | None]]:
    rows = _object(message.get("reply_markup")).get("inline_keyboard")
    for row in rows if isinstance(rows, list) else ():
        for button in map(_object, row if isinstance(row, list) else ()):
            yield _text(button.get("callback_data")), _text(button.get("text"))


def _object(raw: object) -> _Json:
    return raw if isinstance(raw, dict) else {}


def _number(raw: object) -> int | None:
    if not isinstance(raw, int) or isinstance(raw, bool) or abs(raw) > _MAX_ID:
        return None
    return raw


def _text(raw: object) -> str | None:
    return storable(raw).strip() or None if isinstance(raw, str) else None
