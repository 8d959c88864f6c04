"""Official words that people meet in letters and answers, and what they mean in plain words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from bot.domain.messages import Language
from bot.domain.topics import Fact, Texts

Leave = Literal["alone", "what_is"]


@dataclass(frozen=True, slots=True)
class Term:
    """One word.

    Args:
        id: What an overlay replaces it by.
        names: What it is called and how that is bent or said; the first one is shown.
        says: What it is, in one to three short sentences, without the word itself before them.
        topic: Where one goes on from it; None where no topic is about it.
        leave: What is left to the topic or the directory until the topic is in hand: the bare
            word ("asumistuki?") alone, or "mikä on asumistuki" too. None: nothing is.
        facts: Rules that the explanation leans on.
    """

    id: str
    names: Mapping[Language, tuple[str, ...]]
    says: Texts
    topic: str | None = None
    leave: Leave | None = None
    facts: tuple[Fact, ...] = ()

    def called(self) -> Iterator[str]:
        """Yield every name, in every language: people ask in one for a word of another."""
        for names in self.names.values():
            yield from names
