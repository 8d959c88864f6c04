"""What an assessment came to, as values that are kept, compared, drawn and, if wished, shown.

A result holds figures and ids, never words and never a person's own words. Money is in cents.
Pictures, agendas and sharing start from these; the words of a result are found by
``services/telling_*.py``.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Literal

MOST_KEPT = 24
"""Results of one assessment that are kept; the oldest go first."""

Group = Literal["income", "home", "living", "debt"]


@dataclass(frozen=True, slots=True)
class Span:
    """From ``low`` to ``high``; the same where no range was said."""

    low: int
    high: int

    @property
    def middle(self) -> int:
        """Return what to reckon with."""
        return (self.low + self.high) // 2

    def plus(self, other: "Span") -> "Span":
        """Return the sum."""
        return Span(self.low + other.low, self.high + other.high)

    def minus(self, other: "Span") -> "Span":
        """Return what may remain at least and at most."""
        return Span(self.low - other.high, self.high - other.low)


@dataclass(frozen=True, slots=True)
class BudgetLine:
    """One row of a budget: the question's id, and cents a month."""

    id: str
    group: Group
    amount: Span


@dataclass(frozen=True, slots=True)
class NextThing:
    """One thing to do next: the rule that found it, and the topic that tells how."""

    rule: str
    topic: str


@dataclass(frozen=True, slots=True)
class BudgetResult:
    """A budget.

    Attributes:
        lines: Rows a month, in the order they were asked.
        income, costs, balance: A month; None when nothing was told of it.
        money_now, must_pay: Now, and before the next income.
        left: Of it after what must be paid; below zero when it does not suffice.
        days: Until the next income; 0 when it comes today.
        per_day: Cents for each of these days, rounded down to whole euros.
        rent_share: Of the income, in per cent.
        left_open: How many questions were skipped or not known.
    """

    on: date
    lines: tuple[BudgetLine, ...] = ()
    income: Span | None = None
    costs: Span | None = None
    balance: Span | None = None
    money_now: int | None = None
    must_pay: int | None = None
    left: int | None = None
    next_income_on: date | None = None
    next_income: int | None = None
    days: int | None = None
    per_day: int | None = None
    food_per_day: int | None = None
    rent_share: int | None = None
    things: tuple[NextThing, ...] = ()
    left_open: int = 0
    kind: Literal["budget"] = "budget"


Band = Literal["together", "good_start", "nearly", "strength"]


@dataclass(frozen=True, slots=True)
class AreaResult:
    """One area. ``hundredths`` is the mean of its answers times 100; None: not known yet."""

    area: str
    answered: int
    asked: int
    hundredths: int | None = None
    band: Band | None = None


@dataclass(frozen=True, slots=True)
class AreasResult:
    """Means by area, strengths first; never a total. Housing readiness, and any like it.

    Attributes:
        strengths: Areas, best first.
        practise: Questions that the person chose to practise.
        flags: What leads to help at once and is no score.
    """

    assessment: str
    on: date
    areas: tuple[AreaResult, ...] = ()
    strengths: tuple[str, ...] = ()
    practise: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    kind: Literal["areas"] = "areas"


@dataclass(frozen=True, slots=True)
class StepsResult:
    """A step for each area, as wellbeing asks it; None: left open. Never a total."""

    assessment: str
    on: date
    steps: Mapping[str, int | None]
    highest: int = 10
    low: tuple[str, ...] = ()
    kind: Literal["steps"] = "steps"


Result = BudgetResult | AreasResult | StepsResult


def result_to_json(result: Result) -> dict[str, Any]:
    """Return a result for keeping."""
    return {name: _plain(value) for name, value in asdict(result).items()}


def result_from_json(row: Mapping[str, Any]) -> Result:
    """Return a kept result; raises KeyError, TypeError or ValueError when it is none."""
    fields = {**row, "on": date.fromisoformat(row["on"])}
    match row["kind"]:
        case "budget":
            return _budget(fields)
        case "areas":
            fields["areas"] = tuple(AreaResult(**one) for one in fields["areas"])
            for name in ("strengths", "practise", "flags"):
                fields[name] = tuple(fields[name])
            return AreasResult(**fields)
        case "steps":
            return StepsResult(**{**fields, "low": tuple(fields["low"])})
    raise ValueError(row["kind"])


def with_newest(kept: Sequence[Mapping[str, Any]], result: Result) -> list[dict[str, Any]]:
    """Return the kept rows with a new one, which takes the place of one of the same time."""
    when = _time(result.kind, result.on)
    older = [dict(row) for row in kept if not row["on"].startswith(when)]
    return [*older, result_to_json(result)][-MOST_KEPT:]


def earlier(kept: Sequence[Mapping[str, Any]], result: Result) -> Result | None:
    """Return the last result of a time before this one, for "you then, you now"."""
    when = _time(result.kind, result.on)
    before = [row for row in kept if row["on"][: len(when)] < when]
    return result_from_json(before[-1]) if before else None


def _time(kind: str, on: date) -> str:
    """A budget is of a month; how one is can be asked any day."""
    return on.isoformat()[:7] if kind == "budget" else on.isoformat()


def _budget(fields: dict[str, Any]) -> BudgetResult:
    for name in ("income", "costs", "balance"):
        fields[name] = None if fields[name] is None else Span(**fields[name])
    fields["lines"] = tuple(
        BudgetLine(one["id"], one["group"], Span(**one["amount"])) for one in fields["lines"]
    )
    fields["things"] = tuple(NextThing(**one) for one in fields["things"])
    day = fields["next_income_on"]
    fields["next_income_on"] = None if day is None else date.fromisoformat(day)
    return BudgetResult(**fields)


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value
