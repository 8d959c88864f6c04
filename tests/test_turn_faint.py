"""What only an ear hears in few words: a card, and within an ordinary matter a question."""

from dataclasses import replace

import pytest

from bot.domain.errors import EngineUnavailable
from bot.domain.messages import Person, Say
from bot.domain.safety import MEANING, Finding
from bot.domain.safety_patterns import Tier
from bot.engine.scripted import ScriptedEngine
from bot.services.delivery_ports import ClaimedTurn
from bot.services.faint import NEAR_DANGER
from bot.services.handoff_talk import AWAITS
from bot.services.writes import PENDING, RECORDS
from bot.turn import take_turn
from bot.turn_state import Outcome, Parts
from tests.builders import (
    SATURDAY_NIGHT,
    SIGNER,
    a_person,
    an_inbound,
    composer,
    content,
    frozen,
    words,
)
from tests.danger import FewWords

HEARD = "ja vågar int säga åt han"
LONG = "jag vågar inte säga någonting alls åt han mera"
ASKS = "hur länge har jag på mig"
RENT = replace(a_person(), last_topic="rent_arrears")
HIT = replace(RENT, last_card="crisis_violence_now:B", last_card_at=SATURDAY_NIGHT.isoformat())
ANSWER = Say("topic.answer", {"topic": "rent_arrears"})


class ByEar(FewWords):
    """An ear alone hears danger in everything."""

    def __init__(self, tier: Tier) -> None:
        self._tier = tier

    def scan(self, text: str) -> Finding | None:
        """Return what no reviewed pattern has found."""
        return Finding("crisis_suicide", self._tier, False, MEANING) if text else None


async def said(
    text: str, tier: Tier, by: Person = RENT, facts: dict[str, object] | None = None
) -> Outcome:
    claim = ClaimedTurn(1, "lease", an_inbound(text, at=SATURDAY_NIGHT), by, "{}", 1)
    engine = ScriptedEngine(otherwise=[ANSWER])
    parts = Parts(engine, composer(frozen()), words(), SIGNER, scanner=ByEar(tier))
    return await take_turn(replace(claim, facts=facts or {}), parts)


def keys(outcome: Outcome) -> list[str]:
    return list(dict.fromkeys(reply.key for reply, _ in outcome.replies))


@pytest.mark.parametrize("text", [HEARD, "entä jos se on jo käyttäny sitä mun korttii"])
async def test_few_words_within_a_matter_are_answered_and_asked_about(text: str) -> None:
    assert keys(await said(text, "B")) == ["topic.answer", "crisis.hint"]


@pytest.mark.parametrize("tier", ["A", "B"])
async def test_a_question_about_the_answer_is_answered_alone(tier: Tier) -> None:
    assert keys(await said(ASKS, tier)) == ["topic.answer"]


@pytest.mark.parametrize(("text", "tier"), [(HEARD, "A"), (LONG, "B")])
async def test_danger_now_and_longer_words_keep_their_card(text: str, tier: Tier) -> None:
    assert keys(await said(text, tier)) == ["crisis.card"]


@pytest.mark.parametrize(
    "by",
    [
        a_person(),
        replace(RENT, last_topic="violence_help"),
        replace(RENT, last_card="crisis_suicide:B", last_card_at=SATURDAY_NIGHT.isoformat()),
    ],
)
async def test_a_first_message_and_one_near_danger_keep_their_card(by: Person) -> None:
    assert "crisis.card" in keys(await said(HEARD, "B", by))


@pytest.mark.parametrize(
    "records",
    [
        {PENDING: {"assessment": "wellbeing", "question": "mood"}},
        {AWAITS: SATURDAY_NIGHT.replace(hour=23, minute=59).isoformat()},
    ],
)
async def test_words_that_answer_a_question_of_ours_keep_their_card(
    records: dict[str, object],
) -> None:
    assert keys(await said(HEARD, "B", facts={RECORDS: records})) == ["crisis.card"]


async def test_without_the_dialogue_the_question_is_asked_all_the_same() -> None:
    claim = ClaimedTurn(1, "lease", an_inbound(HEARD, at=SATURDAY_NIGHT), RENT, "{}", 1)
    engine = ScriptedEngine({HEARD: EngineUnavailable("stopped")})
    parts = Parts(engine, composer(frozen()), words(), SIGNER, scanner=ByEar("B"))
    assert keys(await take_turn(claim, parts))[-1] == "crisis.hint"


class ByPlainMatter(FewWords):
    """The ears take an everyday matter for violence now."""

    def scan(self, text: str) -> Finding | None:
        """Return what both ears make of it."""
        found = Finding("crisis_violence_now", "A", False, MEANING, True, "homeless_tonight")
        return found if text else None


@pytest.mark.parametrize(
    ("by", "shown"),
    [
        (a_person(), ["topic.answer", "crisis.soft"]),
        (RENT, ["topic.answer", "crisis.soft"]),
        (HIT, ["crisis.card"]),
    ],
)
async def test_who_is_thrown_out_has_the_answer_and_is_asked_unless_danger_was_told(
    by: Person, shown: list[str]
) -> None:
    text = an_inbound("isä heitti mut pihalle", at=SATURDAY_NIGHT)
    engine = ScriptedEngine(otherwise=[ANSWER])
    parts = Parts(engine, composer(frozen()), words(), SIGNER, scanner=ByPlainMatter())
    outcome = await take_turn(ClaimedTurn(1, "lease", text, by, "{}", 1), parts)
    assert [key for key in keys(outcome) if key != "greet.first"] == shown
    if "crisis.soft" in shown:
        assert "Uhkaako tai satuttaako joku sinua nyt?" in str(outcome.replies)


def test_topics_near_danger_are_topics_of_ours() -> None:
    assert set(content().topics) >= NEAR_DANGER


class ByFearOfLosingAChild(FewWords):
    """The ears take the fear for a child that is taken away for a threat to it."""

    def scan(self, text: str) -> Finding | None:
        """Return what both ears make of it."""
        found = Finding("crisis_harm_others", "B", False, MEANING, True, "own_child_welfare")
        return found if text else None


async def test_who_fears_for_a_child_is_not_asked_whether_they_hurt_it() -> None:
    text = an_inbound("pelkään et mun vauva viedään", at=SATURDAY_NIGHT)
    engine = ScriptedEngine(otherwise=[ANSWER])
    parts = Parts(engine, composer(frozen()), words(), SIGNER, scanner=ByFearOfLosingAChild())
    outcome = await take_turn(ClaimedTurn(1, "lease", text, a_person(), "{}", 1), parts)
    assert keys(outcome)[-1] == "crisis.hint"
