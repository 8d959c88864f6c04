"""A result in a worker's own Telegram: exactly who may look sees it, and each look is noted."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.consent import ShareId, Standing
from bot.domain.messages import Address, ConversationId, Person, Reply
from bot.domain.opening_times import Schedule, WeeklyHours
from bot.domain.people import Absence, Assignment, Line, Unit, UnitId, Worker, WorkerId
from bot.domain.ways import Passing, Ways
from bot.services.people_ports import LinkedLine
from bot.services.share_chat import SHOWN, look
from bot.services.shares import apply_share, body_of
from bot.services.whose import whose_worker
from bot.services.worker_lines import Teller
from tests.builders import composer, frozen
from tests.fakes import MemoryStorage
from tests.result_builders import BUDGET

START = datetime(2026, 11, 16, 10, tzinfo=UTC)
ANNA, UNIT = ConversationId("anna"), UnitId("u")
MAIJA, PEKKA, SIRPA = WORKERS = ("maija", "pekka", "sirpa")
WORDING = composer(frozen())
FIGURE = "560"


def chat_of(worker: str) -> ConversationId:
    return ConversationId(f"chat-{worker}")


@dataclass
class House:
    """Anna, three workers with chats of their own, and what the rules say, kept the plain way."""

    storage: MemoryStorage = field(default_factory=MemoryStorage)
    now: datetime = START
    made: int = 0
    named: str | None = None
    away: tuple[str, str | None] | None = None
    on: dict[str, tuple[str, datetime, bool]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        with self.storage.begin() as work:
            work.people.save_unit(Unit(UNIT, "J", Schedule(WeeklyHours(days=((),) * 7))))
            for one in WORKERS:
                work.people.save_worker(Worker(WorkerId(one), one.title(), UNIT))
            work.commit()
        state = self.storage.state
        for conversation in (ANNA, *map(chat_of, WORKERS)):
            state.people[conversation] = Person(conversation)
            address = Address("telegram", "bot", conversation)
            state.conversations[address] = conversation
        self.assign(MAIJA)

    def assign(self, worker: str | None) -> None:
        pair = PEKKA if worker not in (None, PEKKA) else None
        line = Line(UNIT, (Assignment(self.now, _id(worker), _id(pair)),))
        with self.storage.begin() as work:
            work.lines.save(LinkedLine(ANNA, line, "Anna K.", START, START))
            work.commit()
        self.named = worker
        self.on = {id: one for id, one in self.on.items() if one[0] == worker}

    def goes_away(self, worker: str, substitute: str | None) -> None:
        self.comes_back()
        if substitute == worker:
            return
        absence = Absence("a", WorkerId(worker), self.now, None, _id(substitute))
        with self.storage.begin() as work:
            work.people.add_absence(absence, "test")
            work.commit()
        self.away = (worker, substitute)

    def comes_back(self) -> None:
        with self.storage.begin() as work:
            work.people.remove_absence("a")
            work.commit()
        self.away = None

    def share(self, days: int, *, substitute: bool) -> None:
        if self.named is None:
            return
        self.made += 1
        id, until = f"{self.made:024x}", self.now + timedelta(days=days)
        offer = {
            "do": "offer",
            "id": id,
            "at": self.now.isoformat(),
            "what": "budget",
            "worker": self.named,
            "worker_name": self.named.title(),
            "until": until.isoformat(),
            "substitute": substitute,
            **body_of(BUDGET, None),
        }
        self.apply(offer)
        self.apply({"do": "give", "id": id, "at": self.now.isoformat()})
        self.on[id] = (self.named, until, substitute)

    def withdraw(self, number: int) -> None:
        self.apply({"do": "withdraw", "id": f"{number:024x}", "at": self.now.isoformat()})
        self.on.pop(f"{number:024x}", None)

    def apply(self, effect: dict[str, object]) -> None:
        with self.storage.begin() as work:
            apply_share(work, ANNA, effect, whose_worker)
            work.commit()

    def let_pass(self, minutes: int) -> None:
        self.now += timedelta(minutes=minutes)
        self.on = {id: one for id, one in self.on.items() if self.now < one[1]}

    def may(self, worker: str, id: str) -> bool:
        if id not in self.on:
            return False
        stands_in = self.away == (self.named, worker)
        return worker == self.named or (stands_in and self.on[id][2])

    def press(self, worker: str, id: str, passing: Passing = Passing.FULL) -> list[Reply]:
        """Press "Näytä" and return what it puts into the worker's chat."""
        before = len(self.storage.state.lines)
        with self.storage.begin() as work:
            tell = Teller(work, chat_of(worker), worker, self.now, WORDING)
            look(work, tell, id, self.storage.state.ids + 1, Ways(workers=passing))
            work.commit()
        every = [stored for _, stored in self.storage.state.lines.values()]
        return [stored.reply for stored in every[before:]]

    def looks(self) -> int:
        with self.storage.begin() as work:
            return sum(one.kind == "viewed" for one in work.shares.ledger(ANNA))

    def holds(self) -> None:
        """Let everybody press every button there ever was; exactly who may see it does."""
        for number in range(1, self.made + 2):
            id = f"{number:024x}"
            for worker in WORKERS:
                before = self.looks()
                (reply,) = self.press(worker, id)
                seen = reply.picture is not None
                assert seen == self.may(worker, id), (worker, number)
                assert (self.looks() - before == 1) == seen
                assert seen or FIGURE not in reply.text


def _id(worker: str | None) -> WorkerId | None:
    return WorkerId(worker) if worker else None


_worker = st.sampled_from(WORKERS)
_acts = st.one_of(
    st.tuples(st.just("share"), st.sampled_from((7, 30)), st.booleans()),
    st.tuples(st.just("withdraw"), st.integers(1, 4), st.none()),
    st.tuples(st.just("reassign"), st.one_of(st.none(), _worker), st.none()),
    st.tuples(st.just("away"), _worker, st.one_of(st.none(), _worker)),
    st.tuples(st.just("back"), st.none(), st.none()),
    st.tuples(st.just("wait"), st.integers(1, 60 * 24 * 10), st.none()),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(_acts, max_size=12))
def test_a_worker_sees_a_result_exactly_while_they_may_and_every_look_is_noted(
    acts: list[tuple],  # type: ignore[type-arg]
) -> None:
    house = House()
    for act, what, more in acts:
        house.now += timedelta(seconds=1)
        match act:
            case "share":
                house.share(what, substitute=more)
            case "withdraw":
                house.withdraw(what)
            case "reassign":
                house.assign(what)
            case "away":
                house.goes_away(what, more)
            case "back":
                house.comes_back()
            case "wait":
                house.let_pass(what)
        house.holds()


@pytest.mark.parametrize("worker", WORKERS)
@pytest.mark.parametrize("allowed", [True, False])
def test_the_roles_under_each_decision_of_the_county(worker: str, allowed: bool) -> None:
    house = House()
    house.goes_away(MAIJA, SIRPA)
    house.share(7, substitute=allowed)
    id = f"{1:024x}"
    (by_link,) = house.press(worker, id, Passing.LINK)
    assert by_link.key == "work.share.by_link"
    assert house.looks() == 0, "nothing was shown, so nobody looked"
    (full,) = house.press(worker, id)
    may = worker == MAIJA or (worker == SIRPA and allowed)
    assert full.key == (SHOWN if may else "work.share.over")
    assert ("Anna K." in full.text) == may


def test_what_is_seen_is_what_was_previewed_and_nothing_more() -> None:
    house = House()
    house.share(7, substitute=False)
    (reply,) = house.press(MAIJA, f"{1:024x}")
    assert reply.picture is not None
    figures = " ".join(" ".join(row) for row in reply.picture.rows)
    assert FIGURE in figures
    assert reply.text.startswith("**Anna K.**\nBudjetti.")
    assert "Nuorelle näkyy nyt" in reply.text
    with house.storage.begin() as work:
        offer = work.shares.find(ShareId(f"{1:024x}"))
        assert whose_worker(work, ANNA, house.now) == Standing(MAIJA, names={})
    assert offer is not None
    assert offer.body == body_of(BUDGET, None)
