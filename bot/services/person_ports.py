"""What is kept for one young person, how they are reached outside a turn, and what did not reach
them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from bot.domain.messages import ConversationId, Person, Reply


@dataclass(frozen=True, slots=True)
class Reach:
    """Where a young person is reached now.

    Args:
        channel: Where words to them go.
        open: They get them there: a chat that takes messages, a browser that is open or kept.
        code: They have a return code: they see what waits once they type it.
        mail: They have left an address for a notice.
        text: They have left a number for one.
    """

    channel: str
    open: bool
    code: bool = False
    mail: bool = False
    text: bool = False

    @property
    def notice(self) -> str | None:
        """Return by which channel a notice goes to them, or None when they left nothing."""
        return "email" if self.mail else "text" if self.text else None


@dataclass(frozen=True, slots=True)
class Said:
    """One thing that was said to a person: its key, the tokens of its buttons, and when.

    ``labels`` is what stood on the buttons, in the same order; ``source`` what it answered.
    """

    key: str
    tokens: tuple[str, ...]
    at: datetime
    labels: tuple[str, ...] = ()
    source: str = ""


@dataclass(frozen=True, slots=True)
class Unreached:
    """A worker's words that their channel gave up. ``handoff`` is the matter's id."""

    handoff: str
    conversation: ConversationId
    row: int
    reply: Reply
    at: datetime


class Told(Protocol):
    """Words to a young person outside a turn of theirs."""

    def person(self, conversation: ConversationId) -> Person | None:
        """Return whom one speaks to, None when they are gone."""
        ...

    def tell(
        self,
        conversation: ConversationId,
        replies: Sequence[Reply],
        source: str,
        *,
        on_web: bool = False,
    ) -> bool:
        """Put replies where the person wrote last; False when they are there already or nowhere
        to put them.

        Args:
            on_web: Where only the web shows them, whatever the person wrote from.
        """
        ...

    def reach(self, conversation: ConversationId, at: datetime) -> Reach | None:
        """Return where the person is reached now; None when they are gone."""
        ...

    def last_said(self, conversation: ConversationId, most: int) -> list[Said]:
        """Return what was said to the person last, in a turn or outside one, the newest first."""
        ...

    def last_heard(self, conversation: ConversationId) -> datetime | None:
        """Return when the person last wrote or pressed something, None when never."""
        ...

    def web_of(self, conversation: ConversationId) -> str | None:
        """Return the outside id of the person's web address, made now when there was none."""
        ...


class Undelivered(Protocol):
    """Workers' words that their channel gave up. Each is told to a worker once."""

    def unreached(self, limit: int = 50) -> list[Unreached]:
        """Return workers' words that were given up and that no worker has heard of yet."""
        ...

    def note_unreached(self, id: str, at: datetime) -> None:
        """Note that a worker is told of everything given up until then."""
        ...

    def unreached_at(self, id: str) -> datetime | None:
        """Return when an answer last reached nobody, or None."""
        ...


class Records(Protocol):
    """What is kept for a person by name, each a JSON value: a plan, answers. Sealed at rest."""

    def of(self, conversation: ConversationId) -> dict[str, Any]:
        """Return everything kept for a person, by name."""
        ...

    def keep(self, conversation: ConversationId, name: str, value: Any) -> None:
        """Keep a value under a name of at most 64 characters; None forgets it."""
        ...

    def forget_contacts(self, before: datetime) -> int:
        """Delete addresses and numbers of whom nothing has been open or to be told since then:
        no message, no appointment, no reminder."""
        ...
