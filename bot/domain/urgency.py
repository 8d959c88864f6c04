"""Words of a message to a worker that ask for more than waiting: no food, nowhere to sleep.

A flag never keeps a message back and decides nothing about the person. It is shown to the worker
with the time the words came, and the round-the-clock service is shown before they are stored.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from bot.domain.safety_letters import fold


@dataclass(frozen=True, slots=True)
class Flag:
    """One meaning. ``urgent``: it cannot wait for office hours."""

    id: str
    urgent: bool
    patterns: tuple[re.Pattern[str], ...]


@dataclass(frozen=True, slots=True)
class Flags:
    """What the words of a message may mean."""

    found: frozenset[str] = frozenset()
    urgent: bool = False


class Urgency:
    """Finds flags. Every language is looked for at once: people switch."""

    def __init__(self, flags: tuple[Flag, ...]) -> None:
        self._flags = flags

    @property
    def flags(self) -> Mapping[str, Flag]:
        """The flags by id."""
        return {flag.id: flag for flag in self._flags}

    def look(self, text: str) -> Flags:
        """Return the flags of a text; case and accents do not matter."""
        plain = " ".join(fold(text).split())
        hit = [
            flag for flag in self._flags if any(pattern.search(plain) for pattern in flag.patterns)
        ]
        return Flags(frozenset(flag.id for flag in hit), any(flag.urgent for flag in hit))
