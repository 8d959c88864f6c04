"""The crisis counts of one transaction in a dictionary."""

from dataclasses import dataclass

from bot.domain.crisis_counts import Tally
from tests.fake_rows import State


@dataclass(slots=True)
class MemoryCrisisCounts:
    """The ``CrisisCounts`` of one transaction."""

    state: State

    def add(self, tally: Tally) -> None:
        """Count one more."""
        self.state.crisis_counts[tally] = self.state.crisis_counts.get(tally, 0) + 1

    def since(self, month: str) -> dict[Tally, int]:
        """Return what was counted from a month on."""
        return {one: many for one, many in self.state.crisis_counts.items() if one.month >= month}

    def forget(self, before: str) -> int:
        """Delete the months before one."""
        old = [one for one in self.state.crisis_counts if one.month < before]
        for one in old:
            del self.state.crisis_counts[one]
        return len(old)
