"""Our own getUpdates loop: the offset moves in the commit that keeps the messages.

The library's loop holds updates in memory and has already told Telegram to forget them
(promises F13): a kill would lose them. Run one of these per bot; a second one gets 409.
"""

import asyncio
import logging
from collections.abc import Coroutine
from typing import Any, Literal, TypeVar

from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError

from bot.channels.telegram.api import TelegramApi
from bot.channels.telegram.failures import delivery_failed
from bot.channels.telegram.intake import Intake
from bot.channels.telegram.updates import update_id
from bot.domain.errors import StorageUnavailable
from bot.services.backoff import backoff_s

log = logging.getLogger(__name__)
_T = TypeVar("_T")

WAIT_S = 25
"""How long Telegram holds a request when there is nothing new."""
LONGEST_PAUSE_S = 60.0
LONGEST_OUTAGE_S = 2.0
"""The longest pause while the database is down: danger is answered after the next look."""

PollerState = Literal[
    "starting", "ok", "conflict", "token_refused", "unreachable", "no_storage", "broken", "stopped"
]


class Poller:
    """Reads one bot's updates until it is stopped. ``state`` tells health checks how it goes."""

    def __init__(
        self,
        api: TelegramApi,
        intake: Intake,
        *,
        wait_s: int = WAIT_S,
        longest_pause_s: float = LONGEST_PAUSE_S,
    ) -> None:
        self.state: PollerState = "starting"
        self._api = api
        self._intake = intake
        self._wait_s = wait_s
        self._longest_pause_s = longest_pause_s
        self._offset = 0  # the last one read: what lies below it has been committed
        self._stop = asyncio.Event()

    def stop(self) -> None:
        """End after the commit that is under way. What was only fetched comes again."""
        self._stop.set()

    async def run(self) -> None:
        """Poll until stopped. Trouble makes it wait and try again, never end."""
        failures, webhook_gone = 0, False
        while not self._stop.is_set():
            try:
                if not webhook_gone:  # Telegram refuses getUpdates while one is set
                    await self._unless_stopped(self._api.bot.delete_webhook())
                    webhook_gone = True
                await self._round()
            except Exception as error:  # one odd update must not end the reading of all others
                failures += 1
                await self._pause(error, failures)
                webhook_gone = webhook_gone and not isinstance(error, Conflict)
            else:
                failures, self.state = 0, "ok"
        self.state = "stopped"

    async def _round(self) -> None:
        try:
            offset = self._offset = await self._intake.offset()
        except StorageUnavailable:
            await self._look()
            raise
        raws = await self._unless_stopped(self._api.updates(offset, self._wait_s))
        if not raws:
            return
        numbers = [number for raw in raws if (number := update_id(raw)) is not None]
        if not numbers:  # without an id there is no way past it: as if nothing had come
            raise TelegramError("updates without an id")
        await self._intake.take(raws, offset=max(offset, max(numbers) + 1))

    async def _look(self) -> None:
        """Take what waits, to hear danger in it; the commit fails, so nothing is acknowledged."""
        raws = await self._unless_stopped(self._api.updates(self._offset, 0))
        if raws:
            await self._intake.take(raws)

    async def _pause(self, error: Exception, failures: int) -> None:
        self.state = _state(error)
        outage = isinstance(error, StorageUnavailable)
        longest_s = min(self._longest_pause_s, LONGEST_OUTAGE_S if outage else LONGEST_PAUSE_S)
        wait_s = backoff_s(failures, longest_s)
        if isinstance(error, RetryAfter):
            wait_s = delivery_failed(error).retry_after_s or wait_s
        said: dict[str, object] = {
            "why": self.state,
            "failures": failures,
            "pause_s": round(wait_s, 1),
        }
        if isinstance(error, Conflict):
            # Two programs with one token take each other's messages: an operator must see it.
            said["hint"] = "another program polls this bot or has set a webhook; stop one of them"
        grave = isinstance(error, Conflict | InvalidToken) or self.state == "broken"
        level = logging.ERROR if grave else logging.WARNING
        log.log(level, "telegram.poll_failed", extra=said)
        await self._unless_stopped(asyncio.sleep(wait_s))

    async def _unless_stopped(self, call: Coroutine[Any, Any, _T]) -> _T | None:
        """Return what a call brings, or None when we are told to stop meanwhile."""
        task = asyncio.ensure_future(call)
        stop = asyncio.ensure_future(self._stop.wait())
        try:
            await asyncio.wait({task, stop}, return_when=asyncio.FIRST_COMPLETED)
            return await task if task.done() else None
        finally:
            stop.cancel()
            task.cancel()


def _state(error: Exception) -> PollerState:
    if isinstance(error, Conflict):
        return "conflict"
    if isinstance(error, InvalidToken):
        return "token_refused"
    if isinstance(error, StorageUnavailable):
        return "no_storage"
    return "unreachable" if isinstance(error, TelegramError) else "broken"
