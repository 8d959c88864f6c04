"""Opening the database, and the one place where its errors become ours.

Acknowledged means committed means on the disk: SQLite runs with ``synchronous=FULL`` and
PostgreSQL with its default ``synchronous_commit=on``. Nobody may soften either for speed. The one
commit that waits for no disk takes a message into work on SQLite (``Transaction.lease_lightly``):
nothing is said by it, and when the power goes the row is simply free again.
"""

import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import (
    URL,
    Connection,
    Engine,
    ExceptionContext,
    create_engine,
    event,
    make_url,
)
from sqlalchemy.exc import (
    ArgumentError,
    DatabaseError,
    InterfaceError,
    InternalError,
    OperationalError,
    TimeoutError,
)

from bot.domain.errors import SettingsProblems, StorageUnavailable

WAIT_S = 5.0
"""How long a statement waits for another's lock, and a caller for a connection."""

POOL = 10
"""Connections a process keeps ready; as many again may be opened in a rush."""

LOOKING = {"rinnalla_writes": False}
WRITING = {"rinnalla_writes": True, "rinnalla_lasts": True}
LEASING = {"rinnalla_writes": True, "rinnalla_lasts": False}
"""What a SQLite connection is told before it begins."""


def open_engine(url: str, *, wait_s: float = WAIT_S) -> Engine:
    """Return an engine for a SQLite file or a PostgreSQL server. Nothing is connected yet.

    Args:
        url: ``sqlite:////var/lib/rinnalla/rinnalla.db`` or ``postgresql://...``.
        wait_s: How long to wait for locks and connections before giving up.

    Raises:
        SettingsProblems: some other database, or SQLite without a file.
    """
    parsed = read_url(url)
    on_file = parsed.get_backend_name() == "sqlite"
    engine = _sqlite(parsed, wait_s) if on_file else _postgres(parsed, wait_s)
    event.listen(engine, "handle_error", _translate)
    return engine


def read_url(url: str) -> URL:
    """Return the parts of a database's address. It is never repeated: a password may be in it.

    Raises:
        SettingsProblems: some other database, SQLite without a file, or no address at all.
    """
    try:
        parsed = make_url(url)
        backend = parsed.get_backend_name()
    except (ArgumentError, ValueError):
        backend = ""
    if backend not in ("sqlite", "postgresql"):
        problem = "RINNALLA_DATABASE_URL must begin with sqlite:/// or postgresql://"
        raise SettingsProblems([problem])
    if backend == "sqlite" and parsed.database in (None, "", ":memory:"):
        raise SettingsProblems(["RINNALLA_DATABASE_URL: SQLite needs a file, as sqlite:///x.db"])
    return parsed


def in_words(url: str, error: StorageUnavailable) -> str:
    """Return why a database cannot be opened, with what the database itself says of it.

    For the start alone: later its words may hold a person's.
    """
    parsed = read_url(url)
    told = str(error.__cause__ or error).strip().partition("\n")[0]
    if parsed.get_backend_name() == "sqlite":
        return (
            f"the database {parsed.database} cannot be used: {told} "
            "(RINNALLA_DATABASE_URL names the file; how to restore one: docs/installer.md)"
        )
    return f"the database does not answer: {told} (RINNALLA_DATABASE_URL says where it is)"


def connect(engine: Engine) -> Connection:
    """Return a connection.

    Raises:
        StorageUnavailable: the database does not answer, or every connection is busy for too long.
    """
    try:
        return engine.connect()
    except TimeoutError as error:  # the pool's, which is no error of the database
        raise StorageUnavailable("no free connection") from error


def _translate(context: ExceptionContext) -> None:
    # A failed ping is no failure yet: the pool replaces the connection and goes on.
    if context.is_pre_ping:
        return
    error, cause = context.sqlalchemy_exception, context.original_exception
    # SQLite says "operational" for wrong SQL too, which is a bug of ours and must look like one.
    if getattr(cause, "sqlite_errorcode", None) == sqlite3.SQLITE_ERROR:
        return
    unavailable = isinstance(error, OperationalError | InterfaceError | InternalError)
    # Plain DatabaseError is what SQLite says of a damaged file.
    if unavailable or type(error) is DatabaseError:
        raise StorageUnavailable(type(cause).__name__)


def _sqlite(url: URL, wait_s: float) -> Engine:
    path = Path(url.database or "")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        # The journal files take their mode from this one: nobody else reads any of them.
        path.touch(mode=0o600)
    except OSError as error:
        raise SettingsProblems.refused("RINNALLA_DATABASE_URL", path, error) from error
    engine = create_engine(
        url,
        hide_parameters=True,
        pool_size=POOL,
        max_overflow=POOL,
        pool_timeout=wait_s,
        connect_args={"timeout": wait_s},
    )
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: sqlite3.Connection, record: Any) -> None:  # noqa: ARG001
    connection.isolation_level = None  # the driver must not begin transactions: we do
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        "secure_delete=ON",  # what is erased is overwritten, not left in free pages
    ):
        connection.execute(f"PRAGMA {pragma}").close()


def _begin_sqlite(connection: Connection) -> None:
    # A transaction that looks first and writes later cannot wait for the lock: SQLite fails it at
    # once. So a writer takes the lock at its beginning. Who only looks begins nothing: like on
    # PostgreSQL, each statement sees what is committed then.
    told = connection.get_execution_options()
    if told.get("rinnalla_writes", True):
        level = "FULL" if told.get("rinnalla_lasts", True) else "NORMAL"
        connection.exec_driver_sql(f"PRAGMA synchronous={level}")
        connection.exec_driver_sql("BEGIN IMMEDIATE")


def _postgres(url: URL, wait_s: float) -> Engine:
    wait_ms = int(wait_s * 1000)
    settings = {
        "timezone": "UTC",
        "lock_timeout": wait_ms,
        "statement_timeout": 4 * wait_ms,
        # A process that hangs inside a transaction must not hold a person's row for ever.
        "idle_in_transaction_session_timeout": 6 * wait_ms,
    }
    return create_engine(
        url.set(drivername="postgresql+psycopg"),
        hide_parameters=True,
        pool_pre_ping=True,
        pool_size=POOL,
        max_overflow=POOL,
        pool_timeout=wait_s,
        connect_args={
            "connect_timeout": max(2, int(wait_s)),
            "options": " ".join(f"-c {name}={value}" for name, value in settings.items()),
            "application_name": "rinnalla",
        },
    )
