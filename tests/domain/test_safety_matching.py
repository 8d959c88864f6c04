"""How slots, gaps, idioms and contexts are matched, with words that mean no harm."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from bot.domain.letters import one_edit_apart
from bot.domain.safety import Finding
from bot.domain.safety_layout import lay_out
from bot.domain.safety_lexicon import Lexicon
from bot.domain.safety_model import Heard, Loudness
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


LIMITS = Loudness(alone=1.0, among=0.5, speaks=0.0, now=0.0, other=0.0, in_spite=2.0)


class AnEar:
    """Hears what it is told to hear, when a berry of its own is in the text."""

    def __init__(self, danger: float, *, touched: float = -1.0, now: float = -1.0) -> None:
        self._heard = Heard(danger, touched, now, -1.0, "crisis_fire_now", LIMITS)

    def hear(self, sentences: Sequence[str]) -> Heard | None:
        return self._heard if "puolukka" in " ".join(sentences) else None


def test_the_model_hears_what_no_pattern_says(tmp_path: Path) -> None:
    finding = scanner(tmp_path, AnEar(1.0)).scan("tänään puolukka")
    assert finding == Finding("crisis_fire_now", "B", False, "model")
    assert scanner(tmp_path, AnEar(0.9)).scan("tänään puolukka") is None
    assert scanner(tmp_path, AnEar(1.0)).scan("tänään mustikka") is None


def test_the_model_needs_less_where_danger_is_spoken_of(tmp_path: Path) -> None:
    assert scanner(tmp_path, AnEar(0.5, touched=0.0)).scan("tänään puolukka") is not None
    assert scanner(tmp_path, AnEar(0.4, touched=0.0)).scan("tänään puolukka") is None


def test_the_model_never_lowers_what_a_pattern_found(tmp_path: Path) -> None:
    deaf, urgent = scanner(tmp_path, AnEar(-5.0)), scanner(tmp_path, AnEar(1.0, now=1.0))
    for typed in ("haluan mansikoita puolukka", "söin mansikoita puolukka"):
        assert deaf.scan(typed) == scanner(tmp_path).scan(typed)
    assert urgent.scan("haluan mansikoita puolukka") == Finding(
        "crisis_suicide", "A", False, "fi.want+model"
    )


def test_against_a_reviewed_context_the_model_must_be_surer_and_never_says_now(
    tmp_path: Path,
) -> None:
    denied = "en halua mansikoita puolukka"
    assert scanner(tmp_path, AnEar(1.9, now=1.0)).scan(denied) is None
    finding = scanner(tmp_path, AnEar(2.0, now=1.0)).scan(denied)
    assert finding is not None
    assert finding.tier == "B"
    soft = scanner(tmp_path, AnEar(1.9)).soft(denied)
    assert soft is not None
    assert soft.tier == "C"


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
    assert one_edit_apart(typed, word) is is_slip


def test_short_words_are_not_taken_for_slips() -> None:
    lexicon = Lexicon({"marja": frozenset({1}), "kana": frozenset({2})})
    assert lexicon.lookup("marja") == {1}
    assert lexicon.lookup("kala") == frozenset()


@pytest.mark.parametrize(
    "typed",
    [
        "h4lu4n m4n51k01t4 j4 1 marjoja 0",
        "h 😔 a 😭 l 🖤 u 💔 a 😔 n 🖤  💔 m 😔 a 😭 n 🖤 s 💔 i 😔 k 😭 k 🖤 a",
        "haluan 🍓 yks 🍓 kaks 🍓 kolme 🍓 mansikoita",
        "haluan yks kaks kolme mansi koita",
    ],
)
def test_signs_and_spaces_between_do_not_hide_a_line(tmp_path: Path, typed: str) -> None:
    assert scanner(tmp_path).scan(typed) is not None


SHORT = Lexicon({"kivi": frozenset({1}), "🍓": frozenset({2}), "puro": frozenset({3})})


@pytest.mark.parametrize(("typed", "is_ours"), [("kivvi", True), ("kvii", True), ("kivo", False)])
def test_a_short_word_may_have_a_letter_doubled_or_two_swapped(typed: str, is_ours: bool) -> None:
    assert (1 in lay_out(SHORT, typed).masks) is is_ours


def test_an_emoji_stands_at_the_words_on_both_sides() -> None:
    layout = lay_out(SHORT, "kivi 🍓 puro")
    assert layout.masks == {1: 0b01, 2: 0b11, 3: 0b10}
    assert layout.sentences == ((0, 1),)
    assert lay_out(SHORT, "kivi 🍓").sentences == ((0, 1),)


def test_two_halves_of_a_word_of_ours_are_told_to_the_model_as_one() -> None:
    lexicon = Lexicon({"mansikka": frozenset({1})})
    assert lay_out(lexicon, "oma mansi kka maa").texts == ("oma mansikka maa",)
    assert lay_out(lexicon, "oma man kka maa").texts == ("oma man kka maa",)


def test_a_romanised_text_is_read_back_and_as_it_was_typed(tmp_path: Path) -> None:
    berries = {
        "ya hochu yagody": "haluan mansikoita",
        "söin mansikoita yagody": "haluan mansikoita",
        "haluan mansikoita i yagody": "haluan kakkua",
        "ya ne hochu yagody": "en halua mansikoita",
    }
    ears = scanner(tmp_path, own_script=berries.get)

    def tier(text: str) -> str | None:
        finding = ears.scan(text)
        return finding and finding.tier

    assert tier("ya hochu yagody") == "B"
    assert tier("söin mansikoita yagody") == "A"  # what was typed is graver
    assert tier("haluan mansikoita i yagody") == "B"
    assert tier("ya ne hochu yagody") is None
    assert tier("yagody") is None
    soft = ears.soft("ya ne hochu yagody")
    assert soft is not None
    assert soft.tier == "C"
    assert ears.in_own_script("ya hochu yagody") == "haluan mansikoita"
    assert ears.in_own_script("haluan kakkua") == "haluan kakkua"
