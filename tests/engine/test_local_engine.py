"""The engine port keeps its promises whatever the core does: limits, errors, replacement."""

import asyncio
import threading
import time
from collections.abc import Callable

import pytest

from bot.domain.errors import EngineUnavailable
from bot.domain.messages import ConversationId, Say
from bot.engine.local import LocalEngine
from bot.engine.scripted import ScriptedEngine
from bot.services.ports import EngineAnswer, EngineTurn


def a_turn(text: str = "hei") -> EngineTurn:
    return EngineTurn(ConversationId("c1"), text, None, {"language": "fi"}, None)


class Hanging(ScriptedEngine):
    """Blocks its thread until it is let go, as a stuck inference would."""

    def __init__(self, let_go: threading.Event) -> None:
        super().__init__()
        self._let_go = let_go

    async def respond(self, turn: EngineTurn) -> EngineAnswer:
        self._let_go.wait(5)
        return await super().respond(turn)


async def ready(load: Callable[[], ScriptedEngine], limit_s: float = 2.0) -> LocalEngine:
    engine = LocalEngine(load, limit_s)
    await engine.ready()
    return engine


async def test_the_core_answers_through_its_thread() -> None:
    engine = await ready(lambda: ScriptedEngine({"hei": [Say("talk.greet")]}))
    assert (await engine.respond(a_turn())).says == (Say("talk.greet"),)
    assert engine.is_ready()
    engine.stop()


async def test_a_core_that_throws_is_unavailable_and_no_more() -> None:
    engine = await ready(lambda: ScriptedEngine({"hei": ValueError("a bug")}))
    with pytest.raises(EngineUnavailable):
        await engine.respond(a_turn())
    engine.stop()


async def test_a_slow_turn_ends_at_the_limit_and_the_loop_stays_free() -> None:
    engine = await ready(lambda: ScriptedEngine(delay_s=5), limit_s=0.2)
    began = time.monotonic()
    with pytest.raises(EngineUnavailable):
        await engine.respond(a_turn())
    assert time.monotonic() - began < 2
    engine.stop()


async def test_after_two_hung_turns_a_new_core_answers() -> None:
    let_go = threading.Event()
    cores = iter([Hanging(let_go), ScriptedEngine({"hei": [Say("talk.greet")]})])
    engine = await ready(lambda: next(cores), limit_s=0.2)
    for _ in range(2):
        with pytest.raises(EngineUnavailable):
            await engine.respond(a_turn())
    await engine.ready()
    assert (await engine.respond(a_turn())).says == (Say("talk.greet"),)
    let_go.set()
    await asyncio.sleep(0.1)  # the thread left behind ends its turn before the test does
    engine.stop()


async def test_what_comes_in_while_the_model_loads_is_answered_when_it_is_loaded() -> None:
    let_go = threading.Event()

    def slowly() -> ScriptedEngine:
        let_go.wait(5)
        return ScriptedEngine({"hei": [Say("talk.greet")]})

    engine = LocalEngine(slowly)
    answers = asyncio.gather(*(engine.respond(a_turn()) for _ in range(3)))
    await asyncio.sleep(0.05)
    assert not engine.is_ready()
    assert not answers.done()
    let_go.set()
    assert [answer.says for answer in await answers] == [(Say("talk.greet"),)] * 3
    engine.stop()


async def test_a_model_that_loads_longer_than_the_limit_is_unavailable() -> None:
    let_go = threading.Event()

    def slowly() -> ScriptedEngine:
        let_go.wait(5)
        return ScriptedEngine()

    engine = LocalEngine(slowly, limit_s=0.1)
    with pytest.raises(EngineUnavailable):
        await engine.respond(a_turn())
    let_go.set()
    await engine.ready()  # waiting in vain has not ended the loading
    assert engine.is_ready()
    engine.stop()


async def test_a_model_that_cannot_be_loaded_is_told(caplog: pytest.LogCaptureFixture) -> None:
    def broken() -> ScriptedEngine:
        raise RuntimeError("no model")

    engine = LocalEngine(broken)
    with pytest.raises(EngineUnavailable):
        await engine.ready()
    with pytest.raises(EngineUnavailable):
        await engine.respond(a_turn())
    (line,) = [one for one in caplog.records if one.msg == "engine.not_loaded"]
    assert (line.levelname, vars(line)["reason"]) == ("ERROR", "RuntimeError: no model")


async def test_turns_wait_for_each_other_in_the_thread() -> None:
    engine = await ready(lambda: ScriptedEngine(delay_s=0.05))
    answers = await asyncio.gather(*(engine.respond(a_turn()) for _ in range(5)))
    assert len(answers) == 5
    engine.stop()
