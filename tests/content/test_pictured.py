"""What is drawn says what the result says, in words of our own, and nothing else."""

from dataclasses import replace
from datetime import date

import pytest

from bot.content.loader import Content
from bot.content.pictured import Pictured
from bot.domain.messages import LANGUAGES, Language
from bot.domain.pictures import MoneyPicture, StepsPicture, picture_from_json, picture_to_json
from bot.domain.results import AreaResult, AreasResult, BudgetResult, Span
from bot.i18n import Words
from tests.result_builders import BUDGET, STEPS, TODAY, drawable


def test_a_budget_is_told_in_whole_euros_with_its_ranges() -> None:
    picture = drawable(BUDGET)
    assert isinstance(picture, MoneyPicture)
    assert picture.rows == (
        ("Tulot", "1\u00a0111\u00a0€"),
        ("Vuokra", "560\u00a0€"),
        ("Sähkö", "35–45\u00a0€"),
        ("Ruoka", "200–240\u00a0€"),
        ("Jää käyttöön", "266–316\u00a0€"),
    )


def test_what_does_not_suffice_is_a_gap_and_not_a_negative_bar() -> None:
    picture = drawable(replace(BUDGET, balance=Span(-14000, -9000)))
    assert isinstance(picture, MoneyPicture)
    assert picture.left is not None
    assert (picture.left.kind, picture.left.whole.cents) == ("gap", 11500)
    assert picture.left.whole.figure == "90–140\u00a0€"


def test_the_four_first_answers_alone_have_a_picture_too() -> None:
    short = BudgetResult(
        on=TODAY, money_now=14000, must_pay=4500, left=9500, days=9, per_day=1000,
        next_income_on=date(2026, 11, 25),
    )  # fmt: skip
    picture = drawable(short)
    assert [row[1] for row in picture.rows] == ["140\u00a0€", "45\u00a0€", "95\u00a0€"]
    assert picture.notes == ("Se on noin 10\u00a0€ päivässä, 9 päivän ajan.",)
    assert drawable(replace(short, days=1, per_day=9500)).notes == ()


def test_beside_the_balance_of_a_month_the_money_of_a_day_says_until_when_it_is() -> None:
    picture = drawable(replace(BUDGET, left=9500, days=9, per_day=1000))
    assert picture.notes == (
        "Ennen seuraavaa tuloa sinulla on noin 10\u00a0€ päivässä, 9 päivän ajan.",
    )


def test_a_result_without_figures_has_no_picture() -> None:
    words = Words.load().also(Content.load(None).assessment_words)
    empty = (BudgetResult(on=TODAY), replace(STEPS, steps={"mind": None}))
    assert [Pictured(words).of(one, None, "fi") for one in empty] == [None, None]


def test_the_earlier_time_stands_beside_and_an_unknown_area_stays_unknown() -> None:
    earlier = replace(STEPS, on=date(2026, 9, 2), steps={"mind": 3})
    picture = drawable(STEPS, earlier)
    assert isinstance(picture, StepsPicture)
    assert [(one.now, one.before) for one in picture.areas] == [
        (0.6, 0.3),
        (0.4, None),
        (None, None),
    ]
    assert picture.rows[0] == ("Mieli ja jaksaminen", "6", "3")
    assert picture.rows[2][1] == "ei vielä tietoa"


def test_readiness_is_told_in_bands_never_in_numbers() -> None:
    areas = (
        AreaResult("money", 4, 4, 400, "strength"),
        AreaResult("home", 1, 4),
        AreaResult("daily", 4, 4, 100, "together"),
    )
    picture = drawable(AreasResult("housing_readiness", TODAY, areas))
    assert isinstance(picture, StepsPicture)
    assert [one.figure for one in picture.areas] == [
        "vahvuus",
        "ei vielä tietoa",
        "harjoitellaan yhdessä",
    ]
    assert [one.now for one in picture.areas] == [1.0, None, 0.0]


def test_a_question_that_an_editor_took_away_does_not_break_an_old_result() -> None:
    gone = replace(BUDGET, lines=(replace(BUDGET.lines[1], id="no_such_question"),))
    assert ("Muu", "560\u00a0€") in drawable(gone).rows


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_picture_is_kept_and_read_again_unchanged(language: Language) -> None:
    for result in (BUDGET, STEPS):
        picture = drawable(result, None, language)
        assert picture_from_json(picture_to_json(picture)) == picture
        assert picture.title in picture.alt
        assert all(len(row) == len(picture.head) for row in picture.rows)
