"""Every check in one go: style, types, content, the model, and all tests.

``python3 run.py test`` calls it. Starts a throw-away PostgreSQL, trains the model when it is
missing or older than its data, and passes further arguments on to pytest.
"""

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

CHECKS = (
    ("style", ["ruff", "check", "."]),
    ("format", ["ruff", "format", "--check", "."]),
    ("types", ["mypy"]),
    ("content, words, settings", ["rinnalla", "check"]),
)

COUNTY = {"RINNALLA_COUNTY_DIR": str(ROOT / "demo" / "county")}
"""For the check of content: a county's emergency number is required, and the demo has one."""

SIDE_BY_SIDE = ("-n", "2", "--dist", "loadfile", "--no-loadscope-reorder")
"""Two processes, each file in one of them: files share databases and engines within themselves.

In the order of ``tests/conftest.py``: by itself pytest-xdist begins with the files of many tests,
and the few tests that start and kill processes for minutes would come last, on one process.
"""


RECALL = ROOT / "build" / "crisis_recall.txt"
"""What the safety scanner heard in this run, kept beside the build."""


def main(arguments: list[str]) -> int:
    """Run everything; return pytest's status, or 1 when a check before it failed."""
    environment = {**os.environ, "RINNALLA_TEST_POSTGRES": _postgres("start")}
    failed = _failed_before(environment)
    _tell_recall(environment)
    try:
        status = subprocess.call(
            [sys.executable, "-m", "pytest", *SIDE_BY_SIDE, *arguments], cwd=ROOT, env=environment
        )
    finally:
        _postgres("stop")
    for name in failed:
        print(f"failed before the tests: {name}")
    return status or (1 if failed else 0)


def _failed_before(environment: dict[str, str]) -> list[str]:
    """Return what fails of the checks and the training; it has one core, they the other.

    Training is a process of its own: the tests find a model that fits its data.
    """
    with ThreadPoolExecutor(1) as beside:
        training = beside.submit(
            _passes, "model", ["rinnalla", "train", "--if-needed"], environment
        )
        with_county = {**COUNTY, **environment}
        failed = [name for name, command in CHECKS if not _passes(name, command, with_county)]
    return failed if training.result() else [*failed, "model"]


def _tell_recall(environment: dict[str, str]) -> None:
    """Print the scanner's recall on the open part, and keep it; tests say whether it is enough."""
    program = Path(sys.executable).parent / "rinnalla"
    command = [str(program), "safety", "eval", "--no-misses", "--no-whole"]
    told = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    RECALL.parent.mkdir(exist_ok=True)
    RECALL.write_text(told.stdout, "utf-8")
    print(told.stdout, flush=True)


def _passes(name: str, command: list[str], environment: dict[str, str]) -> bool:
    began = time.monotonic()
    program = Path(sys.executable).parent / command[0]
    result = subprocess.run([str(program), *command[1:]], cwd=ROOT, env=environment, check=False)
    passed = result.returncode == 0
    print(f"{'ok' if passed else 'FAILED'}: {name} ({time.monotonic() - began:.0f} s)", flush=True)
    return passed


def _postgres(what: str) -> str:
    script = str(ROOT / "tools" / "postgres.sh")
    result = subprocess.run(["sh", script, what], capture_output=True, text=True, check=False)
    if result.returncode != 0:
        raise SystemExit(result.stderr.strip() or f"PostgreSQL did not {what}")
    return result.stdout.strip()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
