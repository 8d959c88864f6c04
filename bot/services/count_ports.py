"""Numbers of a month that belong to nobody."""

from typing import Protocol

from bot.domain.crisis_counts import Tally


class CrisisCounts(Protocol):
    """How often danger was heard, by month. There is no person in it to erase."""

    def add(self, tally: Tally) -> None:
        """Count one more."""
        ...

    def since(self, month: str) -> dict[Tally, int]:
        """Return what was counted from a month on ("2026-11")."""
        ...

    def forget(self, before: str) -> int:
        """Delete the months before one; return how many numbers went."""
        ...
