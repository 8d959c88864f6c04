"""The page for a meeting as PDF: whole, in its language, in whatever script it was written."""

from pathlib import Path

import pytest

from bot.domain.meeting import Agreed, Brought, Meeting, table_of
from bot.domain.messages import LANGUAGES, Language
from bot.i18n import Words
from bot.pictures.drawing import Drawing
from bot.services.meeting_page import sheet_of
from tests.result_builders import BUDGET, TODAY, drawable

MEETING = Meeting(
    "Vuokra on rästissä, ja sähkö.\nسكن: أحتاج إلى مساعدة\nКвартира",
    ("Puhelin", "Koulu", "Uni"),
    ("budget",),
    TODAY,
    "sv",
    (Agreed("worker", "Soittaa vuokranantajalle", TODAY), Agreed("me", "Vien kuitit")),
)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_becomes_a_pdf(tmp_path: Path, language: Language) -> None:
    pictures = {"budget": drawable(BUDGET, None, language)}
    beside = {"budget": drawable(BUDGET, None, "sv")} if language != "sv" else {}
    sheet = sheet_of(MEETING, pictures, language, Words.load(), beside)
    made = Drawing(tmp_path, limit_s=120).paper(sheet)
    assert made is not None
    assert made.startswith(b"%PDF-1.")
    assert made.rstrip().endswith(b"%%EOF")
    assert f"/Lang ({language})".encode() in made
    drawings = made.count(b"/Subtype /Image") - made.count(b"/SMask")
    assert drawings == (1 if language == "sv" else 2)
    assert len(made) < 400_000


def test_names_stand_in_both_languages_and_figures_that_read_alike_once() -> None:
    own, theirs = (drawable(BUDGET, None, language) for language in ("fi", "sv"))
    head, rows = table_of(Brought("budget", own, theirs))
    assert head[:2] == (own.head[0], theirs.head[0])
    assert ("Vuokra", "Hyra", own.rows[1][1]) in rows or any("Hyra" in row for row in rows)
    english = drawable(BUDGET, None, "en")
    for row in table_of(Brought("budget", own, english))[1]:
        assert "€" in row[2]
        assert " / " in row[2]
    assert table_of(Brought("budget", own)) == (own.head, own.rows)


def test_a_long_page_goes_on_to_the_next(tmp_path: Path) -> None:
    long = Meeting("\n".join(f"Asia {number}" for number in range(90)))
    made = Drawing(tmp_path, limit_s=120).paper(sheet_of(long, {}, "fi", Words.load()))
    assert made is not None
    assert b"/Count 3" in made
