"""What is asked about the safety plan itself: why, a pause, its language, to see or delete it."""

import pytest

from tests.test_turn_plan import HELPS, a_plan_half_made, a_talk, made


@pytest.mark.parametrize("words", ["miks kysyt", "varför frågar du", "why do you ask"])
async def test_why_it_is_asked_is_told_and_saved_as_no_answer(words: str) -> None:
    talk = await a_plan_half_made()
    await talk.say(words)
    assert talk.keys == ["plan.why", "plan.ask.company"]
    assert words not in str(talk.kept)


@pytest.mark.parametrize("words", ["paus", "tauko", "jatketaan huomenna", "let's do this later"])
async def test_a_pause_is_a_pause(words: str) -> None:
    talk = await a_plan_half_made()
    await talk.say(words)
    assert talk.keys == ["plan.stop_ask"]
    await talk.press("Tallenna nämä")
    assert HELPS in talk.text
    assert words not in talk.text


@pytest.mark.parametrize(
    ("words", "language"),
    [
        ("i want to make a safety plan", "en"),
        ("trygghetsplan", "sv"),
        ("hej jag vill göra trygghetsplan, på svenska", "sv"),
        ("turvasuunnitelma", "fi"),
    ],
)
async def test_the_plan_speaks_the_language_it_was_asked_for_in(words: str, language: str) -> None:
    talk = await a_talk().say(words)
    assert {reply.language for reply in talk.replies} == {language}


@pytest.mark.parametrize("words", ["visa min plan", "näytä mun suunnitelma", "show my plan"])
async def test_a_plan_that_there_is_is_shown_by_a_short_name(words: str) -> None:
    talk = await made(a_talk())
    await talk.say(words)
    assert talk.keys == ["plan.show"]


@pytest.mark.parametrize("words", ["ta bort planen", "poista suunnitelma", "delete my plan"])
async def test_it_is_deleted_only_after_a_question(words: str) -> None:
    talk = await made(a_talk())
    await talk.say(words)
    assert talk.keys == ["plan.delete_ask"]
    assert "plan" in talk.kept


@pytest.mark.parametrize("words", ["visa min plan", "poista suunnitelma"])
async def test_without_one_the_words_mean_another_plan(words: str) -> None:
    talk = await a_talk().say(words)
    assert not any(key.startswith("plan.") for key in talk.keys)
