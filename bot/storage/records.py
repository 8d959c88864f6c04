"""What is kept for a person by name: a plan, answers. One row a name, sealed."""

import json
import logging
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, insert, or_, select

from bot.domain.errors import Unreadable
from bot.domain.linking import CONTACTS
from bot.domain.messages import ConversationId
from bot.storage.rows import new_uid
from bot.storage.tables import DueTable, RecordRow
from bot.storage.tables_appointment import AppointmentRow
from bot.storage.tables_handoff import HandoffRow
from bot.storage.transaction import Transaction

_log = logging.getLogger(__name__)

_OF_PERSON = (
    select(RecordRow.name, RecordRow.uid, RecordRow.body_enc)
    .where(RecordRow.conversation == bindparam("conversation"))
    .order_by(RecordRow.name)
)
_FORGET = delete(RecordRow).where(
    RecordRow.conversation == bindparam("conversation"), RecordRow.name == bindparam("name")
)
_KEEP = insert(RecordRow)


class SqlRecords:
    """The ``Records`` of one transaction."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def of(self, conversation: ConversationId) -> dict[str, Any]:
        """Return everything kept for a person, by name.

        A row that does not open is left out and named in the log: one broken row must not leave
        its person without any answer.
        """
        rows = self._transaction.read().execute(_OF_PERSON, {"conversation": conversation})
        found: dict[str, Any] = {}
        for row in rows:
            try:
                body = self._transaction.keys.open("record.body", row.uid, row.body_enc)
            except Unreadable:
                _log.error("record_unreadable", extra={"uid": row.uid})
                continue
            found[row.name] = json.loads(body)
        return found

    def keep(self, conversation: ConversationId, name: str, value: Any) -> None:
        """Keep a value under a name, in the place of what was there; None forgets it."""
        connection, now = self._transaction.write(), self._transaction.now()
        connection.execute(_FORGET, {"conversation": conversation, "name": name})
        if value is None:
            self._transaction.erased = True
            return
        uid = new_uid()
        body = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
        row = {
            "uid": uid,
            "conversation": conversation,
            "name": name,
            "body_enc": self._transaction.keys.seal("record.body", uid, body),
            "changed_at": now,
        }
        connection.execute(_KEEP, row)

    def forget_contacts(self, before: datetime) -> int:
        """Delete addresses and numbers of whom nothing has been open or to be told since then."""
        needed = (
            *(
                select(one.conversation).where(or_(one.ended_at.is_(None), one.ended_at > before))
                for one in (HandoffRow, AppointmentRow)
            ),
            select(DueTable.conversation),
        )
        gone = delete(RecordRow).where(
            RecordRow.name.in_(CONTACTS),
            RecordRow.changed_at < before,
            *(RecordRow.conversation.not_in(one) for one in needed),
        )
        count = len(self._transaction.write().execute(gone.returning(RecordRow.uid)).all())
        if count:
            self._transaction.erased = True
        return count
