"""Who may see a shown result: over any sequence of events, exactly who the ledger says."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.consent import (
    DAYS,
    Event,
    ShareId,
    Standing,
    Terms,
    changes_to,
    is_open_offer,
    ledger_at,
    terms_for,
)

START = datetime(2026, 11, 16, 10, tzinfo=UTC)
MAIJA, PEKKA, SIRPA, OUTI = WORKERS = ("maija.v", "pekka.k", "sirpa.l", "outi.r")


def may_see(events: Iterable[Event], worker: str, at: datetime) -> frozenset[ShareId]:
    return ledger_at(events, at).sees(worker)


def assigned(worker: str | None, at: datetime = START) -> Event:
    return Event(at, "assigned", worker=worker)


def a_share(
    at: datetime = START, *, worker: str = MAIJA, days: int = 30, substitute: bool = False
) -> Event:
    terms = Terms(worker, at + timedelta(days=days), substitute)
    return Event(at, "given", ShareId("s1"), worker, terms)


def test_nobody_sees_anything_before_consent() -> None:
    assert may_see([assigned(MAIJA)], MAIJA, START) == frozenset()


def test_the_named_worker_sees_it_until_the_last_moment_and_not_after() -> None:
    events = [assigned(MAIJA), a_share(days=7)]
    end = START + timedelta(days=7)
    assert may_see(events, MAIJA, end - timedelta(seconds=1)) == {"s1"}
    assert may_see(events, MAIJA, end) == frozenset()
    assert ledger_at(events, end).shares[ShareId("s1")].ended == "expired"


def test_a_withdrawal_works_at_once_and_the_line_stays() -> None:
    later = START + timedelta(hours=1)
    events = [assigned(MAIJA), a_share(), Event(later, "withdrawn", ShareId("s1"))]
    assert may_see(events, MAIJA, later) == frozenset()
    share = ledger_at(events, later + timedelta(days=300)).shares[ShareId("s1")]
    assert (share.ended, share.ended_at) == ("withdrawn", later)


def test_a_substitute_sees_it_only_when_allowed_and_only_while_standing_in() -> None:
    stands_in = Event(START, "stands_in", worker=SIRPA)
    for allowed in (True, False):
        events = [assigned(MAIJA), a_share(substitute=allowed), stands_in]
        assert (may_see(events, SIRPA, START) == {"s1"}) is allowed
        back = Event(START + timedelta(days=1), "stood_down", worker=SIRPA)
        assert may_see([*events, back], SIRPA, back.at) == frozenset()


def test_a_new_worker_sees_nothing_and_an_old_one_does_not_get_it_back() -> None:
    hour = timedelta(hours=1)
    events = [assigned(MAIJA), a_share(), assigned(PEKKA, START + hour)]
    assert may_see(events, PEKKA, START + hour) == frozenset()
    events.append(assigned(MAIJA, START + 2 * hour))
    assert may_see(events, MAIJA, START + 2 * hour) == frozenset()
    assert ledger_at(events, START + 2 * hour).shares[ShareId("s1")].ended == "reassigned"


def test_being_looked_at_changes_nothing() -> None:
    look = Event(START, "viewed", ShareId("s1"), MAIJA)
    events = [assigned(MAIJA), a_share(), look, look]
    assert may_see(events, MAIJA, START) == {"s1"}


def test_the_roster_of_today_is_written_only_when_it_says_something_new() -> None:
    standing = Standing(MAIJA, frozenset({SIRPA}))
    events = list(changes_to([], standing, START))
    assert [(one.kind, one.worker) for one in events] == [
        ("assigned", MAIJA),
        ("stands_in", SIRPA),
    ]
    assert changes_to(events, standing, START) == ()
    gone = changes_to(events, Standing(None), START)
    assert [(one.kind, one.worker) for one in gone] == [("assigned", None)]


def test_an_offer_gives_consent_once_and_for_half_an_hour() -> None:
    assert is_open_offer(START, None, START + timedelta(minutes=29))
    assert not is_open_offer(START, None, START + timedelta(minutes=30))
    assert not is_open_offer(START, START, START)


def test_nothing_can_be_shown_for_a_length_that_is_not_offered() -> None:
    assert terms_for(MAIJA, 3650, START, substitute=True) is None
    assert terms_for(MAIJA, 7, START, substitute=False) == Terms(
        MAIJA, START + timedelta(days=7), substitute=False
    )


# --- any sequence ---------------------------------------------------------------------------


@dataclass
class Plainly:
    """The same story kept the plain way: a list of what is on, crossed out as things happen."""

    now: datetime = START
    named: str | None = None
    stand_ins: set[str] = field(default_factory=set)
    on: dict[ShareId, Terms] = field(default_factory=dict)

    def let_pass(self, minutes: int) -> None:
        self.now += timedelta(minutes=minutes)
        for id in [id for id, terms in self.on.items() if self.now >= terms.until]:
            del self.on[id]

    def give(self, id: ShareId, days: int, *, substitute: bool) -> Terms | None:
        if self.named is None:
            return None
        self.on[id] = Terms(self.named, self.now + timedelta(days=days), substitute)
        return self.on[id]

    def assign(self, worker: str | None) -> None:
        for id in [id for id, terms in self.on.items() if terms.worker != worker]:
            del self.on[id]
        self.named = worker
        self.stand_ins.clear()

    def sees(self, worker: str) -> set[ShareId]:
        stands_in = worker in self.stand_ins
        return {
            id
            for id, terms in self.on.items()
            if worker == self.named or (stands_in and terms.substitute)
        }


_days, _worker = st.sampled_from(DAYS), st.sampled_from(WORKERS)
_acts = st.one_of(
    st.tuples(st.just("share"), _days, st.booleans()),
    st.tuples(st.just("withdraw"), st.integers(0, 8), st.none()),
    st.tuples(st.just("reassign"), st.one_of(st.none(), _worker), st.none()),
    st.tuples(st.just("substitute"), _worker, st.booleans()),
    st.tuples(st.just("view"), _worker, st.none()),
    st.tuples(st.just("wait"), st.integers(0, 60 * 24 * 40), st.none()),
)


@given(st.lists(_acts, max_size=40))
def test_a_worker_sees_a_result_exactly_when_the_ledger_says_so(acts: list[tuple]) -> None:  # type: ignore[type-arg]
    plain, events, made = Plainly(), [], 0
    for act, what, more in acts:
        match act:
            case "share":
                made += 1
                id = ShareId(f"s{made}")
                terms = plain.give(id, what, substitute=more)
                if terms:
                    events.append(Event(plain.now, "given", id, terms.worker, terms))
            case "withdraw":
                plain.on.pop(ShareId(f"s{what}"), None)
                events.append(Event(plain.now, "withdrawn", ShareId(f"s{what}")))
            case "reassign":
                plain.assign(what)
                events.append(Event(plain.now, "assigned", worker=what))
            case "substitute":
                (plain.stand_ins.add if more else plain.stand_ins.discard)(what)
                kind = "stands_in" if more else "stood_down"
                events.append(Event(plain.now, kind, worker=what))  # type: ignore[arg-type]
            case "view":
                for id in may_see(events, what, plain.now):
                    events.append(Event(plain.now, "viewed", id, what))
            case "wait":
                plain.let_pass(what)
        for worker in WORKERS:
            assert may_see(events, worker, plain.now) == plain.sees(worker)


@given(st.lists(_acts, max_size=25), st.integers(0, 60 * 24 * 100))
def test_what_happens_later_does_not_change_what_was_allowed(
    acts: list[tuple],  # type: ignore[type-arg]
    minutes: int,
) -> None:
    at = START + timedelta(minutes=minutes)
    events, now, made = [assigned(MAIJA)], START, 0
    for act, what, more in acts:
        if act == "wait":
            now += timedelta(minutes=what)
        elif act == "share":
            made += 1
            terms = Terms(MAIJA, now + timedelta(days=what), more)
            events.append(Event(now, "given", ShareId(f"s{made}"), MAIJA, terms))
        elif act == "withdraw":
            events.append(Event(now, "withdrawn", ShareId(f"s{what}")))
        elif act == "reassign":
            events.append(Event(now, "assigned", worker=what))
    until_then = [one for one in events if one.at <= at]
    for worker in WORKERS:
        assert may_see(events, worker, at) == may_see(until_then, worker, at)
