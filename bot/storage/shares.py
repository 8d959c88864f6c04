"""Shares: offers that are used once, and a ledger that is only added to."""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Row, and_, delete, exists, insert, or_, select, update

from bot.domain.consent import OFFER_FOR, Event, EventKind, ShareId, Terms
from bot.domain.messages import ConversationId
from bot.services.share_ports import Offer, shown_source
from bot.storage.chats import forget_in_chats
from bot.storage.rows import new_uid
from bot.storage.tables_shares import ShareEventRow, ShareRow
from bot.storage.transaction import Transaction

_KINDS: tuple[EventKind, ...] = (
    "given",
    "viewed",
    "withdrawn",
    "assigned",
    "stands_in",
    "stood_down",
)


class SqlShares:
    """The ``Shares`` of one transaction."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def offer(self, offer: Offer) -> None:
        """Keep an offer; open ones of the same person are forgotten: one button at a time."""
        connection, keys = self._transaction.write(), self._transaction.keys
        connection.execute(
            delete(ShareRow).where(
                ShareRow.conversation == offer.conversation, ShareRow.used_at.is_(None)
            )
        )
        about = _json({"what": offer.what, "worker_name": offer.worker_name})
        connection.execute(
            insert(ShareRow).values(
                uid=offer.id,
                conversation=offer.conversation,
                worker=offer.terms.worker,
                until=offer.terms.until,
                substitute=offer.terms.substitute,
                about_enc=keys.seal("share.about", offer.id, about),
                body_enc=keys.seal("share.body", offer.id, _json(offer.body)),
                offered_at=offer.offered_at,
            )
        )

    def use(self, id: ShareId, conversation: ConversationId, at: datetime) -> bool:
        """Use an offer up; False when it is not this person's or was used before."""
        used = self._transaction.write().execute(
            update(ShareRow)
            .where(ShareRow.uid == id, ShareRow.conversation == conversation)
            .where(ShareRow.used_at.is_(None))
            .values(used_at=at)
            .returning(ShareRow.uid)
        )
        return used.first() is not None

    def find(self, id: ShareId) -> Offer | None:
        """Return an offer by its id."""
        row = (
            self._transaction.read()
            .execute(select(*ShareRow.__table__.columns).where(ShareRow.uid == id))
            .first()
        )
        return None if row is None else self._offer(row)

    def of(self, conversation: ConversationId) -> list[Offer]:
        """Return a young person's offers, oldest first, without their bodies."""
        rows = self._transaction.read().execute(
            select(*ShareRow.__table__.columns)
            .where(ShareRow.conversation == conversation)
            .order_by(ShareRow.offered_at, ShareRow.uid)
        )
        return [replace(self._offer(row, opened=False), body=None) for row in rows]

    def ledger(self, conversation: ConversationId) -> list[Event]:
        """Return what has happened, in order."""
        rows = self._transaction.read().execute(
            select(
                *ShareEventRow.__table__.columns,
                ShareRow.worker.label("terms_worker"),
                ShareRow.until,
                ShareRow.substitute,
            )
            .outerjoin(ShareRow, ShareRow.uid == ShareEventRow.share)
            .where(ShareEventRow.conversation == conversation)
            .order_by(ShareEventRow.id)
        )
        return [self._event(row) for row in rows]

    def note(self, conversation: ConversationId, events: Sequence[Event]) -> None:
        """Write lines behind the ledger."""
        for event in events:
            uid = new_uid()
            self._transaction.write().execute(
                insert(ShareEventRow).values(
                    uid=uid,
                    conversation=conversation,
                    share=event.share,
                    kind=event.kind,
                    worker=event.worker,
                    name_enc=self._transaction.keys.seal("share_event.name", uid, event.name),
                    at=event.at,
                )
            )

    def empty(self, id: ShareId) -> None:
        """Forget what was shown, also in the chat where a worker looked; the lines stay."""
        self._transaction.write().execute(
            update(ShareRow).where(ShareRow.uid == id).values(body_enc=None)
        )
        self._transaction.erased = True
        forget_in_chats(self._transaction, shown_source(id))

    def shown_now(self, at: datetime) -> list[ConversationId]:
        """Return the young people who have agreed to something that has not run out."""
        rows = self._transaction.read().execute(
            select(ShareRow.conversation)
            .where(ShareRow.until > at, ShareRow.body_enc.is_not(None), _is_given())
            .distinct()
            .order_by(ShareRow.conversation)
        )
        return [ConversationId(row.conversation) for row in rows]

    def forget_ended(self, at: datetime) -> int:
        """Empty what has run out, and offers that nobody used; return how many."""
        unused = and_(ShareRow.offered_at <= at - OFFER_FOR, ~_is_given())
        over = or_(ShareRow.until <= at, _is_withdrawn())
        ended = and_(ShareRow.body_enc.is_not(None), over)
        due = select(ShareRow.uid).where(or_(unused, ended)).limit(1)
        if self._transaction.read().execute(due).first() is None:  # a tick must not stop writers
            return 0
        gone = self._transaction.write().execute(
            delete(ShareRow).where(unused).returning(ShareRow.uid)
        )
        emptied = self._transaction.read().execute(select(ShareRow.uid).where(ended))
        uids = [ShareId(uid) for uid in emptied.scalars()]
        for uid in uids:
            self.empty(uid)
        self._transaction.erased = True
        return len(gone.all()) + len(uids)

    def _offer(self, row: Row[*tuple[Any, ...]], *, opened: bool = True) -> Offer:
        keys = self._transaction.keys
        about = json.loads(keys.open("share.about", row.uid, row.about_enc))
        body = None
        if opened and row.body_enc is not None:
            body = json.loads(keys.open("share.body", row.uid, row.body_enc))
        return Offer(
            ShareId(row.uid),
            ConversationId(row.conversation),
            about["what"],
            about["worker_name"],
            Terms(row.worker, row.until, row.substitute),
            row.offered_at,
            row.used_at,
            body,
        )

    def _event(self, row: Row[*tuple[Any, ...]]) -> Event:
        terms = None
        if row.kind == "given":
            terms = Terms(row.terms_worker, row.until, row.substitute)
        return Event(
            row.at,
            next(kind for kind in _KINDS if kind == row.kind),
            ShareId(row.share) if row.share else None,
            row.worker,
            terms,
            self._transaction.keys.open("share_event.name", row.uid, row.name_enc),
        )


def _is_given() -> Any:
    """The condition that an offer became a share."""
    return exists().where(ShareEventRow.share == ShareRow.uid, ShareEventRow.kind == "given")


def _is_withdrawn() -> Any:
    return exists().where(ShareEventRow.share == ShareRow.uid, ShareEventRow.kind == "withdrawn")


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
