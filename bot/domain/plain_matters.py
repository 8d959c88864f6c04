"""Everyday matters whose plain words sound of danger: thrown out of home, worn out.

An ear that hears "isä heitti mut pihalle" hears a father and a throw. Who stands outside is told
where to sleep, not to get away. Reviewed words alone tell such a matter, and one word of violence
or death beside them ends it: the card stays. What is nothing but a number or somebody's name says
too little for an ear.

Pure: the words come from ``data/safety/matters.yml`` (``content/plain_matters.py``).
"""

import re
from dataclasses import dataclass

from bot.domain.letters import fold
from bot.domain.safety_patterns import Category

MOST_WORDS = 30
"""A longer message is a story: its danger is heard."""

_MARKS = re.compile(r"['’`´]")
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class PlainMatter:
    """How one matter is told, and the words with which it is not meant.

    ``kinds``: the dangers that an ear may take it for. ``asks``: whether one is safe is asked even
    where no ear hears anything.
    """

    topic: str
    patterns: tuple[re.Pattern[str], ...]
    unless: tuple[re.Pattern[str], ...]
    kinds: frozenset[Category] = frozenset({"crisis_violence_now"})
    asks: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """A matter that a message tells, and what is said before and after, as typed."""

    matter: PlainMatter
    beside: tuple[str, str]

    @property
    def topic(self) -> str:
        """Return the topic that answers it."""
        return self.matter.topic


@dataclass(frozen=True, slots=True)
class PlainMatters:
    """All of them. ``hurt``: violence, weapons, threats and death, in any language.

    ``bare``: texts that are a number or somebody's name, and nothing else.
    """

    matters: tuple[PlainMatter, ...] = ()
    hurt: tuple[re.Pattern[str], ...] = ()
    bare: tuple[re.Pattern[str], ...] = ()

    def is_bare(self, text: str) -> bool:
        """Return whether a text names a number or a person and says nothing about them."""
        said = " ".join(_folded(text))
        return any(one.fullmatch(said) for one in self.bare)

    def told(self, text: str) -> Told | None:
        """Return the matter that a text plainly tells; None: none, or danger is told beside it."""
        words = _words(text)
        said = " ".join(_folded(text))
        if len(words) > MOST_WORDS or any(one.search(said) for one in self.hurt):
            return None
        for matter in self.matters:
            found = next(filter(None, (one.search(said) for one in matter.patterns)), None)
            if found and not any(one.search(said) for one in matter.unless):
                first, after = said[: found.start()].count(" "), said[found.end() :].count(" ")
                last = len(words) - after
                return Told(matter, (" ".join(words[:first]), " ".join(words[last:])))
        return None


def _words(text: str) -> list[str]:
    return _WORD.findall(_MARKS.sub("", text))


def _folded(text: str) -> list[str]:
    return [fold(word) for word in _words(text)]
