"""Every worker x every young person x every list, search, notice, act and export, over a database.

``tests/domain/test_handoff_sight.py`` has the rule against its oracle. Here each way to a message
is walked: whoever may see nothing gets nothing on any of them, and the same answer as for a
message that does not exist.
"""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

import pytest
from handoff_store import (
    LIISA,
    MAIJA,
    OUTI,
    PEKKA,
    SARI,
    Keys,
    comes,
    fill,
    found,
    is_away,
    sends,
)

from bot.domain.errors import RuleBroken
from bot.domain.handoff import Event, State
from bot.domain.handoff_sight import Sight
from bot.domain.people import WorkerId
from bot.domain.ways import Passing, Ways
from bot.runtime.people_files import write_yaml
from bot.services.handoff_ticks import tick
from bot.services.handoff_work import (
    act_of_worker,
    answer,
    list_for,
    open_one,
    seen_words,
    summary,
    waiting_for,
)
from bot.services.handoffs import act_of_person
from bot.services.notice_ports import ClaimedNotice, NoticeAbout
from bot.services.people_files import write_people
from bot.storage.unit_of_work import SqlStorage

WORKERS = (MAIJA, PEKKA, SARI, LIISA, OUTI)
FULL = Ways(Passing.FULL, Passing.FULL)
SATURDAY = datetime(2026, 11, 21, 21, 40, tzinfo=UTC)
MONDAY = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)
WORDING = Keys()
TEAM = (MAIJA, PEKKA, SARI, LIISA)

SEEN: Mapping[str, tuple[tuple[WorkerId, ...], tuple[WorkerId, ...]]] = {
    # Who reads the words, who sees that it waits. Maija is away, Sari stands in, Pekka is the
    # pair, Liisa leads, Outi works in another unit.
    "open": ((MAIJA, PEKKA, SARI), ()),
    "only own": ((MAIJA,), ()),
    "duty queue": (TEAM, ()),
    "late": ((MAIJA, PEKKA, SARI), (LIISA,)),
    "late, only own": ((MAIJA,), (LIISA,)),
    "taken back": ((), ()),
}


def county(storage: SqlStorage) -> dict[str, str]:
    """Return the ids of six young people's messages, by what is so about them."""
    fill(storage)
    early = SATURDAY - timedelta(days=7)
    ids = {}
    for name, own in (("late", False), ("late, only own", True)):
        ids[name] = sends(storage, comes(storage, name), early, source=name, only_own=own).id
    for hours in range(24 * 6):
        tick(storage, early + timedelta(hours=hours), WORDING)
    is_away(storage, MAIJA, SATURDAY, SATURDAY + timedelta(days=10), SARI)
    ids["open"] = sends(storage, comes(storage, "open"), SATURDAY, source="open").id
    own = comes(storage, "only own")
    ids["only own"] = sends(storage, own, SATURDAY, source="own", only_own=True).id
    queue = comes(storage, "duty queue", worker=None)
    ids["duty queue"] = sends(storage, queue, SATURDAY, source="duty").id
    back = sends(storage, comes(storage, "taken back"), SATURDAY, source="back").id
    with storage.begin() as work:
        act_of_person(work, back, Event.WITHDRAW, SATURDAY, wording=WORDING)
        work.commit()
    ids["taken back"] = back
    tick(storage, MONDAY, WORDING)
    assert {found(storage, ids[name]).state for name in ("late", "late, only own")} == {
        State.ESCALATED
    }
    return ids


def sight(name: str, worker: WorkerId) -> Sight:
    words, notice = SEEN[name]
    return Sight.WORDS if worker in words else Sight.NOTICE if worker in notice else Sight.NOTHING


def works(storage: SqlStorage, way: str, worker: WorkerId, id: str) -> bool:
    """Try one way to a message; nothing of it stays. False: "there is no such message"."""
    with storage.begin() as work:
        try:
            if way == "open":
                open_one(work, worker, id, MONDAY, wording=WORDING)
            elif way == "read":
                seen_words(work, worker, id, MONDAY)
            elif way == "answer":
                answer(work, worker, id, "hei", MONDAY, "t", wording=WORDING, ways=FULL)
            else:
                act_of_worker(work, worker, id, Event(way), MONDAY, wording=WORDING, to=MAIJA)
        except RuleBroken as error:
            if error.key == "handoff.gone":
                return False
    return True


def notice(worker: WorkerId, about: NoticeAbout) -> ClaimedNotice:
    return ClaimedNotice(1, "u", "l", worker, "email", about, 0)


@pytest.mark.parametrize("worker", WORKERS)
def test_each_worker_gets_on_every_way_what_they_may_see_and_no_more(
    storage: SqlStorage, worker: WorkerId
) -> None:
    ids = county(storage)
    with storage.begin() as work:
        listed = {one.handoff.id: one for one in list_for(work, worker, MONDAY)}
        told = [
            (one, about)
            for about in ("own", "lead")
            for one in waiting_for(work, notice(worker, about), MONDAY)  # type: ignore[arg-type]
        ]
        counted = summary(work, notice(worker, "lead"), MONDAY).waiting
    for name, id in ids.items():
        may = sight(name, worker)
        assert (id in listed) == (may is not Sight.NOTHING), name
        if may is Sight.NOTICE:
            assert (listed[id].sight, listed[id].known.label) == (may, ""), "no name either"
        for way in ("open", "read", "answer", "close", "end_talk"):
            assert works(storage, way, worker, id) == (may is Sight.WORDS), (name, way)
        assert works(storage, "give", worker, id) == (may is not Sight.NOTHING), name
    assert all(one.handoff.id in listed for one, _ in told)
    leads = {name for name, (_, notified) in SEEN.items() if worker in notified}
    assert {one.handoff.id for one, about in told if about == "lead"} == {ids[x] for x in leads}
    assert counted == len(leads)


def test_an_export_of_people_holds_no_young_person(storage: SqlStorage) -> None:
    county(storage)
    with storage.begin() as work:
        written = write_yaml(write_people(work.people.everybody(), MONDAY.date()))
    assert "Maija" in written
    for name in SEEN:
        assert f"{name} K." not in written
    assert "joku soittaa" not in written
