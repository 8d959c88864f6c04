"""What the use cases of handoffs need from the outside, as Protocols and their values."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.domain.audit import Break, Deed
from bot.domain.handoff import Actor, Event, Handoff
from bot.domain.handoff_desk import Desk
from bot.domain.messages import ConversationId, Person, Reply, Say
from bot.services.appointment_ports import Appointments, FreeTimes
from bot.services.due_ports import Due
from bot.services.notice_ports import Chats, Notices
from bot.services.people_ports import Invites, Lines, PeopleStore
from bot.services.person_ports import Records, Told, Undelivered
from bot.services.share_ports import Shares


@dataclass(frozen=True, slots=True)
class Message:
    """Words in a handoff. ``worker`` is None for the young person's."""

    text: str
    at: datetime
    worker: str | None = None


@dataclass(frozen=True, slots=True)
class Happened:
    """One event of a handoff, as its history shows it."""

    event: Event
    by: Actor
    at: datetime


@dataclass(frozen=True, slots=True)
class ClaimedHandoff:
    """A handoff whose timer is up and that is ours until the lease ends."""

    handoff: Handoff
    lease: str


@dataclass(frozen=True, slots=True)
class Known:
    """As whom a worker knows a young person.

    Args:
        label: What the worker calls them; empty for somebody who has come to no worker.
        confirmed: A worker has said that it is who they think.
    """

    label: str
    confirmed: bool


class Handoffs(Protocol):
    """Handoffs and their words. Every change is written under the lock of its conversation."""

    def add(self, handoff: Handoff) -> None:
        """Keep a new draft."""
        ...

    def find(self, id: str, *, to_change: bool = False) -> Handoff | None:
        """Return a handoff; ``to_change`` locks it until the end of the unit of work."""
        ...

    def of_person(self, conversation: ConversationId) -> list[Handoff]:
        """Return a person's handoffs, the latest first."""
        ...

    def open_ones(self) -> Iterator[Handoff]:
        """Yield every handoff that is sent and not ended, oldest first. For lists; no lock."""
        ...

    def save(self, before: Handoff, after: Handoff, event: Event, by: Actor, at: datetime) -> None:
        """Write a change and its event; ends a lease on it.

        Raises:
            LateTurn: somebody changed it since ``before`` was read. Nothing is written.
        """
        ...

    def say(self, id: str, message: Message, source: str) -> bool:
        """Add words; False when words with this source are in already."""
        ...

    def words(self, id: str) -> list[Message]:
        """Return the words of both sides in order."""
        ...

    def wishes(self, id: str) -> dict[str, str]:
        """Return how and when the person wants to be answered."""
        ...

    def wish(self, id: str, wishes: Mapping[str, str]) -> None:
        """Keep how and when the person wants to be answered."""
        ...

    def history(self, id: str) -> list[Happened]:
        """Return what happened, in order."""
        ...

    def with_workers(self, workers: Collection[str]) -> Sequence[str]:
        """Return the ids of what is sent and not ended and belongs to one of these workers."""
        ...

    def claim_due(self, at: datetime, lease_s: float) -> ClaimedHandoff | None:
        """Take a handoff whose timer is up, or None. Nobody else gets it until the lease ends."""
        ...

    def release(self, claim: ClaimedHandoff) -> None:
        """Give it back unchanged."""
        ...

    def forget(self, id: str) -> None:
        """Delete an ended handoff with its words."""
        ...


class Audit(Protocol):
    """The audit log. Grows and never changes."""

    def add(self, deed: Deed) -> None:
        """Write an entry in the same commit as what it tells."""
        ...

    def has(self, head: str) -> bool:
        """Return whether an entry has this hash (hexadecimal)."""
        ...

    def verify(self) -> tuple[int, str, list[Break]]:
        """Return how many entries there are, the head in hexadecimal, and where it is broken."""
        ...


class Desks(Protocol):
    """Who is at work, and the workers of each young person."""

    def of(self, conversation: ConversationId) -> Desk:
        """Return everybody at work and the line of a person."""
        ...

    def known(self, conversation: ConversationId) -> Known:
        """Return as whom a worker knows a young person."""
        ...


class HandoffWork(Protocol):
    """One transaction of the use cases of handoffs."""

    @property
    def handoffs(self) -> Handoffs:
        """Handoffs and their words."""
        ...

    @property
    def appointments(self) -> Appointments:
        """Meetings and calls."""
        ...

    @property
    def free_times(self) -> FreeTimes:
        """Workers' times."""
        ...

    @property
    def due(self) -> Due:
        """What is to be said to a young person at a time of its own."""
        ...

    @property
    def notices(self) -> Notices:
        """Notices to workers."""
        ...

    @property
    def audit(self) -> Audit:
        """The audit log."""
        ...

    @property
    def people(self) -> PeopleStore:
        """Units, workers, absences."""
        ...

    @property
    def lines(self) -> Lines:
        """Which young people have come to which workers."""
        ...

    @property
    def shares(self) -> Shares:
        """What young people show their worker."""
        ...

    @property
    def desks(self) -> Desks:
        """Who is at work."""
        ...

    @property
    def told(self) -> Told:
        """Words to young people."""
        ...

    @property
    def undelivered(self) -> Undelivered:
        """Workers' words that reached nobody."""
        ...

    @property
    def chats(self) -> Chats:
        """Workers' own chats."""
        ...

    @property
    def records(self) -> Records:
        """What is kept for a young person by name."""
        ...

    @property
    def invites(self) -> Invites:
        """Codes: of a return link among others."""
        ...

    def commit(self) -> None:
        """Make it so, or raise StorageUnavailable."""
        ...


class Wording(Protocol):
    """Finds words for a person (the composer)."""

    def compose(self, say: Say, person: Person) -> list[Reply]:
        """Return the bubbles of one thing to say."""
        ...


class HandoffStorage(Protocol):
    """Opens units of work for handoffs (the ``Storage`` does)."""

    def begin(self) -> AbstractContextManager[HandoffWork]:
        """Return a unit of work that is entered once; leaving without ``commit`` undoes it."""
        ...
