import json
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.channels.web.browsing import (
    AWAY,
    HostPage,
    Server,
    is_live,
    open_widget,
    said,
    say,
    start,
    widget,
)

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("harmless")]


@pytest.mark.parametrize("way", ["button", "shift"])
def test_quick_exit_replaces_the_page_and_ends_the_session(
    page: Page, host_page: HostPage, server: Server, way: str
) -> None:
    page.goto("about:blank")
    token = start(page, host_page)
    assert is_live(server, token)
    if way == "button":
        widget(page).get_by_role("button", name="Poistu nopeasti").click()
    else:
        for _ in range(3):
            page.keyboard.press("Shift")
    page.wait_for_url(AWAY)
    page.wait_for_timeout(300)
    assert not is_live(server, token)
    page.go_back()
    assert page.url == "about:blank", "the page with the talk is not in the history"
    page.goto(host_page.url)
    assert page.locator("iframe").count() == 0
    inside = open_widget(page, host_page.url)
    assert said(inside) == []
    assert inside.locator("body").evaluate("() => sessionStorage['rinnalla.token']") is None


def test_quick_exit_works_without_a_connection(page: Page, host_page: HostPage) -> None:
    start(page, host_page)
    page.route("**/api/widget/**", lambda route: route.abort())
    widget(page).get_by_role("button", name="Poistu nopeasti").click()
    page.wait_for_url(AWAY)


def test_the_page_that_embeds_it_reads_neither_words_nor_token(
    page: Page, host_page: HostPage
) -> None:
    page.goto(host_page.url)
    page.evaluate("""window.heard = [];
        addEventListener("message", (event) => heard.push(JSON.stringify(event.data)), true)""")
    page.get_by_role("button", name="Kysy botilta").click()
    inside = widget(page)
    inside.locator("body[data-ready]").wait_for()
    say(inside, "salainen asia")
    expect(inside.locator("article.bot").first).to_be_visible()
    token = inside.locator("body").evaluate("() => sessionStorage['rinnalla.token']")
    frame = "document.querySelector('div:last-of-type').shadowRoot.querySelector('iframe')"
    assert page.evaluate(f"{frame}.contentDocument") is None
    with pytest.raises(Exception, match="cross-origin"):
        page.evaluate(f"{frame}.contentWindow.sessionStorage")
    seen = json.dumps(
        [page.evaluate("heard"), page.evaluate("({...sessionStorage, ...localStorage})")]
    )
    assert page.evaluate("document.cookie") == ""
    assert "salainen" not in seen
    assert json.loads(token) not in seen
    assert {json.loads(one)["type"] for one in page.evaluate("heard")} <= {
        "here",
        "ready",
        "unread",
    }


def test_events_of_anybody_else_are_ignored(page: Page, host_page: HostPage) -> None:
    start(page, host_page)
    page.evaluate("""postMessage({ rinnalla: 1, type: "exit", url: "https://evil.example/" })""")
    page.evaluate("""postMessage({ rinnalla: 1, type: "unread", count: 99 })""")
    page.wait_for_timeout(200)
    assert page.url.startswith(host_page.url)
    assert page.get_by_text("99").count() == 0


def test_a_page_that_is_not_listed_shows_nothing(
    page: Page, host_page: HostPage, server: Server
) -> None:
    page.goto(host_page.url.replace("localhost", "127.0.0.1"))
    page.get_by_role("button", name="Juttele: avaa Rinnalla").click()
    page.wait_for_timeout(500)
    assert all("Hei! Olen Rinnalla" not in frame.content() for frame in page.frames[1:])


def test_a_kept_conversation_opens_in_a_new_tab_and_can_be_let_go(
    page: Page, host_page: HostPage
) -> None:
    token = start(page, host_page)
    inside = widget(page)
    inside.get_by_role("button", name="Lisää toimintoja").click()
    keep = inside.get_by_role("checkbox", name="Muista keskustelu tällä laitteella")
    expect(
        inside.get_by_text("Myös muut, jotka käyttävät laitetta, voivat nähdä sen")
    ).to_be_visible()
    keep.check()
    expect(keep).to_be_enabled()  # it rests while the server is asked
    expect(keep).to_be_checked()
    (cookie,) = page.context.cookies()
    assert cookie["httpOnly"]
    assert cookie["value"] != token
    assert inside.locator("body").evaluate("() => sessionStorage['rinnalla.token']") is None
    assert inside.locator("body").evaluate("() => document.cookie") == ""

    other = page.context.new_page()
    again = open_widget(other, host_page.url)
    expect(again.locator("article.bot")).to_be_visible()
    say(again, "toisesta välilehdestä")
    expect(inside.locator("article.bot", has_text="toisesta välilehdestä")).to_be_visible()

    again.get_by_role("button", name="Lisää toimintoja").click()
    again.get_by_role("checkbox", name="Muista keskustelu").uncheck()
    expect(again.get_by_role("checkbox", name="Muista keskustelu")).to_be_enabled()
    assert page.context.cookies() == []
    say(again, "vielä tässä")
    expect(again.locator("article.bot", has_text="vielä tässä")).to_be_visible()


def test_sos_is_sent_and_without_a_connection_the_numbers_show_at_once(
    page: Page, host_page: HostPage
) -> None:
    inside = open_widget(page, host_page.url)
    inside.get_by_role("button", name="SOS").click()
    expect(inside.locator("article.bot a.call[href='tel:112']")).to_be_visible()
    expect(inside.get_by_role("alert")).to_be_hidden()
    page.context.set_offline(True)
    inside.get_by_role("button", name="SOS").click()
    expect(inside.get_by_role("alert")).to_contain_text("Onko hätä nyt?")
    expect(inside.get_by_role("alert").locator("a[href='tel:112']")).to_be_visible()
    page.context.set_offline(False)
    expect(inside.get_by_role("alert")).to_be_hidden(timeout=15_000)


def test_the_language_changes_everywhere_and_is_told_to_the_assistant(
    page: Page, host_page: HostPage
) -> None:
    start(page, host_page)
    inside = widget(page)
    inside.get_by_label("Kieli").select_option("sv")
    expect(inside.get_by_text("Du pratar med en bot")).to_be_visible()
    expect(inside.locator("html")).to_have_attribute("lang", "sv")
    expect(inside.get_by_label("Skriv ett meddelande")).to_be_visible()
    expect(page.get_by_role("button", name="Stäng samtalet")).to_be_visible()
    expect(inside.locator("article.bot", has_text="Kieli: language sv")).to_be_visible()
    page.reload()
    expect(inside.get_by_text("Du pratar med en bot")).to_be_visible()
    page.evaluate("rinnalla.setLanguage('en')")
    expect(inside.get_by_text("You are talking with a bot")).to_be_visible()
    page.evaluate("rinnalla.close()")
    expect(page.get_by_role("button", name="Chat: open Rinnalla")).to_be_visible()


def test_the_conversation_can_be_saved(page: Page, host_page: HostPage) -> None:
    start(page, host_page, "Rahat loppui")
    inside = widget(page)
    expect(inside.locator("article.bot")).to_have_count(2)
    inside.get_by_role("button", name="Lisää toimintoja").click()
    with page.expect_download() as download:
        inside.get_by_role("button", name="Tallenna keskustelu").click()
    assert download.value.suggested_filename.startswith("keskustelu-")
    text = Path(download.value.path()).read_text(encoding="utf-8-sig")
    assert "Sinä: Rahat loppui" in text
    assert "Botti: Ikävä tilanne" in text
    assert "tel:080098009" in text
    assert "**" not in text


def test_the_plain_page_holds_a_conversation_without_javascript(
    browser: Browser, server: Server
) -> None:
    context = browser.new_context(java_script_enabled=False, locale="fi-FI")
    page = context.new_page()
    page.goto(f"{server.url}/")
    page.get_by_role("link", name="Aloita keskustelu").click()
    page.get_by_label("Kirjoita viesti").fill("Rahat loppui")
    page.get_by_role("button", name="Lähetä").click()
    expect(page.get_by_text("Mikä on nyt kiireisin?")).to_be_visible()
    page.get_by_role("button", name="Vuokra").click()
    expect(page.get_by_text("Sanoit: Vuokra")).to_be_visible()
    page.reload()
    expect(page.get_by_text("Sanoit: Vuokra")).to_be_visible()
    context.route(f"{AWAY}**", lambda route: route.fulfill(body="Sää"))
    page.get_by_role("button", name="Poistu nopeasti").click()
    page.wait_for_url(AWAY)
    context.close()
