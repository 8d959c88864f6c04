"""The service dies at every single step of a message's way: nothing is lost, no repeat unmarked.

A step is each statement, each commit (before it and after it), each call of the engine and each
call of the channel. The run dies at step 1, then at step 2, and so on until it survives. After
each death a new process goes on with what the database holds, as the channels would: updates that
were not acknowledged come again.
"""

import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any

import pytest
from sqlalchemy import Engine, event
from storage_builders import KEYS, MovableClock, message

from bot.domain.errors import LateTurn
from bot.domain.messages import Inbound, Lane, Reply
from bot.services.delivery_ports import ClaimedReply, ClaimedTurn
from bot.services.ports import UnitOfWork
from bot.storage.database import open_engine
from bot.storage.unit_of_work import SqlStorage

Later = Callable[[float], None]
LEASE_S = 30
UPDATES = [
    message("yksi", "anna", update="1"),
    message("apua", "besa", update="2"),
    message("kaksi", "anna", update="3"),
]
REPLIES = {
    "yksi": (("vastaus 1a", Lane.REPLY), ("vastaus 1b", Lane.REPLY)),
    "apua": (("kortti", Lane.CRISIS), ("vastaus b", Lane.REPLY)),
    "kaksi": (("vastaus 2", Lane.REPLY),),
}


class Died(BaseException):
    """The process is gone: nothing below may catch it."""


@dataclass
class World:
    """What stands outside of the service and survives it."""

    acknowledged: set[str] = field(default_factory=set)
    delivered: list[tuple[str, str, bool]] = field(default_factory=list)  # person, text, marked


@dataclass
class Steps:
    """Counts steps and dies at the chosen ones."""

    dies_at: set[int] = field(default_factory=set)
    taken: int = 0

    def step(self, *_: Any, **__: Any) -> None:
        self.taken += 1
        if self.taken in self.dies_at:
            raise Died


class Process:
    """One life of the service. The engine is only its way to the database."""

    def __init__(self, engine: Engine, clock: MovableClock, world: World, steps: Steps) -> None:
        self.storage = SqlStorage(engine, KEYS, clock)
        self.world = world
        self.steps = steps

    def live(self) -> None:
        for update in UPDATES:
            if update.update_id not in self.world.acknowledged:
                self.take_in(update)
        while (turn := self.claim_turn()) is not None:
            self.answer(turn)
        while (reply := self.claim_reply()) is not None:
            self.send(reply)

    def take_in(self, update: Inbound) -> None:
        with self.work() as work:
            work.inbox.add(update)
        self.world.acknowledged.add(update.update_id)

    def claim_turn(self) -> ClaimedTurn | None:
        with self.work() as work:
            return work.inbox.claim(LEASE_S)

    def answer(self, turn: ClaimedTurn) -> None:
        self.steps.step()  # the engine
        count = int(turn.tracker or 0)
        replies = [(Reply(text), lane) for text, lane in REPLIES[turn.inbound.text]]
        person = replace(turn.person, helped_asked=(*turn.person.helped_asked, turn.inbound.text))
        with self.work() as work:
            work.inbox.finish(turn, replies, person, str(count + 1), delivered=False)

    def claim_reply(self) -> ClaimedReply | None:
        with self.work() as work:
            return work.outbox.claim("telegram", LEASE_S)

    def send(self, reply: ClaimedReply) -> None:
        with self.work() as work:
            assert work.outbox.begin(reply)
        self.steps.step()  # before the bytes go out
        person = reply.address.external
        self.world.delivered.append((person, reply.reply.text, reply.maybe_dup))
        self.steps.step()  # after, before anybody knows
        with self.work() as work:
            work.outbox.sent(reply, None)

    @contextmanager
    def work(self) -> Iterator[UnitOfWork]:
        with self.storage.begin() as work:
            yield work
            work.commit()
            self.steps.step()  # committed, and the caller never heard


@pytest.fixture
def engine(url: str) -> Iterator[Engine]:
    engine = open_engine(url)
    yield engine
    engine.dispose()


@contextmanager
def counted(engine: Engine, steps: Steps) -> Iterator[None]:
    """Make every statement and every commit a step."""
    moments = ("before_cursor_execute", "commit")
    for moment in moments:
        event.listen(engine, moment, steps.step)
    try:
        yield
    finally:
        for moment in moments:
            event.remove(engine, moment, steps.step)


def check(world: World, engine: Engine) -> None:
    assert world.acknowledged == {update.update_id for update in UPDATES}
    with engine.connect() as connection:
        rows = connection.exec_driver_sql(
            "SELECT count(*), count(inbox.finished_at), count(DISTINCT turn.id) "
            "FROM inbox LEFT JOIN turn ON turn.inbox_id = inbox.id"
        )
        assert tuple(rows.one()) == (3, 3, 3)
    for person, texts in (
        ("anna", ["vastaus 1a", "vastaus 1b", "vastaus 2"]),
        ("besa", ["kortti", "vastaus b"]),
    ):
        got = [(text, marked) for who, text, marked in world.delivered if who == person]
        firsts = list(dict.fromkeys(text for text, _ in got))
        assert firsts == texts, "lost, invented or out of order"
        seen: set[str] = set()
        for text, marked in got:
            assert marked or text not in seen, "a repeat without a mark"
            seen.add(text)
        # A repeat comes at once or not at all: nothing newer has overtaken it.
        assert [text for text, _ in got] == sorted((text for text, _ in got), key=texts.index)


def survive(engine: Engine, clock: MovableClock, later: Later, lives: list[set[int]]) -> list[int]:
    """Live once for each set of deadly steps, then to the end; return the steps of each life."""
    with engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM conversation")
    world, taken = World(), []
    for dies_at in [*lives, set[int]()]:
        steps = Steps(dies_at)
        with counted(engine, steps):
            try:
                Process(engine, clock, world, steps).live()
            except Died:
                died = True
            else:
                died = False
        if died:
            later(LEASE_S + 1)
        taken.append(steps.taken)
    check(world, engine)
    return taken


def test_a_life_without_death_marks_nothing(engine: Engine, clock: MovableClock) -> None:
    world = World()
    Process(engine, clock, world, Steps()).live()
    check(world, engine)
    assert world.delivered[0][1] == "kortti"
    assert not any(marked for _, _, marked in world.delivered)


def test_dying_at_any_step_loses_nothing(
    engine: Engine, clock: MovableClock, later: Later
) -> None:
    whole = survive(engine, clock, later, [])[0]
    assert whole > 60
    for deadly in range(1, whole + 1):
        assert survive(engine, clock, later, [{deadly}])[0] == deadly


@pytest.mark.parametrize("seed", range(8))
def test_dying_again_and_again_loses_nothing(
    engine: Engine, clock: MovableClock, later: Later, seed: int
) -> None:
    chance = random.Random(seed)
    survive(engine, clock, later, [{chance.randint(1, 60)} for _ in range(6)])


def test_a_turn_that_comes_back_late_says_nothing_twice(
    engine: Engine, clock: MovableClock, later: Later
) -> None:
    world = World()
    slow = Process(engine, clock, world, Steps())
    slow.take_in(UPDATES[0])
    turn = slow.claim_turn()
    assert turn is not None
    later(LEASE_S + 1)
    Process(engine, clock, world, Steps()).live()
    with pytest.raises(LateTurn):
        slow.answer(turn)
    check(world, engine)
