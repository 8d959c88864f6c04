"""What is kept for a person by name: replaced, forgotten, gone with its person."""

import logging
from datetime import timedelta
from typing import Any

import pytest
from handoff_store import Keys, comes, fill, sends
from storage_builders import MovableClock, add, address, execute, message, must_claim

from bot.domain.handoff import Event
from bot.domain.linking import RETURN_PHONE
from bot.domain.messages import ConversationId
from bot.runtime.heartbeat import retention_jobs
from bot.services.handoffs import act_of_person
from bot.services.memory import recall, writes_of
from bot.services.writes import RECORDS
from bot.storage.unit_of_work import SqlStorage

PLAN: dict[str, Any] = {"signs": ["en nuku, öisin"], "people": {"sisko": 1}}


def anna(storage: SqlStorage, person: str = "anna") -> ConversationId:
    add(storage, message("hei", person))
    return must_claim(storage).person.conversation


def keep(storage: SqlStorage, conversation: ConversationId, **changes: Any) -> None:
    with storage.begin() as work:
        for write in writes_of(conversation, {RECORDS: changes, "language": "sv"}):
            write(work)
        work.commit()


def kept(storage: SqlStorage, conversation: ConversationId) -> dict[str, Any]:
    with storage.begin() as work:
        return work.records.of(conversation)


def test_a_value_comes_back_as_it_was_kept_and_only_to_its_person(storage: SqlStorage) -> None:
    one, other = anna(storage), anna(storage, "bo")
    keep(storage, one, plan=PLAN, answers=[1, 2.5, None, True])
    assert kept(storage, one) == {"plan": PLAN, "answers": [1, 2.5, None, True]}
    assert kept(storage, other) == {}


def test_a_new_value_takes_the_place_of_the_old_one_and_none_forgets_it(
    storage: SqlStorage, url: str
) -> None:
    one = anna(storage)
    keep(storage, one, plan=PLAN)
    keep(storage, one, plan={"signs": []})
    assert kept(storage, one) == {"plan": {"signs": []}}
    keep(storage, one, plan=None, never_there=None)
    assert kept(storage, one) == {}
    assert execute(url, "SELECT name FROM record") == []


def test_the_claim_of_a_message_recalls_what_is_kept(storage: SqlStorage) -> None:
    add(storage, message("hei"))
    claim = must_claim(storage)
    keep(storage, claim.person.conversation, plan=PLAN)
    with storage.begin() as work:
        assert recall(work, claim)[RECORDS] == {"plan": PLAN}


def test_erasing_a_person_takes_everything_kept(storage: SqlStorage, url: str) -> None:
    keep(storage, anna(storage), plan=PLAN)
    with storage.begin() as work:
        work.conversations.erase(address("anna"))
        work.commit()
    assert execute(url, "SELECT name FROM record") == []


def test_a_value_moved_to_another_row_is_left_out_and_the_others_are_read(
    storage: SqlStorage, url: str, caplog: pytest.LogCaptureFixture
) -> None:
    one = anna(storage)
    keep(storage, one, plan=PLAN, answers=[1])
    execute(
        url,
        "UPDATE record SET body_enc = (SELECT body_enc FROM record WHERE name = 'answers')"
        " WHERE name = 'plan'",
    )
    with caplog.at_level(logging.ERROR):
        assert kept(storage, one) == {"answers": [1]}
    assert [record.message for record in caplog.records] == ["record_unreadable"]


def test_an_address_and_a_number_are_erased_a_day_after_the_last_matter_has_ended(
    storage: SqlStorage, clock: MovableClock, url: str
) -> None:
    fill(storage)
    anna, day = comes(storage), timedelta(days=1)
    handoff = sends(storage, anna, clock.now())
    with storage.begin() as work:
        work.records.keep(anna, RETURN_PHONE, "+358401234567")
        work.records.keep(anna, "plan", ["kissa"])
        work.commit()
    assert "401234567" not in repr(execute(url, "SELECT * FROM record"))
    ended = clock.now() + 3 * day
    forget = retention_jobs(storage, 12)["forget_contacts"]
    assert forget(ended) == 0, "the matter is open"
    with storage.begin() as work:
        act_of_person(work, handoff.id, Event.WITHDRAW, ended, wording=Keys())
        work.commit()
    assert forget(ended + day - timedelta(minutes=1)) == 0
    assert forget(ended + day + timedelta(minutes=1)) == 1
    with storage.begin() as work:
        assert work.records.of(anna) == {"plan": ["kissa"]}
