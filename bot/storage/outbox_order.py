"""Which message of the outbox goes out next: by lane, then by age, in order for each address."""

from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, bindparam, exists, or_, select
from sqlalchemy.orm import aliased

from bot.domain.messages import Lane
from bot.storage.leases import is_free
from bot.storage.tables import AddressRow, OutboxRow, UtcDateTime


@cache
def first_to_send(dialect: str) -> Select[*tuple[Any, ...]]:
    """Return what selects the message to send next on a ``channel`` at ``now``.

    It is executed with ``free_moments`` beside those two.
    """
    now = bindparam("now", type_=UtcDateTime())
    return (
        select(
            *(OutboxRow.id, OutboxRow.uid, OutboxRow.conversation, OutboxRow.body_enc),
            *(OutboxRow.attempts, OutboxRow.maybe_dup, OutboxRow.lane),
            *(AddressRow.uid.label("address_uid"), AddressRow.external_enc),
            *(OutboxRow.channel, AddressRow.bot),
        )
        .join(AddressRow, AddressRow.id == OutboxRow.address_id)
        .where(OutboxRow.settled_at.is_(None), OutboxRow.channel == bindparam("channel"))
        .where(is_free(dialect, OutboxRow.lease, OutboxRow.lease_until))
        # The service's time: it is a promise to a channel, made with that clock.
        .where(or_(OutboxRow.not_before.is_(None), OutboxRow.not_before <= now))
        .where(~_is_blocked())
        .order_by(OutboxRow.lane, OutboxRow.id)
        .limit(1)
        .with_for_update(skip_locked=True, of=OutboxRow)
    )


def _is_blocked() -> ColumnElement[bool]:
    """Return the condition that another message of the address goes first.

    A crisis message waits for earlier crisis messages of its address alone; every other one waits
    for all that is older and for any crisis message. One that is backing off still blocks: what
    comes after it would arrive before it.
    """
    other, crisis = aliased(OutboxRow), Lane.CRISIS.value
    return exists().where(
        other.address_id == OutboxRow.address_id,
        other.settled_at.is_(None),
        other.id != OutboxRow.id,
        or_(
            and_(other.lane == crisis, or_(OutboxRow.lane != crisis, other.id < OutboxRow.id)),
            and_(other.lane != crisis, OutboxRow.lane != crisis, other.id < OutboxRow.id),
        ),
    )
