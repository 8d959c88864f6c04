"""When the assistant could not help twice in a row: a worker, or people who answer."""

from typing import Any

import pytest

from bot.domain.messages import Say
from bot.services.delivery_ports import ClaimedTurn
from bot.services.offering import RESTS, UNHELPED, offered
from tests.builders import a_person, an_inbound, composer, frozen


def claim(times: int | None, *, can: bool = False) -> ClaimedTurn:
    facts: dict[str, Any] = {"records": {UNHELPED: times}, "handoff": {"can": can}}
    return ClaimedTurn(1, "lease", an_inbound("asdf"), a_person(), None, 1, facts)


@pytest.mark.parametrize("key", ["unsure.again", "scope.out", "directory.none", "unsure.options"])
def test_the_second_time_in_a_row_offers_and_then_rests(key: str) -> None:
    assert offered(claim(None), [Say(key)]) == ((), {"records": {UNHELPED: 1}})
    (said,), remembered = offered(claim(1, can=True), [Say(key)])
    assert said.key == "handoff.offer"
    assert [choice.action for choice in said.choices] == ["intent:contact_worker"]
    assert remembered == {"records": {UNHELPED: RESTS}}


def test_people_are_not_offered_again_for_the_next_turns_nor_for_small_words_between() -> None:
    times, shown = RESTS, 0
    for key in ("scope.out", "talk.affirm", "talk.figure", "unsure.options", "scope.out"):
        says, remembered = offered(claim(times), [Say(key)])
        times = remembered.get("records", {}).get(UNHELPED, times)
        shown += len(says)
    assert (times, shown) == (RESTS + 3, 0)


def test_where_nobody_takes_messages_people_who_answer_are_shown() -> None:
    (said,), _ = offered(claim(1), [Say("unsure.again")])
    replies = composer(frozen()).compose(said, a_person())
    assert {reply.key for reply in replies} == {"directory.results"}
    assert "Ihminen voi ymmärtää paremmin" in replies[0].text
    shown = {service for reply in replies for service in reply.services}
    assert {"sosiaalipaivystys", "mieli_fi"} <= shown  # both answer at night


def test_an_answer_that_shows_people_needs_no_second_list() -> None:
    says = [Say("help.sorry"), Say("directory.results", {"services": "kela"})]
    assert offered(claim(1), says) == ((), {"records": {UNHELPED: RESTS}})


def test_what_helped_begins_the_count_anew_and_writes_nothing_for_nothing() -> None:
    assert offered(claim(1), [Say("topic.answer")]) == ((), {"records": {UNHELPED: None}})
    assert offered(claim(None), [Say("topic.answer")]) == ((), {})
    assert offered(claim(None), []) == ((), {})
