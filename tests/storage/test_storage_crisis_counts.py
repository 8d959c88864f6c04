"""Counts go up together, also when two turns end at once; words are found by their time alone."""

from datetime import timedelta

from storage_builders import SATURDAY_NIGHT, add, execute, message, must_claim

from bot.domain.crisis_counts import Tally, first_kept
from bot.domain.messages import InboundKind
from bot.runtime.heartbeat import retention_jobs
from bot.storage.unit_of_work import SqlStorage

CARD = Tally("2026-11", "card", "crisis_suicide", "B", "fi.want_die", "fi")
OLD = Tally("2023-10", "card", "crisis_suicide", "B", "fi.want_die", "fi")
SOS = Tally("2026-12", "sos", language="sv")


def count(storage: SqlStorage, *tallies: Tally) -> None:
    with storage.begin() as work:
        for tally in tallies:
            work.crisis_counts.add(tally)
        work.commit()


def counted(storage: SqlStorage, since: str) -> dict[Tally, int]:
    with storage.begin() as work:
        return work.crisis_counts.since(since)


def test_each_adds_one_to_its_own_number(storage: SqlStorage) -> None:
    count(storage, CARD, SOS)
    count(storage, CARD)
    assert counted(storage, "2026-11") == {CARD: 2, SOS: 1}
    assert counted(storage, "2026-12") == {SOS: 1}


def test_what_is_not_committed_is_not_counted(storage: SqlStorage) -> None:
    with storage.begin() as work:
        work.crisis_counts.add(CARD)
    assert counted(storage, "2026-11") == {}


def test_old_months_are_forgotten(storage: SqlStorage) -> None:
    count(storage, OLD, CARD)
    forget = retention_jobs(storage, 24)["forget_counts"]
    assert first_kept(SATURDAY_NIGHT) == "2023-11"
    assert forget(SATURDAY_NIGHT) == 1
    assert forget(SATURDAY_NIGHT) == 0
    assert counted(storage, "2000-01") == {CARD: 1}


def test_there_is_no_place_for_a_person_in_it(storage: SqlStorage, url: str) -> None:
    count(storage, CARD)
    (row,) = execute(url, "SELECT * FROM crisis_count")
    assert tuple(row) == ("2026-11", "card", "crisis_suicide", "B", "fi.want_die", "fi", 1)


def test_words_are_found_by_who_typed_them_and_when(storage: SqlStorage) -> None:
    add(storage, message("en jaksa", "anna"))
    add(storage, message("hei", "bo"))
    anna, bo = (must_claim(storage).person.conversation for _ in range(2))
    with storage.begin() as work:
        assert work.inbox.words_at(anna, SATURDAY_NIGHT) == "en jaksa"
        assert work.inbox.words_at(bo, SATURDAY_NIGHT) == "hei"
        assert work.inbox.words_at(anna, SATURDAY_NIGHT + timedelta(seconds=1)) is None


def test_a_pressed_button_was_not_typed(storage: SqlStorage) -> None:
    add(storage, message("signed", kind=InboundKind.BUTTON, label="Palaa"))
    with storage.begin() as work:
        anna = must_claim(storage).person.conversation
        assert work.inbox.words_at(anna, SATURDAY_NIGHT) is None
