"""Where single messages are kept that belong to nobody: sealed, scrubbed, for 30 days."""

from datetime import datetime
from typing import Protocol


class KeepsMessages(Protocol):
    """A place for messages without who wrote them."""

    def keep(self, text: str, at: datetime) -> None:
        """Keep a message; it is scrubbed first."""
        ...
