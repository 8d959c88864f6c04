"""Messages that have been decided: at least once each, in order, a possible repeat marked."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, bindparam, func, insert, select, update

from bot.domain.errors import Unreadable, blame
from bot.domain.messages import Address, ChannelName, ConversationId, Lane, Reply
from bot.services.delivery_ports import ClaimedReply
from bot.storage.addresses import find_place, stop_place, unseal_address
from bot.storage.outbox_order import first_to_send
from bot.storage.rows import new_uid, pack_reply, unpack_reply
from bot.storage.tables import AddressRow, OutboxRow
from bot.storage.transaction import Transaction

_log = logging.getLogger(__name__)

SET_ASIDE = timedelta(minutes=10)
"""How long an unreadable row rests: its address waits, nobody else does, and it is not lost."""


_STOPPED = select(AddressRow.stopped_reason).where(AddressRow.id == bindparam("address_id"))
_REPLY = insert(OutboxRow)


@dataclass(frozen=True, slots=True)
class Answer:
    """Where replies belong.

    Args:
        channel: The address's.
        source: What they answer, unique among sources: the inbox id. Reply n has the key
            "source:n", so the same answer written twice is refused by the database.
        cursor: The conversation's last cursor, read under its lock.
        delivered: They have reached the person another way: nobody has to push them.
    """

    conversation: ConversationId
    address_id: int
    channel: str
    source: str
    cursor: int
    delivered: bool


def write_answer(
    transaction: Transaction, answer: Answer, replies: Sequence[tuple[Reply, Lane]]
) -> None:
    """Write replies under the lock of their conversation (``lock_conversation``)."""
    if not replies:
        return
    connection, keys, now = transaction.write(), transaction.keys, transaction.now()
    dead = None
    if not answer.delivered:
        dead = connection.execute(_STOPPED, {"address_id": answer.address_id}).scalar_one()
    rows = []
    for number, (reply, lane) in enumerate(replies, start=1):
        uid = new_uid()
        row = {
            "uid": uid,
            "conversation": answer.conversation,
            "address_id": answer.address_id,
            "channel": answer.channel,
            "dedupe_key": f"{answer.source}:{number}",
            "cursor": answer.cursor + number,
            "lane": lane.value,
            "body_enc": keys.seal("outbox.body", uid, pack_reply(reply)),
            "created_at": now,
            "attempts": 0,
            "maybe_dup": False,
            "settled_at": now if answer.delivered or dead else None,
            "dead_reason": dead,
        }
        rows.append(row)
    connection.execute(_REPLY, rows)


class SqlOutbox:
    """The ``Outbox`` of one transaction."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def claim(self, channel: ChannelName, lease_s: float) -> ClaimedReply | None:
        """Take the first sendable message: lane first, then age; head of line per address."""
        first, now = first_to_send(self._transaction.dialect), self._transaction.now()
        values = {"channel": channel, "now": now, **self._transaction.free_moments()}
        if not self._transaction.finds(first, values):
            return None
        connection = self._transaction.write()
        while (row := connection.execute(first, values).first()) is not None:
            try:
                claim = self._read(row, new_uid())
            except (Unreadable, LookupError, TypeError, ValueError) as error:
                # Damaged, sealed with a key we do not have, or written by a newer release.
                said = {"outbox_id": row.id, "why": blame(error)}
                _log.error("outbox_row_unreadable", extra=said)
                self._change(row.id, not_before=self._transaction.now() + SET_ASIDE)
                continue
            self._transaction.lease(
                OutboxRow, row.id, claim.lease, lease_s, attempts=claim.attempts
            )
            return claim
        return None

    def begin(self, claim: ClaimedReply) -> bool:
        """Note that the call begins now; False when somebody else has the row.

        The mark is written before and taken back when the call tells how it ended.
        """
        begun = self._transaction.write().execute(
            update(OutboxRow)
            .where(OutboxRow.id == claim.outbox_id, OutboxRow.lease == claim.lease)
            .where(OutboxRow.settled_at.is_(None))
            .values(maybe_dup=True)
            .returning(OutboxRow.id)
        )
        return begun.first() is not None

    def sent(self, claim: ClaimedReply, provider_id: str | None) -> None:
        """Mark as taken by the channel.

        True also when the lease is over: the message is out, whoever has the row now.
        """
        self._transaction.write().execute(
            update(OutboxRow)
            .where(OutboxRow.id == claim.outbox_id, OutboxRow.settled_at.is_(None))
            .values(
                settled_at=self._transaction.now(),
                provider_id=provider_id,
                maybe_dup=claim.maybe_dup,  # how it went out: with the mark or without
                lease=None,
                lease_until=None,
            )
        )

    def failed(
        self,
        claim: ClaimedReply,
        *,
        not_before: datetime | None,
        dead: str | None,
        maybe_dup: bool,
    ) -> None:
        """Wait for another try (``not_before``) or give up (``dead``)."""
        if maybe_dup:  # holds whoever has the row now
            self._change(claim.outbox_id, maybe_dup=True)
        self._transaction.write().execute(
            update(OutboxRow)
            .where(OutboxRow.id == claim.outbox_id, OutboxRow.lease == claim.lease)
            .values(
                not_before=not_before,
                dead_reason=dead,
                maybe_dup=claim.maybe_dup or maybe_dup,  # takes back what ``begin`` feared
                settled_at=self._transaction.now() if dead else None,
                lease=None,
                lease_until=None,
            )
        )

    def release(self, claim: ClaimedReply) -> None:
        """Give back a message whose sending has not begun: no new mark."""
        self._transaction.write().execute(
            update(OutboxRow)
            .where(OutboxRow.id == claim.outbox_id, OutboxRow.lease == claim.lease)
            .values(lease=None, lease_until=None, attempts=OutboxRow.attempts - 1)
        )

    def stop_address(self, address: Address, reason: str) -> None:
        """Nothing more goes there; what waits for it is dead. An unknown address is no error."""
        place = find_place(self._transaction, address)
        if place is None:
            return
        stop_place(self._transaction, place, reason)
        self._transaction.write().execute(
            update(OutboxRow)
            .where(OutboxRow.address_id == place.id, OutboxRow.settled_at.is_(None))
            .values(
                settled_at=self._transaction.now(),
                dead_reason=reason,
                lease=None,
                lease_until=None,
            )
        )

    def start_address(self, address: Address) -> None:
        """The person wrote from there again: new messages go out, dead ones stay dead."""
        place = find_place(self._transaction, address)
        if place is not None:
            stop_place(self._transaction, place, None)

    def waiting(self) -> tuple[int, float]:
        """Return (unsent messages, age of the oldest in seconds)."""
        count, oldest = (
            self._transaction.read()
            .execute(
                select(func.count(), func.min(OutboxRow.created_at)).where(
                    OutboxRow.settled_at.is_(None)
                )
            )
            .one()
        )
        age = (self._transaction.now() - oldest).total_seconds() if oldest else 0.0
        return count, max(0.0, age)

    def _read(self, row: Row[*tuple[Any, ...]], lease: str) -> ClaimedReply:
        keys = self._transaction.keys
        body = keys.open("outbox.body", row.uid, row.body_enc)
        return ClaimedReply(
            outbox_id=row.id,
            lease=lease,
            address=unseal_address(keys, row.address_uid, row.channel, row.bot, row.external_enc),
            conversation=ConversationId(row.conversation),
            reply=unpack_reply(body),
            attempts=row.attempts + 1,
            maybe_dup=row.maybe_dup,
            lane=Lane(row.lane),
        )

    def _change(self, outbox_id: int, **values: Any) -> None:
        self._transaction.write().execute(
            update(OutboxRow).where(OutboxRow.id == outbox_id).values(**values)
        )
