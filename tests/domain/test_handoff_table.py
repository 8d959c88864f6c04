"""Every state meets every event: allowed where the table says so, refused everywhere else."""

from dataclasses import replace

import pytest
from handoff_builders import OWN, SATURDAY_NIGHT, desk, sent

from bot.domain.errors import RuleBroken
from bot.domain.handoff import ENDS, Actor, ActorKind, Event, Handoff, OwnerKind, State, Talk
from bot.domain.handoff_table import BY, TABLE, allowed

# Written out by hand from the issue, not from the code: state -> events that may happen in it.
EXPECTED = {
    State.DRAFT: "write send discard offer expire",
    State.WAITING: "write widen withdraw open answer give tell reach remind hand_over escalate",
    State.DELIVERED: "write widen withdraw open answer give reach remind hand_over escalate",
    State.SEEN: "write widen open answer give close reach remind hand_over escalate",
    State.ESCALATED: "write widen withdraw open answer give reach escalate",
    State.ANSWERED: "write answer open give end_talk talk_over return reach close close_quiet",
    State.CLOSED: "forget",
    State.WITHDRAWN: "forget",
    State.EXPIRED: "forget",
}


@pytest.mark.parametrize("state", State)
def test_an_event_happens_only_where_it_may_and_to_whom_it_belongs(state: State) -> None:
    talk = Talk(OWN, SATURDAY_NIGHT, SATURDAY_NIGHT)
    handoff = replace(sent(desk()), state=state, talk=talk)
    happened = {
        (event, kind) for event in Event for kind in ActorKind if happens(handoff, event, kind)
    }
    expected = {Event(name) for name in EXPECTED[state].split()}
    assert happened == {(event, kind) for event in expected for kind in BY[event]}


def happens(handoff: Handoff, event: Event, kind: ActorKind) -> bool:
    try:
        allowed(handoff, event, Actor(kind, OWN))
    except RuleBroken:
        return False
    return True


def test_every_event_belongs_to_somebody() -> None:
    assert set(BY) == set(Event)
    assert {event for _, event in TABLE} == set(Event)


def test_nothing_leads_out_of_an_end() -> None:
    assert {to for (state, _), to in TABLE.items() if state in ENDS} == set(ENDS)
    assert all(TABLE[state, Event.FORGET] is state for state in ENDS)


def test_what_has_been_opened_cannot_be_withdrawn_even_when_it_waits_for_another() -> None:
    waiting = replace(sent(desk()), opened_at=SATURDAY_NIGHT)
    with pytest.raises(RuleBroken, match="withdraw"):
        allowed(waiting, Event.WITHDRAW, Actor(ActorKind.PERSON))


def test_a_new_handoff_has_an_owner_and_a_timer() -> None:
    assert sent(desk()).owner.kind is OwnerKind.WORKER
