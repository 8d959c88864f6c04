"""Writing made even: however it is hidden, the words come out the same."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.safety_folding import TAIL, WHOLE, capped, read
from bot.domain.safety_letters import fold


def words(text: str) -> list[str]:
    return [word.forms[0] for word in read(text)]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("ÄITI Älä", ["aiti", "ala"]),
        ("m a n s i k k a", ["mansikka"]),
        ("m.a.n.s.i.k.k.a", ["mansikka"]),
        ("s y ö n  m a r j a", ["syon", "marja"]),
        ("man\u200bsik\u200dka", ["mansikka"]),
        ("m4nsikk4", ["mansikka"]),
        ("m@nsikka", ["mansikka"]),
        ("m*nsikka", ["mnsikka"]),
        ("ma\u0335nsi\u0336kka", ["mansikka"]),
        ("𝖒𝖆𝖓𝖘𝖎𝖐𝖐𝖆", ["mansikka"]),
        ("mаnsikkа", ["mansikka"]),  # Cyrillic а
        ("mansikka🍓🍓marja", ["mansikka", "marja"]),
        ("don't", ["dont"]),
        ("أُحِبُّ", ["احب"]),
        ("می‌خواهم", ["ميخواهم"]),
        ("Ёлка їжа", ["елка", "іжа"]),
        ("112", ["112"]),
    ],
)
def test_hidden_words_are_read(typed: str, meant: list[str]) -> None:
    assert words(typed) == meant


def test_stretched_letters_are_read_short_and_double() -> None:
    (word,) = read("mansikkkkka")
    assert word.forms == ("mansika", "mansikka")
    assert word.stretched


def test_a_digit_in_a_word_can_be_two_letters() -> None:
    assert read("1tse")[0].forms[:2] == ("itse", "ltse")


def test_sentences_lie_far_apart_and_pauses_do_not() -> None:
    assert [word.gap for word in read("a bb. cc, dd... ee\nff 1.5 gg")] == [
        *(0, 0, 16, 1, 1, 2, 0, 1, 0),
    ]


def test_of_a_long_text_the_beginning_and_the_end_are_read() -> None:
    text = "a" * WHOLE + "b" * 50_000 + "c" * TAIL
    assert capped(text) == "a" * WHOLE + "\n" + "c" * TAIL
    assert capped("a" * WHOLE) == "a" * WHOLE


@given(st.text())
@settings(max_examples=300)
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_any_text_can_be_read(text: str) -> None:
    for word in read(text):
        assert word.forms
        assert all(word.forms)
