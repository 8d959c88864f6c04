from dataclasses import replace

from bot.domain.assessment import Given, Pick
from bot.domain.assessment_state import (
    State,
    answered,
    begun,
    current,
    doubted,
    fitted,
    state_from_json,
    state_to_json,
    went_back,
)
from tests.assessment_builders import (
    NO_RULES,
    SKIP,
    WEDNESDAY,
    a_choice,
    a_definition,
    a_question,
    euros,
    pick,
    step,
)

DEFINITION = a_definition(
    a_question("rent", to="food"), a_question("food", to="power"), a_question("power")
)


def after(*names: str) -> State:
    state = begun(DEFINITION, WEDNESDAY)
    for name in names:
        state = answered(state, name, euros(100))
    return state


def at(state: State | None) -> str | None:
    assert state is not None
    question = current(DEFINITION, state, NO_RULES)
    return question.id if question else None


def test_going_back_asks_the_question_before_and_keeps_its_answer() -> None:
    back = went_back(DEFINITION, after("rent", "food"), NO_RULES, 1)
    assert at(back) == "food"
    assert back is not None
    assert back.given["food"] == euros(100)


def test_going_back_goes_any_number_of_steps_and_stops_at_the_first() -> None:
    assert at(went_back(DEFINITION, after("rent", "food"), NO_RULES, 2)) == "rent"
    assert at(went_back(DEFINITION, after("rent", "food"), NO_RULES, 9)) == "rent"
    assert went_back(DEFINITION, after(), NO_RULES, 1) is None


def test_going_back_twice_goes_further_back() -> None:
    once = went_back(DEFINITION, after("rent", "food"), NO_RULES, 1)
    assert once is not None
    assert at(went_back(DEFINITION, once, NO_RULES, 1)) == "rent"


def test_after_an_earlier_answer_the_way_goes_on_where_it_was() -> None:
    back = went_back(DEFINITION, after("rent", "food"), NO_RULES, 2)
    assert back is not None
    assert at(answered(back, "rent", euros(560))) == "power"


def test_an_answer_clears_doubt_and_tries() -> None:
    state = replace(doubted(after(), euros(6500)), tries=2)
    done = answered(state, "rent", euros(650))
    assert (done.doubt, done.tries) == (None, 0)


def test_a_new_version_keeps_what_still_fits() -> None:
    old = State(
        "tiny",
        1,
        WEDNESDAY,
        WEDNESDAY,
        {
            "rent": euros(600),
            "mood": step(9),
            "kinds": pick("pay"),
            "home": pick("tent"),
            "gone": euros(5),
            "food": SKIP,
        },
    )
    new = a_definition(
        a_question("rent", to="mood"),
        a_question("mood", "scale", "kinds", unit="1-4"),
        a_question("kinds", "several", "home", options=(Pick("pay"), Pick("none"))),
        a_choice("home", "own", "shared", to="food"),
        a_question("food"),
        version=2,
    )
    kept = fitted(new, old, NO_RULES)
    assert kept.version == 2
    assert dict(kept.given) == {"rent": euros(600), "kinds": pick("pay"), "food": SKIP}


def test_the_same_version_is_left_as_it_is() -> None:
    state = after("rent")
    assert fitted(DEFINITION, state, NO_RULES) is state


def test_a_state_survives_keeping() -> None:
    state = replace(
        doubted(after("rent"), Given(day=WEDNESDAY)), at="rent", tries=1, strays=2, told=("food",)
    )
    assert state_from_json(state_to_json(state)) == state


def test_what_is_no_state_is_none() -> None:
    assert state_from_json(None) is None
    assert state_from_json({"v": 99}) is None
