"""What is to be said at a time: one of a kind, taken once, gone with its person."""

from datetime import timedelta

from storage_builders import (
    SATURDAY_NIGHT,
    MovableClock,
    add,
    address,
    execute,
    finish,
    message,
    must_claim,
    send_all,
)

from bot.domain.messages import ConversationId, Reply
from bot.runtime.due import SET_ASIDE, due_job
from bot.services.due_ports import DueRow
from bot.storage.unit_of_work import SqlStorage
from tests.builders import composer

NOON = SATURDAY_NIGHT + timedelta(hours=13)


def anna(storage: SqlStorage, person: str = "anna") -> ConversationId:
    add(storage, message("hei", person))
    claimed = must_claim(storage)
    finish(storage, claimed)
    return claimed.person.conversation


def put(storage: SqlStorage, who: ConversationId, hours: int = 0, kind: str = "checkin") -> None:
    with storage.begin() as work:
        work.due.put(who, kind, NOON + timedelta(hours=hours))
        work.commit()


def take(storage: SqlStorage, hours: int = 0, *, commit: bool = True) -> list[DueRow]:
    with storage.begin() as work:
        rows = work.due.take(NOON + timedelta(hours=hours))
        if commit:
            work.commit()
    return rows


def test_a_row_becomes_due_is_taken_once_and_comes_again_when_the_work_failed(
    storage: SqlStorage,
) -> None:
    who = anna(storage)
    put(storage, who)
    assert take(storage, -1) == []
    assert [row.kind for row in take(storage, commit=False)] == ["checkin"]
    (row,) = take(storage)
    assert (row.conversation, row.at) == (who, NOON)
    assert take(storage) == []


def test_there_is_one_of_a_kind_and_it_can_be_taken_back(storage: SqlStorage) -> None:
    who, other = anna(storage), anna(storage, "bo")
    put(storage, who)
    put(storage, who, 2)
    put(storage, other)
    assert [row.conversation for row in take(storage)] == [other]
    with storage.begin() as work:
        work.due.drop(who, "checkin")
        work.due.drop(who, "another")
        work.commit()
    assert take(storage, 5) == []


def test_of_several_things_each_has_its_own_row_of_a_kind(storage: SqlStorage) -> None:
    who = anna(storage)
    with storage.begin() as work:
        for about in ("one", "two", "three"):
            work.due.put(who, "appointment_day", NOON, about)
        work.due.put(who, "appointment_day", NOON + timedelta(hours=1), "two")
        work.due.drop(who, "appointment_day", "three")
        work.due.drop(who, "appointment_day")
        work.commit()
    assert [row.about for row in take(storage)] == ["one"]
    assert [row.about for row in take(storage, 1)] == ["two"]


def test_being_forgotten_takes_it_along(storage: SqlStorage) -> None:
    put(storage, anna(storage))
    with storage.begin() as work:
        work.conversations.erase(address("anna"))
        work.commit()
    assert take(storage, 5) == []


def test_a_talk_that_nobody_uses_is_kept_until_what_was_agreed_on_has_been_asked(
    storage: SqlStorage,
) -> None:
    add(storage, message("hei", "anna", channel="web"))
    claimed = must_claim(storage)
    finish(storage, claimed, delivered=True)
    who = claimed.person.conversation
    put(storage, who)
    after = SATURDAY_NIGHT + timedelta(hours=13)
    with storage.begin() as work:
        assert work.conversations.forget_idle(after, "web") == 0
        work.due.drop(who, "checkin")
        assert work.conversations.forget_idle(after, "web") == 1
        work.commit()


def test_words_outside_a_turn_reach_the_outbox_once_and_the_history(storage: SqlStorage) -> None:
    who = anna(storage)
    for expected in (True, False):
        with storage.begin() as work:
            assert work.told.tell(who, [Reply("Miten voit nyt?")], "due:1") is expected
            work.commit()
    assert send_all(storage) == ["Miten voit nyt?"]
    with storage.begin() as work:
        lines = work.conversations.history(address("anna"), 0)
        person = work.told.person(who)
        assert work.told.person(ConversationId("nobody")) is None
    assert [line.reply.text for line in lines] == ["hei", "Miten voit nyt?"]
    assert person is not None


def test_what_cannot_be_told_waits_and_nobody_else_does(
    storage: SqlStorage, url: str, clock: MovableClock
) -> None:
    broken, whole = anna(storage), anna(storage, "bo")
    put(storage, broken, -1)
    put(storage, whole)
    execute(
        url,
        "UPDATE conversation SET person_enc ="  # noqa: S608
        f" (SELECT person_enc FROM conversation WHERE uid = '{whole}') WHERE uid = '{broken}'",
    )
    say_due = due_job(storage, composer(clock))
    assert say_due(NOON) == 1
    assert len(send_all(storage)) == 1
    (row,) = take(storage, 2)
    assert (row.conversation, row.at) == (broken, NOON + SET_ASIDE)
