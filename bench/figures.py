"""Percentiles, sizes, memory, the machine, and a Markdown table. Linux only (``/proc``)."""

import os
import platform
import re
import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

BUILD = Path(__file__).resolve().parent.parent / "build" / "bench"
"""Everything a measurement leaves behind; git ignores it."""

MB = 1_000_000


@dataclass(frozen=True, slots=True)
class Spread:
    """Median, 95th percentile and number of some times in milliseconds."""

    p50: float
    p95: float
    count: int

    def __str__(self) -> str:
        return f"p50 {self.p50:.1f} ms, p95 {self.p95:.1f} ms ({self.count})"


def spread(times_ms: Sequence[float]) -> Spread:
    """Return the spread of at least one time."""
    ordered = sorted(times_ms)
    # The nearest rank: a time that was really seen, not one between two.
    rank = max(0, -(-95 * len(ordered) // 100) - 1)
    return Spread(statistics.median(ordered), ordered[rank], len(ordered))


def times(stock: float, ours: float) -> str:
    """Return the ratio as people read it: "8.2 x" means that stock needs 8.2 times as much."""
    return f"{stock / ours:.1f} x" if ours else ""


def folder_mb(*paths: Path) -> float:
    """Return the disk blocks of files, in millions of bytes, as ``du`` counts them.

    Byte code is left out: it appears only after the first start, and not for every module.
    """
    seen: dict[tuple[int, int], int] = {}
    for path in paths:
        for file in [path] if path.is_file() else path.rglob("*"):
            if "__pycache__" not in file.parts and not file.is_symlink():
                about = file.stat()
                seen[about.st_dev, about.st_ino] = about.st_blocks * 512
    return sum(seen.values()) / MB


def rss_mb(pid: int) -> float:
    """Return the resident memory of a process now, in millions of bytes."""
    status = Path(f"/proc/{pid}/status").read_text()
    found = re.search(r"VmRSS:\s+(\d+) kB", status)
    return int(found[1]) * 1024 / MB if found else 0.0


def machine() -> dict[str, str | int]:
    """Return what a reader needs to judge the figures."""
    known = Path("/proc/cpuinfo").read_text()
    model = re.search(r"model name\s*:\s*(.+)", known)
    memory = re.search(r"MemTotal:\s+(\d+) kB", Path("/proc/meminfo").read_text())
    return {
        "measured": f"{datetime.now(UTC):%Y-%m-%d}",
        "cpu": model[1] if model else platform.machine(),
        "cores": os.cpu_count() or 0,
        "memory_gb": round(int(memory[1]) * 1024 / 1e9) if memory else 0,
        "load_at_start": f"{os.getloadavg()[0]:.1f}",
        "system": f"Linux {platform.release()}",
    }


def told(about: dict[str, str | int]) -> str:
    """Return the machine in one line."""
    return (
        f"{about['measured']}, {about['cpu']}, {about['cores']} cores, "
        f"{about['memory_gb']} GB, load {about['load_at_start']} at the start"
    )


def markdown(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a Markdown table; every column but the first is of figures."""
    lines = [head, ["---", *["---:"] * (len(head) - 1)], *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)
