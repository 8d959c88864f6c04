"""What words in the loop come to: acts, answers, changes, and what is left to the dialogue."""

import pytest

from tests.assessment_builders import FRIDAY, WEDNESDAY, Talk, in_budget, in_month


def test_a_range_is_kept_and_said_back() -> None:
    talk = in_month("1", "900-1100")
    assert talk.keys[0] == "assessment.noted"
    assert talk.given()["salary"] == {"kind": "value", "low": 90_000, "high": 110_000}


def test_two_matters_in_one_answer_fill_both() -> None:
    talk = in_month("1", "900", "1000", "vuokra 650 sähkö 40")
    assert talk.given()["rent"]["low"] == 65_000
    assert talk.given()["electricity"]["low"] == 4_000
    talk.says("en")
    talk.presses("ok")
    assert talk.asked == "water"


def test_what_a_question_takes_in_is_added_up() -> None:
    talk = in_month("1", "900", "1000", "650")
    while talk.asked != "phone":
        talk.does("skip_question", "ohita")
    talk.says("puhelin 20 ja netti 15")
    assert talk.given()["phone"]["low"] == 3_500
    assert talk.keys[0] == "assessment.noted"


def test_an_earlier_answer_is_changed_by_saying_it() -> None:
    talk = in_month("1", "900", "1000", "650")
    talk.presses("ok")
    assert talk.asked == "electricity"
    talk.says("eiku vuokra onki 560")
    assert talk.given()["rent"]["low"] == 56_000
    assert talk.keys == ["assessment.noted", "assessment.ask"]
    assert talk.asked == "electricity"


def test_a_surprising_value_waits_for_a_yes() -> None:
    talk = in_month("1", "900", "1000", "6500")
    assert talk.keys == ["assessment.sure"]
    assert "rent" not in talk.given()
    talk.does("affirm", "joo")
    assert talk.given()["rent"]["low"] == 650_000


def test_a_surprising_value_is_taken_back_with_a_no_or_another_value() -> None:
    for answer in ("press", "words", "value"):
        talk = in_month("1", "900", "1000", "6500")
        if answer == "press":
            talk.presses("no")
        elif answer == "words":
            talk.does("deny", "ei")
        if answer != "value":
            assert talk.asked == "rent"
        talk.says("650")
        assert talk.given()["rent"]["low"] == 65_000


def test_what_is_unclear_is_asked_twice_with_an_example_then_may_be_skipped() -> None:
    talk = in_budget()
    leads, hints = [], []
    for _ in range(3):
        talk.says("paljon")
        leads.append(talk.args["lead"])
        hints.append(talk.args["hint"])
    assert leads == [f"assessment.unclear_{number}" for number in (1, 2, 3)]
    assert hints == [True, True, False]
    talk.presses("skip")
    assert talk.given()["money_on_hand"] == {"kind": "skip"}


def test_skip_and_dont_know_go_on_in_words_too() -> None:
    talk = in_budget()
    talk.does("skip_question", "ohita")
    talk.says("en tiiä")
    assert talk.asked == "must_pay_before"
    assert [one["kind"] for one in talk.given().values()] == ["skip", "unknown"]


def test_going_back_shows_what_was_said_and_goes_on_where_it_was() -> None:
    talk = in_budget("300", "perjantaina", "50")
    talk.does("go_back", "kaks taaksepäin")
    assert talk.asked == "next_income_day"
    assert talk.args["was"] == f"d:{FRIDAY.isoformat()}"
    talk.does("go_back", "takaisin")
    assert talk.asked == "money_on_hand"
    talk.says("100")
    assert talk.asked == "food"


def test_there_is_nothing_before_the_first_question() -> None:
    talk = in_budget()
    talk.does("go_back", "takaisin")
    assert talk.args["lead"] == "assessment.at_first"


@pytest.mark.parametrize("words", ["olen", "joo", "ohita", "en halua sanoa"])
def test_who_is_safe_with_others_or_does_not_say_goes_on(words: str) -> None:
    talk = Talk()
    talk.does("start_wellbeing")
    for step in ("7", "7", "3", words):
        talk.says(step)
    assert talk.asked == "everyday"


@pytest.mark.parametrize("words", ["3-4", "3 tai 4", "3 eller 4", "between 3 and 4"])
def test_of_two_steps_the_lower_one_is_kept_and_said_back_so_that_help_is_offered(
    words: str,
) -> None:
    talk = Talk()
    talk.does("start_wellbeing")
    talk.says(words)
    assert talk.keys == ["assessment.noted", "assessment.ask"]
    assert talk.asked == "safety"


@pytest.mark.parametrize("words", ["riittää nyt", "det räcker nu", "that's enough for now"])
def test_whoever_has_had_enough_rests_and_goes_on_where_it_was(words: str) -> None:
    talk = Talk()
    talk.does("start_wellbeing")
    talk.says("6")
    talk.says(words)
    assert talk.keys == ["assessment.stopped"]
    talk.does("start_wellbeing")
    assert talk.keys == ["assessment.resumed", "assessment.ask"]
    assert talk.asked == "body"


@pytest.mark.parametrize("text", ["", "?", "\u0000", "9" * 400, "💶" * 50, "ei " * 300])
def test_no_text_breaks_the_loop(text: str) -> None:
    talk = in_budget()
    talk.says(text)
    assert talk.records["pending"]["question"] in {"money_on_hand", "next_income_day"}
    assert talk.today == WEDNESDAY


@pytest.mark.parametrize(
    "words",
    ["miks sä tota kysyt", "mihin tätä tarvitaan?", "varför frågar du", "what is this for", "why"],
)
def test_why_is_understood_in_every_language_whatever_the_classifier_says(words: str) -> None:
    talk = in_budget()
    talk.does("repeat", words)
    assert talk.keys[0] == "assessment.budget.money_on_hand.why"


def test_what_may_be_a_matter_of_its_own_is_left_to_the_dialogue() -> None:
    talk = in_budget()
    assert talk.does("unsure", "mun pää hajoo") is None
    assert talk.does("out_of_scope", "asdf") is not None


@pytest.mark.parametrize(
    ("words", "asked"),
    [
        ("joo", "income_kinds"),
        ("joo tehään vaan", "income_kinds"),
        ("jatketaan", "income_kinds"),
        ("ei", None),
        ("riittää", None),
        ("myöhemmin", None),
    ],
)
def test_shall_we_go_on_is_answered_with_plain_words(words: str, asked: str | None) -> None:
    talk = in_budget("300", "perjantaina", "50", "40 viikossa")
    talk.says(words)
    assert talk.asked == asked


def test_a_plain_no_to_several_is_none_of_them() -> None:
    talk = in_month()
    talk.does("deny", "en")
    assert talk.given()["income_kinds"]["picked"] == ["none"]


def test_two_costs_told_elsewhere_are_kept_and_are_no_day() -> None:
    talk = in_budget("300")
    talk.does("answer", "vuokra 520 ja sähkö 30")
    assert talk.keys == ["assessment.noted", "assessment.ask"]
    assert talk.given()["rent"]["low"] == 52_000
    assert talk.given()["electricity"]["low"] == 3_000
    assert "next_income_day" not in talk.given()
    assert talk.asked == "next_income_day"


@pytest.mark.parametrize(
    "words", ["palkka 15. päivä", "vuokra 520", "vuokra menee 5. ja sähkö 9."]
)
def test_days_and_one_cost_alone_are_no_amounts_while_a_day_is_asked(words: str) -> None:
    talk = in_budget("300")
    talk.says(words)
    assert not {"rent", "electricity", "salary"} & set(talk.given())


def test_of_a_stretch_of_days_the_last_one_counts() -> None:
    talk = in_budget("300", "kuun lopussa")
    talk.presses("yes")
    assert talk.given()["next_income_day"]["day"] == "2026-11-30"


def test_what_is_asked_again_at_a_doubt_is_the_doubt() -> None:
    talk = in_budget("100", "1.3.")
    assert talk.keys == ["assessment.sure"]
    talk.does("plain_language", "mitä")
    assert talk.keys == ["assessment.sure"]
    talk.says("joo")
    assert talk.asked == "must_pay_before"


@pytest.mark.parametrize("words", ["ibland", "sometimes", "joskus"])
def test_sometimes_is_no_amount_and_no_day(words: str) -> None:
    talk = in_budget("100")
    talk.does("dont_know", words)
    assert talk.asked == "next_income_day"


@pytest.mark.parametrize(("words", "taken"), [("ei oo velkaa", True), ("ei rahaa ruokaan", False)])
def test_a_no_that_names_what_is_asked_is_an_answer(words: str, taken: bool) -> None:
    talk = in_month("1", "900", "1000", "0")
    while talk.asked != "debt_state":
        talk.does("skip_question", "ohita")
    talk.does("money_run_out", words)
    assert ("debt_state" in talk.given()) is taken
