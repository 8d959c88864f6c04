"""Two matters in one message, and danger that is never a second matter."""

import pytest

from bot.nlu.decision import Ranked, band, danger, options, two_matters, worst

TOPICS = {"money_run_out", "locked_out"}
MONEY, DOOR = Ranked("money_run_out", 0.9), Ranked("locked_out", 0.8)
WORKER, DEATH = Ranked("contact_worker", 0.95), Ranked("crisis_suicide", 0.75)


def test_two_sure_topics_are_two_matters_in_the_order_they_were_told() -> None:
    assert two_matters([DOOR, MONEY], TOPICS, 0.7) == (DOOR, MONEY)


@pytest.mark.parametrize(
    "read",
    [
        [],
        [MONEY],
        [MONEY, MONEY],
        [MONEY, WORKER],  # an act is not a topic: its rule would drop the other
        [MONEY, Ranked("locked_out", 0.6)],
    ],
)
def test_anything_else_is_one_matter(read: list[Ranked]) -> None:
    assert two_matters(read, TOPICS, 0.7) is None


def test_danger_in_one_clause_is_the_whole_message() -> None:
    assert worst([MONEY, DEATH, DOOR], MONEY, 0.7) == DEATH
    assert worst([MONEY, Ranked("crisis_suicide", 0.5)], MONEY, 0.7) is None


def test_a_message_that_is_surely_about_something_else_is_no_danger_for_one_clause() -> None:
    smoke = Ranked("crisis_fire_now", 0.9)
    assert worst([smoke], Ranked("neighbour_trouble", 0.99), 0.7) is None


def test_likely_danger_behind_another_reading_is_asked_about() -> None:
    read = [Ranked("cancel", 0.49), Ranked("crisis_suicide", 0.43), Ranked("greet", 0.05)]
    assert danger(read) == pytest.approx(0.43)
    assert band(read) == "ask"
    assert options(read) == ["cancel", "crisis_suicide", "greet"]


def test_unlikely_danger_is_not_offered() -> None:
    read = [Ranked("locked_out", 0.4), Ranked("crisis_fire_now", 0.12), Ranked("menu", 0.1)]
    assert options(read) == ["locked_out", "menu"]
