"""What is to be said to a person at a time of its own: rows that the heartbeat looks for."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import delete, select

from bot.domain.messages import ConversationId
from bot.services.due_ports import DueRow
from bot.storage.rows import new_uid
from bot.storage.tables import DueTable
from bot.storage.transaction import Transaction


class SqlDue:
    """The ``Due`` of one transaction."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def put(self, conversation: ConversationId, kind: str, at: datetime, about: str = "") -> None:
        """Let something become due, in the place of an earlier one of its kind."""
        self.drop(conversation, kind, about)
        self._transaction.write().execute(
            self._transaction.insert(DueTable).values(
                uid=new_uid(), conversation=conversation, kind=kind, about=about, due_at=at
            )
        )

    def drop(self, conversation: ConversationId, kind: str, about: str = "") -> None:
        """Take it back; nothing to take back is no error."""
        self._transaction.write().execute(
            delete(DueTable).where(
                DueTable.conversation == conversation,
                DueTable.kind == kind,
                DueTable.about == about,
            )
        )

    def take(
        self, now: datetime, limit: int = 50, kinds: Collection[str] | None = None
    ) -> list[DueRow]:
        """Take what is due, oldest first, out of the table: with the commit it is done for good.

        Two processes never take the same row.
        """
        due = (
            select(DueTable)
            .with_only_columns(*DueTable.__table__.columns)
            .where(DueTable.due_at <= now)
            .order_by(DueTable.due_at)
            .limit(limit)
            .with_for_update(skip_locked=True)
        )
        if kinds is not None:
            due = due.where(DueTable.kind.in_(sorted(kinds)))
        if not self._transaction.finds(due, {}):
            return []
        connection = self._transaction.write()
        found = connection.execute(due).all()
        taken = [row.uid for row in found]
        connection.execute(delete(DueTable).where(DueTable.uid.in_(taken)))
        return [
            DueRow(row.uid, ConversationId(row.conversation), row.kind, row.due_at, row.about)
            for row in found
        ]
