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
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta

from bot.domain.errors import DeliveryFailed, StorageUnavailable
from bot.domain.messages import ChannelName, Lane
from bot.i18n import Words
from bot.runtime.pacing import Pace, SenderLimits
from bot.services.backoff import backoff_s
from bot.services.delivery_ports import ClaimedReply
from bot.services.ports import Clock, PushChannel, Storage, UnitOfWork

log = logging.getLogger(__name__)

_STORAGE_RETRY_S = 0.5
_STORAGE_CAP_S = 15.0


class _Line:
    """One channel and what is under way on it."""

    def __init__(self, channel: PushChannel, limits: SenderLimits) -> None:
        self.channel = channel
        self.pace = Pace(limits)
        self.news = asyncio.Event()
        self.under_way = 0
        self.unrecorded = 0
        self._most = limits.in_flight

    def is_open(self, lane: Lane) -> bool:
        """Return whether a message of a lane may begin. The crisis lane is never shut."""
        full = self.under_way >= self._most
        return lane is Lane.CRISIS or not (full or self.pace.in_storm(time.monotonic()))

    async def rest(self, wait_s: float) -> None:
        """Wait for news, but no longer than ``wait_s``."""
        # Not wait_for: in Python 3.11 it may swallow a cancellation that comes with the news.
        with suppress(TimeoutError):
            async with asyncio.timeout(wait_s):
                await self.news.wait()
        self.news.clear()


@dataclass(frozen=True, slots=True)
class _Held:
    """A claimed row. ``begin_by``: later, a full-length call would outlive the lease."""

    claim: ClaimedReply
    begin_by: float


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
        self._lines = {name: _Line(it, self._limits) for name, it in channels.items()}
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

    async def _serve(self, name: ChannelName, line: _Line) -> None:
        failures = 0
        async with asyncio.TaskGroup() as sends:
            while not self._stopping.is_set():
                # Until every outcome is written down, a row could be claimed and sent again.
                if line.unrecorded:
                    await line.rest(self._limits.poll_s)
                    continue
                try:
                    held = await self._claim(name)
                except StorageUnavailable:
                    failures += 1
                    log.warning("delivery.no_storage", extra={"failures": failures})
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

    async def _claim(self, name: ChannelName) -> _Held | None:
        before = time.monotonic()
        claim = await asyncio.to_thread(self._claim_now, name)
        if claim is None:
            return None
        return _Held(claim, before + self._limits.lease_s - self._limits.send_s)

    def _claim_now(self, name: ChannelName) -> ClaimedReply | None:
        with self._storage.begin() as work:
            claim = work.outbox.claim(name, self._limits.lease_s)
            work.commit()
            return claim

    async def _deliver(self, line: _Line, held: _Held) -> None:
        claim = held.claim
        try:
            if not (await self._may_begin(line, held) and await self._begins(claim)):
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

    async def _give_back(self, line: _Line, claim: ClaimedReply) -> None:
        await self._record(line, claim, lambda work: work.outbox.release(claim))

    async def _may_begin(self, line: _Line, held: _Held) -> bool:
        """Wait for the row's turn; False when it must be given back instead."""
        claim, now = held.claim, time.monotonic()
        wait_s = line.pace.reserve(claim.address.external, claim.lane, now)
        if now + wait_s > held.begin_by:
            return False
        if wait_s > 0:
            with suppress(TimeoutError):  # its turn has come
                async with asyncio.timeout(wait_s):
                    await self._stopping.wait()
        # The process may have been stopped or swapped out meanwhile.
        late = time.monotonic() > held.begin_by
        stormy = claim.lane is not Lane.CRISIS and line.pace.in_storm(time.monotonic())
        return not (late or stormy or self._stopping.is_set())

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
                extra={"outbox_id": claim.outbox_id, "why": type(error).__name__},
            )
            raise DeliveryFailed("broken", retryable=True, maybe_delivered=True) from None

    def _after(
        self, line: _Line, claim: ClaimedReply, failure: DeliveryFailed
    ) -> Callable[[UnitOfWork], None]:
        """Return what to write after a failure."""
        not_before, dead = None, None
        if not failure.retryable:
            dead = failure.reason
        elif claim.attempts >= self._limits.most_attempts:
            dead = "gave_up"
        else:
            wait_s = failure.retry_after_s
            if wait_s is not None:
                line.pace.refused(claim.address.external, wait_s, time.monotonic())
            else:
                wait_s = backoff_s(claim.attempts, self._limits.backoff_cap_s)
            not_before = self._clock.now() + timedelta(seconds=wait_s)
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

    async def _record(
        self, line: _Line, claim: ClaimedReply, change: Callable[[UnitOfWork], None]
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
        return True

    def _commit(self, change: Callable[[UnitOfWork], None]) -> None:
        with self._storage.begin() as work:
            change(work)
            work.commit()
