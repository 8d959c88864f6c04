"""What must be true of a definition before anybody is asked: proved, not tried.

Branches lead forward only, so every way ends; the last branch has no condition, so every answer,
skip and "don't know" has a way; every comparison names an option that exists and a question that
comes before. Where all this holds, every way is followed: some way asks each question and takes
each branch.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from bot.domain.assessment import END, NONE, Condition, Definition, Question, Rules
from bot.domain.assessment_ways import MOST_COMPARED, reached, too_many

_ID = re.compile(r"[a-z][a-z0-9_]*")
_OPTION = re.compile(r"[a-z0-9][a-z0-9_]*")
_STEPS = re.compile(r"\d{1,2}-\d{1,2}")
_MONEY_UNITS = frozenset({"eur", "eur/month", "eur/week", "eur/day", "eur/year"})
LONGEST_PRESS = 39
"""Characters of assessment, question and option together: a button's token has 64 bytes."""


@dataclass(frozen=True, slots=True)
class Mistake:
    """What is wrong, and at which question; None speaks of the whole."""

    question: str | None
    why: str


def mistakes(definition: Definition, rules: Rules, outcomes: Collection[str]) -> Iterator[Mistake]:
    """Yield everything that is wrong with a definition."""
    if not definition.questions:
        yield Mistake(None, "must ask something")
        return
    found = list(_of_parts(definition, rules, outcomes))
    yield from found or _never_reached(definition)


def _of_parts(
    definition: Definition, rules: Rules, outcomes: Collection[str]
) -> Iterator[Mistake]:
    if not _ID.fullmatch(definition.id):
        yield Mistake(None, f"the id {definition.id!r} must be small letters, digits and _")
    if definition.outcome not in outcomes:
        yield Mistake(None, f"there is no outcome {definition.outcome!r}")
    seen: set[str] = set()
    for question in definition.questions:
        if question.id in seen:
            yield Mistake(question.id, "is asked twice: ids are unique")
        seen.add(question.id)
        for why in _of_question(definition, question, rules, outcomes):
            yield Mistake(question.id, why)
    for name in too_many(definition):
        why = f"conditions look at more than {MOST_COMPARED} of its options: too many to follow"
        yield Mistake(name, why)


def _never_reached(definition: Definition) -> Iterator[Mistake]:
    found = reached(definition)
    for question in definition.questions:
        if question.id not in found.questions:
            yield Mistake(question.id, "is never reached: no way leads to it")
            continue
        for place, branch in enumerate(question.next):
            if branch.when is not None and (question.id, place) not in found.branches:
                yield Mistake(question.id, f"its branch to {branch.to!r} is never taken")


def _of_question(
    definition: Definition, question: Question, rules: Rules, outcomes: Collection[str]
) -> Iterator[str]:
    if not _ID.fullmatch(question.id) or question.id == END:
        yield "the id must be small letters, digits and _"
    if question.area is not None and question.area not in definition.areas:
        yield f"there is no area {question.area!r}"
    if question.before is not None and question.before not in outcomes:
        yield f"there is no outcome {question.before!r}"
    if question.offers is not None and question.offers not in rules.offers:
        yield f"there is no offer {question.offers!r}"
    if question.only is not None:
        yield from _of_condition(definition, question, question.only, rules, itself=False)
    yield from _of_options(definition, question)
    yield from _of_unit(question)
    yield from _of_branches(definition, question, rules)


def _of_options(definition: Definition, question: Question) -> Iterator[str]:
    names = [pick.id for pick in question.options]
    if len(names) != len(set(names)):
        yield "an option is given twice"
    for name in names:
        if not _OPTION.fullmatch(name):
            yield f"the option {name!r} must be small letters, digits and _"
        if len(f"{definition.id}-{question.id}-{name}") > LONGEST_PRESS:
            yield f"with the option {name!r} the ids are too long for a button"
    if question.type in ("choice", "several") and question.offers is None:
        if len(names) < 2:
            yield "must have at least two options"
        if question.type == "several" and NONE not in names:
            yield f"must have an option {NONE!r}: nothing of it is an answer too"
    elif question.type not in ("choice", "several", "scale") and names:
        yield f"a question of type {question.type} has no options"


def _of_unit(question: Question) -> Iterator[str]:
    if question.type == "money" and question.unit not in _MONEY_UNITS:
        yield f"the unit must be one of {', '.join(sorted(_MONEY_UNITS))}"
    if question.type == "scale":
        if not _STEPS.fullmatch(question.unit or ""):
            yield 'the unit must be the steps, like "0-10"'
            return
        low, high = map(int, str(question.unit).split("-"))
        wanted = [str(step) for step in range(low, high + 1)]
        if low >= high:
            yield "the lowest step must come first"
        elif question.options and [pick.id for pick in question.options] != wanted:
            yield f"the options must be the steps {', '.join(wanted)}"
    if question.usual is not None and question.usual[0] > question.usual[1]:
        yield "what is usual goes from the smaller to the larger"


def _of_branches(definition: Definition, question: Question, rules: Rules) -> Iterator[str]:
    here = definition.place(question.id)
    for place, branch in enumerate(question.next):
        last = place == len(question.next) - 1
        if branch.to != END and definition.question(branch.to) is None:
            yield f"leads to {branch.to!r}, which is no question"
        elif definition.place(branch.to) <= here:
            yield f"leads back to {branch.to!r}: branches go forward, so that every way ends"
        if branch.when is None and not last:
            yield "a branch behind one without a condition is never taken"
        if branch.when is not None:
            yield from _of_condition(definition, question, branch.when, rules, itself=True)
            if last:
                yield "the last branch must have no condition: a skip has to lead somewhere"


def _of_condition(
    definition: Definition, question: Question, when: Condition, rules: Rules, *, itself: bool
) -> Iterator[str]:
    if when.predicate is not None:
        if when.predicate not in rules.predicates:
            yield f"there is no predicate {when.predicate!r}"
        return
    asked = definition.question(when.question or "")
    here, there = definition.place(question.id), definition.place(when.question or "")
    if asked is None:
        yield f"compares with {when.question!r}, which is no question"
    elif there > here or (there == here and not itself):
        yield f"compares with {when.question!r}, which is asked later"
    elif asked.options and asked.option(when.value or "") is None:
        yield f"{when.question!r} has no option {when.value!r}"
    elif not asked.options:
        yield f"{when.question!r} has no options to compare with: name a predicate"
