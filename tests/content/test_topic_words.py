"""What the words of single topics must hold: a step that saves a life, an age that is an age."""

import re
from itertools import product

import pytest

from bot.domain.messages import LANGUAGES, Language
from tests.builders import content, words

AGES = {"fi": "täytät {", "sv": "fyller {", "en": "turn {"}
STILL_SOUNDS = {"fi": "Soiko se vielä", "sv": "Ljuder den ännu", "en": "Still sounding"}
DOOR = {"fi": "sulje ovi", "sv": "stäng dörren", "en": "shut the door"}
JUST_NOW = {"fi": "Tapahtuiko se juuri?", "sv": "Hände det nyss?", "en": "Did it just happen?"}


def texts(topic: str, language: Language, part: str = "now") -> list[str]:
    variants = getattr(content().topics[topic], part)
    return [text[language] for one in variants for text in (one.texts, one.plain)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_alarm_without_a_reason_sends_out_in_plain_words_too(language: Language) -> None:
    for variant in content().topics["fire_alarm"].now:
        line = next(
            one for one in variant.plain[language].splitlines() if STILL_SOUNDS[language] in one
        )
        assert DOOR[language] in line
        assert "112" in line


@pytest.mark.parametrize("language", LANGUAGES)
def test_locked_out_danger_stands_above_the_steps(language: Language) -> None:
    for text in texts("locked_out", language):
        assert "112" in text.splitlines()[0], text


@pytest.mark.parametrize(
    ("topic", "language"), product(("aftercare_what", "aftercare_ending"), LANGUAGES)
)
def test_an_age_is_told_as_one(topic: str, language: Language) -> None:
    lines = [line for text in texts(topic, language) for line in text.splitlines()]
    told = [line for line in lines if re.search(r"\{\w+_age\}", line)]
    assert told
    assert [line for line in told if AGES[language] not in line] == []


def test_aftercare_is_for_nobody_who_has_turned_twenty_three() -> None:
    aftercare = content().services["jalkihuolto"]
    assert aftercare.helps_age(22)
    assert not aftercare.helps_age(23)


@pytest.mark.parametrize("language", LANGUAGES)
def test_not_washing_is_asked_only_of_what_has_just_happened(language: Language) -> None:
    asked = [text for text in texts("sexual_violence", language) if JUST_NOW[language] in text]
    assert len(asked) == 2
    wash = {"fi": "älä peseydy", "sv": "tvätta dig inte", "en": "do not wash"}[language]
    assert [text for text in texts("sexual_violence", language) if wash in text] == asked
    assert all("116117" in text for text in texts("sexual_violence", language, "next"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_when_a_test_and_an_abortion_are_possible_is_told(language: Language) -> None:
    (variant,) = content().topics["sexual_health"].now
    assert "{hiv_sure}" in variant.texts[language]
    assert "{abortion_weeks}" in variant.plain[language]


@pytest.mark.parametrize("language", LANGUAGES)
def test_only_a_refugee_is_sent_to_migri_for_a_travel_document(language: Language) -> None:
    for text in texts("id_documents", language)[2:]:
        line = next(one for one in text.splitlines() if "Migri" in one)
        assert re.search(r"[Pp]akolai|[Ff]lykting|refugee|Refugee", line)


@pytest.mark.parametrize("language", LANGUAGES)
def test_whoever_asks_who_made_this_is_told(language: Language) -> None:
    county = {"fi": "hyvinvointialue", "sv": "välfärdsområde", "en": "wellbeing services county"}
    for key in ("talk.bot_challenge", "privacy.text", "privacy.text_kept"):
        assert county[language] in words().text(language, key)
