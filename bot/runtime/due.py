"""Says what has become due to people, by day, once: a row in, outbox rows out, in one commit."""

import logging
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.content.compose import Composer
from bot.domain.errors import blame, is_away
from bot.domain.messages import Say
from bot.runtime.heartbeat import Job
from bot.services import agreed, checkin, crisis
from bot.services.appointment_doing import DAY_BEFORE, SOON
from bot.services.appointment_reminders import day_before, is_awake, soon
from bot.services.due_ports import DueRow
from bot.services.meeting_page import REMINDER
from bot.services.passing import notice_away
from bot.services.ports import Storage, UnitOfWork
from bot.services.worker_card import WORKER_CHANGES, change_told

log = logging.getLogger(__name__)

MOST_AT_ONCE = 50
SET_ASIDE = timedelta(hours=1)
"""How long something rests that cannot be told: nobody else waits for it, and it is not lost."""


@dataclass(frozen=True, slots=True)
class Telling:
    """How something that has become due is told.

    Args:
        make: Returns what to say now; None: it holds no more.
        too_late: So long after its time it is not said at all.
        notice: What it is beside a crisis card: routine ones wait.
        is_decent: Whether this is an hour for it; until then it waits.
        away: Who has closed the page gets a neutral notice, where they have left an address.
    """

    make: Callable[[UnitOfWork, DueRow, datetime], Say | None]
    too_late: timedelta
    notice: Callable[[UnitOfWork, DueRow, datetime], crisis.NoticeKind]
    is_decent: Callable[[datetime], bool] = checkin.is_day
    away: bool = True


def _worker_changes(work: UnitOfWork, row: DueRow, now: datetime) -> Say | None:
    return change_told(work.people.everybody(), work.lines.of(row.conversation), now)


TELLINGS: Mapping[str, Telling] = {
    # They have agreed to be asked just because there was a card: it never waits for it.
    checkin.KIND: Telling(checkin.ask, checkin.TOO_LATE, lambda *_: "answer", away=False),
    DAY_BEFORE: Telling(day_before, timedelta(hours=14), lambda *_: "appointment", is_awake),
    SOON: Telling(soon, timedelta(minutes=90), lambda *_: "appointment", is_awake),
    # A line whose day has passed while it waited is still told, as it is.
    REMINDER: Telling(agreed.reminder, timedelta(days=14), agreed.notice),
    WORKER_CHANGES: Telling(_worker_changes, timedelta(days=14), lambda *_: "routine"),
}


def due_job(storage: Storage, composer: Composer) -> Job:
    """Return the heartbeat's job that says what is due. At night everything waits."""

    def say_due(now: datetime) -> int:
        kinds = [kind for kind, telling in TELLINGS.items() if telling.is_decent(now)]
        if not kinds:
            return 0
        said = 0
        for _ in range(MOST_AT_ONCE):
            told = _say_one(storage, kinds, composer, now)
            if told is None:
                break
            said += told
        return said

    return say_due


def _say_one(
    storage: Storage, kinds: Collection[str], composer: Composer, now: datetime
) -> bool | None:
    """Say what has been due longest, in a unit of its own; None when nothing is."""
    row = None
    try:
        with storage.begin() as work:
            row = next(iter(work.due.take(now, limit=1, kinds=kinds)), None)
            if row is None:
                return None
            said = _say(work, row, composer, now)
            work.commit()
            return said
    except Exception as error:
        if row is None or is_away(error):
            raise
        broken = {"kind": row.kind, "why": blame(error)}
        log.error("due.broken", extra=broken)  # noqa: TRY400 - words of people
    with storage.begin() as work:
        work.due.put(row.conversation, row.kind, now + SET_ASIDE, row.about)
        work.commit()
    return False


def _say(work: UnitOfWork, row: DueRow, composer: Composer, now: datetime) -> bool:
    telling, person = TELLINGS[row.kind], work.told.person(row.conversation)
    if person is None:
        log.error("due.nobody", extra={"kind": row.kind})
        return False
    if now - row.at > telling.too_late:  # "how are you now" a week later means something else
        log.warning("due.too_late", extra={"kind": row.kind})
        telling.make(work, row, now)  # what comes next of its kind is kept all the same
        return False
    records = work.records.of(row.conversation)
    held = crisis.held_until(records, telling.notice(work, row, now), now)
    if held is not None:
        work.due.put(row.conversation, row.kind, held, row.about)
        return False
    say = telling.make(work, row, now)
    if say is None:
        return False
    replies = composer.compose(say, person)
    told = work.told.tell(row.conversation, replies, f"due:{row.uid}")
    if told and telling.away:
        notice_away(work, row.conversation, work.told.reach(row.conversation, now))
    return told
