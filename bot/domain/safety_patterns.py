"""Matching reviewed patterns against a laid-out text, all positions of the text at once.

Where a slot stands is one whole number (a bit for each position), so "this, then at most two
words later that" is a shift and an AND. The work grows with text times patterns and never
backtracks: no text can make it slow.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from bot.domain.safety_lexicon import Layout, Lexicon

Category = Literal[
    "crisis_suicide",
    "crisis_violence_now",
    "crisis_medical_now",
    "crisis_fire_now",
    "crisis_harm_others",
]
CATEGORIES: tuple[Category, ...] = (
    "crisis_suicide",
    "crisis_harm_others",
    "crisis_violence_now",
    "crisis_medical_now",
    "crisis_fire_now",
)
"""The order that decides when two of one tier are found."""

Tier = Literal["A", "B", "C"]
About = Literal["self", "other", "auto"]
Reach = Literal["after", "before", "around", "sentence", "near", "message"]


@dataclass(frozen=True, slots=True)
class Step:
    """One word of a line.

    Attributes:
        slots: It fills any of these.
        most: How many positions may lie between the step before and this one.
        barred: None of these may stand between.
    """

    slots: tuple[int, ...]
    most: int = 1
    barred: tuple[int, ...] = ()


Line = tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Pattern:
    """What somebody says in danger.

    Attributes:
        id: Language and name, "fi.want_to_die": the reason of a finding.
        unless: Names of contexts in which it is not meant.
        about: Whom it is about; "auto" looks for a third person near it.
    """

    id: str
    category: Category
    tier: Tier
    about: About
    unless: tuple[str, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Context:
    """What takes the danger out of the words near it: denial, past, a song, the news.

    Attributes:
        reach: Where: so many words ``after`` its last word, ``before`` it, ``around``, in its
            ``sentence``, in it and its neighbours (``near``), or in the whole ``message``.
        words: How many, for the first three.
        lifted: Lines that make it void in the same sentence ("taas", "again").
        stops: Slots that end the reach of ``after`` ("mutta", "but").
    """

    name: str
    reach: Reach
    lines: tuple[Line, ...]
    words: int = 4
    lifted: tuple[Line, ...] = ()
    stops: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Rules:
    """Everything the scanner knows. Idioms take their words away before anything is matched."""

    lexicon: Lexicon
    patterns: tuple[Pattern, ...]
    contexts: tuple[Context, ...] = ()
    idioms: tuple[Line, ...] = ()


@dataclass(slots=True)
class Match:
    """One text while its patterns are looked for."""

    layout: Layout
    contexts: Mapping[str, Sequence[Context]]
    _masks: dict[int, int] = field(default_factory=dict)
    _steps: dict[tuple[int, ...], int] = field(default_factory=dict)
    _places: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Copy the masks: idioms change them."""
        self._masks = dict(self.layout.masks)

    def forget(self, idioms: Iterable[Line]) -> None:
        """Take the words of idioms away: "kuolen nauruun" says nothing of dying."""
        spoken = 0
        for line in idioms:
            spoken |= self.words_of(line)
        if spoken:
            self._masks = {slot: mask & ~spoken for slot, mask in self._masks.items()}
            self._steps.clear()

    def ends(self, line: Line) -> int:
        """Return where a line ends."""
        mask = self._at(line[0].slots)
        for step in line[1:]:
            if not mask:
                return 0
            here = self._at(step.slots)
            mask = here and here & self._within(mask, step)
        return mask

    def words_of(self, line: Line) -> int:
        """Return every position that takes part in a line."""
        masks = [self._at(line[0].slots)]
        for step in line[1:]:
            if not masks[-1]:
                return 0
            masks.append(self._at(step.slots) & self._within(masks[-1], step))
        if not masks[-1]:
            return 0
        part = whole = masks[-1]
        for number in range(len(line) - 1, 0, -1):
            part = masks[number - 1] & _backward(part, line[number].most + 1)
            whole |= part
        return whole

    def place(self, name: str) -> int:
        """Return the positions where a context holds."""
        if name not in self._places:
            mask = 0
            for context in self.contexts.get(name, ()):
                mask |= self._reach(context)
            self._places[name] = mask
        return self._places[name]

    def _reach(self, context: Context) -> int:
        found = 0
        for line in context.lines:
            found |= self.ends(line)
        if found and context.lifted:
            found &= ~self._sentences(self._any(context.lifted))
        if not found:
            return 0
        if context.reach == "message":
            return (1 << (self.layout.sentences[-1][1] + 1)) - 1
        if context.reach == "sentence":
            return self._sentences(found)
        if context.reach == "near":
            return self._sentences(found, neighbours=True)
        mask = found
        if context.reach in ("after", "around"):
            mask |= self._within(found, Step((), context.words - 1, context.stops))
        if context.reach in ("before", "around"):
            mask |= _backward(found, context.words)
        return mask

    def _any(self, lines: Iterable[Line]) -> int:
        found = 0
        for line in lines:
            found |= self.ends(line)
        return found

    def _sentences(self, found: int, *, neighbours: bool = False) -> int:
        if not found:
            return 0
        whole = [(1 << last + 1) - (1 << first) for first, last in self.layout.sentences]
        told = [bool(found & one) for one in whole]
        if neighbours:
            told = [any(told[max(0, i - 1) : i + 2]) for i in range(len(told))]
        mask = 0
        for is_told, one in zip(told, whole, strict=True):
            mask |= one if is_told else 0
        return mask

    def _at(self, slots: tuple[int, ...]) -> int:
        if len(slots) == 1:
            return self._masks.get(slots[0], 0)
        mask = self._steps.get(slots)
        if mask is None:
            mask = 0
            for slot in slots:
                mask |= self._masks.get(slot, 0)
            self._steps[slots] = mask
        return mask

    def _within(self, mask: int, step: Step) -> int:
        reach = step.most + 1
        barred = self._at(step.barred) if step.barred else 0
        if not barred:
            return _forward(mask, reach)
        found = 0
        for _ in range(reach):
            mask <<= 1
            found |= mask
            mask &= ~barred
        return found


def _forward(mask: int, reach: int) -> int:
    """Return the next ``reach`` positions after every bit."""
    found, done = mask << 1, 1
    while done < reach:
        more = min(done, reach - done)
        found |= found << more
        done += more
    return found


def _backward(mask: int, reach: int) -> int:
    """Return the ``reach`` positions before every bit."""
    found, done = mask >> 1, 1
    while done < reach:
        more = min(done, reach - done)
        found |= found >> more
        done += more
    return found
