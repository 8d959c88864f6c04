"""Tells workers in their own Telegram: one task that takes claimed notices step by step.

Words go out through the outbox and the ordinary sender; a notice is looked at again until they
are there (``services/chat_notices.py``).
"""

import asyncio
import logging
from contextlib import suppress

from bot.domain.errors import LateTurn, StorageUnavailable, blame
from bot.domain.messages import Address
from bot.domain.ways import Ways
from bot.services.chat_notices import take_round
from bot.services.handoff_ports import HandoffStorage, Wording
from bot.services.ports import Clock

log = logging.getLogger(__name__)

LEASE_S = 3.0
"""How long until a notice under way is looked at again."""

POLL_S = 1.0


class ChatNotices:
    """Follows the notices of the channel "telegram" until it is stopped."""

    def __init__(
        self, storage: HandoffStorage, wording: Wording, ways: Ways, clock: Clock
    ) -> None:
        self._storage, self._wording, self._ways, self._clock = storage, wording, ways, clock
        self._news, self._stopping = asyncio.Event(), asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin. Needs a running event loop."""
        self._task = asyncio.create_task(self._run(), name="chat-notices")

    def wake(self, _: Address | None = None) -> None:
        """Look now: a turn has been committed."""
        self._news.set()

    async def stop(self) -> None:
        """Finish the step in work and begin no more."""
        self._stopping.set()
        self._news.set()
        if self._task is not None:
            await self._task

    def take_all(self) -> int:
        """Take a step of every notice that can be taken now; return how many messages it made."""
        put = 0
        while not self._stopping.is_set():
            with self._storage.begin() as work:
                claim = work.notices.claim("telegram", LEASE_S)
                work.commit()
            if claim is None:
                break
            # Somebody may do something with the same handoff meanwhile: the next step sees it.
            with suppress(LateTurn), self._storage.begin() as work:
                put += take_round(work, claim, self._clock.now(), self._wording, self._ways)
                work.commit()
        return put

    async def _run(self) -> None:
        while not self._stopping.is_set():
            self._news.clear()
            try:
                await asyncio.to_thread(self.take_all)
            except StorageUnavailable:
                log.warning("chat_notice.no_storage")
            except Exception as error:  # a bug in one must not end the notices of everybody
                log.error("chat_notice.broken", extra={"why": blame(error)})  # noqa: TRY400
            with suppress(TimeoutError):
                async with asyncio.timeout(POLL_S):
                    await self._news.wait()
