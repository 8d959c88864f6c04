"""Web sessions. The token never comes here, only its hash; what it opens is sealed."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, delete, not_, or_, select, update

from bot.domain.messages import ConversationId
from bot.storage.addresses import unseal_address
from bot.storage.rows import new_uid
from bot.storage.tables import AddressRow, WebSessionRow
from bot.storage.transaction import Transaction

KEPT_FOR = timedelta(days=90)
"""After its last use, a session that the person asked to keep (a cookie)."""

TAB_FOR = timedelta(hours=24)
"""After its last use, a session that lives in a tab: the device may be somebody else's."""

NOTED_EVERY = timedelta(minutes=1)
"""Uses closer together are not written down: an open widget asks every few seconds."""

_AT_ONCE = 500
"""Conversations asked about in one statement: SQLite takes only so many parameters."""


class SqlSessions:
    """The ``Sessions`` of one transaction."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def open(self, token_hash: bytes, external: str, at: datetime, *, keep: bool) -> None:
        """Let a token speak for ``external`` on the web channel."""
        uid, keys = new_uid(), self._transaction.keys
        values = {
            "uid": uid,
            "external_index": keys.index("web_session.external", external),
            "external_enc": keys.seal("web_session.external", uid, external),
            "kept": keep,
            "opened_at": at,
            "used_at": at,
        }
        self._transaction.write().execute(
            self._transaction.insert(WebSessionRow)
            .values(token_hash=token_hash, **values)
            .on_conflict_do_update(index_elements=[WebSessionRow.token_hash], set_=values)
        )

    def touch(self, token_hash: bytes, at: datetime) -> str | None:
        """Return the external id of a live session and note its use, or None."""
        row = (
            self._transaction.read()
            .execute(
                select(
                    *(WebSessionRow.uid, WebSessionRow.external_enc),
                    *(WebSessionRow.kept, WebSessionRow.used_at),
                ).where(WebSessionRow.token_hash == token_hash)
            )
            .first()
        )
        if row is None or at - row.used_at > (KEPT_FOR if row.kept else TAB_FOR):
            return None
        if at - row.used_at >= NOTED_EVERY:
            self._transaction.write().execute(
                update(WebSessionRow)
                .where(WebSessionRow.token_hash == token_hash)
                .values(used_at=at)
            )
        return self._transaction.keys.open("web_session.external", row.uid, row.external_enc)

    def close(self, token_hash: bytes) -> None:
        """Forget a session."""
        self._transaction.write().execute(
            delete(WebSessionRow).where(WebSessionRow.token_hash == token_hash)
        )


def delete_expired(transaction: Transaction) -> None:
    """Delete sessions that nobody can use any more; where there are none, nobody has to wait."""
    expired = _expired(transaction.now())
    if transaction.finds(select(WebSessionRow.uid).where(expired).limit(1), {}):
        transaction.write().execute(delete(WebSessionRow).where(expired))


def delete_sessions_of(transaction: Transaction, conversation: ConversationId) -> None:
    """Delete the sessions of every web address of a conversation."""
    transaction.write().execute(
        delete(WebSessionRow).where(
            WebSessionRow.external_index.in_(_indexes(transaction, conversation))
        )
    )


def in_use(transaction: Transaction, conversation: ConversationId, moment: datetime) -> bool:
    """Return whether a web session holds a conversation: used since (reading is use too), or kept.

    A device that the person chose to keep remembers for as long as its session lives.
    """
    recent = select(WebSessionRow.uid).where(
        WebSessionRow.external_index.in_(_indexes(transaction, conversation)),
        _holds(transaction.now(), moment),
    )
    return transaction.read().execute(recent).first() is not None


def not_in_use(
    transaction: Transaction, conversations: Sequence[ConversationId], moment: datetime
) -> Iterator[ConversationId]:
    """Yield, in their order, those of many conversations that are not ``in_use``."""
    live = select(WebSessionRow.external_index).where(_holds(transaction.now(), moment))
    held = set(transaction.read().execute(live).scalars())
    for first in range(0, len(conversations), _AT_ONCE):
        some = conversations[first : first + _AT_ONCE]
        found = _indexes_of(transaction, some)
        yield from (one for one in some if held.isdisjoint(found.get(one, ())))


def _expired(now: datetime) -> ColumnElement[bool]:
    return or_(
        and_(WebSessionRow.kept.is_(True), WebSessionRow.used_at < now - KEPT_FOR),
        and_(WebSessionRow.kept.is_(False), WebSessionRow.used_at < now - TAB_FOR),
    )


def _holds(now: datetime, moment: datetime) -> ColumnElement[bool]:
    used = or_(WebSessionRow.used_at >= moment, WebSessionRow.kept.is_(True))
    return and_(used, not_(_expired(now)))


def _indexes(transaction: Transaction, conversation: ConversationId) -> list[bytes]:
    """Return what its sessions are found by; sessions know the outside id alone."""
    return _indexes_of(transaction, [conversation]).get(conversation, [])


def _indexes_of(
    transaction: Transaction, conversations: Sequence[ConversationId]
) -> dict[ConversationId, list[bytes]]:
    keys = transaction.keys
    addresses = transaction.read().execute(
        select(
            *(AddressRow.uid, AddressRow.channel, AddressRow.bot, AddressRow.external_enc),
            AddressRow.conversation,
        ).where(AddressRow.conversation.in_(conversations), AddressRow.channel == "web")
    )
    found: dict[ConversationId, list[bytes]] = {}
    for row in addresses:
        address = unseal_address(keys, row.uid, row.channel, row.bot, row.external_enc)
        indexes = keys.indexes("web_session.external", address.external)
        found.setdefault(ConversationId(row.conversation), []).extend(indexes)
    return found
