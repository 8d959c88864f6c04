"""kill -9 at any moment: the database is whole, and what was acknowledged is there."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from storage_builders import KEYS, MovableClock, execute

from bot.storage.database import open_engine
from bot.storage.unit_of_work import SqlStorage

HERE = Path(__file__).parent
KILLS = 4


def write_and_die(url: str, name: str, promises: int) -> list[tuple[str, str]]:
    """Let a process write until it has so many promises, kill it, return them."""
    environment = {**os.environ, "PYTHONPATH": f"{HERE}:{HERE.parent.parent}"}
    writer = subprocess.Popen(
        [sys.executable, str(HERE / "writer_process.py"), url, name],
        stdout=subprocess.PIPE,
        text=True,
        env=environment,
    )
    assert writer.stdout is not None
    lines = [writer.stdout.readline() for _ in range(promises)]
    time.sleep(random.Random(promises).uniform(0, 0.02))  # into the middle of a transaction
    writer.send_signal(signal.SIGKILL)
    lines += writer.stdout.read().splitlines()
    assert writer.wait() == -signal.SIGKILL
    writer.stdout.close()
    # The last line may be cut in the middle of a word; it was not promised to anybody then.
    return [(what, which) for what, _, which in (line.strip().partition(" ") for line in lines)]


def test_a_killed_writer_loses_nothing_that_was_acknowledged(
    url: str, clock: MovableClock
) -> None:
    chance = random.Random(7)
    promised: list[tuple[str, str]] = []
    for life in range(KILLS):
        promised += write_and_die(url, f"w{life}-", chance.randint(5, 40))
    if url.startswith("sqlite"):
        assert execute(url, "PRAGMA integrity_check") == [("ok",)]
        assert execute(url, "PRAGMA foreign_key_check") == []
    answered = {str(row[0]) for row in execute(url, "SELECT inbox_id FROM turn")}
    assert {which for what, which in promised if what == "answered"} <= answered
    storage = SqlStorage(open_engine(url), KEYS, clock)
    left = set()
    with storage.begin() as work:
        while (claimed := work.inbox.claim(30)) is not None:
            left.add(claimed.inbound.update_id)
            work.inbox.finish(claimed, [], claimed.person, None, delivered=False)
        work.commit()
    storage.close()
    kept = {which for what, which in promised if what == "kept"}
    assert len(kept) > 3 * KILLS
    total, distinct = execute(url, "SELECT count(*), count(DISTINCT update_index) FROM inbox")[0]
    assert total == distinct >= len(kept)
    # Exactly the rows that stood between two commits when a process died were left.
    assert len(left) <= KILLS
    indexes = {bytes(row[0]) for row in execute(url, "SELECT update_index FROM inbox")}
    assert {KEYS.index("inbox.update", update) for update in kept} <= indexes
    replies, turns = execute(url, "SELECT count(*), count(DISTINCT conversation) FROM outbox")[0]
    assert replies == 2 * len(answered)
    assert turns
