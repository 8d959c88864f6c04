"""Sends notices by e-mail and as text messages: what waits is counted when a notice goes, not when
it was asked for.

One task a channel, one notice after another: a county's workers are few, and mail is in no hurry.
"""

import asyncio
import logging
from contextlib import suppress
from datetime import timedelta
from typing import Literal, Protocol

from bot.channels.email import Mail
from bot.domain.calendar import local_date
from bot.domain.errors import DeliveryFailed, LateTurn, StorageUnavailable, blame
from bot.domain.linking import RETURN_MAIL, RETURN_PHONE
from bot.domain.messages import ConversationId
from bot.domain.people import WorkerId, next_at_work
from bot.domain.ways import Passing, Ways
from bot.i18n import Words
from bot.services.appointment_notices import lost_or_count, told_by_mail
from bot.services.appointment_work import news_for
from bot.services.backoff import backoff_s
from bot.services.handoff_doing import mail_works
from bot.services.handoff_ports import HandoffStorage, HandoffWork, Wording
from bot.services.handoff_work import reached, summary
from bot.services.notice_ports import OF_HANDOFFS, OF_NOTHING_WAITING, ClaimedNotice
from bot.services.notice_texts import (
    NoticeWords,
    answer_words,
    appointment_words,
    language_of,
    notice_words,
    plain_words,
    text_words,
)
from bot.services.ports import Clock
from bot.services.returning import way_back
from bot.services.share_sight import shown_to
from bot.services.whose import whose_worker

log = logging.getLogger(__name__)

LEASE_S = 120.0
POLL_S = 5.0
LONGEST_WAIT_S = 1800.0
GIVE_UP_AFTER = 20
"""Tries of one notice; the ladder of its handoff goes on all the same."""


Way = Literal["email", "text"]
"""How a notice without content reaches somebody outside the chat."""


class Carrier(Protocol):
    """Takes one notice to its address: the mailer, or the gateway of text messages."""

    async def send(self, mail: Mail) -> None:
        """Hand it in, or raise ``DeliveryFailed`` with what to do next."""
        ...


class NoticeSender:
    """Sends what waits in ``notice`` on one channel until it is stopped."""

    def __init__(
        self,
        storage: HandoffStorage,
        carrier: Carrier,
        words: Words,
        wording: Wording,
        clock: Clock,
        ways: Ways | None = None,
        channel: Way = "email",
    ) -> None:
        self._storage, self._carrier, self._words = storage, carrier, words
        self._channel = channel
        self._ways = ways or Ways()
        self._wording, self._clock = wording, clock
        self._stopping = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin to send. Needs a running event loop."""
        self._task = asyncio.create_task(self._run(), name=f"notices-{self._channel}")

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
                log.error("notice.broken", extra={"why": blame(error)})  # noqa: TRY400
            with suppress(TimeoutError):
                async with asyncio.timeout(POLL_S):
                    await self._stopping.wait()

    async def _send(self, claim: ClaimedNotice) -> bool:
        found = await asyncio.to_thread(self._look, claim)
        if found is None:
            return False
        to, said = found
        mail = Mail(to, said.subject, said.body, claim.uid)
        try:
            await self._carrier.send(mail)
        except DeliveryFailed as error:
            log.warning("notice.failed", extra={"notice": claim.id, "why": error.reason})
            await asyncio.to_thread(self._failed, claim, mail.to, error)
            return False
        await asyncio.to_thread(self._sent, claim)
        return True

    def _claim(self) -> ClaimedNotice | None:
        with self._storage.begin() as work:
            claim = work.notices.claim(self._channel, LEASE_S)
            work.commit()
        return claim

    def _look(self, claim: ClaimedNotice) -> tuple[str, NoticeWords] | None:
        """Return to whom and what to tell, or None when there is nothing to tell any more."""
        look = self._look_young if claim.about == "answer" else self._look_worker
        with self._storage.begin() as work:
            found = look(work, claim)
            work.commit()
        return found

    def _look_young(
        self, work: HandoffWork, claim: ClaimedNotice
    ) -> tuple[str, NoticeWords] | None:
        """To a young person: an answer waits. The link is made now and is in this mail alone."""
        conversation, now = ConversationId(claim.worker), self._clock.now()
        by_text = claim.channel == "text"
        address = work.records.of(conversation).get(RETURN_PHONE if by_text else RETURN_MAIL)
        person, reach = work.told.person(conversation), work.told.reach(conversation, now)
        gone = not isinstance(address, str) or person is None
        if gone or (reach is not None and reach.open):
            # They have come back, or taken the address back.
            work.notices.failed(claim, not_before=None, dead="stopped" if gone else "empty")
            return None
        back = way_back(work, conversation, now, self._ways.public_url)
        language = person.language if person else "fi"
        say = text_words if by_text else answer_words
        return str(address), say(self._words, language, back.link, back.code)

    def _look_worker(
        self, work: HandoffWork, claim: ClaimedNotice
    ) -> tuple[str, NoticeWords] | None:
        now = self._clock.now()
        worker = work.people.everybody().worker(WorkerId(claim.worker))
        if worker is None or not mail_works(work, worker):
            work.notices.failed(claim, not_before=None, dead="stopped")
            return None
        opens = next_at_work(work.people.everybody(), worker.id, now)
        if claim.about not in OF_HANDOFFS and opens is not None and opens > now:
            # Those of handoffs come in working time by themselves, or within a talk.
            work.notices.failed(claim, not_before=opens, dead=None)
            return None
        language, to = language_of(worker.languages), worker.email or ""
        if claim.about == "share" and not shown_to(work, claim.worker, now, whose_worker):
            work.notices.failed(claim, not_before=None, dead="empty")
            return None
        if claim.about in OF_NOTHING_WAITING:
            return to, plain_words(self._words, language, claim.about, worker.id)
        if claim.about in ("appointment", "lost"):
            news = news_for(work, claim.worker, now)
            if not news and claim.about == "appointment":
                work.notices.failed(claim, not_before=None, dead="empty")
                return None
            return to, appointment_words(self._words, language, lost_or_count(claim, len(news)))
        told = summary(work, claim, now)
        if not told.waiting:
            work.notices.failed(claim, not_before=None, dead="empty")
            return None
        last = work.notices.last_sent(claim.worker, "email")
        first = last is None or local_date(last) < local_date(now)
        chat = work.chats.of(worker.id)
        in_chat = self._ways.workers is Passing.FULL and chat is not None and not chat.stopped
        how = {"first_today": first, "in_chat": in_chat}
        return to, notice_words(self._words, language, claim.about, told, worker.id, **how)

    def _sent(self, claim: ClaimedNotice) -> None:
        with self._storage.begin() as work:
            work.notices.sent(claim)
            work.commit()
        # The notice is out whatever happens to its handoffs meanwhile: two commits.
        if claim.about not in ("own", "lead", "appointment"):
            return
        with suppress(LateTurn), self._storage.begin() as work:
            if claim.about == "appointment":
                told_by_mail(work, claim, self._clock.now())
            else:
                reached(work, claim, self._clock.now(), wording=self._wording)
            work.commit()

    def _failed(self, claim: ClaimedNotice, address: str, error: DeliveryFailed) -> None:
        over = not error.retryable or claim.attempts >= GIVE_UP_AFTER
        wait = error.retry_after_s or backoff_s(claim.attempts, LONGEST_WAIT_S)
        again = None if over else self._clock.now() + timedelta(seconds=wait)
        with self._storage.begin() as work:
            work.notices.failed(claim, not_before=again, dead=error.reason if over else None)
            if error.stop_address and claim.channel == "email":
                work.notices.stop_mail(address, error.reason)
            work.commit()
