import pytest
from starlette.testclient import TestClient

from bot.channels.web import WebOptions
from bot.domain.errors import SettingsProblems
from bot.settings import Settings
from tests.channels.web.service import HOST, OURS, Service, Tab, service_with

BAD = [
    "null", "", "*", "chat.example.fi", "//chat.example.fi", "http://chat.example.fi",
    "https://chat.example.fi:443", "https://chat.example.fi:8443", "https://chat.example.fi/",
    "https://chat.example.fi.", "https://chat.example.fi.evil.example",
    "https://evil.example?https://chat.example.fi", "https://evil.example#chat.example.fi",
    "https://chat.example.fi@evil.example", "https://evilchat.example.fi",
    "https://sub.chat.example.fi", "https://example.fi", "https://CHAT.EXAMPLE.FI",
    "HTTPS://chat.example.fi", "https://chat.example.fi ,https://evil.example",
    "https://chat-example.fi", "https://chat.example.fi%00.evil.example",
    "https://xn--chat-example-zqb.fi", "https://chаt.example.fi".encode().decode("latin-1"),
    "https://127.0.0.1", "file://", "data:", "ftp://chat.example.fi",
    "https://www.kunta.example.fi", "chrome-extension://abcdefgh", "https://chat.example.fi:0",
    "https://[::1]",
]  # fmt: skip


def test_there_are_thirty_bad_origins() -> None:
    assert len(set(BAD)) >= 30


@pytest.mark.parametrize("origin", BAD)
def test_the_api_answers_no_other_origin(service: Service, tab: Tab, origin: str) -> None:
    tab.origin = origin
    raw = {b"Origin": origin.encode("latin-1"), b"Authorization": f"Bearer {tab.token}".encode()}
    body = {"id": "message-1", "kind": "text", "text": "hei", "language": "fi", "keep": True}
    for path in ("session", "messages", "language", "keep", "exit"):
        response = tab.client.post(f"/api/widget/{path}", json=body, headers=raw)
        assert (response.status_code, response.json()) == (403, {"key": "web.not_allowed"})
        assert "access-control-allow-origin" not in response.headers
    assert tab.client.get("/api/widget/messages", headers=raw).status_code == 403
    assert service.storage.state.inbox == {}
    assert len(service.storage.state.sessions) == 1


@pytest.mark.parametrize("path", ["session", "messages", "language", "keep", "exit"])
def test_a_post_without_an_origin_is_refused(client: TestClient, path: str) -> None:
    assert client.post(f"/api/widget/{path}", json={}).status_code == 403


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_a_browser_that_says_it_comes_from_elsewhere_is_believed(tab: Tab, site: str) -> None:
    headers = tab.headers() | {"Sec-Fetch-Site": site}
    assert tab.client.get("/api/widget/messages", headers=headers).status_code == 403


@pytest.mark.parametrize("host", [one for one in BAD if one != HOST])
def test_the_frame_is_for_listed_pages_only(client: TestClient, host: str) -> None:
    response = client.get("/widget/frame", params={"host": host})
    assert response.status_code == 403
    assert "frame-ancestors 'none'" in response.headers["content-security-policy"]
    assert "frame.js" not in response.text


def test_a_listed_page_gets_a_frame_that_no_other_page_can_show(client: TestClient) -> None:
    response = client.get("/widget/frame", params={"host": HOST})
    assert response.status_code == 200
    policy = response.headers["content-security-policy"]
    assert policy.endswith(f"frame-ancestors {HOST}")
    assert f'data-host="{HOST}"' in response.text


def test_our_own_page_may_show_it(client: TestClient) -> None:
    for query in ({}, {"host": OURS}):
        response = client.get("/widget/frame", params=query)
        assert "frame-ancestors 'self'" in response.headers["content-security-policy"]


@pytest.mark.parametrize(
    "origin",
    [
        "*", "https://*.example.fi", "null", "https://example.fi/", "https://example.fi/path",
        "HTTPS://example.fi", "https://Example.fi", "http://example.fi", "https://example.fi:443",
        "https://user@example.fi", "https://sä.example", "example.fi", "https://", "https://a:b",
        "ftp://localhost", "http://localhost:80", "",
    ],
)  # fmt: skip
def test_an_origin_that_no_browser_would_send_is_a_problem_of_the_settings(origin: str) -> None:
    with pytest.raises(SettingsProblems, match=r"RINNALLA_ALLOWED_ORIGINS: .*is not an origin"):
        WebOptions(public_url=OURS, key=bytes(32), allowed_origins=(origin,))


def test_all_problems_of_the_settings_are_told_at_once() -> None:
    with pytest.raises(SettingsProblems) as caught:
        WebOptions("https://chat.example.fi/sub", b"short", quick_exit_url="javascript:1")
    told = caught.value.problems
    assert len(told) == 4
    assert sum(one.startswith("RINNALLA_PUBLIC_URL") for one in told) == 2
    assert any(one.startswith("RINNALLA_QUICK_EXIT_URL") for one in told)


@pytest.mark.parametrize(
    "origin", ["https://example.fi:8443", "http://localhost:3000", "http://127.0.0.1:8080"]
)
def test_good_origins_are_good(origin: str) -> None:
    assert WebOptions(OURS, bytes(32), (origin,)).may_embed(origin)


NAMES = ["http://127.0.0.1:8080", "http://localhost:8080", "http://[::1]:8080"]
FOREIGN = [
    "http://127.0.0.1:8081", "http://localhost", "https://localhost:8080", "http://127.0.0.2:8080",
    "http://localhost.evil.example:8080", "http://evil.example:8080", "http://[::2]:8080",
    "http://0.0.0.0:8080", "http://127.0.0.1.nip.io:8080", "null",
]  # fmt: skip


def local() -> Service:
    """Return a service on one's own machine, as it is when nothing is set."""
    told = Settings(_env_file=None, public_url=None, host="127.0.0.1", port=8080).url
    return service_with(public_url=told, allowed_origins=())


@pytest.mark.parametrize("origin", NAMES)
def test_on_ones_own_machine_every_name_of_it_is_ours(origin: str) -> None:
    client = TestClient(local().app, base_url=origin)
    frame = client.get("/widget/frame", params={"host": origin})
    assert frame.status_code == 200
    assert "frame-ancestors 'self'" in frame.headers["content-security-policy"]
    tab = Tab(client, origin=origin).open()
    assert tab.say("hei").status_code == 202
    form = client.post("/chat", data={"lang": "fi", "text": "hei"}, headers={"Origin": origin})
    assert form.status_code == 200


@pytest.mark.parametrize("origin", FOREIGN)
def test_on_ones_own_machine_nobody_else_is_ours(origin: str) -> None:
    client = TestClient(local().app, base_url=NAMES[0])
    assert client.get("/widget/frame", params={"host": origin}).status_code == 403
    assert Tab(client, origin=origin).post("session", {}).status_code == 403


@pytest.mark.parametrize("origin", [*NAMES, "https://localhost", "https://127.0.0.1"])
def test_a_public_address_takes_no_name_of_the_machine(client: TestClient, origin: str) -> None:
    assert client.get("/widget/frame", params={"host": origin}).status_code == 403
    assert Tab(client, origin=origin).post("session", {}).status_code == 403
    form = client.post("/chat", data={"lang": "fi", "text": "hei"}, headers={"Origin": origin})
    assert form.status_code == 403
