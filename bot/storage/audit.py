"""The audit log in the database: append-only, chained, each entry marked with our secret."""

import hmac
import json
from collections.abc import Iterator

from sqlalchemy import Row, func, insert, select

from bot.domain.audit import FIRST, Break, Deed, Entry, breaks, chained
from bot.storage.tables_handoff import AuditRow
from bot.storage.transaction import Transaction

_MARK = "audit_log.mark"
_LOCK = 0x52494E41  # any number of ours; writers of the log wait for each other
_AT_A_TIME = 1000


class SqlAudit:
    """The ``Audit`` of one transaction."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def add(self, deed: Deed) -> None:
        """Write an entry in the same commit as what it tells.

        Writers wait for each other until their commit, so it is the last thing of a unit of work.
        """
        connection, keys = self._transaction.write(), self._transaction.keys
        if self._transaction.dialect == "postgresql":
            connection.execute(select(func.pg_advisory_xact_lock(_LOCK)))
        last = connection.execute(
            select(AuditRow.number, AuditRow.hash).order_by(AuditRow.number.desc()).limit(1)
        ).first()
        number, before = (last.number + 1, last.hash) if last else (1, FIRST)
        entry = chained(deed, number, before)
        connection.execute(
            insert(AuditRow).values(
                number=number,
                done_at=deed.at,
                who=deed.who,
                what=deed.what,
                about=deed.about,
                more=json.dumps(deed.more, ensure_ascii=False),
                before=before,
                hash=entry.hash,
                mark=keys.index(_MARK, entry.hash.hex()),
                mark_key=keys.ids[0],
            )
        )

    def has(self, head: str) -> bool:
        """Return whether an entry has this hash (hexadecimal)."""
        try:
            wanted = bytes.fromhex(head)
        except ValueError:
            return False
        found = self._transaction.read().execute(
            select(AuditRow.number).where(AuditRow.hash == wanted)
        )
        return found.first() is not None

    def verify(self) -> tuple[int, str, list[Break]]:
        """Return how many entries there are, the head in hexadecimal, and where it is broken.

        A mark made with a secret that is no longer given cannot be checked; the marks after it
        vouch for everything before them. The last one must always be ours.
        """
        found: list[Break] = []
        head, count, last_known = FIRST, 0, True

        def read() -> Iterator[Entry]:
            nonlocal head, count, last_known
            for row in self._rows():
                entry = _entry(row)
                head, count = row.hash, count + 1
                last_known = row.mark_key in self._transaction.keys.ids
                marks = self._transaction.keys.indexes(_MARK, row.hash.hex())
                if last_known and not any(hmac.compare_digest(row.mark, one) for one in marks):
                    found.append(Break(row.number, "was not written by this service"))
                yield entry

        found += breaks(read())
        if not last_known:
            found.append(Break(count, "the last entry is marked with a secret that is not given"))
        return count, head.hex(), sorted(found, key=lambda one: one.number)

    def _rows(self) -> "Iterator[Row[tuple[AuditRow]]]":
        after = 0
        while True:
            rows = (
                self._transaction.read()
                .execute(
                    select(*AuditRow.__table__.columns)
                    .where(AuditRow.number > after)
                    .order_by(AuditRow.number)
                    .limit(_AT_A_TIME)
                )
                .all()
            )
            if not rows:
                return
            yield from rows
            after = rows[-1].number


def _entry(row: "Row[tuple[AuditRow]]") -> Entry:
    more = tuple((str(name), str(value)) for name, value in json.loads(row.more))
    deed = Deed(row.who, row.what, row.done_at, row.about, more)
    return Entry(row.number, deed, row.before, row.hash)
