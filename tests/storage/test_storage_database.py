"""What goes wrong with a database becomes StorageUnavailable, and passes."""

import sqlite3
import threading
import time
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import event, literal, make_url, select
from storage_builders import KEYS, MovableClock, add, claim, execute, finish, message, must_claim

from bot.domain.errors import SettingsProblems, StorageUnavailable
from bot.storage.database import open_engine
from bot.storage.tables import UtcDateTime
from bot.storage.turnstile import Turnstile
from bot.storage.unit_of_work import SqlStorage, open_storage
from tests.databases import sqlite_database


def test_acknowledged_means_on_the_disk(url: str) -> None:
    engine = open_engine(url)
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            pragmas = ("journal_mode", "synchronous", "foreign_keys", "secure_delete")
            found = [connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in pragmas]
            assert found == ["wal", 2, 1, 1]
        else:
            assert connection.exec_driver_sql("SHOW synchronous_commit").scalar() == "on"
            assert connection.exec_driver_sql("SHOW timezone").scalar() == "UTC"
            assert connection.exec_driver_sql("SHOW lock_timeout").scalar() == "5s"
    engine.dispose()


def test_only_taking_into_work_does_not_wait_for_the_disk(
    tmp_path: Path, clock: MovableClock
) -> None:
    engine = open_engine(sqlite_database(tmp_path / "rinnalla.db"))
    storage = SqlStorage(engine, KEYS, clock)
    levels: list[str] = []

    def note(*details: object) -> None:
        if str(details[2]).startswith("PRAGMA synchronous="):
            levels.append(str(details[2]).partition("=")[2])

    event.listen(engine, "before_cursor_execute", note)
    add(storage, message("hei"))
    finish(storage, must_claim(storage), "moi")
    storage.close()
    assert levels == ["FULL", "NORMAL", "FULL"]


def test_a_server_that_does_not_answer_is_unavailable(clock: MovableClock) -> None:
    url = "postgresql://nobody:x@127.0.0.1:9/none"
    storage = SqlStorage(open_engine(url, wait_s=1), KEYS, clock)
    with pytest.raises(StorageUnavailable), storage.begin():
        pass
    assert not storage.ready()
    storage.close()


@pytest.mark.parametrize(
    "url", ["garbage", "mysql://u:hunter2@h/d", "postgresql://h:port/d", "sqlite://", ""]
)
def test_what_is_no_address_of_a_database_of_ours_is_told_without_repeating_it(url: str) -> None:
    with pytest.raises(SettingsProblems, match="RINNALLA_DATABASE_URL") as caught:
        open_engine(url)
    assert "hunter2" not in str(caught.value)


def test_a_file_that_cannot_be_made_is_told_with_its_path(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(SettingsProblems, match=r"RINNALLA_DATABASE_URL: .*/file"):
        open_engine(f"sqlite:///{tmp_path}/file/rinnalla.db")


def test_at_the_start_a_damaged_file_is_told_with_its_path_and_what_is_wrong(
    tmp_path: Path, clock: MovableClock
) -> None:
    path = tmp_path / "rinnalla.db"
    path.write_bytes(b"no database at all" * 100)
    with pytest.raises(StorageUnavailable) as caught:
        open_storage(f"sqlite:///{path}", KEYS, clock)
    assert f"the database {path} cannot be used: file is not a database" in str(caught.value)


def test_at_the_start_a_server_that_is_down_is_told_in_words(clock: MovableClock) -> None:
    with pytest.raises(StorageUnavailable) as caught:
        open_storage("postgresql://nobody:hunter2@127.0.0.1:9/none", KEYS, clock)
    said = str(caught.value)
    assert "the database does not answer" in said
    assert "Connection refused" in said
    assert "hunter2" not in said


@pytest.mark.postgres
def test_connections_that_were_cut_are_replaced(
    postgres_database: str, clock: MovableClock
) -> None:
    storage = SqlStorage(open_engine(postgres_database), KEYS, clock)
    add(storage, message("hei", "before the cut"))
    cut = (
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
        "WHERE datname = current_database() AND pid <> pg_backend_pid()"
    )

    def cut_in_the_middle() -> None:
        with storage.begin() as work:
            work.inbox.add(message("hei", "cut off"))
            execute(postgres_database, cut)
            work.commit()

    with pytest.raises(StorageUnavailable):
        cut_in_the_middle()
    assert storage.ready()  # a connection waits in the pool again
    execute(postgres_database, cut)
    add(storage, message("hei", "after the cut"))
    people = [must_claim(storage).inbound.address.external for _ in range(2)]
    assert people == ["before the cut", "after the cut"]
    assert claim(storage) is None
    storage.close()


def test_a_locked_sqlite_file_is_unavailable_and_then_not(
    tmp_path: Path, clock: MovableClock
) -> None:
    path = tmp_path / "rinnalla.db"
    storage = SqlStorage(open_engine(sqlite_database(path), wait_s=0.1), KEYS, clock)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StorageUnavailable):
        add(storage, message("hei"))
    assert not storage.ready()  # no message could be kept
    assert claim(storage) is None  # looking is still possible
    other.execute("COMMIT")
    other.close()
    assert add(storage, message("hei")) is not None
    storage.close()


def test_a_full_disk_is_unavailable_and_nothing_is_half_written(
    tmp_path: Path, clock: MovableClock
) -> None:
    url = sqlite_database(tmp_path / "rinnalla.db")
    engine = open_engine(url)
    room = {"pages": 60}

    @event.listens_for(engine, "begin")
    def limit(connection: object) -> None:
        raw = connection.connection.dbapi_connection  # type: ignore[attr-defined]
        raw.execute(f"PRAGMA max_page_count = {room['pages']}")

    storage = SqlStorage(engine, KEYS, clock)
    kept = 0

    def fill() -> int:
        kept = 0
        while kept < 1000:
            add(storage, message("hei " * 500, f"p{kept}"))
            kept += 1
        return kept

    with pytest.raises(StorageUnavailable):
        fill()
    kept = execute(url, "SELECT count(*) FROM inbox")[0][0]
    assert 0 < kept < 1000
    for table in ("address", "conversation"):
        assert execute(url, f"SELECT count(*) FROM {table}")[0][0] == kept  # noqa: S608
    room["pages"] = 10_000
    assert add(storage, message("hei", "there is room again")) is not None
    assert execute(url, "PRAGMA integrity_check") == [("ok",)]
    storage.close()


@pytest.mark.parametrize("url", ["mysql://x/y", "sqlite://", "sqlite:///:memory:"])
def test_another_database_is_refused_in_words(url: str) -> None:
    with pytest.raises(SettingsProblems, match="RINNALLA_DATABASE_URL"):
        open_engine(url)


def test_a_time_without_a_zone_is_not_stored(url: str) -> None:
    engine = open_engine(url)
    naive = datetime(2026, 11, 21, 20, 40)  # noqa: DTZ001
    with engine.connect() as connection, pytest.raises(Exception, match="without a zone"):
        connection.execute(select(literal(naive, UtcDateTime())))
    engine.dispose()


def test_writers_of_a_process_go_in_the_order_they_came() -> None:
    turnstile, order = Turnstile(5), list[int]()
    turnstile.enter()

    def write(number: int) -> None:
        turnstile.enter()
        order.append(number)
        turnstile.leave()

    threads = [threading.Thread(target=write, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
        time.sleep(0.02)
    turnstile.leave()
    for thread in threads:
        thread.join()
    assert order == [0, 1, 2, 3, 4, 5]


def test_a_writer_that_waits_too_long_gives_up_and_the_rest_go_on() -> None:
    turnstile = Turnstile(0.05)
    turnstile.enter()
    with pytest.raises(StorageUnavailable):
        turnstile.enter()
    turnstile.leave()
    turnstile.enter()
    turnstile.leave()


def test_a_writer_is_not_kept_out_by_idle_claims(storage: SqlStorage) -> None:
    stop = threading.Event()

    def ask() -> None:
        while not stop.is_set():
            claim(storage)

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    slowest = 0.0
    for number in range(20):
        began = time.monotonic()
        with storage.begin() as work:
            work.offsets.set("rinnalla", number)
            work.commit()
        slowest = max(slowest, time.monotonic() - began)
    stop.set()
    for thread in threads:
        thread.join()
    assert slowest < 1.0


def test_the_address_of_the_database_is_not_in_its_errors(clock: MovableClock) -> None:
    url = "postgresql://nobody:hunter2@127.0.0.1:9/none"
    storage = SqlStorage(open_engine(url, wait_s=1), KEYS, clock)
    with pytest.raises(StorageUnavailable) as refused, storage.begin():
        pass
    assert "hunter2" not in str(refused.value) + str(refused.value.__cause__)
    assert make_url(url).password == "hunter2"
    storage.close()
