"""A Bot API server for each test, and short ways to the parts that talk to it."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager

import pytest

from bot.channels.telegram.api import TelegramApi
from bot.channels.telegram.channel import TelegramChannel
from bot.channels.telegram.courtesies import Courtesies
from bot.channels.telegram.direct import Direct
from bot.channels.telegram.intake import Intake
from bot.channels.telegram.poller import Poller
from bot.domain.messages import Inbound
from bot.i18n import Words
from bot.runtime.clock import SystemClock
from bot.services.crisis import SentPast, Urgent
from bot.services.ports import Storage
from tests.botapi import BotApi
from tests.fakes import MemoryStorage

WORDS = Words.load()


@pytest.fixture
def telegram() -> Iterator[BotApi]:
    with BotApi() as server:
        yield server


@pytest.fixture
def storage() -> MemoryStorage:
    return MemoryStorage()


@asynccontextmanager
async def connected(telegram: BotApi) -> AsyncIterator[TelegramApi]:
    """A bot at the tests' server, closed at the end."""
    api = TelegramApi(telegram.token, telegram.url)
    try:
        yield api
    finally:
        await api.close()


@asynccontextmanager
async def taking_in(
    telegram: BotApi,
    storage: Storage,
    woken: Callable[[], None] = lambda: None,
    urgent: Urgent = lambda _: (),
) -> AsyncIterator[tuple[TelegramApi, Intake]]:
    """A bot whose updates go into ``storage``."""
    async with connected(telegram) as api:
        courtesies = Courtesies(api, WORDS)
        try:
            direct = Direct(TelegramChannel(api, part_gap_s=0.0), urgent, SentPast())
            yield api, Intake(storage, api.bot_id, courtesies, SystemClock(), woken, direct)
        finally:
            await courtesies.close()


@asynccontextmanager
async def polling(
    telegram: BotApi, storage: Storage, urgent: Urgent = lambda _: ()
) -> AsyncIterator[Poller]:
    """A poller at work."""
    async with taking_in(telegram, storage, urgent=urgent) as (api, intake):
        poller = Poller(api, intake, wait_s=1, longest_pause_s=0.05)
        running = asyncio.create_task(poller.run())
        try:
            yield poller
        finally:
            poller.stop()
            await asyncio.wait_for(running, 5)


async def until(holds: Callable[[], bool], seconds: float = 5.0) -> None:
    """Wait until something holds; fail when it does not in time."""
    async with asyncio.timeout(seconds):
        while not holds():  # noqa: ASYNC110 - what we wait for happens in another thread
            await asyncio.sleep(0.005)


def taken(storage: MemoryStorage) -> list[Inbound]:
    """Return what the inbox holds, in order."""
    return [row.inbound for _, row in sorted(storage.state.inbox.items())]
