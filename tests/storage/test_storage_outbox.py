"""Messages that have been decided: as they were written, at least once each, repeats marked."""

from collections.abc import Callable

import pytest
from sqlalchemy import select
from storage_builders import (
    MovableClock,
    add,
    address,
    begin,
    claim,
    execute,
    failed,
    finish,
    message,
    must_claim,
    must_take,
    say,
    send_all,
    sent,
    take,
)

from bot.domain.errors import StorageUnavailable
from bot.domain.messages import Button, Lane, Reply
from bot.storage.database import open_engine
from bot.storage.tables import OutboxRow
from bot.storage.unit_of_work import SqlStorage

Later = Callable[[float], None]


def test_a_reply_comes_back_as_it_was_decided(storage: SqlStorage) -> None:
    add(storage, message("hei"))
    claimed = must_claim(storage)
    reply = Reply(
        "Soita **112**",
        (Button("call", "Soita", "112"), Button("reply", "Lisää", "signed")),
        key="crisis.card",
        topic="crisis",
        services=("mieli", "sos"),
    )
    with storage.begin() as work:
        work.inbox.finish(claimed, [(reply, Lane.CRISIS)], claimed.person, None, delivered=False)
        work.commit()
    taken = must_take(storage)
    assert (taken.reply, taken.address) == (reply, address("anna"))
    assert taken.conversation == claimed.person.conversation
    assert (taken.attempts, taken.maybe_dup) == (1, False)


def test_a_sender_that_never_said_how_it_ended_leaves_a_mark(
    storage: SqlStorage, later: Later
) -> None:
    say(storage, "anna", "1")
    assert begin(storage, must_take(storage, 30))
    later(31)
    again = must_take(storage)
    assert (again.maybe_dup, again.attempts) == (True, 2)


def test_a_sender_that_died_before_its_call_leaves_no_mark(
    storage: SqlStorage, later: Later
) -> None:
    say(storage, "anna", "1")
    slow = must_take(storage, 30)
    later(31)
    again = must_take(storage)
    assert (again.maybe_dup, again.attempts) == (False, 2)
    assert not begin(storage, slow)  # the other one has it: nothing may be sent
    assert begin(storage, again)


def test_a_call_that_surely_failed_leaves_no_mark(
    storage: SqlStorage, clock: MovableClock
) -> None:
    say(storage, "anna", "1")
    taken = must_take(storage)
    assert begin(storage, taken)
    failed(storage, taken, not_before=clock.now())
    assert not must_take(storage).maybe_dup


def test_a_mark_stays_through_later_failures(storage: SqlStorage, clock: MovableClock) -> None:
    say(storage, "anna", "1")
    failed(storage, must_take(storage), not_before=clock.now(), maybe_dup=True)
    failed(storage, must_take(storage), not_before=clock.now())
    assert must_take(storage).maybe_dup


def test_a_released_message_gets_no_mark(storage: SqlStorage) -> None:
    say(storage, "anna", "1")
    with storage.begin() as work:
        work.outbox.release(must_take(storage))
        work.commit()
    again = must_take(storage)
    assert (again.maybe_dup, again.attempts) == (False, 1)


def test_a_message_that_went_out_late_is_not_sent_again(storage: SqlStorage, later: Later) -> None:
    say(storage, "anna", "1")
    slow = must_take(storage, 1)
    later(2)
    sent(storage, slow)
    assert take(storage) is None


def test_a_late_failure_takes_nothing_from_the_one_who_has_it(
    storage: SqlStorage, clock: MovableClock, later: Later
) -> None:
    say(storage, "anna", "1")
    slow = must_take(storage, 1)
    later(2)
    quick = must_take(storage)
    failed(storage, slow, not_before=None, dead="refused")
    assert take(storage) is None  # still quick's
    failed(storage, quick, not_before=clock.now())
    assert must_take(storage).reply.text == "1"


def test_a_message_given_up_lets_the_next_one_go(storage: SqlStorage, url: str) -> None:
    say(storage, "anna", "1", "2")
    failed(storage, must_take(storage), dead="refused")
    assert send_all(storage) == ["2"]
    engine = open_engine(url)
    with engine.connect() as connection:
        reasons = connection.execute(select(OutboxRow.dead_reason).order_by(OutboxRow.id))
        assert reasons.scalars().all() == ["refused", None]
    engine.dispose()


def test_nothing_goes_to_an_address_that_is_stopped(storage: SqlStorage) -> None:
    say(storage, "anna", "1", "2")
    say(storage, "besa", "b")
    with storage.begin() as work:
        work.outbox.stop_address(address("anna"), "blocked")
        work.commit()
    assert send_all(storage) == ["b"]
    say(storage, "anna", "3")
    assert send_all(storage) == []
    with storage.begin() as work:
        work.outbox.start_address(address("anna"))
        work.commit()
    say(storage, "anna", "4")
    assert send_all(storage) == ["4"]


def test_stopping_an_unknown_address_is_no_error(storage: SqlStorage) -> None:
    with storage.begin() as work:
        work.outbox.stop_address(address("nobody"), "blocked")
        work.outbox.start_address(address("nobody"))
        work.commit()


def test_delivered_replies_are_kept_and_not_sent(storage: SqlStorage) -> None:
    say(storage, "anna", "1", delivered=True)
    assert take(storage) is None
    with storage.begin() as work:
        assert work.outbox.waiting() == (0, 0.0)


def test_waiting_counts_what_is_unsent_and_how_old_it_is(
    storage: SqlStorage, later: Later
) -> None:
    say(storage, "anna", "1", "2")
    later(90)
    say(storage, "besa", "b")
    must_take(storage)
    with storage.begin() as work:
        assert work.outbox.waiting() == (3, 90.0)


def test_replies_are_named_after_what_they_answer(storage: SqlStorage, url: str) -> None:
    inbox_id = add(storage, message("hei"))
    finish(storage, must_claim(storage), "1", "2")
    engine = open_engine(url)
    with engine.connect() as connection:
        names = connection.execute(select(OutboxRow.dedupe_key).order_by(OutboxRow.id))
        assert names.scalars().all() == [f"{inbox_id}:1", f"{inbox_id}:2"]
    engine.dispose()


def test_a_unit_of_work_that_is_not_committed_is_undone(storage: SqlStorage) -> None:
    with storage.begin() as work:
        work.inbox.add(message("hei"))
    assert claim(storage) is None

    def half_way() -> None:
        with storage.begin() as work:
            work.inbox.add(message("hei"))
            raise StorageUnavailable

    with pytest.raises(StorageUnavailable):
        half_way()
    assert claim(storage) is None


@pytest.mark.parametrize("damage", ["uid = 'moved'", "lane = 'newer'"])
def test_an_unreadable_message_stops_no_other_and_is_not_lost(
    storage: SqlStorage, url: str, damage: str
) -> None:
    say(storage, "anna", "first")
    execute(url, f"UPDATE outbox SET {damage}")  # noqa: S608
    say(storage, "besa", "second")
    assert send_all(storage) == ["second"]
    assert execute(url, "SELECT count(*) FROM outbox WHERE settled_at IS NULL") == [(1,)]
