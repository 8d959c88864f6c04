"""Neither the token nor anybody's words are logged, whatever goes wrong, at any level."""

import asyncio
import logging
from collections.abc import Callable

import pytest

from bot.channels.telegram.api import TelegramApi, quiet_libraries
from bot.channels.telegram.channel import TelegramChannel
from bot.channels.telegram.courtesies import Courtesies
from bot.channels.telegram.meanings import LeaveGroup
from bot.domain.errors import DeliveryFailed, SettingsProblems
from bot.domain.messages import Address, Button, Reply
from tests.botapi import BotApi
from tests.channels.telegram.conftest import WORDS, connected, polling, taken, until
from tests.fakes import MemoryStorage

SAID = "Kanarialintu-sanoo-salaisuuden"
ANSWERED = "Vastauksen-kanarialintu"
FAULTS = ("400", "401", "403", "409", "429", "500", "502", "cut_before", "cut_after", "garbage")


@pytest.fixture
def everything(caplog: pytest.LogCaptureFixture) -> Callable[[], str]:
    """Return all that was logged, with tracebacks and extra fields, from DEBUG up."""
    caplog.set_level(logging.DEBUG)
    quiet_libraries()

    def read() -> str:
        formatter = logging.Formatter("%(name)s %(message)s")
        return "\n".join(f"{formatter.format(one)} {vars(one)!r}" for one in caplog.records)

    return read


def clean(log: str, telegram: BotApi) -> bool:
    return not any(
        canary in log for canary in (telegram.token, telegram.token[11:], SAID, ANSWERED, "Aino")
    )


@pytest.mark.parametrize("kind", FAULTS)
def test_sending_logs_no_words_and_no_token(
    telegram: BotApi, everything: Callable[[], str], kind: str
) -> None:
    telegram.say(7, SAID)
    telegram.fault("sendMessage", kind, times=2)

    async def run() -> None:
        async with connected(telegram) as api:
            address = Address("telegram", api.bot_id, "7")
            reply = Reply(ANSWERED, (Button("reply", ANSWERED, "x" * 65),), key="some.key")
            try:
                await TelegramChannel(api).send(address, reply, repeat_mark=None)
            except DeliveryFailed:
                logging.getLogger("test").exception("the worst a caller could do")

    asyncio.run(run())
    assert everything()
    assert clean(everything(), telegram)


@pytest.mark.parametrize("kind", FAULTS)
def test_taking_in_logs_no_words_and_no_token(
    telegram: BotApi, storage: MemoryStorage, everything: Callable[[], str], kind: str
) -> None:
    telegram.say(7, SAID)
    telegram.update("message", {"text": SAID, "chat": SAID})
    telegram.update(SAID, SAID)
    telegram.fault("getUpdates", kind)
    telegram.fault("deleteWebhook", kind)

    async def run() -> None:
        async with polling(telegram, storage):
            await until(lambda: len(taken(storage)) == 1, 10)

    asyncio.run(run())
    assert clean(everything(), telegram)


def test_a_database_that_is_down_logs_no_words(
    telegram: BotApi, storage: MemoryStorage, everything: Callable[[], str]
) -> None:
    storage.down = True
    telegram.say(7, SAID)

    async def run() -> None:
        async with polling(telegram, storage) as poller:
            await until(lambda: poller.state == "no_storage")

    asyncio.run(run())
    assert clean(everything(), telegram)


@pytest.mark.parametrize("kind", FAULTS)
def test_courtesies_log_no_token(
    telegram: BotApi, everything: Callable[[], str], kind: str
) -> None:
    for method in ("answerCallbackQuery", "leaveChat", "sendMessage", "sendChatAction"):
        telegram.fault(method, kind)
    telegram.invite(-100)

    async def run() -> None:
        async with connected(telegram) as api:
            courtesies = Courtesies(api, WORDS)
            courtesies.pressed("unknown")
            courtesies.typing(Address("telegram", api.bot_id, "7"))
            courtesies.leave(LeaveGroup(-100, "fi", speak=True))
            await courtesies.close()

    asyncio.run(run())
    assert "telegram.courtesy_failed" in everything()
    assert clean(everything(), telegram)


def test_a_token_that_is_none_is_not_repeated() -> None:
    with pytest.raises(SettingsProblems) as caught:
        TelegramApi("not-a-token-but-secret")
    assert "secret" not in str(caught.value)


def test_the_libraries_do_log_without_us(
    telegram: BotApi, caplog: pytest.LogCaptureFixture
) -> None:
    """Proves that the tests above would see it."""
    telegram.say(7, "Moi")

    async def run() -> None:
        async with connected(telegram) as api:
            caplog.set_level(logging.DEBUG)
            for name in ("httpx", "telegram"):
                caplog.set_level(logging.DEBUG, logger=name)
            address = Address("telegram", api.bot_id, "7")
            await TelegramChannel(api).send(address, Reply(ANSWERED), repeat_mark=None)

    asyncio.run(run())
    assert telegram.token in caplog.text
    assert ANSWERED in caplog.text
