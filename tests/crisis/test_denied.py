"""Danger that is denied in another language than ours: no card, and a gentle question."""

import pytest

from bot.content.safety_scanner import load_scanner


@pytest.mark.parametrize(
    "text",
    [
        "не хочу умирать, просто очень устал",
        "нет никаких мыслей о самоубийстве",
        "немає в мене думок про самогубство",
        "نمیخواهم بمیرم فقط خسته هستم",
        "nemikham bemiram, khaste am",
        "ma rabo inaan dhinto",
    ],
)
def test_it_is_asked_about(text: str) -> None:
    scanner = load_scanner()
    assert scanner.scan(text) is None
    finding = scanner.soft(text)
    assert finding is not None
    assert finding.category == "crisis_suicide"


@pytest.mark.parametrize("text", ["у меня мысли о самоубийстве", "مي خوام بميرم", "хочу умереть"])
def test_the_same_words_without_the_no_are_danger(text: str) -> None:
    assert load_scanner().scan(text) is not None
