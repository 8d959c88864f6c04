"""One-use invites. Tokens and codes come in, keyed hashes are kept."""

import logging
from datetime import datetime
from typing import Any

from sqlalchemy import Row, delete, func, or_, select, update

from bot.domain.errors import Unreadable
from bot.domain.linking import Invite, InviteKind
from bot.domain.messages import ConversationId
from bot.storage.crypto import Keyring
from bot.storage.rows import new_uid
from bot.storage.tables_people import CodeTryRow, InviteRow
from bot.storage.transaction import Transaction

_log = logging.getLogger(__name__)

_PLAIN = (
    *("worker", "unit", "conversation", "face_to_face", "made_at", "expires_at"),
    *("used_at", "used_by", "confirmed_at", "cancelled_at", "alarmed_at"),
)


class SqlInvites:
    """The ``Invites`` of one transaction."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def add(self, invite: Invite, token: str, code: str) -> None:
        """Keep an invite and the hashes of its secrets."""
        keys = self._transaction.keys
        self._transaction.write().execute(
            self._transaction.insert(InviteRow).values(
                uid=invite.id,
                kind=invite.kind.value,
                label_enc=keys.seal("invite.label", invite.id, invite.label),
                token_index=keys.index("invite.token", token),
                code_index=keys.index("invite.code", code),
                **{name: getattr(invite, name) for name in _PLAIN},
            )
        )

    def find(self, secret: str) -> Invite | None:
        """Return the invite of a token or a short code, whatever its state."""
        keys = self._transaction.keys
        return self._one(
            or_(
                InviteRow.token_index.in_(keys.indexes("invite.token", secret)),
                InviteRow.code_index.in_(keys.indexes("invite.code", secret)),
            )
        )

    def get(self, id: str) -> Invite | None:
        """Return an invite by its id."""
        return self._one(InviteRow.uid == id)

    def of_conversation(self, conversation: ConversationId, kind: InviteKind) -> list[Invite]:
        """Return the codes of one kind that were made for a conversation and still open it."""
        rows = self._transaction.read().execute(
            select(InviteRow.__table__)
            .where(InviteRow.conversation == conversation, InviteRow.kind == kind.value)
            .where(InviteRow.cancelled_at.is_(None), InviteRow.used_at.is_(None))
        )
        return [self._invite(row) for row in rows]

    def waiting(self) -> list[Invite]:
        """Return workers' invites that are open, unconfirmed or alarmed, newest first."""
        now = self._transaction.now()
        rows = self._transaction.read().execute(
            select(InviteRow.__table__)
            .where(InviteRow.kind == InviteKind.WORKER.value, InviteRow.cancelled_at.is_(None))
            .where(
                or_(
                    InviteRow.used_at.is_(None) & (InviteRow.expires_at > now),
                    InviteRow.used_at.is_not(None) & InviteRow.confirmed_at.is_(None),
                    InviteRow.alarmed_at.is_not(None),
                )
            )
            .order_by(InviteRow.made_at.desc(), InviteRow.uid)
        )
        return [self._invite(row) for row in rows]

    def use(self, id: str, conversation: ConversationId, at: datetime) -> bool:
        """Use an open invite; of two at once one alone gets it."""
        used = self._transaction.write().execute(
            update(InviteRow)
            .where(InviteRow.uid == id, InviteRow.used_at.is_(None))
            .where(InviteRow.cancelled_at.is_(None), InviteRow.expires_at > at)
            .values(used_at=at, used_by=conversation)
            .returning(InviteRow.uid)
        )
        return used.first() is not None

    def note(
        self,
        id: str,
        *,
        confirmed_at: datetime | None = None,
        cancelled_at: datetime | None = None,
        alarmed_at: datetime | None = None,
    ) -> None:
        """Write down what has happened to an invite; the first time stands."""
        given = {
            InviteRow.confirmed_at: confirmed_at,
            InviteRow.cancelled_at: cancelled_at,
            InviteRow.alarmed_at: alarmed_at,
        }
        for column, at in given.items():
            if at is not None:
                self._transaction.write().execute(
                    update(InviteRow)
                    .where(InviteRow.uid == id, column.is_(None))
                    .values({column: at})
                )

    def tries(self, conversation: ConversationId, since: datetime) -> tuple[int, int]:
        """Return how many wrong codes came since then: of this conversation, of everybody."""
        own = func.count().filter(CodeTryRow.conversation == conversation)
        row = (
            self._transaction.read()
            .execute(select(own, func.count()).where(CodeTryRow.at > since))
            .one()
        )
        return int(row[0]), int(row[1])

    def note_try(self, conversation: ConversationId, at: datetime) -> None:
        """Count a wrong code."""
        self._transaction.write().execute(
            self._transaction.insert(CodeTryRow).values(
                uid=new_uid(), conversation=conversation, at=at
            )
        )

    def forget(self, before: datetime) -> int:
        """Delete tries and pairings that ended before then."""
        connection = self._transaction.write()
        tries = delete(CodeTryRow).where(CodeTryRow.at < before).returning(CodeTryRow.uid)
        pairings = (
            delete(InviteRow)
            .where(InviteRow.kind != InviteKind.WORKER.value, InviteRow.expires_at < before)
            .returning(InviteRow.uid)
        )
        return sum(len(connection.execute(gone).all()) for gone in (tries, pairings))

    def _one(self, condition: Any) -> Invite | None:
        statement = select(InviteRow.__table__).where(condition)
        row = self._transaction.read().execute(statement).first()
        return self._invite(row) if row else None

    def _invite(self, row: Row[*tuple[Any, ...]]) -> Invite:
        return Invite(
            id=row.uid,
            kind=InviteKind(row.kind),
            label=_label(self._transaction.keys, row),
            **{name: getattr(row, name) for name in _PLAIN},
        )


def _label(keys: Keyring, row: Row[*tuple[Any, ...]]) -> str:
    """Return what the worker calls somebody; without it everything else still works."""
    try:
        return keys.open("invite.label", row.uid, row.label_enc)
    except Unreadable:
        _log.error("invite_label_unreadable", extra={"uid": row.uid})
        return ""
