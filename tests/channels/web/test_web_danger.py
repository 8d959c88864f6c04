"""Danger while the database is down or slow: the refusal carries the card, at once."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from starlette.testclient import TestClient

from bot.services.ports import UnitOfWork
from tests.channels.web.service import OURS, Service, Tab
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
    assert numbers(body["card"]) == ["tel:112", "tel:0400000112"]
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


def test_the_page_without_javascript_shows_the_card_too(
    service: Service, client: TestClient
) -> None:
    service.storage.down = True
    form = {"lang": "fi", "do": "send", "text": SAD, "id": "message-of-danger"}
    page = client.post("/chat", data=form, headers={"Origin": OURS})
    assert page.status_code == 503
    assert 'href="tel:112"' in page.text
    assert f">{SAD}</textarea>" in page.text
