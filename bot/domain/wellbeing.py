"""What steps from 0 to 10 come to: each area on its own. Never a total, never a diagnosis."""

from datetime import date

from bot.domain.assessment import Answers, Definition, value_of
from bot.domain.assessment_state import steps_of
from bot.domain.results import StepsResult

LOW = 3
"""The highest step from which people and places that help are told."""

CHANGE = 2
"""Steps from which a change since the last time is worth a word."""


def steps_result(definition: Definition, answers: Answers, today: date) -> StepsResult:
    """Return the step of each area that was asked."""
    scales = [one for one in definition.questions if one.type == "scale" and one.id in answers]
    steps = {one.id: _step(answers, one.id) for one in scales}
    low = tuple(name for name, step in steps.items() if step is not None and step <= LOW)
    highest = steps_of(scales[0])[1] if scales else 10
    return StepsResult(definition.id, today, steps, highest, low)


def mind_is_low(answers: Answers) -> bool:
    """Return whether to ask gently about hurting oneself: a predicate."""
    return _is_low(answers, "mind")


def people_are_low(answers: Answers) -> bool:
    """Return whether to ask gently if one is safe with other people: a predicate."""
    return _is_low(answers, "people")


def changes(then: StepsResult, now: StepsResult) -> dict[str, int]:
    """Return by how many steps each area changed, where it did so noticeably."""
    found = {}
    for area, step in now.steps.items():
        before = then.steps.get(area)
        if step is not None and before is not None and abs(step - before) >= CHANGE:
            found[area] = step - before
    return found


def _is_low(answers: Answers, name: str) -> bool:
    step = _step(answers, name)
    return step is not None and step <= LOW


def _step(answers: Answers, name: str) -> int | None:
    given = value_of(answers, name)
    return given.low if given else None
