"""Who answers now, and when is the next time: the one function that everybody asks.

Receipts, cards, routing, reminders and escalation all come here, so that no two of them can tell
a young person different times. Pure: ``People`` is what the database said, ``at`` is the time.
The values are in ``staff``, hours at work in ``shifts``, counting in them in ``working_time``,
chains of substitutes in ``absences``, the timeline of one young person in ``answering``.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.answering import (
    Answerer,
    AtWork,
    Role,
    answerer_at,
    line_time,
    may_read,
    own_worker,
    pair_worker,
    unit_of_line,
)
from bot.domain.calendar import as_utc, local_date
from bot.domain.shifts import (
    Stretch,
    away_now,
    is_at_work,
    is_away,
    is_confirmed,
    next_at_work,
    schedule_of,
    unit_time,
    worker_time,
)
from bot.domain.staff import (
    EMERGENCY,
    Absence,
    Assignment,
    Limits,
    Line,
    People,
    Span,
    Unit,
    UnitId,
    Worker,
    WorkerId,
    parse_span,
)
from bot.domain.working_time import (
    after_working_days,
    after_working_time,
    due,
    end_of_working_day,
)

__all__ = [
    "EMERGENCY",
    "Absence",
    "Answerer",
    "Assignment",
    "AtWork",
    "Limits",
    "Line",
    "People",
    "Role",
    "Span",
    "Stretch",
    "Unit",
    "UnitId",
    "Watch",
    "Worker",
    "WorkerId",
    "after_working_days",
    "after_working_time",
    "answerer_at",
    "away_now",
    "due",
    "due_for",
    "end_of_working_day",
    "is_at_work",
    "is_away",
    "line_time",
    "may_read",
    "next_at_work",
    "own_worker",
    "pair_worker",
    "parse_span",
    "schedule_of",
    "unit_of_line",
    "unit_time",
    "who_answers",
    "worker_time",
]


@dataclass(frozen=True, slots=True)
class Watch:
    """All that a receipt, a card or a reminder needs to know of one young person at one time.

    Attributes:
        named: The young person's own worker now, at work or not; None: nobody is named.
        pair: The pair worker now.
        unit: Whose matter it is; None: no unit at all, and nobody answers.
        answerer: Who sees a message left now first. None: nobody at all.
        worker: ``answerer.worker`` in full; None for the duty queue.
        at_work: The answerer is at work at this minute.
        sees_at: The earliest instant, in UTC, when the answerer is at work; ``at`` itself when
            ``at_work``. None: not known, and no time may be told.
        works_until: When the stretch that holds ``sees_at`` ends.
        answers_by: By the unit's promise; None: the unit promises nothing, so say nothing.
        named_away: The own worker is absent now (a night or a day off is not an absence).
        named_back_at: When the own worker is next at work in person; None: not known.
        stand_in: Who does the own worker's work now while they are away.
        confirmed: The time rests on confirmed hours; false: on the unit's, for want of a roster.
        change: The next known change of the own worker, told ahead.
    """

    at: datetime
    named: Worker | None = None
    pair: Worker | None = None
    unit: Unit | None = None
    answerer: Answerer | None = None
    worker: Worker | None = None
    at_work: bool = False
    sees_at: datetime | None = None
    works_until: datetime | None = None
    answers_by: datetime | None = None
    named_away: bool = False
    named_back_at: datetime | None = None
    stand_in: Answerer | None = None
    confirmed: bool = True
    change: Assignment | None = None


def who_answers(people: People, line: Line, at: datetime, *, only_own: bool = False) -> Watch:
    """Say who answers a young person and when is the next time.

    Absences that begin or end before the next working hour are minded: a message left on Saturday
    goes to who has the matter on Monday, not to who has it on Saturday.

    Args:
        people: Everybody, as the database knows them.
        line: The young person's workers and unit.
        at: The time asked about, aware.
        only_own: "Only my own worker": nobody stands in, the real date is told.

    Raises:
        NaiveTime: ``at`` has no zone.
    """
    at = as_utc(at)
    given = line.assigned(at)
    first = next(line_time(people, line, at, only_own=only_own), None)
    watch = Watch(
        at,
        named=own_worker(people, line, at),
        pair=pair_worker(people, line, at),
        unit=unit_of_line(people, line, at),
        change=_real_change(line, given, at),
    )
    return _with_named(people, line, _with_first(people, line, watch, first, only_own))


def due_for(people: People, answerer: Answerer, since: datetime, span: Span) -> datetime | None:
    """Return when a limit is reached that began at ``since``, in the answerer's own time.

    "4 h" are four hours at work of this worker (absences cut out) or of the unit's duty queue;
    "1 d" is the same clock time on their next working day.

    Returns:
        UTC; None when so much work is not in sight: then somebody else must have it now.
    """
    if answerer.worker is not None:
        return due(worker_time(people, answerer.worker, since), span)
    unit = people.units.get(answerer.unit)
    return due(unit_time(unit, since), span) if unit else None


def _with_first(
    people: People, line: Line, watch: Watch, first: AtWork | None, only_own: bool
) -> Watch:
    if first is None:
        return replace(watch, answerer=answerer_at(people, line, watch.at, only_own=only_own))
    worker = people.worker(first.answerer.worker)
    return replace(
        watch,
        unit=people.units.get(first.answerer.unit, watch.unit),
        answerer=first.answerer,
        worker=worker,
        at_work=first.start == watch.at,
        sees_at=first.start,
        works_until=first.end,
        answers_by=_promised(people, line, first, only_own),
        confirmed=worker is None or is_confirmed(worker, local_date(first.start)),
    )


def _with_named(people: People, line: Line, watch: Watch) -> Watch:
    if watch.named is None:
        return watch
    away = is_away(people, watch.named.id, watch.at)
    instead = answerer_at(people, line, watch.at) if away else None
    return replace(
        watch,
        named_away=away,
        named_back_at=next_at_work(people, watch.named.id, watch.at),
        stand_in=instead if instead and instead.role is not Role.NAMED else None,
    )


def _promised(people: People, line: Line, first: AtWork, only_own: bool) -> datetime | None:
    """Return by when the unit of who sees it promises an answer: the end of that day."""
    unit = people.units.get(first.answerer.unit)
    if unit is None or unit.promise_days is None:
        return None
    times = line_time(people, line, first.start, only_own=only_own)
    return end_of_working_day((Stretch(one.start, one.end) for one in times), unit.promise_days)


def _real_change(line: Line, given: Assignment | None, at: datetime) -> Assignment | None:
    """Return the coming change when it is of the worker: another pair worker is no news."""
    coming = line.next_change(at)
    same = coming and given and coming.worker == given.worker
    return None if same else coming
