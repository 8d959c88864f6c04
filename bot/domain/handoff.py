"""A handoff: one matter of a young person taken to their worker, until it is closed.

Pure: events come in, a new value and what to do about it come out; storing, sending and wording
are the callers'. Three promises hold after every event: somebody owns it, a timer stands, and
nothing leads out of the table (``handoff_table``).
"""

from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum, StrEnum

from bot.domain.messages import ConversationId


class State(StrEnum):
    """Where a handoff is."""

    DRAFT = "draft"  # written, not sent
    WAITING = "waiting"  # safe with us; its reader has not been reached yet
    DELIVERED = "delivered"  # a notice of it has reached the reader
    SEEN = "seen"  # the reader has opened it
    ANSWERED = "answered"  # the reader's words have gone out
    ESCALATED = "escalated"  # too long without an answer: the lead knows that it waits
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"  # a draft that nobody sent


ENDS = frozenset({State.CLOSED, State.WITHDRAWN, State.EXPIRED})


class Event(StrEnum):
    """What can happen to it."""

    # the young person
    WRITE = "write"
    SEND = "send"
    DISCARD = "discard"
    WITHDRAW = "withdraw"
    WIDEN = "widen"  # others than the own worker may read it after all
    # a worker
    OPEN = "open"
    ANSWER = "answer"
    GIVE = "give"
    CLOSE = "close"
    # either
    END_TALK = "end_talk"  # "bot", or "that's it for today"
    # a channel
    REACH = "reach"  # it has taken the notice
    # the clock
    TELL = "tell"  # time to notify the owner
    REMIND = "remind"
    HAND_OVER = "hand_over"
    ESCALATE = "escalate"
    OFFER = "offer"  # the draft, next morning
    EXPIRE = "expire"
    TALK_OVER = "talk_over"
    RETURN = "return"  # words came that nobody answered before the talk was over
    CLOSE_QUIET = "close_quiet"
    FORGET = "forget"


class ActorKind(StrEnum):
    """Who did it."""

    PERSON = "person"
    WORKER = "worker"
    CHANNEL = "channel"
    CLOCK = "clock"


@dataclass(frozen=True, slots=True)
class Actor:
    """Who did it; ``id`` is a worker's, empty for everybody else."""

    kind: ActorKind
    id: str = ""


PERSON = Actor(ActorKind.PERSON)
CHANNEL = Actor(ActorKind.CHANNEL)
CLOCK = Actor(ActorKind.CLOCK)


class OwnerKind(StrEnum):
    """Who has to do something next."""

    PERSON = "person"
    WORKER = "worker"
    DUTY = "duty"  # the unit's duty queue
    LEAD = "lead"  # of the unit; sees that something waits, not what
    SERVICE = "service"  # ended: only forgetting is left


@dataclass(frozen=True, slots=True)
class Owner:
    """Who has it. ``id`` is a worker's or a unit's; empty for the person and the service."""

    kind: OwnerKind
    id: str = ""


class Rung(IntEnum):
    """How far the ladder of an unanswered handoff has been climbed."""

    NOBODY_TOLD = 0
    TOLD = 1
    REMINDED = 2
    HANDED_OVER = 3
    LEAD = 4


@dataclass(frozen=True, slots=True)
class Talk:
    """A human period: the worker and the person write to each other, the bot is silent."""

    worker: str
    opened_at: datetime
    worker_at: datetime  # the worker's last words
    person_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Handoff:
    """One handoff. Made by ``handoff_steps.begin``; changed by ``handoff_steps.step`` alone.

    Args:
        worker: The named worker it was meant for; None: straight to the unit's duty queue.
        due_at: The timer. It always stands, also after the end (forgetting).
        clock_from: When the present round of waiting began to count, in working time.
        only_own: Nobody but the named worker may read it.
        flags: What the words may mean ("no_food_money", "application"...).
        unanswered: The person's last words have had no answer.
        opened_at: When somebody first read it; after that it cannot be withdrawn.
    """

    id: str
    conversation: ConversationId
    unit: str
    worker: str | None
    state: State
    owner: Owner
    due_at: datetime
    created_at: datetime
    sent_at: datetime | None = None
    clock_from: datetime | None = None
    rung: Rung = Rung.NOBODY_TOLD
    only_own: bool = False
    urgent: bool = False
    flags: frozenset[str] = field(default_factory=frozenset)
    unanswered: bool = True
    offered: bool = False
    opened_at: datetime | None = None
    answered_at: datetime | None = None
    ended_at: datetime | None = None
    talk: Talk | None = None

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to do something about it."""
        return self.state not in ENDS

    @property
    def is_sent(self) -> bool:
        """Whether it is on its way to a worker or there."""
        return self.is_open and self.state is not State.DRAFT
