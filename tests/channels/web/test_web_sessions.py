import secrets
import threading
import time

import pytest
from starlette.testclient import TestClient

from bot.channels.web.sessions import token_hash
from tests.channels.web.service import OURS, Service, Tab, service_with


def test_a_token_comes_from_the_server_and_only_its_hash_is_kept(
    service: Service, tab: Tab
) -> None:
    assert tab.token is not None
    assert len(tab.token) >= 43
    ((kept, row),) = service.storage.state.sessions.items()
    assert kept == token_hash(tab.token)
    assert tab.token not in repr(service.storage.state)
    assert row.external not in tab.token


def test_a_token_chosen_by_the_client_opens_nothing(service: Service, client: TestClient) -> None:
    chosen = Tab(client, token="my-own-session-of-my-own-choice-0123456789")
    assert chosen.say("hei").status_code == 401
    assert chosen.read().status_code == 401
    # Asking for a session with a token in hand gives a new one of ours.
    assert chosen.post("session", {}).json()["token"] != chosen.token
    assert service.storage.state.inbox == {}


def test_guessing_tokens_is_refused_and_then_slowed(tab: Tab) -> None:
    began = time.monotonic()
    guesses = [
        Tab(tab.client, token=secrets.token_urlsafe(32)).read().status_code for _ in range(150)
    ]
    assert guesses[:120] == [401] * 120
    let_in = guesses[120:].count(401)
    more = 2 * (time.monotonic() - began) + 1
    assert let_in <= more, "two more a second, however slow the machine"
    assert let_in + guesses[120:].count(429) == 30


def test_without_any_token_nothing_opens(client: TestClient) -> None:
    nobody = Tab(client)
    for response in (nobody.say("hei"), nobody.read(), nobody.post("keep", {"keep": True})):
        assert (response.status_code, response.json()) == (401, {"key": "web.session_over"})


def test_one_tab_never_reads_another(service: Service, tab: Tab) -> None:
    tab.say("salaisuus")
    service.answer()
    assert Tab(tab.client).open().lines() == []


def test_keeping_moves_the_conversation_into_a_cookie_no_script_can_read(
    service: Service, tab: Tab
) -> None:
    tab.say("hei")
    old = tab.token
    response = tab.post("keep", {"keep": True})
    assert response.json() == {"kept": True}
    cookie = response.headers.get_list("set-cookie")[0]
    assert cookie.startswith("__Host-rinnalla=")
    parts = {part.strip() for part in cookie.split(";")[1:]}
    assert parts == {
        "Max-Age=7776000", "Path=/", "HttpOnly", "Secure", "SameSite=None", "Partitioned",
    }  # fmt: skip

    tab.token = None
    assert tab.lines() == [("person", "hei")]
    assert tab.post("session", {}).json() == {"kept": True}
    assert Tab(TestClient(service.app, base_url=OURS), token=old).read().status_code == 401


def test_forgetting_moves_it_back_into_the_tab(service: Service, tab: Tab) -> None:
    tab.say("hei")
    tab.post("keep", {"keep": True})
    tab.token = None
    response = tab.post("keep", {"keep": False})
    assert "Max-Age=0" in response.headers["set-cookie"]
    tab.client.cookies.clear()
    tab.token = response.json()["token"]
    assert tab.lines() == [("person", "hei")]
    assert len(service.storage.state.sessions) == 1


def test_a_cookie_without_our_origin_does_nothing(tab: Tab) -> None:
    tab.post("keep", {"keep": True})
    thief = Tab(tab.client, origin="https://evil.example")
    for response in (thief.say("hei"), thief.read(), thief.post("exit", {})):
        assert response.status_code == 403
    assert Tab(tab.client).read().status_code == 200


def test_a_dead_cookie_gives_way_to_a_new_tab_session(service: Service, tab: Tab) -> None:
    tab.post("keep", {"keep": True})
    service.storage.state.sessions.clear()
    assert Tab(tab.client).post("session", {}).status_code == 201


def test_on_localhost_the_cookie_is_plain() -> None:
    ours = "http://localhost:8000"
    service = service_with(public_url=ours)
    tab = Tab(TestClient(service.app, base_url=ours), origin=ours).open()
    cookie = tab.post("keep", {"keep": True}).headers.get_list("set-cookie")[0]
    assert cookie.startswith("rinnalla=")
    assert cookie.endswith("; HttpOnly; SameSite=Lax")


def test_exit_ends_the_session_and_its_open_questions(service: Service, tab: Tab) -> None:
    tab.say("hei")
    cursor = tab.read().json()["cursor"]
    timer = threading.Timer(0.1, lambda: tab.post("exit", {}))
    timer.start()
    assert tab.read(cursor, wait=25).status_code == 401
    timer.join()
    assert tab.read().status_code == 401
    assert service.storage.state.sessions == {}
    assert "Max-Age=0" in tab.post("exit", {}).headers["set-cookie"], "nothing to end is no error"


@pytest.mark.parametrize("path", ["session", "messages", "language", "keep", "exit"])
def test_nothing_changes_on_get(service: Service, tab: Tab, path: str) -> None:
    before = service.storage.state.copy()
    tab.client.get(f"/api/widget/{path}", headers=tab.headers())
    tab.client.get("/chat")
    tab.client.get("/widget/frame")
    after = service.storage.state
    assert (after.inbox, after.lines, after.conversations) == (
        before.inbox, before.lines, before.conversations,
    )  # fmt: skip
    assert set(after.sessions) == set(before.sessions)
