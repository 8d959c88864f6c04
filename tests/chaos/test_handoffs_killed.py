"""500 handoffs while their writers are killed and the database stops: none lost, none orphaned."""

import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from datetime import time as clock_time
from pathlib import Path

from bot.domain.opening_times import Schedule, Slot, WeeklyHours
from bot.domain.people import Unit, UnitId, Worker, WorkerId
from bot.settings import ROOT
from bot.storage.database import open_engine
from bot.storage.migrations import migrate
from bot.storage.unit_of_work import SqlStorage
from tests.chaos.databases import Database
from tests.chaos.handoff_writer import KEYS, Clock, address

WRITERS, EACH, KILLS = 2, 250, 9
WITHIN_S = 120.0
"""For the last lives on a busy machine; all of it takes well under a minute on a quiet one."""


class Writer:
    """One writer over its lives; remembers what it has promised."""

    def __init__(self, url: str, first: int) -> None:
        self.url, self.first, self.next = url, first, first
        self.promised: list[str] = []
        self.over = False
        self._begin()

    def _begin(self) -> None:
        left = str(self.first + EACH - self.next)
        module = "tests.chaos.handoff_writer"
        command = [sys.executable, "-m", module, self.url, str(self.next), left]
        self.process = subprocess.Popen(
            command, cwd=ROOT, stdout=subprocess.PIPE, text=True, env={**os.environ}
        )
        self.reader = threading.Thread(target=self._read, args=(self.process,))
        self.reader.start()

    def _read(self, process: subprocess.Popen[str]) -> None:
        assert process.stdout is not None
        with process.stdout:
            for line in process.stdout:
                if line.endswith("\n"):
                    self.promised.append(line.strip())

    def kill(self) -> None:
        """End it in the middle of whatever it does, and begin its next life where it was."""
        self.process.send_signal(signal.SIGKILL)
        self._ended()
        done = [int(line.split()[1]) for line in self.promised if line.startswith("answered")]
        self.next = max([self.first, *(number + 1 for number in done)])
        if not self.over:
            self._begin()

    def finish(self, within_s: float) -> None:
        self.process.wait(within_s)
        self._ended()

    def _ended(self) -> None:
        self.process.wait()
        self.reader.join()
        self.over = "done" in self.promised


def county(url: str) -> SqlStorage:
    migrate(url)
    storage = SqlStorage(open_engine(url), KEYS, Clock())
    week = WeeklyHours(days=(((Slot(clock_time(9), clock_time(16)),),) * 5) + ((), ()))
    unit = UnitId("u")
    with storage.begin() as work:
        work.people.save_unit(Unit(unit, "U", Schedule(week), lead=WorkerId("timo")))
        for id in ("maija", "timo"):
            work.people.save_worker(Worker(WorkerId(id), id, unit, email=f"{id}@county.test"))
        work.commit()
    return storage


def test_none_is_lost_none_orphaned_none_doubled(database: Database, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir(exist_ok=True)
    began, chance = time.monotonic(), random.Random(5)
    storage = county(database.url)
    writers = [Writer(database.url, number * EACH) for number in range(WRITERS)]
    kills = stops = 0
    while kills < KILLS and not all(one.over for one in writers):
        time.sleep(chance.uniform(0.9, 1.6))  # importing takes the first of it
        victim = chance.choice(writers)
        if not victim.over:
            victim.kill()
            kills += 1
        if kills in (4, 8) and stops < kills // 4:
            database.crash()
            stops += 1
    for writer in writers:
        if not writer.over:
            writer.finish(WITHIN_S)
    took = time.monotonic() - began
    print(f"{kills} kills, {stops} stops of the database, {took:.1f} s")
    promised = {line for writer in writers for line in writer.promised}
    sent, answered = (
        {int(line.split()[1]) for line in promised if line.startswith(what)}
        for what in ("sent", "answered")
    )
    everybody = set(range(WRITERS * EACH))
    assert sent == everybody
    with storage.begin() as work:
        handoffs = list(work.handoffs.open_ones())
        words = [[one.text for one in work.handoffs.words(h.id)] for h in handoffs]
        heard = {
            number: Counter(
                one.reply.text
                for one in work.conversations.history(address(number), 0)
                if one.reply.key == "handoff.answer"
            )
            for number in everybody
        }
        count, _, broken = work.audit.verify()
    assert broken == []
    assert count >= len(sent) + len(answered)
    assert Counter(one[0] for one in words) == Counter(f"asia {n}" for n in everybody)
    for handoff in handoffs:
        assert handoff.owner.id, "orphaned"
        assert handoff.due_at is not None
    for number in everybody:
        copies = sum(heard[number].values())
        assert copies <= 1, f"{number} got it {copies} times"
        assert copies == 1 or number not in answered, f"{number} lost its answer"
    assert sum(len(one) == 2 for one in words) >= len(answered)
    storage.close()
