"""Messages that have been acknowledged, and the one commit that answers each of them."""

import logging
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import func, select, update

from bot.domain.errors import LateTurn, StorageUnavailable
from bot.domain.messages import (
    TYPED,
    ConversationId,
    Inbound,
    InboundKind,
    Lane,
    Person,
    Reply,
)
from bot.services.delivery_ports import ClaimedTurn
from bot.storage.addresses import (
    change_conversation,
    find_or_make_place,
    lock_conversation,
)
from bot.storage.inbox_order import ANSWERED, IS_HERE, NEXT_CURSOR, TURN, adding, first_to_answer
from bot.storage.inbox_reading import read_claim
from bot.storage.outbox import Answer, write_answer
from bot.storage.rows import (
    new_uid,
    pack_inbound,
    pack_person,
    text_of,
)
from bot.storage.tables import InboxRow
from bot.storage.transaction import Transaction

_log = logging.getLogger(__name__)

SET_ASIDE_S = 600.0
"""How long a row rests of which nobody can say where the answer goes: it is not lost."""


class SqlInbox:
    """The ``Inbox`` of one transaction."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def add(self, inbound: Inbound) -> int | None:
        """Keep a message; None when it is here already."""
        connection, now = self._transaction.write(), self._transaction.now()
        update_of = self._update_of(inbound)
        place = find_or_make_place(self._transaction, inbound.address)
        whose = {"conversation": place.conversation, "used_at": now}
        cursor = connection.execute(NEXT_CURSOR, {**whose, **update_of}).scalar_one_or_none()
        if cursor is None:
            if connection.execute(IS_HERE, update_of).first() is not None:
                return None
            # Erased between the lines: the channel tries again.
            raise StorageUnavailable("the conversation was erased meanwhile")
        uid, keys = new_uid(), self._transaction.keys
        row = {
            "uid": uid,
            "conversation": place.conversation,
            "address_id": place.id,
            "channel": inbound.address.channel,
            "bot": inbound.address.bot,
            "update_index": keys.index("inbox.update", inbound.update_id),
            "cursor": cursor,
            "kind": inbound.kind.value,
            "shown": _is_shown(inbound),
            "body_enc": keys.seal("inbox.body", uid, pack_inbound(inbound)),
            "said_at": inbound.at,
            "received_at": now,
            "attempts": 0,
        }
        return connection.execute(adding(self._transaction.dialect), row).scalar_one_or_none()

    def claim(self, lease_s: float, *, news: bool = False) -> ClaimedTurn | None:
        """Take the oldest message of a person who has no other message in work, or None."""
        first, moments = (
            first_to_answer(self._transaction.dialect),
            self._transaction.free_moments(),
        )
        if not news and not self._transaction.finds(first, moments):
            return None
        connection = self._transaction.lease_lightly()
        while (row := connection.execute(first, moments).first()) is not None:
            if row.answered:  # its answer stands in ``turn``: never think about it twice
                self._close(row.id)
                continue
            try:
                claim = read_claim(self._transaction.keys, row, new_uid())
            except Exception:  # whatever it is, everybody else's turn comes
                _log.error("inbox_row_set_aside", extra={"inbox_id": row.id})
                self._lease(row.id, new_uid(), SET_ASIDE_S, attempts=row.attempts)
                continue
            self._lease(row.id, claim.lease, lease_s, attempts=claim.attempts)
            return claim
        return None

    def finish(
        self,
        claim: ClaimedTurn,
        replies: Sequence[tuple[Reply, Lane]],
        person: Person,
        tracker: str | None,
        *,
        delivered: bool,
    ) -> None:
        """Write the whole turn at once, or raise LateTurn having written nothing."""
        conversation = claim.person.conversation
        cursor = lock_conversation(self._transaction, conversation)
        connection, now = self._transaction.write(), self._transaction.now()
        address_id = connection.execute(
            ANSWERED, {"row": claim.inbox_id, "ours": claim.lease, "finished_at": now}
        ).scalar_one_or_none()
        if cursor is None or address_id is None:
            raise LateTurn(f"inbox row {claim.inbox_id}")
        turn = {
            "inbox_id": claim.inbox_id,
            "replies": len(replies),
            "attempts": claim.attempts,
            "finished_at": now,
        }
        connection.execute(TURN, turn)
        if claim.inbound.kind is InboundKind.TOO_LONG:
            self._drop_words(claim)
        channel, source = claim.inbound.address.channel, str(claim.inbox_id)
        answer = Answer(conversation, address_id, channel, source, cursor, delivered)
        write_answer(self._transaction, answer, replies)
        known = {} if claim.broken else self._known(person, tracker)
        cursor += len(replies)
        change_conversation(self._transaction, conversation, cursor=cursor, **known)

    def release(self, claim: ClaimedTurn) -> None:
        """Give a claimed message back as if it had not been taken."""
        self._transaction.write().execute(
            update(InboxRow)
            .where(InboxRow.id == claim.inbox_id, InboxRow.lease == claim.lease)
            .values(lease=None, lease_until=None, attempts=InboxRow.attempts - 1)
        )

    def waiting(self) -> tuple[int, float]:
        """Return (messages without an answer, age of the oldest in seconds)."""
        waits = select(func.count(), func.min(InboxRow.received_at)).where(
            InboxRow.finished_at.is_(None)
        )
        count, oldest = self._transaction.read().execute(waits).one()
        age = (self._transaction.now() - oldest).total_seconds() if oldest else 0.0
        return count, max(0.0, age)

    def words_at(self, conversation: ConversationId, said_at: datetime) -> str | None:
        """Return what somebody typed at a time; None: they typed nothing then, or it is gone."""
        typed = [kind.value for kind in TYPED]
        row = (
            self._transaction.read()
            .execute(
                select(InboxRow.uid, InboxRow.body_enc).where(
                    InboxRow.conversation == conversation,
                    InboxRow.said_at == said_at,
                    InboxRow.kind.in_(typed),
                )
            )
            .first()
        )
        if row is None:
            return None
        return text_of(self._transaction.keys.open("inbox.body", row.uid, row.body_enc))

    def _known(self, person: Person, tracker: str | None) -> dict[str, bytes | None]:
        """Return the columns with what is known of a person after a turn."""
        keys, conversation = self._transaction.keys, person.conversation
        sealed = keys.seal("conversation.tracker", conversation, tracker) if tracker else None
        packed = keys.seal("conversation.person", conversation, pack_person(person))
        return {"person_enc": packed, "tracker_enc": sealed}

    def _drop_words(self, claim: ClaimedTurn) -> None:
        """Keep that something came, without its words: the person is told that they are gone."""
        row = InboxRow.id == claim.inbox_id
        connection, keys = self._transaction.write(), self._transaction.keys
        uid = connection.execute(select(InboxRow.uid).where(row)).scalar_one()
        without = pack_inbound(replace(claim.inbound, text=""))
        sealed = keys.seal("inbox.body", uid, without)
        connection.execute(update(InboxRow).where(row).values(body_enc=sealed))

    def _update_of(self, inbound: Inbound) -> dict[str, Any]:
        return {
            "channel": inbound.address.channel,
            "bot": inbound.address.bot,
            "updates": self._transaction.keys.indexes("inbox.update", inbound.update_id),
        }

    def _lease(self, inbox_id: int, lease: str, lease_s: float, *, attempts: int) -> None:
        self._transaction.lease(InboxRow, inbox_id, lease, lease_s, attempts=attempts)

    def _close(self, inbox_id: int) -> None:
        self._transaction.write().execute(
            update(InboxRow)
            .where(InboxRow.id == inbox_id)
            .values(finished_at=self._transaction.now(), lease=None, lease_until=None)
        )


def _is_shown(inbound: Inbound) -> bool:
    """Return whether the history has words for it: a token or a command would only puzzle."""
    if inbound.kind is InboundKind.BUTTON:
        return inbound.label is not None
    return inbound.kind in (InboundKind.TEXT, InboundKind.EDITED)
