from typing import Any

import pytest

from bot.domain.assessment import Given
from bot.domain.readiness import area_of, areas_of, band_of, flagged, to_practise
from bot.domain.results import result_from_json, result_to_json
from bot.domain.wellbeing import changes, mind_is_low, people_are_low, steps_result
from tests.assessment_builders import SKIP, UNKNOWN, WEDNESDAY, pick, step
from tests.builders import content

READINESS = content().assessments["housing_readiness"]
WELLBEING = content().assessments["wellbeing"]
MONEY = ("sees_money", "pays_bills", "uses_kela", "money_gone")
HOME = ("lease", "insured", "moving", "who_to_call")


def answers(names: tuple[str, ...], *steps: Any) -> dict[str, Given]:
    return {
        name: value if isinstance(value, Given) else step(value)
        for name, value in zip(names, steps, strict=True)
    }


def test_an_area_is_the_mean_of_what_was_answered() -> None:
    found = area_of(READINESS, answers(MONEY, 4, 3, 2, 4), "money")
    assert found is not None
    assert (found.hundredths, found.answered, found.asked) == (325, 4, 4)


def test_skips_and_dont_knows_are_never_counted() -> None:
    found = area_of(READINESS, answers(MONEY, 4, 4, SKIP, UNKNOWN), "money")
    assert found is not None
    assert (found.hundredths, found.answered) == (400, 2)


def test_less_than_half_answered_is_not_known_yet() -> None:
    found = area_of(READINESS, answers(MONEY, 1, SKIP, UNKNOWN, SKIP), "money")
    assert found is not None
    assert (found.hundredths, found.band) == (None, None)
    left = area_of(READINESS, answers(MONEY[:1], 4), "money")  # and then stopped
    assert left is not None
    assert (left.band, left.answered, left.asked) == (None, 1, 4)


def test_an_area_that_was_not_asked_is_none() -> None:
    assert area_of(READINESS, answers(MONEY, 4, 4, 4, 4), "people") is None


@pytest.mark.parametrize(
    ("mean", "band"),
    [
        (100, "together"),
        (199, "together"),
        (200, "good_start"),
        (299, "good_start"),
        (300, "nearly"),
        (359, "nearly"),
        (360, "strength"),
        (400, "strength"),
    ],
)
def test_the_bands_of_four_steps(mean: int, band: str) -> None:
    assert band_of(mean, (1, 4)) == band


def test_strengths_come_best_first_and_low_areas_are_none() -> None:
    given = {**answers(MONEY, 3, 3, 3, 3), **answers(HOME, 4, 4, 4, 4), "cooking": step(1)}
    assert areas_of(READINESS, given, WEDNESDAY).strengths == ("home", "money")


def test_the_lowest_statements_are_offered_to_practise_and_full_ones_never() -> None:
    given = {**answers(MONEY, 3, 1, 4, SKIP), **answers(HOME, 2, 4, 4, 4)}
    assert to_practise(READINESS, given) == ("pays_bills", "lease", "sees_money")
    assert to_practise(READINESS, answers(MONEY, 4, 4, 4, 4)) == ()


def test_flags_are_no_scores_and_come_most_urgent_first() -> None:
    given = {"now": pick("no_food", "no_bed")}
    assert [one.id for one in flagged(READINESS, given)] == ["no_bed", "no_food"]
    assert areas_of(READINESS, given, WEDNESDAY).areas == ()


def test_areas_survive_keeping() -> None:
    given = {**answers(MONEY, 3, 1, 4, SKIP), "practise": pick("pays_bills"), "now": pick("none")}
    found = areas_of(READINESS, given, WEDNESDAY)
    assert found.practise == ("pays_bills",)
    assert found.flags == ()
    assert result_from_json(result_to_json(found)) == found


def test_wellbeing_has_a_step_for_each_area_and_no_total() -> None:
    found = steps_result(WELLBEING, {"mind": step(2), "body": step(7), "people": SKIP}, WEDNESDAY)
    assert found.steps == {"mind": 2, "body": 7, "people": None}
    assert found.low == ("mind",)
    assert result_from_json(result_to_json(found)) == found
    assert not any("total" in name or "sum" in name for name in result_to_json(found))


def test_a_low_mind_asks_for_safety_and_a_skip_does_not() -> None:
    assert mind_is_low({"mind": step(3)})
    assert not mind_is_low({"mind": step(4)})
    assert not mind_is_low({"mind": SKIP})
    assert not mind_is_low({})
    assert people_are_low({"mind": step(9), "people": step(3)})
    assert not people_are_low({"mind": step(1), "people": SKIP})


def test_only_noticeable_changes_are_told() -> None:
    then = steps_result(WELLBEING, {"mind": step(2), "body": step(7)}, WEDNESDAY)
    now = steps_result(WELLBEING, {"mind": step(5), "body": step(8)}, WEDNESDAY)
    assert changes(then, now) == {"mind": 3}
