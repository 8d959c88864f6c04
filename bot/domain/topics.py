"""What the assistant knows to say of a topic: words for every hour, facts and dated figures.

Values and the two decisions about them: which variant suits the hour, and whether a figure may
still be said. Reading files is ``content.loader``, making bubbles is ``content.compose``.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Literal

from bot.domain.messages import Language

Texts = Mapping[Language, str]
Confidence = Literal["high", "medium", "low"]


class When(StrEnum):
    """What an hour can be, for words that suit it alone."""

    CLOSED = "closed"  # offices are shut now: evening, night, weekend, holiday
    NIGHT = "night"  # from 22 to 6
    LONG_BREAK = "long_break"  # three or more days without offices, begun or within a day


@dataclass(frozen=True, slots=True)
class Variant:
    """One wording of a bubble. ``when`` None holds always; ``plain`` is the easy language.

    ``of``: the service that ``closed`` words tell to be shut: while it is open they are not said.
    """

    texts: Texts
    plain: Texts
    when: When | None = None
    of: str | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """A rule that the words of a topic lean on. ``checked_on`` is the last day of its period."""

    rule: str
    source: str
    checked_on: date
    confidence: Confidence
    valid_from: date | None = None
    valid_until: date | None = None


@dataclass(frozen=True, slots=True)
class Rate:
    """A figure as it is said, with the days between which it is true.

    Args:
        says: The figure with its unit, in each language.
        year: Shown behind the figure; None for ages, deadlines and the like.
        checked_on: The last day of the period in which somebody read the source.
        valid_from: First day it is true; None means long since.
        valid_until: Last day it is true; None means until somebody changes it.
    """

    id: str
    says: Texts
    year: int | None
    rule: str
    source: str
    checked_on: date
    valid_from: date | None
    valid_until: date | None
    confidence: Confidence
    owner: str

    def may_be_said(self, today: date) -> bool:
        """Return whether the figure is true today as far as we know. Old figures are silent."""
        if self.confidence == "low":
            return False
        begun = self.valid_from is None or self.valid_from <= today
        return begun and (self.valid_until is None or today <= self.valid_until)


@dataclass(frozen=True, slots=True)
class FirstAnswer:
    """One answer to a topic's first question: its button, and the topic that is right then.

    ``told``: how words begin, folded, in a message that has told it already.
    """

    title: Texts
    topic: str
    told: re.Pattern[str] | None = None


@dataclass(frozen=True, slots=True)
class FirstQuestion:
    """What is asked before a topic is answered, because a wrong guess would cost the person.

    ``only``: how words begin, folded, in messages that it is for; None: it is for all of them.
    """

    ask: Texts
    answers: tuple[FirstAnswer, ...]
    only: re.Pattern[str] | None = None

    def told(self, text: str) -> str | None:
        """Return the topic of the answer that folded text tells already, or None."""
        found = (one.topic for one in self.answers if one.told and one.told.search(text))
        return next(found, None)

    def concerns(self, text: str) -> bool:
        """Return whether the question is for somebody who says this, in folded words."""
        return self.only is None or self.only.search(text) is not None


@dataclass(frozen=True, slots=True)
class ForWords:
    """A service that stands first for some people.

    ``said``: how words begin, folded, in their messages; None: it is for everybody.
    """

    service: str
    said: re.Pattern[str] | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """What a topic says to whoever tells that theirs is of one kind ("migri said no").

    Whatever is empty here is as the topic itself has it.

    Args:
        id: Its name within the topic.
        said: How words begin, folded, in messages that tell it.
        heard_as: Other topics that a message which tells it may be taken for.
        naming: Words that must be said too where it was taken for one of those.
    """

    id: str
    said: re.Pattern[str] | None
    heard_as: tuple[str, ...] = ()
    naming: re.Pattern[str] | None = None
    title: Texts | None = None
    now: tuple[Variant, ...] = ()
    lead: Texts | None = None
    services: tuple[str, ...] = ()
    next: tuple[Variant, ...] = ()
    buttons: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()
    asked: Mapping[str, Texts] = field(default_factory=dict)

    def tells(self, text: str, *, named: bool = True) -> bool:
        """Return whether folded text tells it; ``named``: it is clear what is talked about."""
        needed = [self.said, None if named else self.naming]
        return self.said is not None and all(one.search(text) for one in needed if one)


_PARTS = ("title", "now", "lead", "services", "next", "buttons", "facts")
"""What stays as the topic has it where a case has none. ``asked`` does not: it may be untrue."""


@dataclass(frozen=True, slots=True)
class Topic:
    """One thing people ask about.

    Args:
        first: What is asked before anything is answered; None for most.
        now: Wordings of what to do now; the first whose hour holds is said.
        lead: The line above the services.
        services: Ids of the directory in the editor's order of usefulness.
        by_day: Those of them that stand first while offices are open, in this order.
        if_said: Further ones, only for whoever says their words.
        local: Services that say themselves that they belong here: the county's own places.
        next: Wordings of the one next step.
        buttons: Ids of topics or acts where a person in this spot goes next.
        asked: What is told only to whoever asks it of the answer, by the name of the question.
        cases: What is said instead to whoever tells that theirs is of one kind.
        case: Which of them this is; None: the topic as everybody else is told it.
    """

    id: str
    owner: str
    title: Texts
    now: tuple[Variant, ...]
    lead: Texts
    services: tuple[str, ...]
    next: tuple[Variant, ...]
    buttons: tuple[str, ...]
    facts: tuple[Fact, ...]
    first: FirstQuestion | None = None
    by_day: tuple[ForWords, ...] = ()
    if_said: tuple[ForWords, ...] = ()
    local: tuple[str, ...] = ()
    asked: Mapping[str, Texts] = field(default_factory=dict)
    cases: tuple[Case, ...] = ()
    case: str | None = None

    @property
    def ref(self) -> str:
        """Return its id, with that of its case: "residence_permit.refused"."""
        return f"{self.id}.{self.case}" if self.case else self.id

    def in_case(self, name: str | None) -> "Topic":
        """Return the topic as it is told in one of its cases; of a name unknown, as it is."""
        found = next((one for one in self.cases if one.id == name), None)
        told = {part: getattr(found, part) for part in _PARTS if getattr(found, part, None)}
        if found is None or not told:
            return self  # also in words that mean nothing else than the topic itself
        if "services" in told:  # what stands first by day is of the topic's own list
            told |= {"by_day": (), "local": ()}
        return replace(self, case=name, first=None, asked=found.asked, **told)

    @property
    def helpers(self) -> tuple[str, ...]:
        """Return its services in the order of their usefulness, the county's own among them."""
        return (*self.services[:2], *self.local, *self.services[2:])

    @property
    def signs(self) -> tuple[ForWords, ...]:
        """Services that stand first for some people, those for a sign of theirs before others."""
        return (*self.if_said, *self.by_day)

    def told_by(self, text: str) -> list[str]:
        """Return its services that folded text tells a sign of ("hammas särkee")."""
        return [one.service for one in self.signs if one.said and one.said.search(text)]


IsOpen = Callable[[str], bool]
"""Says whether a service is known to be open now."""


def variant_for(
    variants: Sequence[Variant], hour: AbstractSet[When], is_open: IsOpen = lambda _: False
) -> Variant:
    """Return the first wording that suits the hour; the last one suits every hour.

    Raises:
        IndexError: there is no wording at all (the loader never lets that through).
    """
    for variant in variants:
        if variant.when is None or _suits(variant, hour, is_open):
            return variant
    return variants[-1]


def _suits(variant: Variant, hour: AbstractSet[When], is_open: IsOpen) -> bool:
    return variant.when in hour and not (variant.of is not None and is_open(variant.of))
