from dataclasses import replace
from typing import Any

import pytest

from bot.domain.assessment import Branch, Condition, Definition, Pick, Question, Rules
from bot.domain.assessment_proof import mistakes
from tests.assessment_builders import NO_RULES, a_choice, a_definition, a_question, when


def wrong(*questions: Question, **more: Any) -> list[str]:
    definition: Definition = a_definition(*questions, **more)
    return [f"{one.question}: {one.why}" for one in mistakes(definition, NO_RULES, {"answers"})]


def test_a_sound_definition_has_no_mistakes() -> None:
    home = a_choice("home", "own", "none", to=(when("home", "none", "end"), Branch("rent")))
    assert wrong(home, a_question("rent")) == []


def test_a_way_back_is_refused_so_that_every_way_ends() -> None:
    found = wrong(a_question("rent", to="food"), a_question("food", to="rent"))
    assert found == ["food: leads back to 'rent': branches go forward, so that every way ends"]


def test_branches_without_a_last_word_are_not_total() -> None:
    found = wrong(a_choice("home", "own", "none", to=(when("home", "own", "end"),)))
    assert found == ["home: the last branch must have no condition: a skip has to lead somewhere"]


def test_a_dead_question_is_found() -> None:
    found = wrong(a_question("rent", to="end"), a_question("food"))
    assert found == ["food: is never reached: no way leads to it"]


def test_a_question_whose_condition_no_way_fulfils_is_dead() -> None:
    home = a_choice("home", "own", "none", to=(when("home", "own", "end"), Branch("rent")))
    rent = a_question("rent", only=Condition("home", "own"))
    assert wrong(home, rent) == ["rent: is never reached: no way leads to it"]
    assert wrong(home, replace(rent, only=Condition("home", "none"))) == []


def test_a_comparison_with_a_question_that_lies_beside_the_way_is_dead() -> None:
    first = a_choice("first", "yes", "no", to=(when("first", "yes", "side"), Branch("main")))
    side = a_choice("side", "yes", "no")
    main = a_choice("main", "yes", "no", to=(when("side", "yes", "end"), Branch("last")))
    last = a_question("last")
    assert wrong(first, side, main, last) == ["main: its branch to 'end' is never taken"]
    assert wrong(first, replace(side, next=(Branch("main"),)), main, last) == []


def test_of_the_same_condition_twice_the_second_branch_is_never_taken() -> None:
    to = (when("home", "own", "rent"), when("home", "own", "food"), Branch("food"))
    found = wrong(
        a_choice("home", "own", "none", to=to), a_question("rent", to="food"), a_question("food")
    )
    assert found == ["home: its branch to 'food' is never taken"]


def several(name: str, *options: str, to: str) -> Question:
    return replace(a_choice(name, *options, "none", to=to), type="several")


def test_of_several_options_every_combination_is_followed() -> None:
    both = (when("kinds", "a", "b_too"), Branch("end"))
    questions = (
        several("kinds", "a", "b", to="first"),
        a_question("first", to=both),
        a_question("b_too", only=Condition("kinds", "b"), to="none_of_it"),
        a_question("none_of_it", only=Condition("kinds", "none")),
    )
    assert wrong(*questions) == ["none_of_it: is never reached: no way leads to it"]


def test_more_options_than_can_be_followed_are_told() -> None:
    many = [f"o{number}" for number in range(13)]
    after = [*(f"q{one}" for one in many[1:]), "end"]
    asked = [
        a_question(f"q{one}", only=Condition("kinds", one), to=to)
        for one, to in zip(many, after, strict=True)
    ]
    (found,) = wrong(several("kinds", *many, to="qo0"), *asked)
    assert found.startswith("kinds: conditions look at more than 12 of its options")


def test_a_predicate_may_say_either() -> None:
    rules = Rules(predicates={"often": lambda _: True})
    to = (Branch("rent", Condition(predicate="often")), Branch("food"))
    rent, food = a_question("rent", to="food"), a_question("food")
    asked = a_definition(a_choice("home", "own", "none", to=to), rent, food)
    assert list(mistakes(asked, rules, {"answers"})) == []


def test_a_branch_that_is_never_taken_is_found() -> None:
    to = (Branch("food"), Branch("end"))
    found = wrong(a_question("rent", to=to), a_question("food"))
    assert found == ["rent: a branch behind one without a condition is never taken"]


@pytest.mark.parametrize(
    ("condition", "why"),
    [
        (Condition(question="nowhere", value="x"), "'nowhere', which is no question"),
        (Condition(question="later", value="yes"), "'later', which is asked later"),
        (Condition(question="first", value="maybe"), "'first' has no option 'maybe'"),
        (Condition(question="amount", value="600"), "'amount' has no options to compare with"),
        (Condition(predicate="unknown"), "there is no predicate 'unknown'"),
    ],
)
def test_a_comparison_with_what_is_not_there_is_found(condition: Condition, why: str) -> None:
    found = wrong(
        a_choice("first", "yes", "no", to="amount"),
        a_question("amount", to="here"),
        a_question("here", to="later", only=condition),
        a_choice("later", "yes", "no"),
    )
    assert [one for one in found if why in one] == found != []


def test_several_needs_an_explicit_none() -> None:
    kinds = a_question("kinds", "several", options=(Pick("pay"), Pick("grant")))
    assert wrong(kinds) == ["kinds: must have an option 'none': nothing of it is an answer too"]


def test_ids_and_units_and_names_are_checked() -> None:
    assert "tiny" not in "".join(wrong(a_question("rent", unit="kg")))
    assert wrong(a_question("Rent")) == ["Rent: the id must be small letters, digits and _"]
    assert len(wrong(a_question("rent", unit="kg"))) == 1
    assert wrong(a_question("rent", before="magic")) == ["rent: there is no outcome 'magic'"]
    assert wrong(a_question("rent"), outcome="magic") == ["None: there is no outcome 'magic'"]
    assert wrong(a_question("rent", to="end"), a_question("rent"))[0] == (
        "rent: is asked twice: ids are unique"
    )


def test_ids_that_no_button_can_hold_are_found() -> None:
    found = wrong(a_choice("a_very_long_question_id_indeed", "and_an_option", "no"))
    assert found == [
        (
            "a_very_long_question_id_indeed: with the option 'and_an_option' "
            "the ids are too long for a button"
        )
    ]
