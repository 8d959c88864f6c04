"""Sends what the outbox holds: at least once, in order for each person, a possible repeat marked.

A row is claimed, waits for its turn, and that its call begins is committed before the call; how
the call ended is committed after it. No transaction is open meanwhile. A process that dies in a
call leaves a row whose lease runs out: whoever claims it then says that it may be a repeat. A row
that was only waiting gets no such mark, or a death in a rush would mark dozens for nothing.
"""

import asyncio
import logging
import time
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from bot.domain.errors import DeliveryFailed, StorageUnavailable, blame
from bot.domain.messages import ChannelName
from bot.i18n import Words
from bot.runtime.pacing import SenderLimits
from bot.runtime.sender_line import Held, SenderLine
from bot.services.backoff import backoff_s
from bot.services.delivery_ports import ClaimedReply
from bot.services.ports import Clock, PushChannel, Storage, UnitOfWork

log = logging.getLogger(__name__)

_STORAGE_RETRY_S = 0.5
_STORAGE_CAP_S = 15.0


class Sender:
    """Pushes the outbox through its channels until it is stopped.

    Any number of senders may run against one database. ``run`` must be awaited in the event loop
    that calls ``wake`` and ``stop``.
    """

    def __init__(
        self,
        storage: Storage,
        channels: Mapping[ChannelName, PushChannel],
        words: Words,
        clock: Clock,
        limits: SenderLimits | None = None,
    ) -> None:
        self._storage = storage
        self._words = words
        self._clock = clock
        self._limits = limits or SenderLimits()
        self._lines = {name: SenderLine(it, self._limits) for name, it in channels.items()}
        self._stopping = asyncio.Event()

    def wake(self) -> None:
        """Look at the outbox now: something has been committed to it."""
        for line in self._lines.values():
            line.news.set()

    def stop(self) -> None:
        """Begin nothing more. ``run`` returns once the calls under way have ended."""
        self._stopping.set()
        self.wake()

    async def run(self) -> None:
        """Send until stopped; then finish the calls under way and give back every other row."""
        async with asyncio.TaskGroup() as group:
            for name, line in self._lines.items():
                group.create_task(self._serve(name, line))

    async def _serve(self, name: ChannelName, line: SenderLine) -> None:
        failures = 0
        async with asyncio.TaskGroup() as sends:
            while not self._stopping.is_set():
                # Until every outcome is written down, a row could be claimed and sent again.
                if line.unrecorded:
                    await line.rest(self._limits.poll_s)
                    continue
                try:
                    held = await self._claim(name)
                except Exception as error:  # a bug here must not end the sending for everybody
                    failures += 1
                    _report(error, failures)
                    await line.rest(backoff_s(failures, _STORAGE_CAP_S))
                    continue
                failures = 0
                if held is not None and line.is_open(held.claim.lane):
                    sends.create_task(self._deliver(line, held))
                    line.under_way += 1
                    continue
                if held is not None:  # lanes come in order: nothing urgent waits behind this one
                    await self._give_back(line, held.claim)
                await line.rest(self._limits.poll_s)

    async def _claim(self, name: ChannelName) -> Held | None:
        before = time.monotonic()
        claim = await asyncio.to_thread(self._claim_now, name)
        if claim is None:
            return None
        return Held(claim, before + self._limits.lease_s - self._limits.send_s)

    def _claim_now(self, name: ChannelName) -> ClaimedReply | None:
        with self._storage.begin() as work:
            claim = work.outbox.claim(name, self._limits.lease_s)
            work.commit()
            return claim

    async def _deliver(self, line: SenderLine, held: Held) -> None:
        claim = held.claim
        try:
            if not (await line.may_begin(held, self._stopping) and await self._begins(claim)):
                await self._give_back(line, claim)
                return
            begun = time.monotonic()
            try:
                provider_id = await self._send(line.channel, claim)
            except DeliveryFailed as failure:
                await self._record(line, claim, self._after(line, claim, failure))
                return
            took_ms = round(1000 * (time.monotonic() - begun))
            log.info("delivery.sent", extra={"outbox_id": claim.outbox_id, "ms": took_ms})
            await self._record(line, claim, lambda work: work.outbox.sent(claim, provider_id))
        finally:
            line.under_way -= 1
            line.news.set()  # the next one of this address can be claimed now

    async def _give_back(self, line: SenderLine, claim: ClaimedReply) -> None:
        await self._record(line, claim, lambda work: work.outbox.release(claim))

    async def _begins(self, claim: ClaimedReply) -> bool:
        """Commit that the call begins; False when the database or the lease has gone."""

        def begin() -> bool:
            with self._storage.begin() as work:
                ours = work.outbox.begin(claim)
                work.commit()
                return ours

        try:
            return await asyncio.to_thread(begin)
        except StorageUnavailable:
            return False

    async def _send(self, channel: PushChannel, claim: ClaimedReply) -> str | None:
        mark = None
        if claim.maybe_dup:
            mark = self._words.text(claim.reply.language, "delivery.repeat")
        try:
            async with asyncio.timeout(self._limits.send_s):
                return await channel.send(claim.address, claim.reply, repeat_mark=mark)
        except TimeoutError:
            raise DeliveryFailed("slow", retryable=True, maybe_delivered=True) from None
        except DeliveryFailed:
            raise
        except Exception as error:
            # A bug in one message must not stop everybody's: it waits, marked, and is seen.
            log.error(  # noqa: TRY400 - a traceback could show the words
                "delivery.broken",
                extra={"outbox_id": claim.outbox_id, "why": blame(error)},
            )
            raise DeliveryFailed("broken", retryable=True, maybe_delivered=True) from None

    def _after(
        self, line: SenderLine, claim: ClaimedReply, failure: DeliveryFailed
    ) -> Callable[[UnitOfWork], None]:
        """Return what to write after a failure."""
        not_before, dead = self._next_try(line, claim, failure)
        said = {
            "outbox_id": claim.outbox_id,
            "why": failure.reason,
            "attempts": claim.attempts,
            "dead": dead is not None,
        }
        # Blocking the bot is a person's right and no fault; other deaths are, and wake somebody.
        fault = dead is not None and not failure.stop_address
        log.log(logging.ERROR if fault else logging.WARNING, "delivery.failed", extra=said)

        def write(work: UnitOfWork) -> None:
            work.outbox.failed(
                claim,
                not_before=not_before,
                dead=dead,
                maybe_dup=claim.maybe_dup or failure.maybe_delivered,
            )
            if failure.stop_address:
                work.outbox.stop_address(claim.address, failure.reason)

        return write

    def _next_try(
        self, line: SenderLine, claim: ClaimedReply, failure: DeliveryFailed
    ) -> tuple[datetime | None, str | None]:
        """Return (when it is tried again, None), or (None, why it never is)."""
        if not failure.retryable:
            return None, failure.reason
        if claim.attempts >= self._limits.most_attempts:
            return None, "gave_up"
        wait_s = failure.retry_after_s
        if wait_s is not None:
            line.pace.refused(claim.address.external, wait_s, time.monotonic())
        else:
            wait_s = backoff_s(claim.attempts, self._limits.backoff_cap_s)
        return self._clock.now() + timedelta(seconds=wait_s), None

    async def _record(
        self, line: SenderLine, claim: ClaimedReply, change: Callable[[UnitOfWork], None]
    ) -> None:
        """Write how a row ended. While the database is away this keeps trying: it alone knows."""
        if await self._is_written(change):
            return
        line.unrecorded += 1
        tries_left = round(self._limits.record_s / _STORAGE_RETRY_S)
        while tries_left and not await self._is_written(change):
            tries_left -= self._stopping.is_set()
            await asyncio.sleep(_STORAGE_RETRY_S)
        line.unrecorded -= 1
        if not tries_left:  # its lease runs out, and it is sent again under the mark
            log.error("delivery.outcome_lost", extra={"outbox_id": claim.outbox_id})

    async def _is_written(self, change: Callable[[UnitOfWork], None]) -> bool:
        try:
            await asyncio.to_thread(self._commit, change)
        except StorageUnavailable:
            return False
        except Exception as error:  # asking again brings the same; the lease runs out instead
            _report(error, 1)
        return True

    def _commit(self, change: Callable[[UnitOfWork], None]) -> None:
        with self._storage.begin() as work:
            change(work)
            work.commit()


def _report(error: Exception, failures: int) -> None:
    """Log what went wrong with the outbox: an outage, or a bug that somebody has to see."""
    said: dict[str, object] = {"failures": failures}
    if isinstance(error, StorageUnavailable):
        log.warning("delivery.no_storage", extra=said)
    else:
        log.error("delivery.broken", extra={**said, "why": blame(error)})
