"""Takes turns: claims one waiting message, answers it, commits everything at once.

Several run side by side; the inbox gives each person's messages out one after another. No
transaction is open while the engine thinks; a turn whose lease ran out meanwhile is discarded
(promises F4, F20).

No message stops anybody. What cannot be read or written for another reason than a database that
is down will not go better the next time: its person is told at once that it did not work, or gets
the card where danger is heard, and nothing else of the turn is written.
"""

import asyncio
import contextlib
import logging
import time
from collections.abc import Callable
from dataclasses import replace

from bot.domain.errors import LateTurn, StorageUnavailable, blame, is_away
from bot.domain.messages import Address
from bot.runtime.metrics import Metrics
from bot.services.alarm import Alarm
from bot.services.delivery_ports import ClaimedTurn
from bot.services.memory import recall
from bot.services.ports import Storage, UnitOfWork
from bot.turn import take_turn
from bot.turn_fallback import said_anyway
from bot.turn_state import Outcome, Parts

log = logging.getLogger(__name__)

LEASE_S = 30.0
"""Longer than the engine's limit and a slow commit together."""

TRIES = 5
"""How often a message is taken: one that was in vain so often is not answered by another try."""

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
                log.error("turn.broken", extra={"why": blame(error)})  # noqa: TRY400
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
                # The lease stands, whatever is found in what belongs to it: the next one to look
                # must meet another message.
                work.commit()
                return self._with_facts(work, claimed) if claimed is not None else None

        try:
            return await asyncio.to_thread(claim)
        except StorageUnavailable:
            log.warning("inbox.unavailable")
            await asyncio.sleep(POLL_S)
            return None

    def _with_facts(self, work: UnitOfWork, claim: ClaimedTurn) -> ClaimedTurn:
        """Return a claim with what else is known of the person; broken when that is not so."""
        if claim.broken:
            return claim
        if claim.attempts > TRIES:
            log.error("turn.tried_in_vain", extra={"inbox_id": claim.inbox_id})
            return replace(claim, broken=True)
        try:
            return replace(claim, facts=recall(work, claim, self._parts.whose))
        except Exception as error:
            if _passes(error):  # the row rests until its lease ends
                raise
            _note("turn.unread", claim, error)
            return replace(claim, broken=True)

    async def _take(self, claim: ClaimedTurn) -> None:
        began = time.monotonic()
        try:
            outcome = await self._save(claim, await self._outcome(claim))
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
        await self._do_afterwards(claim, outcome)

    async def _outcome(self, claim: ClaimedTurn) -> Outcome:
        if claim.broken:
            return self._words_alone(claim)
        return await take_turn(claim, self._parts)

    async def _save(self, claim: ClaimedTurn, outcome: Outcome) -> Outcome:
        """Commit a turn, or where it cannot be written the words that say so; return which."""
        try:
            await asyncio.to_thread(self._finish, claim, outcome)
        except Exception as error:
            if _passes(error):
                raise
            _note("turn.unwritten", claim, error)
            outcome = self._words_alone(claim, outcome.alarm)
            await asyncio.to_thread(self._finish, claim, outcome)
        return outcome

    def _words_alone(self, claim: ClaimedTurn, found: Alarm | None = None) -> Outcome:
        """Return honest words, or the card where danger is heard, and nothing to write."""
        self._metrics.count("turns_broken_total")
        return replace(said_anyway(claim, self._parts, found), writes=())

    async def _do_afterwards(self, claim: ClaimedTurn, outcome: Outcome) -> None:
        """Do what no database holds. The answer stands, whatever becomes of it."""
        for done in outcome.afterwards:
            try:
                await asyncio.to_thread(done)
            except Exception as error:
                _note("turn.afterwards_failed", claim, error)

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


def _passes(error: Exception) -> bool:
    """Return whether the same may go well in a while: the database is away, or somebody faster."""
    return is_away(error) or isinstance(error, LateTurn)


def _note(event: str, claim: ClaimedTurn, error: Exception) -> None:
    # A traceback's locals could hold a person's words.
    log.error(event, extra={"inbox_id": claim.inbox_id, "why": blame(error)})
