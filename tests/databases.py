"""A database of a test's own, with our tables: a SQLite file, or one on the test server."""

import os
import secrets
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url, text

from bot.storage.migrations import migrate

SERVER = "RINNALLA_TEST_POSTGRES"
HOW_TO_START = (
    f"{SERVER} is not set, and some of these tests need PostgreSQL. Install and start it:\n"
    f"  apt-get install -y postgresql; export {SERVER}=$(tools/postgres.sh start)\n"
    'or leave them out: pytest -m "not postgres"'
)


def sqlite_database(path: Path) -> str:
    """Write an empty SQLite database with our tables; return its address."""
    path.write_bytes(_migrated())
    return f"sqlite:///{path}"


@cache
def _migrated() -> bytes:
    """Return such a file: the migrations run once for all tests of a process."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "template.sqlite"
        migrate(f"sqlite:///{path}")
        return path.read_bytes()


@contextmanager
def postgres_database() -> Iterator[str]:
    """Make a database with our tables; it is gone afterwards."""
    if not os.environ.get(SERVER):
        pytest.fail(HOW_TO_START)
    name = f"rinnalla_test_{secrets.token_hex(6)}"
    server = make_url(os.environ[SERVER]).set(drivername="postgresql+psycopg")
    admin = create_engine(server, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    url = server.set(drivername="postgresql", database=name).render_as_string(hide_password=False)
    migrate(url)
    yield url
    with admin.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    admin.dispose()
