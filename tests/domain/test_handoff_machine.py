"""Thousands of random steps: none without an owner or a timer, none lost, none shown wrongly."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import ClassVar

from handoff_builders import (
    ANNA,
    LEAD,
    LONG_AGO,
    MATE,
    MONDAY_NINE,
    OWN,
    PAIR,
    SUBSTITUTE,
    UNIT,
    people,
    worker,
)
from handoff_oracle import may_read_words, may_see_notice
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from bot.domain.errors import RuleBroken
from bot.domain.handoff import CHANNEL, ENDS, PERSON, Event, Handoff, OwnerKind, Rung, State
from bot.domain.handoff_clock import due_event
from bot.domain.handoff_desk import Desk
from bot.domain.handoff_effects import Act, Forget, Notice, Step
from bot.domain.handoff_sight import Sight, sight_of, to_notify
from bot.domain.handoff_steps import begin, step, tick
from bot.domain.people import Absence, Assignment, Line, WorkerId

STAFF = (OWN, PAIR, SUBSTITUTE, LEAD, MATE)
LONGEST_TIMER = timedelta(days=120)


class County(RuleBasedStateMachine):
    """Handoffs of one young person while workers come, go and do what they do."""

    steps: ClassVar[int] = 0
    met: ClassVar[set[State]] = set()

    def __init__(self) -> None:
        super().__init__()
        self.now = MONDAY_NINE
        self.people = people()
        self.line = Line(UNIT, (Assignment(LONG_AGO, OWN, PAIR),))
        self.handoffs: dict[str, Handoff] = {}
        self.made = 0
        self.forgotten = 0

    @property
    def desk(self) -> Desk:
        return Desk(self.people, self.line)

    def _keep(self, before: Handoff, done: Step) -> None:
        self.handoffs[before.id] = done.handoff
        for effect in done.effects:
            if isinstance(effect, Forget):
                assert done.handoff.state in ENDS
                del self.handoffs[before.id]
                self.forgotten += 1
            if isinstance(effect, Notice):
                for who in to_notify(done.handoff, self.desk, self.now):
                    assert self._oracle(done.handoff, who) is not Sight.NOTHING
        self.everybody_sees_what_they_may_and_no_more()

    def _oracle(self, handoff: Handoff, who: str) -> Sight:
        if may_read_words(handoff, self.people, self.line, who, self.now):
            return Sight.WORDS
        if may_see_notice(handoff, self.people, who, self.now):
            return Sight.NOTICE
        return Sight.NOTHING

    def _one(self, number: int) -> Handoff | None:
        known = list(self.handoffs.values())
        return known[number % len(known)] if known else None

    @rule(only_own=st.booleans(), urgent=st.booleans(), send=st.booleans())
    def person_begins(self, only_own: bool, urgent: bool, send: bool) -> None:
        if any(one.state is State.DRAFT for one in self.handoffs.values()):
            return
        try:
            handoff = begin(f"h{self.made}", ANNA, self.desk, self.now)
        except RuleBroken:
            return
        self.made += 1
        self.handoffs[handoff.id] = handoff
        if send:
            act = Act(Event.SEND, PERSON, self.now, only_own=only_own, urgent=urgent)
            try:
                self._keep(handoff, step(handoff, act, self.desk))
            except RuleBroken:
                assert only_own

    @rule(
        number=st.integers(0, 50),
        event=st.sampled_from(
            [Event.SEND, Event.WRITE, Event.WITHDRAW, Event.WIDEN, Event.DISCARD, Event.END_TALK]
        ),
        urgent=st.booleans(),
    )
    def person_acts(self, number: int, event: Event, urgent: bool) -> None:
        handoff = self._one(number)
        if handoff is None:
            return
        try:
            done = step(handoff, Act(event, PERSON, self.now, urgent=urgent), self.desk)
        except RuleBroken:
            return
        if event is Event.WITHDRAW:
            assert handoff.opened_at is None
        self._keep(handoff, done)

    @rule(
        number=st.integers(0, 50),
        who=st.sampled_from([OWN, OWN, *STAFF]),
        event=st.sampled_from(
            [Event.OPEN, Event.OPEN, Event.ANSWER, Event.GIVE, Event.CLOSE, Event.END_TALK]
        ),
        to=st.sampled_from(STAFF),
    )
    def worker_acts(self, number: int, who: WorkerId, event: Event, to: WorkerId) -> None:
        handoff = self._one(number)
        enough = Sight.NOTICE if event is Event.GIVE else Sight.WORDS
        if handoff is None or sight_of(handoff, self.desk, who, self.now) < enough:
            return
        try:
            done = step(handoff, Act(event, worker(who), self.now, to=to), self.desk)
        except RuleBroken:
            return
        self._keep(handoff, done)

    @rule(number=st.integers(0, 50), ends=st.sampled_from([None, Event.CLOSE, Event.END_TALK]))
    def the_owner_opens_answers_and_perhaps_ends(self, number: int, ends: Event | None) -> None:
        """What mostly happens, so that the rare states are met often enough."""
        handoff = self._one(number)
        if handoff is None or handoff.owner.kind is not OwnerKind.WORKER or not handoff.is_sent:
            return
        who = handoff.owner.id
        for event in (Event.OPEN, Event.ANSWER, ends):
            if event and sight_of(handoff, self.desk, who, self.now) is Sight.WORDS:
                self._keep(handoff, step(handoff, Act(event, worker(who), self.now), self.desk))
                handoff = self.handoffs[handoff.id]

    @rule(number=st.integers(0, 50))
    def a_channel_takes_a_notice(self, number: int) -> None:
        handoff = self._one(number)
        if handoff is not None and handoff.is_sent:
            self._keep(handoff, step(handoff, Act(Event.REACH, CHANNEL, self.now), self.desk))

    @rule(number=st.integers(0, 50), then=st.sampled_from([None, Event.OPEN, Event.WITHDRAW]))
    def a_notice_goes_out_and_arrives(self, number: int, then: Event | None) -> None:
        """What mostly happens, so that the rare states are met often enough."""
        waiting = [one for one in self.handoffs.values() if one.state is State.WAITING]
        if not waiting:
            return
        handoff = waiting[number % len(waiting)]
        self._passes(max(handoff.due_at, self.now))
        told = self.handoffs[handoff.id]
        if told.state is not State.WAITING or told.rung is not Rung.TOLD or told.opened_at:
            return
        self._keep(told, step(told, Act(Event.REACH, CHANNEL, self.now), self.desk))
        who = worker(WorkerId(told.owner.id)) if then is Event.OPEN else PERSON
        if then and (who is PERSON or told.owner.kind is OwnerKind.WORKER):
            arrived = self.handoffs[handoff.id]
            self._keep(arrived, step(arrived, Act(then, who, self.now), self.desk))

    @rule(hours=st.sampled_from([0, 0, 1, 2, 5, 14, 60, 170]), minutes=st.integers(0, 59))
    def time_passes(self, hours: int, minutes: int) -> None:
        self._passes(self.now + timedelta(hours=hours, minutes=minutes))

    def _passes(self, until: datetime) -> None:
        """The clock does everything on time, like the heartbeat."""
        for _ in range(500):
            first = min(self.handoffs.values(), key=lambda one: one.due_at, default=None)
            if first is None or first.due_at > until:
                break
            self.now = max(self.now, first.due_at)
            done = tick(first, self.desk, self.now)
            assert done is not None
            self._keep(first, done)
        else:
            raise AssertionError("the clock does not come to an end")
        self.now = until
        for handoff in list(self.handoffs.values()):
            done = tick(handoff, self.desk, self.now)
            if done is not None:
                assert done.handoff.owner != handoff.owner, "only an absence moves it before"
                self._keep(handoff, done)

    @rule(
        days=st.integers(0, 12),
        length=st.integers(1, 20),
        who=st.sampled_from(STAFF),
        instead=st.sampled_from([None, *STAFF]),
    )
    def somebody_is_away(
        self, days: int, length: int, who: WorkerId, instead: WorkerId | None
    ) -> None:
        start = self.now + timedelta(days=days)
        name = f"a{len(self.people.absences)}"
        one = Absence(name, who, start, start + timedelta(days=length), instead)
        self.people = replace(self.people, absences=(*self.people.absences, one))

    @rule(who=st.sampled_from([OWN, PAIR, SUBSTITUTE]), moved=st.booleans())
    def somebody_leaves_or_the_worker_changes(self, who: WorkerId, moved: bool) -> None:
        if moved:
            since = Assignment(self.now, who, MATE)
            earlier = [one for one in self.line.assignments if one.since < self.now]
            self.line = Line(UNIT, (*earlier, since))
        elif sum(one.left_at is not None for one in self.people.workers.values()) < 2:
            gone = replace(self.people.workers[who], left_at=self.now)
            self.people = replace(self.people, workers={**self.people.workers, who: gone})

    @invariant()
    def everybody_sees_what_they_may_and_no_more(self) -> None:
        type(self).steps += 1
        for handoff in self.handoffs.values():
            type(self).met.add(handoff.state)
            for who in STAFF:
                seen = sight_of(handoff, self.desk, who, self.now)
                assert seen is self._oracle(handoff, who), (who, handoff)

    @invariant()
    def nothing_is_without_an_owner_or_a_timer(self) -> None:
        for handoff in self.handoffs.values():
            assert isinstance(handoff.due_at, datetime)
            assert handoff.due_at < self.now + LONGEST_TIMER
            ended = handoff.owner.kind is OwnerKind.SERVICE
            assert ended == (handoff.state in ENDS)
            assert handoff.owner.kind is not OwnerKind.PERSON or handoff.state is State.DRAFT
            if handoff.due_at <= self.now:
                assert due_event(handoff, self.desk, self.now) is not None

    @invariant()
    def nothing_is_lost(self) -> None:
        assert len(self.handoffs) + self.forgotten == self.made


def test_five_thousand_random_steps_lose_nothing_and_show_nothing_wrongly() -> None:
    County.steps = 0
    run_state_machine_as_test(  # type: ignore[no-untyped-call]
        County,
        settings=settings(
            max_examples=150,
            stateful_step_count=50,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
        ),
    )
    assert County.steps >= 5000
    assert County.met == set(State)
