"""How slots, gaps, idioms and contexts are matched, with words that mean no harm."""

from pathlib import Path

import pytest

from bot.domain.safety_lexicon import Lexicon, one_slip
from bot.domain.safety_model import Model, grams, stretches
from tests.domain.safety_builders import scanner


@pytest.mark.parametrize(
    "typed",
    [
        "haluan mansikoita",
        "Haluan nyt heti ihan mansikoita",
        "haluan niinku vaan niinku vaan mansikoita",
        "halaun mansikoia",
        "haluanmansikoita",
        "haluan mansi koita",
        "h a l u a n  m a n s i k o i t a",
        "haluun m4ns1k01t4",
        "haluuuuuun mansikkkkkaa",
        "poimin itteni",
        "itteni mä poimin",
        "en halua mansikoita mutta haluan mansikoita",
    ],
)
def test_a_line_is_found(tmp_path: Path, typed: str) -> None:
    finding = scanner(tmp_path).scan(typed)
    assert finding is not None
    assert (finding.category, finding.tier, finding.reason) == ("crisis_suicide", "B", "fi.want")


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "haluan",
        "haluan. Mansikoita on.",
        "haluan yks kaks kolme neljä mansikoita",
        "en halua mansikoita",
        "haluan mansikka kakkua",
        "haluan mansetti",
        "mansikoita haluan",
    ],
)
def test_what_is_not_said_is_not_found(tmp_path: Path, typed: str) -> None:
    assert scanner(tmp_path).scan(typed) is None


def test_the_graver_tier_wins(tmp_path: Path) -> None:
    finding = scanner(tmp_path).scan("haluan mansikoita. söin mansikoita")
    assert finding is not None
    assert finding.tier == "A"


def test_a_third_person_is_told(tmp_path: Path) -> None:
    for typed, other in (("kaveri sano haluan mansikoita", True), ("haluan mansikoita", False)):
        finding = scanner(tmp_path).scan(typed)
        assert finding is not None
        assert finding.about_other is other


def test_what_was_denied_is_soft(tmp_path: Path) -> None:
    reader = scanner(tmp_path)
    assert reader.scan("en halua mansikoita") is None
    finding = reader.soft("en halua mansikoita")
    assert finding is not None
    assert finding.tier == "C"
    assert reader.soft("moi") is None


def a_model(threshold: float) -> Model:
    weights = {gram: (1.0, *([0.0] * 4), 1.0) for gram in grams("puolukka")}
    return Model(weights, (0.0,) * 6, threshold)


def test_the_model_may_only_raise(tmp_path: Path) -> None:
    with_model = scanner(tmp_path, a_model(1.0))
    finding = with_model.scan("tänään puolukka")
    assert finding is not None
    assert (finding.category, finding.tier, finding.reason) == ("crisis_fire_now", "B", "model")
    for typed in ("haluan mansikoita puolukka", "söin mansikoita puolukka"):
        assert with_model.scan(typed) == scanner(tmp_path).scan(typed)
    assert scanner(tmp_path, a_model(100.0)).scan("tänään puolukka") is None


def test_stretches_cover_every_word_of_a_long_text() -> None:
    words = [f"sana{number}" for number in range(200)]
    found = list(stretches([" ".join(words)]))
    assert {word for stretch in found for word in stretch.split()} == set(words)
    assert all(len(stretch) < 180 for stretch in found)
    assert list(stretches(["yksi kaksi"])) == ["yksi kaksi"]


@pytest.mark.parametrize(
    ("typed", "word", "is_slip"),
    [
        ("mansikka", "mansikka", True),
        ("mansika", "mansikka", True),
        ("mansikkka", "mansikka", True),
        ("mnasikka", "mansikka", True),
        ("mansikla", "mansikka", True),
        ("mansila", "mansikka", False),
        ("mustikka", "mansikka", False),
    ],
)
def test_one_slip_of_a_finger(typed: str, word: str, is_slip: bool) -> None:
    assert one_slip(typed, word) is is_slip


def test_short_words_are_not_taken_for_slips() -> None:
    lexicon = Lexicon({"marja": frozenset({1}), "kana": frozenset({2})})
    assert lexicon.lookup("marja") == {1}
    assert lexicon.lookup("kala") == frozenset()
