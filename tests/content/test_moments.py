"""Times in words."""

from datetime import datetime

import pytest

from bot.content.moments import Moments
from bot.domain.messages import Language
from tests.builders import words

NOW = datetime.fromisoformat("2026-11-28T22:40:00+02:00")  # a Saturday


def at(text: str) -> datetime:
    return datetime.fromisoformat(f"{text}:00+02:00")


@pytest.mark.parametrize(
    ("when", "language", "said"),
    [
        ("2026-11-28T23:15", "fi", "tänään klo 23.15"),
        ("2026-11-29T09:00", "fi", "huomenna klo 9"),
        ("2026-11-30T09:00", "fi", "maanantaina klo 9"),
        ("2026-12-08T09:00", "fi", "ti 8.12. klo 9"),
        ("2027-01-04T09:00", "fi", "ma 4.1.2027 klo 9"),
        ("2026-11-28T23:15", "sv", "i dag kl. 23.15"),
        ("2026-11-30T09:00", "sv", "på måndag kl. 9"),
        ("2026-12-08T09:00", "sv", "tis 8.12. kl. 9"),
        ("2026-11-29T09:00", "en", "tomorrow at 9:00"),
        ("2026-11-30T09:30", "en", "on Monday at 9:30"),
        ("2026-12-08T09:00", "en", "on Tue 8 Dec at 9:00"),
    ],
)
def test_a_moment_is_told_as_a_person_would(when: str, language: Language, said: str) -> None:
    assert Moments(words()).when(at(when), NOW, language) == said


def test_closing_at_midnight_belongs_to_the_day_that_ends() -> None:
    assert Moments(words()).until(at("2026-11-29T00:00"), NOW, "fi") == "klo 24"


def test_closing_in_the_small_hours_needs_no_day() -> None:
    assert Moments(words()).until(at("2026-11-29T02:00"), NOW, "en") == "at 2:00"


def test_closing_days_ahead_is_told_with_its_day() -> None:
    assert Moments(words()).until(at("2026-11-30T10:00"), NOW, "fi") == "maanantaina klo 10"
