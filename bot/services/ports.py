"""What the use cases need from the outside, as Protocols. Adapters live in their own packages.

Everything here is synchronous except the engine and the channels, which talk over a network or
to a thread (design: one colour of code inside).
"""

from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from bot.domain.meeting import Sheet
from bot.domain.messages import (
    Address,
    ChannelName,
    ConversationId,
    Reply,
    Say,
)
from bot.domain.pictures import Format, Picture, Theme
from bot.services.appointment_ports import Appointments, FreeTimes
from bot.services.count_ports import CrisisCounts
from bot.services.delivery_ports import Conversations, Inbox, Offsets, Outbox, Sessions
from bot.services.due_ports import Due
from bot.services.handoff_ports import Audit, Desks, Handoffs
from bot.services.notice_ports import Chats, Notices
from bot.services.people_ports import Invites, Joins, Lines, PeopleStore
from bot.services.person_ports import Records, Told, Undelivered
from bot.services.share_ports import Shares


class Clock(Protocol):
    """The service's clock (it can be moved for demonstrations). Timeouts never use it."""

    def now(self) -> datetime:
        """Return the aware time now, in UTC."""
        ...


# --- the dialogue engine ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class EngineTurn:
    """Everything the engine may know of one turn. It keeps nothing between turns.

    Args:
        conversation: Opaque sender id for Rasa.
        text: Free words (slash already harmless), or None when ``intent`` is given.
        intent: An intent from a button of ours, trusted; None for free words.
        facts: What actions may read: language, plain, municipality, at (ISO time), last topic,
            and the claim's own facts (records...). JSON.
        tracker: The compact tracker row as the last turn returned it; None for a new person.
    """

    conversation: ConversationId
    text: str | None
    intent: str | None
    facts: Mapping[str, Any]
    tracker: str | None


@dataclass(frozen=True, slots=True)
class EngineAnswer:
    """What one turn came to.

    Args:
        says: Keys and arguments in order. Never empty: an engine without words raises.
        tracker: The compact tracker row to keep.
        effects: Changes of what we remember of the person ("language": "sv"), and under
            "records" of what is kept for them; applied with the turn's one commit. JSON.
        intent: What was understood, for counting; None when a button was pressed.
        hint: Whether danger may be meant, too faintly for a card.
    """

    says: tuple[Say, ...]
    tracker: str
    effects: Mapping[str, Any] = field(default_factory=dict)
    intent: str | None = None
    hint: bool = False


class Engine(Protocol):
    """The dialogue port. Local thread, loopback HTTP and scripted engines give equal answers."""

    async def respond(self, turn: EngineTurn) -> EngineAnswer:
        """Return the answer to one turn.

        Raises:
            EngineUnavailable: down, slower than its limit, threw, or had nothing to say.
        """
        ...


# --- storage ------------------------------------------------------------------------------


class UnitOfWork(Protocol):
    """One transaction. Leaving without ``commit`` rolls back."""

    inbox: Inbox
    outbox: Outbox
    conversations: Conversations
    records: Records
    due: Due
    told: Told
    undelivered: Undelivered
    sessions: Sessions
    offsets: Offsets
    people: PeopleStore
    lines: Lines
    invites: Invites
    joins: Joins
    desks: Desks
    handoffs: Handoffs
    appointments: Appointments
    free_times: FreeTimes
    notices: Notices
    chats: Chats
    audit: Audit
    shares: Shares
    crisis_counts: CrisisCounts

    def commit(self) -> None:
        """Make it so.

        Raises:
            StorageUnavailable: the database did not take it.
        """
        ...


class Storage(Protocol):
    """Opens units of work; says whether the database answers."""

    def begin(self) -> AbstractContextManager[UnitOfWork]:
        """Return a unit of work that is entered once."""
        ...

    def ready(self) -> bool:
        """Return whether the database answers and keeps what is written now."""
        ...


class Draw(Protocol):
    """Draws a picture; may take a second or two, and blocks."""

    def __call__(self, picture: Picture, form: Format, theme: Theme = "light") -> bytes | None:
        """Return the file, or None when it did not come about: then words must do."""
        ...


class Print(Protocol):
    """Makes the PDF of a page for a meeting; blocks for a second or two."""

    def __call__(self, sheet: Sheet) -> bytes | None:
        """Return the file, or None when it did not come about: the browser prints too."""
        ...


# --- channels -----------------------------------------------------------------------------


class PushChannel(Protocol):
    """A channel that messages are pushed to (Telegram; e-mail later)."""

    name: ChannelName

    async def send(self, address: Address, reply: Reply, *, repeat_mark: str | None) -> str | None:
        """Send one bubble; return the channel's id of it.

        Args:
            repeat_mark: A short line in the person's language, put above when this may be a
                repeat ("(voi olla toisto)").

        Raises:
            DeliveryFailed: with what to do next.
        """
        ...
