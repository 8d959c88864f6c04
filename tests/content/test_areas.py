"""One bare word that names a whole area."""

from functools import cache
from pathlib import Path

import pytest

from bot.content.areas import Areas
from bot.content.loader import DATA, Content
from bot.domain.errors import ContentProblems
from tests.builders import words


@cache
def areas() -> Areas:
    return Areas.load(DATA / "search" / "areas.yml")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("raha", "money_run_out"),
        ("Rahaa?", "money_run_out"),
        ("lasku", "bill_due_date"),
        ("räkning", "bill_due_date"),
        ("RENT", "rent_arrears"),
        ("skola", "study_choices"),
    ],
)
def test_a_bare_word_has_several_meanings(text: str, wanted: str) -> None:
    meant = areas().meant(text)
    assert meant[0] == wanted
    assert 2 <= len(meant) <= 3


@pytest.mark.parametrize(
    "text", ["rahat loppu", "lasku myöhässä", "moi", "", "rahapelit", "koti ja työ"]
)
def test_whatever_says_more_is_left_to_be_understood(text: str) -> None:
    assert areas().meant(text) == ()


def test_every_meaning_can_be_a_button() -> None:
    topics, known = Content.load().topics, words()
    for offered in areas().offers.values():
        assert all(one in topics or known.has(f"intent.{one}") for one in offered), offered


def test_one_meaning_alone_is_no_question(tmp_path: Path) -> None:
    file = tmp_path / "areas.yml"
    file.write_text("areas:\n- {words: [raha], offers: [money_run_out]}\n", "utf-8")
    with pytest.raises(ContentProblems):
        Areas.load(file)
