"""Pieces of words."""

from bot.domain.pieces import pieces


def test_a_word_is_cut_into_runs_with_a_space_at_either_end() -> None:
    assert pieces("oma", 3, 4) == [" om", "oma", "ma ", " oma", "oma "]


def test_a_word_no_longer_than_a_run_is_one_piece() -> None:
    assert pieces("ei oo", 4, 5) == [" ei ", " oo "]
    assert pieces("a", 2, 5) == [" a", "a ", " a "]


def test_no_words_have_no_pieces() -> None:
    assert pieces(" \n", 2, 5) == []
