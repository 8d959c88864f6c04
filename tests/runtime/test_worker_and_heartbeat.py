"""Turns are committed once, late ones discarded; what is due is done; logs hold no words."""

import asyncio
import json
import logging
import re
import threading
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.domain.errors import StorageUnavailable
from bot.domain.messages import Address, Say
from bot.engine.scripted import ScriptedEngine
from bot.runtime import worker as worker_module
from bot.runtime.heartbeat import Heartbeat, now_and_then, retention_jobs
from bot.runtime.logs import JsonLines, redacted
from bot.runtime.metrics import Metrics
from bot.runtime.worker import Worker
from bot.services.receive import receive
from bot.turn_state import Parts
from tests.builders import SIGNER, WEB, an_inbound, composer, frozen, words
from tests.fake_rows import State
from tests.fakes import MemoryStorage


def a_worker(storage: MemoryStorage, engine: ScriptedEngine, told: list[Address]) -> Worker:
    parts = Parts(engine, composer(frozen()), words(), SIGNER)
    return Worker(storage, parts, told.append, Metrics())


def add(storage: MemoryStorage, *texts: str) -> None:
    with storage.begin() as work:
        for text in texts:
            receive(work, an_inbound(text))
        work.commit()


async def until(condition, worker: Worker) -> None:  # type: ignore[no-untyped-def]
    for _ in range(200):
        if condition():
            break
        await asyncio.sleep(0.02)
    await worker.stop()


async def test_every_message_is_answered_in_order_and_told() -> None:
    storage, told = MemoryStorage(), []
    engine = ScriptedEngine(otherwise=[Say("talk.thanks")])
    add(storage, "yksi", "kaksi", "kolme")
    worker = a_worker(storage, engine, told)
    worker.start()
    worker.wake()
    await until(lambda: len(told) == 3, worker)
    assert [turn.text for turn in engine.heard] == ["yksi", "kaksi", "kolme"]
    assert told == [WEB] * 3
    with storage.begin() as work:
        talk = work.conversations.history(WEB, 0)
    assert [line.said_by for line in talk if line.said_by == "person"] == ["person"] * 3


class Counting(MemoryStorage):
    """Counts how often somebody asks."""

    def __init__(self) -> None:
        super().__init__()
        self.asked = 0

    def begin(self) -> Any:
        self.asked += 1
        return super().begin()


async def test_a_message_wakes_one_taker_and_many_messages_all(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(worker_module, "POLL_S", 60)
    storage, told = Counting(), []
    worker = a_worker(storage, ScriptedEngine(otherwise=[Say("talk.thanks")]), told)
    worker.start()
    await asyncio.sleep(0.1)  # all of them have found nothing and wait
    add(storage, "yksi")
    before = storage.asked
    worker.wake()
    await asyncio.sleep(0.3)
    asked = storage.asked - before
    add(storage, *"abcdefgh")
    for _ in range(8):
        worker.wake()
    await until(lambda: len(told) == 9, worker)
    assert asked == 3  # claimed, finished, and whoever took it looks once more
    assert len(told) == 9


async def test_a_turn_that_is_late_is_discarded_and_taken_again() -> None:
    times = iter([0.0, 0.0, 100.0])
    storage = MemoryStorage(timer=lambda: next(times, 100.0))
    told: list[Address] = []
    engine = ScriptedEngine(otherwise=[Say("talk.thanks")])
    add(storage, "hei")
    worker = a_worker(storage, engine, told)
    worker.start()
    await until(lambda: len(told) == 1, worker)
    assert len(told) == 1


async def test_a_database_that_is_down_stops_nothing_for_good() -> None:
    storage, told = MemoryStorage(), []
    add(storage, "hei")
    storage.down = True
    worker = a_worker(storage, ScriptedEngine(otherwise=[Say("talk.thanks")]), told)
    worker.start()
    await asyncio.sleep(0.1)
    assert told == []
    storage.down = False
    await until(lambda: len(told) == 1, worker)
    assert len(told) == 1


UNANSWERED = "jotain outoa"


class Kept:
    """Where unanswered messages are kept; the disk may be full."""

    def __init__(self, *, is_full: bool) -> None:
        self.texts: list[str] = []
        self._is_full = is_full

    def keep(self, text: str, _: datetime) -> None:
        if self._is_full:
            raise OSError
        self.texts.append(text)


class Failing(MemoryStorage):
    """Takes in no turn until its time has come."""

    failures = 0

    def keep(self, state: State) -> None:
        if self.failures and any(row.done for row in state.inbox.values()):
            self.failures -= 1
            raise StorageUnavailable
        super().keep(state)


@pytest.mark.parametrize("is_full", [True, False])
async def test_a_message_is_kept_once_its_answer_stands_and_a_full_disk_takes_none_back(
    monkeypatch: pytest.MonkeyPatch, is_full: bool
) -> None:
    monkeypatch.setattr(worker_module, "LEASE_S", 0.05)
    monkeypatch.setattr(worker_module, "POLL_S", 0.02)
    storage, kept, told = Failing(), Kept(is_full=is_full), []
    add(storage, UNANSWERED)
    storage.failures = 3
    engine = ScriptedEngine(otherwise=[Say("unsure.none")], intents={UNANSWERED: "unsure"})
    parts = Parts(engine, composer(frozen()), words(), SIGNER, unanswered=kept)
    worker = Worker(storage, parts, told.append, Metrics())
    worker.start()
    await until(lambda: told, worker)
    assert len(engine.heard) == 4, "three commits failed"
    assert kept.texts == ([] if is_full else [UNANSWERED])
    with storage.begin() as work:
        assert [row.reply.key for row in work.conversations.history(WEB, 0)][-1] == "unsure.none"


async def test_a_message_that_was_tried_in_vain_gets_fixed_words_and_is_tried_no_more(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(worker_module, "LEASE_S", 0.02)
    monkeypatch.setattr(worker_module, "POLL_S", 0.02)
    storage, told = Failing(), []
    add(storage, "hei")
    storage.failures = worker_module.TRIES
    engine = ScriptedEngine(otherwise=[Say("talk.thanks")])
    worker = a_worker(storage, engine, told)
    worker.start()
    await until(lambda: told, worker)
    assert len(engine.heard) == worker_module.TRIES
    with storage.begin() as work:
        said = [row.reply.key for row in work.conversations.history(WEB, 0)]
    assert said[-2:] == ["fallback.engine", "directory.results"]


async def test_a_heartbeat_that_is_stopped_in_the_midst_of_a_tick_logs_no_error(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def slow(_: datetime) -> int:
        begun.set()
        go_on.wait(5)
        return 0

    monkeypatch.setattr("bot.runtime.heartbeat.TICK_S", 0.01)
    heart = Heartbeat(frozen(), {"slow": slow})
    heart.start()
    assert await asyncio.to_thread(begun.wait, 5)
    heart.stop()
    go_on.set()
    await asyncio.sleep(0.1)
    assert not [one for one in caplog.records if one.levelno >= logging.ERROR]


@pytest.mark.parametrize(
    ("error", "event"),
    [
        (StorageUnavailable(), "heartbeat.storage_unavailable"),
        (PermissionError("/data/anna"), "heartbeat.job_failed"),
        (KeyError("rahat loppu"), "heartbeat.job_failed"),
    ],
)
async def test_the_heartbeat_does_what_is_due_whatever_happens_to_another_job(
    error: Exception, event: str, caplog: pytest.LogCaptureFixture
) -> None:
    done: list[str] = []

    def broken(_: object) -> int:
        raise error

    def works(_: object) -> int:
        done.append("x")
        return 1

    await Heartbeat(frozen(), {"broken": broken, "works": works}).tick()
    assert done == ["x"]
    line = next(one for one in caplog.records if one.getMessage() == event)
    told = json.loads(JsonLines().format(line))
    assert told["job"] == "broken"
    assert not {"anna", "rahat"} & set(re.findall(r"\w+", json.dumps(told)))


async def test_idle_web_talks_are_forgotten_and_others_not() -> None:
    clock = frozen()
    storage = MemoryStorage(clock=clock)
    add(storage, "hei")
    jobs = retention_jobs(storage, session_idle_hours=12)
    assert jobs["forget_web"](clock.now()) == 0
    assert jobs["erase_due"](clock.now() + timedelta(days=1)) == 0


@pytest.mark.parametrize(
    "secret",
    ["123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw", "131052-308T", "a@b.fi", "+358 40 123 4567"],
)
def test_the_log_redacts_what_looks_like_a_secret_or_a_contact(secret: str) -> None:
    assert secret not in redacted(f"x {secret} y")


def test_a_librarys_words_and_an_exceptions_text_never_reach_the_log() -> None:
    record = logging.LogRecord("rasa.core", 30, "p.py", 1, "said: %s", ("rahat loppu",), None)
    assert "rahat" not in JsonLines().format(record)
    error = ValueError("rahat loppu")
    told = (ValueError, error, None)
    record = logging.LogRecord("bot", 40, "p.py", 1, "turn.failed", (), told)
    line = json.loads(JsonLines().format(record))
    assert line["error"] == "ValueError"
    assert "rahat" not in json.dumps(line)


def test_a_job_that_finds_nothing_rests_and_one_that_does_goes_on() -> None:
    left, runs = [1, 0, 0], list[datetime]()

    def look(now: datetime) -> int:
        runs.append(now)
        return left.pop(0)

    job = now_and_then(look, timedelta(minutes=10))
    begun = datetime(2026, 11, 14, 22, 40, tzinfo=UTC)
    for seconds in range(0, 660, 10):
        job(begun + timedelta(seconds=seconds))
    assert [(at - begun).total_seconds() for at in runs] == [0, 10, 610]
