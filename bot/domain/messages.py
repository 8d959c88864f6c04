"""What people and the assistant say to each other, before and after it has words.

Values only: no channel, no database, no Rasa. ``Inbound`` comes in, ``Say`` is what the dialogue
decided to say (a key and its arguments), ``Reply`` is the same with words for one person.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Literal, NewType

from bot.domain.calendar_entry import CalendarEntry
from bot.domain.pictures import Picture

ConversationId = NewType("ConversationId", str)
"""Opaque; one per person once linked, however many channels. Rasa knows people by this alone."""

Language = Literal["fi", "sv", "en"]
LANGUAGES: tuple[Language, ...] = ("fi", "sv", "en")

OTHER_LANGUAGES = frozenset({"ar", "fa", "ru", "so", "uk"})
"""Recognised, though we have no words in them: answered in English and Finnish together."""


def answered_in(heard: str | None, now: Language) -> tuple[Language, Language | None] | None:
    """Return (language, the one beside it) for whoever is heard in a language, or None.

    A language without words of ours gets English, which many read a little, and beside it the
    one of the conversation so far: a person near them can help with that.

    Args:
        heard: ISO code of the message's language; None, and any that we do not know, say nothing.
        now: The language of the conversation so far.
    """
    for language in LANGUAGES:
        if heard == language:
            return language, None
    if heard in OTHER_LANGUAGES:
        return "en", "fi" if now == "en" else now
    return None


ChannelName = Literal["web", "telegram", "rest", "terminal"]

MAX_TEXT = 4_000
"""Characters taken from one message; what is longer is refused kindly and kept by its writer."""

Scalar = str | int | float | bool | None


class InboundKind(StrEnum):
    """What has come in: words, a pressed button, a command, or something we cannot read."""

    TEXT = "text"
    BUTTON = "button"  # ``text`` is the signed token
    COMMAND = "command"  # ``text`` is the command without its slash: "start", "sos", "language"
    EDITED = "edited"  # ``text`` is the new wording
    MEDIA = "media"  # ``text`` is the kind: "photo", "voice", "location"; contents never kept
    TOO_LONG = "too_long"  # ``text`` is its beginning and end, read for danger alone


TYPED = (InboundKind.TEXT, InboundKind.EDITED)
"""Words that somebody wrote."""


class Lane(StrEnum):
    """Which messages go first when many wait. Order within a person is kept whatever the lane."""

    CRISIS = "0-crisis"
    REPLY = "1-reply"
    NOTICE = "2-notice"


@dataclass(frozen=True, slots=True)
class Address:
    """A person on a channel: ``external`` is a Telegram chat id, a web session id, a REST sender.

    ``bot`` tells apart two bots on one channel; ids of one say nothing at the other.
    """

    channel: ChannelName
    bot: str
    external: str


@dataclass(frozen=True, slots=True)
class Inbound:
    """One thing a person sent. ``update_id`` is unique within (channel, bot): the dedupe key.

    ``label`` is what stood on a pressed button, when the channel knows: the history shows it.
    """

    address: Address
    update_id: str
    kind: InboundKind
    text: str
    at: datetime
    language_hint: str | None = None
    label: str | None = None
    reply_to: str | None = None  # the channel's id of the message that this one answers
    masked: bool = False  # an identity code was in it; it is gone and the person is told gently


@dataclass(frozen=True, slots=True)
class Choice:
    """A button before it has words.

    ``action`` is what pressing it means ("topic:money_run_out", "intent:menu", "language:sv");
    ``label`` is a locale key, or None when the title of the topic in ``action`` is the label.
    ``at`` is an ISO time that stands in the label as {at}, told with its date.
    """

    action: str
    label: str | None = None
    at: str | None = None


@dataclass(frozen=True, slots=True)
class Say:
    """One thing to say: a response key, its arguments, and buttons. No words yet."""

    key: str
    args: Mapping[str, Scalar] = field(default_factory=dict)
    choices: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True)
class Button:
    """A button with words. ``value`` is a signed token, a web address or a telephone number."""

    kind: Literal["reply", "url", "call"]
    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Reply:
    """One outgoing bubble with words. ``text`` may hold **bold** and numbered lines, nothing else.

    ``key``, ``topic`` and ``services`` say what was meant, for tests and REST front ends.
    ``language`` is the one of these words: what a channel adds ("may be a repeat") follows it.
    ``line_languages`` has the one of each line of a text that is said in two; else it is empty.
    ``picture`` is drawn where it is delivered; ``page`` is a page of the person's own that the
    channel links to. ``calendar`` goes with it as a file for the person's calendar.
    """

    text: str
    buttons: tuple[Button, ...] = ()
    key: str = ""
    topic: str | None = None
    services: tuple[str, ...] = ()
    language: Language = "fi"
    line_languages: tuple[Language, ...] = ()
    picture: Picture | None = None
    page: Literal["meeting"] | None = None
    calendar: CalendarEntry | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """What the assistant remembers of one conversation to speak rightly. No name, no contact."""

    conversation: ConversationId
    language: Language = "fi"
    language_chosen: bool = False  # asked for by the person: detection no longer changes it
    plain: bool = False
    municipality: str | None = None  # Statistics Finland code, three digits
    greeted: bool = False
    last_topic: str | None = None
    helped_asked: tuple[str, ...] = ()  # topics after which "did this help?" has been asked
    last_card: str | None = None  # the crisis card shown last, by its kind ("services/crisis.py")
    last_card_at: str | None = None  # when, as an ISO time
    beside: Language | None = None  # said after ``language``: they write one we have no words in
