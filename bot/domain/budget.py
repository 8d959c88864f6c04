"""What the answers about money come to: balance, money a day, and three things to do next.

Pure arithmetic over answers. Nothing here says that anybody has a right to anything: a benefit
that may not have been applied for is something "you may want to check". Figures that guide are
not here but in ``content/data/rates``, each with its year and source.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date

from bot.domain.assessment import Answers, picked, value_of
from bot.domain.results import BudgetLine, BudgetResult, Group, NextThing, Span

INCOMES = (
    *("salary", "study_grant", "unemployment", "sickness", "housing_allowance"),
    *("social_assistance", "aftercare_support", "child_benefit", "other_income"),
)
HOME = ("rent", "electricity", "water", "insurance")
LIVING = ("food", "phone", "transport", "health", "clothes", "hobby", "other_costs")
DEBTS = ("debt_per_month",)

MOST_THINGS = 3
RENT_IS_MUCH = 40
"""Per cent of the income; said as "a large part", no rule is quoted."""

TIGHT_PER_DAY = 500
"""Cents a day below which we ask about food when nothing was told of it. Our own measure."""

PHONE_IS_MUCH = 4_000
POWER_IS_MUCH = 6_000
"""Cents a month for one person from which it is worth comparing. Our own measure, never said."""

_NO_FIGURES = frozenset({"go_on"})
_DAYS_A_MONTH = (365, 12)
_TROUBLE = frozenset({"late", "collection", "enforcement"})


def budget_of(answers: Answers, today: date) -> BudgetResult:
    """Return the budget of the answers on the way."""
    lines = tuple(_lines(answers))
    incomes = [line.amount for line in lines if line.group == "income"]
    costs = [line.amount for line in lines if line.group != "income"]
    income, cost = _sum(incomes), _sum(costs)
    balance = income.minus(cost) if income and cost else None
    food = _cents(answers, "food")
    result = BudgetResult(
        on=today,
        lines=lines,
        income=income,
        costs=cost,
        balance=balance,
        rent_share=_share(answers, income),
        # Nothing spent on food is no measure of what food needs.
        food_per_day=None if not food else food * _DAYS_A_MONTH[1] // _DAYS_A_MONTH[0],
        next_income=_cents(answers, "next_income_amount"),
        left_open=sum(
            given.kind != "value" for name, given in answers.items() if name not in _NO_FIGURES
        ),
    )
    result = _until_next_income(result, answers, today)
    return replace(result, things=things_of(result, answers))


def runs_out(result: BudgetResult) -> bool:
    """Return whether the money does not last to the next income, as far as was told."""
    if result.left is None:
        return False
    if result.left <= 0:
        return result.days != 0
    if result.per_day is None:
        return False
    needed = result.food_per_day if result.food_per_day is not None else TIGHT_PER_DAY
    return result.per_day < needed


def things_of(result: BudgetResult, answers: Answers) -> tuple[NextThing, ...]:
    """Return the three things to do next, most urgent first; one a topic."""
    facts = _Facts(result, answers)
    found: dict[str, NextThing] = {}
    for rule, topic, holds in _THINGS:
        if topic not in found and holds(facts):
            found[topic] = NextThing(rule, topic)
    return tuple(found.values())[:MOST_THINGS]


@dataclass(frozen=True, slots=True)
class _Facts:
    """What the rules look at."""

    result: BudgetResult
    answers: Answers

    def is_short(self) -> bool:
        balance = self.result.balance
        return (balance is not None and balance.middle < 0) or runs_out(self.result)

    def gets(self, income: str) -> bool:
        return income in picked(self.answers, "income_kinds")

    def knows_incomes(self) -> bool:
        return bool(picked(self.answers, "income_kinds"))

    def lacks(self, *incomes: str) -> bool:
        """Nothing is lacking of what was never told."""
        return self.knows_incomes() and not any(self.gets(one) for one in incomes)

    def cents(self, name: str) -> int:
        return _cents(self.answers, name) or 0

    def rent_is(self, state: str) -> bool:
        return state in picked(self.answers, "rent_state")


Holds = Callable[[_Facts], bool]

# The order is the urgency: a home first, then food, then what may be missing, then what can be
# made smaller. Each rule has its words under "budget.thing.<rule>".
_THINGS: tuple[tuple[str, str, Holds], ...] = (
    ("rent_letter", "rent_arrears", lambda f: f.rent_is("letter")),
    ("rent_late", "rent_arrears", lambda f: f.rent_is("late")),
    ("ran_out", "money_run_out", lambda f: runs_out(f.result)),
    ("debt_enforcement", "debt_help", lambda f: "enforcement" in picked(f.answers, "debt_state")),
    ("debt_late", "debt_help", lambda f: bool(_TROUBLE & set(picked(f.answers, "debt_state")))),
    (
        "housing_allowance",
        "housing_allowance",
        lambda f: (
            f.cents("rent") > 0
            and f.lacks("housing_allowance", "study_grant", "social_assistance")
        ),
    ),
    ("student_housing", "student_aid", lambda f: _studies_without_housing(f)),
    (
        "social_assistance",
        "social_assistance",
        lambda f: f.is_short() and f.lacks("social_assistance"),
    ),
    (
        "no_income",
        "unemployment_benefit",
        lambda f: (
            f.knows_incomes()
            and f.lacks("salary", "study_grant", "unemployment", "sickness", "social_assistance")
        ),
    ),
    ("due_date", "bill_due_date", lambda f: f.result.left is not None and f.result.left < 0),
    ("energy", "electricity_contract", lambda f: f.cents("electricity") >= POWER_IS_MUCH),
    ("phone", "bills_priority", lambda f: f.cents("phone") >= PHONE_IS_MUCH),
    ("insurance", "home_insurance", lambda f: _has_no_insurance(f)),
    ("debts", "debt_help", lambda f: f.is_short() and f.cents("debt_per_month") > 0),
    ("order", "bills_priority", lambda f: f.is_short()),
)


def _studies_without_housing(f: _Facts) -> bool:
    return f.cents("rent") > 0 and f.gets("study_grant") and f.lacks("housing_allowance")


def _has_no_insurance(f: _Facts) -> bool:
    given = value_of(f.answers, "insurance")
    return given is not None and given.high == 0


def _until_next_income(result: BudgetResult, answers: Answers, today: date) -> BudgetResult:
    money, must = _cents(answers, "money_on_hand"), _cents(answers, "must_pay_before")
    given = value_of(answers, "next_income_day")
    day = given.day if given else None
    days = None if day is None else max(0, (day - today).days)
    # What must be paid is taken as nothing only when that was said.
    left = None if money is None or must is None else money - must
    per_day = None
    if left is not None and days:
        per_day = max(0, left) // days // 100 * 100
    return replace(
        result,
        money_now=money,
        must_pay=must,
        left=left,
        next_income_on=day,
        days=days,
        per_day=per_day,
    )


def _lines(answers: Answers) -> Iterable[BudgetLine]:
    groups: tuple[tuple[Group, tuple[str, ...]], ...] = (
        ("income", INCOMES),
        ("home", HOME),
        ("living", LIVING),
        ("debt", DEBTS),
    )
    for group, names in groups:
        for name in names:
            given = value_of(answers, name)
            if given is not None and given.low is not None and given.high is not None:
                yield BudgetLine(name, group, Span(given.low, given.high))


def _sum(spans: list[Span]) -> Span | None:
    if not spans:
        return None
    total = Span(0, 0)
    for span in spans:
        total = total.plus(span)
    return total


def _share(answers: Answers, income: Span | None) -> int | None:
    rent = _cents(answers, "rent")
    if rent is None or income is None or income.middle <= 0:
        return None
    return (rent * 100 + income.middle // 2) // income.middle


def _cents(answers: Answers, name: str) -> int | None:
    given = value_of(answers, name)
    return given.middle if given else None
