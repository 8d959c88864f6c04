"""What the use cases of appointments keep: appointments and workers' times, as Protocols."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Protocol

from bot.domain.appointment import Appointment
from bot.domain.free_times import FreeTime
from bot.domain.messages import ConversationId


class Appointments(Protocol):
    """Appointments. Every change is written under the lock of its conversation."""

    def add(self, appointment: Appointment) -> None:
        """Keep a new one."""
        ...

    def find(self, id: str, *, to_change: bool = False) -> Appointment | None:
        """Return one; ``to_change`` locks it until the end of the unit of work."""
        ...

    def all_open(
        self, conversation: ConversationId, *, to_change: bool = False
    ) -> list[Appointment]:
        """Return what a person has, oldest first."""
        ...

    def open_ones(self) -> Sequence[Appointment]:
        """Return every open one. For lists; no lock."""
        ...

    def untold(self) -> Sequence[Appointment]:
        """Return everything that a worker has not heard of yet, ended ones too."""
        ...

    def save(self, before: Appointment, after: Appointment) -> None:
        """Write a change.

        Raises:
            LateTurn: somebody changed it since ``before`` was read. Nothing is written.
        """
        ...

    def told(self, id: str, revision: int) -> None:
        """Note that the worker has heard of it, unless it has changed since."""
        ...

    def due(self, at: datetime, limit: int = 50) -> Sequence[str]:
        """Return the ids of those whose timer is up, longest ago first."""
        ...

    def asked_of(self, workers: Collection[str]) -> Sequence[str]:
        """Return the ids of those that wait for a first yes of one of these workers."""
        ...

    def forget(self, id: str) -> None:
        """Delete an ended one."""
        ...


class FreeTimes(Protocol):
    """Workers' times. Each is taken once."""

    def add(self, time: FreeTime) -> None:
        """Keep one."""
        ...

    def find(self, id: str) -> FreeTime | None:
        """Return one."""
        ...

    def of_worker(self, worker: str, since: datetime) -> list[FreeTime]:
        """Return a worker's times that have not begun, free and taken, in order."""
        ...

    def take(self, id: str, appointment: str) -> bool:
        """Take one for an appointment; False when somebody was faster, or it is gone.

        Of two at once exactly one gets True.
        """
        ...

    def free(self, id: str, appointment: str) -> None:
        """Give back what an appointment took; what was not published goes away."""
        ...

    def withdraw(self, id: str, *, taken: bool = False) -> bool:
        """Take a time back; False when there is none. A taken one only when ``taken``."""
        ...

    def forget(self, before: datetime) -> int:
        """Delete times that ended before; return how many."""
        ...
