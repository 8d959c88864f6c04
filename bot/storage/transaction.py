"""One transaction, and what differs between the two databases inside it.

The repositories are written once, in SQLAlchemy's language. What cannot be (whose clock a lease
follows, how a writer begins) is here, so that no repository asks which database it is on.

What every message asks is built once, with ``bindparam`` for what differs: SQLAlchemy takes three
times as long to build a statement as both to have a built one answered (measured).
"""

import sqlite3
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select
from sqlalchemy.dialects import postgresql, sqlite

from bot.services.ports import Clock
from bot.storage.crypto import Keyring
from bot.storage.database import LEASING, LOOKING, WRITING
from bot.storage.leases import free_moments, lease_moments, leasing
from bot.storage.tables import Base
from bot.storage.turnstile import Turnstile


class Transaction:
    """What the repositories of one unit of work share. Begins with the first statement."""

    def __init__(
        self, connection: Connection, keys: Keyring, clock: Clock, turnstile: Turnstile
    ) -> None:
        self.keys = keys
        self.erased = False
        self._clock = clock
        self._connection = connection
        self._turnstile = turnstile
        self.dialect = connection.dialect.name
        self._sqlite = self.dialect == "sqlite"
        self._writing = False

    def read(self) -> Connection:
        """Return the connection for looking. On SQLite this stops no writer and no writer it."""
        # A writer that looks first must begin as a writer: SQLite cannot turn one into the other.
        if not self._writing and not self._connection.in_transaction():
            self._connection.execution_options(**LOOKING)
        return self._connection

    def write(self) -> Connection:
        """Return the connection for writing; on SQLite nobody else writes until the end.

        What was looked at before may have changed meanwhile, as on PostgreSQL: look again after
        this call.
        """
        self._begin_to_write(WRITING)
        return self._connection

    def lease_lightly(self) -> Connection:
        """Return the connection for taking rows into work; on SQLite the commit waits for no disk.

        What has been written here may be gone after a power cut, not after a crash of ours. So it
        is for leases alone, of rows that nothing leaves the house for before the next commit.
        PostgreSQL would have to be asked once more, and shares one wait among many.
        """
        self._begin_to_write(LEASING)
        return self._connection

    def _begin_to_write(self, options: Mapping[str, bool]) -> None:
        if self._sqlite and not self._writing:
            self._connection.rollback()  # ends the looking: SQLite cannot turn it into writing
            self._turnstile.enter()
            self._connection.execution_options(**options)
            self._writing = True

    def finds(self, statement: Select[*tuple[Any, ...]], values: Mapping[str, Any]) -> bool:
        """Return whether it may be worth to write: False when there is nothing to claim.

        Idle loops ask all day long, and must not stand in the writers' way on SQLite.
        """
        if not self._sqlite or self._writing:
            return True
        return self.read().execute(statement, values).first() is not None

    def take(
        self, statement: Select[*tuple[Any, ...]], values: Mapping[str, Any]
    ) -> Row[*tuple[Any, ...]] | None:
        """Return the first row that a claim finds; None, without writing, when there is none."""
        if not self.finds(statement, values):
            return None
        return self.write().execute(statement, values).first()

    def commit(self) -> None:
        """Commit; after an erasure also empty SQLite's journal, where old pages still lie."""
        self._connection.commit()
        if self.erased and self._sqlite:
            raw = self._connection.connection.cursor()
            # Best effort: a reader may hold the journal. The next checkpoint empties it then.
            with suppress(sqlite3.OperationalError):
                raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            raw.close()
        self.erased = False
        self._stop_writing()

    def end(self) -> None:
        """Undo what is not committed."""
        try:
            self._connection.rollback()
        finally:
            self._stop_writing()

    def _stop_writing(self) -> None:
        if self._writing:
            self._writing = False
            self._turnstile.leave()

    def now(self) -> datetime:
        """Return the service's time: for what is shown, kept or waited for."""
        return self._clock.now()

    def lease(self, table: type[Base], row: int, lease: str, lease_s: float, **also: Any) -> None:
        """Give a row away for a time, and change what else changes with it."""
        until = lease_moments(self.dialect, self.now(), lease_s)
        self.write().execute(
            leasing(table, self.dialect), {"row": row, "lease": lease, **until, **also}
        )

    def free_moments(self) -> dict[str, datetime]:
        """Return the parameters of statements with ``is_free``."""
        return free_moments(self.dialect, self.now())

    def insert(self, table: type[Base]) -> "postgresql.Insert | sqlite.Insert":
        """Return an INSERT that knows ON CONFLICT."""
        return inserting(self.dialect, table)


def inserting(dialect: str, table: type[Base]) -> "postgresql.Insert | sqlite.Insert":
    """Return an INSERT that knows ON CONFLICT."""
    return sqlite.insert(table) if dialect == "sqlite" else postgresql.insert(table)
