"""Words in a talk with a worker that are for the assistant: the talk ends, or all is to be erased.

Only a whole message is one; whatever says anything else is for the worker.
"""

import re
from dataclasses import dataclass
from typing import Literal

from bot.domain.letters import fold

TalkWish = Literal["ends", "erases"]
WISHES: tuple[TalkWish, ...] = ("ends", "erases")
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class TalkWords:
    """What each wish may be said as."""

    patterns: tuple[tuple[TalkWish, tuple[re.Pattern[str], ...]], ...] = ()

    def wish(self, text: str) -> TalkWish | None:
        """Return what a message wishes of the assistant, or None."""
        plain = " ".join(_WORD.findall(fold(re.sub("['’`´]", "", text))))
        for wish, patterns in self.patterns:
            if any(one.fullmatch(plain) for one in patterns):
                return wish
        return None
