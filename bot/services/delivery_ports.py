"""What comes in and what goes out, and the talks they make, as Protocols and their values.

Acknowledged means committed; everything sent is a row first (promises, section 6).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from bot.domain.messages import (
    Address,
    ChannelName,
    ConversationId,
    Inbound,
    Lane,
    Person,
    Reply,
)


@dataclass(frozen=True, slots=True)
class ClaimedTurn:
    """An inbox row that is ours until the lease ends.

    ``facts`` is what else is known of the person for this turn (``services/memory.py``): the
    actions read it, for they touch no database.

    Args:
        worker: Whose own chat the message is from; None: it is a young person's.
        addresses: How many addresses the person writes from.
        broken: Something kept of it cannot be read, or it has been tried in vain too often: there
            are fixed words for it and danger is heard, and what is kept stays as it is.
    """

    inbox_id: int
    lease: str  # token of this claim: compared at commit, a late turn is discarded
    inbound: Inbound
    person: Person
    tracker: str | None
    attempts: int  # 1 the first time
    facts: Mapping[str, Any] = field(default_factory=dict)
    worker: str | None = None
    addresses: int = 1
    broken: bool = False


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

    def claim(self, lease_s: float, *, news: bool = False) -> ClaimedTurn | None:
        """Take the oldest message of a person who has no other message in work, or None.

        Args:
            lease_s: For how long.
            news: Somebody said that a message has come in: there is no need to look first
                whether it is worth to write.
        """
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

        Of a broken claim person and tracker stay as they are: what could not be read today may be
        read by a newer version, or with the right secret.

        Of a message that was too long the words go with it: they were read for danger alone.

        Args:
            delivered: The replies go back with the same request (REST, terminal, web pullers):
                they are outbox rows that nobody has to push.

        Raises:
            LateTurn: the lease ran out and somebody else has the row. Nothing is written.
        """
        ...

    def waiting(self) -> tuple[int, float]:
        """Return (messages without an answer, age of the oldest in seconds)."""
        ...

    def words_at(self, conversation: ConversationId, said_at: datetime) -> str | None:
        """Return what somebody typed at a time; None: they typed nothing then, or it is gone."""
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
