"""A small county for the tests of handoffs: two units, six workers, absences, one young person.

And what happens in it: one event, or all that the clock does until a time.
"""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta

from bot.domain.handoff import PERSON, Actor, ActorKind, Event, Handoff
from bot.domain.handoff_desk import Desk
from bot.domain.handoff_effects import Act, Notice, Tell
from bot.domain.handoff_steps import begin, step, tick
from bot.domain.messages import ConversationId
from bot.domain.opening_times import Schedule, Slot, WeeklyHours
from bot.domain.people import (
    Absence,
    Assignment,
    Line,
    People,
    Unit,
    UnitId,
    Worker,
    WorkerId,
)

SATURDAY_NIGHT = datetime(2026, 11, 14, 21, 40, tzinfo=UTC)  # 23.40 in Helsinki
MONDAY_NINE = datetime(2026, 11, 16, 7, 0, tzinfo=UTC)
ANNA = ConversationId("c" * 32)
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)

OWN, PAIR, SUBSTITUTE, LEAD, MATE, STRANGER = (
    WorkerId(name) for name in ("maija", "pekka", "sari", "liisa", "timo", "outi")
)
UNIT, OTHER_UNIT = UnitId("jalkihuolto"), UnitId("perhetyo")

Told = list[tuple[str, str, str]]


def week(start: int = 9, end: int = 16) -> WeeklyHours:
    return WeeklyHours(days=(((Slot(time(start), time(end)),),) * 5) + ((), ()))


def people(
    absences: tuple[Absence, ...] = (),
    *,
    has_duty: bool = True,
    promise: int | None = 1,
    left: Mapping[WorkerId, datetime] | None = None,
) -> People:
    units = {
        UNIT: Unit(
            UNIT,
            "Jälkihuolto",
            Schedule(week()),
            lead=LEAD,
            has_duty=has_duty,
            promise_days=promise,
        ),
        OTHER_UNIT: Unit(OTHER_UNIT, "Perhetyö", Schedule(week()), lead=STRANGER),
    }
    names = {OWN: "Maija", PAIR: "Pekka", SUBSTITUTE: "Sari", LEAD: "Liisa", MATE: "Timo"}
    workers = {
        id: Worker(id, name, UNIT, email=f"{id}@county.test", left_at=(left or {}).get(id))
        for id, name in names.items()
    }
    workers[STRANGER] = Worker(STRANGER, "Outi", OTHER_UNIT, email="outi@county.test")
    return People(units, workers, absences)


def line(worker: WorkerId | None = OWN, pair: WorkerId | None = PAIR) -> Line:
    given = (Assignment(LONG_AGO, worker, pair),) if worker or pair else ()
    return Line(UNIT, given)


def desk(*absences: Absence, has_duty: bool = True, pair: WorkerId | None = PAIR) -> Desk:
    return Desk(people(absences, has_duty=has_duty), line(pair=pair))


def away(worker: WorkerId, first: date, last: date, substitute: WorkerId | None = None) -> Absence:
    from bot.domain.absences import days_away

    start, end = days_away(first, last)
    return Absence(f"{worker}-{first}", worker, start, end, substitute)


def worker(id: str) -> Actor:
    return Actor(ActorKind.WORKER, id)


def sent(at_desk: Desk, at: datetime = SATURDAY_NIGHT, **how: object) -> Handoff:
    draft = begin("h1", ANNA, at_desk, at)
    return step(draft, Act(Event.SEND, PERSON, at, **how), at_desk).handoff  # type: ignore[arg-type]


def helsinki(day: int, hour: int, minute: int = 0) -> datetime:
    """November 2026, winter time."""
    return datetime(2026, 11, day, hour - 2, minute, tzinfo=UTC)


def run(handoff: Handoff, at: Desk, until: datetime) -> tuple[Handoff, Told]:
    """Let the clock run; return what it did: when, to whom, what."""
    told: Told = []
    while handoff.due_at <= until and handoff.is_open:
        now = handoff.due_at
        done = tick(handoff, at, now)
        assert done is not None
        for effect in done.effects:
            shown = f"{now + timedelta(hours=2):%a %H:%M}"
            if isinstance(effect, Notice):
                told.append((shown, effect.to.id, effect.kind.value))
            elif isinstance(effect, Tell):
                told.append((shown, "person", effect.key))
        assert done.handoff != handoff, "the clock would stand still"
        handoff = done.handoff
    return handoff, told


def act(handoff: Handoff, event: Event, by: object, at: datetime, where: Desk) -> Handoff:
    return step(handoff, Act(event, by, at), where).handoff  # type: ignore[arg-type]


def answered(at: datetime) -> Handoff:
    return act(sent(desk()), Event.ANSWER, worker(OWN), at, desk())
