"""Words to a young person outside a turn: the worker's answer, who answers now, "closed"."""

from collections.abc import Sequence

from sqlalchemy import select, update

from bot.domain.messages import ConversationId, Lane, Person, Reply
from bot.storage.addresses import lock_conversation
from bot.storage.outbox import Answer, write_answer
from bot.storage.rows import unpack_person
from bot.storage.tables import AddressRow, ConversationRow, InboxRow, OutboxRow
from bot.storage.transaction import Transaction

PULLED = ("web", "rest", "terminal")
"""Channels whose people fetch their words: nobody has to push them."""


class SqlTold:
    """The ``Told`` of one transaction."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def person(self, conversation: ConversationId) -> Person | None:
        """Return whom one speaks to, None when they are gone."""
        sealed = self._transaction.read().execute(
            select(ConversationRow.person_enc).where(ConversationRow.uid == conversation)
        )
        found = sealed.scalar_one_or_none()
        if found is None:
            return None
        opened = self._transaction.keys.open("conversation.person", conversation, found)
        return unpack_person(opened, conversation)

    def tell(self, conversation: ConversationId, replies: Sequence[Reply], source: str) -> bool:
        """Put replies where the person wrote last.

        Args:
            source: What they come from, unique among sources ("handoff:<id>:<n>").
        """
        cursor = lock_conversation(self._transaction, conversation)
        connection = self._transaction.write()
        here = select(OutboxRow.id).where(OutboxRow.dedupe_key == f"{source}:1")
        place = self._place(conversation)
        if cursor is None or place is None or connection.execute(here).first() is not None:
            return False
        address_id, channel = place
        answer = Answer(conversation, address_id, source, cursor, channel in PULLED)
        write_answer(self._transaction, answer, [(reply, Lane.NOTICE) for reply in replies])
        connection.execute(
            update(ConversationRow)
            .where(ConversationRow.uid == conversation)
            .values(cursor=cursor + len(replies))
        )
        return True

    def _place(self, conversation: ConversationId) -> tuple[int, str] | None:
        """Return the address that the person wrote from last and that can still be reached."""
        row = (
            self._transaction.write()
            .execute(
                select(AddressRow.id, AddressRow.channel)
                .outerjoin(InboxRow, InboxRow.address_id == AddressRow.id)
                .where(AddressRow.conversation == conversation)
                .order_by(
                    AddressRow.stopped_reason.is_not(None),
                    InboxRow.id.desc().nulls_last(),
                    AddressRow.id.desc(),
                )
                .limit(1)
            )
            .first()
        )
        return (row.id, row.channel) if row is not None else None
