"""Words to a young person outside a turn: the worker's answer, who answers now, "closed"."""

import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, bindparam, func, select, true

from bot.domain.errors import Unreadable
from bot.domain.linking import CONTACTS, RETURN_MAIL, RETURN_PHONE, InviteKind
from bot.domain.messages import Address, ConversationId, Lane, Person, Reply
from bot.services.person_ports import Reach, Said
from bot.storage.addresses import (
    add_place,
    change_conversation,
    lock_conversation,
    unseal_address,
)
from bot.storage.outbox import Answer, write_answer
from bot.storage.rows import unpack_person, unpack_reply
from bot.storage.sessions import in_use
from bot.storage.tables import AddressRow, ConversationRow, InboxRow, OutboxRow, RecordRow
from bot.storage.tables_people import InviteRow
from bot.storage.transaction import Transaction

BROWSER_OPEN = timedelta(minutes=3)
"""An open widget asks every few seconds, and its use is noted once a minute."""

PULLED = ("web", "rest", "terminal")
"""Channels whose people fetch their words: nobody has to push them."""


_PERSON = select(ConversationRow.person_enc).where(
    ConversationRow.uid == bindparam("conversation")
)


_SAID = (
    select(OutboxRow.uid, OutboxRow.body_enc, OutboxRow.created_at, OutboxRow.dedupe_key)
    .where(OutboxRow.conversation == bindparam("conversation"))
    .order_by(OutboxRow.cursor.desc())
    .limit(bindparam("most"))
)


class SqlTold:
    """The ``Told`` of one transaction."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def person(self, conversation: ConversationId) -> Person | None:
        """Return whom one speaks to, None when they are gone."""
        sealed = self._transaction.read().execute(_PERSON, {"conversation": conversation})
        found = sealed.scalar_one_or_none()
        if found is None:
            return None
        opened = self._transaction.keys.open("conversation.person", conversation, found)
        return unpack_person(opened, conversation)

    def tell(
        self,
        conversation: ConversationId,
        replies: Sequence[Reply],
        source: str,
        *,
        on_web: bool = False,
    ) -> bool:
        """Put replies where the person wrote last.

        Args:
            source: What they come from, unique among sources ("handoff:<id>:<n>").
            on_web: Where only the web shows them.
        """
        cursor = lock_conversation(self._transaction, conversation)
        connection = self._transaction.write()
        here = select(OutboxRow.id).where(OutboxRow.dedupe_key == f"{source}:1")
        if cursor is not None and on_web:
            self.web_of(conversation)
        place = self._place(conversation, on_web=on_web)
        if cursor is None or place is None or connection.execute(here).first() is not None:
            return False
        address_id, channel = place
        answer = Answer(
            conversation, address_id, channel, source, cursor, delivered=channel in PULLED
        )
        write_answer(self._transaction, answer, [(reply, Lane.NOTICE) for reply in replies])
        change_conversation(self._transaction, conversation, cursor=cursor + len(replies))
        return True

    def reach(self, conversation: ConversationId, at: datetime) -> Reach | None:
        """Return where the person is reached now; None when they are gone."""
        row = self._where_to(conversation, on_web=False)
        if row is None:
            return None
        codes = select(InviteRow.uid).where(
            InviteRow.kind == InviteKind.RETURN.value,
            InviteRow.conversation == conversation,
            InviteRow.cancelled_at.is_(None),
            InviteRow.expires_at > at,
        )
        has_code = self._transaction.read().execute(codes).first() is not None
        contacts = select(RecordRow.name).where(
            RecordRow.conversation == conversation, RecordRow.name.in_(CONTACTS)
        )
        left = set(self._transaction.read().execute(contacts).scalars())
        open_ = row.stopped_reason is None
        if row.channel == "web":
            open_ = in_use(self._transaction, conversation, at - BROWSER_OPEN)
        return Reach(row.channel, open_, has_code, RETURN_MAIL in left, RETURN_PHONE in left)

    def last_said(self, conversation: ConversationId, most: int) -> list[Said]:
        """Return what was said to the person last, the newest first."""
        keys = self._transaction.keys
        rows = self._transaction.read().execute(
            _SAID, {"conversation": conversation, "most": most}
        )
        said = []
        for row in rows:
            try:
                reply = unpack_reply(keys.open("outbox.body", row.uid, row.body_enc))
            except Unreadable:
                break  # what was said before it is not the last
            buttons = [one for one in reply.buttons if one.kind == "reply"]
            tokens = tuple(one.value for one in buttons)
            labels = tuple(one.label for one in buttons)
            source = row.dedupe_key.rpartition(":")[0]
            said.append(Said(reply.key, tokens, row.created_at, labels, source))
        return said

    def last_heard(self, conversation: ConversationId) -> datetime | None:
        """Return when the person last wrote or pressed something."""
        found = self._transaction.read().execute(
            select(func.max(InboxRow.said_at)).where(InboxRow.conversation == conversation)
        )
        last: datetime | None = found.scalar_one()
        return last

    def web_of(self, conversation: ConversationId) -> str | None:
        """Return the outside id of the person's web address, made now when there was none."""
        if lock_conversation(self._transaction, conversation) is None:
            return None
        row = self._where_to(conversation, on_web=True)
        if row is not None:
            keys = self._transaction.keys
            return unseal_address(keys, row.uid, row.channel, row.bot, row.external_enc).external
        external = secrets.token_urlsafe(16)
        add_place(self._transaction, Address("web", "widget", external), conversation)
        return external

    def _place(self, conversation: ConversationId, *, on_web: bool) -> tuple[int, str] | None:
        row = self._where_to(conversation, on_web=on_web)
        return (row.id, row.channel) if row is not None else None

    def _where_to(
        self, conversation: ConversationId, *, on_web: bool
    ) -> Row[*tuple[Any, ...]] | None:
        """Return the address that the person wrote from last and that can still be reached."""
        return (
            self._transaction.read()
            .execute(
                select(
                    *(AddressRow.id, AddressRow.uid, AddressRow.channel, AddressRow.bot),
                    *(AddressRow.external_enc, AddressRow.stopped_reason),
                )
                .outerjoin(InboxRow, InboxRow.address_id == AddressRow.id)
                .where(AddressRow.conversation == conversation)
                .where(AddressRow.channel == "web" if on_web else true())
                .order_by(
                    AddressRow.stopped_reason.is_not(None),
                    InboxRow.id.desc().nulls_last(),
                    AddressRow.id.desc(),
                )
                .limit(1)
            )
            .first()
        )
