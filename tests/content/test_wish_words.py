"""What words give to the questions after a message: to the one that is asked, and to others."""

import pytest

from bot.content.talk_words import load_talk
from bot.content.wish_words import load_wishes
from bot.domain.wish_words import Reading
from bot.domain.wishes import BY_ID, MOST_WORDS
from bot.services.wishing import labels
from tests.builders import words


def read(asked: str, text: str, *, free: bool = True) -> Reading | None:
    wish = BY_ID[asked]
    return load_wishes().words.read(
        wish, text, lambda option: labels(words(), wish, option), free=free
    )


def given(asked: str, text: str) -> dict[str, str]:
    reading = read(asked, text)
    return dict(reading.given) if reading else {}


def test_the_files_keep_their_promises() -> None:
    assert [str(one) for one in (*load_wishes().faults(), *load_talk().faults())] == []


@pytest.mark.parametrize(
    ("asked", "text", "option"),
    [
        ("here", "Kyllä", "yes"),
        ("here", "ja, när som helst.", "yes"),
        ("how", "tekstarilla (kiitos)", "text"),
        ("how", "chatissa", "chat"),
        ("how", "här i chatten", "chat"),
        ("how", "soita", "call"),
        ("how", "ring mig", "call"),
        ("safe", "joo on turvallista", "yes"),
        ("safe", "ei oo turvallista", "no"),
        ("safe", "ring inte", "no"),
        ("here", "vaan päivällä", "day"),
        ("when", "koska vaan", "any"),
        ("language", "suomeks", "fi"),
        ("interpreter", "en tarvi", "no"),
        ("plain", "kyllä kiitos", "yes"),
        ("where", "kahvilassa", "out"),
        ("where", "en haluu tavata", "no"),
        ("come", "ei tarvii", "no"),
        ("about", "vuokrasta", "home"),
    ],
)
def test_words_that_mean_a_button_and_nothing_more_press_it(
    asked: str, text: str, option: str
) -> None:
    assert given(asked, text) == {asked: option}


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        ("how", "soittamalla mut ei jos mies vastaa"),
        ("how", "tekstarilla tai soittamalla"),
        ("here", "vain kun oon yksin"),
        ("safe", "en usko et on turvallista"),
        ("urgent", "perjantaina viimeistään"),
        ("when", "iltapäivisin koulun jälkeen"),
        ("come", "tuletko mukaan kelaan?"),
    ],
)
def test_words_that_say_more_are_kept_as_they_stand(asked: str, text: str) -> None:
    assert given(asked, text) == {asked: text}


@pytest.mark.parametrize(
    ("asked", "text", "told"),
    [
        ("about", "puhelu ei käy", {"safe": "puhelu ei käy"}),
        ("how", "ei oo turvallista", {"safe": "no"}),
        ("urgent", "ei oo turvallista soittaa", {"safe": "no"}),
        ("how", "älä soita, mies kuulee", {"safe": "älä soita, mies kuulee"}),
        ("how", "tekstarilla, puhelu ei käy", {"how": "text", "safe": "puhelu ei käy"}),
        ("urgent", "tulkki joo somali", {"interpreter": "yes", "language": "somali"}),
        ("interpreter", "joo, somalin kielinen", {"interpreter": "yes", "language": "somalin"}),
    ],
)
def test_words_that_answer_another_question_are_put_there(
    asked: str, text: str, told: dict[str, str]
) -> None:
    assert given(asked, text) == told


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        ("plain", "mulla on rahat loppu"),
        ("how", "kuka tän näkee?"),
        ("urgent", "miten haen asumistukea"),
        ("about", "kiitos"),
        ("when", "haluun varata ajan"),
        ("about", "poista tietoni"),
        ("urgent", "x" * (MOST_WORDS + 1)),
        ("urgent", "  "),
    ],
)
def test_what_asks_for_something_else_is_no_answer(asked: str, text: str) -> None:
    assert read(asked, text) is None


def test_who_does_not_know_or_has_had_enough_is_heard() -> None:
    assert [read("how", one) for one in ("emmä tiiä", "ihan sama", "riittää")] == [
        *(Reading(act="skip"), Reading(act="skip"), Reading(act="done"))
    ]


def test_away_from_the_question_only_closed_words_answer_it() -> None:
    assert read("urgent", "perjantaina", free=False) is None
    assert read("interpreter", "joo", free=False) is None
    reading = read("how", "tekstarilla", free=False)
    assert reading is not None
    assert reading.given == {"how": "text"}
