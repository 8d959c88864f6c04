"""Both sides of a talk, as its person reads them."""

import logging
from collections.abc import Iterable
from functools import cache
from typing import Any

from sqlalchemy import BindParameter, Select, bindparam, literal, select, union_all

from bot.domain.messages import Address, InboundKind, Reply
from bot.services.delivery_ports import StoredReply
from bot.storage.addresses import HERE
from bot.storage.crypto import Keyring
from bot.storage.rows import unpack_inbound, unpack_reply
from bot.storage.tables import AddressRow, InboxRow, OutboxRow

_log = logging.getLogger(__name__)


@cache
def talk() -> Select[*tuple[Any, ...]]:
    """Return what selects both sides of the talk of an address ``after`` a cursor.

    One statement, one moment: with two, an answer could be seen before its question, and the
    question, behind the cursor by then, never.
    """
    whose = select(AddressRow.conversation).where(*HERE).scalar_subquery()
    after: BindParameter[int] = bindparam("after")
    words = select(
        *(InboxRow.cursor, InboxRow.uid, InboxRow.body_enc, InboxRow.said_at.label("at")),
        *(InboxRow.kind.label("kind"), literal("person").label("said_by")),
    ).where(InboxRow.conversation == whose, InboxRow.shown.is_(True), InboxRow.cursor > after)
    replies = select(
        *(OutboxRow.cursor, OutboxRow.uid, OutboxRow.body_enc, OutboxRow.created_at),
        *(literal(""), literal("bot")),
    ).where(OutboxRow.conversation == whose, OutboxRow.cursor > after)
    both = union_all(words, replies).subquery()
    return select(both).order_by(both.c.cursor).limit(bindparam("most"))


def lines_of(keys: Keyring, address: Address, rows: Iterable[Any]) -> list[StoredReply]:
    """Return what rows of ``talk`` say; one that cannot be read is left out, and the log names it.

    The person must be able to read the others.
    """
    found = []
    for row in rows:
        try:
            found.append(_line(keys, address, row))
        except Exception:
            _log.error("talk_row_unreadable", extra={"uid": row.uid})
    return found


def _line(keys: Keyring, address: Address, row: Any) -> StoredReply:
    if row.said_by == "bot":
        reply = unpack_reply(keys.open("outbox.body", row.uid, row.body_enc))
        return StoredReply(row.cursor, reply, "bot", row.at)
    body = keys.open("inbox.body", row.uid, row.body_enc)
    inbound = unpack_inbound(body, address, row.kind, row.at)
    is_button = inbound.kind is InboundKind.BUTTON
    text = (inbound.label or "") if is_button else inbound.text
    return StoredReply(row.cursor, Reply(text), "person", row.at, inbound.update_id)
