"""Units, workers, rosters and absences: kept sealed, read once, changed all or nothing."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any

import pytest
from people_county import COUNTY, Talker, fill
from storage_builders import KEYS, MovableClock, execute

from bot.domain.calendar import instant
from bot.domain.opening_times import Slot, Slots, parse_hours
from bot.domain.people import Assignment, Line, People, WorkerId, who_answers
from bot.domain.staff import UnitId
from bot.runtime.due import due_job
from bot.services import people as doing
from bot.services.people_files import read_plan, write_people
from bot.services.people_plan import write_plan
from bot.services.people_ports import LinkedLine
from bot.services.written import PeopleProblems
from bot.storage.database import open_engine
from bot.storage.unit_of_work import SqlStorage
from tests.builders import composer

MAIJA, TIMO = WorkerId("maija"), WorkerId("timo")


def written(storage: SqlStorage) -> dict[str, Any]:
    with storage.begin() as work:
        return write_people(work.people.everybody(), date(2026, 1, 1))


def test_everything_comes_back_as_it_was_written(storage: SqlStorage) -> None:
    fill(storage)
    first = written(storage)
    fill(storage, first)
    assert written(storage) == first
    with storage.begin() as work:
        people = work.people.everybody()
    assert people == read_people(first)
    assert people.workers[WorkerId("sam")].roster == {
        date(2026, 11, 23): parse_hours({"mon": ["7-15"]}).days[0],
        date(2026, 11, 24): (),
    }
    assert people.units[UnitId("team")].limits.remind == (2, "h")


def read_people(given: dict[str, Any]) -> Any:
    plan = read_plan(given)
    workers = {
        id: replace(one, roster=_confirmed(plan.rosters.get(id, {})))
        for id, one in plan.workers.items()
    }
    absences = tuple(sorted(plan.absences, key=lambda one: one.id))
    return People(plan.units, workers, absences)


def _confirmed(days: Mapping[date, Slots | None]) -> dict[date, Slots]:
    return {day: slots for day, slots in days.items() if slots is not None}


def test_no_name_phone_or_hour_of_anybody_stands_in_the_tables(
    storage: SqlStorage, url: str
) -> None:
    fill(storage)
    for table in ("unit", "worker"):
        for row in execute(url, f"SELECT * FROM {table}"):  # noqa: S608
            shown = "".join(
                bytes(one).decode("latin1") if isinstance(one, (bytes, memoryview)) else str(one)
                for one in row
            )
            assert not any(word in shown for word in ("Maija M.", "040 000", "Tiimi", "ohjaaja"))


def test_a_file_with_a_mistake_writes_nothing_and_tells_all_of_them(storage: SqlStorage) -> None:
    wrong = {
        "units": COUNTY["units"],
        "workers": [
            {"id": "a", "name": "A", "unit": "nowhere"},
            {"id": "b", "name": "B", "unit": "team", "successor": "ghost"},
        ],
        "absences": [
            {"worker": "a", "from": "2026-12-05", "to": "2026-12-01"},
            {"worker": "b", "from": "2026-12-01", "substitute": "b"},
        ],
    }
    with pytest.raises(PeopleProblems) as told, storage.begin() as work:
        write_plan(work, read_plan(wrong), "test")
    assert told.value.problems == [
        "unit team: there is no worker leena to lead it",
        "worker a: there is no unit nowhere",
        "worker b: there is no worker ghost to take over",
        "absence of a: the absence ends before it begins",
        "absence of b: nobody stands in for themselves",
    ]
    assert written(storage)["units"] == []


def test_two_absences_of_one_file_may_not_go_round(storage: SqlStorage) -> None:
    fill(storage)
    loop = {
        "absences": [
            {"worker": "timo", "from": "2026-12-01", "to": "2026-12-05", "substitute": "leena"},
            {"worker": "leena", "from": "2026-12-04", "to": "2026-12-06", "substitute": "timo"},
        ]
    }
    with pytest.raises(PeopleProblems, match="leena -> timo -> leena"), storage.begin() as work:
        write_plan(work, read_plan(loop), "test")


def test_what_one_process_writes_another_sees_at_its_next_question(
    storage: SqlStorage, url: str, clock: MovableClock
) -> None:
    fill(storage)
    other = SqlStorage(open_engine(url), KEYS, clock)
    try:
        with other.begin() as work:
            assert not any(one.worker == TIMO for one in work.people.everybody().absences)
        with storage.begin() as work:
            doing.away_today(work, TIMO, clock.now(), "test")
            work.commit()
        with other.begin() as work:
            assert any(one.worker == TIMO for one in work.people.everybody().absences)
    finally:
        other.close()


def test_a_change_that_is_undone_is_seen_by_nobody(
    storage: SqlStorage, clock: MovableClock
) -> None:
    fill(storage)
    with storage.begin() as work:
        doing.away_today(work, TIMO, clock.now(), "test")
        assert any(one.worker == TIMO for one in work.people.everybody().absences)
    with storage.begin() as work:
        assert not any(one.worker == TIMO for one in work.people.everybody().absences)


def test_an_absence_ends_now_or_is_forgotten_before_it_began(
    storage: SqlStorage, clock: MovableClock
) -> None:
    fill(storage)
    with storage.begin() as work:
        today = doing.away_today(work, TIMO, clock.now(), "test")
        coming = next(one for one in work.people.everybody().absences if one.worker == MAIJA)
        work.commit()
    clock.advance(60)
    with storage.begin() as work:
        doing.end_absence(work, today.id, clock.now(), "test")
        doing.end_absence(work, coming.id, clock.now(), "test")
        left = {one.id: one.end for one in work.people.everybody().absences}
        assert left == {today.id: clock.now()}
        with pytest.raises(PeopleProblems, match="there is no absence nothing"):
            doing.end_absence(work, "nothing", clock.now(), "test")


def test_a_roster_day_is_replaced_and_taken_back(storage: SqlStorage) -> None:
    fill(storage)
    sam, days = WorkerId("sam"), (date(2026, 11, 23), date(2026, 11, 24))
    night = (Slot(*parse_hours({"mon": ["21-7"]}).days[0][0]),)
    with storage.begin() as work:
        work.people.save_roster(sam, {days[0]: night, days[1]: None})
        work.commit()
    with storage.begin() as work:
        assert work.people.everybody().workers[sam].roster == {days[0]: night}


def linked(storage: SqlStorage, clock: MovableClock, worker: str = "maija") -> LinkedLine:
    conversation = Talker(storage, f"of-{worker}").conversation
    line = Line(UnitId("team"), (Assignment(clock.now(), WorkerId(worker), TIMO),))
    one = LinkedLine(conversation, line, "Anna K.", clock.now(), clock.now())
    with storage.begin() as work:
        work.lines.save(one)
        work.commit()
    return one


def test_a_worker_who_leaves_hands_their_people_over_ahead(
    storage: SqlStorage, clock: MovableClock
) -> None:
    fill(storage)
    one = linked(storage, clock)
    at = clock.now() + timedelta(days=10)
    with storage.begin() as work:
        changed = doing.deactivate(work, MAIJA, at, WorkerId("leena"), now=clock.now())
        work.commit()
    assert [line.conversation for line in changed] == [one.conversation]
    with storage.begin() as work:
        found, people = work.lines.of(one.conversation), work.people.everybody()
    assert found is not None
    assert who_answers(people, found.line, clock.now()).change == Assignment(
        at, WorkerId("leena"), TIMO
    )
    assert who_answers(people, found.line, at).named == people.workers[WorkerId("leena")]


def test_without_a_successor_the_duty_queue_has_them(
    storage: SqlStorage, clock: MovableClock
) -> None:
    fill(storage)
    one = linked(storage, clock)
    with storage.begin() as work:
        doing.deactivate(work, MAIJA, clock.now(), None, now=clock.now())
        doing.deactivate(work, TIMO, clock.now(), None, now=clock.now())  # the pair leaves too
        work.commit()
    with storage.begin() as work:
        found, people = work.lines.of(one.conversation), work.people.everybody()
    assert found is not None
    watch = who_answers(people, found.line, clock.now())
    assert (watch.named, watch.pair) == (None, None)
    assert watch.answerer is not None
    assert watch.answerer.role == "duty"


def test_nobody_takes_over_who_leaves_too_or_is_not_there(
    storage: SqlStorage, clock: MovableClock
) -> None:
    fill(storage)
    with storage.begin() as work:
        doing.deactivate(work, TIMO, clock.now(), None, now=clock.now())
        for heir, why in ((TIMO, "cannot take over"), (MAIJA, "from themselves")):
            with pytest.raises(PeopleProblems, match=why):
                doing.deactivate(work, MAIJA, clock.now(), heir, now=clock.now())


def test_a_change_of_worker_holds_from_its_day(storage: SqlStorage, clock: MovableClock) -> None:
    fill(storage)
    one, day = linked(storage, clock), instant(date(2026, 12, 1), time(0))
    with storage.begin() as work:
        doing.change_worker(work, one.conversation, day, TIMO, at=clock.now())
        with pytest.raises(PeopleProblems) as told:
            doing.change_worker(
                work, one.conversation, day, WorkerId("x"), WorkerId("y"), at=clock.now()
            )
        work.commit()
    assert told.value.problems == ["there is no worker x", "there is no worker y"]
    with storage.begin() as work:
        found = work.lines.of(one.conversation)
        theirs = work.lines.of_worker(TIMO)
    assert found is not None
    assert found.line.next_change(clock.now()) == Assignment(day, TIMO)
    assert [line.conversation for line in theirs] == [one.conversation]


def test_a_change_is_told_ahead_in_the_chat_by_day_once_and_not_when_it_was_taken_back(
    storage: SqlStorage, clock: MovableClock
) -> None:
    fill(storage)
    one, day = linked(storage, clock), instant(date(2026, 12, 1), time(0))
    say_due = due_job(storage, composer(clock))
    with storage.begin() as work:
        doing.change_worker(work, one.conversation, day, WorkerId("leena"), at=clock.now())
        work.commit()
    assert say_due(clock.now()) == 0, "22.40 is no time to tell it"
    clock.moment = instant(date(2026, 11, 23), time(9))
    assert say_due(clock.now()) == 1
    assert Talker(storage, "of-maija").history()[-1].startswith("Uusi työntekijäsi on Leena")
    assert say_due(clock.now()) == 0, "told once"
    with storage.begin() as work:
        doing.change_worker(work, one.conversation, day, WorkerId("leena"), at=clock.now())
        doing.change_worker(work, one.conversation, day, MAIJA, at=clock.now())
        work.commit()
    assert say_due(clock.now()) == 0, "Maija stays: there is nothing to tell"


def test_who_left_is_told_with_who_comes_and_a_new_pair_worker_is_no_news(
    storage: SqlStorage, clock: MovableClock
) -> None:
    fill(storage)
    linked(storage, clock)
    clock.moment = instant(date(2026, 11, 23), time(9))
    say_due = due_job(storage, composer(clock))
    with storage.begin() as work:
        doing.deactivate(work, TIMO, clock.now(), None, now=clock.now())
        work.commit()
    assert say_due(clock.now()) == 0, "Timo was the pair worker"
    with storage.begin() as work:
        heir = WorkerId("leena")
        doing.deactivate(work, MAIJA, clock.now(), heir, now=clock.now())
        work.commit()
    assert say_due(clock.now()) == 1
    said = Talker(storage, "of-maija").history()[-1]
    assert said.startswith("Työntekijäsi on vaihtunut. Nyt hän on Leena")


def test_who_has_a_worker_is_not_forgotten_as_an_idle_web_talk(
    storage: SqlStorage, clock: MovableClock
) -> None:
    fill(storage)
    talkers = [Talker(storage, name, "web") for name in ("anna", "bo")]
    conversations = [one.conversation for one in talkers]
    line = Line(UnitId("team"), (Assignment(clock.now(), MAIJA),))
    with storage.begin() as work:
        work.lines.save(LinkedLine(conversations[0], line, "", clock.now(), None))
        work.commit()
    clock.advance(3600 * 48)
    with storage.begin() as work:
        assert work.conversations.forget_idle(clock.now() - timedelta(hours=12), "web") == 1
        work.commit()
    assert [bool(one.history()) for one in talkers] == [True, False]
