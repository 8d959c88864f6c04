"""The heartbeat: looks every few seconds for what is due. What is due are rows of ours.

APScheduler only ticks, with a memory job store: jobs in a store of its own are lost, doubled and
pickled (promises F16-F18). A tick that is late does its work late, never twice.
"""

import asyncio
import logging
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.domain.crisis_counts import first_kept
from bot.domain.errors import StorageUnavailable
from bot.services.ports import Clock, Storage

log = logging.getLogger(__name__)

TICK_S = 10

CONTACTS_FOR = timedelta(days=1)
"""How long an address or a number stays when no message to a worker is open any more."""

Job = Callable[[datetime], int]
"""Does what is due at a time; returns how many things it did."""


class Heartbeat:
    """Runs jobs at every tick, each in its own try: one that fails stops no other."""

    def __init__(self, clock: Clock, jobs: dict[str, Job]) -> None:
        self._clock = clock
        self._jobs = jobs
        self._scheduler = AsyncIOScheduler(timezone="UTC")
        self._scheduler.add_job(
            self._tick_until_stopped,
            "interval",
            seconds=TICK_S,
            coalesce=True,
            max_instances=1,
            misfire_grace_time=None,
        )

    def start(self) -> None:
        """Begin to tick. Needs a running event loop."""
        self._scheduler.start()

    def stop(self) -> None:
        """Stop ticking."""
        self._scheduler.shutdown(wait=False)

    async def _tick_until_stopped(self) -> None:
        # Stopped in the midst of it: what was begun is committed or undone, and the rest is due
        # at the next start. Nothing is wrong that would have to stand in a log or a terminal.
        with suppress(asyncio.CancelledError):
            await self.tick()

    async def tick(self) -> None:
        """Do everything that is due now."""
        now = self._clock.now()
        for name, job in self._jobs.items():
            try:
                done = await asyncio.to_thread(job, now)
            except StorageUnavailable:
                log.warning("heartbeat.storage_unavailable", extra={"job": name})
                continue
            except Exception as error:  # nobody's reminder waits for a bug in another job
                failed = {"job": name, "reason": type(error).__name__}
                log.error("heartbeat.job_failed", extra=failed)  # noqa: TRY400 - words of people
                continue
            if done:
                log.info("heartbeat.did", extra={"job": name, "count": done})


def retention_jobs(storage: Storage, session_idle_hours: int) -> dict[str, Job]:
    """Return the jobs that forget: asked-for erasures, and anonymous web talks left behind."""

    def erase_due(now: datetime) -> int:
        with storage.begin() as work:
            erased = work.conversations.erase_due(now)
            work.commit()
        return erased

    def forget_web(now: datetime) -> int:
        with storage.begin() as work:
            before = now - timedelta(hours=session_idle_hours)
            forgotten = work.conversations.forget_idle(before, "web")
            work.commit()
        return forgotten

    def forget_codes(now: datetime) -> int:
        with storage.begin() as work:
            forgotten = work.invites.forget(now - timedelta(days=1))
            work.commit()
        return forgotten

    def forget_contacts(now: datetime) -> int:
        with storage.begin() as work:
            forgotten = work.records.forget_contacts(now - CONTACTS_FOR)
            work.commit()
        return forgotten

    def forget_shares(now: datetime) -> int:
        with storage.begin() as work:
            forgotten = work.shares.forget_ended(now)
            work.commit()
        return forgotten

    def forget_counts(now: datetime) -> int:
        with storage.begin() as work:
            forgotten = work.crisis_counts.forget(first_kept(now))
            work.commit()
        return forgotten

    return {
        "erase_due": erase_due,
        "forget_web": forget_web,
        "forget_codes": forget_codes,
        "forget_contacts": forget_contacts,
        "forget_shares": forget_shares,
        "forget_counts": forget_counts,
    }
