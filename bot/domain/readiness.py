"""What statements on steps come to: a mean for each area, strengths first, never a total.

An area is told only when at least half of its statements were answered. What is low is something
to practise, and the person chooses what; nothing is failed.
"""

from collections.abc import Iterator
from datetime import date

from bot.domain.assessment import Answers, Definition, Pick, Question, picked, value_of
from bot.domain.assessment_state import steps_of
from bot.domain.results import AreaResult, AreasResult, Band

MOST_STRENGTHS = 2
MOST_OFFERED = 6
"""Things to practise that are offered to choose from."""

_BANDS: tuple[tuple[float, Band], ...] = (
    (86.6, "strength"),  # of the way from the lowest step to the highest, in per cent: 3.6 of 1-4
    (66.6, "nearly"),  # 3.0
    (33.3, "good_start"),  # 2.0
)


def areas_of(definition: Definition, answers: Answers, today: date) -> AreasResult:
    """Return the result of the answers on the way."""
    found = [area_of(definition, answers, area) for area in definition.areas]
    areas = tuple(area for area in found if area is not None)
    strong = [area for area in areas if area.band in ("strength", "nearly")]
    strong.sort(key=lambda area: -(area.hundredths or 0))
    return AreasResult(
        assessment=definition.id,
        on=today,
        areas=areas,
        strengths=tuple(area.area for area in strong[:MOST_STRENGTHS]),
        practise=picked(answers, "practise"),
        flags=tuple(pick.id for pick in flagged(definition, answers)),
    )


def area_of(definition: Definition, answers: Answers, area: str) -> AreaResult | None:
    """Return one area, or None when nothing of it was asked."""
    asked = [one for one in _steps(definition) if one.area == area]
    if not any(one.id in answers for one in asked):
        return None
    known = [value for one in asked if (value := _step(answers, one)) is not None]
    if not known or len(known) * 2 < len(asked):
        return AreaResult(area, len(known), len(asked))
    mean = (sum(known) * 100 + len(known) // 2) // len(known)
    return AreaResult(area, len(known), len(asked), mean, band_of(mean, steps_of(asked[0])))


def band_of(hundredths: int, steps: tuple[int, int]) -> Band:
    """Return the words' band of a mean times 100 on a scale."""
    low, high = steps
    way = (hundredths - low * 100) / (high - low)
    return next((band for least, band in _BANDS if way >= least), "together")


def flagged(definition: Definition, answers: Answers) -> tuple[Pick, ...]:
    """Return the options that were picked and call for help at once, most urgent first."""
    return tuple(
        pick
        for question in definition.questions
        for pick in question.options
        if pick.topic is not None and pick.id in picked(answers, question.id)
    )


def to_practise(definition: Definition, answers: Answers) -> tuple[str, ...]:
    """Return the statements that one may want to practise, lowest first: an offer."""
    low = [
        (step, definition.place(one.id), one.id)
        for one in _steps(definition)
        if (step := _step(answers, one)) is not None and step < steps_of(one)[1]
    ]
    return tuple(name for _, _, name in sorted(low)[:MOST_OFFERED])


def _steps(definition: Definition) -> Iterator[Question]:
    return (one for one in definition.questions if one.type == "scale" and one.area)


def _step(answers: Answers, question: Question) -> int | None:
    given = value_of(answers, question.id)
    return given.low if given else None
