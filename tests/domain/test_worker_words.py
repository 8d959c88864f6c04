"""What is said of one's own worker, in fi, sv and en, and what only sounds so."""

import pytest

from bot.domain.to_worker_words import asks_read, only_to, tells_worker
from bot.domain.withdrawing_words import asks_what_went, takes_last_off
from bot.domain.worker_words import Meaning, said_of_worker

MAIJA = ["Maija Mallinen"]


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("voiko se nähä kaiken mitä mä kirjotan tänne", "sees_all"),
        ("näkeekö maija mitä kirjotan", "sees_all"),
        ("kan hon se allt ja skriver hit", "sees_all"),
        ("can she see what i wrote", "sees_all"),
        ("can maija read this", "sees_all"),
        ("onko maija vihainen mulle", "angry"),
        ("is my worker mad at me", "angry"),
        ("haluun jonkun muun ku maijan", "another"),
        ("nån annan än maija", "another"),
        ("i wanna talk to someone else not maija", "another"),
        ("maija on ihan paska", "bad"),
        ("jag vill klaga på min handläggare", "bad"),
        ("i want to leave my worker", "leave"),
        ("pura yhteys maijaan", "leave"),
        ("ta bort kopplingen till maija", "leave"),
        ("onko maija kipee", "away"),
        ("är maija borta idag", "away"),
        ("kertooko maija mun äidille", "tells"),
        ("can maija tell the police", "tells"),
        ("kan maija berätta det för någon", "tells"),
        # Of oneself, of somebody else, or for the worker.
        ("mä oon vihainen maijalle", None),
        ("mun äiti on vihainen mulle", None),
        ("sano maijalle et se oli ilkee", None),
        ("leave a message to my worker", None),
        ("haluan valittaa kelan päätöksestä", None),
        ("voiko äiti nähä kaiken mitä mä kirjotan", None),
        ("did maija read everything", None),
    ],
)
def test_what_is_said_of_the_worker_by_name(text: str, meaning: Meaning | None) -> None:
    assert said_of_worker(text, MAIJA, spoken_of=False) == meaning


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("onko se vihanen mulle", "angry"),
        ("e hon arg på mig", "angry"),
        ("she is so rude to me", "bad"),
        ("hon svarar aldrig", "silent"),
        ("she never answers", "silent"),
        ("kan ja få nån annan", "another"),
        ("can i get someone else", "another"),
    ],
)
def test_who_is_meant_by_she_is_known_only_where_the_worker_was_spoken_of(
    text: str, meaning: Meaning
) -> None:
    assert said_of_worker(text, MAIJA, spoken_of=True) == meaning
    assert said_of_worker(text, MAIJA, spoken_of=False) is None


@pytest.mark.parametrize(
    "text",
    ["lukiko se jo", "onks maija lukenu mun viestin", "har hon läst de", "did she read it?"],
)
def test_it_is_asked_whether_the_worker_has_read(text: str) -> None:
    assert asks_read(text, MAIJA)


@pytest.mark.parametrize(
    "text", ["lukko jäi jumiin", "onko kela vastannut", "har du läst", "has he seen the flat"]
)
def test_what_others_have_read_or_seen_is_something_else(text: str) -> None:
    assert not asks_read(text, MAIJA)


@pytest.mark.parametrize(
    "text",
    [
        "hei voitko sanoo maijalle et mul loppu rahat",
        "kan du säga åt min kontaktperson att pengarna är slut",
        "tell my worker that i have no food",
        "hey maija im sick and cant come on monday",
        "hei maija en pääse huomenna",
        "text maija that i got a letter from kela",
    ],
)
def test_the_worker_is_to_be_told_something(text: str) -> None:
    assert tells_worker(text, MAIJA, spoken_of=False)


@pytest.mark.parametrize(
    "text",
    [
        "voinko kertoa työntekijälle että olen raskaana",
        "mitä mä sanon työntekijälle rahoista",
        "en kerro maijalle että poltan",
        "sano äidille et rahat loppu",
        "can i tell my worker about drugs",
    ],
)
def test_whether_to_tell_the_worker_is_a_question_to_us(text: str) -> None:
    assert not tells_worker(text, MAIJA, spoken_of=False)


def test_only_to_one_named_worker_is_said_with_the_first_name() -> None:
    assert all(only_to(text, MAIJA[0]) for text in ("vain maijalle", "bara till maija"))
    assert not any(only_to(text, MAIJA[0]) for text in ("vain maijalle?", "vain timolle"))


def test_the_last_addition_is_taken_off_by_words_that_name_it() -> None:
    assert all(map(takes_last_off, ("poista toi viimeinen", "wait remove the last one")))
    assert not any(map(takes_last_off, ("poista viesti", "poista tili", "ota se pois")))


def test_what_was_sent_is_asked_as_it_is_spoken() -> None:
    assert asks_what_went("va skicka ja")
