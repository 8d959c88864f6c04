"""A filler ("nyt", "up") takes no place between words, and may itself be the next step."""

import pytest

from bot.content.safety_scanner import load_scanner


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("se hakkaa mua nyt", "fi.attack_now"),
        ("tapan itteni nyt", "fi.doing_now"),
        ("i think i wont wake up tomorrow", "en.tonight_i_die"),
        ("vill inte va till", "sv.wish_gone"),
    ],
)
def test_a_line_that_ends_with_one_is_found(text: str, reason: str) -> None:
    finding = load_scanner().scan(text)
    assert finding is not None
    assert finding.reason.startswith(reason)


@pytest.mark.parametrize("text", ["wake me up when its over", "soitan sulle nyt", "woke up late"])
def test_a_filler_alone_is_nothing(text: str) -> None:
    assert load_scanner().scan(text) is None
