"""A card for a stranger is in the language of their words."""

import pytest

from bot.domain.small_words import told_in


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("I cut my arm and it wont stop", "en"),
        ("im so scared of what i will do", "en"),
        ("jag har tagit alla mina tabletter", "sv"),
        ("ja e så rädd nu", "sv"),
        ("mä oon ottanu kaikki lääkkeet", "fi"),
        ("en halua enää olla täällä ja mua pelottaa", "fi"),
        ("pillerit", "fi"),
        ("ja", None),
        ("a1b2-e3a4 a5", None),
        ("salaam walaal " * 40 + "he i", None),
        ("", None),
        ("waan dhimanayaa", None),
    ],
)
def test_small_words_tell(text: str, language: str | None) -> None:
    assert told_in(text) == language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("pappa e full igen o slår sönder saker", "sv"),
        ("tog lite för myki igår", "sv"),
        ("mår skit ida", "sv"),
        ("skoja bara", "sv"),
        ("jag har ont i bröstet", "sv"),
        ("i take many panadol", "en"),
        ("i take 30 paracetamol yesterday", "en"),
        ("he not home now", "en"),
        ("otin kaikki lääkkeet", "fi"),
        ("mies löi mua", "fi"),
    ],
)
def test_a_few_words_of_dialect_and_of_learners_tell_it(text: str, language: str) -> None:
    assert told_in(text) == language


@pytest.mark.parametrize("text", ["ok", "burana 30", "", "112", "no joo"])
def test_words_that_could_be_any_tell_none(text: str) -> None:
    assert told_in(text) is None
