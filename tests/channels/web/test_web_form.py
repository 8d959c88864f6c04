import re
import threading
from html import unescape
from typing import Any

import pytest
from starlette.testclient import TestClient

from bot.domain.messages import Button, InboundKind, Reply
from tests.channels.web.service import OURS, Service

CHOOSE = Reply(
    "**Tärkeää** <b>\n\n1. Hengitä\n2. Soita",
    (Button("reply", "Vuokra & vesi", "topic:rent~mac"), Button("call", "Soita", "09 123")),
)


def fields(page: str) -> dict[str, str]:
    found = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page)
    return {name: unescape(value) for name, value in found}


def send(client: TestClient, page: str, do: str = "send", text: str = "") -> Any:
    return client.post("/chat", data=fields(page) | {"do": do, "text": text})


def follow(client: TestClient, response: Any) -> str:
    assert response.status_code == 303, response.text
    page: str = client.get(response.headers["location"]).text
    return page


@pytest.fixture
def page(client: TestClient) -> str:
    return client.get("/chat").text


def test_looking_at_the_page_begins_nothing(service: Service, page: str) -> None:
    assert service.storage.state.sessions == {}
    assert fields(page)["token"] == ""
    assert "Juttelet botin kanssa" in page


def test_a_message_is_posted_redirected_and_answered(
    service: Service, client: TestClient, page: str
) -> None:
    response = send(client, page, text="Moi\r\nmitä teen?")
    assert response.headers["location"].endswith("#new")
    assert service.woken == [1]
    service.answer()
    shown = follow(client, response)
    assert "Moi<br>mitä teen?" in shown
    assert "Sanoit: Moi" in shown
    token = fields(shown)["token"]
    assert len(token) >= 43
    assert token not in response.headers["location"]
    assert "set-cookie" not in response.headers

    again = send(client, shown, text="Kiitos")
    service.answer()
    shown = follow(client, again)
    assert shown.count("<li class=") == 4
    assert fields(shown)["token"] == token


def test_a_form_sent_twice_is_taken_once(service: Service, client: TestClient, page: str) -> None:
    first, second = (send(client, page, text="Moi") for _ in range(2))
    assert service.answer() == 1
    assert len(service.storage.state.sessions) == 1
    assert follow(client, first).count("Sanoit: Moi") == 1
    assert follow(client, second).count("Sanoit: Moi") == 1


def test_the_page_waits_a_moment_for_the_answer(
    service: Service, client: TestClient, page: str
) -> None:
    response = send(client, page, text="Moi")
    timer = threading.Timer(0.1, service.answer)
    timer.start()
    assert "Sanoit: Moi" in follow(client, response)
    timer.join()


def test_without_an_answer_it_says_that_the_message_is_saved(
    client: TestClient, service: Service, page: str
) -> None:
    shown = follow(client, send(client, page, text="Moi"))
    assert "Vastaus ei ole vielä tullut. Viestisi on tallessa." in shown
    service.answer()
    assert "Sanoit: Moi" in follow(client, send(client, shown, do="look"))
    assert len(service.storage.state.inbox) == 1


def test_buttons_are_buttons_and_marks_are_marks(
    service: Service, client: TestClient, page: str
) -> None:
    response = send(client, page, text="apua")
    service.answer(CHOOSE)
    shown = follow(client, response)
    assert "<strong>Tärkeää</strong> &lt;b&gt;" in shown
    assert '<ol start="1"><li>Hengitä</li><li>Soita</li></ol>' in shown
    assert '<a class="link" lang="fi" href="tel:09123"' in shown
    (do,) = re.findall(r'value="(press [^"]*)"', shown)
    response = send(client, shown, do=do)
    *_, row = service.storage.state.inbox.values()
    assert (row.inbound.kind, row.inbound.label) == (InboundKind.BUTTON, "Vuokra & vesi")
    assert "Vuokra &amp; vesi" in follow(client, response)


def test_sos_and_language_are_commands(service: Service, client: TestClient, page: str) -> None:
    shown = follow(client, send(client, page, do="sos"))
    response = send(client, shown, do="language sv")
    shown = follow(client, response)
    assert "Du pratar med en bot" in shown
    commands = [row.inbound.text for row in service.storage.state.inbox.values()]
    assert commands == ["sos", "language sv"]


def test_a_language_chosen_before_anything_is_said_begins_nothing(
    service: Service, client: TestClient, page: str
) -> None:
    assert "You are talking with a bot" in follow(client, send(client, page, do="language en"))
    assert service.storage.state.sessions == {}


def test_words_are_given_back_when_they_cannot_be_taken(
    service: Service, client: TestClient, page: str
) -> None:
    long = send(client, page, text="<x>" + "a" * 4000)
    assert long.status_code == 413
    assert "&lt;x&gt;" + "a" * 4000 in long.text
    assert "4 000 merkkiä" in long.text

    service.storage.down = True
    down = send(client, long.text, text="tärkeä asia")
    assert down.status_code == 503
    assert ">tärkeä asia</textarea>" in down.text
    assert "lähetä se hetken päästä uudelleen" in down.text

    service.storage.down = False
    response = send(client, down.text, text="tärkeä asia")
    service.answer()
    assert follow(client, response).count("tärkeä asia") == 2


def test_too_many_messages_are_slowed_with_the_words_kept(
    client: TestClient, service: Service, page: str
) -> None:
    shown = follow(client, send(client, page, text="0"))
    for number in range(19):
        shown = shown.replace(fields(shown)["id"], f"message-id-{number}")
        assert send(client, shown, text=str(number)).status_code == 303
    shown = shown.replace(fields(shown)["id"], "message-id-last")
    refused = send(client, shown, text="viimeinen")
    assert refused.status_code == 429
    assert "retry-after" in refused.headers
    assert ">viimeinen</textarea>" in refused.text
    assert refused.text.count("<li class=") == 20, "the talk stays in view"


def test_nothing_written_is_said_and_not_sent(
    service: Service, client: TestClient, page: str
) -> None:
    empty = send(client, page, text="  \r\n ")
    assert empty.status_code == 422
    assert "Kirjoita ensin viesti" in empty.text
    assert service.storage.state.sessions == {}


def test_quick_exit_ends_the_session_and_the_addresses_in_the_history(
    service: Service, client: TestClient, page: str
) -> None:
    response = send(client, page, text="Moi")
    shown = follow(client, response)
    left = client.post("/chat/exit", data=fields(shown))
    assert left.status_code == 303
    assert left.headers["location"] == "https://www.ilmatieteenlaitos.fi/"
    back = client.get(response.headers["location"])
    assert back.status_code == 410
    assert "Moi" not in back.text
    assert "Aiempi keskustelu on päättynyt" in back.text


def test_an_address_opens_the_talk_for_half_an_hour(
    service: Service, client: TestClient, page: str
) -> None:
    location = send(client, page, text="Moi").headers["location"]
    service.clock.move(minutes=29)
    assert "Moi" in client.get(location).text
    service.clock.move(minutes=2)
    late = client.get(location)
    assert late.status_code == 410
    assert "Moi" not in late.text


def test_an_address_that_was_changed_opens_nothing(client: TestClient, page: str) -> None:
    location = send(client, page, text="Moi").headers["location"].removesuffix("#new")
    ticket = location.rpartition("v=")[2]
    for bad in ("", "x", ticket[:-4], ticket[:10] + "A" + ticket[11:], "ä" * 40, "=" * 40):
        assert client.get("/chat", params={"v": bad}).status_code == 410


def test_a_session_that_ended_gives_the_words_back_for_a_new_one(
    service: Service, client: TestClient, page: str
) -> None:
    shown = follow(client, send(client, page, text="Moi"))
    service.storage.state.sessions.clear()
    refused = send(client, shown, text="Vielä yksi")
    assert refused.status_code == 401
    assert ">Vielä yksi</textarea>" in refused.text
    assert send(client, refused.text, text="Vielä yksi").status_code == 303


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://evil.example"},
        {"Origin": OURS + ".evil.example"},
    ],
)
def test_forms_of_other_pages_are_refused(
    service: Service, client: TestClient, page: str, headers: dict[str, str]
) -> None:
    for path in ("/chat", "/chat/exit"):
        data = fields(page) | {"text": "Moi", "do": "send"}
        assert client.post(path, data=data, headers=headers).status_code == 403
    assert service.storage.state.inbox == {}


def test_a_browsers_form_post_has_a_null_origin_and_passes(client: TestClient, page: str) -> None:
    data = fields(page) | {"text": "Moi", "do": "send"}
    headers = {"Origin": "null", "Sec-Fetch-Site": "same-origin"}
    assert client.post("/chat", data=data, headers=headers).status_code == 303


@pytest.mark.parametrize("do", ["delete", "press", "press x", "language xx", "sosos"])
def test_a_button_that_the_page_does_not_have_does_nothing(
    service: Service, client: TestClient, page: str, do: str
) -> None:
    assert send(client, page, do=do).status_code == 400
    assert service.storage.state.inbox == {}
