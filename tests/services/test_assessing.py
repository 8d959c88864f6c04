"""The loop's use case, with the assessments that are shipped; state goes through JSON."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given as examples
from hypothesis import settings
from hypothesis import strategies as st

from bot.domain.assessment_state import State, state_from_json, state_to_json
from bot.services.assessing import MOST_STRAYS
from tests.assessment_builders import WEDNESDAY, Talk, euros, in_budget, in_month, ours, pick


def test_it_begins_with_what_it_is_and_the_first_question() -> None:
    talk = in_budget()
    assert talk.keys == ["assessment.budget.intro", "assessment.ask"]
    assert (talk.asked, talk.args["number"], talk.args["of"]) == ("money_on_hand", 1, 4)
    assert talk.records["pending"]["question"] == "money_on_hand"


def test_four_answers_say_something_useful_and_ask_whether_to_go_on() -> None:
    talk = in_budget("300", "perjantaina", "50", "40 viikossa")
    assert talk.asked == "go_on"
    assert "budget.first.enough" in talk.keys


def test_whoever_stops_after_four_keeps_a_result() -> None:
    talk = in_budget("300", "perjantaina", "50", "40 viikossa")
    talk.presses("no")
    assert talk.keys == ["assessment.kept"]
    assert talk.move is not None
    assert not talk.move.active
    (row,) = talk.records["results:budget"]
    assert (row["left"], row["days"]) == (25_000, 2)
    assert talk.records["pending"]["type"] == "ended"


def test_money_that_runs_out_leads_to_food_to_what_waits_and_to_a_draft() -> None:
    talk = in_budget("20", "perjantaina", "500", "40 viikossa")
    assert talk.keys[:4] == [
        "assessment.noted",
        "budget.first.minus",
        "budget.wait",
        "directory.results",
    ]
    assert "budget.draft" in talk.keys


def test_only_the_incomes_that_were_picked_are_asked() -> None:
    talk = in_month("palkka ja toimeentulotuki")
    assert talk.asked == "salary"
    talk.says("900")
    assert talk.asked == "social_assistance"
    talk.says("200")
    assert talk.asked == "next_income_amount"


def test_why_is_told_and_the_question_asked_again() -> None:
    talk = in_budget()
    why = ["assessment.budget.money_on_hand.why", "assessment.ask"]
    talk.presses("why")
    assert talk.keys == why
    talk.does("privacy", "miks sä tota kysyt")
    assert talk.keys == why


def test_another_matter_is_refused_and_the_same_question_asked_again() -> None:
    talk = in_budget("300")
    assert talk.does("locked_out", "jäin oven taakse ja avaimet on sisällä") is None
    talk.turns_away()
    assert talk.asked == "next_income_day"
    assert talk.args["lead"] == "assessment.back_to"


def test_whoever_speaks_of_other_things_is_not_asked_for_ever() -> None:
    talk = in_budget("300")
    for _ in range(MOST_STRAYS):
        move = talk.turns_away()
    assert talk.keys == ["assessment.waits"]
    assert not move.active
    talk.presses("go_on")
    assert talk.asked == "next_income_day"


def test_whoever_stops_half_way_sees_on_wish_what_there_is_and_keeps_it() -> None:
    talk = Talk()
    talk.does("start_wellbeing")
    talk.does("cancel", "lopeta")
    assert "so_far" not in talk.pressable  # nothing was answered yet
    talk.does("start_wellbeing")
    talk.says("6")
    talk.says("2")
    talk.says("riittää nyt")
    talk.presses("so_far")
    assert talk.keys == ["steps.all", "steps.help", "directory.results", "assessment.kept"]
    assert talk.records["results:wellbeing"][-1]["steps"] == {"mind": 6, "body": 2}
    talk.presses("fix")
    assert talk.asked == "body"
    talk.says("4")
    assert talk.asked == "people"


def test_a_button_to_see_a_result_is_of_no_use_when_all_was_deleted() -> None:
    talk = Talk()
    talk.does("start_wellbeing")
    talk.says("6")
    talk.says("riittää nyt")
    del talk.records["assessment:wellbeing"]
    talk.presses("so_far")
    assert talk.asked == "mind"


def test_stopping_keeps_the_answers_and_going_on_finds_the_place() -> None:
    talk = in_budget("300", "perjantaina")
    talk.does("cancel", "lopetetaan")
    assert talk.keys == ["assessment.stopped"]
    assert talk.records["pending"]["type"] == "resting"
    talk.today += timedelta(days=14)
    talk.does("start_budget")
    assert talk.keys == ["assessment.resumed", "assessment.ask"]
    assert talk.asked == "must_pay_before"


def test_starting_again_forgets_the_answers() -> None:
    talk = in_budget("300")
    talk.does("start_budget")
    talk.presses("again")
    assert talk.asked == "money_on_hand"
    assert talk.given() == {}


def test_danger_is_never_an_answer() -> None:
    talk = in_budget()
    assert talk.does("crisis_suicide", "haluan kuolla") is None


def test_at_rest_nothing_is_taken_for_an_answer() -> None:
    talk = in_budget("300")
    del talk.records["pending"]
    assert talk.says("650") is None
    assert talk.turns_away().says == ()


def test_another_assessment_begins_and_the_first_one_waits() -> None:
    talk = in_budget("300")
    talk.does("start_wellbeing")
    assert talk.asked == "mind"
    talk.does("start_budget")
    assert talk.asked == "next_income_day"


def test_a_button_of_an_earlier_question_changes_that_answer() -> None:
    talk = in_month("1", "900", "1000", "650")
    old = dict(talk.pressable)
    talk.presses("ok")
    talk.says("40")
    talk.pressable = old
    talk.presses("late")
    assert talk.given()["rent_state"]["picked"] == ["late"]
    assert talk.asked == "water"


def test_a_button_that_was_never_ours_moves_nothing() -> None:
    talk = in_budget("300")
    talk.pressable["odd"] = "answer:nothing-here-x"
    assert talk.presses("odd") is None


def test_everything_skipped_ends_kindly_and_keeps_no_result() -> None:
    talk = in_budget()
    while talk.move is not None and talk.move.active:
        talk.does("skip_question", "ohita")
    assert talk.keys[-1] == "assessment.ended"
    assert "results:budget" not in talk.records


@pytest.mark.parametrize(
    "said",
    [
        *("no vähän joo", "no on vähän", "joskus", "ehkä", "en tiiä", "no joo joskus"),
        *("lite", "nå ibland", "kanske", "a bit", "yeah sometimes", "maybe"),
    ],
)
def test_a_soft_yes_to_the_question_of_safety_is_never_passed_by(said: str) -> None:
    talk = Talk()
    talk.does("start_wellbeing")
    talk.says("1")
    talk.says(said)
    assert talk.keys == ["crisis.card"]


@pytest.mark.parametrize("said", ["no ei", "no en oo", "nej", "no", "nope", "ei vähääkään"])
def test_a_no_to_the_question_of_safety_goes_on(said: str) -> None:
    talk = Talk()
    talk.does("start_wellbeing")
    talk.says("1")
    talk.says(said)
    assert talk.asked == "body"


def test_a_figure_to_the_question_of_safety_asks_it_again() -> None:
    talk = Talk()
    talk.does("start_wellbeing")
    talk.says("1")
    talk.does("go_back", "5")
    assert talk.asked == "safety"


@pytest.mark.parametrize("said", ["joskus", "vähän", "ibland", "sometimes", "not always"])
def test_safe_only_at_times_is_not_safe(said: str) -> None:
    talk = Talk()
    talk.does("start_wellbeing")
    for step in ("7", "7", "2"):
        talk.says(step)
    talk.says(said)
    assert talk.keys == ["crisis.card"]


@pytest.mark.parametrize(
    ("said", "euros"),
    [
        ("vuokra 540 ja sähkö 40", 580),
        ("vuokra 480, sähkö 35 ja puhelin 20", 535),
        ("hyra 540 och el 40", 580),
        ("rent 540, phone 20", 560),
        ("vuokra 540 ja 40 muuta", 580),
        ("580, josta vuokra 540", 580),
        ("vuokra 540", 540),
    ],
)
def test_costs_that_are_named_one_by_one_answer_the_question_of_their_sum(
    said: str, euros: int
) -> None:
    talk = in_budget("300", "15. päivä", said)
    assert talk.given()["must_pay_before"]["high"] == euros * 100
    assert talk.asked == "food"


@pytest.mark.parametrize(
    ("said", "euros"),
    [
        ("hei se alku oli väärin, mulla on 450 eikä 600", 450),
        ("wait i actually have 450 not 600", 450),
        ("ei 600 vaan 450", 450),
        ("inte 600 utan 450", 450),
        ("580, ei 600", 580),
    ],
)
def test_what_was_wrong_is_told_beside_what_is_right(said: str, euros: int) -> None:
    talk = in_budget("600", "15. päivä")
    talk.does("go_back", said)
    assert talk.given()["money_on_hand"]["high"] == euros * 100
    assert talk.asked == "must_pay_before"


def test_a_bare_correction_changes_the_amount_that_was_just_given() -> None:
    talk = in_budget("600")
    talk.says("eiku 300")
    assert talk.given()["money_on_hand"]["high"] == 30_000
    assert talk.asked == "next_income_day"


def test_a_wrong_amount_that_nobody_gave_changes_nothing() -> None:
    talk = in_budget("600", "15. päivä")
    talk.says("450 eikä 700")
    assert talk.given()["money_on_hand"]["high"] == 60_000


@pytest.mark.parametrize("setup", [("600", "15. päivä"), ("600", "15. päivä", "100")])
def test_money_of_kela_is_noted_and_not_added_to_the_pay_beside_it(setup: tuple[str, ...]) -> None:
    talk = in_budget(*setup)
    talk.says("kelalta tulee 300 ja palkkaa 250")
    given = talk.given()
    assert (given["other_income"]["high"], given["salary"]["high"]) == (30_000, 25_000)


def test_a_question_that_was_not_understood_is_explained_with_an_example() -> None:
    talk = in_budget()
    talk.does("plain_language", "mitä tää tarkottaa")
    assert talk.keys == ["assessment.budget.money_on_hand.why", "assessment.ask"]
    assert talk.args["hint"] is True


def test_who_asks_what_a_word_means_has_not_strayed_and_gets_the_example() -> None:
    talk = in_budget("300")
    records = talk.records
    for _ in range(MOST_STRAYS):
        move = ours().again(records, WEDNESDAY, word=True)
        records = {**records, **move.records}
        assert [say.key for say in move.says] == ["assessment.ask"]
        assert move.says[0].args["hint"] is True


def test_a_low_mind_asks_gently_and_a_yes_leads_to_people_and_is_not_kept() -> None:
    talk = Talk()
    talk.does("start_wellbeing")
    talk.says("1")
    assert talk.asked == "safety"
    talk.presses("yes")
    assert talk.keys == ["crisis.card"]
    assert (talk.args["category"], talk.args["tier"]) == ("crisis_suicide", "B")
    assert talk.given("wellbeing")["safety"] == {"kind": "skip"}
    assert "pending" not in talk.records
    talk.does("start_wellbeing")
    assert talk.asked == "body"


def test_a_hard_time_with_others_asks_for_safety_and_a_no_leads_to_help_and_is_not_kept() -> None:
    talk = Talk()
    talk.does("start_wellbeing")
    for step in ("7", "7", "2"):
        talk.says(step)
    assert talk.asked == "safe_with_people"
    talk.says("en ole")
    assert talk.keys == ["crisis.card"]
    assert (talk.args["category"], talk.args["tier"]) == ("crisis_violence_now", "B")
    assert talk.given("wellbeing")["safe_with_people"] == {"kind": "skip"}
    talk.does("start_wellbeing")
    assert talk.asked == "everyday"


def test_wellbeing_says_the_last_time_beside_this_one() -> None:
    talk = Talk()
    for steps in (("7", "3"), ("8", "6")):
        talk.does("start_wellbeing")
        for one in (*steps, "5", "5", "5"):
            talk.says(one)
        talk.does("skip_question")
        talk.today += timedelta(days=30)
    assert talk.keys[0] == "steps.then_and_now"
    rows = str(talk.says_now[0].args["items_rows"])
    assert "assessment.wellbeing.mind.name\tn:7 > n:8" in rows


def test_what_cannot_wait_is_answered_before_any_statement() -> None:
    talk = Talk()
    talk.does("start_housing_readiness")
    talk.presses("no_bed")
    assert talk.keys[:2] == ["areas.help_first", "topic.answer"]
    assert talk.says_now[1].args == {"topic": "homeless_tonight"}
    assert talk.asked == "after_now"


def test_of_several_the_danger_gets_the_card_and_the_rest_is_kept() -> None:
    talk = Talk()
    talk.does("start_housing_readiness")
    talk.says("en ole turvassa ja ei yöpaikkaa")
    assert talk.keys == ["crisis.card"]
    assert (talk.args["category"], talk.args["tier"]) == ("crisis_violence_now", "A")
    assert talk.given("housing_readiness")["now"]["picked"] == ["no_bed"]
    talk.does("start_housing_readiness")
    assert talk.says_now[-2].args == {"topic": "homeless_tonight"}
    assert talk.asked == "after_now"


def test_readiness_is_taken_an_area_at_a_time_and_the_person_chooses() -> None:
    talk = Talk()
    talk.does("start_housing_readiness")
    talk.presses("none")
    for one in ("4", "2", "3", "4"):
        talk.says(one)
    assert talk.keys == ["areas.so_far.nearly", "assessment.ask"]
    talk.presses("no")
    assert talk.asked == "practise"
    assert talk.args["options"] == "pays_bills,uses_kela"
    talk.says("1")
    assert talk.keys == ["areas.strengths", "areas.all", "areas.practise", "assessment.kept"]
    (row,) = talk.records["results:housing_readiness"]
    assert row["practise"] == ["pays_bills"]


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("tulin pakolaisena", "permit"),
        ("molemmat", "permit"),
        ("minulla on lapsi", "child_day"),
        ("ei lisää", "practise"),
        ("ohita", "practise"),
    ],
)
def test_statements_for_refugees_and_parents_are_asked_only_when_wanted(
    said: str, asked: str
) -> None:
    talk = Talk()
    talk.does("start_housing_readiness")
    talk.says("ei mikään näistä")
    while talk.asked != "extras":
        talk.says("jatketaan" if str(talk.asked).startswith("to_") else "3")
    talk.says(said)
    assert talk.asked == asked


def test_an_area_that_was_left_after_one_statement_of_four_is_not_known_yet() -> None:
    talk = Talk()
    talk.does("start_housing_readiness")
    for words in ("ei mikään näistä", "1", "riittää nyt"):
        talk.says(words)
    talk.presses("so_far")
    assert talk.keys == ["areas.nothing", "assessment.ended"]


def test_results_are_told_again_and_forgotten() -> None:
    talk = in_budget("300", "perjantaina", "50", "40 viikossa")
    assert ours().results(talk.records) == ()
    talk.presses("no")
    assert ours().results(talk.records)[0].key == "assessment.result_of"
    forgotten = ours().forget("budget")
    assert forgotten == {"assessment:budget": None, "results:budget": None, "pending": None}


def test_of_two_results_of_one_day_the_later_one_is_told() -> None:
    talk = Talk()
    for name, answers in (
        ("wellbeing", ("5",)),
        ("housing_readiness", ("ei mikään näistä", "3", "3")),
        ("wellbeing", ("6",)),
    ):
        talk.does(f"start_{name}")
        for answer in answers:
            talk.says(answer)
        talk.does("cancel", "lopeta")
        talk.presses("so_far")
        title = talk.assessing.results(talk.records, None)[0].args["title_words"]
        assert title == f"assessment.{name}.title"


def test_a_new_version_of_a_definition_keeps_the_place() -> None:
    talk = in_budget("300", "perjantaina")
    state = state_from_json(talk.records["assessment:budget"])
    assert isinstance(state, State)
    old = replace(state, version=0, given={**state.given, "gone": euros(5), "go_on": pick("x")})
    talk.records["assessment:budget"] = state_to_json(old)
    talk.says("50")
    assert talk.asked == "food"
    assert set(talk.given()) == {"money_on_hand", "next_income_day", "must_pay_before"}


ANYTHING = st.lists(
    st.one_of(
        st.tuples(
            st.just("says"), st.sampled_from(["0", "650", "n. 50", "1 ja 3", "en tiiä", "joo"])
        ),
        st.tuples(
            st.just("does"), st.sampled_from(["go_back", "skip_question", "cancel", "repeat"])
        ),
        st.tuples(st.just("does"), st.sampled_from(["start_budget", "start_wellbeing", "deny"])),
        st.tuples(st.just("presses"), st.integers(0, 40)),
        st.tuples(st.just("turns_away"), st.none()),
    ),
    max_size=25,
)


@examples(ANYTHING)
@settings(max_examples=60)
def test_whatever_one_does_something_is_asked_or_the_loop_is_at_rest(steps: list[Any]) -> None:
    talk = in_budget()
    for verb, value in steps:
        if verb == "presses":
            labels = sorted(talk.pressable)
            move = talk.presses(labels[value % len(labels)])
        elif verb == "turns_away":
            move = talk.turns_away()
        else:
            move = getattr(talk, verb)(value)
        if move is None:
            continue
        asked = talk.records.get("pending", {}).get("type", "ended")
        assert move.active == (asked not in ("ended", "resting"))
        if move.active and talk.keys[-1] == "assessment.ask":
            assert talk.records["pending"]["question"] == talk.asked


def done(*words: str) -> Talk:
    """A whole month: rent 650, electricity 40, the rest skipped."""
    talk = in_month("1", "900", "1000", "650")
    talk.presses("ok")
    for one in ("40", *words):
        talk.says(one)
    while talk.move is not None and talk.move.active:
        talk.does("skip_question", "ohita")
    return talk


def balance(talk: Talk) -> int:
    return int(talk.records["results:budget"][-1]["balance"]["low"])


@pytest.mark.parametrize(
    "words",
    [
        *(
            "eiku vuokra onki 560",
            "sori, vuokra on 560",
            "vuokra onkin 560",
            "Korjaus: vuokra 560",
        ),
        *("nej förlåt, hyran är 560", "fel, hyran är 560", "actually the rent is 560"),
        *("sorry, rent is 560", "oho vuokra oliki 560e"),
    ],
)
def test_after_the_end_an_amount_is_changed_by_saying_it_and_the_result_with_it(
    words: str,
) -> None:
    talk = done()
    before = balance(talk)
    talk.says(words)
    assert talk.keys[0] == "assessment.noted"
    assert talk.keys[-1] == "assessment.kept"
    assert any(key.startswith("budget.month") for key in talk.keys)
    assert balance(talk) == before + 9_000
    assert len(talk.records["results:budget"]) == 1


def test_a_short_budget_says_anew_what_it_comes_to_when_an_answer_is_changed() -> None:
    talk = in_budget("300", "perjantaina", "50", "40 viikossa")
    talk.presses("no")
    talk.says("eiku mulla on tilillä vaan 60")
    assert talk.keys == [
        *("assessment.noted", "budget.first.tight", "budget.wait"),
        *("directory.results", "budget.draft", "assessment.kept"),
    ]
    talk.presses("fix")
    assert talk.keys == ["assessment.fix_money", "assessment.ask"]
    talk.does("go_back", "kolme taaksepäin")
    talk.says("perjantaina")
    assert talk.keys == ["assessment.noted", "assessment.kept"]


def test_after_the_end_two_amounts_are_changed_at_once() -> None:
    talk = done()
    before = balance(talk)
    talk.says("eiku vuokra on 600 ja sähkö 30")
    assert balance(talk) == before + 5_000 + 1_000


def test_after_the_end_a_surprising_amount_waits_for_a_yes() -> None:
    talk = done()
    before = balance(talk)
    talk.says("eiku vuokra onki 6500")
    assert talk.keys == ["assessment.sure"]
    assert balance(talk) == before
    talk.does("affirm", "joo")
    assert talk.keys[-1] == "assessment.kept"
    assert balance(talk) == before + 65_000 - 650_000


def test_a_surprising_correction_on_the_way_waits_for_a_yes_and_goes_on_where_it_was() -> None:
    talk = in_month("1", "900", "1000", "650")
    talk.presses("ok")
    talk.says("eiku vuokra onki 6500")
    assert talk.keys == ["assessment.sure"]
    assert talk.given()["rent"]["low"] == 65_000
    talk.presses("yes")
    assert talk.given()["rent"]["low"] == 650_000
    assert talk.asked == "electricity"


@pytest.mark.parametrize(
    "words",
    [
        *("vuokra on 560", "eiku mä meinasin et kiitti", "eiku paljonko vuokra sais olla 560"),
        *("mulla on vuokrarästejä 560", "560", "eiku kello 15"),
    ],
)
def test_after_the_end_nothing_else_is_taken_for_a_correction(words: str) -> None:
    talk = done()
    before = balance(talk)
    assert talk.does("answer", words) is None
    assert balance(talk) == before


def test_after_the_end_what_was_skipped_is_told_by_naming_it() -> None:
    talk = done()
    before = balance(talk)
    talk.says("eiku bussikortti 60")
    assert balance(talk) == before - 6_000


def test_two_days_after_the_end_nothing_is_changed_by_saying_it() -> None:
    talk = done()
    talk.today += timedelta(days=2)
    assert talk.says("eiku vuokra onki 560") is not None
    later = done()
    later.today += timedelta(days=3)
    assert later.says("eiku vuokra onki 560") is None


def test_any_answer_is_changed_after_the_end_by_a_button_and_going_back() -> None:
    talk = done()
    talk.presses("fix")
    assert talk.keys == ["assessment.fix_money", "assessment.ask"]
    assert talk.asked == "debt_per_month"
    talk.says("vuokra 560, sähkö 30")
    assert talk.keys[0] == "assessment.noted"
    assert talk.given()["rent"]["low"] == 56_000
    assert talk.keys[-1] == "assessment.kept"  # nothing else was open: the new sum at once
    mood = Talk()
    mood.does("start_wellbeing")
    for one in ("7", "6", "5", "5", "5"):
        mood.says(one)
    mood.does("skip_question", "ohita")
    mood.presses("fix")
    assert mood.keys[0] == "assessment.fix"
    mood.does("go_back", "viis taaksepäin")
    assert mood.asked == "mind"
    mood.says("8")
    (row,) = mood.records["results:wellbeing"]
    assert row["steps"]["mind"] == 8


def test_a_later_month_is_told_beside_the_earlier_one_and_the_same_month_is_not() -> None:
    talk = done()
    assert "budget.compare" not in talk.keys
    talk.says("eiku vuokra onki 560")
    assert "budget.compare" not in talk.keys
    talk.today += timedelta(days=28)
    talk.does("start_budget")
    for one in ("300", "perjantaina", "50", "40 viikossa"):
        talk.says(one)
    talk.presses("yes")
    for one in ("1", "1000", "1100", "500"):
        talk.says(one)
    talk.presses("ok")
    while talk.move is not None and talk.move.active:
        talk.does("skip_question", "ohita")
    (told,) = [say for say in talk.says_now if say.key == "budget.compare"]
    rows = dict(row.split("\t") for row in str(told.args["items_rows"]).splitlines())
    assert rows["budget.word.income"] == "m:90000 > m:100000"
    assert set(rows) == {"budget.word.income", "budget.word.costs", "budget.word.left"}
    assert told.args["then_figure"] == f"d:{WEDNESDAY.isoformat()}"
    assert len(talk.records["results:budget"]) == 2


# --- filled together ------------------------------------------------------------------------


def test_together_is_explained_kept_through_and_said_at_the_end() -> None:
    talk = Talk()
    talk.does("start_wellbeing")
    talk.presses("together")
    assert talk.keys == ["assessment.together", "assessment.ask"]
    assert talk.asked == "mind"
    for one in ("7", "6", "5", "5", "5"):
        talk.says(one)
    assert talk.asked == "own_words"
    assert talk.args["lead"] == "assessment.together_private"
    talk.does("skip_question", "ohita")
    assert talk.keys[-1] == "assessment.kept_together"
    assert set(talk.records) == {"assessment:wellbeing", "results:wellbeing"}


def test_the_question_of_danger_need_not_be_answered_beside_the_worker() -> None:
    talk = Talk()
    talk.does("start_wellbeing")
    talk.presses("together")
    talk.says("1")
    assert talk.asked == "safety"
    assert talk.args["lead"] == "assessment.together_private"


def test_what_was_answered_alone_is_said_before_the_worker_sees_a_result() -> None:
    talk = in_budget("300")
    talk.presses("together")
    assert talk.keys == ["assessment.together", "assessment.together_earlier", "assessment.ask"]
    assert talk.asked == "next_income_day"
    talk.presses("again")
    assert talk.given() == {}
    assert talk.records["assessment:budget"]["together"]


def test_who_goes_on_alone_or_comes_back_another_day_is_alone() -> None:
    talk = in_budget()
    talk.presses("together")
    talk.presses("alone")
    assert talk.keys == ["assessment.alone", "assessment.ask"]
    assert not talk.records["assessment:budget"]["together"]
    talk.presses("together")
    talk.says("300")
    talk.does("cancel", "lopetetaan")
    talk.today += timedelta(days=1)
    talk.does("start_budget")
    assert not talk.records["assessment:budget"]["together"]
