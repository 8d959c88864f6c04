"""Words about one's own worker, over a real database: answered, and never sent to the worker."""

import pytest

from tests.test_handoff_in_words import maija_reads, says, shown
from tests.test_handoff_turn import Chat, ask
from tests.test_handoff_turn import chat as _chat

chat = _chat


@pytest.mark.parametrize(
    ("text", "intent", "key"),
    [
        ("se on ihan kamala mulle haluun valittaa siitä", "rights_complaint", "worker.bad"),
        ("i wanna talk to someone else not maija", "contact_worker", "worker.change_how"),
        ("onko maija vihanen mulle", "rights_complaint", "worker.feelings"),
    ],
)
def test_a_complaint_right_below_a_message_to_the_worker_is_no_part_of_it(
    chat: Chat, text: str, intent: str, key: str
) -> None:
    ask(chat, "soita mulle")
    keys = says(chat, text, intent)
    assert (keys[0], keys[-1]) == (key, "handoff.waits")
    says(chat, "lähetä se")
    says(chat, "lähetä")
    assert maija_reads(chat) == [["soita mulle"]]


def test_a_complaint_in_other_words_is_taken_in_only_by_the_button(chat: Chat) -> None:
    ask(chat, "soita mulle")
    assert says(chat, "tää on epäreilua, teen valituksen", "rights_complaint")[0] == "talk.thanks"
    chat.presses("Lisää äskeinen viestiin")
    assert shown(chat).endswith("soita mulle\ntää on epäreilua, teen valituksen")


def test_whether_it_was_read_is_answered_with_where_it_is_whatever_it_sounds_like(
    chat: Chat,
) -> None:
    ask(chat, "soita mulle")
    assert says(chat, "lukiko se jo", "locked_out")[0] == "status.draft"
    says(chat, "joo lähetä", "affirm")
    chat.clock.move(hours=2)
    assert says(chat, "lukiko se jo", "locked_out") == ["status.waiting"]


def test_only_to_maija_sends_it_to_nobody_else(chat: Chat) -> None:
    ask(chat, "soita mulle")
    assert "handoff.sent" in says(chat, "vain maijalle", "contact_worker")
    with chat.storage.begin() as work:
        assert work.handoffs.of_person(chat.conversation)[0].only_own


def test_what_the_worker_is_to_be_told_is_shown_with_advice_on_its_matter(chat: Chat) -> None:
    keys = says(chat, "voitko sanoo maijalle et mul loppu rahat", "money_run_out")
    assert keys[-1] == "handoff.show"
    assert "loppu rahat" in shown(chat)


def test_who_says_that_they_are_late_is_not_asked_for_a_new_time(chat: Chat) -> None:
    ask(chat, "soita mulle")
    says(chat, "älä lähetä")
    said = says(chat, "mä oon varmaa vähän myöhässä", "dont_know")
    assert said == ["appointment.when.none", "appointment.late"]


def test_late_that_the_worker_is_to_be_told_is_a_message(chat: Chat) -> None:
    assert says(chat, "tell maija im late", "contact_worker")[-1] == "handoff.show"


def test_late_below_a_message_is_more_of_it_and_thanks_alone_are_a_message(chat: Chat) -> None:
    ask(chat, "kerro maijalle et en tuu")
    assert says(chat, "eiku kerro et tuun myöhässä", "unsure")[0] == "handoff.added"
    says(chat, "älä lähetä")
    says(chat, "sano sille kiitos", "contact_worker")
    assert shown(chat).endswith("sano sille kiitos")


def test_a_yes_with_the_readers_name_is_a_yes_and_with_another_name_is_none(chat: Chat) -> None:
    ask(chat, "soita mulle")
    assert says(chat, "lähetä se timolle", "contact_worker")[0] == "status.draft"
    assert "handoff.sent" in says(chat, "lähetä se maijalle", "share_results")
