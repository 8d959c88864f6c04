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
from bot.domain.errors import StorageUnavailable, blame
from bot.services.ports import Clock, Storage, UnitOfWork

log = logging.getLogger(__name__)

TICK_S = 10

CONTACTS_FOR = timedelta(days=1)
"""How long an address or a number stays when no message to a worker is open any more."""

NOT_URGENT = timedelta(minutes=10)
"""How long a job rests that looks at many rows for what is seldom there."""

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
                failed = {"job": name, "reason": blame(error)}
                log.error("heartbeat.job_failed", extra=failed)  # noqa: TRY400 - words of people
                continue
            if done:
                log.info("heartbeat.did", extra={"job": name, "count": done})


def retention_jobs(storage: Storage, session_idle_hours: int) -> dict[str, Job]:
    """Return the jobs that forget: asked-for erasures, and anonymous web talks left behind."""
    idle = timedelta(hours=session_idle_hours)

    def job(forget: Callable[[UnitOfWork, datetime], int]) -> Job:
        def forget_now(now: datetime) -> int:
            with storage.begin() as work:
                forgotten = forget(work, now)
                work.commit()
            return forgotten

        return forget_now

    return {
        "erase_due": job(lambda work, now: work.conversations.erase_due(now)),
        "forget_web": now_and_then(
            job(lambda work, now: work.conversations.forget_idle(now - idle, "web"))
        ),
        "forget_codes": job(lambda work, now: work.invites.forget(now - timedelta(days=1))),
        "forget_contacts": job(lambda work, now: work.records.forget_contacts(now - CONTACTS_FOR)),
        "forget_shares": job(lambda work, now: work.shares.forget_ended(now)),
        "forget_counts": job(lambda work, now: work.crisis_counts.forget(first_kept(now))),
    }


def now_and_then(job: Job, every: timedelta = NOT_URGENT) -> Job:
    """Return a job that rests between its runs once it finds nothing more to do."""
    rests_until: datetime | None = None

    def run(now: datetime) -> int:
        nonlocal rests_until
        if rests_until is not None and now < rests_until:
            return 0
        done = job(now)
        rests_until = None if done else now + every
        return done

    return run
