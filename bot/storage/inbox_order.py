"""Which message is answered next, and the statements of taking one in and finishing it.

What every message asks is built once (``transaction.py``).
"""

from functools import cache
from typing import Any

from sqlalchemy import Select, bindparam, exists, func, insert, select, update
from sqlalchemy.orm import aliased

from bot.storage.leases import is_free
from bot.storage.tables import AddressRow, ConversationRow, InboxRow, TurnRow
from bot.storage.tables_handoff import WorkerChatRow
from bot.storage.transaction import inserting


def _is_answered(inbox_id: Any) -> Any:
    return exists().where(TurnRow.inbox_id == inbox_id)


IS_HERE = select(InboxRow.id).where(
    InboxRow.channel == bindparam("channel"),
    InboxRow.bot == bindparam("bot"),
    InboxRow.update_index.in_(bindparam("updates", expanding=True)),
)
# Takes the conversation and its next cursor, unless the message is here already: whoever adds to
# a conversation takes it first (``lock_conversation``).
NEXT_CURSOR = (
    update(ConversationRow)
    .where(ConversationRow.uid == bindparam("conversation"), ~IS_HERE.exists())
    .values(cursor=ConversationRow.cursor + 1)
    .returning(ConversationRow.cursor)
)
ANSWERED = (
    update(InboxRow)
    .where(InboxRow.id == bindparam("row"), InboxRow.lease == bindparam("ours"))
    .where(InboxRow.finished_at.is_(None), ~_is_answered(bindparam("row")))
    .values(lease=None, lease_until=None)
    .returning(InboxRow.address_id)
)
TURN = insert(TurnRow)


@cache
def adding(dialect: str) -> Any:
    """Return what adds a message, unless it is here already."""
    return inserting(dialect, InboxRow).on_conflict_do_nothing().returning(InboxRow.id)


@cache
def first_to_answer(dialect: str) -> Select[*tuple[Any, ...]]:
    """Return what selects the oldest message that can be worked on."""
    earlier, theirs = aliased(InboxRow), aliased(AddressRow)
    worker = select(WorkerChatRow.worker).where(
        WorkerChatRow.conversation == InboxRow.conversation
    )
    addresses = select(func.count(theirs.id)).where(theirs.conversation == InboxRow.conversation)
    is_first = ~exists().where(
        earlier.conversation == InboxRow.conversation,
        earlier.finished_at.is_(None),
        earlier.id < InboxRow.id,
    )
    return (
        select(
            *(InboxRow.id, InboxRow.uid, InboxRow.kind, InboxRow.body_enc, InboxRow.said_at),
            *(InboxRow.attempts, InboxRow.conversation, InboxRow.channel, InboxRow.bot),
            *(AddressRow.uid.label("address_uid"), AddressRow.external_enc),
            *(ConversationRow.person_enc, ConversationRow.tracker_enc),
            worker.scalar_subquery().label("worker"),
            addresses.scalar_subquery().label("addresses"),
            _is_answered(InboxRow.id).label("answered"),
        )
        .join(AddressRow, AddressRow.id == InboxRow.address_id)
        .join(ConversationRow, ConversationRow.uid == InboxRow.conversation)
        .where(InboxRow.finished_at.is_(None), is_first)
        .where(is_free(dialect, InboxRow.lease, InboxRow.lease_until))
        .order_by(InboxRow.id)
        .limit(1)
        .with_for_update(skip_locked=True, of=InboxRow)
    )
