"""What is to be said to a person at a time of its own, as a Protocol and its value."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.domain.messages import ConversationId


@dataclass(frozen=True, slots=True)
class DueRow:
    """Something that has become due. ``uid`` is the source of what is said for it; ``about`` the
    id of what it is about, where a person may have several of its kind."""

    uid: str
    conversation: ConversationId
    kind: str
    at: datetime
    about: str = ""


class Due(Protocol):
    """What is to be said to a person at a time of its own: one of a kind a person, or one of a
    kind about each thing that they may have several of."""

    def put(self, conversation: ConversationId, kind: str, at: datetime, about: str = "") -> None:
        """Let something become due, in the place of an earlier one of its kind."""
        ...

    def drop(self, conversation: ConversationId, kind: str, about: str = "") -> None:
        """Take it back; nothing to take back is no error."""
        ...

    def take(
        self, now: datetime, limit: int = 50, kinds: Collection[str] | None = None
    ) -> list[DueRow]:
        """Take what is due out, oldest first: with the commit it is done for good.

        Args:
            now: The time.
            limit: At most so many.
            kinds: Only of these; others stay where they are.
        """
        ...
