"""The migrations make the tables that the code maps, once, whoever runs them."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, MetaData, Table, inspect
from sqlalchemy.engine.interfaces import ReflectedIndex
from sqlalchemy.exc import DatabaseError
from storage_builders import KEYS, SATURDAY_NIGHT, MovableClock, execute

from bot.domain.errors import StorageUnavailable
from bot.storage import migrations
from bot.storage.database import open_engine
from bot.storage.migrations import migrate
from bot.storage.tables import Base
from bot.storage.unit_of_work import SqlStorage

RACERS = 2
NEWEST = max(path.name[:4] for path in (Path(migrations.__file__).parent / "versions").glob("0*"))


def drop_everything(url: str) -> None:
    engine = open_engine(url)
    with engine.begin() as connection:
        Base.metadata.drop_all(connection)
        connection.exec_driver_sql("DROP TABLE alembic_version")
    engine.dispose()


def described(connection: Connection) -> dict[str, Any]:
    """Return all that the database knows of our tables."""
    inspector = inspect(connection)
    return {
        table: {
            "columns": {
                column["name"]: (str(column["type"]), column["nullable"], column["default"])
                for column in inspector.get_columns(table)
                if column["default"] is None or "nextval" not in column["default"]
            },
            "key": inspector.get_pk_constraint(table),
            "foreign": sorted(map(str, inspector.get_foreign_keys(table))),
            "unique": sorted(map(str, inspector.get_unique_constraints(table))),
            "indexes": sorted(map(_index, inspector.get_indexes(table))),
            "counts_up": _counts_up(connection, table),
        }
        for table in Base.metadata.tables
    }


def _index(index: ReflectedIndex) -> str:
    options = {name: str(value) for name, value in index.get("dialect_options", {}).items()}
    return str((index["name"], index["column_names"], index["unique"], options))


def _counts_up(connection: Connection, table: str) -> bool:
    if connection.dialect.name != "sqlite":
        return True
    made = connection.exec_driver_sql(f"SELECT sql FROM sqlite_master WHERE name = '{table}'")  # noqa: S608
    return "AUTOINCREMENT" in str(made.scalar_one())


def test_the_migrations_make_what_the_code_maps(url: str) -> None:
    engine = open_engine(url)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []
        migrated = described(connection)
        connection.rollback()
    with engine.begin() as connection:
        Base.metadata.drop_all(connection)
        Base.metadata.create_all(connection)
        assert described(connection) == migrated
    engine.dispose()


def test_migrating_again_changes_nothing(url: str) -> None:
    migrate(url)
    migrate(url)
    assert execute(url, "SELECT version_num FROM alembic_version") == [(NEWEST,)]


def test_processes_that_start_together_migrate_once(url: str) -> None:
    drop_everything(url)
    run = f"from bot.storage.migrations import migrate; migrate({url!r})"
    racers = [
        subprocess.Popen([sys.executable, "-c", run], stderr=subprocess.PIPE, text=True)
        for _ in range(RACERS)
    ]
    assert [(racer.communicate()[1], racer.returncode) for racer in racers] == [("", 0)] * RACERS
    assert execute(url, "SELECT version_num FROM alembic_version") == [(NEWEST,)]


def test_a_migration_that_breaks_leaves_the_database_as_it_was(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    drop_everything(url)
    # The table made last is there already, so the migration fails after nearly all of its work.
    execute(url, "CREATE TABLE turn (id INTEGER)")
    with pytest.raises(DatabaseError, match="already exists"):
        migrate(url)
    engine = open_engine(url)
    assert inspect(engine).get_table_names() == ["turn"]
    engine.dispose()
    execute(url, "DROP TABLE turn")
    migrate(url)


def insert(connection: Connection, table: str, **values: Any) -> None:
    """Put a row into a table as it is in the database now, not as the code maps it."""
    connection.execute(Table(table, MetaData(), autoload_with=connection).insert(), values)


def test_reminders_set_before_they_knew_their_appointment_are_not_lost(url: str) -> None:
    drop_everything(url)
    migrate(url, "0008")
    when = SATURDAY_NIGHT
    own = {"conversation": "anna", "unit": "unit", "state": "confirmed", "owner_kind": "nobody"}
    rest = {"owner": "", "due_at": when, "created_at": when, "changed_at": when, "body_enc": b""}
    counts = {"sequence": 0, "rung": 0, "untold": False, "revision": 0}
    engine = open_engine(url)
    with engine.begin() as old:
        person = {"person_enc": b"", "cursor": 0, "created_at": when, "used_at": when}
        insert(old, "conversation", uid="anna", **person)
        for uid, ended in (("open", None), ("over", when)):
            insert(old, "appointment", uid=uid, ended_at=ended, **own, **rest, **counts)
        for kind in ("appointment_day", "appointment_soon", "checkin"):
            insert(old, "due", uid=kind, conversation="anna", kind=kind, due_at=when)
    engine.dispose()
    before = execute(url, "SELECT DISTINCT due_at FROM due")
    migrate(url)
    assert execute(url, "SELECT kind, about FROM due ORDER BY kind") == [
        ("appointment_day", "open"),
        ("appointment_soon", "open"),
        ("checkin", ""),
    ]
    assert execute(url, "SELECT DISTINCT due_at FROM due") == before


def test_an_empty_database_is_not_ready(url: str, clock: MovableClock) -> None:
    drop_everything(url)
    storage = SqlStorage(open_engine(url), KEYS, clock)
    assert not storage.ready()
    migrate(url)
    assert storage.ready()
    storage.close()


def test_migrating_a_database_that_does_not_answer_says_so() -> None:
    with pytest.raises(StorageUnavailable):
        migrate("postgresql://nobody:x@127.0.0.1:9/none")
