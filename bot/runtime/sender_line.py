"""One channel of the sender: whose turn it is on it, and what is under way."""

import asyncio
import time
from contextlib import suppress
from dataclasses import dataclass

from bot.domain.messages import Lane
from bot.runtime.pacing import Pace, SenderLimits
from bot.services.delivery_ports import ClaimedReply
from bot.services.ports import PushChannel


@dataclass(frozen=True, slots=True)
class Held:
    """A claimed row. ``begin_by``: later, a full-length call would outlive the lease."""

    claim: ClaimedReply
    begin_by: float


class SenderLine:
    """One channel and what is under way on it."""

    def __init__(self, channel: PushChannel, limits: SenderLimits) -> None:
        self.channel = channel
        self.pace = Pace(limits)
        self.news = asyncio.Event()
        self.under_way = 0
        self.unrecorded = 0
        self._most = limits.in_flight
        self._may_wait_s = limits.lease_s - limits.send_s

    def is_open(self, lane: Lane) -> bool:
        """Return whether a message of a lane may begin.

        Nothing of the other lanes shuts the crisis lane. What would wait for its turn longer than
        it may be held stays in the outbox.
        """
        now = time.monotonic()
        if lane is Lane.CRISIS:
            return self.pace.wait_s(lane, now) < self._may_wait_s
        return not (self.under_way >= self._most or self.pace.in_storm(now))

    async def rest(self, wait_s: float) -> None:
        """Wait for news, but no longer than ``wait_s``."""
        # Not wait_for: in Python 3.11 it may swallow a cancellation that comes with the news.
        with suppress(TimeoutError):
            async with asyncio.timeout(wait_s):
                await self.news.wait()
        self.news.clear()

    async def may_begin(self, held: Held, stopping: asyncio.Event) -> bool:
        """Wait for the row's turn; False when it must be given back instead."""
        claim, now = held.claim, time.monotonic()
        within_s = held.begin_by - now
        wait_s = self.pace.reserve(claim.address.external, claim.lane, now, within_s)
        if wait_s is None:
            return False
        if wait_s > 0:
            with suppress(TimeoutError):  # its turn has come
                async with asyncio.timeout(wait_s):
                    await stopping.wait()
        # The process may have been stopped or swapped out meanwhile.
        late = time.monotonic() > held.begin_by
        stormy = claim.lane is not Lane.CRISIS and self.pace.in_storm(time.monotonic())
        return not (late or stormy or stopping.is_set())
