"""What the use cases need from the outside, as Protocols. Adapters live in their own packages.

Everything here is synchronous except the engine and the channels, which talk over a network or
to a thread (design: one colour of code inside).
"""

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from bot.domain.meeting import Sheet
from bot.domain.messages import (
    Address,
    ChannelName,
    ConversationId,
    Inbound,
    Lane,
    Person,
    Reply,
    Say,
)
from bot.domain.pictures import Format, Picture, Theme
from bot.services.handoff_ports import (
    Audit,
    Chats,
    Desks,
    Handoffs,
    Notices,
    Records,
    Told,
)
from bot.services.people_ports import Invites, Joins, Lines, PeopleStore
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
    """

    says: tuple[Say, ...]
    tracker: str
    effects: Mapping[str, Any] = field(default_factory=dict)
    intent: str | None = None


class Engine(Protocol):
    """The dialogue port. Local thread, loopback HTTP and scripted engines give equal answers."""

    async def respond(self, turn: EngineTurn) -> EngineAnswer:
        """Return the answer to one turn.

        Raises:
            EngineUnavailable: down, slower than its limit, threw, or had nothing to say.
        """
        ...


# --- storage ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ClaimedTurn:
    """An inbox row that is ours until the lease ends.

    ``facts`` is what else is known of the person for this turn (``services/memory.py``): the
    actions read it, for they touch no database.
    """

    inbox_id: int
    lease: str  # token of this claim: compared at commit, a late turn is discarded
    inbound: Inbound
    person: Person
    tracker: str | None
    attempts: int  # 1 the first time
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ClaimedReply:
    """An outbox row that is ours to send until the lease ends.

    ``maybe_dup``: it may have been delivered before, so the person is told that it may repeat.
    A call began for it earlier (``Outbox.begin``) and nobody knows how that call ended.
    """

    outbox_id: int
    lease: str
    address: Address
    conversation: ConversationId
    reply: Reply
    attempts: int
    maybe_dup: bool
    lane: Lane = Lane.REPLY


@dataclass(frozen=True, slots=True)
class StoredReply:
    """A reply as a puller (the web widget) reads it. ``cursor`` grows and never repeats."""

    cursor: int
    reply: Reply
    said_by: str  # "bot" or "person": the widget shows both sides after a reload
    at: datetime
    client_id: str | None = None  # the widget's own id of a message of the person


class Inbox(Protocol):
    """Messages that have been acknowledged. Acknowledged means committed."""

    def add(self, inbound: Inbound) -> int | None:
        """Keep a message; None when (channel, bot, update id) is here already.

        Finds or makes the conversation of the address in the same transaction.
        """
        ...

    def claim(self, lease_s: float) -> ClaimedTurn | None:
        """Take the oldest message of a person who has no other message in work, or None."""
        ...

    def finish(
        self,
        claim: ClaimedTurn,
        replies: Sequence[tuple[Reply, Lane]],
        person: Person,
        tracker: str | None,
        *,
        delivered: bool,
    ) -> None:
        """Write the whole turn at once: replies, person, tracker, the row done.

        Args:
            delivered: The replies go back with the same request (REST, terminal, web pullers):
                they are outbox rows that nobody has to push.

        Raises:
            LateTurn: the lease ran out and somebody else has the row. Nothing is written.
        """
        ...

    def release(self, claim: ClaimedTurn) -> None:
        """Give a claimed message back untouched (shutdown)."""
        ...


class Outbox(Protocol):
    """Messages that have been decided. At least once; a possible repeat is marked."""

    def claim(self, channel: ChannelName, lease_s: float) -> ClaimedReply | None:
        """Take the first sendable message: lane first, then age; head of line per address."""
        ...

    def begin(self, claim: ClaimedReply) -> bool:
        """Note that the call begins now: should nobody hear how it ends, it may be a repeat.

        Committed before the call and not with the claim: a row that only waits for its turn
        when the process dies has gone nowhere and gets no mark.

        Returns:
            False when somebody else has the row: then nothing may be sent.
        """
        ...

    def sent(self, claim: ClaimedReply, provider_id: str | None) -> None:
        """Mark as taken by the channel."""
        ...

    def failed(
        self,
        claim: ClaimedReply,
        *,
        not_before: datetime | None,
        dead: str | None,
        maybe_dup: bool,
    ) -> None:
        """Wait for another try (``not_before``) or give up (``dead`` = the reason in one word)."""
        ...

    def release(self, claim: ClaimedReply) -> None:
        """Give back a message whose sending has not begun (shutdown): no mark."""
        ...

    def stop_address(self, address: Address, reason: str) -> None:
        """The person cannot be reached there any more; what waits for it is dead."""
        ...

    def start_address(self, address: Address) -> None:
        """The person wrote from there again."""
        ...

    def waiting(self) -> tuple[int, float]:
        """Return (unsent messages, age of the oldest in seconds)."""
        ...


class Conversations(Protocol):
    """What the widget and the person's own rights need of a conversation."""

    def history(self, address: Address, after: int, limit: int = 200) -> list[StoredReply]:
        """Return both sides of the talk behind ``after`` in order (0: from the start)."""
        ...

    def whose(self, address: Address) -> ConversationId | None:
        """Return the conversation of an address; None when nobody has written from there."""
        ...

    def last_cursor(self, address: Address) -> int:
        """Return the cursor of what was said last; 0 for somebody new."""
        ...

    def erase(self, address: Address) -> None:
        """Forget the conversation of an address: messages, tracker, person, address."""
        ...

    def erase_soon(self, address: Address) -> None:
        """Ask for ``erase`` once what waits for the address has been delivered.

        The last words ("everything is being deleted") must still reach the person.
        """
        ...

    def erase_due(self, at: datetime) -> int:
        """Erase what was asked to be erased and has nothing left to deliver; return how many.

        A conversation that still has something to send after ten minutes is erased all the same.
        """
        ...

    def forget_idle(self, before: datetime, channel: ChannelName) -> int:
        """Erase conversations of a channel that nobody has used since; return how many."""
        ...


@dataclass(frozen=True, slots=True)
class DueRow:
    """Something that has become due. ``uid`` is the source of what is said for it."""

    uid: str
    conversation: ConversationId
    kind: str
    at: datetime


class Due(Protocol):
    """What is to be said to a person at a time of its own: one of a kind a person."""

    def put(self, conversation: ConversationId, kind: str, at: datetime) -> None:
        """Let something become due, in the place of an earlier one of its kind."""
        ...

    def drop(self, conversation: ConversationId, kind: str) -> None:
        """Take it back; nothing to take back is no error."""
        ...

    def take(self, now: datetime, limit: int = 50) -> list[DueRow]:
        """Take what is due out, oldest first: with the commit it is done for good."""
        ...


class Sessions(Protocol):
    """Web sessions. The token is shown once; only its hash is kept."""

    def open(self, token_hash: bytes, external: str, at: datetime, *, keep: bool) -> None:
        """Begin a session. ``keep``: the person chose to be remembered on this device."""
        ...

    def touch(self, token_hash: bytes, at: datetime) -> str | None:
        """Return the external id of a live session and note its use, or None."""
        ...

    def close(self, token_hash: bytes) -> None:
        """End a session at once; unknown tokens are no error."""
        ...


class Offsets(Protocol):
    """How far a polled channel has been read. Moves in the same transaction as the messages."""

    def get(self, bot: str) -> int:
        """Return the next update id to ask for; 0 for a new bot."""
        ...

    def set(self, bot: str, offset: int) -> None:
        """Move the mark."""
        ...


class UnitOfWork(Protocol):
    """One transaction. Leaving without ``commit`` rolls back."""

    inbox: Inbox
    outbox: Outbox
    conversations: Conversations
    records: Records
    due: Due
    told: Told
    sessions: Sessions
    offsets: Offsets
    people: PeopleStore
    lines: Lines
    invites: Invites
    joins: Joins
    desks: Desks
    handoffs: Handoffs
    notices: Notices
    chats: Chats
    audit: Audit
    shares: Shares

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
