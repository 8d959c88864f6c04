"""Taking in one message: every channel comes through here before it acknowledges anything."""

from dataclasses import replace

from bot.domain.messages import MAX_TEXT, Inbound, InboundKind
from bot.domain.redact import mask_identity_codes
from bot.services.ports import UnitOfWork

_WORDS = (InboundKind.TEXT, InboundKind.EDITED)


def receive(work: UnitOfWork, inbound: Inbound) -> int | None:
    """Put a message into the inbox of this unit of work; the caller commits, then acknowledges.

    Identity codes are masked here, so they are never stored. A text over the limit is not stored
    either: the row says only that it was too long, and the person is told kindly.

    Returns:
        The inbox id, or None when the message has been taken before.
    """
    if inbound.kind in _WORDS:
        inbound = _harmless(inbound)
    return work.inbox.add(inbound)


def _harmless(inbound: Inbound) -> Inbound:
    if len(inbound.text) > MAX_TEXT:
        return replace(inbound, kind=InboundKind.TOO_LONG, text="")
    text, masked = mask_identity_codes(inbound.text)
    return replace(inbound, text=text, masked=masked)
