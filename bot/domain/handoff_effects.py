"""What comes into a step of a handoff (``Act``) and what comes out of it (``Step``, effects).

Effects are data: the caller stores, notifies and says. No words and no names are in them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from bot.domain.handoff import Actor, Event, Handoff, Owner
from bot.domain.messages import Choice, Scalar


class NoticeKind(StrEnum):
    """What an owner is told. No notice has names or words of the young person in it."""

    NEW = "new"
    REMINDER = "reminder"
    HANDED = "handed"  # it is yours now
    LEAD = "lead"  # something waits too long
    MORE = "more"  # the person wrote more


@dataclass(frozen=True, slots=True)
class Notice:
    """Somebody has to be told that something waits."""

    to: Owner
    kind: NoticeKind


@dataclass(frozen=True, slots=True)
class Tell:
    """Something to say to the young person.

    Args:
        reader: Whose name belongs into it.
        once: Said once to a person for each such mark, whatever handoff it comes from.
    """

    key: str
    args: Mapping[str, Scalar] = field(default_factory=dict)
    reader: Owner | None = None
    choices: tuple[Choice, ...] = ()
    once: str | None = None


@dataclass(frozen=True, slots=True)
class Forget:
    """Delete the words of it."""


Effect = Notice | Tell | Forget


@dataclass(frozen=True, slots=True)
class Step:
    """What an event came to."""

    handoff: Handoff
    effects: tuple[Effect, ...] = ()


@dataclass(frozen=True, slots=True)
class Act:
    """One event: what, by whom, when.

    Args:
        to: For GIVE: the worker who gets it.
        only_own: For SEND: "only my own worker" was chosen.
        flags: For SEND and WRITE: what the words may mean.
        urgent: For SEND and WRITE: it cannot wait, by the words or by the person's own choice.
    """

    event: Event
    by: Actor
    at: datetime
    to: str | None = None
    only_own: bool = False
    flags: frozenset[str] = frozenset()
    urgent: bool = False
