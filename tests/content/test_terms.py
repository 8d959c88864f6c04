"""Official words: read, checked with file and line, replaced by a county, and told in a bubble."""

from pathlib import Path

import pytest

from bot.content.check_terms import TermChecks
from bot.content.loader import DATA, Content
from bot.content.wording import Wording
from bot.domain.errors import ContentProblems
from bot.domain.messages import Language, Reply, Say
from tests.builders import a_person, composer_at, content
from tests.directory_builders import FRIDAY_NOON

WORDS = """\
- id: lumo_card
  names: {fi: [Lumo-kortti], sv: [Lumo-kort], en: [Lumo card]}
  says:
    fi: Kortti, jolla pääset alueen nuorten tiloihin.
    sv: Ett kort till områdets ungdomslokaler.
    en: A card for the youth places of the county.
- id: enforcement
  names: {fi: [ulosotto], sv: [utsökning], en: [enforcement]}
  says: {fi: Meidän selitys., sv: Vår förklaring., en: Our words.}
  topic: debt_help
"""


def overlay(folder: Path, text: str) -> Path:
    (folder / "words").mkdir(parents=True)
    (folder / "words" / "own.yml").write_text(text, encoding="utf-8")
    return folder


def wrong(folder: Path, old: str, new: str) -> str:
    """Return what reading and checking say of the county's words with one thing changed."""
    assert old in WORDS
    read = Content.read(overlay(folder, WORDS.replace(old, new)))
    checks = TermChecks(read.content, Wording.load(DATA / "wording.yml"), FRIDAY_NOON.date())
    return "\n".join(map(str, [*read.problems, *checks.problems()]))


def told(*words: str, language: Language = "fi", plain: bool = False) -> Reply:
    say = Say("word.told", {"word": ",".join(words), "topic": "debt_help"})
    (reply,) = composer_at(FRIDAY_NOON).compose(say, a_person(language=language, plain=plain))
    return reply


def test_a_county_adds_a_word_and_replaces_one_by_its_id(tmp_path: Path) -> None:
    ours = Content.load(overlay(tmp_path, WORDS)).terms
    assert ours["lumo_card"].names["en"] == ("Lumo card",)
    assert ours["enforcement"].says["fi"] == "Meidän selitys."
    assert len(ours) == len(content().terms) + 1


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (", en: [Lumo card]}", "}", ":2: en: must have at least one name"),
        ("    sv: Ett kort till områdets ungdomslokaler.\n", "", ":4: sv: must have words"),
        ("  topic: debt_help", "  topic: no_such", ":10: there is no topic no_such"),
        ("  topic: debt_help", "  leave: often", ":10: leave: must be one of alone, what_is"),
        ("  topic: debt_help", "  leave: what_is", ":10: what_is needs the topic"),
        ("Our words.", "About 50 euros.", "digits outside a figure"),
        ("Our words.", '"You get {no_such}."', "there is no figure {no_such}"),
        ("Our words.", '"It is {social_basic_alone}."', "a figure in the first line"),
        ("Our words.", f"{'Short words. ' * 30}", "characters (at most 260)"),
        ("Our words.", f"{'so ' * 20}.", "a plain sentence of 21 words"),
        ("Our words.", "A bailiff comes.", "the enforcement office"),
        ("sv: [Lumo-kort]", "sv: [Lumo-kort, utmätning]", "utmätning is a name of seizure too"),
        ("- id: lumo_card", "- id: enforcement", "word enforcement is given twice, first in"),
        ("says:\n", "explains:\n", "explains: is not a known key"),
    ],
)
def test_a_slip_in_a_word_is_told_with_its_file_and_line(
    old: str, new: str, said: str, tmp_path: Path
) -> None:
    found = wrong(tmp_path, old, new)
    assert said in found
    assert "own.yml:" in found


def test_a_word_leans_on_no_unsure_fact(tmp_path: Path) -> None:
    fact = "{rule: R, source: S, checked_on: '2026', confidence: low}"
    found = wrong(tmp_path, "  topic: debt_help", f"  facts: [{fact}]")
    assert "a word must not lean on a fact of low confidence" in found


def test_a_broken_word_is_never_loaded(tmp_path: Path) -> None:
    with pytest.raises(ContentProblems):
        Content.load(overlay(tmp_path, WORDS.replace("fi: [ulosotto], ", "")))


@pytest.mark.parametrize(
    ("language", "head"),
    [
        ("fi", "**Maksusitoumus**"),
        ("sv", "**Betalningsförbindelse** (på finska: maksusitoumus)"),
        ("en", "**Maksusitoumus** (payment commitment)"),
    ],
)
def test_a_word_is_named_as_it_stands_in_finnish_letters(language: Language, head: str) -> None:
    first, *rest = told("payment_commitment", language=language).text.splitlines()
    assert first == head
    assert rest == [content().terms["payment_commitment"].says[language]]


def test_easy_language_hears_the_same_and_two_words_share_a_bubble() -> None:
    assert told("enforcement", plain=True) == told("enforcement")
    text = told("enforcement", "seizure").text
    assert "**Ulosotto**" in text
    assert "**Ulosmittaus**" in text


def test_a_figure_comes_with_its_year() -> None:
    assert "578,43 euroa kuukaudessa (vuonna 2026)" in told("basic_amount").text
