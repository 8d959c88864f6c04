"""Units, workers, rosters and absences in the database, and one copy of them in memory.

Every turn asks who there is, and they change a few times a day: so a number that grows with every
change is read each time, and everything else only when it has grown or the day has changed.
"""

import json
import logging
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any, TypeVar

from sqlalchemy import Row, delete, select

from bot.domain.calendar import local_date
from bot.domain.errors import Unreadable
from bot.domain.opening_times import Slot, Slots, parse_hours
from bot.domain.staff import Absence, People, Unit, UnitId, Worker, WorkerId
from bot.services.people_written import (
    read_unit,
    read_worker,
    write_slots,
    write_unit,
    write_worker,
)
from bot.services.written import PeopleProblems
from bot.storage.rows import new_uid
from bot.storage.tables_people import (
    AbsenceRow,
    PeopleChangeRow,
    RosterDayRow,
    UnitRow,
    WorkerRow,
)
from bot.storage.transaction import Transaction

_log = logging.getLogger(__name__)
_T = TypeVar("_T")

_DAYS_BACK = timedelta(days=2)
_ONLY = 1
_NUMBER = select(PeopleChangeRow.number)


@dataclass(slots=True)
class PeopleCopy:
    """Everybody as last read: (number, day, who). Shared by the units of work of a process.

    One value, put in place in one step: a number beside somebody else's people would stay.
    """

    read: tuple[int, date, People] = field(default_factory=lambda: (-1, date.min, People()))


class SqlPeople:
    """The ``PeopleStore`` of one transaction."""

    def __init__(self, transaction: Transaction, copy: PeopleCopy) -> None:
        self._transaction = transaction
        self._copy = copy
        self._changed = False

    def everybody(self) -> People:
        """Return everybody as of now, from memory when nothing has changed."""
        number, today = self._number(), local_date(self._transaction.now())
        if self._changed:  # our own change may still be undone: nobody else may see it
            return self._read(today)
        read = self._copy.read
        if read[:2] != (number, today):
            read = self._copy.read = (number, today, self._read(today))
        return read[2]

    def save_unit(self, unit: Unit) -> None:
        """Write a unit, new or changed."""
        self._grow()
        uid = new_uid()
        body = self._transaction.keys.seal("unit.body", uid, _json(write_unit(unit)))
        values = {"uid": uid, "body_enc": body, "changed_at": self._transaction.now()}
        self._transaction.write().execute(
            self._transaction.insert(UnitRow)
            .values(id=unit.id, **values)
            .on_conflict_do_update(index_elements=[UnitRow.id], set_=values)
        )

    def save_worker(self, worker: Worker) -> None:
        """Write a worker, new or changed; the roster is not touched."""
        self._grow()
        uid = new_uid()
        body = self._transaction.keys.seal("worker.body", uid, _json(write_worker(worker)))
        values = {
            "uid": uid,
            "unit": worker.unit,
            "body_enc": body,
            "changed_at": self._transaction.now(),
        }
        self._transaction.write().execute(
            self._transaction.insert(WorkerRow)
            .values(id=worker.id, **values)
            .on_conflict_do_update(index_elements=[WorkerRow.id], set_=values)
        )

    def save_roster(self, worker: WorkerId, days: Mapping[date, Slots | None]) -> None:
        """Write days of a roster over what was there; None takes the confirmation back."""
        self._grow()
        connection = self._transaction.write()
        connection.execute(
            delete(RosterDayRow).where(RosterDayRow.worker == worker, RosterDayRow.day.in_(days))
        )
        rows = [
            {"worker": worker, "day": day, "slots": ",".join(write_slots(slots))}
            for day, slots in days.items()
            if slots is not None
        ]
        if rows:
            connection.execute(self._transaction.insert(RosterDayRow).values(rows))

    def add_absence(self, absence: Absence, by: str) -> None:
        """Write an absence, in the place of one with the same id."""
        self._grow()
        connection = self._transaction.write()
        connection.execute(delete(AbsenceRow).where(AbsenceRow.uid == absence.id))
        connection.execute(
            self._transaction.insert(AbsenceRow).values(
                uid=absence.id,
                worker=absence.worker,
                substitute=absence.substitute,
                starts_at=absence.start,
                ends_at=absence.end,
                written_by=by,
                written_at=self._transaction.now(),
            )
        )

    def remove_absence(self, id: str) -> bool:
        """Forget an absence."""
        self._grow()
        gone = self._transaction.write().execute(
            delete(AbsenceRow).where(AbsenceRow.uid == id).returning(AbsenceRow.uid)
        )
        return gone.first() is not None

    def _number(self) -> int:
        return self._transaction.read().execute(_NUMBER).scalar_one_or_none() or 0

    def _grow(self) -> None:
        self._changed = True
        self._transaction.write().execute(
            self._transaction.insert(PeopleChangeRow)
            .values(id=_ONLY, number=1)
            .on_conflict_do_update(
                index_elements=[PeopleChangeRow.id], set_={"number": PeopleChangeRow.number + 1}
            )
        )

    def _read(self, today: date) -> People:
        units = {unit.id: unit for unit in self._readable(UnitRow, self._unit)}
        rosters = self._rosters(today - _DAYS_BACK)
        workers = {
            worker.id: replace(worker, roster=rosters.get(worker.id, {}))
            for worker in self._readable(WorkerRow, self._worker)
        }
        absences = tuple(
            Absence(row.uid, row.worker, row.starts_at, row.ends_at, row.substitute)
            for row in self._all(AbsenceRow)
        )
        return People(units, workers, absences)

    def _all(self, table: type[Any]) -> list[Row[*tuple[Any, ...]]]:
        columns = table.__table__
        key = list(columns.primary_key)
        return list(self._transaction.read().execute(select(columns).order_by(*key)))

    def _readable(self, table: type[Any], read: Callable[[Any], _T]) -> Iterator[_T]:
        """Yield what can be read. One broken row must not leave everybody without any answer."""
        for row in self._all(table):
            try:
                yield read(row)
            except (Unreadable, PeopleProblems):
                _log.error("people_row_unreadable", extra={"uid": row.uid})

    def _unit(self, row: Row[*tuple[Any, ...]]) -> Unit:
        body = self._transaction.keys.open("unit.body", row.uid, row.body_enc)
        problems: list[str] = []
        unit = read_unit(json.loads(body), problems)
        _must_be_good(problems)
        return replace(unit, id=UnitId(row.id))

    def _worker(self, row: Row[*tuple[Any, ...]]) -> Worker:
        body = self._transaction.keys.open("worker.body", row.uid, row.body_enc)
        problems: list[str] = []
        worker = read_worker(json.loads(body), problems)
        _must_be_good(problems)
        return replace(worker, id=WorkerId(row.id))

    def _rosters(self, since: date) -> dict[str, dict[date, Slots]]:
        rows = self._transaction.read().execute(
            select(RosterDayRow.worker, RosterDayRow.day, RosterDayRow.slots).where(
                RosterDayRow.day >= since
            )
        )
        found: dict[str, dict[date, Slots]] = {}
        for row in rows:
            found.setdefault(row.worker, {})[row.day] = _slots(row.slots)
        return found


def _slots(written: str) -> Slots:
    if not written:
        return ()
    days = parse_hours({"mon": written.split(",")}).days
    return tuple(Slot(*slot) for slot in days[0])


def _json(written: Mapping[str, Any]) -> str:
    return json.dumps(written, ensure_ascii=False, separators=(",", ":"))


def _must_be_good(problems: list[str]) -> None:
    # Only a newer version of us can have written what this one cannot read.
    if problems:
        raise PeopleProblems(problems)
