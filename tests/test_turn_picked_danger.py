"""Danger that is picked in an assessment: the card, as for danger in words, also without Rasa."""

import pytest

from bot.domain.messages import InboundKind, Lane
from bot.runtime.urgent import urgent_answers
from bot.services.crisis import CRISIS_AT
from bot.services.fixed_options import FixedOptions
from bot.services.writes import PENDING
from tests.assessing_engine import AssessingEngine
from tests.builders import SIGNER, an_inbound, content, frozen
from tests.danger import SAD
from tests.talking import Talk

_FALSE = {"fi": "Ymmärsit väärin", "sv": "Du missförstod", "en": "You misunderstood"}
BUTTONS = {
    "fi": [
        "Olen nyt turvassa",
        "Vinkkejä tähän hetkeen",
        "Oma turvasuunnitelma",
        "Ymmärsit väärin",
    ],
    "sv": ["Jag är trygg nu", "Tips för den här stunden", "Min trygghetsplan"],
    "en": ["I am safe now", "Tips for this moment", "My safety plan"],
}
SAID = {"fi": ("On", "En ole turvassa"), "sv": ("Ja", "Jag är inte trygg")}
SAID |= {"en": ("Yes", "I am not safe")}
MIND, PEOPLE = ("2",), ("7", "7", "2")
"""Steps that lead to the question about oneself, and to the one about others."""


async def asked(language: str, name: str, *answers: str) -> tuple[Talk, AssessingEngine]:
    engine = AssessingEngine()
    talk = Talk(frozen(), engine=engine, hint=language)
    await talk.say("hei")
    await press(talk, f"assess:{name}")
    for answer in answers:
        await talk.say(answer)
    assert talk.keys[-1] == "assessment.ask"
    engine.is_down = True
    return talk, engine


async def press(talk: Talk, action: str) -> None:
    (conversation,) = talk.storage.state.people
    await talk.say(SIGNER.sign(conversation, action), InboundKind.BUTTON)


def assert_card(talk: Talk, category: str, tier: str, language: str) -> None:
    assert talk.keys == ["crisis.card"]
    assert set(talk.lanes) == {Lane.CRISIS}
    (person,) = talk.storage.state.people.values()
    assert str(person.last_card).startswith(f"{category}:{tier}:self:{language}")
    assert {*BUTTONS[language], _FALSE[language]} <= set(talk.labels)
    assert "112" in [one.value for one in talk.buttons if one.kind == "call"]
    assert talk.kept[CRISIS_AT] == talk.now.isoformat()
    assert PENDING not in talk.kept
    (tally,) = talk.storage.state.crisis_counts
    assert (tally.event, tally.category, tally.heard_by) == ("card", category, "option")


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
@pytest.mark.parametrize("by", ["button", "words"])
async def test_thoughts_of_harming_oneself_get_the_whole_card(by: str, language: str) -> None:
    talk, _ = await asked(language, "wellbeing", *MIND)
    words = SAID[language][0]
    await (talk.press(words) if by == "button" else talk.say(f"{words.lower()}."))
    assert_card(talk, "crisis_suicide", "B", language)
    assert talk.kept["assessment:wellbeing"]["given"]["safety"] == {"kind": "skip"}


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
@pytest.mark.parametrize("by", ["button", "words"])
async def test_not_safe_with_others_is_danger_of_violence(by: str, language: str) -> None:
    talk, _ = await asked(language, "wellbeing", *PEOPLE)
    words = SAID[language][1]
    await (talk.press(words) if by == "button" else talk.say(words))
    assert_card(talk, "crisis_violence_now", "B", language)


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
async def test_not_safe_right_now_begins_with_112(language: str) -> None:
    talk, _ = await asked(language, "housing_readiness")
    await talk.press(SAID[language][1])
    assert_card(talk, "crisis_violence_now", "A", language)


def test_with_the_database_stopped_a_press_is_answered_as_what_it_is() -> None:
    talk = Talk(frozen())
    urgent, mac = urgent_answers(talk.parts), "A" * 16
    told = {"kind": InboundKind.BUTTON, "language_hint": "en"}
    danger = an_inbound(f"answer:wellbeing-safety-yes~{mac}", label="Yes", **told)
    keys = [reply.key for reply in urgent(danger)]
    assert set(keys) == {"crisis.card"}
    assert urgent(an_inbound(f"topic:violence_help~{mac}", label=SAD, **told)) == []
    assert urgent(an_inbound("anything", label=SAD, **told)) != []


async def test_said_in_other_words_it_gets_the_same_card_from_the_assessment() -> None:
    talk, engine = await asked("fi", "wellbeing", *MIND)
    engine.is_down = False
    await talk.say("joo on")
    assert_card(talk, "crisis_suicide", "B", "fi")


async def test_after_the_card_the_assessment_goes_on_where_it_was() -> None:
    talk, engine = await asked("fi", "wellbeing", *MIND)
    await talk.press("On")
    engine.is_down = False
    await talk.press("Olen nyt turvassa")
    await talk.press("Jatka siitä, mihin jäätiin")
    assert talk.keys == ["assessment.resumed", "assessment.ask"]
    assert "Keho ja terveys" in talk.text


async def test_an_old_button_that_says_danger_gets_the_card_and_changes_no_result() -> None:
    talk, _ = await asked("fi", "wellbeing", *MIND)
    kept = {**talk.kept["assessment:wellbeing"], "finished": True}
    (conversation,) = talk.storage.state.people
    talk.storage.state.records[conversation, "assessment:wellbeing"] = kept
    await talk.press("On")
    assert talk.keys == ["crisis.card"]
    assert talk.kept["assessment:wellbeing"] == kept


async def test_every_other_option_is_left_to_the_assessment() -> None:
    talk, engine = await asked("fi", "wellbeing", *MIND)
    engine.is_down = False
    await talk.press("En halua sanoa")
    assert talk.keys == ["assessment.untold", "directory.results", "assessment.ask"]


def test_what_declares_danger_is_what_means_danger() -> None:
    declared = {
        (name, question.id, pick.id)
        for name, one in FixedOptions(content().assessments).definitions.items()
        for question in one.questions
        for pick in question.options
        if pick.crisis is not None
    }
    assert declared == {
        ("wellbeing", "safety", "yes"),
        ("wellbeing", "safe_with_people", "no"),
        ("housing_readiness", "now", "not_safe"),
    }
