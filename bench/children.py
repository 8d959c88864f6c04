"""Processes that are measured: a training, a probe, a service behind HTTP."""

import contextlib
import json
import os
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from bench.figures import rss_mb
from bench.installs import Install
from bot.settings import ROOT

START_WITHIN_S = 180.0

FIRST_WORDS = "rahat loppu ja vuokra on maksamatta"
"""A real matter: what an engine still loads for its first real answer belongs to its start."""


@dataclass(frozen=True, slots=True)
class Ran:
    """How long a program ran, how much of all processors it used, its most memory."""

    seconds: float
    cpu_s: float
    peak_mb: float


def run_timed(
    command: Sequence[str], folder: Path, environment: Mapping[str, str], log: Path
) -> Ran:
    """Run a program to its end.

    Raises:
        SystemExit: it failed; its own words are in the log.
    """
    began = time.perf_counter()
    with log.open("wb") as output:
        process = subprocess.Popen(
            command, cwd=folder, env=environment, stdout=output, stderr=output
        )
        _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        ended = f"ended with {process.returncode}"  # negative: a signal from outside
        raise SystemExit(f"{' '.join(command[:4])} ... {ended}: see {log}")
    cpu_s = usage.ru_utime + usage.ru_stime
    return Ran(time.perf_counter() - began, cpu_s, usage.ru_maxrss * 1024 / 1e6)


class Probe:
    """One bench.probe process. ``started_s`` is from its start to its first answer."""

    def __init__(
        self, which: str, install: Install, model: Path, environment: Mapping[str, str]
    ) -> None:
        self._which, self._log = which, model.parent / "probe.log"
        began = time.perf_counter()
        with self._log.open("wb") as log:
            self._process = subprocess.Popen(
                [str(install.python), "-m", "bench.probe", which, str(model)],
                cwd=ROOT,
                env=environment,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
            )
        self.ask("first", FIRST_WORDS)
        self.started_s = time.perf_counter() - began

    def ask(self, person: str | None, text: str) -> dict[str, Any]:
        """Return the answer to one message: ms, cpu_ms, said, intent; of nobody: it is read."""
        assert self._process.stdin is not None  # noqa: S101 - for the type checker
        assert self._process.stdout is not None  # noqa: S101
        self._process.stdin.write(json.dumps({"person": person, "text": text}) + "\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        if not line:
            raise SystemExit(f"the {self._which} probe ended without an answer: see {self._log}")
        answer: dict[str, Any] = json.loads(line)
        return answer

    @property
    def rss_mb(self) -> float:
        """Return its resident memory now."""
        return rss_mb(self._process.pid)

    def stop(self) -> None:
        """End it."""
        self._process.kill()
        self._process.wait()


class Service:
    """A service that speaks Rasa's REST contract. ``started_s``: start to first answer."""

    def __init__(
        self,
        command: Sequence[str],
        folder: Path,
        environment: Mapping[str, str],
        url: str,
        ready: str,
        token: str = "",
    ) -> None:
        self._client = httpx.Client(
            base_url=url, headers={"Authorization": f"Bearer {token}"}, timeout=30
        )
        began = time.perf_counter()
        log = folder / "service.log"
        with log.open("wb") as output:
            self._process = subprocess.Popen(
                command, cwd=folder, env=environment, stdout=output, stderr=output
            )
        try:
            self._wait(ready, began, log)
            self.ask("first", FIRST_WORDS)
        except BaseException:
            self.stop()
            raise
        self.started_s = time.perf_counter() - began

    def ask(self, person: str, text: str) -> float:
        """Send one message and return how long its answer took, in milliseconds."""
        began = time.perf_counter()
        body = {"sender": person, "message": text}
        answer = self._client.post("/webhooks/rest/webhook", json=body)
        took_ms = (time.perf_counter() - began) * 1000
        answer.raise_for_status()
        keys = [(item.get("custom") or {}).get("key") for item in answer.json()]
        if not keys or "fallback.engine" in keys:
            raise SystemExit(f"no real answer from {self._client.base_url}")
        return took_ms

    @property
    def rss_mb(self) -> float:
        """Return its resident memory now."""
        return rss_mb(self._process.pid)

    def stop(self) -> None:
        """End it."""
        self._client.close()
        self._process.kill()
        self._process.wait()

    def _wait(self, ready: str, began: float, log: Path) -> None:
        while time.perf_counter() - began < START_WITHIN_S:
            with contextlib.suppress(httpx.TransportError):
                if self._client.get(ready).status_code == 200:
                    return
            if self._process.poll() is not None:
                break
            time.sleep(0.05)
        raise SystemExit(f"the service did not start: see {log}")
