"""Workers' words that reached nobody: rows of the outbox that were given up, by their handoff."""

import logging
from datetime import datetime
from typing import Any

from sqlalchemy import Row, literal, or_, select, update

from bot.domain.errors import Unreadable
from bot.domain.messages import ConversationId
from bot.services.person_ports import Unreached
from bot.storage.rows import unpack_reply
from bot.storage.tables import OutboxRow
from bot.storage.tables_handoff import HandoffRow
from bot.storage.transaction import Transaction

_log = logging.getLogger(__name__)


class SqlUndelivered:
    """The ``Undelivered`` of one transaction."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def unreached(self, limit: int = 50) -> list[Unreached]:
        """Return workers' words that were given up and that no worker has heard of yet."""
        known = or_(
            HandoffRow.unreached_at.is_(None), OutboxRow.settled_at > HandoffRow.unreached_at
        )
        rows = self._transaction.read().execute(
            select(
                *(OutboxRow.id, OutboxRow.uid, OutboxRow.body_enc, OutboxRow.settled_at),
                *(HandoffRow.uid.label("handoff"), HandoffRow.conversation),
            )
            .join(
                HandoffRow, OutboxRow.dedupe_key.like(literal("handoff:") + HandoffRow.uid + ":%")
            )
            .where(OutboxRow.dead_reason.is_not(None), known)
            .order_by(OutboxRow.id)
            .limit(limit)
        )
        return [found for row in rows if (found := self._read(row)) is not None]

    def _read(self, row: Row[*tuple[Any, ...]]) -> Unreached | None:
        try:
            body = self._transaction.keys.open("outbox.body", row.uid, row.body_enc)
        except Unreadable:
            _log.error("outbox_row_unreadable", extra={"outbox_id": row.id})
            return None
        return Unreached(
            row.handoff,
            ConversationId(row.conversation),
            row.id,
            unpack_reply(body),
            row.settled_at,
        )

    def note_unreached(self, id: str, at: datetime) -> None:
        """Note that a worker is told of everything given up until then."""
        self._transaction.write().execute(
            update(HandoffRow).where(HandoffRow.uid == id).values(unreached_at=at)
        )

    def unreached_at(self, id: str) -> datetime | None:
        """Return when an answer last reached nobody, or None."""
        found = self._transaction.read().execute(
            select(HandoffRow.unreached_at).where(HandoffRow.uid == id)
        )
        return found.scalar_one_or_none()
