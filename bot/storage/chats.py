"""Workers' own chats: whose they are, and which message in them was about which handoff."""

from datetime import datetime

from sqlalchemy import delete, or_, select

from bot.domain.messages import ConversationId
from bot.services.notice_ports import Chat, Outcome
from bot.storage.tables import AddressRow, ConversationRow, OutboxRow
from bot.storage.tables_handoff import WorkerChatRow
from bot.storage.transaction import Transaction

ABOUT = "work"
"""The first part of the key of words about a handoff: "work:<handoff>:<what>:<number>"."""

ABOUT_TIME = "time"
"""The same of words about an appointment."""


def forget_in_chats(transaction: Transaction, *beginnings: str) -> None:
    """Delete words in workers' chats by how their sources begin; what waits does not go out."""
    if not beginnings:
        return
    transaction.write().execute(
        delete(OutboxRow)
        .where(OutboxRow.conversation.in_(select(WorkerChatRow.conversation)))
        .where(or_(*(OutboxRow.dedupe_key.like(f"{one}%") for one in beginnings)))
    )
    transaction.erased = True


class SqlChats:
    """The ``Chats`` of one transaction."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def of(self, worker: str) -> Chat | None:
        """Return the chat of a worker; stopped when none of its addresses takes anything."""
        rows = self._transaction.read().execute(
            select(WorkerChatRow.conversation, AddressRow.stopped_reason)
            .join(AddressRow, AddressRow.conversation == WorkerChatRow.conversation)
            .where(WorkerChatRow.worker == worker)
            .order_by(AddressRow.stopped_reason.is_not(None))
        )
        row = rows.first()
        if row is None:
            return None
        return Chat(worker, ConversationId(row.conversation), row.stopped_reason)

    def link(self, conversation: ConversationId, worker: str, at: datetime) -> None:
        """Make a conversation a worker's own; an earlier chat of theirs is no more."""
        known = self.of(worker)
        if known is not None and known.conversation != conversation:
            self.unlink(worker)
        write = self._transaction.write()
        write.execute(
            delete(WorkerChatRow).where(
                or_(WorkerChatRow.conversation == conversation, WorkerChatRow.worker == worker)
            )
        )
        write.execute(
            self._transaction.insert(WorkerChatRow).values(
                conversation=conversation, worker=worker, linked_at=at
            )
        )

    def unlink(self, worker: str) -> bool:
        """Erase the chat of a worker: what was read in it does not stay behind with us."""
        gone = self._transaction.write().execute(
            delete(WorkerChatRow)
            .where(WorkerChatRow.worker == worker)
            .returning(WorkerChatRow.conversation)
        )
        conversation = gone.scalar_one_or_none()
        if conversation is None:
            return False
        self._transaction.write().execute(
            delete(ConversationRow).where(ConversationRow.uid == conversation)
        )
        self._transaction.erased = True
        return True

    def handoff_of(self, conversation: ConversationId, message: str) -> str | None:
        """Return which handoff a message in a worker's chat was about, by the channel's id."""
        return self._about(conversation, message, ABOUT)

    def appointment_of(self, conversation: ConversationId, message: str) -> str | None:
        """Return which appointment a message in a worker's chat was about."""
        return self._about(conversation, message, ABOUT_TIME)

    def _about(self, conversation: ConversationId, message: str, kind: str) -> str | None:
        """A long message went out in several: an answer to any of them counts."""
        sent = OutboxRow.provider_id
        rows = self._transaction.read().execute(
            select(OutboxRow.dedupe_key)
            .where(OutboxRow.conversation == conversation)
            .where(
                or_(
                    sent == message,
                    sent.like(f"{message},%"),
                    sent.like(f"%,{message}"),
                    sent.like(f"%,{message},%"),
                )
            )
            .order_by(OutboxRow.id.desc())
        )
        key = rows.scalars().first()
        about, _, rest = (key or "").partition(":")
        return rest.partition(":")[0] if about == kind else None

    def outcome(self, source: str) -> Outcome:
        """Return what became of words with this source: of several bubbles, of the last."""
        rows = (
            self._transaction.read()
            .execute(
                select(OutboxRow.settled_at, OutboxRow.dead_reason)
                .where(OutboxRow.dedupe_key.like(f"{source}:%"))
                .order_by(OutboxRow.id)
            )
            .all()
        )
        if not rows:
            return "none"
        if any(row.dead_reason is not None for row in rows):
            return "dead"
        return "sent" if all(row.settled_at is not None for row in rows) else "waiting"
