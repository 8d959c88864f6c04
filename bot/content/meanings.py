"""What a whole message means because of what was said last: ``means`` of ``follow_ups.yml``."""

import re
from dataclasses import dataclass

from bot.domain.hand import Hand

IN_HAND = "topic_in_hand"
"""The intent of words that say more of the topic in hand, whatever they sound like alone."""


MOST_WORDS = 10
"""Of a longer message a few words do not tell the meaning."""


@dataclass(frozen=True, slots=True)
class Wording:
    """Words that tell a meaning wherever they stand: one of each of ``every``, no ``other``."""

    every: tuple[re.Pattern[str], ...]
    other: tuple[re.Pattern[str], ...]
    most: int = MOST_WORDS

    def is_said(self, text: str) -> bool:
        """Return whether a message of few words says them."""
        if len(text.split()) > self.most or any(one.search(text) for one in self.other):
            return False
        return all(one.search(text) for one in self.every)


@dataclass(frozen=True, slots=True)
class Meaning:
    """An intent of a whole message.

    Args:
        intent: What it means; ``IN_HAND`` for the topic in hand.
        after: A condition on what was said last, or "answer" or "nothing" in hand.
        about: More of how it is meant, for the action.
        patterns: Compared with the whole message.
        harmless: Every word of the pattern is written out, and none of them is a danger.
        topics: Only while one of these is in hand.
        wording: Words that tell it, wherever they stand.
    """

    intent: str
    after: str | None
    about: str | None
    patterns: tuple[re.Pattern[str], ...]
    harmless: bool = False
    topics: frozenset[str] = frozenset()
    wording: Wording | None = None

    def holds(self, key: str, keys: str, hand: Hand) -> bool:
        """Return whether what was said last lets a message mean this."""
        if self.topics and (hand.topic not in self.topics or hand.earlier):
            return False
        if self.intent == IN_HAND and hand.topic is None:
            return False
        if self.after == "answer":
            return hand != Hand()
        if self.after == "nothing":
            return hand == Hand()
        return self.after is None or self.after in f"{key} {keys}"

    def is_said(self, *texts: str) -> bool:
        """Return whether one of the ways of writing a message is such a whole message."""
        if self.wording is not None and any(self.wording.is_said(text) for text in texts):
            return True
        return any(pattern.fullmatch(text) for pattern in self.patterns for text in texts)
