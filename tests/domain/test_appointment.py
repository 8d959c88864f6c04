"""The machine of an appointment: its table, its promises, and a walk of thousands of steps."""

import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import settings
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from hypothesis.strategies import integers, sampled_from

from bot.domain.appointment import (
    BY,
    ENDS,
    PERSONS_TURN,
    TABLE,
    WORKERS_TURN,
    Appointment,
    Event,
    Meet,
    State,
    allowed,
)
from bot.domain.appointment_steps import Act, Step, begin, due_event, step
from bot.domain.appointment_timers import LAST_YES, reminders
from bot.domain.calendar import HELSINKI
from bot.domain.errors import RuleBroken
from bot.domain.handoff import CLOCK, PERSON, Actor, ActorKind, OwnerKind
from bot.domain.messages import ConversationId
from tests.domain.handoff_builders import desk

MONDAY = datetime(2026, 11, 16, 8, 0, tzinfo=UTC)  # 10.00 in Helsinki
MAIJA = Actor(ActorKind.WORKER, "maija")
ANNA = ConversationId("anna")


def a_meet(days: float = 2, worker: str = "maija", slot: str | None = "s1") -> Meet:
    start = MONDAY + timedelta(days=days)
    return Meet(worker, start, start + timedelta(minutes=45), slot=slot)


def new(at: datetime = MONDAY) -> Appointment:
    return begin("a1", ANNA, "team", "maija", at)


def do(one: Appointment, event: Event, by: Actor, **more: object) -> Step:
    at = more.pop("at", MONDAY)
    return step(one, Act(event, by, at, **more), desk())  # type: ignore[arg-type]


def held() -> Appointment:
    return do(new(), Event.TAKE, PERSON, meet=a_meet()).appointment


def confirmed() -> Appointment:
    return do(held(), Event.CONFIRM, MAIJA).appointment


@pytest.mark.parametrize("state", list(State))
@pytest.mark.parametrize("event", list(Event))
def test_every_pair_of_state_and_event_is_allowed_by_the_table_or_refused(
    state: State, event: Event
) -> None:
    for kind in ActorKind:
        one, by = replace(held(), state=state), Actor(kind, "maija")
        to = TABLE.get((state, event))
        if to is not None and kind in BY[event]:
            assert allowed(one, event, by) is to
        else:
            with pytest.raises(RuleBroken):
                allowed(one, event, by)


def test_every_event_belongs_to_somebody_and_leads_somewhere() -> None:
    assert set(BY) == set(Event)
    assert {event for _, event in TABLE} == set(Event)
    assert {state for state, _ in TABLE} == set(State)


def test_no_time_is_agreed_before_the_second_yes() -> None:
    one = do(new(), Event.TAKE, PERSON, meet=a_meet())
    assert (one.appointment.time, one.has_file) == (None, False)
    agreed = do(one.appointment, Event.CONFIRM, MAIJA)
    assert agreed.appointment.time == a_meet()
    assert agreed.has_file
    other = do(new(), Event.PROPOSE, MAIJA, meet=a_meet()).appointment
    assert other.time is None
    assert do(other, Event.ACCEPT, PERSON).appointment.time == a_meet()


def test_who_has_to_answer_cannot_answer_for_the_other() -> None:
    with pytest.raises(RuleBroken):
        do(held(), Event.ACCEPT, PERSON)
    proposed = do(new(), Event.PROPOSE, MAIJA, meet=a_meet()).appointment
    with pytest.raises(RuleBroken):
        do(proposed, Event.CONFIRM, MAIJA)


@pytest.mark.parametrize("event", [Event.DECLINE, Event.REFUSE, Event.LAPSE])
def test_an_agreed_time_stands_until_another_is_agreed(event: Event) -> None:
    asked = do(confirmed(), Event.TAKE, PERSON, meet=a_meet(3, slot="s2")).appointment
    assert asked.time == a_meet()
    assert asked.slots == {"s1", "s2"}
    by = {Event.DECLINE: MAIJA, Event.REFUSE: PERSON, Event.LAPSE: CLOCK}[event]
    after = do(asked, event, by).appointment
    assert (after.state, after.time, after.asked) == (State.CONFIRMED, a_meet(), None)
    assert after.slots == {"s1"}


def test_a_calendar_replaces_what_it_has_only_by_a_higher_number() -> None:
    asked = do(confirmed(), Event.TAKE, PERSON, meet=a_meet(3)).appointment
    assert asked.sequence == 0
    moved = do(asked, Event.CONFIRM, MAIJA).appointment
    assert moved.sequence == 1
    gone = do(moved, Event.CANCEL, PERSON)
    assert (gone.appointment.sequence, gone.has_file) == (2, True)
    assert not do(held(), Event.CANCEL, PERSON).has_file, "no calendar has heard of it"


def test_a_time_that_is_past_or_the_same_is_refused() -> None:
    with pytest.raises(RuleBroken) as past:
        do(new(), Event.TAKE, PERSON, meet=a_meet(-1))
    assert past.value.key == "appointment.refused.past"
    with pytest.raises(RuleBroken) as same:
        do(confirmed(), Event.PROPOSE, MAIJA, meet=a_meet())
    assert same.value.key == "appointment.refused.same"
    with pytest.raises(RuleBroken):
        do(held(), Event.CONFIRM, MAIJA, at=MONDAY + timedelta(days=3))


def test_the_worker_is_reminded_in_their_own_hours_and_then_it_lapses_in_time() -> None:
    one = do(new(), Event.TAKE, PERSON, meet=a_meet(4)).appointment
    assert one.due_at == MONDAY + timedelta(hours=4)
    events = []
    for _ in range(9):
        event = due_event(one, one.due_at)
        assert event is not None
        events.append(event)
        one = do(one, event, CLOCK, at=one.due_at).appointment
        if not one.is_open:
            break
    assert events == [Event.REMIND, Event.REMIND, Event.LAPSE]
    assert one.ended_at == a_meet(4).start - LAST_YES
    assert one.state is State.LAPSED


def test_a_proposal_is_brought_up_once_at_noon_and_lapses_when_it_begins() -> None:
    one = do(new(), Event.PROPOSE, MAIJA, meet=a_meet(2)).appointment
    assert one.due_at.astimezone(HELSINKI).isoformat() == "2026-11-17T12:00:00+02:00"
    again = do(one, Event.REMIND, CLOCK, at=one.due_at)
    assert again.tells == ("appointment.proposed.again",)
    assert again.appointment.due_at == a_meet(2).start


@pytest.mark.parametrize(
    ("start", "day_before", "soon"),
    [
        # The hour skipped in spring, on the day itself and the day after.
        ("2026-03-29T10:00+03:00", "2026-03-28T17:00+02:00", "2026-03-29T08:00+03:00"),
        ("2026-03-30T12:00+03:00", "2026-03-29T17:00+03:00", "2026-03-30T10:00+03:00"),
        # The hour lived twice in autumn.
        ("2026-10-25T13:00+02:00", "2026-10-24T17:00+03:00", "2026-10-25T11:00+02:00"),
        ("2026-10-26T09:00+02:00", "2026-10-25T17:00+02:00", None),  # 7.00 is too early
        ("2026-12-03T10:00+02:00", "2026-12-02T17:00+02:00", "2026-12-03T08:00+02:00"),
        ("2026-12-03T09:30+02:00", "2026-12-02T17:00+02:00", None),
        ("2026-12-03T01:00+02:00", "2026-12-02T17:00+02:00", None),  # 23.00 is another day
    ],
)
def test_reminders_follow_the_finnish_clock_also_when_it_changes(
    start: str, day_before: str, soon: str | None
) -> None:
    found = reminders(datetime.fromisoformat(start), datetime(2026, 1, 1, tzinfo=UTC))
    assert found.day_before == datetime.fromisoformat(day_before)
    assert found.soon == (datetime.fromisoformat(soon) if soon else None)


def test_nobody_is_reminded_at_once_of_what_they_have_just_agreed_to() -> None:
    start = datetime.fromisoformat("2026-12-03T13:00+02:00")
    evening = reminders(start, datetime.fromisoformat("2026-12-02T18:00+02:00"))
    assert (evening.day_before, evening.soon is not None) == (None, True)
    late = reminders(start, datetime.fromisoformat("2026-12-03T11:30+02:00"))
    assert (late.day_before, late.soon) == (None, None)


class Walk(RuleBasedStateMachine):
    """A young person, a worker and the clock, in any order; what is promised holds always."""

    def __init__(self) -> None:
        super().__init__()
        self.at, self.one, self.steps = MONDAY, new(), 0
        self.yes: set[str] = set()

    @initialize(first=sampled_from(["take", "propose", "wish"]))
    def starts(self, first: str) -> None:
        if first == "wish":
            self.go(Event.WISH, PERSON, handoff="h1")
        else:
            event, by = (Event.TAKE, PERSON) if first == "take" else (Event.PROPOSE, MAIJA)
            self.go(event, by, meet=self.meet(30))

    def meet(self, hours: int) -> Meet:
        start = self.at + timedelta(hours=hours)
        return Meet("maija", start, start + timedelta(minutes=30), slot=f"s{self.steps}")

    def go(self, event: Event, by: Actor, **more: object) -> None:
        before = self.one
        try:
            done = step(before, Act(event, by, self.at, **more), desk())  # type: ignore[arg-type]
        except RuleBroken:
            assert self.one == before
            return
        self.one = done.appointment
        self.steps += 1
        if event in (Event.TAKE, Event.PROPOSE):
            self.yes = {by.kind}
        elif event in (Event.ACCEPT, Event.CONFIRM):
            self.yes.add(by.kind)
        if before.time != self.one.time:
            assert self.yes == {ActorKind.PERSON, ActorKind.WORKER}, "both have said yes"
            assert self.one.time == before.asked
        agreed = before.time is not None and self.one.time != before.time
        assert self.one.sequence >= before.sequence + agreed
        assert self.one.revision == before.revision + 1

    @precondition(lambda self: self.one.state is not State.NEW)
    @rule(event=sampled_from(list(Event)), hours=integers(1, 300), who=sampled_from(range(3)))
    def something_happens(self, event: Event, hours: int, who: int) -> None:
        by = (PERSON, MAIJA, CLOCK)[who]
        if event is Event.FORGET or (by is CLOCK and due_event(self.one, self.at) is not event):
            return
        meet = self.meet(hours) if event in (Event.TAKE, Event.PROPOSE) else None
        self.go(event, by, meet=meet, handoff="h2" if event is Event.WISH else None)

    @rule(hours=integers(1, 200))
    def time_passes(self, hours: int) -> None:
        self.at += timedelta(hours=hours)
        for _ in range(9):
            event = due_event(self.one, self.at)
            if event in (None, Event.FORGET):
                return
            assert event is not None
            self.go(event, CLOCK)

    @invariant()
    def it_has_an_owner_and_a_timer(self) -> None:
        one = self.one
        if one.state is State.NEW:
            return
        assert one.due_at.utcoffset() is not None
        assert (one.owner.kind is OwnerKind.SERVICE) == (one.state in ENDS)
        assert (one.owner.kind is OwnerKind.PERSON) == (one.state in PERSONS_TURN)
        if one.state in WORKERS_TURN:
            assert one.asked is not None
            assert one.owner.id == one.asked.worker

    @invariant()
    def nothing_is_asked_where_nobody_has_to_answer(self) -> None:
        one = self.one
        if one.state is not State.NEW:
            assert (one.asked is not None) == (one.state in WORKERS_TURN | PERSONS_TURN)
        if one.state in (State.CONFIRMED, State.MOVE_ASKED, State.MOVE_OFFERED, State.DONE):
            assert one.time is not None
        if one.state in (State.WISHED, State.HELD, State.PROPOSED):
            assert one.time is None

    @invariant()
    def no_time_is_held_for_nothing(self) -> None:
        if self.one.state in (State.CANCELLED, State.LAPSED, State.WISHED):
            assert self.one.slots == frozenset()


Walk.TestCase.settings = settings(max_examples=120, stateful_step_count=50)
TestWalk = Walk.TestCase


def test_five_thousand_random_steps_lose_nothing() -> None:
    chance = random.Random(20261203)
    steps = 0
    while steps < 5_000:
        walk = Walk()
        walk.starts(chance.choice(["take", "propose", "wish"]))
        for _ in range(60):
            if chance.random() < 0.2:
                walk.time_passes(chance.randint(1, 200))
            else:
                event = chance.choice(list(Event))
                walk.something_happens(event, chance.randint(1, 300), chance.randrange(3))
            walk.it_has_an_owner_and_a_timer()
            walk.nothing_is_asked_where_nobody_has_to_answer()
            walk.no_time_is_held_for_nothing()
        steps += walk.steps
