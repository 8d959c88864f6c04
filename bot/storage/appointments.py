"""Appointments, their times and places sealed; every change under the lock of its conversation."""

import json
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, bindparam, delete, select, update

from bot.domain.appointment import ENDS, WORKERS_TURN, Appointment, Meet, State, kind_of
from bot.domain.errors import LateTurn
from bot.domain.handoff import Owner, OwnerKind
from bot.domain.messages import ConversationId
from bot.storage.addresses import lock_conversation
from bot.storage.tables_appointment import AppointmentRow
from bot.storage.transaction import Transaction

_BODY = "appointment.body"

_OPEN_OF_PERSON = (
    select(*AppointmentRow.__table__.columns)
    .where(AppointmentRow.conversation == bindparam("conversation"))
    .where(AppointmentRow.ended_at.is_(None))
    .order_by(AppointmentRow.created_at, AppointmentRow.uid)
)


class SqlAppointments:
    """The ``Appointments`` of one transaction."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def add(self, appointment: Appointment) -> None:
        """Keep a new one."""
        lock_conversation(self._transaction, appointment.conversation)
        self._transaction.write().execute(
            self._transaction.insert(AppointmentRow).values(**self._columns(appointment))
        )

    def find(self, id: str, *, to_change: bool = False) -> Appointment | None:
        """Return one; ``to_change`` takes the lock of its conversation first."""
        wanted = select(AppointmentRow).where(AppointmentRow.uid == id)
        if to_change:
            of = select(AppointmentRow.conversation).where(AppointmentRow.uid == id)
            whose = self._transaction.write().execute(of).scalar_one_or_none()
            if whose is None:
                return None
            lock_conversation(self._transaction, ConversationId(whose))
        return next(iter(self._all(wanted)), None)

    def all_open(
        self, conversation: ConversationId, *, to_change: bool = False
    ) -> list[Appointment]:
        """Return what a person has, oldest first."""
        if to_change and lock_conversation(self._transaction, conversation) is None:
            return []
        found = self._transaction.read().execute(_OPEN_OF_PERSON, {"conversation": conversation})
        return [self._appointment(row) for row in found]

    def open_ones(self) -> Sequence[Appointment]:
        """Return every open one."""
        return self._all(
            select(AppointmentRow)
            .where(AppointmentRow.ended_at.is_(None))
            .order_by(AppointmentRow.created_at, AppointmentRow.uid)
        )

    def untold(self) -> Sequence[Appointment]:
        """Return everything that a worker has not heard of yet."""
        return self._all(
            select(AppointmentRow)
            .where(AppointmentRow.untold)
            .order_by(AppointmentRow.changed_at, AppointmentRow.uid)
        )

    def save(self, before: Appointment, after: Appointment) -> None:
        """Write a change, or raise LateTurn having written nothing."""
        changed = self._transaction.write().execute(
            update(AppointmentRow)
            .where(AppointmentRow.uid == before.id, AppointmentRow.revision == before.revision)
            .values(**self._columns(after))
            .returning(AppointmentRow.uid)
        )
        if changed.first() is None:
            raise LateTurn(f"appointment {before.id}")

    def told(self, id: str, revision: int) -> None:
        """Note that the worker has heard of it, unless it has changed since."""
        self._transaction.write().execute(
            update(AppointmentRow)
            .where(AppointmentRow.uid == id, AppointmentRow.revision == revision)
            .values(untold=False)
        )

    def due(self, at: datetime, limit: int = 50) -> Sequence[str]:
        """Return the ids of those whose timer is up. Two processes may get the same: who comes
        second finds it changed."""
        rows = self._transaction.read().execute(
            select(AppointmentRow.uid)
            .where(AppointmentRow.due_at <= at)
            .order_by(AppointmentRow.due_at, AppointmentRow.uid)
            .limit(limit)
        )
        return rows.scalars().all()

    def asked_of(self, workers: Collection[str]) -> Sequence[str]:
        """Return the ids of those that wait for a first yes of one of these workers."""
        waiting = [state.value for state in WORKERS_TURN]
        found = (
            select(AppointmentRow.uid)
            .where(AppointmentRow.state.in_(waiting), AppointmentRow.rung == 0)
            .where(AppointmentRow.owner_kind == OwnerKind.WORKER.value)
            .where(AppointmentRow.owner.in_(sorted(workers)))
        )
        return self._transaction.read().execute(found).scalars().all()

    def forget(self, id: str) -> None:
        """Delete an ended one."""
        ended = [state.value for state in ENDS]
        self._transaction.write().execute(
            delete(AppointmentRow).where(AppointmentRow.uid == id, AppointmentRow.state.in_(ended))
        )
        self._transaction.erased = True

    def _all(self, wanted: Select[*tuple[Any, ...]]) -> list[Appointment]:
        columns = wanted.with_only_columns(*AppointmentRow.__table__.columns)
        return [self._appointment(row) for row in self._transaction.read().execute(columns)]

    def _columns(self, one: Appointment) -> dict[str, Any]:
        body = {"time": _packed(one.time), "asked": _packed(one.asked), "contact": one.contact}
        packed = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
        return {
            "uid": one.id,
            "conversation": one.conversation,
            "unit": one.unit,
            "worker": one.worker,
            "state": one.state.value,
            "owner_kind": one.owner.kind.value,
            "owner": one.owner.id,
            "due_at": one.due_at,
            "created_at": one.created_at,
            "changed_at": one.changed_at,
            "sequence": one.sequence,
            "rung": one.rung,
            "untold": one.untold,
            "handoff": one.handoff,
            "body_enc": self._transaction.keys.seal(_BODY, one.id, packed),
            "ended_at": one.ended_at,
            "revision": one.revision,
        }

    def _appointment(self, row: Row[*tuple[Any, ...]]) -> Appointment:
        body = json.loads(self._transaction.keys.open(_BODY, row.uid, row.body_enc))
        return Appointment(
            id=row.uid,
            conversation=ConversationId(row.conversation),
            unit=row.unit,
            worker=row.worker,
            state=State(row.state),
            owner=Owner(OwnerKind(row.owner_kind), row.owner),
            due_at=row.due_at,
            created_at=row.created_at,
            changed_at=row.changed_at,
            time=_unpacked(body["time"]),
            asked=_unpacked(body["asked"]),
            sequence=row.sequence,
            rung=row.rung,
            untold=row.untold,
            handoff=row.handoff,
            contact=body["contact"],
            ended_at=row.ended_at,
            revision=row.revision,
        )


def _packed(meet: Meet | None) -> list[str | None] | None:
    if meet is None:
        return None
    times = (meet.start.isoformat(), meet.end.isoformat())
    return [meet.worker, *times, meet.kind, meet.place, meet.slot]


def _unpacked(packed: list[Any] | None) -> Meet | None:
    if packed is None:
        return None
    worker, start, end, kind, place, slot = packed
    known = kind_of(kind) or "meeting"
    begins, ends = datetime.fromisoformat(start), datetime.fromisoformat(end)
    return Meet(worker, begins, ends, known, place, slot)
