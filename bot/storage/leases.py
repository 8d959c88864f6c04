"""Leases in SQL: whose clock they follow, and when a row is free.

On PostgreSQL they follow the database's clock, so that processes on hosts whose clocks differ
agree; ``clock_timestamp`` and not ``now``, which stands still within a transaction. On SQLite,
where all processes share a host, they follow the service's.
"""

from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Interval, Update, bindparam, func, literal, or_, update
from sqlalchemy.orm import InstrumentedAttribute

from bot.storage.tables import Base, UtcDateTime

LONGEST_LEASE = timedelta(minutes=15)
"""A lease that ends later than this from now was written by a clock that has since been set back:
it counts as over, or its row would wait for that clock. Nobody is given a longer one."""


@cache
def leasing(table: type[Base], dialect: str) -> Update:
    """Return what gives a ``row`` away for a time. It is executed with ``lease_moments``."""
    if dialect == "sqlite":
        until: ColumnElement[datetime] = bindparam("lease_over", type_=UtcDateTime())
    else:
        until = _database_time() + bindparam("lease_length", type_=Interval())
    row = table.__table__.c.id == bindparam("row")
    return update(table).where(row).values(lease_until=until)


def lease_moments(dialect: str, now: datetime, lease_s: float) -> dict[str, Any]:
    """Return the parameters of ``leasing`` for a lease that begins now."""
    length = min(timedelta(seconds=lease_s), LONGEST_LEASE)
    return {"lease_over": now + length} if dialect == "sqlite" else {"lease_length": length}


def is_free(
    dialect: str,
    lease: InstrumentedAttribute[str | None],
    until: InstrumentedAttribute[datetime | None],
) -> ColumnElement[bool]:
    """Return the condition that nobody has the row, or no longer.

    The statement is executed with ``free_moments``, so that it can be built once.
    """
    if dialect == "sqlite":
        now: ColumnElement[datetime] = bindparam("lease_now", type_=UtcDateTime())
        longest: ColumnElement[datetime] = bindparam("lease_longest", type_=UtcDateTime())
    else:
        now, longest = _database_time(), _database_time() + literal(LONGEST_LEASE)
    return or_(lease.is_(None), until <= now, until > longest)


def free_moments(dialect: str, now: datetime) -> dict[str, datetime]:
    """Return the parameters of ``is_free``."""
    if dialect == "sqlite":
        return {"lease_now": now, "lease_longest": now + LONGEST_LEASE}
    return {}


def _database_time() -> ColumnElement[datetime]:
    return func.clock_timestamp(type_=UtcDateTime())
