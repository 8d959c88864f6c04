"""Numbers of danger heard: none that is small enough to point at somebody is made public."""

from datetime import UTC, datetime

import pytest

from bot.domain.crisis_counts import Tally, first_kept, mistaken, month_of, public, summed

CARD = Tally("2026-11", "card", "crisis_suicide", "B", "fi.want_die", "fi")
SWEDISH = Tally("2026-12", "card", "crisis_suicide", "A", "model", "sv")
WRONG = Tally("2026-11", "false_alarm", "crisis_suicide", "B", "fi.want_die", "fi")
FIRE = Tally("2026-11", "card", "crisis_fire_now", "A", "encoder", "fi")


def test_the_month_is_that_of_the_finnish_clock() -> None:
    assert month_of(datetime(2026, 11, 30, 22, 30, tzinfo=UTC)) == "2026-12"


@pytest.mark.parametrize(("month", "oldest"), [(1, "2023-01"), (11, "2023-11"), (12, "2023-12")])
def test_numbers_are_kept_for_three_years(month: int, oldest: str) -> None:
    assert first_kept(datetime(2026, month, 15, tzinfo=UTC)) == oldest


def test_what_is_not_told_apart_is_added_up() -> None:
    counts = {CARD: 3, SWEDISH: 2, WRONG: 1}
    assert summed(counts, "event") == {("card",): 5, ("false_alarm",): 1}
    assert summed(counts, "month", "language") == {("2026-11", "fi"): 4, ("2026-12", "sv"): 2}


def test_a_public_number_is_ten_or_more() -> None:
    other_year = Tally("2025-11", "card", "crisis_fire_now", "A", "encoder", "fi")
    found = public({CARD: 6, SWEDISH: 4, WRONG: 9, other_year: 50}, 2026)
    assert found == {("card", "crisis_suicide"): 10, ("false_alarm", "crisis_suicide"): None}


def test_what_is_called_a_mistake_most_stands_first() -> None:
    counts = {CARD: 3, SWEDISH: 7, FIRE: 2, WRONG: 2}
    assert mistaken(counts) == [("fi.want_die", 3, 2), ("model", 7, 0), ("encoder", 2, 0)]
