"""A questionnaire that is left for later, taken up by a figure, not understood, begun again."""

from datetime import timedelta

import pytest

from bot.domain.answer_acts import takes_up
from bot.domain.pause_words import starts_over
from tests.assessment_builders import in_budget, in_month


@pytest.mark.parametrize(
    "words",
    [
        *("tauko", "mä jatkan myöhemmin", "jatketaan huomenna", "paus", "ja fortsätter sen"),
        *("pause", "im tired lets do later", "can we continue tomorrow"),
    ],
)
def test_who_wants_a_pause_gets_one(words: str) -> None:
    talk = in_budget("300")
    talk.does("unsure", words)
    assert talk.keys == ["assessment.stopped"]
    assert talk.given()["money_on_hand"]["low"] == 30_000


@pytest.mark.parametrize("words", ["huomenna", "imorgon", "tomorrow"])
def test_a_day_alone_answers_when_money_comes(words: str) -> None:
    talk = in_budget("300", words)
    assert talk.asked == "must_pay_before"


def test_later_is_an_answer_where_a_button_says_so() -> None:
    talk = in_budget("300", "perjantaina", "50", "40 viikossa")
    talk.says("myöhemmin")
    assert talk.keys[-1] == "assessment.kept"


def test_after_two_detours_a_bare_figure_takes_the_questions_up_again() -> None:
    talk = in_month("1", "900", "1000")
    for _ in range(3):
        talk.turns_away()
    assert talk.keys == ["assessment.waits"]
    talk.says("450")
    assert talk.keys == ["assessment.resumed", "assessment.noted", "assessment.ask"]
    assert talk.given()["rent"]["low"] == 45_000
    assert talk.asked == "rent_state"


@pytest.mark.parametrize("words", ["mun vuokra on 450 enkä tiedä mitä tehdä", "joo", "ei"])
def test_nothing_but_a_figure_does(words: str) -> None:
    talk = in_month("1", "900", "1000")
    talk.does("cancel", "lopeta")
    talk.says(words)
    assert "rent" not in talk.given()


def test_nor_does_a_figure_days_later() -> None:
    talk = in_month("1", "900", "1000")
    talk.does("cancel", "lopeta")
    talk.today += timedelta(days=3)
    talk.says("450")
    assert "rent" not in talk.given()


@pytest.mark.parametrize(
    "words", ["en ymmärrä kysymystä", "jag förstår inte frågan", "i don't understand the question"]
)
def test_a_question_that_is_not_understood_is_explained_not_skipped(words: str) -> None:
    talk = in_month("1", "900", "1000")
    talk.does("skip_question", words)
    assert talk.asked == "rent"
    assert talk.args["hint"]


@pytest.mark.parametrize("words", ["continue the test", "continue", "jatketaan testiä"])
def test_words_that_go_on_with_the_questions_do(words: str) -> None:
    assert takes_up(words)
    assert not starts_over(words)


@pytest.mark.parametrize("words", ["do the test again", "tee testi uudestaan", "gör om testet"])
def test_words_that_begin_again_do(words: str) -> None:
    assert starts_over(words)
    assert not takes_up(words)
