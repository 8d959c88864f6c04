"""What a worker must, may and may not do is told before the first message, and holds none up."""

from typing import Any

import pytest

from bot.content.county_policy import CountyPolicy
from bot.domain.handoff import State
from bot.domain.messages import InboundKind, Say
from bot.services.commands import Command
from bot.services.handoff_fact import HANDOFF
from bot.services.sharing import TOLD, before_first_message, before_first_share
from bot.services.writes import RECORDS
from bot.settings import ROOT
from tests.builders import SIGNER, a_claim
from tests.danger import SAD
from tests.test_handoff_turn import Chat, ask
from tests.test_handoff_turn import chat as _chat

chat = _chat
URGENT = "mulla ei oo rahaa ruokaan, haluun puhua työntekijälle"


def told(chat: Chat) -> Any:
    with chat.storage.begin() as work:
        return work.records.of(chat.conversation).get(TOLD)


def test_it_is_told_once_above_the_words_that_are_shown(chat: Chat) -> None:
    chat.was_told(None)
    said = ask(chat, "haluun että joku soittaa")
    assert said == ["receipt.before", *["policy.told"] * 4, "handoff.show"]
    texts = [one.text for one in chat.heard() if one.key == "policy.told"]
    assert "lähetät" in texts[0]
    assert [text.splitlines()[0] for text in texts[1:]] == [
        *("**Työntekijän pitää:**", "**Työntekijä saa:**", "**Työntekijä ei saa:**")
    ]
    assert "handoff.sent" in chat.presses("Lähetä tämä")
    assert chat.state() is State.WAITING
    assert ask(chat, "soita") == ["receipt.before", "handoff.show"]


def test_words_that_were_asked_for_get_it_too_and_shown_words_are_not_lost(chat: Chat) -> None:
    chat.was_told(None)
    token = SIGNER.sign(chat.conversation, "intent:contact_worker")
    assert "policy.told" not in chat.says(token, InboundKind.BUTTON)
    assert chat.says("tuutko mukaan kelaan?")[-2:] == ["policy.told", "handoff.show"]
    assert told(chat) == chat.parts.policy
    assert chat.presses("Älä lähetä") == ["handoff.discarded"]


def test_for_what_cannot_wait_who_is_there_comes_first_and_one_bubble_is_enough(
    chat: Chat,
) -> None:
    chat.was_told(None)
    said = ask(chat, URGENT)
    assert said == [
        *("handoff.urgent_first", "directory.results"),
        *("receipt.before", "policy.must", "handoff.show"),
    ]
    must = next(one.text for one in chat.heard() if one.key == "policy.must")
    assert must.startswith("**Työntekijän pitää:**")
    assert "handoff.sent" in chat.presses("Lähetä tämä"), "one press is enough"
    assert chat.state() is State.WAITING
    assert told(chat) is None, "all of it is told before what can wait"


def test_a_draft_from_before_other_words_of_the_policy_is_asked_about_once_more(
    chat: Chat,
) -> None:
    ask(chat, "soita mulle")
    chat.was_told("other words")
    assert chat.presses("Lähetä tämä") == [*["policy.told"] * 4, "handoff.draft_waits"]
    assert chat.state() is State.DRAFT
    assert "handoff.sent" in chat.presses("Lähetä tämä")
    assert chat.state() is State.WAITING


def test_only_for_the_own_worker_stays_so_when_it_is_asked_once_more(chat: Chat) -> None:
    ask(chat, "soita mulle")
    chat.was_told("other words")
    chat.presses("Vain omalle työntekijälle")
    del chat.buttons["Lähetä tämä"]
    chat.presses("Vain omalle työntekijälle")
    with chat.storage.begin() as work:
        (handoff,) = work.handoffs.of_person(chat.conversation)
    assert (handoff.state, handoff.only_own) == (State.WAITING, True)


def test_an_urgent_draft_goes_with_one_press_whatever_has_been_told(chat: Chat) -> None:
    ask(chat, URGENT)
    chat.was_told(None)
    assert "handoff.sent" in chat.presses("Lähetä tämä")
    assert chat.state() is State.WAITING


def test_in_an_open_talk_nothing_is_held_back(chat: Chat) -> None:
    ask(chat, "soita mulle")
    chat.presses("Lähetä tämä")
    chat.clock.move(hours=40)
    chat.maija("mitä kuuluu")
    chat.was_told(None)
    assert chat.says("huonosti menee") == []
    assert set(chat.says(SAD)) == {"crisis.card"}
    with chat.storage.begin() as work:
        id = work.handoffs.of_person(chat.conversation)[0].id
        assert [one.text for one in work.handoffs.words(id)][-2:] == ["huonosti menee", SAD]


def test_telling_it_before_a_result_and_before_a_message_is_one_and_the_same() -> None:
    version = CountyPolicy.load(ROOT / "demo" / "county" / "policy.yml").version
    shown = Command(
        (Say("receipt.before"), Say("handoff.show")),
        {"records": {"kept": 1}, HANDOFF: {"do": "draft", "id": "a", "urgent": False}},
    )
    claim = a_claim("soita")
    first = before_first_message(claim, shown, version)
    assert first is not None
    assert first.says[1] == before_first_share({}, version).says[0]
    assert first.effects[RECORDS] == {"kept": 1, TOLD: version}
    known = {RECORDS: first.effects[RECORDS]}
    assert before_first_share(known, version).says == ()


@pytest.mark.parametrize("do", ["draft", "send"])
def test_where_a_county_has_no_policy_a_message_goes_all_the_same(do: str) -> None:
    shown = Command((Say("handoff.show"),), {HANDOFF: {"do": do, "id": "a", "urgent": False}})
    assert before_first_message(a_claim("soita"), shown, None) is shown
    assert before_first_message(a_claim("soita"), None, None) is None
