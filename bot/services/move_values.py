"""What a move in an assessment works with: where a person is, and what an outcome looks at.

``moves`` makes the moves; callers take all of these from there.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from bot.domain.assessment import Definition, Given, Question
from bot.domain.assessment_state import State
from bot.domain.messages import Say
from bot.domain.results import Result


@dataclass(frozen=True, slots=True)
class Here:
    """Where a person is, now: the state, what is kept for them, and the day."""

    state: State
    records: Mapping[str, Any]
    today: date

    def with_state(self, state: State) -> "Here":
        """Return the same place in another state."""
        return replace(self, state=state)


@dataclass(frozen=True, slots=True)
class Run:
    """What an outcome looks at: answers on the way, and results kept from earlier times."""

    definition: Definition
    answers: Mapping[str, Given]
    today: date
    kept: Sequence[Mapping[str, Any]] = ()
    question: Question | None = None  # before which it is said; None at the end
    told: Sequence[str] = ()  # questions whose outcome before them was said of these answers
    retold: bool = False  # it was said at its time, and is asked for again


@dataclass(frozen=True, slots=True)
class Told:
    """What an outcome came to."""

    says: tuple[Say, ...] = ()
    result: Result | None = None


Outcome = Callable[[Run], Told]


@dataclass(frozen=True, slots=True)
class Move:
    """What a message came to. ``active``: a question waits for an answer."""

    says: tuple[Say, ...]
    records: Mapping[str, Any]
    active: bool
