"""Appointments and workers' times in memory, with the promises of their ports."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.appointment import WORKERS_TURN, Appointment
from bot.domain.errors import LateTurn
from bot.domain.free_times import FreeTime
from bot.domain.messages import ConversationId
from tests.fake_rows import State


@dataclass(slots=True)
class MemoryAppointments:
    """The ``Appointments`` of one transaction."""

    state: State

    def add(self, appointment: Appointment) -> None:
        self.state.appointments[appointment.id] = appointment

    def find(self, id: str, *, to_change: bool = False) -> Appointment | None:
        del to_change  # one transaction at a time here
        return self.state.appointments.get(id)

    def all_open(
        self, conversation: ConversationId, *, to_change: bool = False
    ) -> list[Appointment]:
        del to_change
        return [one for one in self.open_ones() if one.conversation == conversation]

    def open_ones(self) -> Sequence[Appointment]:
        return [one for one in self.state.appointments.values() if one.is_open]

    def untold(self) -> Sequence[Appointment]:
        return [one for one in self.state.appointments.values() if one.untold]

    def save(self, before: Appointment, after: Appointment) -> None:
        if self.state.appointments[before.id].revision != before.revision:
            raise LateTurn(f"appointment {before.id}")
        self.state.appointments[after.id] = after

    def told(self, id: str, revision: int) -> None:
        one = self.state.appointments[id]
        if one.revision == revision:
            self.state.appointments[id] = replace(one, untold=False)

    def due(self, at: datetime, limit: int = 50) -> Sequence[str]:
        due = [one for one in self.state.appointments.values() if one.due_at <= at]
        return [one.id for one in sorted(due, key=lambda one: one.due_at)[:limit]]

    def asked_of(self, workers: Collection[str]) -> Sequence[str]:
        return [
            one.id
            for one in self.state.appointments.values()
            if one.state in WORKERS_TURN and one.rung == 0 and one.owner.id in workers
        ]

    def forget(self, id: str) -> None:
        self.state.appointments.pop(id, None)


@dataclass(slots=True)
class MemoryFreeTimes:
    """The ``FreeTimes`` of one transaction."""

    state: State

    def add(self, time: FreeTime) -> None:
        self.state.free_times[time.id] = time

    def find(self, id: str) -> FreeTime | None:
        return self.state.free_times.get(id)

    def of_worker(self, worker: str, since: datetime) -> list[FreeTime]:
        every = self.state.free_times.values()
        mine = [one for one in every if one.worker == worker and one.start >= since]
        return sorted(mine, key=lambda one: (one.start, one.id))

    def take(self, id: str, appointment: str) -> bool:
        one = self.find(id)
        if one is None or one.taken_by is not None:
            return False
        taken = [other for other in self.state.free_times.values() if other.taken_by]
        if any(o.worker == one.worker and o.overlaps(one.start, one.end) for o in taken):
            return False
        self.state.free_times[id] = replace(one, taken_by=appointment)
        return True

    def free(self, id: str, appointment: str) -> None:
        one = self.find(id)
        if one is None or one.taken_by != appointment:
            return
        if one.published:
            self.state.free_times[id] = replace(one, taken_by=None)
        else:
            del self.state.free_times[id]

    def withdraw(self, id: str, *, taken: bool = False) -> bool:
        one = self.find(id)
        if one is None or (one.taken_by is not None and not taken):
            return False
        del self.state.free_times[id]
        return True

    def forget(self, before: datetime) -> int:
        over = [id for id, one in self.state.free_times.items() if one.end < before]
        for id in over:
            del self.state.free_times[id]
        return len(over)
