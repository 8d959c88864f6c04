"""A PostgreSQL database of a test's own, on the server that the environment names."""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import create_engine, make_url, text

from bot.storage.migrations import migrate

SERVER = "RINNALLA_TEST_POSTGRES"
HOW_TO_START = (
    f"{SERVER} is not set, and some of these tests need PostgreSQL. Install and start it:\n"
    f"  apt-get install -y postgresql; export {SERVER}=$(tools/postgres.sh start)\n"
    'or leave them out: pytest -m "not postgres"'
)


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
