"""Sealing every column anew with the present secret, a few rows at a time, while people write.

Which rows are left is read from the rows themselves (a sealed value begins with its key's id), so
a stopped rotation goes on where it was. A row that somebody else holds is passed over and found in
the next round. What is changed between reading and writing is left alone: it is sealed newly.
"""

import json
import logging
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Table, delete, func, select, update

from bot.domain.errors import Unreadable
from bot.storage.crypto import Keyring
from bot.storage.tables import (
    AddressRow,
    Base,
    ConversationRow,
    InboxRow,
    KnownKeyRow,
    OutboxRow,
    RecordRow,
    WebSessionRow,
)
from bot.storage.tables_appointment import AppointmentRow, FreeTimeRow
from bot.storage.tables_handoff import HandoffMessageRow, HandoffRow, StoppedMailRow
from bot.storage.tables_people import InviteRow, LineRow, UnitRow, WorkerRow
from bot.storage.tables_shares import ShareEventRow, ShareRow
from bot.storage.transaction import Transaction

_log = logging.getLogger(__name__)

_KEY_ID = 4
_ROUNDS = 20

Reindex = Callable[[Keyring, str, Any], bytes]
"""Returns the keyed hash of a row from its opened column and the row itself."""


@dataclass(frozen=True, slots=True)
class Sealed:
    """One sealed column: where it is, what it is bound to, which hash goes with it."""

    table: type[Base]
    column: str
    uid: str = "uid"
    index: str | None = None
    reindex: Reindex | None = None

    @property
    def place(self) -> str:
        """What the value is sealed for: "table.column"."""
        return f"{self.rows.name}.{self.column.removesuffix('_enc')}"

    @property
    def rows(self) -> Table:
        """The table itself."""
        found = self.table.__table__
        assert isinstance(found, Table)  # noqa: S101 - every class of ours maps one table
        return found


SEALED: tuple[Sealed, ...] = (
    Sealed(ConversationRow, "person_enc"),
    Sealed(ConversationRow, "tracker_enc"),
    Sealed(
        AddressRow,
        "external_enc",
        index="external_index",
        reindex=lambda keys, plain, row: keys.index(
            "address.external", row.channel, row.bot, plain
        ),
    ),
    Sealed(
        InboxRow,
        "body_enc",
        index="update_index",
        reindex=lambda keys, plain, _: keys.index("inbox.update", json.loads(plain)["update_id"]),
    ),
    Sealed(RecordRow, "body_enc"),
    Sealed(ShareRow, "about_enc"),
    Sealed(ShareRow, "body_enc"),
    Sealed(ShareEventRow, "name_enc"),
    Sealed(OutboxRow, "body_enc"),
    Sealed(
        WebSessionRow,
        "external_enc",
        index="external_index",
        reindex=lambda keys, plain, _: keys.index("web_session.external", plain),
    ),
    Sealed(UnitRow, "body_enc"),
    Sealed(WorkerRow, "body_enc"),
    Sealed(LineRow, "label_enc", uid="conversation"),
    Sealed(InviteRow, "label_enc"),
    Sealed(HandoffRow, "wishes_enc"),
    Sealed(HandoffMessageRow, "body_enc"),
    Sealed(AppointmentRow, "body_enc"),
    Sealed(FreeTimeRow, "place_enc"),
    Sealed(
        StoppedMailRow,
        "address_enc",
        index="address_index",
        reindex=lambda keys, plain, _: keys.index("stopped_mail.address", plain),
    ),
)
"""Every sealed column (a test compares this with the tables).

The hashes of an invite's secrets are not made anew: nobody keeps the secrets. They are looked for
under every secret that is given, and the old one is needed until the open invites of its time
have ended.
"""


@dataclass(slots=True)
class Progress:
    """What a rotation has done."""

    resealed: int = 0
    unreadable: int = 0
    left: int = 0
    open_invites: int = 0
    places: dict[str, int] = field(default_factory=dict)

    @property
    def is_done(self) -> bool:
        """Whether the older secrets are needed for nothing any more."""
        return not (self.left or self.unreadable or self.open_invites)


Begin = Callable[[], AbstractContextManager[Transaction]]


def rotate(
    begin: Begin, *, batch: int = 100, pause: Callable[[], None] = lambda: None
) -> Progress:
    """Seal everything anew that an older secret sealed. May be stopped and started at any time.

    Args:
        begin: Opens a transaction; each batch is one.
        batch: Rows of one transaction: few, so that writers wait for milliseconds.
        pause: Called after each batch that changed something.
    """
    done = Progress()
    for _ in range(_ROUNDS):
        before = done.resealed
        for sealed in SEALED:
            after: Any = None
            while True:
                with begin() as transaction:
                    after, resealed = _batch(transaction, sealed, after, batch)
                    transaction.commit()
                done.resealed += resealed
                if resealed:
                    done.places[sealed.place] = done.places.get(sealed.place, 0) + resealed
                    # SQLite gives its lock to whoever asks first: writers must get a chance.
                    pause()
                if after is None:
                    break
        if done.resealed == before:
            break
    with begin() as transaction:
        _count_left(transaction, done)
        if done.is_done:
            _forget_old_keys(transaction)
        transaction.commit()
    return done


def _batch(transaction: Transaction, sealed: Sealed, after: Any, size: int) -> tuple[Any, int]:
    """Seal one batch anew; return where the next one begins (None: no next) and how many."""
    rows, keys = sealed.rows, transaction.keys
    key, column = next(iter(rows.primary_key.columns)), rows.c[sealed.column]
    wanted = (
        select(*rows.columns)
        .where(column.is_not(None), _key_of(column) != keys.current.id)
        .order_by(key)
        .limit(size)
        .with_for_update(skip_locked=True)
    )
    if after is not None:
        wanted = wanted.where(key > after)
    if not transaction.finds(wanted, {}):
        return None, 0
    connection = transaction.write()
    found = connection.execute(wanted).all()
    changed = 0
    for row in found:
        old, uid = getattr(row, sealed.column), getattr(row, sealed.uid)
        try:
            plain = keys.open(sealed.place, uid, old)
        except Unreadable:
            _log.error("rotation.unreadable", extra={"place": sealed.place, "uid": uid})
            continue
        values = {sealed.column: keys.seal(sealed.place, uid, plain)}
        if sealed.index and sealed.reindex:
            values[sealed.index] = sealed.reindex(keys, plain, row)
        result = connection.execute(
            update(rows).where(key == getattr(row, key.name), column == old).values(values)
        )
        changed += result.rowcount
    last = getattr(found[-1], key.name) if len(found) == size else None
    return last, changed


def _count_left(transaction: Transaction, done: Progress) -> None:
    connection, keys = transaction.write(), transaction.keys
    known = [bytes.fromhex(id) for id in keys.ids]
    for sealed in SEALED:
        column = sealed.rows.c[sealed.column]
        # Asked within: PostgreSQL does not see that two calls with bound numbers are the same.
        used = select(_key_of(column).label("key")).where(column.is_not(None)).subquery()
        counted = select(used.c.key, func.count()).where(used.c.key != keys.current.id)
        for key, count in connection.execute(counted.group_by(used.c.key)):
            if bytes(key) in known:
                done.left += count
            else:
                done.unreadable += count
    since = connection.execute(
        select(KnownKeyRow.first_used_at).where(KnownKeyRow.key_id == keys.ids[0])
    ).scalar_one_or_none()
    if since is not None and len(keys.ids) > 1:
        done.open_invites = connection.execute(
            select(func.count()).where(
                InviteRow.used_at.is_(None),
                InviteRow.cancelled_at.is_(None),
                InviteRow.expires_at > transaction.now(),
                InviteRow.made_at < since,
            )
        ).scalar_one()


def _forget_old_keys(transaction: Transaction) -> None:
    transaction.write().execute(
        delete(KnownKeyRow).where(KnownKeyRow.key_id != transaction.keys.ids[0])
    )


def _key_of(column: Any) -> Any:
    return func.substr(column, 1, _KEY_ID)
