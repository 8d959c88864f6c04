"""Short words typed after a crisis card: an answer, a joke, "I called them" - or none of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.card_phrases import further_in, says_safe, says_well, takes_back
from bot.domain.card_questions import QUESTIONS, has_words
from bot.domain.card_words import Asks, reply_in
from bot.domain.checkin_words import how_in

ANSWERS: list[tuple[str, Asks, str]] = [
    ("joo", "alone", "yes"),
    ("Joo oon yksin", "alone", "yes"),
    ("oon yksin", "alone", "yes"),
    ("no joo oon", "alone", "yes"),
    ("ei oo ketään", "alone", "yes"),
    ("ja jag är ensam", "alone", "yes"),
    ("yes im alone", "alone", "yes"),
    ("да", "alone", "yes"),
    ("aywa", "alone", "yes"),
    ("la", "danger", "no"),
    ("en oo", "alone", "no"),
    ("en, kaveri on tässä", "alone", "no"),
    ("äiti on tässä", "alone", "no"),
    ("nej mamma är här", "alone", "no"),
    ("no, my friend is here", "alone", "no"),
    ("en pääse", "away", "no"),
    ("pääsen ulos", "away", "yes"),
    ("I cant get out", "away", "no"),
    ("joo oon vaarassa", "danger", "yes"),
    ("yes i am in danger", "danger", "yes"),
    ("en", "danger", "no"),
    ("ei oo vaaraa nyt", "danger", "no"),
    ("ei oo mitään hätää", "danger", "no"),
    ("nej det är ingen fara", "danger", "no"),
    ("no im not in danger now", "danger", "no"),
    ("en tiiä", "danger", "unsure"),
    ("vet inte", "danger", "unsure"),
    ("joo vähän", "danger", "unsure"),
    ("ehkä", "danger", "unsure"),
    ("en oo mut pelkään", "danger", "unsure"),
    ("on joo", "smoke", "yes"),
    ("ei oo savua", "smoke", "no"),
    ("на hereillä on", "awake", ""),
    ("hän on hereillä", "awake", "yes"),
    ("jo vähän", "thoughts", "unsure"),
    ("ei oo", "thoughts", "no"),
]


@pytest.mark.parametrize(("text", "asks", "said"), ANSWERS)
def test_short_answers_are_read(text: str, asks: Asks, said: str) -> None:
    assert (reply_in(text, asks) or "") == said


@pytest.mark.parametrize(
    "text",
    [
        "en haluu poliisii",
        "en voi soittaa",
        "ei kukaan vastaa",
        "en oo turvassa",
        "jag har inget saldo",
        "i dont want the police",
        "miksi kysyt",
        "mistä saan rahaa ruokaan",
        "yksi juttu vielä",
        "",
        "!!!",
    ],
)
def test_other_words_are_no_answer_to_whether_one_is_alone(text: str) -> None:
    assert reply_in(text, "alone") is None


@pytest.mark.parametrize(
    "text",
    [
        "käsitit väärin, kerroin leffasta",
        "se oli vitsi",
        "läppä",
        "en mä tosissani",
        "no en oo tappamassa itteeni, se oli vaan läppä",
        "sori väärä hälytys",
        "Ymmärsit väärin",
        "jag skojade bara",
        "det var ett skämt",
        "falskt alarm",
        "it was a joke lol",
        "You misunderstood me",
        "false alarm",
    ],
)
def test_a_joke_or_a_mistake_is_taken_back_in_words(text: str) -> None:
    assert takes_back(text)


@pytest.mark.parametrize(
    "text",
    [
        "se oli läppä mut oikeesti on paha olla",
        "ei se ollu vitsi",
        "this is not a joke",
        "det var inget skämt",
        "se oli vitsi vai?",
        "mun elämä on vitsi",
        "palovaroittimesta tuli väärä hälytys taas",
    ],
)
def test_what_is_no_joke_is_not_taken_back(text: str) -> None:
    assert not takes_back(text)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("soitin 112 ne tulee", "called"),
        ("soitin jo", "called"),
        ("ambulanssi on tulossa", "called"),
        ("jag ringde redan", "called"),
        ("i already called", "called"),
        ("help is on the way", "called"),
        ("voitko lähettää ambulanssin", "send"),
        ("soita sä", "send"),
        ("tuu hakee mut", "send"),
        ("kan du ringa dem", "send"),
        ("can you call them for me", "send"),
        ("en haluu poliisii", "police"),
        ("jag vill inte ha polisen", "police"),
        ("please no police", "police"),
        ("mitä tapahtuu jos soitan sinne", "what_happens"),
        ("vad händer om jag ringer", "what_happens"),
        ("what happens if I call", "what_happens"),
        ("älä kerro mun työntekijälle", "secret"),
        ("onko tää salasta", "secret"),
        ("vem läser det här", "secret"),
        ("dont tell my mom", "secret"),
        ("soitin sinne mut siel oli jono", "no_answer"),
        ("mulle soitti kela", None),
        ("ei mulla oo rahaa", None),
        ("kiitos", None),
    ],
)
def test_what_people_say_after_a_card(text: str, what: str | None) -> None:
    assert further_in(text, ("crisis_suicide", "A", "self")) == what


def test_to_be_safe_is_said_without_doubt() -> None:
    assert says_safe("joo, mä oon nyt turvas")
    assert not says_safe("oonko mä turvassa")


def test_not_sure_is_never_answered_with_less_help() -> None:
    for told, question in QUESTIONS.items():
        assert question.meant("unsure") == question.worse
        assert has_words(told, "no" if question.worse == "yes" else "yes")
        # Danger now has no graver card to go on to.
        assert not (told[1] == "A" and question.escalates)


@given(st.text(max_size=200))
def test_any_text_can_be_read(text: str) -> None:
    for told, question in QUESTIONS.items():
        further_in(text, told)
        assert reply_in(text, question.asks) in {"yes", "no", "unsure", None}
        how_in(text)
    assert takes_back(text) in {True, False}
    assert says_well(text) in {True, False}
