"""Taking a message in and reading a talk: the only places where the web touches storage.

Synchronous, one unit of work each; the endpoints call them in a worker thread.
"""

import re
from dataclasses import dataclass
from typing import Literal

from bot.channels.web.refusals import unreadable
from bot.channels.web.sessions import Token, address_of, begin_session, token_hash, whose
from bot.domain.messages import Address, Button, Inbound, InboundKind, Language
from bot.services.delivery_ports import StoredReply
from bot.services.handoffs import talking_with
from bot.services.ports import Clock, Storage, UnitOfWork
from bot.services.receive import receive

_MESSAGE_ID = re.compile(r"[A-Za-z0-9_-]{8,64}")
_NOT_DIALLED = re.compile(r"[^0-9+]")
_PAGE = 200

COMMANDS = frozenset({"start", "sos"})
"""Commands that the widget's own buttons send; others are not for the web."""


@dataclass(frozen=True, slots=True)
class Sent:
    """One thing a person sent from the widget or the form page.

    Args:
        message_id: Made by the page; a repeat with the same id is not taken twice.
        kind: Words, a pressed button's token, or a command.
        of: The cursor of the message that the pressed button stood under.
    """

    message_id: str
    kind: Literal["text", "button", "command"]
    text: str
    language: Language
    of: int = 0

    def __post_init__(self) -> None:
        if not is_message_id(self.message_id) or not self.text.strip():
            raise unreadable()


@dataclass(frozen=True, slots=True)
class Talk:
    """The talks of the web over a storage."""

    storage: Storage
    clock: Clock

    def open(self, token: str) -> None:
        """Begin the conversation of a token that was just made or encrypted by us."""
        with self.storage.begin() as work:
            if work.sessions.touch(token_hash(token), self.clock.now()) is None:
                begin_session(work, self.clock, token)
            work.commit()

    def take(self, token: Token, sent: Sent) -> Address:
        """Put a message into the inbox; when this returns it is committed.

        Raises:
            Refused: the token opens nothing.
            StorageUnavailable: nothing was kept.
        """
        with self.storage.begin() as work:
            external = whose(work, self.clock, token)
            receive(work, self._inbound(work, external, sent))
            work.commit()
            return address_of(external)

    def find(self, token: Token) -> Address:
        """Return the address of a token and note that it is in use.

        Raises:
            Refused: the token opens nothing.
        """
        with self.storage.begin() as work:
            address = address_of(whose(work, self.clock, token))
            work.commit()
            return address

    def read(self, token: Token, after: int) -> list[StoredReply]:
        """Return at most 200 lines behind a cursor.

        Raises:
            Refused: the token opens nothing (any more): quick exit ends open questions too.
        """
        with self.storage.begin() as work:
            address = address_of(whose(work, self.clock, token))
            lines = work.conversations.history(address, after, _PAGE)
            work.commit()
            return lines

    def with_whom(self, token: Token) -> str | None:
        """Return the name of the worker whom the person talks with now; None: the assistant.

        Raises:
            Refused: the token opens nothing.
        """
        with self.storage.begin() as work:
            address = address_of(whose(work, self.clock, token))
            conversation = work.conversations.whose(address)
            if conversation is None:
                return None
            return talking_with(work, conversation, self.clock.now())

    def read_all(self, token: Token) -> list[StoredReply]:
        """Return the whole talk."""
        lines: list[StoredReply] = []
        while page := self.read(token, lines[-1].cursor if lines else 0):
            lines.extend(page)
            if len(page) < _PAGE:
                break
        return lines

    def _inbound(self, work: UnitOfWork, external: str, sent: Sent) -> Inbound:
        address = address_of(external)
        label = None
        if sent.kind == "button":
            label = _label(work, address, sent)
        return Inbound(
            address=address,
            update_id=f"{external}:{sent.message_id}",
            kind=InboundKind(sent.kind),
            text=sent.text,
            at=self.clock.now(),
            language_hint=sent.language,
            label=label,
        )


def _label(work: UnitOfWork, address: Address, sent: Sent) -> str | None:
    """Return what stood on the button, as we wrote it: a page is not asked what it showed."""
    lines = work.conversations.history(address, sent.of - 1, 1) if sent.of > 0 else []
    buttons = [button for line in lines if line.said_by == "bot" for button in line.reply.buttons]
    return next((one.label for one in buttons if one.value == sent.text), None)


def is_message_id(text: str) -> bool:
    """Return whether a page of ours would make such an id."""
    return _MESSAGE_ID.fullmatch(text) is not None


def own_id(line: StoredReply) -> str | None:
    """Return the page's own id of a line of the person: without the session before it."""
    return line.client_id.rpartition(":")[2] if line.client_id else None


def link_of(button: Button) -> str | None:
    """Return the address that a link button opens; None for reply buttons and unsafe values.

    Only https and telephone numbers: a changed content file must not become a script.
    """
    match button.kind:
        case "url":
            return button.value if button.value.startswith("https://") else None
        case "call":
            number = _NOT_DIALLED.sub("", button.value)
            return f"tel:{number}" if number else None
        case "reply":
            return None
