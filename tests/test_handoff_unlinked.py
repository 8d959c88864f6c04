"""A message for a worker from somebody who is linked to none: kept, told why, and sent later."""

from dataclasses import replace

import pytest

from bot.services.linking import make_invite
from tests.test_handoff_in_words import maija_reads, says, shown
from tests.test_handoff_turn import MAIJA, UNIT, Chat
from tests.test_handoff_turn import chat as _chat

chat = _chat


@pytest.fixture
def unlinked(chat: Chat) -> Chat:
    with chat.storage.begin() as work:
        work.lines.remove(chat.conversation)
        work.commit()
    return chat


def is_linked_by_code(chat: Chat) -> list[str]:
    with chat.storage.begin() as work:
        made = make_invite(work, MAIJA, "Anna", chat.clock.now(), face_to_face=True)
        work.commit()
    chat.says(made.code)
    return chat.presses("Pidä keskustelu")


@pytest.mark.parametrize(
    ("first", "more", "sends"),
    [
        ("sano mun työntekijälle et en pääse huomen", "ja et mul on kuume", "sano se sille"),
        ("säg åt min soc att jag int kommer", "å att ja har feber", "säg de till henne"),
        ("tell my worker i cant come tomorrow", "and that i have a fever", "send it"),
    ],
)
def test_a_message_in_pieces_is_kept_whole_and_no_answer_is_the_same_twice(
    unlinked: Chat, first: str, more: str, sends: str
) -> None:
    assert says(unlinked, first, "contact_worker")[0] == "handoff.unlinked.kept"
    assert says(unlinked, more, "health_services") == ["handoff.unlinked.added"]
    assert f"{first}\n{more}" in unlinked.heard()[-1].text
    again = says(unlinked, sends, "contact_worker")
    assert again == ["handoff.unlinked.kept_again", "directory.results"]
    assert says(unlinked, sends, "contact_worker") == ["handoff.unlinked.kept_still"]


def test_what_was_kept_goes_once_a_code_names_the_worker_and_only_by_the_button(
    unlinked: Chat,
) -> None:
    says(unlinked, "sano mun työntekijälle et en pääse huomen", "contact_worker")
    says(unlinked, "ja et mul on kuume", "health_services")
    assert is_linked_by_code(unlinked)[-1] == "handoff.waits"
    assert maija_reads(unlinked) == []
    unlinked.presses("Näytä viesti")
    assert "en pääse huomen\nja et mul on kuume" in shown(unlinked)
    unlinked.presses("Lähetä tämä")
    assert maija_reads(unlinked) == [
        ["sano mun työntekijälle et en pääse huomen\nja et mul on kuume"]
    ]


@pytest.mark.parametrize(
    "gone", ["älä lähetä", "poista viesti", "radera meddelandet", "forget it"]
)
def test_what_was_kept_can_be_thrown_away_and_is_not_offered_then(
    unlinked: Chat, gone: str
) -> None:
    says(unlinked, "sano mun työntekijälle et en pääse huomen", "contact_worker")
    assert says(unlinked, gone, "cancel") == ["handoff.forgotten"]
    assert "handoff.waits" not in is_linked_by_code(unlinked)


def test_what_is_about_something_else_is_no_part_of_it(unlinked: Chat) -> None:
    says(unlinked, "sano mun työntekijälle et en pääse huomen", "contact_worker")
    assert says(unlinked, "rahat loppu", "money_run_out") == ["talk.thanks"]
    assert says(unlinked, "kiitos", "thanks") == ["talk.thanks"]


def test_a_bare_wish_is_told_how_linking_works_and_then_otherwise(unlinked: Chat) -> None:
    told = [says(unlinked, "haluun puhua mun työntekijälle", "contact_worker") for _ in range(3)]
    assert [keys[0] for keys in told] == [
        *("handoff.unlinked", "handoff.unlinked.again", "handoff.unlinked.still")
    ]


def test_a_unit_that_takes_anybody_is_told_no_name_and_that_is_said(unlinked: Chat) -> None:
    with unlinked.storage.begin() as work:
        unit = work.people.everybody().units[UNIT]
        work.people.save_unit(replace(unit, takes_new=True))
        work.commit()
    keys = says(unlinked, "sano mun työntekijälle et en pääse huomen", "contact_worker")
    assert keys[-2:] == ["handoff.nameless", "handoff.show"]
