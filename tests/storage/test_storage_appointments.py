"""Appointments and workers' times on both databases: sealed, taken once, gone with a person."""

import threading
from dataclasses import replace
from datetime import timedelta

import pytest
from handoff_store import MAIJA, OUTI, PEKKA, SARI, UNIT, Keys, comes, fill, is_away
from storage_builders import KEYS, SATURDAY_NIGHT, MovableClock, address, execute

from bot.domain.appointment import Appointment, Event, Meet
from bot.domain.errors import LateTurn, RuleBroken
from bot.domain.free_times import FreeTime
from bot.domain.messages import ConversationId
from bot.domain.people import Assignment, Line
from bot.services.appointment_clock import tick
from bot.services.appointment_notices import told_by_mail
from bot.services.appointment_work import (
    act_of_worker,
    list_for,
    news_for,
    opened,
    propose,
    publish,
)
from bot.services.appointments import set_contact, take
from bot.services.people_ports import LinkedLine
from bot.storage.database import open_engine
from bot.storage.unit_of_work import SqlStorage

NOW = SATURDAY_NIGHT
TUESDAY = SATURDAY_NIGHT.replace(hour=8, minute=0) + timedelta(days=3)


@pytest.fixture
def county(storage: SqlStorage) -> SqlStorage:
    fill(storage)
    return storage


def a_time(id: str = "s1", **more: object) -> FreeTime:
    known = FreeTime(id, MAIJA, TUESDAY, TUESDAY + timedelta(minutes=45), place="Kanarialintu 1")
    return replace(known, **more)  # type: ignore[arg-type]


def offers(storage: SqlStorage, *times: FreeTime) -> None:
    with storage.begin() as work:
        assert publish(work, times, NOW, "test").faults == ()
        work.commit()


def takes(storage: SqlStorage, who: ConversationId, slot: str = "s1") -> Appointment:
    with storage.begin() as work:
        one = take(work, who, slot, NOW, Keys(), f"t:{who}")
        work.commit()
    return one


def test_what_is_kept_comes_back_as_it_was(county: SqlStorage) -> None:
    anna = comes(county)
    offers(county, a_time())
    one = takes(county, anna)
    with county.begin() as work:
        assert set_contact(work, anna, "040 123 4567", NOW)
        work.commit()
    with county.begin() as work:
        kept = next(iter(work.appointments.all_open(anna)), None)
        assert kept == replace(one, contact="040 123 4567", untold=True, revision=one.revision + 1)
        assert work.appointments.find(one.id) == kept
        assert kept.asked == Meet(
            MAIJA, a_time().start, a_time().end, "meeting", "Kanarialintu 1", "s1"
        )
        assert work.free_times.find("s1") == a_time(taken_by=one.id)


def test_of_two_at_once_one_takes_the_time_and_the_other_writes_nothing(
    county: SqlStorage, url: str, clock: MovableClock
) -> None:
    people = [comes(county, name) for name in ("anna", "bo")]
    offers(county, a_time())
    start, results = threading.Barrier(2), []

    def try_it(who: ConversationId) -> None:
        mine = SqlStorage(open_engine(url), KEYS, clock)
        start.wait()
        try:
            results.append(takes(mine, who).id)
        except RuleBroken as error:
            results.append(error.key)
        finally:
            mine.close()

    threads = [threading.Thread(target=try_it, args=(who,)) for who in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert len(results) == 2
    assert results.count("appointment.refused.taken") == 1
    with county.begin() as work:
        (one,) = work.appointments.open_ones()
        found = work.free_times.find("s1")
    assert found is not None
    assert found.taken_by == one.id


def test_a_change_that_was_read_before_another_is_late(county: SqlStorage) -> None:
    anna = comes(county)
    offers(county, a_time())
    one = takes(county, anna)
    with county.begin() as work:
        act_of_worker(work, MAIJA, one.id, Event.CONFIRM, NOW, Keys(), "w1")
        work.commit()
    with county.begin() as work, pytest.raises(LateTurn):
        work.appointments.save(one, replace(one, untold=False))


def test_everything_goes_with_the_person_and_the_time_is_free_again(
    county: SqlStorage, url: str
) -> None:
    anna = comes(county)
    offers(county, a_time())
    takes(county, anna)
    with county.begin() as work:
        work.conversations.erase(address("anna"))
        work.commit()
    assert execute(url, "SELECT uid FROM appointment") == []
    with county.begin() as work:
        assert work.free_times.find("s1") == a_time()


def test_no_place_and_no_number_can_be_read_in_the_tables(county: SqlStorage, url: str) -> None:
    anna = comes(county)
    offers(county, a_time())
    takes(county, anna)
    with county.begin() as work:
        set_contact(work, anna, "040 765 4321", NOW)
        work.commit()
    rows = execute(url, "SELECT body_enc FROM appointment")
    places = execute(url, "SELECT place_enc FROM free_time")
    stored = b"".join(bytes(value) for row in (*rows, *places) for value in row)
    assert stored
    assert b"Kanarialintu" not in stored
    assert b"4321" not in stored


def test_a_worker_is_named_no_time_that_is_taken_and_a_named_one_is_offered_to_nobody_else(
    county: SqlStorage,
) -> None:
    anna, bo = comes(county, "anna"), comes(county, "bo")
    offers(county, a_time())
    takes(county, anna)
    half = TUESDAY + timedelta(minutes=30)
    meet = Meet(MAIJA, half, half + timedelta(minutes=30))
    with county.begin() as work, pytest.raises(RuleBroken) as busy:
        propose(work, MAIJA, bo, meet, NOW, Keys(), "p1")
    assert busy.value.key == "appointment.refused.busy"
    with county.begin() as work:
        later = TUESDAY + timedelta(hours=2)
        meet = Meet(MAIJA, later, later + timedelta(minutes=30), place="kahvila")
        one = propose(work, MAIJA, bo, meet, NOW, Keys(), "p2")
        work.commit()
    assert one.asked is not None
    with county.begin() as work:
        held = work.free_times.find(one.asked.slot or "")
        assert held is not None
        assert (held.published, held.taken_by) == (False, one.id)
        act_of_worker(work, MAIJA, one.id, Event.CANCEL, NOW, Keys(), "p3")
        assert work.free_times.find(one.asked.slot or "") is None


def test_a_refused_name_of_a_time_leaves_nothing_behind(county: SqlStorage) -> None:
    anna = comes(county)
    with county.begin() as work:
        past = Meet(MAIJA, NOW - timedelta(hours=2), NOW - timedelta(hours=1))
        with pytest.raises(RuleBroken):
            propose(work, MAIJA, anna, past, NOW, Keys(), "p1")
        work.commit()
    with county.begin() as work:
        assert work.free_times.of_worker(MAIJA, NOW - timedelta(days=2)) == []


WORKERS = (MAIJA, PEKKA, SARI, OUTI)


@pytest.fixture
def roles(county: SqlStorage) -> dict[str, Appointment]:
    """Anna is Maija's (Pekka the pair), Bo is Sari's, Cai is Outi's of another unit."""
    made = {}
    for number, (person, worker) in enumerate((("anna", MAIJA), ("bo", SARI), ("cai", OUTI))):
        who = comes(county, person)
        pair = PEKKA if person == "anna" else None
        with county.begin() as work:
            line = Line(UNIT, (Assignment(NOW - timedelta(days=900), worker, pair),))
            linked = LinkedLine(who, line, person, NOW - timedelta(days=9), NOW)
            work.lines.save(linked)
            start = TUESDAY + timedelta(hours=number)
            meet = Meet(worker, start, start + timedelta(minutes=30))
            made[person] = propose(work, worker, who, meet, NOW, Keys(), f"p:{person}")
            work.commit()
    return made


def test_every_worker_sees_own_paired_and_substituted_people_and_nobody_elses(
    county: SqlStorage, roles: dict[str, Appointment]
) -> None:
    def matrix() -> dict[str, set[str]]:
        names = {one.id: person for person, one in roles.items()}
        with county.begin() as work:
            return {
                worker: {names[one.appointment.id] for one in list_for(work, worker, NOW)}
                for worker in WORKERS
            }

    assert matrix() == {MAIJA: {"anna"}, PEKKA: {"anna"}, SARI: {"bo"}, OUTI: {"cai"}}
    is_away(county, MAIJA, NOW - timedelta(hours=1), NOW + timedelta(days=1), SARI)
    assert matrix() == {MAIJA: {"anna"}, PEKKA: {"anna"}, SARI: {"anna", "bo"}, OUTI: {"cai"}}


def test_who_sees_nothing_can_do_nothing_and_learns_nothing(
    county: SqlStorage, roles: dict[str, Appointment]
) -> None:
    for event in (Event.CONFIRM, Event.DECLINE, Event.CANCEL):
        with county.begin() as work, pytest.raises(RuleBroken) as told:
            act_of_worker(work, OUTI, roles["anna"].id, event, NOW, Keys(), "x")
        assert told.value.key == "appointment.refused.gone"
    with county.begin() as work, pytest.raises(RuleBroken) as missing:
        opened(work, OUTI, "0" * 32, NOW)
    assert missing.value.key == "appointment.refused.gone"
    meet = Meet(OUTI, TUESDAY, TUESDAY + timedelta(minutes=30))
    with county.begin() as work, pytest.raises(RuleBroken):
        propose(work, OUTI, roles["anna"].conversation, meet, NOW, Keys(), "x")


def test_only_what_fits_the_hour_is_taken_out_and_the_rest_stays(county: SqlStorage) -> None:
    anna = comes(county)
    with county.begin() as work:
        work.due.put(anna, "appointment_day", NOW)
        work.commit()
    with county.begin() as work:
        assert work.due.take(NOW, kinds=("checkin",)) == []
        (row,) = work.due.take(NOW, kinds=("appointment_day", "checkin"))
        assert row.kind == "appointment_day"


def test_after_two_reminders_the_pair_worker_hears_of_it_too_and_nobody_twice(
    county: SqlStorage,
) -> None:
    anna = comes(county)
    offers(county, a_time(start=TUESDAY + timedelta(days=2), end=TUESDAY + timedelta(days=2.02)))
    takes(county, anna)
    told: list[set[str]] = []
    for _ in range(3):
        with county.begin() as work:
            one = next(iter(work.appointments.all_open(anna)), None)
            assert one is not None
            mailed = set()
            while (notice := work.notices.claim("email", 30)) is not None:
                assert news_for(work, notice.worker, one.due_at) != []
                told_by_mail(work, notice, one.due_at)
                work.notices.sent(notice)
                mailed.add(notice.worker)
            work.commit()
        told.append(mailed)
        tick(county, one.due_at, Keys())
    assert told[:3] == [{MAIJA}, {MAIJA}, {MAIJA, PEKKA}]


def test_who_stands_in_hears_at_once_when_the_worker_goes_away_before_a_yes(
    county: SqlStorage,
) -> None:
    anna = comes(county)
    offers(county, a_time(start=TUESDAY + timedelta(days=2), end=TUESDAY + timedelta(days=2.02)))
    takes(county, anna)
    monday = TUESDAY - timedelta(days=1)
    with county.begin() as work:
        while (notice := work.notices.claim("email", 30)) is not None:
            work.notices.sent(notice)
        work.commit()
    is_away(county, MAIJA, monday, monday + timedelta(days=1), SARI)
    told = []
    for seconds in (-1, 1, 2):
        tick(county, monday + timedelta(seconds=seconds), Keys())
        with county.begin() as work:
            notice = work.notices.claim("email", 30)
            told.append(notice.worker if notice else None)
            if notice is not None:
                work.notices.sent(notice)
            work.commit()
    assert told == [None, SARI, None], "once, and not before"


def test_a_person_who_waits_for_a_time_is_not_forgotten(county: SqlStorage) -> None:
    anna = comes(county)
    offers(county, a_time())
    takes(county, anna)
    with county.begin() as work:
        work.lines.remove(anna)
        work.conversations.forget_idle(NOW + timedelta(days=5), "telegram")
        work.conversations.forget_idle(NOW + timedelta(days=5), "web")
        assert work.told.person(anna) is not None


def test_times_that_are_over_are_forgotten(county: SqlStorage) -> None:
    offers(county, a_time())
    with county.begin() as work:
        assert work.free_times.forget(TUESDAY) == 0
        assert work.free_times.forget(TUESDAY + timedelta(hours=1)) == 1
        work.commit()
    with county.begin() as work:
        assert work.free_times.find("s1") is None
