"""How workers are told: notices, and their own chats, as Protocols and their values."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol

from bot.domain.messages import ConversationId

NoticeAbout = Literal[
    "own", "lead", "unreached", "alarm", "answer", "appointment", "lost", "share"
]
"""To a worker: of one's own handoffs, of the unit's that have waited too long, of an answer that
reached nobody, of a code that somebody tried after its use, of appointments, of an appointment
whose young person has erased everything, of results that are shown to them. "answer" goes to a
young person who left an address: an answer waits."""

OF_HANDOFFS = ("own", "lead")
"""What a worker is told of because handoffs wait for it."""

OF_NOTHING_WAITING = ("unreached", "alarm", "share")
"""What a worker is told of in one fixed text."""

Outcome = Literal["none", "waiting", "sent", "dead"]
"""What became of words put into the outbox; "none": there are none."""


@dataclass(frozen=True, slots=True)
class Chat:
    """A worker's own chat. ``stopped``: why nothing can be sent there any more."""

    worker: str
    conversation: ConversationId
    stopped: str | None = None


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


class Chats(Protocol):
    """Workers' own chats, and what lies in them."""

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

    def appointment_of(self, conversation: ConversationId, message: str) -> str | None:
        """Return which appointment a message in a worker's chat was about, likewise."""
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
