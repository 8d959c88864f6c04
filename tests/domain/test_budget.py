from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.assessment import Given
from bot.domain.budget import budget_of, runs_out
from bot.domain.results import (
    BudgetResult,
    Span,
    earlier,
    result_from_json,
    result_to_json,
    with_newest,
)
from tests.assessment_builders import SKIP, UNKNOWN, WEDNESDAY, euros, pick


def first_four(money: int, days: int, must: int, food_week: int | None = None) -> dict[str, Given]:
    answers = {
        "money_on_hand": euros(money),
        "next_income_day": Given(day=WEDNESDAY + timedelta(days=days)),
        "must_pay_before": euros(must),
    }
    if food_week is not None:
        monthly = food_week * 100 * 52 // 12
        answers["food"] = Given(low=monthly, high=monthly)
    return answers


def month(**more: Given) -> dict[str, Given]:
    return {
        "income_kinds": pick("salary", "housing_allowance"),
        "salary": euros(900),
        "housing_allowance": euros(300),
        "rent": euros(600),
        "insurance": euros(8),
        **more,
    }


def result(answers: dict[str, Given]) -> BudgetResult:
    return budget_of(answers, WEDNESDAY)


def rules(answers: dict[str, Given]) -> list[str]:
    return [thing.rule for thing in result(answers).things]


def test_money_a_day_is_what_is_left_for_the_days_until_the_next_income() -> None:
    found = result(first_four(money=200, days=6, must=80))
    assert (found.left, found.days, found.per_day) == (12_000, 6, 2_000)


def test_money_a_day_is_rounded_down_to_whole_euros() -> None:
    assert result(first_four(money=100, days=7, must=0)).per_day == 1_400


def test_less_than_must_be_paid_is_below_zero_and_runs_out() -> None:
    found = result(first_four(money=50, days=5, must=400))
    assert (found.left, found.per_day) == (-35_000, 0)
    assert runs_out(found)


def test_an_income_today_is_waited_for_no_day() -> None:
    found = result(first_four(money=20, days=0, must=0))
    assert (found.days, found.per_day) == (0, None)
    assert not runs_out(found)


def test_food_that_costs_more_than_there_is_a_day_runs_out() -> None:
    assert runs_out(result(first_four(money=40, days=10, must=0, food_week=60)))
    assert not runs_out(result(first_four(money=400, days=10, must=0, food_week=60)))


def test_without_the_amounts_nothing_is_reckoned() -> None:
    answers = {"money_on_hand": SKIP, "next_income_day": UNKNOWN, "must_pay_before": euros(40)}
    found = result(answers)
    assert (found.left, found.per_day, found.balance, found.left_open) == (None, None, None, 2)
    assert not runs_out(found)
    assert found.things == ()


def test_the_balance_is_income_less_costs() -> None:
    found = result(month(food=euros(200)))
    assert found.income == Span(120_000, 120_000)
    assert found.costs == Span(80_800, 80_800)
    assert found.balance == Span(39_200, 39_200)


def test_ranges_make_the_balance_a_range() -> None:
    found = result(month(salary=euros(800, 1000), food=euros(200, 300)))
    assert found.balance == Span(19_200, 49_200)
    assert found.balance.middle == (found.balance.low + found.balance.high) // 2


def test_a_skipped_cost_is_not_a_cost_of_nothing() -> None:
    found = result(month(food=SKIP))
    assert [line.id for line in found.lines] == [
        "salary",
        "housing_allowance",
        "rent",
        "insurance",
    ]
    assert found.left_open == 1


def test_the_share_of_the_rent_is_of_the_income() -> None:
    assert result(month()).rent_share == 50
    assert result({"rent": euros(500)}).rent_share is None
    assert result(month(rent=SKIP)).rent_share is None


def test_an_eviction_comes_before_everything_else() -> None:
    answers = month(**first_four(10, 9, 500), rent_state=pick("letter"), debt_state=pick("late"))
    assert rules(answers) == ["rent_letter", "ran_out", "debt_late"]


def test_each_thing_leads_to_a_topic_of_its_own() -> None:
    answers = month(rent_state=pick("late"), debt_state=pick("enforcement"), phone=euros(60))
    things = result(answers).things
    assert [thing.topic for thing in things] == ["rent_arrears", "debt_help", "bills_priority"]


def test_a_benefit_is_mentioned_only_when_incomes_were_told_and_lack_it() -> None:
    assert "housing_allowance" in rules({"income_kinds": pick("salary"), "rent": euros(500)})
    assert "housing_allowance" not in rules(month())
    assert "housing_allowance" not in rules({"rent": euros(500)})
    assert "housing_allowance" not in rules({"income_kinds": SKIP, "rent": euros(500)})


def test_a_student_is_pointed_to_the_supplement_of_students() -> None:
    answers = {"income_kinds": pick("study_grant"), "study_grant": euros(279), "rent": euros(400)}
    assert "student_housing" in rules(answers)
    assert "housing_allowance" not in rules(answers)


def test_nobody_who_manages_is_sent_to_social_assistance() -> None:
    assert "social_assistance" not in rules(month(food=euros(100)))
    short = month(food=euros(500), rent=euros(900))
    assert "social_assistance" in rules(short)


def test_no_insurance_is_zero_and_not_a_skip() -> None:
    assert "insurance" in rules(month(insurance=euros(0)))
    assert "insurance" not in rules(month(insurance=SKIP))


def test_at_most_three_things() -> None:
    answers = month(
        **first_four(0, 20, 900),
        rent_state=pick("late"),
        debt_state=pick("collection"),
        insurance=euros(0),
        phone=euros(90),
        electricity=euros(100),
    )
    assert len(rules(answers)) == 3


@pytest.mark.parametrize("answers", [{}, month(), month(**first_four(100, 5, 40, 30))])
def test_a_budget_survives_keeping(answers: dict[str, Given]) -> None:
    found = result(answers)
    assert result_from_json(result_to_json(found)) == found


def test_one_budget_a_month_is_kept_and_compared_with_the_month_before() -> None:
    october = replace(result(month()), on=WEDNESDAY.replace(month=10))
    kept = with_newest([], october)
    november = result(month(salary=euros(1000)))
    assert earlier(kept, november) == october
    kept = with_newest(with_newest(kept, result(month())), november)
    assert [row["on"] for row in kept] == ["2026-10-25", "2026-11-25"]
    assert earlier(with_newest([], november), november) is None
