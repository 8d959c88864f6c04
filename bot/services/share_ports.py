"""What sharing needs from the database and from who is whose worker, as Protocols."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Protocol

from bot.domain.consent import Event, ShareId, Standing, Terms
from bot.domain.messages import ConversationId

if TYPE_CHECKING:
    from bot.services.handoff_ports import HandoffWork

Whose = Callable[["HandoffWork", ConversationId, datetime], Standing]
"""Says whose a young person is at a moment: the own worker, and who stands in for them."""


def shown_source(id: ShareId) -> str:
    """Return how the sources of what a worker is shown of a share in their own chat begin."""
    return f"share:{id}:w"


@dataclass(frozen=True, slots=True)
class Offer:
    """A preview with its button: what would be shown, to whom and how long.

    Attributes:
        what: The assessment whose result it is.
        worker_name: As the young person saw it when they agreed.
        body: Exactly what is shown; None once the share has ended.
        used_at: When its button was pressed, either way; None: not yet.
    """

    id: ShareId
    conversation: ConversationId
    what: str
    worker_name: str
    terms: Terms
    offered_at: datetime
    used_at: datetime | None = None
    body: Mapping[str, Any] | None = None


class Shares(Protocol):
    """Offers, and the ledger of what came of them. Everything but ids and times is sealed."""

    def offer(self, offer: Offer) -> None:
        """Keep an offer; others of the same result that nobody has used are forgotten."""
        ...

    def use(self, id: ShareId, conversation: ConversationId, at: datetime) -> bool:
        """Use an offer up; False when it is not this person's or was used before."""
        ...

    def find(self, id: ShareId) -> Offer | None:
        """Return an offer by its id."""
        ...

    def of(self, conversation: ConversationId) -> list[Offer]:
        """Return a young person's offers, oldest first, without their bodies."""
        ...

    def ledger(self, conversation: ConversationId) -> list[Event]:
        """Return what has happened, in order."""
        ...

    def note(self, conversation: ConversationId, events: Sequence[Event]) -> None:
        """Write lines behind the ledger. Nothing in it is ever changed."""
        ...

    def empty(self, id: ShareId) -> None:
        """Forget what was shown; the lines about it stay.

        What a worker has been shown of it in their own chat is forgotten here too, and what has
        not gone out yet does not go.
        """
        ...

    def shown_now(self, at: datetime) -> list[ConversationId]:
        """Return the young people who have agreed to something that has not run out."""
        ...

    def forget_ended(self, at: datetime) -> int:
        """Empty what has run out, and offers that nobody used; return how many."""
        ...
