"""Where people are reached: from an address to its row and its conversation."""

from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy import bindparam, delete, insert, select, update

from bot.domain.messages import Address, ChannelName, ConversationId, Person
from bot.storage.crypto import Keyring
from bot.storage.rows import new_uid, pack_person
from bot.storage.tables import AddressRow, ConversationRow
from bot.storage.transaction import Transaction

HERE = (
    AddressRow.channel == bindparam("channel"),
    AddressRow.bot == bindparam("bot"),
    AddressRow.external_index.in_(bindparam("externals", expanding=True)),
)
"""The condition of the row of an address. Statements with it are executed with ``whereabouts``."""

_PLACE = select(AddressRow.id, AddressRow.conversation).where(*HERE)
_LOCKED = (
    select(ConversationRow.cursor)
    .where(ConversationRow.uid == bindparam("conversation"))
    .with_for_update()
)
_CHANGE = update(ConversationRow).where(ConversationRow.uid == bindparam("conversation"))


@dataclass(frozen=True, slots=True)
class Place:
    """The row of an address."""

    id: int
    conversation: ConversationId


def whereabouts(transaction: Transaction, address: Address) -> dict[str, Any]:
    """Return the parameters of ``HERE``."""
    indexes = transaction.keys.indexes("address.external", *_parts(address))
    return {"channel": address.channel, "bot": address.bot, "externals": indexes}


def find_place(transaction: Transaction, address: Address) -> Place | None:
    """Return the row of an address, or None when nobody has written from there."""
    found = transaction.read().execute(_PLACE, whereabouts(transaction, address)).first()
    return Place(found.id, ConversationId(found.conversation)) if found else None


def add_place(
    transaction: Transaction, address: Address, conversation: ConversationId
) -> int | None:
    """Make the row of an address; None when somebody has written from there already."""
    uid, keys = new_uid(), transaction.keys
    return (
        transaction.write()
        .execute(
            transaction.insert(AddressRow)
            .values(
                uid=uid,
                conversation=conversation,
                channel=address.channel,
                bot=address.bot,
                external_index=keys.index("address.external", *_parts(address)),
                external_enc=keys.seal("address.external", uid, address.external),
                created_at=transaction.now(),
            )
            .on_conflict_do_nothing()
            .returning(AddressRow.id)
        )
        .scalar_one_or_none()
    )


def find_or_make_place(transaction: Transaction, address: Address) -> Place:
    """Return the row of an address, with a new conversation for a new one."""
    while (place := find_place(transaction, address)) is None:
        conversation = make_conversation(transaction)
        added = add_place(transaction, address, conversation)
        if added is not None:
            return Place(added, conversation)
        # Two first messages at once: the other one's conversation stands, find it.
        transaction.write().execute(
            delete(ConversationRow).where(ConversationRow.uid == conversation)
        )
    return place


def make_conversation(transaction: Transaction) -> ConversationId:
    """Make a conversation with a person of whom nothing is known."""
    conversation = ConversationId(new_uid())
    person = pack_person(Person(conversation))
    transaction.write().execute(
        insert(ConversationRow).values(
            uid=conversation,
            person_enc=transaction.keys.seal("conversation.person", conversation, person),
            cursor=0,
            created_at=transaction.now(),
            used_at=transaction.now(),
        )
    )
    return conversation


def lock_conversation(transaction: Transaction, conversation: ConversationId) -> int | None:
    """Take a conversation until the end of the transaction; return its cursor, None when erased.

    Whoever adds to a conversation takes it first: so the order of ids and cursors is the order in
    which they become visible, which claims and pullers lean on. Taking it before any other row of
    the person also keeps two transactions from waiting for each other.
    """
    locked = transaction.write().execute(_LOCKED, {"conversation": conversation})
    return locked.scalar_one_or_none()


def change_conversation(
    transaction: Transaction, conversation: ConversationId, **values: Any
) -> None:
    """Write columns of a conversation that has been taken (``lock_conversation``)."""
    transaction.write().execute(_CHANGE, {"conversation": conversation, **values})


def stop_place(transaction: Transaction, place: Place, reason: str | None) -> None:
    """Note that an address cannot be reached, or (None) can be again."""
    lock_conversation(transaction, place.conversation)
    transaction.write().execute(
        update(AddressRow)
        # Telegram says "can be reached" with every message: mostly there is nothing to write.
        .where(AddressRow.id == place.id, AddressRow.stopped_reason.is_distinct_from(reason))
        .values(stopped_reason=reason)
    )


def unseal_address(keys: Keyring, uid: str, channel: str, bot: str, sealed: bytes) -> Address:
    """Return the address of a row.

    Raises:
        Unreadable: its key is not among ours.
    """
    external = keys.open("address.external", uid, sealed)
    return Address(cast(ChannelName, channel), bot, external)


def _parts(address: Address) -> tuple[str, str, str]:
    return (address.channel, address.bot, address.external)
