"""How often a turn asks the database: every message of everybody pays for a question too many."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import event
from storage_builders import add, finish, message, must_claim

from bot.domain.messages import Lane, Reply
from bot.services.memory import recall
from bot.services.receive import receive
from bot.storage.unit_of_work import SqlStorage


@contextmanager
def at_most(storage: SqlStorage, most: int) -> Iterator[None]:
    """Fail when more than ``most`` statements are executed inside; how they begin is told."""
    asked: list[str] = []

    def note(*details: object) -> None:
        asked.append(" ".join(str(details[2]).split())[:80])

    event.listen(storage._engine, "before_cursor_execute", note)
    yield
    event.remove(storage._engine, "before_cursor_execute", note)
    asked = [one for one in asked if not one.startswith(("BEGIN", "PRAGMA"))]
    assert len(asked) <= most, "\n".join(asked)


def test_a_turn_asks_the_database_eighteen_times(storage: SqlStorage) -> None:
    add(storage, message("hei", channel="rest"))  # from now on the person is known
    finish(storage, must_claim(storage), "moi")
    with storage.begin() as work:
        work.people.everybody()  # and so is who works here
    said = message("rahat loppu", channel="rest")
    with at_most(storage, 4), storage.begin() as work:
        receive(work, said)
        asked = work.conversations.last_cursor(said.address)
        work.commit()
    with at_most(storage, 8), storage.begin() as work:
        claim = work.inbox.claim(30, news=True)
        assert claim is not None
        work.commit()
        recall(work, claim)
    with at_most(storage, 5), storage.begin() as work:
        replies = [(Reply("moi"), Lane.REPLY), (Reply("kerro lisää"), Lane.REPLY)]
        work.inbox.finish(claim, replies, claim.person, "tracker", delivered=True)
        work.commit()
    with at_most(storage, 1), storage.begin() as work:
        answered = work.conversations.history(said.address, asked)
    assert [one.reply.text for one in answered] == ["moi", "kerro lisää"]


@pytest.mark.parametrize("news", [False, True])
def test_who_finds_nothing_asks_once(storage: SqlStorage, news: bool) -> None:
    with at_most(storage, 1), storage.begin() as work:
        assert work.inbox.claim(30, news=news) is None
