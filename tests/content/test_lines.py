"""Filling placeholders line by line."""

from hypothesis import given
from hypothesis import strategies as st

from bot.content.lines import PLACEHOLDER, fill_lines


def known(name: str) -> str | None:
    return {"sum": "10 euroa", "kela.phone": "020 1"}.get(name)


def test_placeholders_are_filled() -> None:
    assert fill_lines("Soita {kela.phone}: {sum}.", known) == "Soita 020 1: 10 euroa."


def test_a_line_whose_figure_is_gone_vanishes_and_the_steps_are_numbered_anew() -> None:
    text = "Tee näin:\n1. Soita.\n2. Saat {old}.\n3. Kirjoita.\n4. Odota."
    assert fill_lines(text, known) == "Tee näin:\n1. Soita.\n2. Kirjoita.\n3. Odota."


def test_a_single_step_that_is_left_loses_its_number() -> None:
    assert fill_lines("1. Soita.\n2. Saat {old}.", known) == "Soita."


def test_two_lists_keep_their_own_numbers() -> None:
    text = "1. a\n2. {old}\n3. b\nSitten:\n1. c\n2. d"
    assert fill_lines(text, known) == "1. a\n2. b\nSitten:\n1. c\n2. d"


def test_numbers_stay_as_written_when_nothing_vanishes() -> None:
    assert fill_lines("3. kolmas\n4. neljäs", known) == "3. kolmas\n4. neljäs"


def test_what_a_figure_says_is_never_read_as_a_placeholder() -> None:
    assert fill_lines("{sum}", lambda _: "{other}") == "{other}"


@given(st.lists(st.sampled_from(["1. {sum}", "2. {old}", "x {sum} {old}", "y", ""]), max_size=9))
def test_no_placeholder_ever_comes_out(lines: list[str]) -> None:
    assert not PLACEHOLDER.search(fill_lines("\n".join(lines), known))
