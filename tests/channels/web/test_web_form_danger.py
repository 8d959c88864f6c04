"""Danger on the page without JavaScript: no limit and no trouble keeps the card back."""

from dataclasses import replace
from typing import Any

import pytest
from starlette.testclient import TestClient

from bot.domain.messages import Reply
from tests.channels.web.service import OPTIONS, OURS, Service
from tests.channels.web.test_web_form import fields, follow, send
from tests.danger import SAD, urgent

CARD = "Kiitos, että sanoit sen"
SOS = "Jos joku on hengenvaarassa"
LONG = "sana " * 2500


@pytest.fixture
def service() -> Service:
    return Service(urgent=urgent())


@pytest.fixture
def page(client: TestClient) -> str:
    return client.get("/chat").text


def has_card(answer: Any, status: int) -> bool:
    assert answer.status_code == status
    return CARD in answer.text


def test_with_the_database_down(service: Service, client: TestClient, page: str) -> None:
    service.storage.down = True
    refused = send(client, page, text=SAD)
    assert has_card(refused, 503)
    assert f">{SAD}</textarea>" in refused.text


def test_in_a_text_that_is_too_long_also_in_its_end(client: TestClient, page: str) -> None:
    refused = send(client, page, text=LONG + SAD)
    assert has_card(refused, 413)
    assert "4 000 merkkiä" in refused.text
    assert f"{LONG}{SAD}</textarea>" in refused.text
    assert not has_card(send(client, page, text=LONG), 413)


@pytest.mark.parametrize("words", [15_000, 60_000])
def test_in_a_letter_of_many_pages(client: TestClient, page: str, words: int) -> None:
    refused = send(client, page, text=f"Hei.\n{SAD}. {'sana ' * words}")
    assert has_card(refused, 413)
    assert f"{SAD}. sana sana" in refused.text.partition("<textarea")[2]


def test_it_does_not_wait_because_of_what_was_written_before(
    client: TestClient, page: str
) -> None:
    shown = follow(client, send(client, page, text="0"))
    answers = [send(client, renewed(shown, number), text="hei") for number in range(25)]
    assert answers[-1].status_code == 429
    assert CARD not in answers[-1].text
    dangers = [send(client, renewed(shown, 100 + number), text=SAD) for number in range(12)]
    assert dangers[0].status_code == 303
    assert has_card(dangers[-1], 429)


def renewed(page: str, number: int) -> str:
    return page.replace(fields(page)["id"], f"message-id-{number}")


def test_in_the_first_message_when_no_more_sessions_may_begin() -> None:
    few = replace(OPTIONS, address_sessions=1)
    client = TestClient(Service(options=few, urgent=urgent()).app, base_url=OURS)
    client.post("/api/widget/session", json={}, headers={"Origin": OURS})
    page = client.get("/chat").text
    refused = send(client, page, text=SAD)
    assert has_card(refused, 429)
    assert f">{SAD}</textarea>" in refused.text
    sos = send(client, page, do="sos")
    assert (sos.status_code, SOS in sos.text) == (429, True)


def test_in_a_talk_that_has_ended(service: Service, client: TestClient, page: str) -> None:
    shown = follow(client, send(client, page, text="Moi"))
    service.storage.state.sessions.clear()
    assert has_card(send(client, shown, text=SAD), 401)


@pytest.mark.parametrize(("do", "text"), [("send", SAD), ("sos", "")])
def test_when_the_assistant_is_silent_the_page_gives_the_sos_answer_itself(
    service: Service, client: TestClient, page: str, do: str, text: str
) -> None:
    response = send(client, page, do=do, text=text)
    assert SOS in follow(client, response)
    service.answer(Reply("Kortti."))
    answered = follow(client, response)
    assert "Kortti." in answered
    assert SOS not in answered


def test_when_the_database_stops_after_the_message_was_taken(
    service: Service, client: TestClient, page: str
) -> None:
    response = send(client, page, text=SAD)
    service.storage.down = True
    unseen = client.get(response.headers["location"])
    assert (unseen.status_code, SOS in unseen.text) == (503, True)


def test_ordinary_words_that_wait_get_no_sos_answer(client: TestClient, page: str) -> None:
    assert SOS not in follow(client, send(client, page, text="rahat loppu"))


def test_the_way_from_a_saved_page_shows_the_sos_answer_and_begins_nothing(
    service: Service, client: TestClient
) -> None:
    service.storage.down = True
    page = client.get("/chat?lang=fi&sos").text
    assert SOS in page
    assert 'href="tel:0400000112"' in page
    assert service.storage.state.sessions == {}


def test_what_is_being_written_is_read_whichever_button_is_pressed(
    client: TestClient, page: str
) -> None:
    shown = follow(client, send(client, page, text="Moi"))
    for do in ("look", "language sv"):
        answer = send(client, shown, do=do, text=SAD)
        assert answer.status_code == 200
        assert CARD in answer.text, "in the language of the words, whatever page they stand on"
        assert f">{SAD}</textarea>" in answer.text, "nothing was sent"
    assert CARD not in send(client, shown, do="look", text="moi taas").text
    assert CARD in send(client, page, do="look", text=SAD).text, "before the first message, too"
