"""Matching reviewed patterns against a laid-out text, all positions of the text at once.

Where a slot stands is one whole number (a bit for each position), so "this, then at most two
words later that" is a shift and an AND. The work grows with text times patterns and never
backtracks: no text can make it slow. Of more than a thousand lines nearly all miss a word that
is nowhere in the text; ``Sieve`` leaves those out.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from bot.domain.safety_layout import Layout
from bot.domain.safety_patterns import Context, Line, Step

Group = int
"""The number of lines that were added together."""


class _Sieved(NamedTuple):
    group: Group
    others: tuple[int, ...]  # kinds of steps besides the rarest, the rarer first
    line: Line


class Sieve:
    """Finds the lines of which every step has a word in a text.

    Each line is looked at only when that step of it is there which is rarest in texts.
    """

    def __init__(self) -> None:
        self._numbers: dict[tuple[int, ...], int] = {}
        self._of_slot: dict[int, tuple[int, ...]] = {}
        self._lines: list[tuple[Group, frozenset[int], Line]] = []
        self._groups = 0
        self._by_rarest: dict[int, list[_Sieved]] = {}

    def add(self, lines: Iterable[Line]) -> Group:
        """Take lines in; returns what ``through`` calls them."""
        self._groups += 1
        self._lines += [(self._groups, self._needs(line), line) for line in lines]
        return self._groups

    def _needs(self, line: Line) -> frozenset[int]:
        needs = set()
        for step in line:
            number = self._numbers.get(step.slots)
            if number is None:
                number = self._numbers[step.slots] = len(self._numbers)
                for slot in step.slots:
                    self._of_slot[slot] = (*self._of_slot.get(slot, ()), number)
            needs.add(number)
        return frozenset(needs)

    def close(self, frequencies: Mapping[int, float]) -> None:
        """Sort the lines, when all are in.

        Args:
            frequencies: How often words fill each slot, in proportion to one another.
        """
        often = {
            number: sum(frequencies.get(slot, 0.0) for slot in slots)
            for slots, number in self._numbers.items()
        }
        for group, needs, line in self._lines:
            rarest, *others = sorted(needs, key=lambda number: (often[number], number))
            self._by_rarest.setdefault(rarest, []).append(_Sieved(group, tuple(others), line))
        self._lines.clear()

    def through(self, masks: Mapping[int, int]) -> dict[Group, list[Line]]:
        """Return the lines that may be in a text, by the group they were added in."""
        of_slot, by_rarest = self._of_slot, self._by_rarest
        there = set[int]().union(*(of_slot[slot] for slot in masks if slot in of_slot))
        through: dict[Group, list[Line]] = {}
        for number in sorted(number for number in there if number in by_rarest):
            for group, others, line in by_rarest[number]:
                for other in others:
                    if other not in there:
                        break
                else:
                    through.setdefault(group, []).append(line)
        return through


@dataclass(frozen=True, slots=True)
class Silence:
    """A context, ready to be looked for."""

    context: Context
    lines: Group
    lifted: Group


@dataclass(slots=True)
class Match:
    """One text while its patterns are looked for."""

    layout: Layout
    sieve: Sieve
    contexts: Mapping[str, Sequence[Silence]]
    _masks: dict[int, int] = field(default_factory=dict)
    _through: dict[Group, list[Line]] = field(default_factory=dict)
    _steps: dict[tuple[int, ...], int] = field(default_factory=dict)
    _places: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Copy the masks: idioms change them."""
        self._masks = dict(self.layout.masks)
        self._through = self.sieve.through(self._masks)

    @property
    def groups(self) -> list[Group]:
        """The groups of which a line may be in the text, in the order they were added."""
        return sorted(self._through)

    def forget(self, idioms: Group) -> None:
        """Take the words of idioms away: "kuolen nauruun" says nothing of dying."""
        spoken = 0
        for line in self._through.get(idioms, ()):
            spoken |= self._words_of(line)
        if spoken:
            self._masks = {slot: mask & ~spoken for slot, mask in self._masks.items()}
            self._steps.clear()

    def ends(self, lines: Group) -> int:
        """Return where any of the lines ends."""
        found = 0
        for line in self._through.get(lines, ()):
            found |= self._end(line)
        return found

    def _end(self, line: Line) -> int:
        mask = self._at(line[0].slots)
        for step in line[1:]:
            if not mask:
                return 0
            here = self._at(step.slots)
            mask = here and (here & self._within(mask, step)) | (self._beside(step) & mask)
        return mask

    def _beside(self, step: Step) -> int:
        """Return where a filler of the step follows the word at that very position."""
        found, beside = 0, self.layout.beside
        for slot in step.slots if beside else ():
            found |= beside.get(slot, 0)
        return found

    def _words_of(self, line: Line) -> int:
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
            for silence in self.contexts.get(name, ()):
                mask |= self._reach(silence)
            self._places[name] = mask
        return self._places[name]

    def _reach(self, silence: Silence) -> int:
        context, found = silence.context, self.ends(silence.lines)
        if found:
            found &= ~self._sentences(self.ends(silence.lifted))
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
