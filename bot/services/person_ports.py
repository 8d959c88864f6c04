"""What is kept for one young person, and how they are reached outside a turn of theirs."""

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

    def last_heard(self, conversation: ConversationId) -> datetime | None:
        """Return when the person last wrote or pressed something, None when never."""
        ...

    def web_of(self, conversation: ConversationId) -> str | None:
        """Return the outside id of the person's web address, made now when there was none."""
        ...


class Records(Protocol):
    """What is kept for a person by name, each a JSON value: a plan, answers. Sealed at rest."""

    def of(self, conversation: ConversationId) -> dict[str, Any]:
        """Return everything kept for a person, by name."""
        ...

    def keep(self, conversation: ConversationId, name: str, value: Any) -> None:
        """Keep a value under a name of at most 64 characters; None forgets it."""
        ...
