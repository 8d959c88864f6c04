"""Danger without its usual words: heard in front of the engine, which may be down.

The sentences are in no training row.
"""

import pytest

from bot.content.safety_scanner import load_scanner
from bot.domain.errors import EngineUnavailable
from bot.domain.messages import Lane
from bot.engine.scripted import ScriptedEngine
from bot.runtime.urgent import urgent
from tests import trained
from tests.builders import an_inbound, frozen
from tests.danger import ENGLISH, Doubting
from tests.talking import Talk

pytestmark = pytest.mark.engine

HINTED = {
    "fi": "kirjeet on kirjotettu ja tänä iltana kaikki pääsee musta eroon",
    "sv": "nycklarna ligger under mattan, i morgon behöver ingen ringa mig",
    "en": "the letters are written and tonight everybody will be free of me",
}


@pytest.mark.parametrize("language", list(HINTED))
async def test_what_only_the_second_ear_hears_has_its_card_while_the_engine_is_down(
    language: str,
) -> None:
    from bot.nlu.encoding import encoder
    from bot.nlu.listening import Listening

    trained.quietly(trained.model_file)  # it brings the encoder
    text = HINTED[language]
    assert load_scanner().scan(text) is None
    down = ScriptedEngine({text: EngineUnavailable("stopped")})
    talk = Talk(frozen(), engine=down, hint=language, scanner=Listening(load_scanner(), encoder))
    await talk.say(text)
    assert talk.keys == ["crisis.card"]
    assert set(talk.lanes) == {Lane.CRISIS}


async def test_what_is_doubted_is_asked_about_while_the_engine_is_down() -> None:
    down = ScriptedEngine({ENGLISH: EngineUnavailable("stopped")})
    talk = Talk(frozen(), engine=down, hint="en", scanner=Doubting())
    await talk.say(ENGLISH)
    assert talk.keys[-1] == "crisis.hint"
    assert "fallback.engine" in talk.keys


def test_what_is_doubted_has_its_card_where_nothing_can_be_asked() -> None:
    talk = Talk(frozen(), engine=ScriptedEngine(), hint="en", scanner=Doubting())
    replies = urgent(an_inbound(text=ENGLISH), talk.parts)
    assert "112" in replies[0].text
