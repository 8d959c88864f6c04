"""Diacritics are taken away in one place, the same however the letters came."""

import unicodedata

import pytest

from bot.domain.letters import fold, without_marks
from bot.settings import ROOT


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("Pitääkö Ängelholm", "pitaako angelholm"),
        ("ÅÄÖ åäö éüšž", "aao aao eusz"),
        ("Đặng Nguyễn", "đang nguyen"),  # a stroke is part of its letter
        ("м\u00ad₂ ﬁ", "м\u00ad2 fi"),
    ],
)
def test_letters_lose_their_marks_and_case(text: str, bare: str) -> None:
    assert fold(text) == bare
    assert fold(unicodedata.normalize("NFD", text)) == bare


def test_case_is_kept_where_it_is_wanted() -> None:
    assert without_marks("Jyväskylä ON Ähtäri") == "Jyvaskyla ON Ahtari"


def test_nobody_takes_marks_away_by_themselves() -> None:
    files = [*(ROOT / "bot").rglob("*.py"), *(ROOT / "actions").rglob("*.py")]
    doing = [file.name for file in files if "unicodedata.combining" in file.read_text()]
    assert doing == ["letters.py"]
