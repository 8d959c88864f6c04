"""Consent in the flow of a message: a signed button of one's own gives it, and nothing else."""

from dataclasses import replace
from typing import Any

from bot.content.compose import Composer
from bot.domain.consent import Standing
from bot.domain.messages import ConversationId, InboundKind, Say
from bot.domain.results import result_to_json
from bot.domain.ways import Passing, Ways
from bot.engine.scripted import ScriptedEngine
from bot.services.delivery_ports import ClaimedTurn
from bot.services.memory import recall
from bot.services.ports import EngineAnswer, EngineTurn, UnitOfWork
from bot.turn import take_turn
from bot.turn_state import Outcome, Parts
from tests.builders import MONDAY_NOON, SIGNER, a_claim, composer, frozen, words
from tests.fakes import MemoryStorage
from tests.result_builders import BUDGET

WHO = ConversationId("c1")


def office(_: UnitOfWork, __: ConversationId, ___: object) -> Standing:
    return Standing("maija.v", names={"maija.v": "Maija Virtanen"})


class Sly:
    """An engine that answers as if consent had been given."""

    async def respond(self, turn: EngineTurn) -> EngineAnswer:
        effect = {"do": "give", "id": "a1", "at": turn.facts["at"]}
        return EngineAnswer((Say("talk.thanks"),), "{}", {"shares": effect})


class House:
    """A young person, their storage, and turns that are committed."""

    def __init__(self, workers: Passing = Passing.LINK) -> None:
        self.storage, self.ways = MemoryStorage(), Ways(workers=workers)
        with self.storage.begin() as work:
            work.records.keep(WHO, "results:budget", [result_to_json(BUDGET)])
            work.commit()

    async def turn(self, text: str, kind: InboundKind, engine: Any = None) -> Outcome:
        parts = Parts(
            engine or ScriptedEngine(),
            composer(frozen()),
            words(),
            SIGNER,
            whose=office,
            ways=self.ways,
        )
        claim = self.claim(text, kind)
        outcome = await take_turn(claim, parts)
        with self.storage.begin() as work:
            for write in outcome.writes:
                write(work)
            work.commit()
        return outcome

    def claim(self, text: str, kind: InboundKind) -> ClaimedTurn:
        claim = a_claim(text, kind)
        claim = replace(claim, inbound=replace(claim.inbound, at=MONDAY_NOON))
        with self.storage.begin() as work:
            return replace(claim, facts=recall(work, claim, office))

    async def press(self, action: str, who: ConversationId = WHO) -> Outcome:
        return await self.turn(SIGNER.sign(who, action), InboundKind.BUTTON)

    def given(self) -> int:
        with self.storage.begin() as work:
            return sum(one.kind == "given" for one in work.shares.ledger(WHO))


def keys(outcome: Outcome) -> list[str]:
    return [reply.key for reply, _ in outcome.replies]


async def test_the_buttons_lead_to_a_preview_and_the_last_one_gives_consent() -> None:
    house = House()
    for action in ("share:ask-budget", "share:for-budget-7", "share:with-budget-7-n"):
        preview = await house.press(action)
    assert keys(preview) == ["result.picture", "share.terms"]
    assert preview.replies[0][0].picture is not None
    assert house.given() == 0
    yes, no = preview.replies[-1][0].buttons
    assert keys(await house.turn(yes.value, InboundKind.BUTTON)) == ["share.given"]
    assert keys(await house.turn(yes.value, InboundKind.BUTTON)) == ["share.used"]
    assert house.given() == 1
    assert no.label == "Älä näytä"


async def test_the_same_letters_typed_as_words_give_nothing() -> None:
    house = House()
    preview = await house.press("share:with-budget-7-n")
    yes = preview.replies[-1][0].buttons[0]
    await house.turn(yes.value, InboundKind.TEXT)
    await house.turn("kyllä, näytä maijalle", InboundKind.TEXT)
    assert house.given() == 0


async def test_a_button_signed_for_somebody_else_gives_nothing() -> None:
    house = House()
    preview = await house.press("share:with-budget-7-n")
    token = preview.replies[-1][0].buttons[0].value
    action = str(SIGNER.read(WHO, token))
    outcome = await house.press(action, ConversationId("c2"))
    assert keys(outcome) == ["button.stale"]
    assert house.given() == 0


async def test_what_the_dialogue_answers_gives_nothing() -> None:
    house = House()
    await house.press("share:with-budget-7-n")
    await house.turn("hei", InboundKind.TEXT, Sly())
    assert house.given() == 0


async def test_the_page_for_a_meeting_is_a_button_away() -> None:
    outcome = await House().press("meeting:open")
    assert [reply.page for reply, _ in outcome.replies] == ["meeting"]


async def test_before_the_first_share_the_countys_policy_is_told_and_only_then() -> None:
    house = House()
    first = [reply.key for reply, _ in (await house.press("share:ask-budget")).replies]
    assert "policy.told" in first
    assert first.index("policy.told") < first.index("share.before")
    again = [reply.key for reply, _ in (await house.press("share:ask-budget")).replies]
    assert "policy.told" not in again
    assert "share.before" in again


async def test_where_the_worker_looks_in_telegram_it_is_told_before_the_yes() -> None:
    for passing in Passing:
        asked = keys(await House(passing).press("share:ask-budget"))
        assert ("share.before.telegram" in asked) == (passing is Passing.FULL)


async def test_where_no_policy_has_been_told_nothing_is_offered_to_be_shared() -> None:
    house = House()
    plain = Composer.load()
    parts = Parts(ScriptedEngine(), plain, words(), SIGNER, whose=office)
    claim = house.claim(SIGNER.sign(WHO, "share:ask-budget"), InboundKind.BUTTON)
    outcome = await take_turn(claim, parts)
    assert [reply.key for reply, _ in outcome.replies][-1] == "share.no_policy"
