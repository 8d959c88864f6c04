"""Says what has become due to people, by day, once: rows in, outbox rows out, in one commit."""

import logging
from collections.abc import Callable
from datetime import datetime

from bot.content.compose import Composer
from bot.domain.messages import Say
from bot.runtime.heartbeat import Job
from bot.services import agreed, checkin
from bot.services.delivery_ports import DueRow
from bot.services.meeting_page import REMINDER
from bot.services.ports import Storage, UnitOfWork
from bot.services.worker_card import WORKER_CHANGES, change_told

log = logging.getLogger(__name__)

_Makes = Callable[[UnitOfWork, DueRow, datetime], Say | None]


def _worker_changes(work: UnitOfWork, row: DueRow, now: datetime) -> Say | None:
    return change_told(work.people.everybody(), work.lines.of(row.conversation), now)


_SAYS: dict[str, _Makes] = {
    checkin.KIND: checkin.question,
    REMINDER: agreed.reminder,
    WORKER_CHANGES: _worker_changes,
}


def due_job(storage: Storage, composer: Composer) -> Job:
    """Return the heartbeat's job that says what is due. At night everything waits."""

    def say_due(now: datetime) -> int:
        if not checkin.is_day(now):
            return 0
        with storage.begin() as work:
            said = sum(_say(work, row, composer, now) for row in work.due.take(now))
            work.commit()
        return said

    return say_due


def _say(work: UnitOfWork, row: DueRow, composer: Composer, now: datetime) -> bool:
    make = _SAYS.get(row.kind)
    person = work.told.person(row.conversation)
    if make is None or person is None:
        log.error("due.nobody", extra={"kind": row.kind})
        return False
    say = make(work, row, now)
    if say is None:
        return False
    replies = composer.compose(say, person)
    return work.told.tell(row.conversation, replies, f"due:{row.uid}")
