"""Leaving, and what a device remembers, as the server sees it."""

from typing import Any

import pytest
from starlette.testclient import TestClient

from bot.domain.messages import Address, Button, Lane, Reply
from tests.builders import an_inbound
from tests.channels.web.service import HOST, OURS, Service, Tab
from tests.channels.web.test_web_form import fields, follow, send
from tests.danger import urgent

AWAY = "https://www.ilmatieteenlaitos.fi/"
MARK = "__Host-rinnalla-left"


def dropped(response: Any) -> set[str]:
    cookies = response.headers.get_list("set-cookie")
    return {one.partition("=")[0] for one in cookies if "Max-Age=0" in one}


def frame(tab: Tab) -> Any:
    return tab.client.get("/widget/frame", params={"host": HOST})


@pytest.fixture
def kept(service: Service, tab: Tab) -> Tab:
    tab.say("salainen asia")
    tab.post("keep", {"keep": True})
    tab.token = None
    return tab


def test_the_form_leads_away_when_the_database_cannot_write(
    service: Service, client: TestClient
) -> None:
    shown = follow(client, send(client, client.get("/chat").text, text="Moi"))
    service.storage.down = True
    left = client.post("/chat/exit", data=fields(shown))
    assert (left.status_code, left.headers["location"]) == (303, AWAY)


@pytest.mark.parametrize("body", [b"\xff\xff", b"token=" + b"a" * 70_000])
def test_the_form_leads_away_whatever_was_posted(client: TestClient, body: bytes) -> None:
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    left = client.post("/chat/exit", content=body, headers=kind)
    assert (left.status_code, left.headers["location"]) == (303, AWAY)


def test_the_exit_of_a_page_ends_what_the_device_keeps_too(service: Service, kept: Tab) -> None:
    left = kept.client.post("/chat/exit", follow_redirects=False)
    assert left.headers["location"] == AWAY
    assert "__Host-rinnalla" in dropped(left)
    assert service.storage.state.sessions == {}


def test_no_address_from_before_the_exit_opens_anything_in_this_browser(
    service: Service, client: TestClient
) -> None:
    chat = Address("telegram", "123", "7")
    with service.storage.begin() as work:
        work.inbox.add(an_inbound("tapaaminen", address=chat))
        claim = work.inbox.claim(30.0)
        assert claim is not None
        replies = [(Reply("Tein sivun.", page="meeting"), Lane.REPLY)]
        work.inbox.finish(claim, replies, claim.person, "{}", delivered=True)
        work.commit()
    link = service.web.own_pages.link(chat, "meeting", "")
    of_another_talk = send(client, client.get("/chat").text, text="Moi").headers["location"]
    assert client.get(link).status_code == 200
    client.post("/chat/exit")  # of a third page, say the answer to SOS
    for address in (link, of_another_talk):
        back = client.get(address)
        assert back.status_code == 410
        assert "Moi" not in back.text
    elsewhere = TestClient(service.app, base_url=OURS)
    assert elsewhere.get(link).status_code == 200, "another device is not left"
    service.clock.move(minutes=1)
    assert client.get(service.web.own_pages.link(chat, "meeting", "")).status_code == 200


def test_back_after_the_exit_tells_nothing_of_danger(service: Service, client: TestClient) -> None:
    service.web.urgent = urgent()
    location = send(client, client.get("/chat").text, do="sos").headers["location"]
    assert "hengenvaarassa" in client.get(location).text
    client.post("/chat/exit")
    assert "hengenvaarassa" not in client.get(location).text


def test_words_that_the_browser_sends_once_more_after_the_exit_do_not_come_back(
    service: Service, client: TestClient
) -> None:
    shown = follow(client, send(client, client.get("/chat").text, text="Moi"))
    client.post("/chat/exit", data=fields(shown))
    again = send(client, shown, do="look", text="salainen asia")
    assert again.status_code == 401
    assert "salainen" not in again.text


def test_the_device_forgets_also_when_the_database_cannot(service: Service, kept: Tab) -> None:
    service.storage.down = True
    left = kept.post("exit", {})
    assert left.status_code == 503
    assert "__Host-rinnalla" in dropped(left)


def test_exit_ends_the_tabs_talk_and_the_one_that_the_device_keeps(
    service: Service, kept: Tab
) -> None:
    kept.token = Tab(TestClient(service.app, base_url=OURS)).open().token
    kept.post("exit", {})
    assert service.storage.state.sessions == {}


@pytest.mark.parametrize("way", ["frame", "read", "session"])
def test_a_device_that_was_left_without_a_network_opens_nothing(
    service: Service, kept: Tab, way: str
) -> None:
    kept.client.cookies.set(MARK, "1")
    if way == "frame":
        shown = frame(kept)
        assert "data-kept" not in shown.text
    elif way == "read":
        shown = kept.read()
        assert shown.status_code == 401
    else:
        shown = kept.post("session", {})
        assert shown.json()["kept"] is False
        kept.token = shown.json()["token"]
        kept.post("exit", {})
    assert dropped(shown) == {"__Host-rinnalla", MARK}
    assert service.storage.state.sessions == {}


def test_the_frame_of_a_kept_talk_goes_on_and_of_an_ended_one_does_not(
    service: Service, kept: Tab
) -> None:
    assert "data-kept" in frame(kept).text
    service.storage.down = True
    assert "data-kept" in frame(kept).text
    service.storage.down = False
    service.storage.state.sessions.clear()
    shown = frame(kept)
    assert "data-kept" not in shown.text
    assert "__Host-rinnalla" in dropped(shown)


@pytest.mark.parametrize("way", ["say", "read", "session"])
def test_a_dead_cookie_is_dropped(service: Service, kept: Tab, way: str) -> None:
    service.storage.state.sessions.clear()
    ways = {"say": lambda: kept.say("moi"), "read": kept.read}
    answer = ways.get(way, lambda: kept.post("session", {}))()
    assert "__Host-rinnalla" in dropped(answer)


def test_a_dead_token_leaves_the_cookie_alone(service: Service, kept: Tab) -> None:
    kept.token = "x" * 43
    answer = kept.read()
    assert answer.status_code == 401
    assert dropped(answer) == set()


@pytest.mark.parametrize("do", ["look", "language sv", "sos"])
def test_what_is_being_written_stays(service: Service, client: TestClient, do: str) -> None:
    shown = follow(client, send(client, client.get("/chat").text, text="Moi"))
    kept = send(client, shown, do=do, text="kesken <b>")
    assert kept.status_code == 200
    assert ">kesken &lt;b&gt;</textarea>" in kept.text
    assert "Moi" in kept.text
    assert follow(client, send(client, kept.text, text="kesken")).count("kesken")


def test_a_pressed_button_leaves_what_is_being_written(
    service: Service, client: TestClient
) -> None:
    response = send(client, client.get("/chat").text, text="Moi")
    service.answer(Reply("Valitse", (Button("reply", "Vuokra", "topic:rent~mac"),)))
    shown = follow(client, response)
    kept = send(client, shown, do="press 2 topic:rent~mac", text="kesken")
    assert ">kesken</textarea>" in kept.text
    assert fields(kept.text)["id"] != fields(shown)["id"]


def test_the_language_of_a_new_page_changes_around_the_text(client: TestClient) -> None:
    shown = client.get("/chat").text
    kept = send(client, shown, do="language sv", text="kesken")
    assert '<html lang="sv">' in kept.text
    assert ">kesken</textarea>" in kept.text
    assert send(client, shown, do="language sv").headers["location"].startswith("/chat?lang=sv")
