"""The audit log on both databases: it only grows, and tampering with it is seen."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from hashlib import sha256

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError
from storage_builders import KEYS, MovableClock

from bot.domain.audit import FIRST, Deed, entry_hash
from bot.domain.errors import StorageUnavailable
from bot.storage.crypto import Keyring
from bot.storage.database import open_engine
from bot.storage.unit_of_work import SqlStorage

AT = datetime(2026, 11, 23, 7, 0, 0, 123456, tzinfo=UTC)


def write(storage: SqlStorage, *about: str) -> None:
    for one in about:
        with storage.begin() as work:
            work.audit.add(Deed("worker:maija", "handoff.open", AT, one, (("count", "2"),)))
            work.commit()


def verify(storage: SqlStorage) -> tuple[int, str, list[tuple[int, str]]]:
    with storage.begin() as work:
        count, head, found = work.audit.verify()
    return count, head, [(one.number, one.why) for one in found]


def tamper(url: str, *statements: str) -> None:
    """Do what only the database's owner can: take the guard away first."""
    engine = open_engine(url)
    with engine.begin() as connection:
        if engine.dialect.name == "sqlite":
            connection.exec_driver_sql("DROP TRIGGER audit_log_no_update")
            connection.exec_driver_sql("DROP TRIGGER audit_log_no_delete")
        else:
            connection.exec_driver_sql("ALTER TABLE audit_log DISABLE TRIGGER ALL")
        for statement in statements:
            connection.execute(text(statement))
        if engine.dialect.name == "postgresql":
            connection.exec_driver_sql("ALTER TABLE audit_log ENABLE TRIGGER ALL")
    engine.dispose()


def test_an_empty_log_and_an_untouched_one_hold(storage: SqlStorage) -> None:
    assert verify(storage) == (0, FIRST.hex(), [])
    write(storage, "a", "b", "c")
    count, head, found = verify(storage)
    assert (count, found) == (3, [])
    with storage.begin() as work:
        assert work.audit.has(head)
        assert not work.audit.has("00" * 32)
        assert not work.audit.has("no head at all")


@pytest.mark.parametrize("verb", ["UPDATE audit_log SET who = 'x'", "DELETE FROM audit_log"])
def test_the_database_itself_refuses_to_change_or_delete(
    storage: SqlStorage, url: str, verb: str
) -> None:
    write(storage, "a")
    engine = open_engine(url)
    with (
        pytest.raises((DatabaseError, StorageUnavailable)),
        engine.begin() as connection,
    ):
        connection.execute(text(verb))
    engine.dispose()
    assert verify(storage)[0] == 1


@pytest.mark.parametrize(
    ("statement", "number"),
    [
        ("UPDATE audit_log SET who = 'worker:outi' WHERE number = 2", 2),
        ("UPDATE audit_log SET more = '[]' WHERE number = 3", 3),
        ("DELETE FROM audit_log WHERE number = 2", 3),
        ("DELETE FROM audit_log WHERE number = 1", 2),
    ],
)
def test_what_is_changed_behind_our_back_is_seen(
    storage: SqlStorage, url: str, statement: str, number: int
) -> None:
    write(storage, "a", "b", "c")
    tamper(url, statement)
    assert number in [one for one, _ in verify(storage)[2]]


def test_a_chain_rewritten_without_our_secret_is_seen(storage: SqlStorage, url: str) -> None:
    write(storage, "a", "b")
    with storage.begin() as work:
        _, head, _ = work.audit.verify()
    more = (("count", "2"),)
    first = entry_hash(Deed("worker:maija", "handoff.open", AT, "z", more), 1, FIRST)
    second = entry_hash(Deed("worker:maija", "handoff.open", AT, "b", more), 2, first)
    literal = "X'{}'" if url.startswith("sqlite") else "decode('{}', 'hex')"
    forged, behind = literal.format(first.hex()), literal.format(second.hex())
    tamper(
        url,
        f"UPDATE audit_log SET about = 'z', hash = {forged} WHERE number = 1",  # noqa: S608
        f"UPDATE audit_log SET before = {forged}, hash = {behind} WHERE number = 2",  # noqa: S608
    )
    assert verify(storage)[2] == [
        (1, "was not written by this service"),
        (2, "was not written by this service"),
    ]
    with storage.begin() as work:
        assert not work.audit.has(head)


def test_entries_marked_with_an_older_secret_are_vouched_for_by_later_ones(
    storage: SqlStorage, url: str, clock: MovableClock
) -> None:
    write(storage, "a")
    new = Keyring([sha256(b"another").digest()])
    with_new = SqlStorage(open_engine(url), new, clock)
    assert verify(with_new)[2] == [(1, "the last entry is marked with a secret that is not given")]
    write(with_new, "b")
    assert verify(with_new)[2] == []
    with_new.close()
    assert KEYS.ids != new.ids


def test_writers_at_once_leave_one_chain(storage: SqlStorage) -> None:
    with ThreadPoolExecutor(4) as pool:
        list(
            pool.map(lambda number: write(storage, *[f"{number}.{i}" for i in range(5)]), range(4))
        )
    count, _, found = verify(storage)
    assert (count, found) == (20, [])


def test_what_is_undone_leaves_no_entry(storage: SqlStorage) -> None:
    with storage.begin() as work:
        work.audit.add(Deed("clock", "x", AT))
    assert verify(storage)[0] == 0
