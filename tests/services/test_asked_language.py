"""Another language is asked for after a card: the card is said in it, not "what do you want"."""

from dataclasses import replace

import pytest

from bot.domain.messages import Lane, Language, Say
from bot.services import crisis
from bot.services.asked_language import AGAIN, CHANGED, answer_again
from bot.services.said_last import SAID
from tests.builders import SATURDAY_NIGHT, a_claim
from tests.danger import DENIED, PILLS, SAD
from tests.services.test_card_talk import TOPIC, Talk


@pytest.mark.parametrize(("language", "call"), [("sv", "ring 112"), ("en", "call 112")])
@pytest.mark.parametrize("danger", [PILLS, SAD])
async def test_the_card_is_said_again_in_the_language_that_was_asked_for(
    danger: str, language: Language, call: str
) -> None:
    talk = Talk()
    await talk.say(danger)
    assert await talk.press(f"language:{language}") == [crisis.CARD]
    assert talk.person.language == language
    assert {lane for _, lane in talk.outcome.replies} == {Lane.CRISIS}
    assert call in talk.text.lower()


@pytest.mark.parametrize("key", [CHANGED, AGAIN])
async def test_so_it_is_when_it_is_asked_for_in_words(key: str) -> None:
    talk = Talk(Say(key))
    await talk.say(SAD)
    assert await talk.say("english please", after=12) == [crisis.CARD]


async def test_the_ways_to_people_are_said_again_too() -> None:
    talk = Talk(Say(CHANGED))
    said = [{"key": crisis.SOS, "actions": [], "labels": [], "at": talk.at.isoformat()}]
    assert await talk.say("english please", **{SAID: said}) == [crisis.SOS]


async def test_a_gentle_question_stands_below_in_that_language() -> None:
    talk = Talk(TOPIC)
    await talk.say(DENIED)
    assert await talk.press("language:sv") == [CHANGED, crisis.SOFT]
    assert "Har du" in talk.text or "Tänker du" in talk.text


@pytest.mark.parametrize(
    ("last", "again"), [("topic.answer", True), ("handoff.shown", False), (None, False)]
)
def test_only_what_was_said_last_is_said_again(last: str | None, again: bool) -> None:
    said = [{"key": last, "actions": [], "at": SATURDAY_NIGHT.isoformat()}] if last else []
    claim = replace(a_claim("english please"), facts={SAID: said})
    says = answer_again(claim, (Say(AGAIN), TOPIC))
    assert [say.key for say in says] == ([AGAIN, TOPIC.key] if again else [CHANGED])
