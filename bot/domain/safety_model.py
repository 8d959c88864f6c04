"""What the safety scanner asks of its learnt model: how a text sounds. It may only raise.

The arithmetic stands behind ``Ear``, so that this package needs no library.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.domain.safety_patterns import Category


@dataclass(frozen=True, slots=True)
class Loudness:
    """From which scores on something counts; set by false alarms on rows that were not fitted.

    Attributes:
        alone: Danger, whatever the words.
        among: Danger in a text that speaks of danger (``touched`` reaches ``speaks``).
        speaks: Danger is spoken of: meant, denied, over or in a song.
        now: Tier A.
        other: A third person.
        in_spite: Danger where reviewed contexts say that it is denied, over or quoted.
    """

    alone: float
    among: float
    speaks: float
    now: float
    other: float
    in_spite: float


@dataclass(frozen=True, slots=True)
class Heard:
    """Scores of a text in its most dangerous window."""

    danger: float
    touched: float
    now: float
    other: float
    category: Category
    limits: Loudness
    foreign: bool = False  # of another script than Latin

    @property
    def is_danger(self) -> bool:
        """Whether it is a finding where no pattern spoke."""
        return self.danger >= self.limits.alone or (
            self.danger >= self.limits.among and self.is_touched
        )

    @property
    def is_touched(self) -> bool:
        """Whether danger is spoken of."""
        return self.touched >= self.limits.speaks

    @property
    def is_danger_in_spite(self) -> bool:
        """Whether it is a finding although reviewed contexts speak against it."""
        return self.danger >= self.limits.in_spite

    @property
    def is_now(self) -> bool:
        """Whether life is in danger now."""
        return self.now >= self.limits.now

    @property
    def is_about_other(self) -> bool:
        """Whether a third person is meant."""
        return self.other >= self.limits.other


class Ear(Protocol):
    """A learnt model."""

    def hear(self, sentences: Sequence[str]) -> Heard | None:
        """Return what a text sounds like; None when it has no words.

        Args:
            sentences: The folded words of each sentence, one space between.
        """
        ...
