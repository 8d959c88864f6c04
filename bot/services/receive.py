"""Taking in one message: every channel comes through here before it acknowledges anything."""

from dataclasses import replace

from bot.domain.messages import MAX_TEXT, Inbound, InboundKind
from bot.domain.redact import mask_identity_codes
from bot.domain.safety_folding import capped
from bot.services.ports import UnitOfWork

_WORDS = (InboundKind.TEXT, InboundKind.EDITED)


def receive(work: UnitOfWork, inbound: Inbound) -> int | None:
    """Put a message into the inbox of this unit of work; the caller commits, then acknowledges.

    Identity codes are masked here, so they are never stored. A text over the limit is not read as
    a message and not shown: the person is told kindly. What is read of it for danger waits for its
    turn, sealed like everything, and is dropped in the turn's commit: ``Inbox.finish``.

    Returns:
        The inbox id, or None when the message has been taken before.
    """
    if inbound.kind in _WORDS:
        inbound = _harmless(inbound)
    return work.inbox.add(inbound)


def _harmless(inbound: Inbound) -> Inbound:
    text, masked = mask_identity_codes(inbound.text)
    if len(inbound.text) > MAX_TEXT:
        return replace(inbound, kind=InboundKind.TOO_LONG, text=capped(text))
    return replace(inbound, text=text, masked=masked)


def harmless(text: str) -> str:
    """Return the words so that Rasa cannot take them for an intent of ours (promises F9).

    A leading slash, also full-width or behind invisible characters, would be one.
    """
    return text.lstrip("/\uff0f\u200b\u200c\u200d\u2060\ufeff \t\r\n") or "…"
