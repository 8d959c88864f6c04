"""What is typed below a message that is not sent, and after it is: over a real database."""

import pytest

from bot.domain.handoff import State
from bot.domain.messages import InboundKind
from bot.services.handoff_work import list_for, open_one
from tests.builders import SIGNER
from tests.danger import SAD
from tests.test_handoff_turn import MAIJA, Chat, ask
from tests.test_handoff_turn import chat as _chat

chat = _chat
SECRET = "mä juon liikaa"


def maija_reads(chat: Chat) -> list[list[str]]:
    """Return the words of every message that a worker has, the latest first."""
    with chat.storage.begin() as work:
        at = chat.clock.now()
        ids = [one.handoff.id for one in list_for(work, MAIJA, at)]
        shown = [open_one(work, MAIJA, id, at, wording=chat.wording) for id in ids]
    return [[one.text for one in each.words] for each in shown][::-1]


def shown(chat: Chat) -> str:
    return next(one.text for one in reversed(chat.heard()) if one.key == "handoff.show")


def says(chat: Chat, text: str, intent: str = "unsure") -> list[str]:
    chat.engine.intent = intent
    return chat.says(text)


@pytest.mark.parametrize("leaves", ["älä lähetä", "ei sittenkään", "mitä kela tarkoittaa?"])
def test_what_was_not_sent_never_goes_with_the_next_message(chat: Chat, leaves: str) -> None:
    ask(chat, SECRET)
    says(chat, leaves, "social_assistance")
    ask(chat, "moi soita mulle kiitos")
    assert SECRET not in shown(chat)
    assert "handoff.sent" in says(chat, "joo lähetä")
    assert maija_reads(chat) == [["moi soita mulle kiitos"]]


def test_a_new_message_instead_of_one_that_was_not_sent_says_so(chat: Chat) -> None:
    ask(chat, SECRET)
    says(chat, "mitä kela tarkoittaa?", "social_assistance")
    assert ask(chat, "soita mulle huomenna")[0] == "handoff.replaced"
    chat.presses("Ota sekin mukaan")
    assert f"{SECRET}\nsoita mulle huomenna" in shown(chat), "nothing is lost, all of it is shown"


def test_a_button_sends_only_the_words_that_it_stood_below(chat: Chat) -> None:
    ask(chat, "soita")
    first = chat.buttons["Lähetä tämä"]
    says(chat, "kämppä on kylmä", "housekeeping_skills")
    assert chat.says(first, InboundKind.BUTTON)[0] == "handoff.not_this"
    assert chat.state() is State.DRAFT
    assert maija_reads(chat) == []
    assert "handoff.sent" in chat.presses("Lähetä tämä")


@pytest.mark.parametrize(
    "yes", ["joo", "kyllä", "ja skicka de", "yes send it", "joo laita menee", "no laita sittenkin"]
)
def test_a_clear_yes_right_below_the_words_sends_them(chat: Chat, yes: str) -> None:
    ask(chat, "soita mulle")
    assert "handoff.sent" in says(chat, yes, "affirm")
    assert maija_reads(chat) == [["soita mulle"]]


def test_a_yes_to_something_else_sends_nothing(chat: Chat) -> None:
    ask(chat, "soita mulle")
    says(chat, "mitä kela tarkoittaa?", "social_assistance")
    assert says(chat, "joo", "affirm") == ["talk.thanks"]
    assert says(chat, "lähetä se", "affirm")[0] == "status.draft", "shown again first"
    assert chat.state() is State.DRAFT
    chat.clock.move(minutes=31)
    assert says(chat, "joo", "affirm") == ["talk.thanks"]
    assert chat.state() is State.DRAFT


@pytest.mark.parametrize("unclear", ["menikö se", "okei", "kiitos", "lähetä se huomenna", "hetki"])
def test_what_is_unclear_is_told_that_nothing_is_sent_and_shown_the_words_again(
    chat: Chat, unclear: str
) -> None:
    ask(chat, "soita mulle")
    chat.buttons.clear()
    said = says(chat, unclear, "message_status")
    assert (said[0], said[-1]) == ("status.draft", "handoff.show")
    assert {"Lähetä tämä", "Älä lähetä"} <= set(chat.buttons)
    assert chat.state() is State.DRAFT


def test_a_message_in_pieces_is_shown_whole_and_goes_whole(chat: Chat) -> None:
    chat.says(SIGNER.sign(chat.conversation, "intent:contact_worker"), InboundKind.BUTTON)
    says(chat, "moi maija")
    assert says(chat, "mulla ois semmonen juttu", "out_of_scope")[0] == "handoff.added"
    says(chat, "kämppä on kylmä", "housekeeping_skills")
    says(chat, "tuutko käymään?", "unsure")
    assert says(chat, "siinä kaikki", "thanks")[0] == "status.draft"
    pieces = ["moi maija", "mulla ois semmonen juttu", "kämppä on kylmä", "tuutko käymään?"]
    assert shown(chat).splitlines()[1:] == pieces
    says(chat, "lähetä")
    assert maija_reads(chat) == [pieces]


def test_a_correction_is_added_and_can_be_taken_off_or_written_anew(chat: Chat) -> None:
    ask(chat, "soita maanantaina")
    says(chat, "ei vaan tiistain siis", "out_of_scope")
    assert "soita maanantaina\nei vaan tiistain siis" in shown(chat)
    chat.presses("Poista viimeinen lisäys")
    assert shown(chat).endswith("soita maanantaina")
    says(chat, "tiistai siis", "out_of_scope")
    assert "handoff.ask" in chat.presses("Kirjoita uusi")
    says(chat, "soita tiistaina")
    says(chat, "joo", "affirm")
    assert maija_reads(chat) == [["soita tiistaina"]]


def test_who_wants_to_add_is_asked_for_the_words_and_a_yes_to_that_sends_nothing(
    chat: Chat,
) -> None:
    ask(chat, "soita mulle")
    assert says(chat, "can i add something") == ["handoff.change"]
    assert "handoff.show" in says(chat, "joo", "affirm")
    assert chat.state() is State.DRAFT
    says(chat, "haluisin lisätä siihen")
    assert says(chat, "mikä on sähkösopimus?", "electricity_contract")[0] == "handoff.added"
    assert "soita mulle\nmikä on sähkösopimus?" in shown(chat)


def test_who_asks_something_else_is_answered_and_told_once_that_it_waits(chat: Chat) -> None:
    ask(chat, "soita mulle")
    assert says(chat, "miten haen asumistukea?", "housing_allowance") == [
        *("talk.thanks", "handoff.waits")
    ]
    assert says(chat, "ja mitä liitteitä?", "housing_allowance") == ["talk.thanks"]
    assert chat.presses("Lisää äskeinen viestiin")[0] == "handoff.added", "nothing is lost"
    assert "soita mulle\nmiten haen asumistukea?" in shown(chat)


def test_words_of_danger_between_two_pieces_are_shown_below_the_card(chat: Chat) -> None:
    ask(chat, "tuutko mukaan kelaan?")
    said = says(chat, SAD)
    assert (said[0], said[-1]) == ("crisis.card", "handoff.show")
    assert f"tuutko mukaan kelaan?\n{SAD}" in shown(chat)
    assert "handoff.sent" not in says(chat, "joo", "affirm"), "it answers the card"
    assert chat.state() is State.DRAFT


@pytest.mark.parametrize("text", ["peru viesti", "ota se pois", "radera meddelandet"])
def test_a_sent_message_is_taken_back_in_words(chat: Chat, text: str) -> None:
    ask(chat, "soita mulle")
    says(chat, "joo lähetä")
    said = says(chat, text, "cancel")
    if said == ["handoff.withdraw.ask"]:  # what is meant is not named: asked first
        said = says(chat, "joo", "affirm")
    assert said == ["handoff.withdrawn"]
    assert chat.state() is State.WITHDRAWN
    assert says(chat, "peru viesti", "cancel") == ["status.withdrawn"]


def test_of_several_messages_it_is_asked_which_one_is_taken_back(chat: Chat) -> None:
    for text in ("soita mulle", "tuutko mukaan kelaan?"):
        ask(chat, text)
        says(chat, "lähetä")
        chat.clock.move(minutes=2)
    assert says(chat, "peru viesti") == ["handoff.withdraw.which", *["handoff.withdraw.one"] * 2]
    first = next(one for one in chat.heard() if one.text == "soita mulle")
    chat.says(first.buttons[0].value, InboundKind.BUTTON)
    assert maija_reads(chat) == [["tuutko mukaan kelaan?"]]


def test_what_has_been_opened_is_not_taken_back_and_that_is_said(chat: Chat) -> None:
    ask(chat, "soita mulle")
    says(chat, "lähetä")
    with chat.storage.begin() as work:
        id = work.handoffs.of_person(chat.conversation)[0].id
        open_one(work, MAIJA, id, chat.clock.now(), wording=chat.wording)
        work.commit()
    assert says(chat, "poista se viesti") == ["handoff.refused.withdraw", "status.seen"]


def test_what_was_sent_and_what_was_not_are_told_apart(chat: Chat) -> None:
    ask(chat, "soita mulle")
    says(chat, "lähetä")
    ask(chat, "tuutko mukaan kelaan?")
    said = says(chat, "onks maija nähny", "message_status")
    assert (said[:2], said[-1]) == (["status.waiting", "status.draft.also"], "handoff.show")
    chat.presses("Älä lähetä")
    assert says(chat, "onks maija nähny", "message_status") == ["status.waiting"]


def test_who_asks_what_was_sent_is_shown_it(chat: Chat) -> None:
    ask(chat, "tuutko mukaan kelaan?")
    says(chat, "lähetä")
    assert says(chat, "tuliko kaikki", "message_status") == ["status.waiting", "handoff.went"]
    assert "tuutko mukaan kelaan?" in chat.heard()[-1].text


@pytest.mark.parametrize("again", ["joo", "okei", "laita viesti maijalle"])
def test_a_yes_or_the_wish_itself_is_not_taken_for_the_message(chat: Chat, again: str) -> None:
    assert "handoff.ask" in ask(chat, "laita viesti maijalle")
    assert "handoff.ask" in says(chat, again)
    says(chat, "vuokra on myöhässä", "rent_arrears")
    assert shown(chat).endswith("vuokra on myöhässä")
