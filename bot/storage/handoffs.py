"""Handoffs and their words, sealed; every change under the lock of its conversation."""

import json
import logging
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Row, Select, bindparam, delete, insert, select, update

from bot.domain.errors import LateTurn, Unreadable
from bot.domain.handoff import ENDS, Actor, ActorKind, Event, Handoff, OwnerKind, State
from bot.domain.messages import ConversationId
from bot.services.handoff_ports import ClaimedHandoff, Happened, Message
from bot.storage.addresses import lock_conversation
from bot.storage.handoff_rows import columns_of, handoff_of
from bot.storage.leases import is_free
from bot.storage.rows import new_uid
from bot.storage.tables import UtcDateTime
from bot.storage.tables_handoff import HandoffEventRow, HandoffMessageRow, HandoffRow
from bot.storage.transaction import Transaction

_log = logging.getLogger(__name__)

_BODY, _WISHES = "handoff_message.body", "handoff.wishes"

_OF_PERSON = (
    select(*HandoffRow.__table__.columns)
    .where(HandoffRow.conversation == bindparam("conversation"))
    .order_by(HandoffRow.id.desc())
)


class SqlHandoffs:
    """The ``Handoffs`` of one transaction."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def add(self, handoff: Handoff) -> None:
        """Keep a new draft."""
        lock_conversation(self._transaction, handoff.conversation)
        self._transaction.write().execute(insert(HandoffRow).values(**columns_of(handoff)))

    def find(self, id: str, *, to_change: bool = False) -> Handoff | None:
        """Return a handoff; ``to_change`` takes the lock of its conversation first."""
        wanted = select(HandoffRow).where(HandoffRow.uid == id)
        if to_change:
            conversation = self._transaction.write().execute(
                select(HandoffRow.conversation).where(HandoffRow.uid == id)
            )
            found = conversation.scalar_one_or_none()
            if (
                found is None
                or lock_conversation(self._transaction, ConversationId(found)) is None
            ):
                return None
        row = next(self._rows(wanted), None)
        return handoff_of(row) if row is not None else None

    def of_person(self, conversation: ConversationId) -> list[Handoff]:
        """Return a person's handoffs, the latest first."""
        rows = self._transaction.read().execute(_OF_PERSON, {"conversation": conversation})
        return [handoff_of(row) for row in rows]

    def open_ones(self) -> Iterator[Handoff]:
        """Yield every handoff that is sent and not ended, oldest first."""
        rows = self._rows(
            select(HandoffRow)
            .where(HandoffRow.ended_at.is_(None), HandoffRow.state != State.DRAFT.value)
            .order_by(HandoffRow.sent_at, HandoffRow.id)
        )
        return map(handoff_of, rows)

    def with_workers(self, workers: Collection[str]) -> Sequence[str]:
        """Return the ids of what is sent and not ended and belongs to one of these workers."""
        found = (
            select(HandoffRow.uid)
            .where(HandoffRow.ended_at.is_(None), HandoffRow.state != State.DRAFT.value)
            .where(HandoffRow.owner_kind == OwnerKind.WORKER.value)
            .where(HandoffRow.owner.in_(sorted(workers)))
        )
        return self._transaction.read().execute(found).scalars().all()

    def save(self, before: Handoff, after: Handoff, event: Event, by: Actor, at: datetime) -> None:
        """Write a change and its event, or raise LateTurn having written nothing."""
        connection = self._transaction.write()
        row_id = connection.execute(
            update(HandoffRow)
            .where(HandoffRow.uid == before.id, HandoffRow.state == before.state.value)
            .where(HandoffRow.due_at == before.due_at, HandoffRow.rung == int(before.rung))
            .values(**columns_of(after), lease=None, lease_until=None)
            .returning(HandoffRow.id)
        ).scalar_one_or_none()
        if row_id is None:
            raise LateTurn(f"handoff {before.id}")
        connection.execute(
            insert(HandoffEventRow).values(
                handoff_id=row_id,
                event=event.value,
                actor_kind=by.kind.value,
                actor=by.id,
                state=after.state.value,
                owner_kind=after.owner.kind.value,
                owner=after.owner.id,
                happened_at=at,
            )
        )

    def say(self, id: str, message: Message, source: str) -> bool:
        """Add words; False when words with this source are in already."""
        uid, connection = new_uid(), self._transaction.write()
        added = connection.execute(
            self._transaction.insert(HandoffMessageRow)
            .values(
                uid=uid,
                handoff_id=self._row_id(id),
                source=source,
                said_by="worker" if message.worker else "person",
                worker=message.worker,
                body_enc=self._transaction.keys.seal(_BODY, uid, message.text),
                said_at=message.at,
            )
            .on_conflict_do_nothing()
            .returning(HandoffMessageRow.id)
        )
        return added.first() is not None

    def words(self, id: str) -> list[Message]:
        """Return the words of both sides in order.

        Those that do not open are left out and named in the log, as of a person's records.
        """
        rows = self._transaction.read().execute(
            select(
                *(HandoffMessageRow.uid, HandoffMessageRow.body_enc),
                *(HandoffMessageRow.said_at, HandoffMessageRow.worker),
            )
            .join(HandoffRow, HandoffRow.id == HandoffMessageRow.handoff_id)
            .where(HandoffRow.uid == id)
            .order_by(HandoffMessageRow.id)
        )
        found = []
        for row in rows:
            try:
                body = self._transaction.keys.open(_BODY, row.uid, row.body_enc)
            except Unreadable:
                _log.error("handoff_message_unreadable", extra={"uid": row.uid})
                continue
            found.append(Message(body, row.said_at, row.worker))
        return found

    def wishes(self, id: str) -> dict[str, str]:
        """Return how and when the person wants to be answered; nothing when it does not open."""
        row = self._transaction.read().execute(
            select(HandoffRow.wishes_enc).where(HandoffRow.uid == id)
        )
        sealed = row.scalar_one_or_none()
        if sealed is None:
            return {}
        try:
            found: dict[str, str] = json.loads(self._transaction.keys.open(_WISHES, id, sealed))
        except Unreadable:
            _log.error("handoff_wishes_unreadable", extra={"uid": id})
            return {}
        return found

    def wish(self, id: str, wishes: Mapping[str, str]) -> None:
        """Keep how and when the person wants to be answered."""
        packed = json.dumps(dict(wishes), ensure_ascii=False, separators=(",", ":"))
        self._transaction.write().execute(
            update(HandoffRow)
            .where(HandoffRow.uid == id)
            .values(wishes_enc=self._transaction.keys.seal(_WISHES, id, packed))
        )

    def history(self, id: str) -> list[Happened]:
        """Return what happened, in order."""
        rows = self._transaction.read().execute(
            select(
                *(HandoffEventRow.event, HandoffEventRow.actor_kind),
                *(HandoffEventRow.actor, HandoffEventRow.happened_at),
            )
            .join(HandoffRow, HandoffRow.id == HandoffEventRow.handoff_id)
            .where(HandoffRow.uid == id)
            .order_by(HandoffEventRow.id)
        )
        return [
            Happened(
                Event(row.event), Actor(ActorKind(row.actor_kind), row.actor), row.happened_at
            )
            for row in rows
        ]

    def claim_due(self, at: datetime, lease_s: float) -> ClaimedHandoff | None:
        """Take a handoff whose timer is up, or None."""
        first = _due(self._transaction.dialect)
        values = {"at": at, **self._transaction.free_moments()}
        row = self._transaction.take(first, values)
        if row is None:
            return None
        lease = new_uid()
        self._transaction.lease(HandoffRow, row.id, lease, lease_s)
        return ClaimedHandoff(handoff_of(row), lease)

    def release(self, claim: ClaimedHandoff) -> None:
        """Give it back unchanged."""
        self._transaction.write().execute(
            update(HandoffRow)
            .where(HandoffRow.uid == claim.handoff.id, HandoffRow.lease == claim.lease)
            .values(lease=None, lease_until=None)
        )

    def forget(self, id: str) -> None:
        """Delete an ended handoff with its words."""
        ended = [state.value for state in ENDS]
        self._transaction.write().execute(
            delete(HandoffRow).where(HandoffRow.uid == id, HandoffRow.state.in_(ended))
        )
        self._transaction.erased = True

    def _row_id(self, id: str) -> int:
        found = self._transaction.write().execute(
            select(HandoffRow.id).where(HandoffRow.uid == id)
        )
        return int(found.scalar_one())

    def _rows(self, wanted: Select[*tuple[Any, ...]]) -> Iterator[Row[*tuple[Any, ...]]]:
        columns = wanted.with_only_columns(*HandoffRow.__table__.columns)
        return iter(self._transaction.read().execute(columns))


@cache
def _due(dialect: str) -> Select[*tuple[Any, ...]]:
    """Return what selects the handoff whose timer is up for the longest."""
    return (
        select(*HandoffRow.__table__.columns)
        .where(HandoffRow.due_at <= bindparam("at", type_=UtcDateTime()))
        .where(is_free(dialect, HandoffRow.lease, HandoffRow.lease_until))
        .order_by(HandoffRow.due_at, HandoffRow.id)
        .limit(1)
        .with_for_update(skip_locked=True, of=HandoffRow)
    )
