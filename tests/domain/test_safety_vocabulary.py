"""Words that nobody knows are mended by words that people write."""

import pytest

from bot.domain.safety_layout import lay_out, mend
from bot.domain.safety_lexicon import Lexicon, Seen
from bot.domain.safety_slips import Slips, keys
from bot.domain.safety_vocabulary import Vocabulary

WORDS = ("ja", "i", "on", "se", "mansikka", "kakku", "kori", "syön", "marjaa", "syon")
VOCABULARY = Vocabulary(WORDS)
LEXICON = Lexicon({"mansikka": frozenset({1}), "kakku": frozenset({2})}, vocabulary=VOCABULARY)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("mansikkaja", ("mansikka", "ja")),
        ("imansikka", ("i", "mansikka")),
        ("korii", ("kori", "i")),
        ("mansikkakakkukori", ("mansikka", "kakku", "kori")),
        ("mansika", ("mansikka",)),
        ("kroi", ("kori",)),
        ("mustikka", ()),
        ("jaonse", ()),  # three parts of two letters make any word at all
        ("kaku", ("kakku",)),
        ("ako", ()),
    ],
)
def test_glued_words_and_slips(typed: str, meant: tuple[str, ...]) -> None:
    assert VOCABULARY.mended(typed, may_be_glued=True) == meant


def test_only_slips_where_nothing_may_be_glued() -> None:
    assert VOCABULARY.mended("mansikkaja", may_be_glued=False) == ()
    assert VOCABULARY.mended("mansika", may_be_glued=False) == ("mansikka",)


def test_without_words_nothing_is_mended() -> None:
    assert Vocabulary().mended("mansikkaja", may_be_glued=True) == ()


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("syön mansikkaja marjaa", "syon mansikka ja marjaa"),
        ("syön masnikka", "syon mansikka"),
        ("mar jaa kori", "marjaa kori"),
        ("syön aaaaaa koriiiii", "syon a kori"),
        ("se on kori", "se on kori"),
    ],
)
def test_the_model_is_told_the_words_as_they_were_meant(typed: str, told: str) -> None:
    assert lay_out(LEXICON, typed).texts == (told,)


@pytest.mark.parametrize(
    ("typed", "mended"),
    [
        ("Syön, mansikkakakku!", "Syön, mansikka kakku"),
        ("Syön k0ri, on 4v ja 650€ 😭", "Syön kori on 4v ja 650€ 😭"),
        ("mansika jaonse", "mansika jaonse"),  # slips, and what any word could be, stay
    ],
)
def test_only_what_was_glued_or_hidden_is_mended_in_a_text_as_it_was_typed(
    typed: str, mended: str
) -> None:
    assert mend(LEXICON, typed) == mended


def test_glued_words_fill_their_slots_side_by_side() -> None:
    assert lay_out(LEXICON, "mansikkakakku").masks == {1: 0b01, 2: 0b10}
    assert lay_out(LEXICON, "seonmansikka on kakku").masks.keys() >= {1, 2}


def test_a_common_word_is_no_slip_of_ours() -> None:
    ours = {"haava": frozenset({3})}
    assert 3 in lay_out(Lexicon(ours), "haavi").masks
    assert 3 not in lay_out(Lexicon(ours, vocabulary=Vocabulary(["haavi"])), "haavi").masks


def test_a_word_of_the_language_is_neither_mended_nor_a_slip() -> None:
    lexicon = Lexicon({"kuolla": frozenset({1})}, vocabulary=Vocabulary(WORDS, {"kuulla"}))
    assert lexicon.see(("kuolal",), False).slots == (frozenset({1}),)
    assert lexicon.see(("kuulla",), False) == Seen(("kuulla",), (frozenset(),))


def test_words_near_a_slip_are_those_that_share_a_head_with_a_letter_left_out() -> None:
    words = ["mansikka", "mansikat", "kansikka", "mustikka", "mansi", "manssika"]
    slips = Slips(((word, word[:6]) for word in words), sure=5)
    for typed in (
        "mansikka",
        "masnikka",
        "manskka",
        "mansiikka",
        "xansikka",
        "mnsikka",
        "man",
        "m",
    ):
        heads = {*keys(typed[:7]), *keys(typed[:6])}
        near = {word for word in words if not heads.isdisjoint(keys(word[:6]))}
        assert slips.of(typed, 6) == near, typed


def test_a_slot_of_common_words_is_filled_more_often() -> None:
    entries = {"mansikka": frozenset({1}), "kakku": frozenset({2}), "kakkua": frozenset({2})}
    often = Lexicon(
        entries, vocabulary=Vocabulary(["kakku", "on", "mansikka", "kakkua"])
    ).frequencies()
    assert often == {2: 1 + 1 / 4, 1: 1 / 3}
