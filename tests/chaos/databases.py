"""Databases that crash, go away and come back."""

import os
import resource
import shlex
import shutil
import signal
import subprocess
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from sqlalchemy import text

from bot.settings import ROOT
from bot.storage.database import open_engine

SCRIPT = ROOT / "tools" / "postgres.sh"


class Database(Protocol):
    """What the chaos tests do to a database."""

    @property
    def url(self) -> str:
        """Where the service finds it."""

    def go_down(self, pids: list[int]) -> None:
        """Refuse every commit of these processes from now on."""

    def come_back(self) -> None:
        """Take commits again."""

    def crash(self) -> None:
        """Fall down and be started again, if it is a server at all."""

    def is_whole(self) -> bool:
        """Return whether the database finds nothing wrong with itself."""


def rows(database: Database, statement: str) -> list[Any]:
    """Look into the tables."""
    engine = open_engine(database.url)
    try:
        with engine.begin() as connection:
            result = connection.execute(text(statement))
            return list(result) if result.returns_rows else []
    finally:
        engine.dispose()


@dataclass
class SqliteFile:
    """A file. It goes down when the disk is full: processes may not let files grow."""

    path: Path
    _full: list[int] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"sqlite:///{self.path}"

    def go_down(self, pids: list[int]) -> None:
        self._full = pids
        self._limit(1)

    def come_back(self) -> None:
        self._limit(resource.RLIM_INFINITY)
        self._full = []

    def crash(self) -> None:
        """A file has no process of its own."""

    def is_whole(self) -> bool:
        broken = rows(self, "PRAGMA foreign_key_check")
        return rows(self, "PRAGMA integrity_check") == [("ok",)] and broken == []

    def _limit(self, size: int) -> None:
        for pid in self._full:
            with suppress(ProcessLookupError):  # dead by now
                resource.prlimit(pid, resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))


class PostgresServer:
    """A server of the test's own, in a folder that root's ``postgres`` can reach."""

    def __init__(self) -> None:
        self._folder = Path(tempfile.gettempdir()) / f"rinnalla-chaos-{os.getpid()}"
        self.url = self._script("start")

    @property
    def _data(self) -> Path:
        return self._folder / "data"

    def go_down(self, pids: list[int]) -> None:  # noqa: ARG002 - the server goes for all
        """Stop without a goodbye: every transaction is cut."""
        server = int((self._data / "postmaster.pid").read_text().split()[0])
        os.kill(server, signal.SIGQUIT)  # what pg_ctl -m immediate sends
        while (self._data / "postmaster.pid").exists():
            time.sleep(0.02)

    def come_back(self) -> None:
        """Start on the same port; returns when it takes connections."""
        program, *options = shlex.split((self._data / "postmaster.opts").read_text())
        control = str(Path(program).parent / "pg_ctl")
        given = shlex.join(options[options.index("-c") :])  # without the data folder: -D names it
        log = str(self._data / "server.log")
        command = [control, "start", "-w", "-D", str(self._data), "-l", log, "-o", given]
        account = {"user": "postgres", "group": "postgres"} if os.getuid() == 0 else {}
        subprocess.run(
            command,
            check=True,
            cwd="/",
            stdout=subprocess.DEVNULL,
            **account,  # type: ignore[call-overload]
        )

    def crash(self) -> None:
        self.go_down([])
        time.sleep(1.0)
        self.come_back()

    def is_whole(self) -> bool:
        """Read everything and every index: a torn page would be an error."""
        tables = [name for (name,) in rows(self, _TABLES)]
        rows(self, "CREATE EXTENSION IF NOT EXISTS amcheck")
        rows(self, _CHECK_INDEXES)
        return all(rows(self, f"SELECT count(*) FROM {name}") for name in tables)  # noqa: S608

    def empty(self) -> None:
        """Forget everything, tables too."""
        rows(self, "DROP SCHEMA public CASCADE")
        rows(self, "CREATE SCHEMA public")

    def stop(self) -> None:
        self._script("stop")
        shutil.rmtree(self._folder, ignore_errors=True)

    def _script(self, what: str) -> str:
        environment = {**os.environ, "RINNALLA_POSTGRES_DIR": str(self._folder)}
        command = ["sh", str(SCRIPT), what]
        done = subprocess.run(command, env=environment, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()


_TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
_CHECK_INDEXES = """
SELECT bt_index_check(index => i.indexrelid, heapallindexed => true)
FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname = 'public' AND c.relkind = 'i' AND i.indisvalid
"""
