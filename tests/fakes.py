"""Fakes of the ports, for tests of everything that is not a database or a network.

``MemoryStorage`` keeps the promises of ``bot/services/ports.py``: one transaction at a time, roll
back unless committed, leases, head of line per person and per address. With a ``path`` the state
outlives the process, so that a killed server can be started again over the same data.
"""

import pickle
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from bot.domain.errors import StorageUnavailable
from bot.services.count_ports import CrisisCounts
from bot.services.delivery_ports import Conversations, Inbox, Offsets, Outbox, Sessions
from bot.services.due_ports import Due
from bot.services.people_ports import Invites, Joins, Lines, PeopleStore
from bot.services.person_ports import Records
from bot.services.ports import Clock, UnitOfWork
from bot.services.share_ports import Shares
from bot.storage.desks import SqlDesks
from tests.fake_appointments import MemoryAppointments, MemoryFreeTimes
from tests.fake_counts import MemoryCrisisCounts
from tests.fake_due import MemoryDue
from tests.fake_handoffs import (
    MemoryAudit,
    MemoryChats,
    MemoryHandoffs,
    MemoryNotices,
    MemoryTold,
    MemoryUndelivered,
)
from tests.fake_people import MemoryInvites, MemoryJoins, MemoryLines, MemoryPeople
from tests.fake_queues import MemoryInbox, MemoryOutbox
from tests.fake_rows import FrozenClock, State
from tests.fake_shares import MemoryShares
from tests.fake_talks import MemoryConversations, MemoryOffsets, MemoryRecords, MemorySessions

__all__ = ["FrozenClock", "MemoryStorage", "MemoryWork", "State"]


@dataclass(slots=True)
class MemoryStorage:
    """A ``Storage`` in memory.

    Args:
        clock: The service's clock.
        path: Where the state is written at each commit and read from at the start.
        down: True: the database does not answer (begin and commit raise).
        timer: What leases are measured with, in seconds.
    """

    clock: Clock = field(default_factory=FrozenClock)
    path: Path | None = None
    down: bool = False
    timer: Callable[[], float] = time.monotonic
    state: State = field(default_factory=State)
    _lock: threading.RLock = field(default_factory=threading.RLock)

    def __post_init__(self) -> None:
        if self.path is not None and self.path.exists():
            self.state = pickle.loads(self.path.read_bytes())  # noqa: S301 - our own test file

    @contextmanager
    def begin(self) -> Iterator[UnitOfWork]:
        """Open the one transaction; other threads wait."""
        if self.down:
            raise StorageUnavailable("the fake database is down")
        with self._lock:
            yield MemoryWork(self, self.state.copy())

    def ready(self) -> bool:
        """Return whether it answers."""
        return not self.down

    def keep(self, state: State) -> None:
        """Make a transaction's state the state; called by its commit."""
        if self.down:
            raise StorageUnavailable("the fake database went down")
        if self.path is not None:
            beside = self.path.with_suffix(".new")
            beside.write_bytes(pickle.dumps(state))
            beside.replace(self.path)
        self.state = state


class MemoryWork:
    """One transaction over a snapshot."""

    def __init__(self, storage: MemoryStorage, state: State) -> None:
        self._storage = storage
        self._state = state
        self.inbox: Inbox = MemoryInbox(state, storage.clock, storage.timer)
        self.outbox: Outbox = MemoryOutbox(state, storage.clock, storage.timer)
        self.conversations: Conversations = MemoryConversations(state, storage.clock)
        self.records: Records = MemoryRecords(state)
        self.due: Due = MemoryDue(state)
        self.sessions: Sessions = MemorySessions(state)
        self.offsets: Offsets = MemoryOffsets(state)
        self.people: PeopleStore = MemoryPeople(state)
        self.lines: Lines = MemoryLines(state)
        self.invites: Invites = MemoryInvites(state, storage.clock)
        self.joins: Joins = MemoryJoins(state)
        self.told = MemoryTold(state, storage.clock)
        self.undelivered = MemoryUndelivered()
        self.chats = MemoryChats()
        self.desks = SqlDesks(
            self.people, self.lines, self.told
        )  # no SQL in it: it asks the ports
        self.handoffs = MemoryHandoffs(state)
        self.appointments = MemoryAppointments(state)
        self.free_times = MemoryFreeTimes(state)
        self.notices = MemoryNotices(state)
        self.audit = MemoryAudit(state)
        self.shares: Shares = MemoryShares(state)
        self.crisis_counts: CrisisCounts = MemoryCrisisCounts(state)

    def commit(self) -> None:
        """Make it so; the work can go on and commit again."""
        self._storage.keep(self._state.copy())
