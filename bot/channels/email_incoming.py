"""Mail that comes to our own address: bounces are noted, answers are refused politely.

The mail server pipes each message into ``rinnalla email receive``. Nothing of it is kept: a
worker's answer by mail may hold a young person's name.
"""

import re
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage, Message
from email.utils import parseaddr

MOST_BYTES = 1_000_000
_OURS = re.compile(r"<([0-9a-f]{32})\.rinnalla@")
_GONE = re.compile(r"^5\.", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Bounced:
    """A mail of ours could not be delivered. ``notice`` is the id in the mail that bounced."""

    notice: str
    address: str
    forever: bool


@dataclass(frozen=True, slots=True)
class Answered:
    """Somebody answered by mail; they are told where to answer instead."""

    sender: str
    message_id: str | None


Incoming = Bounced | Answered | None
"""None: a machine wrote it, and a machine is not answered (RFC 3834)."""


def read_incoming(raw: bytes) -> Incoming:
    """Return what a message is. Its words are never looked at."""
    message = message_from_bytes(raw[:MOST_BYTES], policy=policy.default)
    if message.get_content_type() == "multipart/report":
        return _bounce(message, raw)
    if _is_automatic(message):
        return None
    sender = parseaddr(str(message.get("Reply-To") or message.get("From") or ""))[1]
    if "@" not in sender:
        return None
    return Answered(sender, message.get("Message-ID"))


def _bounce(message: Message, raw: bytes) -> Incoming:
    ours = _OURS.search(raw.decode("ascii", "replace"))
    for part in message.walk():
        if part.get_content_type() != "message/delivery-status" or ours is None:
            continue
        for block in part.get_payload():
            if not isinstance(block, Message) or "Final-Recipient" not in block:
                continue
            address = str(block["Final-Recipient"]).partition(";")[2].strip()
            failed = str(block.get("Action", "")).strip().lower() == "failed"
            forever = failed and bool(_GONE.search(str(block.get("Status", "")).strip()))
            return Bounced(ours[1], address, forever)
    return None


def _is_automatic(message: EmailMessage | Message) -> bool:
    automatic = str(message.get("Auto-Submitted", "no")).lower() != "no"
    bulk = str(message.get("Precedence", "")).lower() in {"bulk", "junk", "list"}
    from_nobody = str(message.get("Return-Path", "x")).strip() in {"<>", ""}
    return automatic or bulk or from_nobody or "List-Id" in message
