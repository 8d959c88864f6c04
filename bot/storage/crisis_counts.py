"""How often danger was heard, by month, in one narrow table: the numbers belong to nobody."""

from dataclasses import asdict

from sqlalchemy import delete, select

from bot.domain.crisis_counts import Tally
from bot.storage.tables_counts import CrisisCountRow
from bot.storage.transaction import Transaction

_KEY = ("month", "event", "category", "tier", "heard_by", "language")


class SqlCrisisCounts:
    """The ``CrisisCounts`` of one transaction."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def add(self, tally: Tally) -> None:
        """Count one more; two that count at once both count."""
        first = self._transaction.insert(CrisisCountRow).values(**asdict(tally), many=1)
        self._transaction.write().execute(
            first.on_conflict_do_update(
                index_elements=_KEY, set_={"many": CrisisCountRow.many + 1}
            )
        )

    def since(self, month: str) -> dict[Tally, int]:
        """Return what was counted from a month on ("2026-11")."""
        columns = [getattr(CrisisCountRow, name) for name in _KEY]
        rows = self._transaction.read().execute(
            select(*columns, CrisisCountRow.many).where(CrisisCountRow.month >= month)
        )
        return {Tally(*row[:-1]): row.many for row in rows}

    def forget(self, before: str) -> int:
        """Delete the months before one; return how many numbers went."""
        is_old = CrisisCountRow.month < before
        if not self._transaction.finds(select(CrisisCountRow.month).where(is_old), {}):
            return 0
        return self._transaction.write().execute(delete(CrisisCountRow).where(is_old)).rowcount
