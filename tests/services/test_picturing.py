"""A picture comes with each result that was reached or told again, and with nothing else."""

import json
from dataclasses import replace
from datetime import date

from bot.domain.messages import Say
from bot.domain.results import NextThing, result_to_json
from bot.services.picturing import with_pictures
from tests.result_builders import BUDGET, STEPS

KEPT = Say("assessment.kept")
OLD = result_to_json(replace(BUDGET, on=date(2026, 9, 2)))
NEW = result_to_json(replace(BUDGET, things=(NextThing("a", "b"),)))


def keys(says: tuple[Say, ...]) -> list[str]:
    return [say.key for say in says]


def test_a_new_result_is_drawn_before_the_last_word_with_the_earlier_one_beside() -> None:
    effects = {"records": {"results:budget": [OLD, NEW], "pending": None}}
    says = with_pictures((Say("budget.month.plus"), KEPT), {}, effects)
    assert keys(says) == ["budget.month.plus", "result.picture", "assessment.kept"]
    drawn = says[1]
    assert json.loads(str(drawn.args["earlier"]))["on"] == "2026-09-02"
    assert json.loads(str(drawn.args["result"]))["things"] == []
    assert [choice.action for choice in drawn.choices] == ["share:ask-budget", "meeting:open"]


def test_a_result_that_is_told_again_is_drawn_again() -> None:
    again = Say("assessment.result_of", {"title_words": "assessment.wellbeing.title"})
    records = {"results:wellbeing": [result_to_json(STEPS)]}
    assert keys(with_pictures((again,), records, {})) == ["assessment.result_of", "result.picture"]


def test_forgetting_or_asking_draws_nothing() -> None:
    asked = (Say("assessment.ask", {"title_words": "assessment.budget.title"}),)
    records = {"results:budget": [NEW]}
    assert with_pictures(asked, records, {"records": {"results:budget": None}}) == asked


def test_a_result_without_figures_is_not_drawn() -> None:
    empty = result_to_json(replace(STEPS, steps={"mind": None}))
    effects = {"records": {"results:wellbeing": [empty]}}
    assert with_pictures((KEPT,), {}, effects) == (KEPT,)
