"""Buttons as stateless signed tokens of at most 64 bytes (Telegram's limit; promises F21).

A token says what pressing means and is bound to one conversation, so another person's button, a
changed one or a made-up one is refused. Acts that give consent or send something will also be
one-use rows; these tokens alone may be pressed any number of times.
"""

import hashlib
import hmac
import re
from base64 import urlsafe_b64encode
from dataclasses import dataclass

from bot.domain.messages import ConversationId

MAX_BYTES = 64
_MAC_BYTES = 12  # 96 bits: nobody guesses it in a chat that is rate limited

_SHAPE = re.compile(r"[a-z]+:[A-Za-z0-9_.:-]*~[A-Za-z0-9_-]{16}")


def looks_like_token(text: str) -> bool:
    """Return whether a text has the shape of a token (it may still be refused)."""
    return _SHAPE.fullmatch(text) is not None


def action_told(text: str) -> str | None:
    """Return the action that a token tells of, unproved: nobody knows yet whose it is."""
    return text.rpartition("~")[0] if looks_like_token(text) else None


@dataclass(frozen=True, slots=True)
class ButtonSigner:
    """Signs and reads button tokens with one key."""

    key: bytes

    def sign(self, conversation: ConversationId, action: str) -> str:
        """Return the token of an action ("topic:scam") in a conversation.

        Raises:
            ValueError: the action is too long for a button, or would not be known for one where
                words and presses come in by the same door (a programming error).
        """
        token = f"{action}~{self._mac(conversation, action)}"
        if len(token.encode()) > MAX_BYTES or not looks_like_token(token):
            raise ValueError(f"{action!r} does not fit into a button")
        return token

    def read(self, conversation: ConversationId, token: str) -> str | None:
        """Return the action of a token, or None when it is not ours for this conversation."""
        action, _, mac = token.rpartition("~")
        # Half a surrogate pair is no text, but JSON can carry one: it must not break the turn.
        given = mac.encode(errors="surrogatepass")
        good = hmac.compare_digest(given, self._mac(conversation, action).encode())
        return action if action and good else None

    def _mac(self, conversation: ConversationId, action: str) -> str:
        message = f"{conversation}\n{action}".encode(errors="surrogatepass")
        digest = hmac.new(self.key, message, hashlib.sha256).digest()[:_MAC_BYTES]
        return urlsafe_b64encode(digest).decode()
