"""The notation of safety patterns: what a written line stands for."""

import pytest

from bot.content.safety_lines import LineMistake, parse_line

NUMBERS: dict[str, int] = {}


def slots(element: str) -> tuple[int, ...]:
    """Return a number for each word."""
    return tuple(NUMBERS.setdefault(word, len(NUMBERS)) for word in element.split("|"))


def read(line: str) -> list[list[tuple[tuple[int, ...], int]]]:
    return [[(step.slots, step.most) for step in one] for one in parse_line(line, slots)]


def test_words_that_hang_together_have_nothing_between() -> None:
    assert read("just_nu ~3 här") == [
        [(slots("just"), 1), (slots("nu"), 0), (slots("här"), 3)],
    ]


def test_an_alternative_of_two_words_is_a_line_of_its_own() -> None:
    assert read("är|har_blivit|blir ~2 jagad") == [
        [(slots("är|blir"), 1), (slots("jagad"), 2)],
        [(slots("har"), 1), (slots("blivit"), 0), (slots("jagad"), 2)],
    ]
    assert len(read("a|b_c ~1 d|e_f|g_h")) == 6


def test_a_word_that_may_be_missing_makes_two_lines() -> None:
    assert len(read("en|emmä voi? elää")) == 2


@pytest.mark.parametrize("line", ["haluan !ei|en_enää kuolla", "haluan nyt|just_nu? kuolla"])
def test_two_words_can_be_neither_barred_nor_left_out_beside_others(line: str) -> None:
    with pytest.raises(LineMistake, match="only single words"):
        parse_line(line, slots)


@pytest.mark.parametrize("line", ["", "~3", "haluan !ei", "& a", "a ~40 b", "a__b"])
def test_a_line_that_cannot_be_read_is_told(line: str) -> None:
    with pytest.raises(LineMistake):
        parse_line(line, slots)
