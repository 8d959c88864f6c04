"""Whom a result may be shown to: the own worker, once confirmed, and nobody by chance."""

from datetime import timedelta

import pytest

from bot.domain.consent import Standing
from bot.domain.messages import ConversationId
from bot.domain.opening_times import Schedule, WeeklyHours
from bot.domain.people import Assignment, Line, Unit, UnitId, Worker, WorkerId
from bot.services.people_ports import LinkedLine
from bot.services.whose import whose_worker
from tests.fakes import FrozenClock, MemoryStorage

ANNA, UNIT, MAIJA = ConversationId("anna"), UnitId("u"), WorkerId("maija")


@pytest.fixture
def storage() -> MemoryStorage:
    storage = MemoryStorage()
    with storage.begin() as work:
        work.people.save_unit(Unit(UNIT, "J", Schedule(WeeklyHours(days=((),) * 7))))
        work.people.save_worker(Worker(MAIJA, "Maija", UNIT))
        work.commit()
    return storage


def standing(storage: MemoryStorage, *, confirmed: bool | None) -> Standing:
    now = FrozenClock().now()
    before = now - timedelta(days=9)
    with storage.begin() as work:
        if confirmed is not None:
            line = Line(UNIT, (Assignment(before, MAIJA),))
            at = before if confirmed else None
            work.lines.save(LinkedLine(ANNA, line, "Anna", before, at))
        return whose_worker(work, ANNA, now)


def test_the_own_worker_is_named_and_nobody_stands_in_without_an_absence(
    storage: MemoryStorage,
) -> None:
    found = standing(storage, confirmed=True)
    assert (found.named, found.stand_ins, found.name("maija")) == ("maija", frozenset(), "Maija")


@pytest.mark.parametrize("confirmed", [False, None])
def test_nobody_sees_anything_of_somebody_unconfirmed_or_without_a_worker(
    storage: MemoryStorage, confirmed: bool | None
) -> None:
    assert standing(storage, confirmed=confirmed) == Standing()
