"""Danger while the database is down: answered past the outbox, once, and nothing acknowledged."""

import asyncio

import pytest

from bot.domain.errors import StorageUnavailable
from tests.botapi import BotApi
from tests.channels.telegram.conftest import polling, taken, taking_in, until
from tests.danger import PILLS, urgent
from tests.fakes import MemoryStorage


def cards(telegram: BotApi, chat: int = 7) -> list[str]:
    return [text for text in telegram.texts(chat) if "Soita 112 nyt" in text]


def test_the_card_goes_out_before_the_failure_is_told_and_once_an_update(
    telegram: BotApi, storage: MemoryStorage
) -> None:
    telegram.say(7, PILLS)
    telegram.say(8, "rahat loppu")
    storage.down = True

    async def run() -> None:
        async with taking_in(telegram, storage, urgent=urgent()) as (api, intake):
            raws = await api.updates(0, 0)
            for _ in range(3):
                with pytest.raises(StorageUnavailable):
                    await intake.take(raws)
                assert len(cards(telegram)) == 1

    asyncio.run(run())
    assert telegram.texts(8) == []
    assert any("040 000 0112" in text for text in telegram.texts(7))


def test_a_card_that_did_not_go_out_is_tried_again(
    telegram: BotApi, storage: MemoryStorage
) -> None:
    telegram.say(7, PILLS)
    telegram.fault("sendMessage", "429", retry_after=1)
    storage.down = True

    async def run() -> None:
        async with taking_in(telegram, storage, urgent=urgent()) as (api, intake):
            raws = await api.updates(0, 0)
            for _ in range(2):
                with pytest.raises(StorageUnavailable):
                    await intake.take(raws)

    asyncio.run(run())
    assert len(cards(telegram)) == 1


def test_a_poller_hears_danger_through_an_outage_and_keeps_the_message_for_later(
    telegram: BotApi, storage: MemoryStorage
) -> None:
    storage.down = True

    async def run() -> None:
        async with polling(telegram, storage, urgent()) as poller:
            await until(lambda: poller.state == "no_storage")
            number = telegram.say(7, PILLS)
            await until(lambda: bool(cards(telegram)))
            assert telegram.pending() == [number]
            storage.down = False
            await until(lambda: not telegram.pending())

    asyncio.run(run())
    assert [one.text for one in taken(storage)] == [PILLS]
    assert len(cards(telegram)) == 1
