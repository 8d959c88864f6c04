"""The address of a form page after a post: it opens the conversation for a while.

Without JavaScript the token lives in a hidden field, and after POST, redirect, GET only the
address can carry it. So the address holds the token encrypted and for a short time; quick exit
ends the session and with it every such address in the browser's history.
"""

import os
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from datetime import timedelta

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from bot.services.ports import Clock

_PURPOSE = b"rinnalla web form ticket 1"
_NONCE = 12


@dataclass(frozen=True, slots=True)
class Ticket:
    """What a form page's address says.

    Args:
        token: The session's token.
        seen: The last cursor before the post: the page waits a moment for what comes after it.
        written: When it was written, in seconds; 0 while it is being written.
    """

    token: str
    seen: int
    written: int = 0


@dataclass(frozen=True, slots=True)
class Tickets:
    """Writes and reads tickets."""

    key: bytes
    life: timedelta
    clock: Clock

    def write(self, ticket: Ticket) -> str:
        """Return a ticket for an address."""
        until = int((self.clock.now() + self.life).timestamp())
        nonce = os.urandom(_NONCE)
        plain = f"{until} {ticket.seen} {ticket.token}".encode()
        return urlsafe_b64encode(nonce + AESGCM(self.key).encrypt(nonce, plain, _PURPOSE)).decode()

    def read(self, text: str, late: timedelta = timedelta()) -> Ticket | None:
        """Return the ticket, or None when it is old, changed or made up.

        Args:
            text: What stands in the address.
            late: How long after its time it still counts.
        """
        try:
            raw = urlsafe_b64decode(text.encode("ascii"))
            plain = AESGCM(self.key).decrypt(raw[:_NONCE], raw[_NONCE:], _PURPOSE).decode()
        except (ValueError, InvalidTag):
            return None
        until, seen, token = plain.split(" ", 2)
        if int(until) + late.total_seconds() < self.clock.now().timestamp():
            return None
        return Ticket(token, int(seen), int(until) - int(self.life.total_seconds()))
