"""Numbers as people write them, for text messages."""

import pytest

from bot.domain.phones import looks_like_number, mobile_number, without_numbers


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("040 123 4567", "+358401234567"),
        ("050-1234567", "+358501234567"),
        ("+358 (0)45 123 4567", "+358451234567"),
        ("00358 44 1234567", "+358441234567"),
        ("358401234567", "+358401234567"),
        ("+46 70 123 45 67", "+46701234567"),
        ("+380 67 123 4567", "+380671234567"),
        ("09 123 4567", None),
        ("0600 12345", None),
        ("112", None),
        ("+358 9 1234567", None),
        ("12345", None),
        ("040 123 4567 mutta illalla", None),
        ("+1234567890123456", None),
        ("", None),
    ],
)
def test_a_number_that_takes_text_messages_is_read_and_no_other(
    written: str, number: str | None
) -> None:
    assert mobile_number(written) == number


@pytest.mark.parametrize(
    ("text", "meant"),
    [("09 1234567", True), ("+358-9-123", True), ("kello 14", False), ("12", False)],
)
def test_a_wrong_number_is_told_apart_from_other_words(text: str, meant: bool) -> None:
    assert looks_like_number(text) is meant


@pytest.mark.parametrize(
    ("text", "left", "numbers"),
    [
        ("äiti 040 1234567", "äiti", 1),
        ("+358 40 123 4567 Sami, 09-1234567", "Sami,", 2),
        ("otin 0,5 l ja 30 tablettia klo 03", "otin 0,5 l ja 30 tablettia klo 03", 0),
        ("3 2 1 ja 112", "3 2 1 ja 112", 0),
    ],
)
def test_numbers_are_taken_out_of_a_text(text: str, left: str, numbers: int) -> None:
    found, count = without_numbers(text)
    assert (" ".join(found.split()), count) == (left, numbers)
