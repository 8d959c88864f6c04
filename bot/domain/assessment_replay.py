"""What is asked next in an assessment: found by replaying the answers from the first question on.

Nothing is remembered but the answers: the way, the options and "4 / 12" are found anew each time.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.domain.assessment import Answers, Definition, Given, Question, Rules


@dataclass(frozen=True, slots=True)
class Path:
    """The way through the questions: those that were answered, in order, and what comes next."""

    asked: tuple[Question, ...]
    pending: Question | None

    def answers(self, given: Answers) -> dict[str, Given]:
        """Return what was given on this way; what lies beside it does not count."""
        return {question.id: given[question.id] for question in self.asked}


def replay(definition: Definition, given: Answers, rules: Rules) -> Path:
    """Return the way that the answers take from the first question on."""
    asked: list[Question] = []
    for question in _walk(definition, given, rules):
        if question.id not in given:
            return Path(tuple(asked), question)
        asked.append(question)
    return Path(tuple(asked), None)


def options_of(
    definition: Definition, question: Question, given: Answers, rules: Rules
) -> tuple[str, ...]:
    """Return the ids of what may be picked; those of an offer depend on the answers."""
    if question.offers is not None:
        return rules.offers[question.offers](definition, given)
    return tuple(pick.id for pick in question.options)


def progress(
    definition: Definition, given: Answers, rules: Rules, current: str
) -> tuple[int, int] | None:
    """Return which question this is and of how many, in its part; None for one not counted.

    A part goes from one "shall we go on?" (not counted, with an outcome before it) to the next.
    How many are to come is what would be asked if nothing more were said, so it may grow with an
    answer and never lies about what is behind.
    """
    number = total = 0
    behind = True
    for question in _walk(definition, given, rules):
        if question.id == current:
            if not question.counts:
                return None
            behind = False
            number = total + 1
        elif not question.counts:
            if question.before is not None:
                if not behind:
                    break
                total = 0
            continue
        total += 1
    return (number, total) if number else None


def _walk(definition: Definition, given: Answers, rules: Rules) -> Iterator[Question]:
    """Yield the questions in order; one without an answer goes where no answer leads."""
    seen: dict[str, Given] = {}  # what lies beside the way must not steer it
    place, places = 0, definition.places()
    while place < len(definition.questions):
        question = definition.questions[place]
        if _is_asked(definition, question, seen, rules):
            if question.id in given:
                seen[question.id] = given[question.id]
            yield question
        taken = next(b for b in question.next if b.when is None or b.when.holds(seen, rules))
        place = places.get(taken.to, len(definition.questions))


def _is_asked(definition: Definition, question: Question, seen: Answers, rules: Rules) -> bool:
    if question.only is not None and not question.only.holds(seen, rules):
        return False
    return question.offers is None or bool(options_of(definition, question, seen, rules))
