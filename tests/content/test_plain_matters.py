"""Everyday matters that sound of danger: told plainly, or with a word of violence beside."""

from pathlib import Path

import pytest

from bot.content.plain_matters import load_matters
from bot.content.safety_eval import corpus
from tests.builders import content

CRISIS = Path(__file__).parents[1] / "crisis"


def test_the_file_keeps_its_promises_and_names_topics_of_ours() -> None:
    assert [str(one) for one in load_matters().faults()] == []
    assert {one.topic for one in load_matters().words.matters} <= set(content().topics)


@pytest.mark.parametrize(
    ("text", "beside"),
    [
        ("Isä heitti mut pihalle!", ("Isä", "")),
        ("mamma slängde ut mej, va ska ja göra nu", ("mamma", "va ska ja göra nu")),
        ("my parents kicked me out and i'm cold", ("my parents", "and im cold")),
    ],
)
def test_what_is_said_beside_a_matter_is_left_to_the_ears_as_it_was_typed(
    text: str, beside: tuple[str, str]
) -> None:
    told = load_matters().words.told(text)
    assert told is not None
    assert told.beside == beside


@pytest.mark.parametrize(
    "with_it",
    ["se hakkas mut", "pelkään sitä", "med kniv", "jag är rädd för han", "he hit me", "im scared"],
)
@pytest.mark.parametrize(
    "matter", ["isä heitti mut pihalle", "pappa kastade ut mig", "my dad kicked me out"]
)
def test_a_word_of_violence_or_fear_in_any_language_ends_it(matter: str, with_it: str) -> None:
    assert load_matters().words.told(f"{matter}, {with_it}") is None
    assert load_matters().words.told(f"{with_it}. {matter}") is None


def test_a_long_story_is_no_plain_matter() -> None:
    assert load_matters().words.told("isä heitti mut pihalle " + "ja sitten " * 20) is None


def test_no_danger_that_was_written_down_is_taken_for_one() -> None:
    dangers = [
        row.text
        for part in ("open", "unheard", "next")
        for row in corpus(CRISIS / part)
        if row.is_crisis
    ]
    assert len(dangers) > 3000
    words = load_matters().words
    assert [text for text in dangers if words.told(text) or words.is_bare(text)] == []


@pytest.mark.parametrize(
    "text", ["50 i think", "jag tror 100", "luulen 200", "Netflix 15 ja pelit 10", "my husband"]
)
def test_a_number_or_a_person_alone_says_nothing_of_danger(text: str) -> None:
    assert load_matters().words.is_bare(text)


@pytest.mark.parametrize(
    "text",
    ["panadol 20 ja burana 10", "20 tablets i think", "my husband hit", "i think", "tror 3 dagar"],
)
def test_what_is_said_of_a_number_or_a_person_is_heard(text: str) -> None:
    assert not load_matters().words.is_bare(text)


def test_a_matter_that_is_taken_for_one_danger_is_not_taken_for_another() -> None:
    told = load_matters().words.told("en nuku öisin")
    assert told is not None
    assert told.matter.kinds == {"crisis_suicide"}


@pytest.mark.parametrize(
    "text", ["loppu tää paska jo", "fuck my life", "orkar int den här skiten"]
)
def test_anger_at_all_of_it_is_always_asked_about(text: str) -> None:
    told = load_matters().words.told(text)
    assert told is not None
    assert (told.topic, told.matter.asks) == ("mental_health", True)
