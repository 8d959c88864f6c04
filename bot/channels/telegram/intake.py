"""The way in: what Telegram hands over is committed first and acknowledged then.

``poller`` and ``webhook`` both come through here. Nothing is answered here but danger that could
not be kept (``direct``).
"""

import asyncio
import logging
from collections.abc import Callable, Sequence

from bot.channels.telegram.courtesies import Courtesies
from bot.channels.telegram.direct import Direct
from bot.channels.telegram.meanings import Ignored, LeaveGroup, Reach, Received, Update
from bot.channels.telegram.updates import read_update
from bot.domain.errors import StorageUnavailable
from bot.services.ports import Clock, Storage, UnitOfWork
from bot.services.receive import receive

log = logging.getLogger(__name__)


class Intake:
    """Takes raw updates of one bot.

    Args:
        storage: Used in worker threads, one unit of work a call.
        bot_id: Our id of the bot.
        courtesies: Told after the commit.
        clock: Gives the time of what comes in.
        on_taken: Called after a commit that brought something new (wakes who answers).
        direct: Answers danger when the commit fails.
    """

    def __init__(
        self,
        storage: Storage,
        bot_id: str,
        courtesies: Courtesies,
        clock: Clock,
        on_taken: Callable[[], None],
        direct: Direct | None = None,
    ) -> None:
        self._storage = storage
        self._bot_id = bot_id
        self._courtesies = courtesies
        self._clock = clock
        self._on_taken = on_taken
        self._direct = direct

    async def take(self, raws: Sequence[object], *, offset: int | None = None) -> None:
        """Commit updates, and with them how far has been read; only then do anything else.

        Args:
            raws: Parsed JSON of any shape, in order.
            offset: For a polled bot: the next update id to ask for.

        Raises:
            StorageUnavailable: nothing of it was kept, and nothing may be acknowledged.
        """
        at = self._clock.now()
        updates = [read_update(raw, self._bot_id, at) for raw in raws]
        try:
            new = await asyncio.to_thread(self._commit, updates, offset)
        except StorageUnavailable:
            if self._direct is not None:
                await self._direct.answer(updates)
            raise
        if new:
            self._on_taken()
        for update in updates:
            self._be_courteous(update)
        log.info("telegram.taken", extra={"updates": len(updates), "new": new})

    async def offset(self) -> int:
        """Return the next update id to ask for.

        Raises:
            StorageUnavailable: the database does not answer.
        """
        return await asyncio.to_thread(self._offset)

    def _offset(self) -> int:
        with self._storage.begin() as work:
            return work.offsets.get(self._bot_id)

    def _commit(self, updates: Sequence[Update], offset: int | None) -> int:
        with self._storage.begin() as work:
            new = sum(_keep(work, update) for update in updates)
            if offset is not None:
                work.offsets.set(self._bot_id, offset)
            work.commit()
        return new

    def _be_courteous(self, update: Update) -> None:
        if isinstance(update, Received | Ignored) and update.query_id is not None:
            self._courtesies.pressed(update.query_id)
        elif isinstance(update, LeaveGroup):
            self._courtesies.leave(update)


def _keep(work: UnitOfWork, update: Update) -> int:
    """Write what an update means; return how many messages were new."""
    new = 0
    if isinstance(update, Received):
        for inbound in update.inbounds:
            if receive(work, inbound) is not None:
                work.outbox.start_address(inbound.address)  # who writes can be reached
                new += 1
    elif isinstance(update, Reach):
        if update.reachable:
            work.outbox.start_address(update.address)
        else:
            work.outbox.stop_address(update.address, "blocked")
    return new
