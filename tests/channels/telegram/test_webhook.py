"""The webhook: Telegram alone is let in, and 200 means committed."""

import asyncio
import json
import secrets
import socket
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager, suppress

import httpx
import pytest
import uvicorn
from starlette.applications import Starlette

from bot.channels.telegram.webhook import MAX_BODY, SECRET_HEADER, Webhook
from bot.domain.errors import SettingsProblems
from tests.botapi import BotApi
from tests.channels.telegram.conftest import taken, taking_in, until
from tests.fakes import MemoryStorage

SECRET = "s3cret-of-the-webhook_0123456789abcdefgh"
UPDATE = {
    "update_id": 11,
    "message": {"chat": {"id": 7, "type": "private"}, "from": {"id": 7}, "text": "Apua"},
}


@asynccontextmanager
async def webhook(
    telegram: BotApi, storage: MemoryStorage, public_url: str = "http://bot.test"
) -> AsyncIterator[tuple[httpx.AsyncClient, Webhook]]:
    """The webhook behind a client that reaches it without a network."""
    async with taking_in(telegram, storage) as (api, intake):
        hook = Webhook(api, intake, secret=SECRET, public_url=public_url)
        transport = httpx.ASGITransport(Starlette(routes=hook.routes()))
        async with httpx.AsyncClient(transport=transport, base_url="http://bot.test") as client:
            yield client, hook


def forged_secrets() -> Iterable[dict[str, str]]:
    """200 ways not to know the secret."""
    yield {}
    yield {SECRET_HEADER: ""}
    yield {"Authorization": SECRET}
    for length in range(1, len(SECRET)):
        yield {SECRET_HEADER: SECRET[:length]}
        yield {SECRET_HEADER: SECRET[length:]}
    yield {SECRET_HEADER: SECRET.upper()}
    yield {SECRET_HEADER: SECRET + "x"}
    yield {SECRET_HEADER: "ä" * 40}
    for _ in range(120):  # other bots' secrets
        yield {SECRET_HEADER: secrets.token_urlsafe(30)}


def test_two_hundred_forged_posts_are_refused_and_leave_no_row(
    telegram: BotApi, storage: MemoryStorage
) -> None:
    async def run() -> list[int]:
        async with webhook(telegram, storage) as (client, hook):
            return [
                (
                    await client.post(
                        hook.path,
                        json=UPDATE | {"update_id": number},
                        headers={name.encode(): value.encode() for name, value in headers.items()},
                    )
                ).status_code
                for number, headers in enumerate(forged_secrets(), start=1)
            ]

    codes = asyncio.run(run())
    assert len(codes) >= 200
    assert set(codes) == {401}
    assert storage.state.inbox == {}


@pytest.mark.parametrize(
    ("content", "kind", "code"),
    [
        (json.dumps(UPDATE), "application/json", 200),
        (json.dumps(UPDATE), "application/json; charset=utf-8", 200),
        (json.dumps(UPDATE), "text/plain", 415),
        ("a=1", "application/x-www-form-urlencoded", 415),
        ("{", "application/json", 400),
        (b"\xff\xfe\x00", "application/json", 400),
        ("[" * 100_000, "application/json", 400),
        ("9" * 5_000, "application/json", 400),
        ("[]", "application/json", 200),
        ('{"update_id": 3, "message": {"chat": 1}}', "application/json", 200),
        ('"' + "x" * MAX_BODY + '"', "application/json", 413),
    ],
)
def test_only_json_of_a_sane_size_is_read(
    telegram: BotApi, storage: MemoryStorage, content: str | bytes, kind: str, code: int
) -> None:
    async def run() -> int:
        async with webhook(telegram, storage) as (client, hook):
            headers = {SECRET_HEADER: SECRET, "content-type": kind}
            answer = await client.post(hook.path, content=content, headers=headers)
            return answer.status_code

    assert asyncio.run(run()) == code


def test_other_paths_and_methods_are_unknown(telegram: BotApi, storage: MemoryStorage) -> None:
    async def run() -> tuple[int, int]:
        async with webhook(telegram, storage) as (client, hook):
            headers = {SECRET_HEADER: SECRET}
            other = await client.post("/telegram/1", json=UPDATE, headers=headers)
            read = await client.get(hook.path, headers=headers)
            return other.status_code, read.status_code

    assert asyncio.run(run()) == (404, 405)


def test_while_the_database_is_down_telegram_is_asked_to_come_again(
    telegram: BotApi, storage: MemoryStorage
) -> None:
    storage.down = True

    async def run() -> list[int]:
        async with webhook(telegram, storage) as (client, hook):
            headers = {SECRET_HEADER: SECRET}
            down = await client.post(hook.path, json=UPDATE, headers=headers)
            storage.down = False
            up = await client.post(hook.path, json=UPDATE, headers=headers)
            again = await client.post(hook.path, json=UPDATE, headers=headers)
            return [down.status_code, up.status_code, again.status_code]

    assert asyncio.run(run()) == [503, 200, 200]
    assert [one.text for one in taken(storage)] == ["Apua"]


def test_a_body_that_never_ends_is_cut_off(
    telegram: BotApi, storage: MemoryStorage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.channels.telegram.webhook.READ_LIMIT_S", 0.05)

    async def slowly() -> AsyncIterator[bytes]:
        while True:
            yield b" "
            await asyncio.sleep(0.02)

    async def run() -> int:
        async with webhook(telegram, storage) as (client, hook):
            headers = {SECRET_HEADER: SECRET, "content-type": "application/json"}
            answer = await client.post(hook.path, content=slowly(), headers=headers)
            return answer.status_code

    assert asyncio.run(run()) == 408


@pytest.mark.parametrize("secret", ["", "short", "x" * 31, "x" * 257, "ä" * 40, "a b" * 20])
def test_a_secret_that_could_be_guessed_is_refused_at_the_start(
    telegram: BotApi, storage: MemoryStorage, secret: str
) -> None:
    async def run() -> None:
        async with taking_in(telegram, storage) as (api, intake):
            Webhook(api, intake, secret=secret, public_url="https://bot.test")

    with pytest.raises(SettingsProblems):
        asyncio.run(run())


@asynccontextmanager
async def served(app: Starlette, listener: socket.socket) -> AsyncIterator[None]:
    config = uvicorn.Config(app, log_config=None, access_log=False, ws="none", lifespan="off")
    server = uvicorn.Server(config)
    running = asyncio.create_task(server.serve(sockets=[listener]))
    try:
        yield
    finally:
        server.should_exit = True
        with suppress(asyncio.CancelledError):
            await running


def test_telegram_posts_to_us_with_our_secret_until_we_have_it(
    telegram: BotApi, storage: MemoryStorage
) -> None:
    listener = socket.create_server(("127.0.0.1", 0))
    ours = f"http://127.0.0.1:{listener.getsockname()[1]}"
    storage.down = True
    telegram.fault("setWebhook", "500")

    async def run() -> None:
        async with webhook(telegram, storage, ours) as (_, hook):
            app = Starlette(routes=hook.routes())
            async with served(app, listener):
                telegram.say(7, "Moi")
                telegram.press(7, "menu:money~mac")
                await hook.register()
                await asyncio.sleep(0.1)
                assert len(telegram.pending()) == 2
                storage.down = False
                await until(lambda: not telegram.pending() and not telegram.state.queries)

    asyncio.run(run())
    (call, _) = telegram.calls("setWebhook")[::-1]
    assert call.params["url"].endswith(f"/telegram/{telegram.bot_id}")
    assert json.loads(call.params["allowed_updates"]) == [
        "message",
        "edited_message",
        "callback_query",
        "my_chat_member",
    ]
    assert [one.text for one in taken(storage)] == ["Moi", "menu:money~mac"]
