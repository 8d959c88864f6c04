"""What the use cases of handoffs need from the outside, as Protocols and their values."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, Protocol

from bot.domain.audit import Break, Deed
from bot.domain.handoff import Actor, Event, Handoff
from bot.domain.handoff_desk import Desk
from bot.domain.messages import ConversationId, Person, Reply, Say
from bot.services.people_ports import Invites, PeopleStore

NoticeAbout = Literal["own", "lead", "unreached", "answer"]
"""To a worker: of one's own handoffs, of the unit's that have waited too long, of an answer that
reached nobody. "answer" goes to a young person who left an address: an answer waits."""

Outcome = Literal["none", "waiting", "sent", "dead"]
"""What became of words put into the outbox; "none": there are none."""


@dataclass(frozen=True, slots=True)
class Chat:
    """A worker's own chat. ``stopped``: why nothing can be sent there any more."""

    worker: str
    conversation: ConversationId
    stopped: str | None = None


@dataclass(frozen=True, slots=True)
class Unreached:
    """A worker's words that their channel gave up. ``handoff`` is the matter's id."""

    handoff: str
    conversation: ConversationId
    row: int
    reply: Reply
    at: datetime


@dataclass(frozen=True, slots=True)
class Reach:
    """Where a young person is reached now.

    Args:
        channel: Where words to them go.
        open: They get them there: a chat that takes messages, a browser that is open or kept.
        code: They have a return code: they see what waits once they type it.
        mail: They have left an address for a notice.
    """

    channel: str
    open: bool
    code: bool = False
    mail: bool = False


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
class ClaimedNotice:
    """A notice that is ours to send until the lease ends."""

    id: int
    uid: str
    lease: str
    worker: str
    channel: str
    about: NoticeAbout
    attempts: int


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

    def claim_due(self, at: datetime, lease_s: float) -> ClaimedHandoff | None:
        """Take a handoff whose timer is up, or None. Nobody else gets it until the lease ends."""
        ...

    def release(self, claim: ClaimedHandoff) -> None:
        """Give it back unchanged."""
        ...

    def forget(self, id: str) -> None:
        """Delete an ended handoff with its words."""
        ...

    def unreached(self, limit: int = 50) -> list[Unreached]:
        """Return workers' words that were given up and that no worker has heard of yet."""
        ...

    def note_unreached(self, id: str, at: datetime) -> None:
        """Note that a worker is told of everything given up until then."""
        ...

    def unreached_at(self, id: str) -> datetime | None:
        """Return when an answer last reached nobody, or None."""
        ...


class Chats(Protocol):
    """Workers' own chats, and what lies in them."""

    def worker_in(self, conversation: ConversationId) -> str | None:
        """Return whose chat a conversation is, or None when it is a young person's."""
        ...

    def of(self, worker: str) -> Chat | None:
        """Return the chat of a worker."""
        ...

    def link(self, conversation: ConversationId, worker: str, at: datetime) -> None:
        """Make a conversation a worker's own; an earlier chat of theirs is no more."""
        ...

    def unlink(self, worker: str) -> bool:
        """Erase the chat of a worker; False when there was none."""
        ...

    def handoff_of(self, conversation: ConversationId, message: str) -> str | None:
        """Return which handoff a message in a worker's chat was about, by the channel's id."""
        ...

    def outcome(self, source: str) -> Outcome:
        """Return what became of words with this source."""
        ...


class Notices(Protocol):
    """Notices to workers. At least once; what waits is looked up when one is sent."""

    def add(self, worker: str, channel: str, about: NoticeAbout) -> None:
        """Ask for a notice; one that is not on its way yet covers it."""
        ...

    def claim(self, channel: str, lease_s: float) -> ClaimedNotice | None:
        """Take the oldest that can be sent now."""
        ...

    def sent(self, claim: ClaimedNotice) -> None:
        """The channel has taken it."""
        ...

    def failed(
        self, claim: ClaimedNotice, *, not_before: datetime | None, dead: str | None
    ) -> None:
        """Wait for another try, or give up (``dead`` = the reason in one word)."""
        ...

    def last_sent(self, worker: str, channel: str) -> datetime | None:
        """Return when a notice last went to a worker, or None."""
        ...

    def forget(self, before: datetime) -> int:
        """Delete notices that were settled before then; return how many."""
        ...

    def worker_of(self, uid: str) -> str | None:
        """Return whose notice a bounce is about, or None when it is none of ours."""
        ...

    def stop_mail(self, address: str, reason: str) -> None:
        """Nothing more is sent to an e-mail address."""
        ...

    def mail_stopped(self, address: str) -> str | None:
        """Return why nothing is sent to an address, or None."""
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


class Told(Protocol):
    """Words to a young person outside a turn of theirs."""

    def person(self, conversation: ConversationId) -> Person | None:
        """Return whom one speaks to, None when they are gone."""
        ...

    def tell(
        self,
        conversation: ConversationId,
        replies: Sequence[Reply],
        source: str,
        *,
        on_web: bool = False,
    ) -> bool:
        """Put replies where the person wrote last; False when they are there already or nowhere
        to put them.

        Args:
            on_web: Where only the web shows them, whatever the person wrote from.
        """
        ...

    def reach(self, conversation: ConversationId, at: datetime) -> Reach | None:
        """Return where the person is reached now; None when they are gone."""
        ...

    def web_of(self, conversation: ConversationId) -> str | None:
        """Return the outside id of the person's web address, made now when there was none."""
        ...


class Records(Protocol):
    """What is kept for a person by name, each a JSON value: a plan, answers. Sealed at rest."""

    def of(self, conversation: ConversationId) -> dict[str, Any]:
        """Return everything kept for a person, by name."""
        ...

    def keep(self, conversation: ConversationId, name: str, value: Any) -> None:
        """Keep a value under a name of at most 64 characters; None forgets it."""
        ...


class HandoffWork(Protocol):
    """One transaction of the use cases of handoffs."""

    @property
    def handoffs(self) -> Handoffs:
        """Handoffs and their words."""
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
    def desks(self) -> Desks:
        """Who is at work."""
        ...

    @property
    def told(self) -> Told:
        """Words to young people."""
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
