"""A turn that fails does nothing by halves, and its person is answered all the same."""

import re
from dataclasses import replace
from typing import Any

import pytest

from bot import turn as flow
from bot.domain.errors import EngineUnavailable
from bot.domain.messages import InboundKind, Lane, Person, Reply, Say
from bot.engine.scripted import ScriptedEngine
from bot.services import crisis
from bot.services.delivery_ports import ClaimedTurn
from bot.services.ports import EngineAnswer, EngineTurn
from bot.services.writes import RECORDS
from bot.settings import ROOT
from bot.turn import STAGES, take_turn
from bot.turn_state import Outcome, Parts
from tests.builders import SIGNER, a_claim, composer, frozen, words
from tests.danger import DENIED, SAD, FewWords

SORRY = ["fallback.engine", "directory.results"]
CARD = Say(crisis.CARD, {"category": "crisis_suicide", "tier": "A", "about": "self"})


class Breaking:
    """The composer, which has no words for some keys."""

    def __init__(self, *keys: str) -> None:
        self._keys = keys
        self._composer = composer(frozen())

    def __getattr__(self, name: str) -> Any:
        return getattr(self._composer, name)

    def compose(self, say: Say, person: Person) -> list[Reply]:
        if say.key in self._keys:
            raise KeyError(say.key)
        return self._composer.compose(say, person)


class Decided(ScriptedEngine):
    """An engine that also decides something in each turn."""

    async def respond(self, turn: EngineTurn) -> EngineAnswer:
        answer = await super().respond(turn)
        effects = {"municipality": "091", RECORDS: {"plan": {"a": 1}}}
        return replace(answer, effects=effects, tracker="new")


async def taken(claim: ClaimedTurn, engine: Any = None, make: Any = None) -> Outcome:
    asked = engine or ScriptedEngine(otherwise=[Say("talk.thanks")])
    make = make or composer(frozen())
    return await take_turn(claim, Parts(asked, make, words(), SIGNER, scanner=FewWords()))


def keys(outcome: Outcome) -> list[str]:
    return list(dict.fromkeys(reply.key for reply, _ in outcome.replies))


async def test_what_a_failed_turn_had_decided_is_not_kept() -> None:
    claim = replace(a_claim("hei"), tracker="old")
    engine = Decided(otherwise=[Say("talk.thanks")])
    kept = await taken(claim, engine)
    assert (kept.person.municipality, kept.tracker) == ("091", "new")
    assert kept.writes
    lost = await taken(claim, engine, Breaking("talk.thanks"))
    assert keys(lost) == SORRY
    assert (lost.person.municipality, lost.tracker) == (None, "old")
    assert lost.writes == ()


async def test_an_erasure_whose_words_fail_erases_nothing() -> None:
    token = SIGNER.sign(a_claim("").person.conversation, "erase:yes")
    outcome = await taken(a_claim(token, InboundKind.BUTTON), make=Breaking("erase.done"))
    assert keys(outcome) == SORRY
    assert not outcome.erase


async def test_a_card_is_said_though_what_follows_it_fails(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def broken(*_: object) -> None:
        raise ValueError

    for after_it in ("urgent_words", "below_card", "hand_over"):
        with monkeypatch.context() as patch:
            patch.setattr(flow, after_it, broken)
            outcome = await taken(a_claim(SAD))
        assert keys(outcome) == [crisis.CARD], after_it
        assert {lane for _, lane in outcome.replies} == {Lane.CRISIS}


async def test_a_card_that_the_classifier_alone_found_is_said_though_the_rest_fails(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def broken(*_: object) -> None:
        raise ValueError

    monkeypatch.setattr("bot.turn_dialogue.offered", broken)
    outcome = await taken(a_claim("en jaksa"), ScriptedEngine(otherwise=[CARD]))
    assert keys(outcome) == [crisis.CARD]


async def test_a_gentle_question_stands_below_the_honest_words_too() -> None:
    engine = ScriptedEngine({}, otherwise=EngineUnavailable("down"))
    outcome = await taken(a_claim(DENIED), engine)
    assert keys(outcome) == [*SORRY, crisis.SOFT]


ODD_RECORDS = {"crisis_open": "x", "crisis_at": 5, "hint_at": "zz", "said": 3}


@pytest.mark.parametrize(
    "odd",
    [
        replace(a_claim(""), person=replace(a_claim("").person, language="so")),  # type: ignore[arg-type]
        a_claim("", last_card_at="x"),
        replace(a_claim(""), facts={RECORDS: ODD_RECORDS}),
        replace(a_claim(""), facts={RECORDS: []}),
    ],
)
async def test_whatever_is_odd_about_a_person_danger_is_heard_and_nothing_is_silent(
    odd: ClaimedTurn,
) -> None:
    for text, said in (("hei", [*SORRY, "talk.thanks"]), (SAD, [crisis.CARD])):
        outcome = await taken(replace(odd, inbound=a_claim(text).inbound))
        assert keys(outcome)
        assert set(keys(outcome)) <= set(said)
        assert outcome.person.language == odd.person.language, "a newer version knows it"


async def test_where_no_words_can_be_found_the_fixed_ones_name_112() -> None:
    for text in ("hej", SAD):
        make = Breaking("talk.thanks", *SORRY, crisis.CARD)
        outcome = await taken(a_claim(text, language="sv"), make=make)
        assert keys(outcome) == ["fallback.engine"]
        assert "112" in outcome.replies[0][0].text
        assert outcome.replies[0][0].language == "sv"


async def test_somebody_of_whom_nothing_is_known_is_answered_in_the_language_of_their_words() -> (
    None
):
    down = ScriptedEngine({}, otherwise=EngineUnavailable("down"))
    outcome = await taken(a_claim("hej jag har inga pengar", greeted=False), down)
    assert {reply.language for reply, _ in outcome.replies} == {"sv"}


def test_the_stages_are_told_by_the_names_that_they_have() -> None:
    names = [stage.__name__ for stage in STAGES]  # type: ignore[attr-defined]
    assert re.findall(r"^ +\d (\w+)", flow.__doc__ or "", re.MULTILINE) == names
    told = " ".join((ROOT / "README.md").read_text("utf-8").split())
    assert f"the stages {', '.join(names)}" in told
