"""Danger in what cannot be taken, for any reason: the refusal carries the card, at once."""

import json
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

import pytest
from starlette.testclient import TestClient

from bot.domain.messages import Inbound, Reply
from bot.services.ports import UnitOfWork
from tests.channels.web.service import OPTIONS, OURS, Service, Tab
from tests.danger import PILLS, SAD, urgent


@pytest.fixture
def service() -> Service:
    return Service(urgent=urgent())


def numbers(card: list[dict[str, object]]) -> list[str]:
    return [one["link"] for bubble in card for one in bubble["buttons"]]  # type: ignore[attr-defined]


def test_with_the_database_down_the_answer_is_the_card_within_300_ms(
    service: Service, tab: Tab
) -> None:
    tab.say(SAD)
    service.storage.down = True
    began = time.perf_counter()
    refused = tab.say(PILLS, "message-of-danger")
    assert time.perf_counter() - began < 0.3
    body = refused.json()
    assert (refused.status_code, body["key"]) == (503, "web.not_saved")
    assert "Soita 112 nyt" in body["card"][0]["text"]
    assert numbers(body["card"])[:2] == ["tel:112", "tel:0400000112"]
    assert "retry-after" in refused.headers

    service.storage.down = False
    assert tab.say(PILLS, "message-of-danger").status_code == 202


def test_ordinary_words_are_refused_as_ever(service: Service, tab: Tab) -> None:
    service.storage.down = True
    assert tab.say("rahat loppu").json() == {"key": "web.not_saved"}


def test_a_database_that_hangs_does_not_keep_the_card_back(
    service: Service, tab: Tab, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin = service.storage.begin

    @contextmanager
    def slowly() -> Iterator[UnitOfWork]:
        time.sleep(1.0)
        with begin() as work:
            yield work

    monkeypatch.setattr(type(service.storage), "begin", lambda _: slowly())
    began = time.perf_counter()
    refused = tab.say(SAD)
    assert time.perf_counter() - began < 0.6
    assert "card" in refused.json()


def test_who_could_not_even_begin_a_session_is_answered(
    service: Service, client: TestClient
) -> None:
    service.storage.down = True
    stranger = Tab(client)
    assert stranger.post("session", {}).status_code == 503
    assert "card" in stranger.say(SAD).json()
    assert stranger.say("rahat loppu").status_code == 401


def test_danger_does_not_wait_because_of_what_was_written_before(
    service: Service, tab: Tab
) -> None:
    while tab.say("hei").status_code == 202:
        pass
    assert tab.say(SAD).status_code == 202


def test_the_page_has_the_card_with_the_receipt_should_the_answer_not_come_at_once(
    tab: Tab,
) -> None:
    accepted = tab.say(SAD)
    assert accepted.status_code == 202
    assert "Kiitos, että sanoit sen" in accepted.json()["card"][0]["text"]
    assert tab.say("rahat loppu").content == b""


def test_danger_in_a_text_that_is_too_long_is_heard_in_its_end_too(tab: Tab) -> None:
    refused = tab.say(f"{'sana ' * 2500}{SAD}")
    assert (refused.status_code, refused.json()["key"]) == (413, "web.too_long")
    assert "Kiitos, että sanoit sen" in refused.json()["card"][0]["text"]
    assert tab.say("sana " * 2500).json() == {"key": "web.too_long"}


def test_danger_beyond_what_may_be_sent_in_a_minute_is_answered_and_not_kept(
    service: Service, tab: Tab
) -> None:
    while tab.say(SAD).status_code == 202:
        pass
    kept = len(service.storage.state.inbox)
    refused = tab.say(SAD)
    assert (refused.status_code, refused.json()["key"]) == (429, "web.slow_down")
    assert "Kiitos, että sanoit sen" in refused.json()["card"][0]["text"]
    assert "retry-after" in refused.headers
    assert len(service.storage.state.inbox) == kept


@pytest.mark.parametrize("escaped", [True, False])
def test_of_a_body_without_end_the_beginning_is_heard(tab: Tab, escaped: bool) -> None:
    body = {"id": "a-long-letter", "kind": "text", "text": f"Hei,\n{SAD}. {'sana ' * 15_000}"}
    for text, has_card in ((body["text"], True), ("sana " * 15_000, False)):
        refused = tab.client.post(
            "/api/widget/messages",
            content=json.dumps(body | {"text": text}, ensure_ascii=escaped),
            headers=tab.headers() | {"Content-Type": "application/json"},
        )
        assert refused.status_code == 413
        assert ("card" in refused.json()) is has_card


def test_a_device_that_may_begin_no_session_is_answered_also_past_every_limit() -> None:
    few = replace(OPTIONS, address_sessions=1, address_messages=2)
    client = TestClient(Service(options=few, urgent=urgent()).app, base_url=OURS)
    stranger = Tab(Tab(client).open().client)
    assert stranger.post("session", {}).status_code == 429
    answers = [stranger.say(SAD) for _ in range(20)]
    assert {one.status_code for one in answers} == {503, 429}
    assert all("tel:112" in numbers(one.json()["card"]) for one in answers)


def test_a_session_that_has_ended_keeps_no_card_back(service: Service, tab: Tab) -> None:
    service.storage.state.sessions.clear()
    refused = tab.say(SAD)
    assert refused.status_code == 401
    assert "card" in refused.json()
    assert tab.say("rahat loppu").json() == {"key": "web.session_over"}


def test_whoever_sends_more_than_can_be_listened_to_has_the_sos_answer_unheard() -> None:
    few, listened = replace(OPTIONS, address_messages=2), []

    def ear(inbound: Inbound) -> Sequence[Reply]:
        listened.append(inbound.text)
        return urgent()(inbound)

    tab = Tab(TestClient(Service(options=few, urgent=ear).app, base_url=OURS)).open()
    answers = [tab.say(f"viesti {number}") for number in range(20)]
    assert [text for text in listened if text.startswith("viesti")] == [
        f"viesti {number}" for number in range(8)
    ]
    assert [one.status_code for one in answers] == [202] * 2 + [429] * 18
    assert "card" not in answers[7].json()
    assert "tel:112" in numbers(answers[-1].json()["card"])
