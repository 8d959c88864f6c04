"""Which young people have come to which workers. What a worker calls somebody is sealed."""

import logging
from datetime import datetime
from typing import Any

from sqlalchemy import Row, delete, or_, select, update

from bot.domain.messages import ConversationId
from bot.domain.staff import Assignment, Line, UnitId, WorkerId
from bot.services.people_ports import LinkedLine
from bot.storage.crypto import Keyring, Unreadable
from bot.storage.rows import new_uid
from bot.storage.tables_people import AssignmentRow, LineRow
from bot.storage.transaction import Transaction

_log = logging.getLogger(__name__)


class SqlLines:
    """The ``Lines`` of one transaction."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def of(self, conversation: ConversationId) -> LinkedLine | None:
        """Return the line of a conversation, or None."""
        return next(iter(self._where(LineRow.conversation == conversation)), None)

    def of_worker(self, worker: WorkerId) -> list[LinkedLine]:
        """Return the lines a worker has an assignment in."""
        theirs = select(AssignmentRow.conversation).where(
            or_(AssignmentRow.worker == worker, AssignmentRow.pair == worker)
        )
        return self._where(LineRow.conversation.in_(theirs))

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

    def _where(self, condition: Any) -> list[LinkedLine]:
        read = self._transaction.read()
        rows = list(
            read.execute(select(LineRow.__table__).where(condition).order_by(LineRow.linked_at))
        )
        names = [row.conversation for row in rows]
        assigned: dict[str, list[Assignment]] = {name: [] for name in names}
        for one in read.execute(
            select(AssignmentRow.__table__)
            .where(AssignmentRow.conversation.in_(names))
            .order_by(AssignmentRow.since)
        ):
            assigned[one.conversation].append(Assignment(one.since, one.worker, one.pair))
        return [self._linked(row, tuple(assigned[row.conversation])) for row in rows]

    def _linked(
        self, row: Row[*tuple[Any, ...]], assignments: tuple[Assignment, ...]
    ) -> LinkedLine:
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
