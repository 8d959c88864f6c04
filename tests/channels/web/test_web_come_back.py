"""A link from a notice, and its code: what opens a talk once, and stands in no address."""

import pytest
from playwright.sync_api import Page, Route, expect
from starlette.testclient import TestClient

from bot.domain.messages import LANGUAGES
from bot.services.notice_texts import answer_words, text_words
from bot.services.returning import WayBack, way_back
from tests.channels.web.browsing import Server
from tests.channels.web.service import OURS, WORDS, Service, Tab
from tests.danger import SAD, urgent

TOKEN = "Abcdefgh2345_ijklmn-67"


@pytest.fixture
def back(service: Service, tab: Tab) -> WayBack:
    """What a notice carries to somebody who has talked and gone."""
    tab.say("oma asia")
    service.answer()
    with service.storage.begin() as work:
        (address,) = service.storage.state.conversations
        conversation = service.storage.state.conversations[address]
        made = way_back(work, conversation, service.clock.now(), OURS)
        work.commit()
    return made


def given(client: TestClient, text: str) -> tuple[int, str]:
    """Post the form; return the status and the page that one comes to."""
    headers = {"Origin": "null"}
    response = client.post("/return?lang=fi", data={"t": text}, headers=headers)
    if response.status_code != 303:
        return response.status_code, response.text
    return 303, client.get(response.headers["location"]).text


def ways(back: WayBack) -> dict[str, str]:
    _, _, token = back.link.partition("#t=")
    return {
        "the token": token,
        "the whole link": f" {back.link}\n",
        "the code": back.code,
        "the code as a telephone writes it": back.code.lower().replace("-", " "),
    }


@pytest.mark.parametrize("way", ways(WayBack("", "")))
def test_each_way_opens_the_talk_and_only_once(
    client: TestClient, back: WayBack, way: str
) -> None:
    status, page = given(client, ways(back)[way])
    assert status == 303
    assert "Sanoit: oma asia" in page
    for again in ways(back).values():
        status, page = given(client, again)
        assert status == 401
        assert "oma asia" not in page
        assert "ei avaa mitään" in page
        assert 'name="t"' in page, "a mistyped code can be mended at once"


def test_the_link_sends_no_secret_and_looking_does_not_use_it_up(
    client: TestClient, back: WayBack
) -> None:
    sent, behind, token = back.link.partition("#t=")
    assert (sent, behind) == (f"{OURS}/return", "#t=")
    for _ in range(3):
        page = client.get(f"/return?t={token}").text
        assert token not in page
    assert given(client, token)[0] == 303


@pytest.mark.parametrize("text", ["", "moi", TOKEN, "ABCD-2345", f"{OURS}/return#t={TOKEN}"])
def test_what_opens_nothing_is_told_kindly(client: TestClient, text: str) -> None:
    status, page = given(client, text)
    assert status == 401
    assert "ei avaa mitään" in page


def test_short_codes_are_slow_to_guess_for_everybody_and_links_go_on(
    service: Service, client: TestClient, back: WayBack
) -> None:
    for _ in range(100):
        service.web.limits.check_code()
    status, _ = given(client, back.code)
    assert status == 429
    assert given(client, back.link)[0] == 303


@pytest.mark.parametrize("language", LANGUAGES)
def test_both_notices_carry_link_and_code_and_the_text_message_is_one(language: str) -> None:
    link = f"https://chat.county.test/return#t={TOKEN}"
    for say in (answer_words, text_words):
        body = say(WORDS, language, link, "ABCD-2345").body  # type: ignore[arg-type]
        assert f"{link}{' ' if say is text_words else chr(10)}" in body
        assert "ABCD-2345" in body
    assert len(body) <= 160


@pytest.mark.browser
def test_the_browser_takes_the_secret_out_of_the_address(page: Page, server: Server) -> None:
    asked: list[str] = []
    posted: list[str] = []

    def take(route: Route) -> None:
        posted.append(route.request.post_data or "")
        route.fulfill(status=200, body="auki")

    page.on("request", lambda request: asked.append(f"{request.url} {request.headers}"))
    page.goto(f"{server.url}/return#t={TOKEN}")
    expect(page.get_by_label("Koodi")).to_be_hidden()
    assert TOKEN not in page.url
    page.route("**/return?lang=fi", take)
    page.get_by_role("button", name="Avaa keskustelu").click()
    expect(page.get_by_text("auki")).to_be_visible()
    assert posted == [f"t={TOKEN}"]
    assert [one for one in asked if TOKEN in one] == []


@pytest.mark.browser
def test_without_the_link_the_code_is_typed(page: Page, server: Server) -> None:
    page.goto(f"{server.url}/return")
    page.get_by_label("Koodi").fill("ABCD-2345")
    page.get_by_label("Koodi").press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("ei avaa mitään")
    expect(page.get_by_label("Koodi")).to_have_attribute("aria-invalid", "true")


def test_danger_typed_where_the_code_belongs_has_the_card(
    service: Service, client: TestClient
) -> None:
    service.web.urgent = urgent()
    status, page = given(client, SAD)
    assert status == 401
    assert "Kiitos, että sanoit sen" in page
    assert 'href="tel:112"' in page
    status, page = given(client, "ABCD-2345")
    assert status == 401
    assert "Kiitos, että sanoit sen" not in page
