"""Who waits for an answer is told the truth about what was kept."""

import asyncio
from typing import Any

import pytest

from bot.channels.signals import Signals
from bot.domain.errors import StorageUnavailable
from bot.domain.messages import Say
from bot.engine.scripted import ScriptedEngine
from bot.runtime import process
from bot.runtime.heartbeat import Heartbeat
from bot.runtime.metrics import Metrics
from bot.runtime.process import App
from bot.runtime.worker import Worker
from bot.settings import Settings
from bot.turn_state import Parts
from tests.builders import SIGNER, an_inbound, composer, frozen, words
from tests.fakes import MemoryStorage


def an_app(storage: Any, script: dict[str, list[Say]] | None = None) -> App:
    clock, signals = frozen(), Signals()
    engine = ScriptedEngine(script=script or {}, otherwise=[Say("talk.thanks")], delay_s=0.1)
    parts = Parts(engine, composer(clock), words(), SIGNER)
    worker = Worker(storage, parts, signals.notify, Metrics())
    return App(Settings(), clock, storage, worker, Heartbeat(clock, {}), signals)


async def test_what_was_not_kept_is_said_so() -> None:
    storage = MemoryStorage()
    storage.down = True
    with pytest.raises(StorageUnavailable):
        await an_app(storage).converse(an_inbound("hei"))


async def test_a_database_that_goes_away_while_one_waits_takes_back_no_message(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(process, "LOOK_EVERY_S", 0.05)
    storage = MemoryStorage()
    app = an_app(storage)
    asked = asyncio.create_task(app.converse(an_inbound("hei")))
    while not storage.state.inbox:  # noqa: ASYNC110 - the fake has no event for it
        await asyncio.sleep(0.01)
    storage.down = True
    await asyncio.sleep(0.2)
    storage.down = False
    app.worker.start()
    app.worker.wake()
    assert (await asked)[-1].key == "talk.thanks"
    await app.worker.stop()


async def test_who_writes_twice_at_once_gets_each_answer_to_its_own_words() -> None:
    storage = MemoryStorage()
    app = an_app(storage, {"heippa": [Say("talk.goodbye")], "kiitos": [Say("talk.thanks")]})
    app.worker.start()
    asked = [app.converse(an_inbound(words)) for words in ("heippa", "kiitos")]
    first, second = await asyncio.gather(*asked)
    assert (first[-1].key, second[-1].key) == ("talk.goodbye", "talk.thanks")
    await app.worker.stop()
