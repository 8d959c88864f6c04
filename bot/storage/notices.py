"""Notices to workers: one unsent a worker, channel and kind; leased while it is being sent."""

from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Select, bindparam, delete, func, or_, select, update

from bot.services.notice_ports import ClaimedNotice, NoticeAbout
from bot.storage.leases import is_free
from bot.storage.rows import new_uid
from bot.storage.tables import UtcDateTime
from bot.storage.tables_handoff import NoticeRow, StoppedMailRow
from bot.storage.transaction import Transaction

_ADDRESS = "stopped_mail.address"


class SqlNotices:
    """The ``Notices`` of one transaction."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def add(self, worker: str, channel: str, about: NoticeAbout) -> None:
        """Ask for a notice; one that is not on its way yet covers it."""
        added = self._transaction.write().execute(
            self._transaction.insert(NoticeRow)
            .values(
                uid=new_uid(),
                worker=worker,
                channel=channel,
                kind=about,
                created_at=self._transaction.now(),
                attempts=0,
            )
            .on_conflict_do_nothing()
            .returning(NoticeRow.id)
        )
        if added.first() is None and channel == "telegram":
            # It may rest until the worker is at work again, and this one may not have to.
            self._transaction.write().execute(
                update(NoticeRow)
                .where(NoticeRow.worker == worker, NoticeRow.channel == channel)
                .where(NoticeRow.kind == about, NoticeRow.settled_at.is_(None))
                .values(not_before=None)
            )

    def claim(self, channel: str, lease_s: float) -> ClaimedNotice | None:
        """Take the oldest that can be sent now, or None."""
        first = _first(self._transaction.dialect)
        now = self._transaction.now()
        values = {"channel": channel, "now": now, **self._transaction.free_moments()}
        row = self._transaction.take(first, values)
        if row is None:
            return None
        lease = new_uid()
        self._transaction.lease(NoticeRow, row.id, lease, lease_s, attempts=row.attempts + 1)
        return ClaimedNotice(
            row.id, row.uid, lease, row.worker, row.channel, row.kind, row.attempts + 1
        )

    def sent(self, claim: ClaimedNotice) -> None:
        """The channel has taken it; true also when the lease is over."""
        self._settle(claim, None)

    def failed(
        self, claim: ClaimedNotice, *, not_before: datetime | None, dead: str | None
    ) -> None:
        """Wait for another try, or give up."""
        if dead is not None:
            self._settle(claim, dead)
            return
        connection = self._transaction.write()
        # A newer notice of the same kind stands already and covers this one.
        newer = connection.execute(
            select(NoticeRow.id).where(
                NoticeRow.worker == claim.worker,
                NoticeRow.channel == claim.channel,
                NoticeRow.kind == claim.about,
                NoticeRow.settled_at.is_(None),
                NoticeRow.id != claim.id,
            )
        ).first()
        if newer is not None:
            self._settle(claim, "covered")
            return
        connection.execute(
            update(NoticeRow)
            .where(NoticeRow.id == claim.id, NoticeRow.lease == claim.lease)
            .values(not_before=not_before, lease=None, lease_until=None)
        )

    def last_sent(self, worker: str, channel: str) -> datetime | None:
        """Return when a notice last went to a worker, or None."""
        found = self._transaction.read().execute(
            select(func.max(NoticeRow.settled_at)).where(
                NoticeRow.worker == worker,
                NoticeRow.channel == channel,
                NoticeRow.dead_reason.is_(None),
            )
        )
        last: datetime | None = found.scalar_one()
        return last

    def forget(self, before: datetime) -> int:
        """Delete notices that were settled before then."""
        gone = self._transaction.write().execute(
            delete(NoticeRow).where(NoticeRow.settled_at < before).returning(NoticeRow.id)
        )
        return len(gone.all())

    def worker_of(self, uid: str) -> str | None:
        """Return whose notice a bounce is about, or None when it is none of ours."""
        found = self._transaction.read().execute(
            select(NoticeRow.worker).where(NoticeRow.uid == uid)
        )
        return found.scalar_one_or_none()

    def stop_mail(self, address: str, reason: str) -> None:
        """Nothing more is sent to an e-mail address."""
        uid, keys = new_uid(), self._transaction.keys
        if self.mail_stopped(address) is not None:
            return
        self._transaction.write().execute(
            self._transaction.insert(StoppedMailRow)
            .values(
                address_index=keys.index(_ADDRESS, _plain(address)),
                uid=uid,
                address_enc=keys.seal(_ADDRESS, uid, _plain(address)),
                reason=reason,
                stopped_at=self._transaction.now(),
            )
            .on_conflict_do_nothing()
        )

    def mail_stopped(self, address: str) -> str | None:
        """Return why nothing is sent to an address, or None."""
        indexes = self._transaction.keys.indexes(_ADDRESS, _plain(address))
        found = self._transaction.read().execute(
            select(StoppedMailRow.reason).where(StoppedMailRow.address_index.in_(indexes))
        )
        return found.scalars().first()

    def _settle(self, claim: ClaimedNotice, dead: str | None) -> None:
        self._transaction.write().execute(
            update(NoticeRow)
            .where(NoticeRow.id == claim.id, NoticeRow.settled_at.is_(None))
            .values(
                settled_at=self._transaction.now(),
                dead_reason=dead,
                lease=None,
                lease_until=None,
            )
        )


def _plain(address: str) -> str:
    return address.strip().lower()


@cache  # SQLAlchemy takes longer to build it than the database to answer it
def _first(dialect: str) -> Select[*tuple[Any, ...]]:
    now = bindparam("now", type_=UtcDateTime())
    return (
        select(
            *(NoticeRow.id, NoticeRow.uid, NoticeRow.worker, NoticeRow.channel),
            *(NoticeRow.kind, NoticeRow.attempts),
        )
        .where(NoticeRow.settled_at.is_(None), NoticeRow.channel == bindparam("channel"))
        .where(is_free(dialect, NoticeRow.lease, NoticeRow.lease_until))
        .where(or_(NoticeRow.not_before.is_(None), NoticeRow.not_before <= now))
        .order_by(NoticeRow.id)
        .limit(1)
        .with_for_update(skip_locked=True, of=NoticeRow)
    )
