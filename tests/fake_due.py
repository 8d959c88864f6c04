"""What becomes due, and words outside a turn, in the fake storage (see ``tests/fakes.py``)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from bot.domain.messages import ConversationId
from bot.services.due_ports import DueRow
from tests.fake_rows import State

PULLED = ("web", "rest", "terminal")


@dataclass(slots=True)
class MemoryDue:
    """The due rows of one transaction."""

    state: State

    def put(self, conversation: ConversationId, kind: str, at: datetime, about: str = "") -> None:
        """Keep one of a kind."""
        self.state.due[conversation, kind, about] = (f"due-{self.state.next_id()}", at)

    def drop(self, conversation: ConversationId, kind: str, about: str = "") -> None:
        """Take it back."""
        self.state.due.pop((conversation, kind, about), None)

    def take(
        self, now: datetime, limit: int = 50, kinds: Collection[str] | None = None
    ) -> list[DueRow]:
        """Take what is due out."""
        rows = sorted(self.state.due.items(), key=lambda row: row[1][1])
        due = [
            DueRow(uid, who, kind, at, about)
            for (who, kind, about), (uid, at) in rows
            if at <= now
        ]
        due = [row for row in due if kinds is None or row.kind in kinds][:limit]
        for row in due:
            del self.state.due[row.conversation, row.kind, row.about]
        return due
