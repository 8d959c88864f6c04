"""Quick exit in a real browser, whatever state the page and the network are in."""

import time

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.channels.web.browsing import (
    AWAY,
    HostPage,
    Server,
    is_live,
    keep,
    open_widget,
    said,
    say,
    start,
    stored_token,
    widget,
)

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("harmless")]
EXIT = "**/api/widget/exit"
HIDDEN = """() => {
  Object.defineProperty(document, "hidden", { get: () => true });
  document.dispatchEvent(new Event("visibilitychange"));
}"""
"""Another tab is looked at: browsers without a window do not tell so themselves."""


@pytest.mark.parametrize("where", ["front page", "somebody's page"])
def test_the_pages_own_quick_exit_ends_the_talk(
    page: Page, host_page: HostPage, server: Server, where: str
) -> None:
    if where == "front page":
        url, link = f"{server.url}/", page.get_by_role("button", name="Poistu nopeasti").first
    else:
        url, link = host_page.url, page.get_by_role("link", name="Pois sivulta")
    inside = open_widget(page, url)
    say(inside, "salainen asia")
    expect(inside.locator("article.bot")).to_be_visible()
    token = stored_token(inside)
    assert token is not None
    link.click()
    page.wait_for_url(AWAY)
    page.wait_for_timeout(300)
    assert not is_live(server, token)
    page.goto(url)
    assert page.locator("iframe").count() == 0
    inside = open_widget(page, url)
    assert said(inside) == []
    assert stored_token(inside) is None


def test_the_pages_own_quick_exit_does_not_wait_for_a_frame_that_is_not_there(
    page: Page, host_page: HostPage, server: Server
) -> None:
    token = start(page, host_page)
    page.route("**/leave.js", lambda route: route.abort())
    page.reload()
    began = time.monotonic()
    page.get_by_role("link", name="Pois sivulta").click()
    page.wait_for_url(AWAY)
    assert time.monotonic() - began < 3
    page.unroute("**/leave.js")
    inside = open_widget(page, host_page.url)
    page.wait_for_timeout(300)
    assert said(inside) == []
    assert stored_token(inside) is None
    assert not is_live(server, token)


@pytest.mark.parametrize("scripts", [True, False])
def test_a_page_of_ones_own_ends_the_talk_and_is_not_seen_again(
    page: Page, host_page: HostPage, server: Server, browser: Browser, scripts: bool
) -> None:
    inside = open_widget(page, host_page.url)
    say(inside, "tulokset")
    path = inside.locator("a[href*='/own/meeting/']").get_attribute("href")
    token = stored_token(inside)
    assert token is not None
    other = browser.new_context(java_script_enabled=scripts).new_page()
    other.route(f"{AWAY}**", lambda route: route.fulfill(body="harmless"))
    other.goto(f"{server.url}{path}")
    other.get_by_role("button", name="Poistu nopeasti").click()
    other.wait_for_url(AWAY)
    other.wait_for_timeout(300)
    assert not is_live(server, token)
    if other.go_back() is not None:
        expect(other.locator("form#page")).to_have_count(0)
    other.context.close()


def test_the_front_pages_quick_exit_closes_what_another_tab_has_open(
    page: Page, server: Server
) -> None:
    inside = open_widget(page, f"{server.url}/")
    say(inside, "tulokset")
    path = inside.locator("a[href*='/own/meeting/']").get_attribute("href")
    other = page.context.new_page()
    other.goto(f"{server.url}{path}")
    expect(other.locator("form#page")).to_have_count(1)
    page.get_by_role("button", name="Poistu nopeasti").first.click()
    page.wait_for_url(AWAY)
    page.wait_for_timeout(300)
    other.reload()
    expect(other.locator("form#page")).to_have_count(0)


def test_a_page_without_a_talk_is_left_at_once(page: Page, host_page: HostPage) -> None:
    page.goto(host_page.url)
    page.get_by_role("link", name="Pois sivulta").click()
    page.wait_for_url(AWAY)


def test_nothing_goes_on_after_quick_exit_while_the_first_message_is_on_its_way(
    page: Page, host_page: HostPage, server: Server
) -> None:
    inside = open_widget(page, host_page.url)
    asked: list[str] = []
    opening: list[Route] = []
    page.route("**/api/widget/session", lambda route: opening.append(route))
    # The harmless page comes slowly: the page with the talk lives on behind it.
    going: list[Route] = []
    page.context.route(f"{AWAY}**", lambda route: going.append(route))
    page.on("request", lambda one: asked.append(one.url))
    say(inside, "salainen asia")
    page.wait_for_timeout(200)
    inside.get_by_role("button", name="Poistu nopeasti").click(no_wait_after=True)
    page.wait_for_timeout(200)
    answer = opening[0].fetch()
    opening[0].fulfill(response=answer)
    page.wait_for_timeout(500)
    assert not [one for one in asked if "/messages" in one]
    assert not is_live(server, answer.json()["token"]), "a session that came too late ends"
    going[0].fulfill(content_type="text/html", body="Sää")
    page.wait_for_url(AWAY)
    page.unroute_all()
    inside = open_widget(page, host_page.url)
    assert stored_token(inside) is None
    assert said(inside) == []


def test_a_kept_talk_is_not_shown_after_quick_exit_without_a_network(
    page: Page, host_page: HostPage
) -> None:
    start(page, host_page)
    keep(widget(page))
    (cookie,) = page.context.cookies()
    page.route(EXIT, lambda route: route.abort())
    widget(page).get_by_role("button", name="Poistu nopeasti").click()
    page.wait_for_url(AWAY)
    assert cookie["value"] in [one["value"] for one in page.context.cookies()]

    other = page.context.new_page()
    inside = open_widget(other, host_page.url)
    other.wait_for_timeout(500)
    assert said(inside) == []
    assert other.context.cookies() == []
    say(inside, "uusi asia")
    expect(inside.locator("article.bot")).to_have_count(1)


def test_quick_exit_leaves_no_mark_when_the_server_hears_of_it(
    page: Page, host_page: HostPage
) -> None:
    start(page, host_page)
    keep(widget(page))
    widget(page).get_by_role("button", name="Poistu nopeasti").click()
    page.wait_for_url(AWAY)
    page.wait_for_timeout(300)
    assert page.context.cookies() == []


def test_a_kept_talk_that_was_deleted_makes_room_for_a_new_one(
    page: Page, host_page: HostPage, server: Server
) -> None:
    start(page, host_page)
    keep(widget(page))
    (cookie,) = page.context.cookies()
    page.request.post(
        f"{server.url}/api/widget/exit",
        headers={"Origin": server.url, "Authorization": f"Bearer {cookie['value']}"},
    )
    page.context.add_cookies([cookie])  # as when the talk was deleted on the server
    inside = widget(page)
    say(inside, "uusi asia")
    expect(inside.locator("article.bot", has_text="uusi asia")).to_be_visible()
    assert page.context.cookies() == []
    page.reload()
    expect(inside.locator("article.bot", has_text="uusi asia")).to_be_visible()


def test_a_tab_keeps_its_own_talk_when_another_tab_is_remembered(
    page: Page, host_page: HostPage
) -> None:
    start(page, host_page, "ensimmäinen")
    other = page.context.new_page()
    start(other, host_page, "toinen")
    keep(widget(page))
    other.reload()
    inside = widget(other)
    expect(inside.locator("article.bot", has_text="toinen")).to_be_visible()
    assert all("ensimmäinen" not in one for one in said(inside))


def test_quick_exit_of_the_plain_page_ends_the_widgets_talk_in_the_same_tab(
    page: Page, server: Server
) -> None:
    inside = open_widget(page, f"{server.url}/")
    say(inside, "salainen asia")
    expect(inside.locator("article.bot")).to_be_visible()
    token = stored_token(inside)
    assert token is not None
    page.goto(f"{server.url}/chat?lang=fi")
    page.get_by_role("button", name="Poistu nopeasti").click()
    page.wait_for_url(AWAY)
    page.wait_for_timeout(300)
    assert not is_live(server, token)
    inside = open_widget(page, f"{server.url}/")
    assert said(inside) == []
    assert stored_token(inside) is None


def test_a_talk_that_ended_in_another_tab_is_not_left_readable(
    page: Page, host_page: HostPage, server: Server
) -> None:
    token = start(page, host_page)
    page.frames[1].evaluate(HIDDEN)
    page.request.post(
        f"{server.url}/api/widget/exit",
        headers={"Origin": server.url, "Authorization": f"Bearer {token}"},
    )
    expect(widget(page).locator("article")).to_have_count(0)
    expect(widget(page).get_by_role("log")).to_contain_text("Aiempi keskustelu on päättynyt")


def test_three_times_shift_beside_the_open_talk_leaves_too(
    page: Page, host_page: HostPage, server: Server
) -> None:
    token = start(page, host_page)
    page.get_by_role("heading").first.click()
    for _ in range(3):
        page.keyboard.press("Shift")
    page.wait_for_url(AWAY)
    page.wait_for_timeout(300)
    assert not is_live(server, token)
