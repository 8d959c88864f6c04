"""Sends notices to workers: what waits is counted when a notice goes, not when it was asked for.

One task, one notice after another: a county's workers are few, and mail is in no hurry.
"""

import asyncio
import logging
from contextlib import suppress
from datetime import timedelta

from bot.channels.email import Mail, Mailer
from bot.domain.calendar import local_date
from bot.domain.errors import DeliveryFailed, LateTurn, StorageUnavailable
from bot.domain.people import Worker, WorkerId
from bot.i18n import Words
from bot.runtime.heartbeat import Job
from bot.services.backoff import backoff_s
from bot.services.handoff_ports import ClaimedNotice, Wording
from bot.services.handoff_work import Summary, reached, summary
from bot.services.handoffs import HandoffStorage, tick
from bot.services.notice_texts import language_of, notice_words
from bot.services.ports import Clock

log = logging.getLogger(__name__)

LEASE_S = 120.0
POLL_S = 5.0
LONGEST_WAIT_S = 1800.0
GIVE_UP_AFTER = 20
"""Tries of one notice; the ladder of its handoff goes on all the same."""


class NoticeSender:
    """Sends what waits in ``notice`` by e-mail until it is stopped."""

    def __init__(
        self,
        storage: HandoffStorage,
        mailer: Mailer,
        words: Words,
        wording: Wording,
        clock: Clock,
    ) -> None:
        self._storage, self._mailer, self._words = storage, mailer, words
        self._wording, self._clock = wording, clock
        self._stopping = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin to send. Needs a running event loop."""
        self._task = asyncio.create_task(self._run(), name="notices")

    async def stop(self) -> None:
        """Finish the notice in work and send no more."""
        self._stopping.set()
        if self._task is not None:
            await self._task

    async def send_all(self) -> int:
        """Send everything that can be sent now; return how many went out."""
        sent = 0
        while not self._stopping.is_set():
            claim = await asyncio.to_thread(self._claim)
            if claim is None:
                return sent
            sent += await self._send(claim)
        return sent

    async def _run(self) -> None:
        while not self._stopping.is_set():
            try:
                await self.send_all()
            except StorageUnavailable:
                log.warning("notice.no_storage")
            except Exception as error:  # a bug in one must not end the notices of everybody
                log.error("notice.broken", extra={"why": type(error).__name__})  # noqa: TRY400
            with suppress(TimeoutError):
                async with asyncio.timeout(POLL_S):
                    await self._stopping.wait()

    async def _send(self, claim: ClaimedNotice) -> bool:
        found = await asyncio.to_thread(self._look, claim)
        if found is None:
            return False
        worker, told, first_today = found
        language = language_of(worker.languages)
        said = notice_words(self._words, language, claim.about, told, first_today=first_today)
        mail = Mail(worker.email or "", said.subject, said.body, claim.uid)
        try:
            await self._mailer.send(mail)
        except DeliveryFailed as error:
            log.warning("notice.failed", extra={"notice": claim.id, "why": error.reason})
            await asyncio.to_thread(self._failed, claim, mail.to, error)
            return False
        await asyncio.to_thread(self._sent, claim)
        return True

    def _claim(self) -> ClaimedNotice | None:
        with self._storage.begin() as work:
            claim = work.notices.claim("email", LEASE_S)
            work.commit()
        return claim

    def _look(self, claim: ClaimedNotice) -> tuple[Worker, Summary, bool] | None:
        """Return what to tell, or None when there is nothing to tell any more."""
        now = self._clock.now()
        with self._storage.begin() as work:
            worker = work.people.everybody().worker(WorkerId(claim.worker))
            told = summary(work, claim, now)
            stopped = worker is None or not worker.email or work.notices.mail_stopped(worker.email)
            if worker is None or stopped or not told.waiting:
                work.notices.failed(claim, not_before=None, dead="stopped" if stopped else "empty")
                work.commit()
                return None
            last = work.notices.last_sent(claim.worker, "email")
        return worker, told, last is None or local_date(last) < local_date(now)

    def _sent(self, claim: ClaimedNotice) -> None:
        with self._storage.begin() as work:
            work.notices.sent(claim)
            work.commit()
        # The notice is out whatever happens to its handoffs meanwhile: two commits.
        with suppress(LateTurn), self._storage.begin() as work:
            reached(work, claim, self._clock.now(), wording=self._wording)
            work.commit()

    def _failed(self, claim: ClaimedNotice, address: str, error: DeliveryFailed) -> None:
        over = not error.retryable or claim.attempts >= GIVE_UP_AFTER
        wait = error.retry_after_s or backoff_s(claim.attempts, LONGEST_WAIT_S)
        again = None if over else self._clock.now() + timedelta(seconds=wait)
        with self._storage.begin() as work:
            work.notices.failed(claim, not_before=again, dead=error.reason if over else None)
            if error.stop_address:
                work.notices.stop_mail(address, error.reason)
            work.commit()


def handoff_jobs(storage: HandoffStorage, wording: Wording) -> dict[str, Job]:
    """Return the heartbeat's job of handoffs: everything whose timer is up."""
    return {"handoffs": lambda now: tick(storage, now, wording)}
