"""The second ear: only in doubt, never against a denial, never with another encoder's vectors."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from bot.content.safety_rules import load_scanner
from bot.domain.errors import ContentProblems
from bot.domain.safety_model import Heard, Loudness
from bot.domain.safety_patterns import CATEGORIES
from bot.nlu.encoder import Encoder
from bot.nlu.second_ear import FILE, MOST, SecondEar, load_second_ear

LIMITS = Loudness(alone=1.0, among=0.5, speaks=0.0, now=0.0, other=0.0, in_spite=2.0)
ONE = np.ones(1, np.float32)


def an_ear(limit: float = 0.6) -> SecondEar:
    """Hears a wish to die where the only number of the vector is above zero."""
    weights, bias = np.zeros((1, len(CATEGORIES) + 1), np.float32), np.zeros(len(CATEGORIES) + 1)
    weights[0, 0], bias[1 : len(CATEGORIES)] = 4, -30
    return SecondEar(
        weights, bias.astype(np.float32), 0.1, limit, 0.2, limit - 0.4, -0.3, "made by a test"
    )


def heard(danger: float, *, foreign: bool = False) -> Heard:
    return Heard(danger, 0.0, 0.0, 0.0, "crisis_suicide", LIMITS, foreign)


@pytest.mark.parametrize(("danger", "doubt"), [(-0.4, False), (-0.2, True), (0.5, True)])
def test_it_is_asked_only_where_a_vector_could_matter(danger: float, *, doubt: bool) -> None:
    assert an_ear().is_in_doubt(heard(danger)) is doubt


def test_spelling_and_meaning_together_decide() -> None:
    ear = an_ear()
    assert ear.is_danger(heard(0.3), 2 * ONE)
    assert not ear.is_danger(heard(0.3), -2 * ONE)
    assert not ear.is_danger(heard(-0.4), 2 * ONE)


def test_too_little_for_a_card_is_a_hint_in_our_letters() -> None:
    ear = an_ear()
    assert ear.is_hint(heard(-0.1), ONE)
    assert not ear.is_hint(heard(-0.3), ONE)
    assert not ear.is_hint(heard(-0.1, foreign=True), ONE)


@pytest.mark.parametrize(
    ("text", "hinted"),
    [("huomenna ei tarvii enää", True), ("en halua kuolla", False), ("mö", False)],
)
def test_a_hint_is_asked_about_unless_it_is_denied_or_a_single_word(
    text: str, *, hinted: bool
) -> None:
    from bot.nlu.safety import is_hint

    eager = replace(an_ear(limit=1000.0), hint=-1000.0, doubt=-1000.0)
    encoder = Encoder(always, "made by a test")
    assert is_hint(text, load_scanner(), eager, encoder) is hinted
    assert not is_hint(text, load_scanner(), None, encoder)
    assert not is_hint(text, load_scanner(), eager, None)


def test_the_kind_of_danger_is_the_likeliest_of_the_vector() -> None:
    ear = an_ear()
    assert ear.category(ONE) == CATEGORIES[0]
    bias = ear.bias.copy()
    bias[3] = 20
    assert replace(ear, bias=bias).category(ONE) == CATEGORIES[3]


def test_another_script_is_always_in_doubt() -> None:
    assert an_ear().is_in_doubt(heard(-5.0, foreign=True))


def test_another_script_has_its_own_limit() -> None:
    assert not an_ear().is_danger(heard(0.0), ONE)
    assert an_ear().is_danger(heard(0.0, foreign=True), ONE)


def test_no_vector_counts_for_more_than_the_most() -> None:
    assert an_ear().odds(1000 * ONE) == MOST
    assert an_ear().odds(-1000 * ONE) == -MOST


def test_vectors_of_another_encoder_are_not_heard() -> None:
    assert load_second_ear(FILE, "another encoder") is None
    assert load_second_ear(FILE, None) is None
    assert load_second_ear(Path("nowhere.npz"), "any") is None


def test_what_is_no_ear_is_told(tmp_path: Path) -> None:
    (tmp_path / "ear.npz").write_bytes(b"not numbers")
    with pytest.raises(ContentProblems):
        load_second_ear(tmp_path / "ear.npz", "any")


def always(_: object) -> np.ndarray:
    return np.full((1, 1), 5.0, np.float32)


@pytest.mark.parametrize("text", ["en halua kuolla", "mö", ""])
def test_denied_and_single_words_are_left_alone(text: str) -> None:
    from bot.nlu.safety import by_meaning

    eager = replace(an_ear(limit=-100.0), doubt=-100.0)
    assert by_meaning(text, load_scanner(), eager, Encoder(always, "made by a test")) is None


def test_an_ear_that_hears_makes_a_finding() -> None:
    from bot.nlu.safety import MEANING, by_meaning

    found = by_meaning(
        "huomenna ei tarvii enää",
        load_scanner(),
        replace(an_ear(-100.0), doubt=-100.0),
        Encoder(always, "made by a test"),
    )
    assert found is not None
    assert (found.reason, found.tier in "AB") == (MEANING, True)


@pytest.mark.parametrize(
    ("text", "intent", "against"),
    [
        ("mitä mä teen sille", "crisis_harm_others", True),
        ("en halua kuolla, haluan vaan nukkua", "crisis_suicide", True),
        ("mitä mä teen sille", "money_run_out", False),
    ],
)
def test_danger_that_the_classifier_alone_reads_is_asked_about_when_both_ears_are_calm(
    text: str, intent: str, *, against: bool
) -> None:
    from bot.nlu.safety import is_contradicted

    calm = Encoder(lambda _: np.full((1, 1), -1.0, np.float32), "made by a test")
    assert is_contradicted(text, intent, load_scanner(), an_ear(), calm) is against


def test_danger_that_an_ear_hears_too_stays() -> None:
    from bot.nlu.safety import is_contradicted

    loud = Encoder(always, "made by a test")
    text = "en jaksa enää elää, haluun kuolla"
    assert not is_contradicted(text, "crisis_suicide", load_scanner(), an_ear(), loud)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("soon nobodyneeds me here", ["soon nobodyneeds me here", "soon nobody needs me here"]),
        ("t0m0rrow is my l4st", ["t0m0rrow is my l4st", "tomorrow is my last"]),
        ("tomorrow nobody needs me", ["tomorrow nobody needs me"]),
    ],
)
def test_glued_words_and_digits_for_letters_are_read_as_they_were_meant_too(
    text: str, read: list[str]
) -> None:
    from bot.nlu.safety import is_hint

    asked: list[str] = []

    def noting(texts: Sequence[str]) -> np.ndarray:
        asked.extend(texts)
        return np.zeros((len(texts), 1), np.float32)

    eager = replace(an_ear(limit=1000.0), hint=1000.0, doubt=-1000.0)
    is_hint(text, load_scanner(), eager, Encoder(noting, "made by a test"))
    assert asked == read
