"""The engine over loopback: same answers, and every failure is one kind of failure."""

import asyncio
import socket
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

import httpx
import pytest
import uvicorn

from bot.domain.errors import EngineUnavailable
from bot.domain.messages import Choice, ConversationId, Say
from bot.engine.http import HttpEngine, engine_app
from bot.engine.local import LocalEngine
from bot.engine.scripted import ScriptedEngine
from bot.engine.wire import answer_from_json, answer_to_json, turn_from_json, turn_to_json
from bot.services.ports import EngineAnswer, EngineTurn

TOKEN = "t"
TURN = EngineTurn(ConversationId("c1"), "hei", None, {"language": "fi", "last": []}, "{}")
SAY = Say("unsure.options", {"n": 1, "name": "ä"}, (Choice("topic:scam"), Choice("menu:x", "m")))


@asynccontextmanager
async def served(engine: LocalEngine) -> AsyncIterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    config = uvicorn.Config(engine_app(engine, TOKEN), port=port, log_config=None, ws="none")
    server = uvicorn.Server(config)
    task = asyncio.create_task(server.serve())
    while not server.started:  # noqa: ASYNC110 - uvicorn has no event for it
        await asyncio.sleep(0.01)
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        await task


def test_turns_and_answers_survive_the_wire() -> None:
    assert turn_from_json(turn_to_json(TURN)) == TURN
    answer = EngineAnswer((SAY,), '{"v": 1}', {"language": "sv"}, "greet", hint=True)
    assert answer_from_json(answer_to_json(answer)) == answer


async def test_the_same_answer_comes_over_loopback() -> None:
    local = LocalEngine(lambda: ScriptedEngine({"hei": [SAY]}))
    await local.ready()
    async with served(local) as url:
        remote = HttpEngine(url, TOKEN)
        await remote.ready()
        assert await remote.respond(TURN) == await local.respond(TURN)
        await remote.close()
    local.stop()


async def test_a_wrong_token_a_broken_body_and_a_failing_core_are_all_unavailable() -> None:
    local = LocalEngine(lambda: ScriptedEngine({"hei": RuntimeError("x")}))
    await local.ready()
    async with served(local) as url:
        for token in ("wrong", TOKEN):
            remote = HttpEngine(url, token)
            with pytest.raises(EngineUnavailable):
                await remote.respond(TURN)
            await remote.close()
        async with httpx.AsyncClient(base_url=url) as client:
            assert (await client.post("/turn", content=b"{}")).status_code == 401
            headers = {"Authorization": f"Bearer {TOKEN}"}
            broken = await client.post("/turn", content=b"{}", headers=headers)
            assert broken.status_code == 400
    local.stop()


async def test_nobody_there_is_unavailable() -> None:
    remote = HttpEngine("http://127.0.0.1:9", TOKEN, limit_s=0.5)
    with pytest.raises(EngineUnavailable):
        await remote.respond(TURN)
    with pytest.raises(EngineUnavailable):
        await remote.ready()
    await remote.close()


async def test_an_answer_that_drips_is_given_up_at_the_limit() -> None:
    writers: list[asyncio.StreamWriter] = []

    async def drip(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writers.append(writer)
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n")
        with suppress(ConnectionError):
            for _ in range(50):
                writer.write(b" ")
                await writer.drain()
                await asyncio.sleep(0.1)
        writer.close()

    server = await asyncio.start_server(drip, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    remote, began = HttpEngine(f"http://127.0.0.1:{port}", TOKEN, limit_s=0.3), time.monotonic()
    with pytest.raises(EngineUnavailable):
        await remote.respond(TURN)
    assert time.monotonic() - began < 2
    await remote.close()
    server.close()
    for writer in writers:  # or the loop ends with an open connection
        writer.transport.abort()
    await asyncio.sleep(0.2)
