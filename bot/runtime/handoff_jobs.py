"""What the heartbeat does for handoffs, appointments and notices."""

from datetime import datetime, timedelta

from bot.domain.people import Absence
from bot.domain.ways import Ways
from bot.runtime.heartbeat import Job
from bot.services.appointment_clock import tick as tick_appointments
from bot.services.handoff_ports import HandoffStorage, Wording
from bot.services.handoff_ticks import tick
from bot.services.share_sight import tell_stand_ins
from bot.services.undelivered import tell_undelivered
from bot.services.whose import whose_worker

NOTICES_FOR = timedelta(days=30)
"""How long a settled notice is kept: as long as a bounce may come."""


def handoff_jobs(
    storage: HandoffStorage, wording: Wording, ways: Ways | None = None
) -> dict[str, Job]:
    """Return the heartbeat's jobs of handoffs: timers, words that reached nobody, old notices."""
    open_ways = ways or Ways()

    looked_at: frozenset[Absence] | None = None

    def tell_who_stands_in(now: datetime) -> int:
        nonlocal looked_at
        with storage.begin() as work:
            absences = work.people.everybody().absences
            current = frozenset(one for one in absences if one.covers(now))
            if current == looked_at:  # nobody has gone or come back since
                return 0
            told = tell_stand_ins(work, now, whose_worker)
            work.commit()
        looked_at = current
        return told

    def forget_notices(now: datetime) -> int:
        with storage.begin() as work:
            forgotten = work.notices.forget(now - NOTICES_FOR)
            work.commit()
        return forgotten

    return {
        "handoffs": lambda now: tick(storage, now, wording),
        "appointments": lambda now: tick_appointments(storage, now, wording),
        "undelivered": lambda now: tell_undelivered(storage, now, wording, open_ways),
        "stand_ins": tell_who_stands_in,
        "notices": forget_notices,
    }
