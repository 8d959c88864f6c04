"""Which young people have come to which workers. What a worker calls somebody is sealed."""

import logging
from datetime import datetime
from itertools import groupby
from typing import Any

from sqlalchemy import Row, Select, bindparam, delete, or_, select, update

from bot.domain.errors import Unreadable
from bot.domain.messages import ConversationId
from bot.domain.staff import Assignment, Line, UnitId, WorkerId
from bot.services.people_ports import LinkedLine
from bot.storage.crypto import Keyring
from bot.storage.rows import new_uid
from bot.storage.tables_people import AssignmentRow, LineRow
from bot.storage.transaction import Transaction

_log = logging.getLogger(__name__)

_LINES = (
    select(
        *(LineRow.conversation, LineRow.unit, LineRow.label_enc, LineRow.invite),
        *(LineRow.linked_at, LineRow.confirmed_at),
        *(AssignmentRow.since, AssignmentRow.worker, AssignmentRow.pair),
    )
    .outerjoin(AssignmentRow, AssignmentRow.conversation == LineRow.conversation)
    .order_by(LineRow.linked_at, LineRow.conversation, AssignmentRow.since)
)
_OF_PERSON = _LINES.where(LineRow.conversation == bindparam("conversation"))
_OF_WORKER = _LINES.where(
    LineRow.conversation.in_(
        select(AssignmentRow.conversation)
        .where(
            or_(
                AssignmentRow.worker == bindparam("worker"),
                AssignmentRow.pair == bindparam("worker"),
            )
        )
        .correlate(None)
    )
)


class SqlLines:
    """The ``Lines`` of one transaction."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def of(self, conversation: ConversationId) -> LinkedLine | None:
        """Return the line of a conversation, or None."""
        return next(iter(self._found(_OF_PERSON, conversation=conversation)), None)

    def of_worker(self, worker: WorkerId) -> list[LinkedLine]:
        """Return the lines a worker has an assignment in."""
        return self._found(_OF_WORKER, worker=worker)

    def save(self, linked: LinkedLine) -> None:
        """Write a line with all its assignments."""
        conversation, keys = linked.conversation, self._transaction.keys
        values = {
            "unit": linked.line.unit,
            "label_enc": keys.seal("line.label", conversation, linked.label),
            "invite": linked.invite,
            "linked_at": linked.linked_at,
            "confirmed_at": linked.confirmed_at,
        }
        connection = self._transaction.write()
        connection.execute(
            self._transaction.insert(LineRow)
            .values(conversation=conversation, **values)
            .on_conflict_do_update(index_elements=[LineRow.conversation], set_=values)
        )
        connection.execute(delete(AssignmentRow).where(AssignmentRow.conversation == conversation))
        for assignment in linked.line.assignments:
            self.assign(conversation, assignment)

    def assign(self, conversation: ConversationId, assignment: Assignment) -> None:
        """Add an assignment; one that begins at the same instant is replaced."""
        values = {"worker": assignment.worker, "pair": assignment.pair}
        self._transaction.write().execute(
            self._transaction.insert(AssignmentRow)
            .values(uid=new_uid(), conversation=conversation, since=assignment.since, **values)
            .on_conflict_do_update(
                index_elements=[AssignmentRow.conversation, AssignmentRow.since], set_=values
            )
        )

    def confirm(self, conversation: ConversationId, at: datetime) -> None:
        """Note that the worker has recognised the young person."""
        self._transaction.write().execute(
            update(LineRow)
            .where(LineRow.conversation == conversation, LineRow.confirmed_at.is_(None))
            .values(confirmed_at=at)
        )

    def remove(self, conversation: ConversationId) -> None:
        """Forget a line and its assignments."""
        self._transaction.write().execute(
            delete(LineRow).where(LineRow.conversation == conversation)
        )

    def _found(self, wanted: Select[*tuple[Any, ...]], **values: str) -> list[LinkedLine]:
        rows = self._transaction.read().execute(wanted, values)
        return [
            self._linked(list(some)) for _, some in groupby(rows, lambda row: row.conversation)
        ]

    def _linked(self, rows: list[Row[*tuple[Any, ...]]]) -> LinkedLine:
        """Return the line of rows that differ in their assignment; without any it is one row."""
        row = rows[0]
        assignments = tuple(
            Assignment(one.since, one.worker, one.pair) for one in rows if one.since is not None
        )
        return LinkedLine(
            conversation=ConversationId(row.conversation),
            line=Line(UnitId(row.unit) if row.unit else None, assignments),
            label=_label(self._transaction.keys, row),
            linked_at=row.linked_at,
            confirmed_at=row.confirmed_at,
            invite=row.invite,
        )


def _label(keys: Keyring, row: Row[*tuple[Any, ...]]) -> str:
    """Return what the worker calls somebody; without it everything else still works."""
    try:
        return keys.open("line.label", row.conversation, row.label_enc)
    except Unreadable:
        _log.error("line_label_unreadable", extra={"uid": row.conversation})
        return ""
