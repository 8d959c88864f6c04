"""One process of the service: how it starts and stops, and an answer for who waits.

The stop order is part of the design: first nothing new is taken in, then the turns in work are
finished, then what was decided is sent, then the database closes.
"""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from weakref import WeakValueDictionary

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.routing import BaseRoute

from bot.channels.signals import Signals
from bot.domain.errors import StorageUnavailable
from bot.domain.messages import Address, Inbound, Reply
from bot.runtime.chat_notices import ChatNotices
from bot.runtime.heartbeat import Heartbeat
from bot.runtime.notices import NoticeSender
from bot.runtime.worker import Worker
from bot.services.ports import Clock, Storage
from bot.services.receive import receive
from bot.settings import Settings
from bot.storage.unit_of_work import SqlStorage

if TYPE_CHECKING:
    from bot.runtime.telegram import TelegramLine

ANSWER_WITHIN_S = 20.0
"""How long a caller that waits (REST, terminal) waits: the engine's limit and some queueing."""

LOOK_EVERY_S = 0.5
"""How often a waiting caller looks by itself: another process may have taken the turn."""


@dataclass(slots=True)
class App:
    """The parts of one process."""

    settings: Settings
    clock: Clock
    storage: SqlStorage
    worker: Worker
    heartbeat: Heartbeat
    signals: Signals
    telegram: "TelegramLine | None" = None
    notices: list[NoticeSender] = field(default_factory=list)
    chats: ChatNotices | None = None
    routes: list[BaseRoute] = field(default_factory=list)
    on_error: dict[Any, Callable[..., Any]] = field(default_factory=dict)
    _talking: WeakValueDictionary[Address, asyncio.Lock] = field(
        default_factory=WeakValueDictionary, init=False
    )

    async def start(self) -> None:
        """Start taking turns, sending, and doing what is due."""
        self.worker.start()
        self.heartbeat.start()
        if self.telegram is not None:
            self.telegram.start()
        for notices in self.notices:
            notices.start()
        if self.chats is not None:
            self.chats.start()

    async def stop(self) -> None:
        """Stop in the order of the module's promise."""
        self.heartbeat.stop()
        self.signals.close()
        if self.telegram is not None:
            await self.telegram.stop_taking_in()
        await self.worker.stop()
        if self.chats is not None:
            await self.chats.stop()
        if self.telegram is not None:
            await self.telegram.stop_sending()
        for notices in self.notices:
            await notices.stop()
        self.storage.close()

    async def converse(self, inbound: Inbound) -> list[Reply]:
        """Take a message in and return all that is answered to it.

        Raises:
            StorageUnavailable: it was not kept.
            TimeoutError: no answer in time; the message is kept and will be answered.
        """
        # One after the other: what is new in a talk could answer any of those who wait in it.
        async with self._talking.setdefault(inbound.address, asyncio.Lock()):
            return await self._answered(inbound)

    async def _answered(self, inbound: Inbound) -> list[Reply]:
        address, until = inbound.address, time.monotonic() + ANSWER_WITHIN_S
        with self.signals.listen(address) as bell:  # hung up first: no answer is there unheard
            asked = await asyncio.to_thread(self._take_in, inbound)
            self.worker.wake()
            while time.monotonic() < until:
                await bell.wait(LOOK_EVERY_S)
                replies: list[Reply] = []
                with suppress(StorageUnavailable):  # the message is kept: "not saved" is untrue
                    replies = await asyncio.to_thread(_replies, self.storage, address, asked)
                if replies:
                    return replies
        raise TimeoutError

    def web(self) -> Starlette:
        """Return the gateway that faces the network."""

        @asynccontextmanager
        async def lifespan(_: Starlette) -> AsyncIterator[None]:
            await self.start()
            yield
            await self.stop()

        return Starlette(
            routes=self.routes,
            lifespan=lifespan,
            exception_handlers=self.on_error,
            middleware=[Middleware(GZipMiddleware, minimum_size=500)],
        )

    def _take_in(self, inbound: Inbound) -> int:
        """Commit a message; return its cursor: what is answered stands behind it."""
        with self.storage.begin() as work:
            receive(work, inbound)
            asked = work.conversations.last_cursor(inbound.address)
            work.commit()
        return asked


def _replies(storage: Storage, address: Address, after: int) -> list[Reply]:
    with storage.begin() as work:
        history = work.conversations.history(address, after)
    return [stored.reply for stored in history if stored.said_by == "bot"]
