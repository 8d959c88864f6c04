"""Bringing a database up to the tables of this version.

Expand, then contract: a version only adds what the version before it can live with; what is no
longer used goes one version later. So old and new processes may run side by side.
"""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, text

from bot.storage.database import connect, open_engine

WAIT_S = 60.0
"""How long a second process waits while the first one migrates."""

_LOCK = 0x52494E4E  # "RINN": any number that nobody else locks with


def migrate(url: str, revision: str = "head") -> None:
    """Bring a database to ``revision``: all of it or nothing, one process at a time.

    Raises:
        StorageUnavailable: the database does not answer, or another process migrates for long.
    """
    engine = open_engine(url, wait_s=WAIT_S)
    try:
        with connect(engine) as connection:
            if connection.dialect.name == "sqlite":
                _migrate_sqlite(connection, revision)
            else:
                connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
                # Waiting long for a table would make everybody else wait behind us.
                connection.execute(text("SET LOCAL lock_timeout = '5s'"))
                _upgrade(connection, revision)
            connection.commit()
    finally:
        engine.dispose()


def _migrate_sqlite(connection: Connection, revision: str) -> None:
    # Batch mode copies tables: with foreign keys on, dropping the old one would empty its
    # children. The pragma works outside of transactions only, so it goes straight to the driver.
    connection.connection.cursor().execute("PRAGMA foreign_keys=OFF")
    # The first statement takes the write lock, so a second process waits here.
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    _upgrade(connection, revision)
    if len(connection.exec_driver_sql("PRAGMA foreign_key_check").all()) > len(broken):
        raise RuntimeError(f"the migration to {revision} breaks foreign keys")


def _upgrade(connection: Connection, revision: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    config.attributes["connection"] = connection
    command.upgrade(config, revision)
