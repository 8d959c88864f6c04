"""A scale answered with how it feels instead of a number."""

import pytest

from bot.domain.scales import Scale, read_scale

TEN = Scale(0, 10)


@pytest.mark.parametrize(
    "text",
    [
        *("mua itkettää koko ajan", "en syö enkä nuku", "oon ihan loppu", "ahdistaa", "väsyttää"),
        *("ei oo kavereita", "kaikki vihaa mua", "ei kukaan välitä musta"),
        *("ja e slut", "orkar int", "inga vänner", "ingen bryr sig om mej"),
        *("i cry all the time", "so tired", "no friends", "nobody cares"),
    ],
)
def test_sadness_is_a_low_step(text: str) -> None:
    assert read_scale(text, TEN) == 1


@pytest.mark.parametrize(
    ("text", "step"),
    [
        ("ei ahdista", None),
        ("not sad", None),
        ("en oo surullinen", None),
        ("aika hyvin mut väsyttää", 7),
        ("hyvin, ei väsytä", 8),
    ],
)
def test_what_is_denied_or_told_with_a_word_of_the_scale_is_not(
    text: str, step: int | None
) -> None:
    assert read_scale(text, TEN) == step


@pytest.mark.parametrize(
    ("text", "step"),
    [
        ("ganska ensam", 1),
        ("aika rankkaa", 1),
        ("vähän yksin", 3),
        ("de e tungt ibland", 3),
        ("en niin yksin", None),
        ("inte ganska ensam", None),
    ],
)
def test_how_heavy_it_is_stands_on_the_scale(text: str, step: int | None) -> None:
    assert read_scale(text, TEN) == step
