from hypothesis import given as examples
from hypothesis import strategies as st

from bot.domain.assessment import Branch, Condition, Given, Rules
from bot.domain.assessment_replay import progress, replay
from bot.services.assessment_rules import RULES
from tests.assessment_builders import (
    NO_RULES,
    SKIP,
    UNKNOWN,
    a_choice,
    a_definition,
    a_question,
    euros,
    pick,
    step,
    when,
)
from tests.builders import content

HOME = a_choice("home", "own", "none", to=(when("home", "none", "food"), Branch("rent")))
DEFINITION = a_definition(HOME, a_question("rent", to="food"), a_question("food"))


def asked(answers: dict[str, Given], rules: Rules = NO_RULES) -> tuple[list[str], str | None]:
    path = replay(DEFINITION, answers, rules)
    return [one.id for one in path.asked], path.pending.id if path.pending else None


def test_the_first_question_comes_first() -> None:
    assert asked({}) == ([], "home")


def test_an_answer_leads_where_its_branch_says() -> None:
    assert asked({"home": pick("none")}) == (["home"], "food")
    assert asked({"home": pick("own")}) == (["home"], "rent")


def test_a_skip_and_a_dont_know_go_on_and_are_compared_with_nothing() -> None:
    assert asked({"home": SKIP}) == (["home"], "rent")
    assert asked({"home": UNKNOWN}) == (["home"], "rent")


def test_the_end_is_reached() -> None:
    done = {"home": pick("none"), "food": euros(200)}
    assert asked(done) == (["home", "food"], None)


def test_what_lies_beside_the_way_does_not_count() -> None:
    answers = {"home": pick("none"), "rent": euros(500), "food": euros(200)}
    path = replay(DEFINITION, answers, NO_RULES)
    assert path.answers(answers) == {"home": pick("none"), "food": euros(200)}


def test_an_answer_beside_the_way_steers_nothing() -> None:
    definition = a_definition(
        HOME,
        a_choice("rent", "late", "paid", to="food"),
        a_question("food", to=(when("rent", "late", "debts"), Branch("end"))),
        a_question("debts"),
    )
    answers = {"home": pick("none"), "rent": pick("late"), "food": euros(10)}
    assert replay(definition, answers, NO_RULES).pending is None


def test_only_asks_what_was_picked_among_several() -> None:
    kinds = a_question("kinds", "several", "pay", options=HOME.options)
    pay = a_question("pay", only=Condition(question="kinds", value="own"))
    definition = a_definition(kinds, pay)
    assert replay(definition, {"kinds": pick("none")}, NO_RULES).pending is None
    assert replay(definition, {"kinds": pick("own", "none")}, NO_RULES).pending == pay


def test_a_predicate_of_python_can_steer() -> None:
    low = Rules({"low": lambda answers: (answers["mood"].low or 0) < 4})
    mood = a_question("mood", "scale", (Branch("help", Condition(predicate="low")), Branch("end")))
    definition = a_definition(mood, a_question("help", "text"))
    assert replay(definition, {"mood": step(2)}, low).pending is not None
    assert replay(definition, {"mood": step(8)}, low).pending is None


def test_progress_counts_what_is_behind_and_what_is_to_come() -> None:
    assert progress(DEFINITION, {}, NO_RULES, "home") == (1, 3)
    assert progress(DEFINITION, {"home": pick("none")}, NO_RULES, "food") == (2, 2)
    assert progress(DEFINITION, {"home": pick("own")}, NO_RULES, "rent") == (2, 3)


def test_progress_begins_anew_after_a_shall_we_go_on() -> None:
    go_on = a_choice("go_on", "yes", "no", to="b", counts=False, before="answers")
    definition = a_definition(a_question("a", to="go_on"), go_on, a_question("b"))
    assert progress(definition, {}, NO_RULES, "a") == (1, 1)
    assert progress(definition, {"a": SKIP}, NO_RULES, "go_on") is None
    assert progress(definition, {"a": SKIP, "go_on": pick("yes")}, NO_RULES, "b") == (1, 1)


@examples(st.data())
def test_every_way_through_our_assessments_ends_and_never_asks_twice(data: st.DataObject) -> None:
    definition = content().assessments[data.draw(st.sampled_from(sorted(content().assessments)))]
    answers: dict[str, Given] = {}
    seen = []
    while (question := replay(definition, answers, RULES).pending) is not None:
        assert question.id not in seen
        seen.append(question.id)
        choices = [SKIP, UNKNOWN, *(pick(option.id) for option in question.options)]
        if question.type == "scale":
            choices = [SKIP, *(step(value) for value in range(1, 5))]
        elif question.type == "money":
            choices = [SKIP, euros(0), euros(600)]
        answers[question.id] = data.draw(st.sampled_from(choices))
        counted = progress(definition, answers, RULES, question.id)
        assert counted is None or 1 <= counted[0] <= counted[1]
