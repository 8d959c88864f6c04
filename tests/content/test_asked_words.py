"""Who asks what an official word means, in three languages; who tells a matter of their own."""

import pytest

from bot.content.asked_words import WORD, AskedWords
from bot.domain.messages import LANGUAGES, Language

ASKED = AskedWords.common()

WORDS = {
    "mitä ulosotto tarkottaa": "enforcement",
    "mikä on maksusuunnitelma": "payment_plan",
    "mikä se karenssi on": "waiting_without_pay",
    "siis mikä perusosa": "basic_amount",
    "toi soviteltu, en tajuu": "adjusted_benefit",
    "mikä toi takaaja on": "guarantor",
    "karenssi?": "waiting_without_pay",
    "mitä vittua tarkottaa valtakirja tässä": "power_of_attorney",
    "opintolainan lainatakaus, mikä se on": "loan_guarantee",
    "omavastuu 150 mitä se tarkottaa": "own_share",
    "mitä toi sana tarkottaa, omavastuuaika": "own_share_time",
    "palkkalaskelmassa lukee TyEL mikä se on": "pension_contribution",
    "en tiiä mikä on suojaosuus": "protected_amount",
    "en ymmärrä sitä karenssia": "waiting_without_pay",
    "mitä tarkoitetaan suojaosuudella": "protected_amount",
    "mitä oikaisuvaatimuksella tarkoitetaan?": "review_request",
    "moi! kerro mulle mikä on lähete": "referral",
    "selitä maksusitoumus": "payment_commitment",
    "mitä ulosoto tarkottaa": "enforcement",
    "mikä on nettotulo": "net_income",
    "vad betyder utmätning": "seizure",
    "vad e maksusitoumus": "payment_commitment",
    "va betyder he där skyddade beloppet": "protected_amount",
    "vad är en borgensman för nåt": "guarantor",
    "nolltimmarsavtal, vad är det": "zero_hours",
    "kan du förklara karens": "waiting_without_pay",
    "jag fattar inte ordet jämkad": "adjusted_benefit",
    "jag vet int va laga kraft är": "legally_final",
    "int förstår ja va laga kraft är": "legally_final",
    "what mean maksusitoumus": "payment_commitment",
    "what is basic social assistance": "basic_assistance",
    "what's a payslip?": "payslip",
    "what does hearing letter mean": "hearing",
    "i dont understand the word perusosa": "basic_amount",
    "can you explain what is suojaosuus": "protected_amount",
    "meaning of kotikunta please": "home_municipality",
}

MATTERS = [
    "mikä on mun vuokra",
    "mitä mun pitää tehdä ulosotossa",
    "mulla on karenssi",
    "karenssi",
    "paljonko suojaosuus on",
    "mikä on mun suojaosuus",
    "miten haen asumistukea",
    "mitä kelan päätös tarkottaa",
    "en ymmärrä päätöstä",
    "mikä on sossun numero",
    "mitä toi tarkottaa",
    "mitä tää kirje tarkottaa",
    "en tiiä mitä tehdä",
    "mitä nyt tehdään",
    "sain ulosotosta kirjeen, mitä mun pitää tehdä ja paljonko ne vie",
    "what is my benefit decision",
    "what does it mean",
    "what is your name",
    "i dont understand finnish",
    "vad är FPA:s nummer",
    "jag förstår inte svenska",
    "vad ska jag göra med utsökningen",
]


@pytest.mark.parametrize(("text", "word"), WORDS.items())
def test_a_word_that_is_asked_is_found(text: str, word: str) -> None:
    asked = ASKED.asked(text)
    assert asked is not None
    assert [term.id for term in asked.terms] == [word]


@pytest.mark.parametrize("text", MATTERS)
def test_a_matter_asks_for_no_word(text: str) -> None:
    assert ASKED.asked(text) is None


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("mikä on asumistuki", "housing_allowance"),
        ("asumistuki?", "housing_allowance"),
        ("what is aftercare", "aftercare_what"),
    ],
)
def test_the_name_of_a_matter_is_left_to_its_topic_until_it_is_in_hand(
    text: str, topic: str
) -> None:
    assert ASKED.asked(text) is None
    assert ASKED.asked(text, "locked_out") is None
    asked = ASKED.asked(text, topic)
    assert asked is not None
    assert [term.topic for term in asked.terms] == [topic]


def test_its_meaning_is_told_though_the_word_names_a_matter() -> None:
    asked = ASKED.asked("mitä jälkihuolto tarkottaa")
    assert asked is not None
    assert [term.id for term in asked.terms] == ["aftercare"]


def test_two_words_are_told_at_once() -> None:
    asked = ASKED.asked("mitä eroa on asumistuella ja asumislisällä")
    assert asked is not None
    assert [term.id for term in asked.terms] == ["housing_allowance", "housing_supplement"]


@pytest.mark.parametrize(
    ("text", "itself"),
    [
        ("mitä indeksi tarkottaa", True),
        ("vad betyder grundskydd", True),
        ("what does trust fund mean", True),
        ("mikä on indeksi", False),
    ],
)
def test_a_word_that_is_not_in_the_list_is_heard_as_one(text: str, itself: bool) -> None:
    asked = ASKED.asked(text)
    assert asked is not None
    assert (asked.terms, asked.itself) == ((), itself)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_name_is_found_by_its_meaning(language: Language) -> None:
    """A name that a longer or another one hides could never be asked for."""
    ways = {"fi": "mitä {} tarkoittaa", "sv": "vad betyder {}", "en": "what does {} mean"}
    names = [(name, term) for term in ASKED.terms.values() for name in term.names[language]]
    for name, term in names:
        asked = ASKED.asked(ways[language].format(name))
        assert asked is not None, name
        assert [one.id for one in asked.terms] == [term.id], name


def test_what_is_asked_means_the_words_topic() -> None:
    meant = ASKED.meaning("mitä ulosotto tarkottaa", None)
    assert meant is not None
    assert (meant.intent, meant.about) == ("debt_help", WORD)
    meant = ASKED.meaning("mikä on tukihenkilö", None)
    assert meant is not None
    assert meant.intent == "find_service"
    assert ASKED.meaning("mitä indeksi tarkottaa", None) is None
