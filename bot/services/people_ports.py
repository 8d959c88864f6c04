"""What the use cases of people, lines and invites need of storage, as Protocols."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from bot.domain.linking import Invite, InviteKind
from bot.domain.messages import ConversationId
from bot.domain.opening_times import Slots
from bot.domain.staff import Absence, Assignment, Line, People, Unit, Worker, WorkerId


@dataclass(frozen=True, slots=True)
class LinkedLine:
    """A young person who has come to a worker or a unit.

    Attributes:
        label: What the worker calls them; never shown to the young person.
        confirmed_at: None: nobody has said yet that it is who the worker thinks.
    """

    conversation: ConversationId
    line: Line
    label: str
    linked_at: datetime
    confirmed_at: datetime | None
    invite: str | None = None


class PeopleStore(Protocol):
    """Units, workers, rosters and absences."""

    def everybody(self) -> People:
        """Return everybody as of now. Cheap to ask: kept until somebody changes something."""
        ...

    def save_unit(self, unit: Unit) -> None:
        """Write a unit, new or changed."""
        ...

    def save_worker(self, worker: Worker) -> None:
        """Write a worker, new or changed. Their roster is not touched."""
        ...

    def save_roster(self, worker: WorkerId, days: Mapping[date, Slots | None]) -> None:
        """Write days of a roster over what was there; None: the day is not confirmed any more."""
        ...

    def add_absence(self, absence: Absence, by: str) -> None:
        """Write an absence; one with the same id is replaced. ``by`` is who wrote it down."""
        ...

    def remove_absence(self, id: str) -> bool:
        """Forget an absence; False when there is none with this id."""
        ...


class PeopleWork(Protocol):
    """One transaction of whoever writes down who works here and when."""

    @property
    def people(self) -> PeopleStore:
        """Units, workers, rosters and absences."""
        ...


class Lines(Protocol):
    """Which young people have come to which workers."""

    def of(self, conversation: ConversationId) -> LinkedLine | None:
        """Return the line of a conversation, or None for somebody without a worker."""
        ...

    def of_worker(self, worker: WorkerId) -> list[LinkedLine]:
        """Return the lines a worker has an assignment in, past and coming ones too."""
        ...

    def save(self, linked: LinkedLine) -> None:
        """Write a line with all its assignments, new or changed."""
        ...

    def assign(self, conversation: ConversationId, assignment: Assignment) -> None:
        """Add an assignment to a line; one that begins at the same instant is replaced."""
        ...

    def confirm(self, conversation: ConversationId, at: datetime) -> None:
        """Note that the worker has recognised the young person."""
        ...

    def remove(self, conversation: ConversationId) -> None:
        """Forget a line; the talk itself stays."""
        ...


class Invites(Protocol):
    """One-use invites, found by hashes of their secrets."""

    def add(self, invite: Invite, token: str, code: str) -> None:
        """Keep an invite and the hashes of its token and of its short code."""
        ...

    def find(self, secret: str) -> Invite | None:
        """Return the invite of a token or a short code, whatever its state."""
        ...

    def get(self, id: str) -> Invite | None:
        """Return an invite by its id."""
        ...

    def of_conversation(self, conversation: ConversationId, kind: InviteKind) -> list[Invite]:
        """Return the codes of one kind that were made for a conversation and still open it."""
        ...

    def waiting(self) -> list[Invite]:
        """Return workers' invites that are open, unconfirmed or alarmed, newest first."""
        ...

    def use(self, id: str, conversation: ConversationId, at: datetime) -> bool:
        """Use an open invite; False when somebody was faster or it is not open any more."""
        ...

    def note(
        self,
        id: str,
        *,
        confirmed_at: datetime | None = None,
        cancelled_at: datetime | None = None,
        alarmed_at: datetime | None = None,
    ) -> None:
        """Write down what has happened to an invite; what is noted already stays as it was."""
        ...

    def tries(self, conversation: ConversationId, since: datetime) -> tuple[int, int]:
        """Return how many wrong codes came since then: of this conversation, of everybody."""
        ...

    def note_try(self, conversation: ConversationId, at: datetime) -> None:
        """Count a wrong code."""
        ...

    def forget(self, before: datetime) -> int:
        """Delete tries, and codes other than invites, that ended before then; return how many."""
        ...


class Joins(Protocol):
    """Which addresses are one person. Done in the commit of the turn that was asked for it."""

    def join(self, inbox_id: int, to: ConversationId, *, bring: bool) -> None:
        """Move the address of a finished turn, and the turn itself, to another conversation.

        Args:
            inbox_id: The turn that decided it.
            to: The conversation that stays.
            bring: What was said and kept on the moved address follows; else it is erased, unless
                other addresses still live there.

        Raises:
            LateTurn: the conversation that was to stay has been erased meanwhile.
        """
        ...

    def part(self, inbox_id: int) -> None:
        """Give the address of a finished turn a conversation of its own; the talk stays behind."""
        ...

    def start_anew(self, inbox_id: int) -> None:
        """Erase what was said and kept before a finished turn; the line stays."""
        ...
