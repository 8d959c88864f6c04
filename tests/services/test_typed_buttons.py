"""What stands on a button, typed: it presses one that shows something, and no other."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.domain.made_words import names_meeting_page, shows_again
from bot.domain.messages import Choice, InboundKind, Say
from bot.engine.scripted import ScriptedEngine
from bot.services.delivery_ports import ClaimedTurn
from bot.services.said_last import SAID
from bot.services.typed_buttons import shown_again, typed_button
from tests.builders import SATURDAY_NIGHT, a_claim, frozen
from tests.talking import Talk


def claim(text: str, *shown: tuple[str, str], **facts: Any) -> ClaimedTurn:
    """Return a turn after one answer with the buttons (action, label)."""
    said = {
        "key": "k",
        "actions": [action for action, _ in shown],
        "labels": [label for _, label in shown],
        "at": SATURDAY_NIGHT.isoformat(),
    }
    return replace(a_claim(text), facts={SAID: [said], **facts})


@pytest.mark.parametrize(
    "typed", ["Rahat loppu", "rahat loppu", " RAHAT LOPPU! ", "”Rahat loppu”"]
)
def test_the_label_however_it_is_typed_presses_its_button(typed: str) -> None:
    shown = (("topic:money_run_out", "Rahat loppu"), ("menu:home", "Koti"))
    assert typed_button(claim(typed, *shown)) == "topic:money_run_out"


@pytest.mark.parametrize("typed", ["rahat", "rahat loppu taas", "", "!"])
def test_other_words_press_nothing(typed: str) -> None:
    assert typed_button(claim(typed, ("topic:money_run_out", "Rahat loppu"))) is None


@pytest.mark.parametrize(
    "action",
    [
        *("handoff:send_1", "handoff:undo_1", "agreed:send", "agreed:off", "share:ask-budget"),
        *("share:yes-1", "share:stop-1", "erase:yes", "forget:budget", "again:budget"),
        *("link:press_1", "pair:make", "plan:delete", "plan:save", "time:yes_1", "time:drop_1"),
        *("intent:delete_my_data", "intent:share_results", "intent:link_worker", "return:nomail"),
        *("crisis:false", "intent:crisis_suicide", "answer:budget-food-_skip"),
    ],
)
def test_what_sends_shares_erases_joins_or_answers_is_not_pressed_by_its_label(
    action: str,
) -> None:
    assert typed_button(claim("nappi", (action, "Nappi"))) is None


def test_of_two_buttons_with_one_label_none_is_pressed() -> None:
    shown = (("meeting:open", "Näytä"), ("share:ask-budget", "Näytä"))
    assert typed_button(claim("näytä", *shown)) is None


def test_in_a_talk_with_the_worker_the_words_are_theirs() -> None:
    shown = ("topic:money_run_out", "Rahat loppu")
    assert typed_button(claim("rahat loppu", shown, handoff={"talk": {"id": "1"}})) is None


def test_only_the_last_answer_counts_and_not_for_long() -> None:
    old = claim("rahat loppu", ("topic:money_run_out", "Rahat loppu"))
    newer = {"key": "k", "actions": [], "labels": [], "at": "2026-11-14T20:41:00+00:00"}
    assert typed_button(replace(old, facts={SAID: [newer, *old.facts[SAID]]})) is None
    late = replace(old.inbound, at=old.inbound.at + timedelta(hours=1))
    assert typed_button(replace(old, inbound=late)) is None


async def test_in_a_talk_the_typed_label_does_what_the_button_does() -> None:
    shown = Say("talk.thanks", choices=(Choice("meeting:open", "meeting.button"),))
    talk = await Talk(frozen(), ScriptedEngine({"kiitos": [shown]})).say("kiitos")
    await talk.say("Sivu tapaamista varten")
    assert (talk.keys, talk.replies[0].page) == (["meeting.open"], "meeting")
    await talk.say("kiitos")
    pressed = await talk.press("Sivu tapaamista varten")
    assert pressed.keys == ["meeting.open"]


@pytest.mark.parametrize(
    "text",
    [
        *("sivu tapaamista varten", "tulosta tapaamissivu", "haluan tulostaa tapaamisen sivun"),
        *("en sida inför mötet", "skriv ut mötessidan", "a page for the meeting"),
        "print the meeting page",
    ],
)
async def test_the_page_for_a_meeting_opens_by_words_at_any_time(text: str) -> None:
    assert (await Talk(frozen()).say(text)).replies[-1].page == "meeting"


@pytest.mark.parametrize(
    "text",
    [
        *(
            "milloin tapaamiseni on",
            "peru tapaaminen",
            "jag vill ha ett möte",
            "the page is blank",
        ),
        "mun piti mennä tapaamiseen mutta bussi ei tullut ja sivu kalenterista puuttuu",
    ],
)
def test_a_meeting_itself_is_not_its_page(text: str) -> None:
    assert not names_meeting_page(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        *(("näytä budjetti uudestaan", "budget"), ("visa min budget igen", "budget")),
        *(("show me the result of my budget", "budget"), ("näytä tulos vielä kerran", "")),
        *(("saanko nähdä kuvan", ""), ("näytä asumisen taidot", "housing_readiness")),
        *(("tee budjetti uudestaan", None), ("näytä miten teen budjetin", None)),
        ("näytä budjetti työntekijälle", None),
    ],
)
def test_who_asks_to_see_a_result_is_told_apart_from_who_begins(
    text: str, name: str | None
) -> None:
    assert shows_again(text) == name


def test_a_result_is_shown_again_only_where_there_is_one() -> None:
    done = {"assessment:budget": {"finished": True}, "assessment:wellbeing": {"finished": False}}
    found = shown_again(claim("näytä budjetti uudestaan", records=done))
    assert found is not None
    assert (found.intent, found.pressed) == ("show_results", "show:budget")
    assert shown_again(claim("näytä vointi uudestaan", records=done)) is None
    assert shown_again(claim("näytä budjetti uudestaan", records={})) is None
    pressed = replace(a_claim("x", InboundKind.BUTTON), facts={"records": done})
    assert shown_again(pressed) is None
