"""Every way through a definition at once: which questions and branches some answers lead to.

Of a way only that is remembered which a later condition looks at: which options were picked. Ways
that no condition can tell apart are followed as one. A predicate may say yes or no anywhere.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from bot.domain.assessment import END, NONE, Condition, Definition, Question

MOST_COMPARED = 12
"""Options of one question that conditions may look at: there are two to that power of ways."""

Fact = tuple[str, str]
"""A question and an option that was picked there."""

Facts = frozenset[Fact]


@dataclass(frozen=True, slots=True)
class Reached:
    """What some way leads to. ``branches``: a question and the place of its branch."""

    questions: frozenset[str]
    branches: frozenset[tuple[str, int]]


def reached(definition: Definition) -> Reached:
    """Return what can be reached; branches must lead forward and the last without a condition."""
    last = _last_looks(definition)
    ends = len(definition.questions)
    ways: dict[int, set[Facts]] = defaultdict(set, {0: {frozenset()}})
    questions: set[str] = set()
    branches: set[tuple[str, int]] = set()
    for place, question in enumerate(definition.questions):
        for before in ways.pop(place, ()):
            for picks in _picks(question, before, last):
                questions |= {question.id} if picks is not None else set()
                known = before | (picks or frozenset())
                for branch in _taken(question, known):
                    branches.add((question.id, branch))
                    to = question.next[branch].to
                    there = ends if to == END else definition.place(to)
                    ways[there].add(frozenset(fact for fact in known if last[fact] >= there))
    return Reached(frozenset(questions), frozenset(branches))


def too_many(definition: Definition) -> Iterator[str]:
    """Yield the questions of which conditions look at too many options to follow every way."""
    for question in definition.questions:
        looked_at = [name for name, _ in _last_looks(definition) if name == question.id]
        if question.type == "several" and len(looked_at) > MOST_COMPARED:
            yield question.id


def _last_looks(definition: Definition) -> dict[Fact, int]:
    """Return every fact that a condition looks at, with the last place where one does."""
    return {
        (when.question, when.value): place
        for place, question in enumerate(definition.questions)
        for when in (question.only, *(branch.when for branch in question.next))
        if when is not None and when.question is not None and when.value is not None
    }


def _picks(question: Question, before: Facts, last: dict[Fact, int]) -> Iterator[Facts | None]:
    """Yield what can be picked, as far as conditions see it; None: it is not asked."""
    asked = {True} if question.only is None else _holds(question.only, before)
    if False in asked or question.offers is not None:
        yield None
    if True not in asked:
        return
    options = [fact for fact in last if fact[0] == question.id]
    yield frozenset()  # a skip, or an option that nobody looks at
    if question.type != "several":
        yield from (frozenset({fact}) for fact in options)
        return
    true = [fact for fact in options if fact[1] != NONE]
    yield from (frozenset({fact}) for fact in options if fact[1] == NONE)
    for many in range(1, len(true) + 1):
        yield from map(frozenset, combinations(true, many))


def _taken(question: Question, known: Facts) -> Iterator[int]:
    """Yield the places of the branches that may be taken."""
    for place, branch in enumerate(question.next):
        holds = {True} if branch.when is None else _holds(branch.when, known)
        if True in holds:
            yield place
        if False not in holds:
            return


def _holds(when: Condition, known: Facts) -> set[bool]:
    if when.predicate is not None:
        return {True, False}
    return {(when.question, when.value) in known}
