"""What a card interrupts waits: no cry becomes an answer or a message, and one tap goes on."""

from datetime import timedelta

import pytest

from bot.domain.handoff import State
from bot.domain.messages import InboundKind
from bot.services.interrupted import INTERRUPTED
from tests.builders import SIGNER, frozen
from tests.danger import DENIED, PILLS, SAD
from tests.talking import Talk
from tests.test_handoff_turn import Chat, chat
from tests.test_turn_picked_danger import AssessingEngine, press

__all__ = ["chat"]
BACK = "Jatka siitä, mihin jäätiin"


async def in_budget() -> Talk:
    talk = Talk(frozen(), engine=AssessingEngine(), hint="fi")
    await talk.say("hei")
    await press(talk, "assess:budget")
    await talk.say("320")
    assert "2 / 4" in talk.text
    return talk


@pytest.mark.parametrize("answer", ["Olen nyt turvassa", "Ymmärsit väärin"])
async def test_an_assessment_goes_on_at_its_question(answer: str) -> None:
    talk = await in_budget()
    await talk.say(SAD)
    assert talk.keys == ["crisis.card"]
    await talk.say("400")
    assert "assessment.ask" not in talk.keys, "nothing is an answer while the card is open"
    await press(talk, "crisis:tips")
    await press(talk, "crisis:safe" if answer == "Olen nyt turvassa" else "crisis:false")
    await talk.press(BACK)
    assert talk.keys == ["assessment.resumed", "assessment.ask"]
    assert "2 / 4" in talk.text
    await talk.say("perjantaina")
    assert "3 / 4" in talk.text


@pytest.mark.parametrize(
    "words", ["jatketaan siitä mihin jäätiin", "jatka", "ei oo hätää, jatketaan", "let's go on"]
)
async def test_words_to_go_on_are_the_button_that_goes_on(words: str) -> None:
    talk = await in_budget()
    await talk.say(SAD)
    await press(talk, "crisis:safe")
    await talk.say(words)
    assert talk.keys == ["assessment.resumed", "assessment.ask"]
    assert "2 / 4" in talk.text


@pytest.mark.parametrize("words", ["jatka", "vi fortsätter", "continue"])
async def test_words_take_up_what_was_left_without_a_card_too(words: str) -> None:
    talk = await in_budget()
    await talk.say("riittää nyt")
    assert "assessment.ask" not in talk.keys
    await talk.say(words)
    assert talk.keys == ["assessment.resumed", "assessment.ask"]


@pytest.mark.parametrize(
    "words",
    [
        *("en jaksa jatkaa", "jatkuuko tuki?", "orkar int fortsätta"),
        *("haluan jatkaa opintoja", "can i continue my studies", "ok"),
    ],
)
async def test_whoever_cannot_go_on_or_speaks_of_something_else_is_not_asked_on(
    words: str,
) -> None:
    talk = await in_budget()
    await talk.say("riittää nyt")
    await talk.say(words)
    assert "assessment.ask" not in talk.keys


async def test_no_to_the_gentle_question_goes_on_at_once_where_it_was() -> None:
    talk = await in_budget()
    await talk.say(DENIED)
    await press(talk, "crisis:no")
    await talk.press(BACK)
    assert "2 / 4" in talk.text


async def test_words_after_the_card_are_met_with_the_way_back() -> None:
    talk = await in_budget()
    await talk.say(SAD)
    await press(talk, "crisis:false")
    await talk.say("400")
    await talk.press(BACK)
    assert "2 / 4" in talk.text


async def test_what_has_been_finished_meanwhile_is_not_begun_again() -> None:
    talk = await in_budget()
    await talk.say(SAD)
    (conversation,) = talk.storage.state.people
    state = talk.storage.state.records[conversation, "assessment:budget"]
    talk.storage.state.records[conversation, "assessment:budget"] = {**state, "finished": True}
    await press(talk, "crisis:safe")
    await talk.press(BACK)
    assert "assessment.ask" not in talk.keys


async def test_what_was_taken_up_is_forgotten_and_so_is_what_is_a_day_old() -> None:
    talk = await in_budget()
    await talk.say(SAD)
    assert talk.kept[INTERRUPTED]["action"] == "assess:budget"
    await press(talk, "assess:budget")
    assert INTERRUPTED not in talk.kept
    await talk.say(SAD)
    talk.clock.at += timedelta(days=2)
    await press(talk, "crisis:safe")
    await talk.press(BACK)
    assert "assessment.ask" not in talk.keys


# --- a message to the worker --------------------------------------------------------------------


def begin(chat: Chat, action: str = "intent:contact_worker") -> list[str]:
    return chat.says(SIGNER.sign(chat.conversation, action), InboundKind.BUTTON)


def drafts(chat: Chat) -> list[str]:
    with chat.storage.begin() as work:
        found = work.handoffs.of_person(chat.conversation)
        return [one.text for each in found for one in work.handoffs.words(each.id)]


def test_a_cry_that_was_asked_for_is_kept_and_what_follows_the_card_is_no_part_of_it(
    chat: Chat,
) -> None:
    assert "handoff.ask" in begin(chat)
    assert set(chat.says(PILLS)) == {"crisis.card"}
    assert "handoff.show" not in chat.says("joo oon yksin")
    assert "handoff.sent" not in chat.says("lähetä se")
    assert drafts(chat) == [PILLS]
    assert chat.state() is State.DRAFT


@pytest.mark.parametrize("answer", ["Olen nyt turvassa", "Ymmärsit väärin"])
def test_what_was_written_in_danger_is_shown_when_it_is_over_and_not_before(
    chat: Chat, answer: str
) -> None:
    begin(chat)
    chat.says(PILLS)
    chat.says("joo oon yksin")
    assert "handoff.waits" in chat.presses(answer), "it is said that nothing was sent"
    assert chat.presses(BACK)[-1] == "handoff.show"
    chat.engine.intent = "contact_worker"
    assert "handoff.show" in chat.says("tuutko mukaan kelaan?")
    assert drafts(chat) == [PILLS, "tuutko mukaan kelaan?"]


def test_a_message_that_was_shown_is_shown_again_and_can_be_sent(chat: Chat) -> None:
    begin(chat)
    chat.says("tuutko mukaan kelaan?")
    chat.says(PILLS)
    chat.presses("Olen nyt turvassa")
    assert chat.presses(BACK) == ["receipt.before", "handoff.show"]
    assert "tuutko mukaan kelaan?" in chat.heard()[-1].text
    assert drafts(chat) == ["tuutko mukaan kelaan?"], "shown, not written once more"
    assert "handoff.sent" in chat.presses("Lähetä tämä")


def test_a_message_that_was_sent_meanwhile_is_not_shown_again(chat: Chat) -> None:
    begin(chat)
    chat.says("tuutko mukaan kelaan?")
    chat.says(PILLS)
    chat.presses("Lähetä tämä")
    chat.presses("Olen nyt turvassa")
    assert "handoff.show" not in chat.presses(BACK)


def test_a_wish_for_a_time_waits_too(chat: Chat) -> None:
    assert begin(chat, "intent:book_appointment") == ["appointment.wish.ask"]
    chat.says(PILLS)
    assert "handoff.show" not in chat.says("joo oon yksin")
    chat.presses("Ymmärsit väärin")
    assert chat.presses(BACK) == ["appointment.wish.ask"]


def test_a_question_about_a_sent_message_waits_too(chat: Chat) -> None:
    begin(chat)
    chat.says("tuutko mukaan kelaan?")
    chat.presses("Lähetä tämä")
    chat.presses("Kerro lisää")
    chat.says(PILLS)
    assert "wish.told" not in chat.says("joo oon yksin")
    chat.presses("Ymmärsit väärin")
    assert chat.presses(BACK)[0] == "wish.start"
