"""Takes turns: claims one waiting message, answers it, commits everything at once.

Several run side by side; the inbox gives each person's messages out one after another. No
transaction is open while the engine thinks; a turn whose lease ran out meanwhile is discarded
(promises F4, F20).
"""

import asyncio
import contextlib
import logging
import time
from collections.abc import Callable
from dataclasses import replace

from bot.domain.errors import LateTurn, StorageUnavailable
from bot.domain.messages import Address
from bot.runtime.metrics import Metrics
from bot.services.delivery_ports import ClaimedTurn
from bot.services.memory import recall
from bot.services.ports import Storage
from bot.turn import take_turn
from bot.turn_state import Outcome, Parts

log = logging.getLogger(__name__)

LEASE_S = 30.0
"""Longer than the engine's limit and a slow commit together."""

POLL_S = 1.0
"""How often to look for messages that another process took in."""

PULLED = frozenset({"web", "rest", "terminal"})
"""Channels whose people fetch their answers: nobody has to push them."""


class Worker:
    """A number of turn-taking tasks over one inbox.

    Args:
        storage: Where messages wait.
        parts: What a turn needs.
        answered: Called with the address after each committed turn (wakes pollers, the sender).
        side_by_side: How many turns of different people may be in work at once.
    """

    def __init__(
        self,
        storage: Storage,
        parts: Parts,
        answered: Callable[[Address], None],
        metrics: Metrics,
        side_by_side: int = 4,
    ) -> None:
        self._storage = storage
        self._parts = parts
        self._listeners = [answered]
        self._metrics = metrics
        self._side_by_side = side_by_side
        self._news: asyncio.Queue[None] = asyncio.Queue(side_by_side)
        self._stopping = False
        self._tasks: list[asyncio.Task[None]] = []

    def wake(self) -> None:
        """Say that a message has come in. Safe from the event loop only.

        One taker that waits looks, not all of them: they would only crowd the database.
        """
        with contextlib.suppress(asyncio.QueueFull):  # then every taker will look
            self._news.put_nowait(None)

    def also_tell(self, answered: Callable[[Address], None]) -> None:
        """Tell somebody else too after each committed turn."""
        self._listeners.append(answered)

    def start(self) -> None:
        """Begin to take turns."""
        self._tasks = [
            asyncio.create_task(self._run(), name=f"turns-{number}")
            for number in range(self._side_by_side)
        ]

    async def stop(self) -> None:
        """Finish the turns in work and take no new ones."""
        self._stopping = True
        for _ in self._tasks:
            self.wake()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _run(self) -> None:
        news = False
        while not self._stopping:
            try:
                claim = await self._claim(news=news)
                if claim is None:
                    news = await self._wait()
                else:
                    news = False
                    await self._take(claim)
            except Exception as error:
                # A bug in one message must not end the turns of everybody: nobody would notice
                # until the last taker is gone. The row rests until its lease ends.
                log.error("turn.broken", extra={"why": type(error).__name__})  # noqa: TRY400
                await asyncio.sleep(POLL_S)

    async def _wait(self) -> bool:
        """Return whether somebody said that a message has come in."""
        try:
            # What came in while we looked has left its mark: then there is no waiting.
            await asyncio.wait_for(self._news.get(), POLL_S)
        except TimeoutError:
            return False
        return True

    async def _claim(self, *, news: bool) -> ClaimedTurn | None:
        def claim() -> ClaimedTurn | None:
            with self._storage.begin() as work:
                claimed = work.inbox.claim(LEASE_S, news=news)
                if claimed is not None:
                    claimed = replace(claimed, facts=recall(work, claimed, self._parts.whose))
                work.commit()
                return claimed

        try:
            return await asyncio.to_thread(claim)
        except StorageUnavailable:
            log.warning("inbox.unavailable")
            await asyncio.sleep(POLL_S)
            return None

    async def _take(self, claim: ClaimedTurn) -> None:
        began = time.monotonic()
        outcome = await take_turn(claim, self._parts)
        try:
            await asyncio.to_thread(self._finish, claim, outcome)
        except LateTurn:
            log.warning("turn.late", extra={"inbox_id": claim.inbox_id})
            return
        except StorageUnavailable:
            # The row stays claimed until its lease ends; then the turn is taken again.
            log.warning("turn.not_saved", extra={"inbox_id": claim.inbox_id})
            return
        self._metrics.turn(outcome.intent, time.monotonic() - began)
        for answered in self._listeners:
            answered(claim.inbound.address)

    def _finish(self, claim: ClaimedTurn, outcome: Outcome) -> None:
        with self._storage.begin() as work:
            work.inbox.finish(
                claim,
                outcome.replies,
                outcome.person,
                outcome.tracker,
                delivered=claim.inbound.address.channel in PULLED,
            )
            for write in outcome.writes:
                write(work)
            if outcome.erase:
                work.conversations.erase_soon(claim.inbound.address)
            work.commit()
