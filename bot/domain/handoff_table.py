"""What may happen to a handoff, and whose event it is.

What is not in the table is refused. ``allowed`` asks the table, and beside it what the young
person has been told; what an event then does to a handoff is in ``handoff_steps``.
"""

from collections.abc import Mapping
from types import MappingProxyType

from bot.domain.errors import RuleBroken
from bot.domain.handoff import ENDS, Actor, ActorKind, Event, Handoff, Rung, State

_S, _E = State, Event
_PASSED_ON: dict[Event, State] = {
    _E.OPEN: _S.SEEN,
    _E.ANSWER: _S.ANSWERED,
    _E.GIVE: _S.WAITING,
    _E.HAND_OVER: _S.WAITING,
    _E.ESCALATE: _S.ESCALATED,
}
_OPEN: dict[State, dict[Event, State]] = {
    _S.DRAFT: {
        _E.WRITE: _S.DRAFT,
        _E.SEND: _S.WAITING,
        _E.DISCARD: _S.WITHDRAWN,
        _E.OFFER: _S.DRAFT,
        _E.EXPIRE: _S.EXPIRED,
    },
    _S.WAITING: {
        **_PASSED_ON,
        _E.WRITE: _S.WAITING,
        _E.WIDEN: _S.WAITING,
        _E.WITHDRAW: _S.WITHDRAWN,
        _E.TELL: _S.WAITING,
        _E.REACH: _S.DELIVERED,
        _E.REMIND: _S.WAITING,
    },
    _S.DELIVERED: {
        **_PASSED_ON,
        _E.WRITE: _S.DELIVERED,
        _E.WIDEN: _S.WAITING,
        _E.WITHDRAW: _S.WITHDRAWN,
        _E.REACH: _S.DELIVERED,
        _E.REMIND: _S.DELIVERED,
    },
    _S.SEEN: {
        **_PASSED_ON,
        _E.WRITE: _S.SEEN,
        _E.WIDEN: _S.SEEN,
        _E.CLOSE: _S.CLOSED,
        _E.REACH: _S.SEEN,
        _E.REMIND: _S.SEEN,
    },
    _S.ESCALATED: {
        _E.OPEN: _S.SEEN,
        _E.ANSWER: _S.ANSWERED,
        _E.GIVE: _S.WAITING,
        _E.ESCALATE: _S.ESCALATED,
        _E.WRITE: _S.ESCALATED,
        _E.WIDEN: _S.WAITING,
        _E.WITHDRAW: _S.WITHDRAWN,
        _E.REACH: _S.ESCALATED,
    },
    _S.ANSWERED: {
        _E.WRITE: _S.ANSWERED,
        _E.ANSWER: _S.ANSWERED,
        _E.OPEN: _S.ANSWERED,
        _E.GIVE: _S.WAITING,
        _E.END_TALK: _S.ANSWERED,
        _E.TALK_OVER: _S.ANSWERED,
        _E.RETURN: _S.WAITING,
        _E.REACH: _S.ANSWERED,
        _E.CLOSE: _S.CLOSED,
        _E.CLOSE_QUIET: _S.CLOSED,
    },
}

TABLE: Mapping[tuple[State, Event], State] = MappingProxyType(
    {(state, event): to for state, row in _OPEN.items() for event, to in row.items()}
    | {(state, Event.FORGET): state for state in ENDS}
)
"""All that may happen. What is not here is refused."""

BY: Mapping[Event, frozenset[ActorKind]] = MappingProxyType(
    {
        **dict.fromkeys(
            (_E.WRITE, _E.SEND, _E.DISCARD, _E.WITHDRAW, _E.WIDEN), frozenset({ActorKind.PERSON})
        ),
        **dict.fromkeys((_E.OPEN, _E.ANSWER, _E.GIVE, _E.CLOSE), frozenset({ActorKind.WORKER})),
        _E.END_TALK: frozenset({ActorKind.PERSON, ActorKind.WORKER}),
        _E.REACH: frozenset({ActorKind.CHANNEL}),
        **dict.fromkeys(
            (
                *(_E.TELL, _E.REMIND, _E.HAND_OVER, _E.ESCALATE, _E.OFFER, _E.EXPIRE),
                *(_E.TALK_OVER, _E.RETURN, _E.CLOSE_QUIET, _E.FORGET),
            ),
            frozenset({ActorKind.CLOCK}),
        ),
    }
)
"""Whose event each one is."""


def allowed(handoff: Handoff, event: Event, actor: Actor) -> State:
    """Return the state an event leads to.

    Raises:
        RuleBroken: not in the table, not this actor's event, or against what was told.
    """
    to = TABLE.get((handoff.state, event))
    if to is None or actor.kind not in BY[event]:
        raise RuleBroken(_WHY.get(event, "handoff.refused"))
    if event is Event.WITHDRAW and handoff.opened_at is not None:
        raise RuleBroken("handoff.refused.withdraw")
    if event is Event.REACH and handoff.rung is Rung.NOBODY_TOLD:
        return handoff.state  # of an owner before this one: the present one has not been told
    if event is Event.END_TALK and handoff.talk is None:
        raise RuleBroken("handoff.refused.no_talk")
    return to


_WHY = {
    Event.WITHDRAW: "handoff.refused.withdraw",
    Event.END_TALK: "handoff.refused.no_talk",
    Event.CLOSE: "handoff.refused.close",
    Event.SEND: "handoff.refused.send",
}
