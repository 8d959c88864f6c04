"""Workers' times: taken once, whoever comes first; places sealed."""

from datetime import datetime
from typing import Any

from sqlalchemy import Row, delete, exists, select, update
from sqlalchemy.orm import aliased

from bot.domain.appointment import kind_of
from bot.domain.free_times import FreeTime
from bot.storage.tables_appointment import FreeTimeRow
from bot.storage.transaction import Transaction

_PLACE = "free_time.place"


class SqlFreeTimes:
    """The ``FreeTimes`` of one transaction."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def add(self, time: FreeTime) -> None:
        """Keep one."""
        seal = self._transaction.keys.seal
        self._transaction.write().execute(
            self._transaction.insert(FreeTimeRow).values(
                uid=time.id,
                worker=time.worker,
                start_at=time.start,
                end_at=time.end,
                kind=time.kind,
                place_enc=seal(_PLACE, time.id, time.place) if time.place else None,
                published=time.published,
                taken_by=time.taken_by,
            )
        )

    def find(self, id: str) -> FreeTime | None:
        """Return one."""
        row = (
            self._transaction.read()
            .execute(select(*FreeTimeRow.__table__.columns).where(FreeTimeRow.uid == id))
            .first()
        )
        return None if row is None else self._time(row)

    def of_worker(self, worker: str, since: datetime) -> list[FreeTime]:
        """Return a worker's times that have not begun, free and taken, in order."""
        rows = self._transaction.read().execute(
            select(*FreeTimeRow.__table__.columns)
            .where(FreeTimeRow.worker == worker, FreeTimeRow.start_at >= since)
            .order_by(FreeTimeRow.start_at, FreeTimeRow.uid)
        )
        return [self._time(row) for row in rows]

    def take(self, id: str, appointment: str) -> bool:
        """Take one: the database lets one of two through, the other finds it taken."""
        other = aliased(FreeTimeRow)
        beside = exists().where(
            other.worker == FreeTimeRow.worker,
            other.uid != FreeTimeRow.uid,
            other.taken_by.is_not(None),
            other.start_at < FreeTimeRow.end_at,
            other.end_at > FreeTimeRow.start_at,
        )
        taken = self._transaction.write().execute(
            update(FreeTimeRow)
            .where(FreeTimeRow.uid == id, FreeTimeRow.taken_by.is_(None), ~beside)
            .values(taken_by=appointment)
            .returning(FreeTimeRow.uid)
        )
        return taken.first() is not None

    def free(self, id: str, appointment: str) -> None:
        """Give back what an appointment took; what was not published goes away."""
        mine = (FreeTimeRow.uid == id, FreeTimeRow.taken_by == appointment)
        write = self._transaction.write()
        write.execute(delete(FreeTimeRow).where(*mine, ~FreeTimeRow.published))
        write.execute(update(FreeTimeRow).where(*mine).values(taken_by=None))

    def withdraw(self, id: str, *, taken: bool = False) -> bool:
        """Take a time back; False when there is none."""
        wanted = delete(FreeTimeRow).where(FreeTimeRow.uid == id).returning(FreeTimeRow.uid)
        if not taken:
            wanted = wanted.where(FreeTimeRow.taken_by.is_(None))
        return self._transaction.write().execute(wanted).first() is not None

    def forget(self, before: datetime) -> int:
        """Delete times that ended before; return how many."""
        over = select(FreeTimeRow.uid).where(FreeTimeRow.end_at < before)
        if not self._transaction.finds(over.limit(1), {}):  # a tick must not stop writers
            return 0
        gone = self._transaction.write().execute(
            delete(FreeTimeRow).where(FreeTimeRow.end_at < before).returning(FreeTimeRow.uid)
        )
        return len(gone.all())

    def _time(self, row: Row[*tuple[Any, ...]]) -> FreeTime:
        place = ""
        if row.place_enc is not None:
            place = self._transaction.keys.open(_PLACE, row.uid, row.place_enc)
        kind = kind_of(row.kind) or "meeting"
        return FreeTime(
            row.uid,
            row.worker,
            row.start_at,
            row.end_at,
            kind,
            place,
            row.published,
            row.taken_by,
        )
