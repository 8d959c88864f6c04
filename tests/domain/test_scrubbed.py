"""What points at a person is taken out of words; sums and times stay."""

import pytest

from bot.domain.redact import scrubbed


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("hetu 010203A123X", "hetu (code)"),
        ("soita +358 40 123 4567", "soita (number)"),
        ("tili FI21 1234 5600 0007 85 tyhjä", "tili (iban) tyhjä"),
        ("ali.h@example.com ei toimi", "(e-mail) ei toimi"),
        ("tg @alikas", "tg @"),
        ("katso https://kela.fi/x?id=3", "katso (www)"),
        ("nimeni on Ali Hassan, rahat loppu", "nimeni on (name), rahat loppu"),
        ("jag heter Anna", "jag heter (name)"),
        ("my name is Bob", "my name is (name)"),
    ],
)
def test_what_points_at_a_person_is_taken_out(text: str, wanted: str) -> None:
    assert scrubbed(text) == wanted


@pytest.mark.parametrize(
    "text", ["vuokra 650 e", "1200 ja 300 euroa", "klo 12.30", "kela@", "18 v"]
)
def test_sums_and_times_stay(text: str) -> None:
    assert scrubbed(text) == text
