"""From a result to its picture: the words and figures that are drawn, in one language.

Here ends what a picture knows; how it looks is a matter of ``bot/pictures``.
"""

import hashlib
import json
from collections.abc import Callable
from datetime import date

from babel.dates import format_date

from bot.content.figures import Figures
from bot.content.pictured_money import money_picture
from bot.domain.messages import Language
from bot.domain.pictures import Picture, Step, StepsPicture
from bot.domain.results import (
    AreaResult,
    AreasResult,
    BudgetResult,
    Result,
    StepsResult,
    result_to_json,
)
from bot.i18n import Words

Telling = Callable[..., str]
"""Gives a text by key in the picture's language: ``tell("picture.now", on="4.12.")``."""

_LOCALES: dict[Language, str] = {"fi": "fi_FI", "sv": "sv_FI", "en": "en_GB"}
_STEPS_OF_AREAS = 3  # from the lowest of four statements to the highest


class Pictured:
    """Makes pictures of results."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._figures = Figures(words)

    def of(self, result: Result, earlier: Result | None, language: Language) -> Picture | None:
        """Return the picture of a result beside an earlier one, or None: nothing to draw."""

        def tell(key: str, **args: object) -> str:
            # A kept result may name a question that an editor has taken away since.
            known = key if self._words.has(key) else "picture.other"
            return self._words.text(language, known, **args)

        mark = picture_id(result, language)
        match result:
            case BudgetResult():
                before = earlier if isinstance(earlier, BudgetResult) else None
                return money_picture(mark, result, before, language, tell, self._figures)
            case AreasResult():
                then = earlier if isinstance(earlier, AreasResult) else None
                return _areas(mark, result, then, language, tell)
            case StepsResult():
                last = earlier if isinstance(earlier, StepsResult) else None
                return _steps(mark, result, last, language, tell)


def picture_id(result: Result, language: Language) -> str:
    """Return a name of a result's picture: the same result has the same."""
    packed = json.dumps([result_to_json(result), language], sort_keys=True, default=str)
    return hashlib.sha256(packed.encode()).hexdigest()[:16]


def day(on: date, language: Language) -> str:
    """Return a day with its year: "24.11.2026"."""
    return format_date(on, "d MMM y" if language == "en" else "d.M.y", locale=_LOCALES[language])


def _areas(
    mark: str, result: AreasResult, then: AreasResult | None, language: Language, tell: Telling
) -> StepsPicture | None:
    before = {one.area: _way(one) for one in then.areas} if then else {}
    said = {one.area: one.band for one in then.areas} if then else {}
    areas, rows = [], []
    for one in result.areas:
        name = tell(f"assessment.{result.assessment}.area.{one.area}")
        figure = tell(f"areas.band.{one.band}") if one.band else tell("picture.unknown")
        areas.append(Step(name, figure, _way(one), before.get(one.area)))
        band = said.get(one.area)
        rows.append((name, figure, *([tell(f"areas.band.{band}") if band else "–"] * bool(then))))
    if not any(one.now is not None for one in areas):
        return None
    ends = ("picture.areas.low", "picture.areas.high")
    marks = (mark, _STEPS_OF_AREAS, result.assessment, result.on, then.on if then else None)
    return _picture(marks, (areas, rows), ends, language, tell)


def _steps(
    mark: str, result: StepsResult, then: StepsResult | None, language: Language, tell: Telling
) -> StepsPicture | None:
    before = then.steps if then else {}
    areas, rows = [], []
    for area, step in result.steps.items():
        name = tell(f"assessment.{result.assessment}.{area}.name")
        last = before.get(area)
        figure = tell("picture.unknown") if step is None else f"{step}"
        areas.append(Step(name, figure, _part(step, result), _part(last, result)))
        rows.append((name, figure, *(["–" if last is None else f"{last}"] * bool(then))))
    if not any(one.now is not None for one in areas):
        return None
    ends = ("picture.steps.low", "picture.steps.high")
    marks = (mark, result.highest, result.assessment, result.on, then.on if then else None)
    return _picture(marks, (areas, rows), ends, language, tell)


def _picture(
    marks: tuple[str, int, str, date, date | None],
    drawn: tuple[list[Step], list[tuple[str, ...]]],
    ends: tuple[str, str],
    language: Language,
    tell: Telling,
) -> StepsPicture:
    mark, steps, assessment, on, then = marks
    areas, rows = drawn
    title = tell(f"assessment.{assessment}.title")
    now = tell("picture.now", day=day(on, language))
    before = tell("picture.before", day=day(then, language)) if then else None
    heads = [tell("picture.column.area"), now, *([before] if before else [])]
    return StepsPicture(
        id=mark,
        language=language,
        title=title,
        when=day(on, language),
        alt=f"{title}, {day(on, language)}. "
        + " ".join(f"{one.name}: {one.figure}." for one in areas),
        steps=steps,
        areas=tuple(areas),
        low=tell(ends[0]),
        high=tell(ends[1]),
        now=now,
        before=before,
        head=tuple(heads),
        rows=tuple(rows),
    )


def _way(area: AreaResult) -> float | None:
    """Return how far an area is from the lowest of four steps to the highest."""
    if area.hundredths is None:
        return None
    return min(1.0, max(0.0, (area.hundredths / 100 - 1) / _STEPS_OF_AREAS))


def _part(step: int | None, result: StepsResult) -> float | None:
    return None if step is None else min(1.0, max(0.0, step / result.highest))
