"""Every storage test runs on a SQLite file and on PostgreSQL."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import text
from storage_builders import KEYS, MovableClock

from bot.storage.database import open_engine
from bot.storage.tables import Base
from bot.storage.unit_of_work import SqlStorage
from tests.databases import HOW_TO_START, SERVER, postgres_database, sqlite_database


@pytest.hookimpl(trylast=True)  # after -m and -k have left out what they leave out
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    needed = any(item.get_closest_marker("postgres") for item in items)
    # A worker of pytest-xdist cannot stop the run: there each test says it.
    if needed and not hasattr(config, "workerinput") and not os.environ.get(SERVER):
        raise pytest.UsageError(HOW_TO_START)


@pytest.fixture(scope="module", name="postgres_database")
def a_postgres_database() -> Iterator[str]:
    """A new database on the test server, for one module."""
    with postgres_database() as url:
        yield url


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """An empty database with our tables."""
    if request.param == "sqlite":
        yield sqlite_database(tmp_path / "rinnalla.db")
        return
    url = request.getfixturevalue("postgres_database")
    yield url
    engine = open_engine(url)
    names = ", ".join(f'"{table.name}"' for table in Base.metadata.sorted_tables)
    with engine.begin() as connection:
        connection.execute(text(f"TRUNCATE {names} CASCADE"))
    engine.dispose()


@pytest.fixture
def clock() -> MovableClock:
    return MovableClock()


@pytest.fixture
def storage(url: str, clock: MovableClock) -> Iterator[SqlStorage]:
    storage = SqlStorage(open_engine(url), KEYS, clock)
    yield storage
    storage.close()


@pytest.fixture
def later(url: str, clock: MovableClock) -> Iterator[Callable[[float], None]]:
    """Let seconds pass: the service's clock is moved and, where leases follow the database's,
    they are moved back instead."""
    engine = open_engine(url)

    def move(seconds: float) -> None:
        clock.advance(seconds)
        if engine.dialect.name == "postgresql":
            with engine.begin() as connection:
                for table in ("inbox", "outbox", "handoff", "notice"):
                    connection.execute(
                        text(
                            f"UPDATE {table} SET lease_until = "  # noqa: S608
                            "lease_until - make_interval(secs => :seconds)"
                        ),
                        {"seconds": seconds},
                    )

    yield move
    engine.dispose()
