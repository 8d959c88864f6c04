"""An appointment: one meeting or telephone call of a young person and a worker.

Pure, and like a handoff: events come in, a new value and what to do about it come out. Three
promises hold after every event: somebody owns it, a timer stands, and nothing leads out of the
table below. A fourth is its own: no time is agreed before both have said yes, and an agreed time
stands until both have said yes to another one.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Literal

from bot.domain.errors import RuleBroken
from bot.domain.handoff import Actor, ActorKind, Owner
from bot.domain.messages import ConversationId

MeetKind = Literal["meeting", "call"]
KINDS: tuple[MeetKind, ...] = ("meeting", "call")


def kind_of(text: str) -> MeetKind | None:
    """Return the kind that a word names, or None."""
    return next((kind for kind in KINDS if kind == text), None)


FLAG = "appointment"
"""The flag of a message to the worker that asks for a time."""


class State(StrEnum):
    """Where an appointment is."""

    NEW = "new"  # being made; never kept
    WISHED = "wished"  # a wish has gone to the worker; no time yet
    HELD = "held"  # the person took a time; the worker has not said yes
    PROPOSED = "proposed"  # the worker named a time; the person has not said yes
    CONFIRMED = "confirmed"  # both have said yes
    MOVE_ASKED = "move_asked"  # the person asks for another time; the agreed one stands
    MOVE_OFFERED = "move_offered"  # the worker does
    CANCELLED = "cancelled"
    LAPSED = "lapsed"  # nobody said yes in time
    DONE = "done"


class Event(StrEnum):
    """What can happen to it."""

    # the young person
    WISH = "wish"
    TAKE = "take"
    ACCEPT = "accept"
    REFUSE = "refuse"  # of a time that was named; or the person's own wish to move, taken back
    # the worker
    PROPOSE = "propose"
    CONFIRM = "confirm"
    DECLINE = "decline"
    # either
    CANCEL = "cancel"
    # the clock
    REMIND = "remind"
    LAPSE = "lapse"
    FINISH = "finish"
    FORGET = "forget"


_S, _E = State, Event
_OPEN: dict[State, dict[Event, State]] = {
    _S.NEW: {_E.WISH: _S.WISHED, _E.TAKE: _S.HELD, _E.PROPOSE: _S.PROPOSED},
    _S.WISHED: {
        _E.WISH: _S.WISHED,
        _E.TAKE: _S.HELD,
        _E.PROPOSE: _S.PROPOSED,
        _E.CANCEL: _S.CANCELLED,
        _E.LAPSE: _S.LAPSED,
    },
    _S.HELD: {
        _E.WISH: _S.HELD,
        _E.TAKE: _S.HELD,
        _E.CONFIRM: _S.CONFIRMED,
        _E.DECLINE: _S.CANCELLED,
        _E.PROPOSE: _S.PROPOSED,
        _E.CANCEL: _S.CANCELLED,
        _E.REMIND: _S.HELD,
        _E.LAPSE: _S.LAPSED,
    },
    _S.PROPOSED: {
        _E.WISH: _S.WISHED,
        _E.TAKE: _S.HELD,
        _E.ACCEPT: _S.CONFIRMED,
        _E.REFUSE: _S.WISHED,
        _E.PROPOSE: _S.PROPOSED,
        _E.CANCEL: _S.CANCELLED,
        _E.REMIND: _S.PROPOSED,
        _E.LAPSE: _S.LAPSED,
    },
    _S.CONFIRMED: {
        _E.WISH: _S.CONFIRMED,
        _E.TAKE: _S.MOVE_ASKED,
        _E.PROPOSE: _S.MOVE_OFFERED,
        _E.CANCEL: _S.CANCELLED,
        _E.FINISH: _S.DONE,
    },
    _S.MOVE_ASKED: {
        _E.WISH: _S.MOVE_ASKED,
        _E.TAKE: _S.MOVE_ASKED,
        _E.REFUSE: _S.CONFIRMED,
        _E.CONFIRM: _S.CONFIRMED,
        _E.DECLINE: _S.CONFIRMED,
        _E.PROPOSE: _S.MOVE_OFFERED,
        _E.CANCEL: _S.CANCELLED,
        _E.REMIND: _S.MOVE_ASKED,
        _E.LAPSE: _S.CONFIRMED,
    },
    _S.MOVE_OFFERED: {
        _E.WISH: _S.MOVE_OFFERED,
        _E.TAKE: _S.MOVE_ASKED,
        _E.ACCEPT: _S.CONFIRMED,
        _E.REFUSE: _S.CONFIRMED,
        _E.PROPOSE: _S.MOVE_OFFERED,
        _E.CANCEL: _S.CANCELLED,
        _E.REMIND: _S.MOVE_OFFERED,
        _E.LAPSE: _S.CONFIRMED,
    },
}
ENDS = frozenset({State.CANCELLED, State.LAPSED, State.DONE})

TABLE: Mapping[tuple[State, Event], State] = MappingProxyType(
    {(state, event): to for state, row in _OPEN.items() for event, to in row.items()}
    | {(state, Event.FORGET): state for state in ENDS}
)
"""All that may happen. What is not here is refused."""

BY: Mapping[Event, frozenset[ActorKind]] = MappingProxyType(
    {
        **dict.fromkeys((_E.WISH, _E.TAKE, _E.ACCEPT, _E.REFUSE), frozenset({ActorKind.PERSON})),
        **dict.fromkeys((_E.PROPOSE, _E.CONFIRM, _E.DECLINE), frozenset({ActorKind.WORKER})),
        _E.CANCEL: frozenset({ActorKind.PERSON, ActorKind.WORKER}),
        **dict.fromkeys((_E.REMIND, _E.LAPSE, _E.FINISH, _E.FORGET), frozenset({ActorKind.CLOCK})),
    }
)
"""Whose event each one is."""

WORKERS_TURN = frozenset({State.HELD, State.MOVE_ASKED})
PERSONS_TURN = frozenset({State.PROPOSED, State.MOVE_OFFERED})
"""Who has not said yes yet."""


@dataclass(frozen=True, slots=True)
class Meet:
    """One time. ``end`` is not in it; both aware.

    Args:
        worker: With whom.
        place: Where, or for a call the number that it comes from; empty when nobody said it.
        slot: The row of the worker's times that it holds.
    """

    worker: str
    start: datetime
    end: datetime
    kind: MeetKind = "meeting"
    place: str = ""
    slot: str | None = None


@dataclass(frozen=True, slots=True)
class Appointment:
    """One appointment. Made by ``appointment_steps.begin``; changed by ``step`` there alone.

    Args:
        worker: Who has it with the person; None: a wish to the unit that nobody has taken.
        time: What both have agreed to, also while another time is asked for.
        asked: What one of them has asked for and the other not answered.
        due_at: The timer. It always stands, also after the end (forgetting).
        sequence: Counts changes of an agreed time, for calendars.
        rung: How often who has to answer was reminded.
        untold: The worker has not heard of the latest change yet.
        handoff: The message that took the wish.
        contact: The number that the person may be called at.
        changed_at: When the present question was put.
        revision: Counts events: a value that was read before another one's change is late.
    """

    id: str
    conversation: ConversationId
    unit: str
    worker: str | None
    state: State
    owner: Owner
    due_at: datetime
    created_at: datetime
    changed_at: datetime
    time: Meet | None = None
    asked: Meet | None = None
    sequence: int = 0
    rung: int = 0
    untold: bool = False
    handoff: str | None = None
    contact: str | None = None
    ended_at: datetime | None = None
    revision: int = 0

    @property
    def is_open(self) -> bool:
        """Whether something of it is still to come."""
        return self.state not in ENDS

    @property
    def slots(self) -> frozenset[str]:
        """The rows of a worker's times that it holds."""
        if self.state in (State.CANCELLED, State.LAPSED):
            return frozenset()
        return frozenset(one.slot for one in (self.time, self.asked) if one and one.slot)


def allowed(appointment: Appointment, event: Event, actor: Actor) -> State:
    """Return the state an event leads to.

    Raises:
        RuleBroken: not in the table, or not this actor's event.
    """
    to = TABLE.get((appointment.state, event))
    if to is None or actor.kind not in BY[event]:
        over = not appointment.is_open
        raise RuleBroken("appointment.refused.over" if over else "appointment.refused")
    return to
