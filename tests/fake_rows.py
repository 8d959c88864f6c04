"""The rows of the fake storage and the clock that stands still (see ``tests/fakes.py``)."""

from dataclasses import dataclass, field, fields
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.domain.appointment import Appointment
from bot.domain.audit import Entry
from bot.domain.crisis_counts import Tally
from bot.domain.free_times import FreeTime
from bot.domain.handoff import Handoff
from bot.domain.linking import Invite
from bot.domain.messages import Address, ConversationId, Inbound, Lane, Person, Reply
from bot.services.delivery_ports import StoredReply
from bot.services.handoff_ports import Happened, Message
from bot.services.people_ports import LinkedLine


@dataclass(slots=True)
class FrozenClock:
    """A clock that stands until it is moved."""

    at: datetime = datetime(2026, 10, 24, 19, 40, tzinfo=UTC)  # a Saturday, 22.40 in Helsinki

    def now(self) -> datetime:
        """Return the time it stands at."""
        return self.at

    def move(self, **by: float) -> None:
        """Move it: ``clock.move(minutes=5)``."""
        self.at += timedelta(**by)


@dataclass(frozen=True, slots=True)
class InboxRow:
    """A message taken in."""

    inbound: Inbound
    conversation: ConversationId
    done: bool = False
    attempts: int = 0
    lease: str | None = None
    lease_until: float = 0.0


@dataclass(frozen=True, slots=True)
class OutboxRow:
    """A message decided; ``state`` is waiting, sent or dead."""

    address: Address
    conversation: ConversationId
    reply: Reply
    lane: Lane
    at: datetime
    state: str = "waiting"
    attempts: int = 0
    lease: str | None = None
    lease_until: float = 0.0
    not_before: datetime | None = None
    maybe_dup: bool = False
    provider_id: str | None = None
    dead: str | None = None


@dataclass(frozen=True, slots=True)
class SessionRow:
    """A web session by the hash of its token."""

    external: str
    at: datetime
    keep: bool


@dataclass(slots=True)
class State:
    """Everything kept. Rows are frozen: a copy of the dicts is a snapshot."""

    ids: int = 0
    inbox: dict[int, InboxRow] = field(default_factory=dict)
    seen: dict[tuple[str, str, str], int] = field(default_factory=dict)
    outbox: dict[int, OutboxRow] = field(default_factory=dict)
    lines: dict[int, tuple[Address, StoredReply]] = field(default_factory=dict)
    conversations: dict[Address, ConversationId] = field(default_factory=dict)
    used: dict[Address, datetime] = field(default_factory=dict)
    erasing: dict[Address, datetime] = field(default_factory=dict)
    people: dict[ConversationId, Person] = field(default_factory=dict)
    trackers: dict[ConversationId, str | None] = field(default_factory=dict)
    records: dict[tuple[ConversationId, str], Any] = field(default_factory=dict)
    staff: dict[str, Any] = field(default_factory=dict)
    links: dict[ConversationId, LinkedLine] = field(default_factory=dict)
    invites: dict[str, Invite] = field(default_factory=dict)
    codes: dict[str, str] = field(default_factory=dict)
    handoffs: dict[str, Handoff] = field(default_factory=dict)
    happened: dict[str, tuple[Happened, ...]] = field(default_factory=dict)
    said: dict[str, tuple[str, Message]] = field(default_factory=dict)
    wishes: dict[str, dict[str, str]] = field(default_factory=dict)
    appointments: dict[str, Appointment] = field(default_factory=dict)
    free_times: dict[str, FreeTime] = field(default_factory=dict)
    told: dict[str, bool] = field(default_factory=dict)
    notices: dict[tuple[str, str, str], bool] = field(default_factory=dict)
    audit: dict[int, Entry] = field(default_factory=dict)
    tries: dict[int, tuple[ConversationId, datetime]] = field(default_factory=dict)
    due: dict[tuple[ConversationId, str, str], tuple[str, datetime]] = field(default_factory=dict)
    sessions: dict[bytes, SessionRow] = field(default_factory=dict)
    stopped: dict[Address, str] = field(default_factory=dict)
    offsets: dict[str, int] = field(default_factory=dict)
    shares: dict[str, Any] = field(default_factory=dict)
    share_events: dict[str, tuple[Any, ...]] = field(default_factory=dict)
    crisis_counts: dict[Tally, int] = field(default_factory=dict)

    def copy(self) -> "State":
        """Return a snapshot."""
        twin = State(ids=self.ids)
        for one in fields(self):
            value = getattr(self, one.name)
            setattr(twin, one.name, dict(value) if isinstance(value, dict) else value)
        return twin

    def next_id(self) -> int:
        """Return the next id: one row of numbers for everything, so cursors grow."""
        self.ids += 1
        return self.ids
