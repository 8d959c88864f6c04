"""The service as processes that can be killed, and what they print."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from bot.settings import PREFIX, ROOT

PROGRAM = Path(sys.executable).parent / "rinnalla"
START_WITHIN_S = 90.0
"""A start takes three seconds; on a machine that is busy with other tests, many more."""

PUBLIC_URL = "http://localhost"
"""One for all gateways, as behind a proxy: it is what pages send as their origin."""

ENGINE_TOKEN = "token-of-the-chaos-engine"


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        return port


def until(
    holds: Callable[[], object], seconds: float, what: str, *, every_s: float = 0.02
) -> None:
    """Wait until something holds; fail in words when it does not in time.

    Args:
        every_s: Longer for what a rate limit counts.
    """
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, f"not in {seconds:.0f} s: {what}"
        time.sleep(every_s)


@dataclass
class Process:
    """A program that is started again and again; its output is kept over all lives."""

    command: list[str]
    port: int
    alive_path: str
    settings: Mapping[str, str] = field(default_factory=dict)
    printed: list[str] = field(default_factory=list)
    _process: subprocess.Popen[str] | None = None
    _reader: threading.Thread | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    @property
    def output(self) -> str:
        return "".join(self.printed)

    def start(self, **settings: str) -> None:
        """Begin a life; returns at once."""
        self._process = subprocess.Popen(
            self.command,
            cwd=ROOT,
            env={**_plain_environment(), **self.settings, **settings},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self._reader = threading.Thread(target=self._read, args=(self._process,))
        self._reader.start()

    def start_and_wait(self, **settings: str) -> None:
        self.start(**settings)
        self.wait_until_up()

    def wait_until_up(self) -> None:
        until(self._answers_or_died, START_WITHIN_S, f"{self.command[-1]} is up")

    def is_up(self) -> bool:
        try:
            return httpx.get(self.url + self.alive_path, timeout=5).status_code == 200
        except httpx.HTTPError:
            return False

    def kill(self) -> None:
        """End it at once, as a power cut does."""
        if self._process is not None:
            self._end(signal.SIGKILL)

    def ends_by_itself(self, within_s: float) -> int:
        """Wait for its end; return its status."""
        assert self._process is not None
        self._process.wait(within_s)
        return self._end(signal.SIGTERM)

    def terminate(self, within_s: float) -> float:
        """Ask it to end; return how many seconds it took."""
        began = time.monotonic()
        code = self._end(signal.SIGTERM, within_s)
        assert code in (0, -signal.SIGTERM), f"ended with {code}:\n{self.output[-3000:]}"
        return time.monotonic() - began

    def _end(self, how: signal.Signals, within_s: float = 10.0) -> int:
        process, self._process = self._process, None
        assert process is not None
        process.send_signal(how)
        try:
            return process.wait(within_s)
        finally:
            process.kill()
            process.wait()
            if self._reader is not None:
                self._reader.join()

    def _answers_or_died(self) -> bool:
        assert self._process is not None
        code = self._process.poll()
        assert code is None, f"ended at its start with {code}:\n{self.output[-3000:]}"
        return self.is_up()

    def _read(self, process: subprocess.Popen[str]) -> None:
        assert process.stdout is not None
        with process.stdout:
            for line in process.stdout:
                self.printed.append(line)


def _plain_environment() -> dict[str, str]:
    left_out = ("PYTHONDONTWRITEBYTECODE",)  # compiling everything anew doubles the start
    plain = {k: v for k, v in os.environ.items() if not k.startswith((PREFIX, *left_out))}
    compiled = str(ROOT / "build" / "pycache")
    return {**plain, "PYTHONUNBUFFERED": "1", "PYTHONPYCACHEPREFIX": compiled}


def engine_process() -> Process:
    """Return the stand-in engine, not started."""
    port = free_port()
    module = "tests.chaos.standin_engine"
    return Process([sys.executable, "-m", module, str(port), ENGINE_TOKEN], port, "/readyz")


def real_engine_process(data: Path, **settings: str) -> Process:
    """Return ``rinnalla serve --role engine``, not started."""
    port = free_port()
    environment = {
        "RINNALLA_DATA_DIR": str(data),
        "RINNALLA_ENGINE_PORT": str(port),
        "RINNALLA_ENGINE_TOKEN": ENGINE_TOKEN,
        "RINNALLA_LOG_LEVEL": "DEBUG",
        **settings,
    }
    return Process([str(PROGRAM), "serve", "--role", "engine"], port, "/readyz", environment)


def gateway_process(data: Path, engine: Process, **settings: str) -> Process:
    """Return ``rinnalla serve --role gateway`` for the demo county, not started."""
    port = free_port()
    environment = {
        "RINNALLA_DATA_DIR": str(data),
        "RINNALLA_PORT": str(port),
        "RINNALLA_PUBLIC_URL": PUBLIC_URL,
        # Every person of a test comes from an address of their own.
        "RINNALLA_TRUSTED_PROXIES": "1",
        "RINNALLA_COUNTY_DIR": str(ROOT / "demo" / "county"),
        "RINNALLA_ENGINE_URL": engine.url,
        "RINNALLA_ENGINE_TOKEN": ENGINE_TOKEN,
        **settings,
    }
    return Process([str(PROGRAM), "serve", "--role", "gateway"], port, "/healthz", environment)
