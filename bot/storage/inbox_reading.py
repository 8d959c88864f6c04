"""A claimed inbox row, opened: what cannot be read is left out, and the claim says so.

A bad row must stop neither other people nor its own person. What nobody can ever read again begins
anew: what is remembered of a person, their dialogue. Of a message that cannot be read, or where
another secret may open what is kept, they are told in fixed words that it did not work; nothing
is written over (``ClaimedTurn.broken``).
"""

import logging
from collections.abc import Callable
from dataclasses import replace
from typing import Any, TypeVar

from sqlalchemy import Row

from bot.domain.errors import UnknownKey
from bot.domain.messages import ConversationId, Inbound, InboundKind, Person
from bot.services.delivery_ports import ClaimedTurn
from bot.storage.addresses import unseal_address
from bot.storage.crypto import Keyring
from bot.storage.rows import is_known, unpack_inbound, unpack_person

_log = logging.getLogger(__name__)

Part = TypeVar("Part")


def read_claim(keys: Keyring, row: Row[*tuple[Any, ...]], lease: str) -> ClaimedTurn:
    """Return the claim of a row.

    Raises:
        Exception: nobody can say where its answer goes.
    """
    conversation = ConversationId(row.conversation)
    address = unseal_address(keys, row.address_uid, row.channel, row.bot, row.external_enc)
    unread: dict[str, Exception] = {}

    def part(name: str, read: Callable[[], Part], instead: Part) -> Part:
        try:
            return read()
        except Exception as error:  # whatever is wrong with it, the others go on
            unread[name] = error
            return instead

    def inbound() -> Inbound:
        body = keys.open("inbox.body", row.uid, row.body_enc)
        return unpack_inbound(body, address, row.kind, row.said_at)

    def person() -> Person:
        known = keys.open("conversation.person", conversation, row.person_enc)
        return unpack_person(known, conversation)

    def tracker() -> str | None:
        sealed = row.tracker_enc
        return keys.open("conversation.tracker", conversation, sealed) if sealed else None

    claim = ClaimedTurn(
        inbox_id=row.id,
        lease=lease,
        inbound=part("body", inbound, Inbound(address, "", InboundKind.TEXT, "", row.said_at)),
        person=part("person", person, Person(conversation)),
        tracker=part("tracker", tracker, None),
        attempts=row.attempts + 1,
        worker=row.worker,
        addresses=row.addresses,
    )
    if unread:  # an error's text says less than the id does
        _log.error("inbox_row_unreadable", extra={"inbox_id": row.id, "what": ",".join(unread)})
    may_open = any(isinstance(error, UnknownKey) for error in unread.values())
    # The words of a kind that only a newer version knows are heard for danger all the same.
    return replace(claim, broken="body" in unread or may_open or not is_known(row.kind))
