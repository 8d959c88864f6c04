"""What people may see and undo: both sides of their talk, and forgetting it."""

from datetime import datetime, timedelta
from itertools import islice

from sqlalchemy import (
    ColumnElement,
    and_,
    delete,
    exists,
    or_,
    select,
    update,
)
from sqlalchemy.orm import aliased

from bot.domain.linking import InviteKind
from bot.domain.messages import Address, ChannelName, ConversationId
from bot.services.delivery_ports import StoredReply
from bot.storage.addresses import HERE, find_place, lock_conversation, whereabouts
from bot.storage.chats import ABOUT, ABOUT_TIME, forget_in_chats
from bot.storage.sessions import delete_expired, delete_sessions_of, not_in_use
from bot.storage.tables import AddressRow, ConversationRow, DueTable, InboxRow, OutboxRow
from bot.storage.tables_appointment import AppointmentRow
from bot.storage.tables_handoff import HandoffRow
from bot.storage.tables_people import InviteRow, LineRow
from bot.storage.tables_shares import ShareRow
from bot.storage.talk_lines import lines_of, talk
from bot.storage.transaction import Transaction

MOST_AT_ONCE = 200
"""Idle conversations erased in one call: on SQLite nobody else writes meanwhile."""


LONGEST_GOODBYE = timedelta(minutes=10)
"""How long an erasure waits for the last words to be delivered."""


_LAST_CURSOR = (
    select(ConversationRow.cursor)
    .join(AddressRow, AddressRow.conversation == ConversationRow.uid)
    .where(*HERE)
)


class SqlConversations:
    """The ``Conversations`` of one transaction."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def whose(self, address: Address) -> ConversationId | None:
        """Return the conversation of an address; None when nobody has written from there."""
        place = find_place(self._transaction, address)
        return place.conversation if place else None

    def history(self, address: Address, after: int, limit: int = 200) -> list[StoredReply]:
        """Return both sides of the conversation behind ``after`` in order, from every channel.

        The person's words are what they wrote and the labels of the buttons they pressed. What
        does not open is left out and named in the log: the rest can be read.
        """
        wanted = {**whereabouts(self._transaction, address), "after": after, "most": limit}
        rows = self._transaction.read().execute(talk(), wanted)
        return lines_of(self._transaction.keys, address, rows)

    def last_cursor(self, address: Address) -> int:
        """Return the cursor of what was said last; 0 for somebody new."""
        here = whereabouts(self._transaction, address)
        return self._transaction.read().execute(_LAST_CURSOR, here).scalar() or 0

    def erase(self, address: Address) -> None:
        """Forget the conversation of an address: messages, tracker, person, every address of it.

        The message that asked for it goes too: a turn in work cannot be finished any more
        (LateTurn). ``erase_soon`` lets it.
        """
        place = find_place(self._transaction, address)
        if place is not None:
            self._erase(place.conversation)

    def erase_soon(self, address: Address) -> None:
        """Ask for ``erase`` once the turn in work is finished and what waits is delivered."""
        place = find_place(self._transaction, address)
        if place is not None:
            self._transaction.write().execute(
                update(ConversationRow)
                .where(ConversationRow.uid == place.conversation)
                .where(ConversationRow.erase_asked_at.is_(None))
                .values(erase_asked_at=self._transaction.now())
            )

    def erase_due(self, at: datetime) -> int:
        """Erase what was asked to be erased and has nothing left, or was asked ten minutes ago.

        At most 200 a call, as ``forget_idle``.
        """
        unsent = exists().where(
            OutboxRow.conversation == ConversationRow.uid, OutboxRow.settled_at.is_(None)
        )
        due = (
            select(ConversationRow.uid)
            .where(ConversationRow.erase_asked_at.is_not(None))
            .where(
                or_(
                    ConversationRow.erase_asked_at <= at - LONGEST_GOODBYE,
                    and_(~unsent, ~_has_unanswered()),
                )
            )
            .order_by(ConversationRow.erase_asked_at)
            .limit(MOST_AT_ONCE)
        )
        found = self._transaction.read().execute(due).scalars().all()
        for uid in found:
            self._erase(ConversationId(uid))
        return len(found)

    def forget_idle(self, before: datetime, channel: ChannelName) -> int:
        """Erase conversations that live on one channel alone and that nobody has used since.

        At most 200 a call: call again, in another unit of work, until fewer are returned.
        Messages that are not answered yet keep their conversation, and so does what the person
        has agreed to be asked later or was told since.
        """
        delete_expired(self._transaction)
        if not self._left_behind(before, channel):  # looking makes nobody wait
            return 0
        self._transaction.write()
        forgotten = self._left_behind(before, channel)
        for conversation in forgotten:
            self._erase(conversation)
        return len(forgotten)

    def _left_behind(self, before: datetime, channel: ChannelName) -> list[ConversationId]:
        here, elsewhere = aliased(AddressRow), aliased(AddressRow)
        idle = (
            select(ConversationRow.uid)
            .where(ConversationRow.used_at < before)
            .where(
                exists().where(here.conversation == ConversationRow.uid, here.channel == channel)
            )
            .where(
                ~exists().where(
                    elsewhere.conversation == ConversationRow.uid, elsewhere.channel != channel
                )
            )
            .where(~_has_unanswered(), ~_is_waited_for(before))
            # Who has come to a worker is not anonymous any more: an answer may be on its way.
            .where(~exists().where(LineRow.conversation == ConversationRow.uid))
            .where(~_has_handoff(), ~_has_appointment())
            .where(~_can_return(self._transaction.now()))
            .order_by(ConversationRow.used_at)
        )
        found = [ConversationId(uid) for uid in self._transaction.read().execute(idle).scalars()]
        return list(islice(not_in_use(self._transaction, found, before), MOST_AT_ONCE))

    def _erase(self, conversation: ConversationId) -> None:
        if lock_conversation(self._transaction, conversation) is None:
            return
        delete_sessions_of(self._transaction, conversation)
        forget_in_chats(self._transaction, *self._sources(conversation))
        # Everything else of a person hangs on this row and goes with it.
        self._transaction.write().execute(
            delete(ConversationRow).where(ConversationRow.uid == conversation)
        )
        self._transaction.erased = True

    def _sources(self, conversation: ConversationId) -> list[str]:
        """Return how the sources begin of what stands in workers' chats about a person."""
        found: list[str] = []
        kinds = ((ABOUT, HandoffRow), (ABOUT_TIME, AppointmentRow), ("share", ShareRow))
        for kind, table in kinds:
            ids = select(table.uid).where(table.conversation == conversation)
            found += [f"{kind}:{id}:" for id in self._transaction.read().execute(ids).scalars()]
        return found


def _has_handoff() -> ColumnElement[bool]:
    """A message is on its way to a worker, or an answer to it: nobody forgets it meanwhile."""
    return exists().where(
        HandoffRow.conversation == ConversationRow.uid, HandoffRow.ended_at.is_(None)
    )


def _has_appointment() -> ColumnElement[bool]:
    """Somebody has a time, or waits for one: who cancels it must still be able to say so."""
    return exists().where(
        AppointmentRow.conversation == ConversationRow.uid, AppointmentRow.ended_at.is_(None)
    )


def _is_waited_for(since: datetime) -> ColumnElement[bool]:
    told = exists().where(
        OutboxRow.conversation == ConversationRow.uid, OutboxRow.created_at >= since
    )
    return or_(told, exists().where(DueTable.conversation == ConversationRow.uid))


def _can_return(now: datetime) -> ColumnElement[bool]:
    """Somebody has a code or a link that opens this talk: what it promises must be there."""
    return exists().where(
        InviteRow.conversation == ConversationRow.uid,
        InviteRow.kind.in_((InviteKind.RETURN.value, InviteKind.RETURN_LINK.value)),
        InviteRow.used_at.is_(None),
        InviteRow.cancelled_at.is_(None),
        InviteRow.expires_at > now,
    )


def _has_unanswered() -> ColumnElement[bool]:
    return exists().where(
        InboxRow.conversation == ConversationRow.uid, InboxRow.finished_at.is_(None)
    )
