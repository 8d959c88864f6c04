"""What a person sees when the widget does not load."""

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.channels.web.browsing import AWAY, HostPage, Server, say, widget

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("harmless")]
STUCK = "Keskustelu ei nyt avaudu"
OPEN = "Juttele: avaa Rinnalla"


@pytest.mark.parametrize("missing", ["markup.js", "frame.js", "words.fi.json"])
def test_quick_exit_and_numbers_work_when_a_file_does_not_come(
    page: Page, host_page: HostPage, missing: str
) -> None:
    page.route(f"**/{missing}", lambda route: route.abort())
    page.goto(host_page.url)
    page.get_by_role("button", name=OPEN).click()
    inside = widget(page)
    inside.get_by_role("button", name="SOS").click()
    expect(inside.get_by_text(STUCK)).to_be_visible()
    expect(inside.get_by_role("link", name="Soita 112")).to_be_visible()
    plain = inside.get_by_role("link", name="Aloita uusi keskustelu yksinkertaisella sivulla")
    expect(plain).to_have_attribute("href", "/chat?lang=fi")
    inside.get_by_role("button", name="Poistu nopeasti").click()
    page.wait_for_url(AWAY)


def test_what_was_written_goes_to_the_plain_page_when_a_file_does_not_come(
    page: Page, host_page: HostPage
) -> None:
    page.route("**/markup.js", lambda route: route.abort())
    page.goto(host_page.url)
    page.get_by_role("button", name=OPEN).click()
    inside = widget(page)
    expect(inside.get_by_text(STUCK)).to_be_visible()
    inside.get_by_label("Kirjoita viesti").fill("apua rahaan")
    inside.get_by_role("button", name="Lähetä").click()
    expect(page.get_by_text("Sanoit: apua rahaan")).to_be_visible()


def test_words_that_come_late_lose_nothing(page: Page, host_page: HostPage) -> None:
    tries: list[str] = []

    def late(route: Route) -> None:
        tries.append(route.request.url)
        if len(tries) < 3:
            route.abort()
        else:
            route.continue_()

    page.route("**/words.fi.json", late)
    page.goto(host_page.url)
    page.get_by_role("button", name=OPEN).click()
    inside = widget(page)
    field = inside.get_by_label("Kirjoita viesti")
    field.fill("apua rahaan")
    inside.get_by_role("button", name="SOS").click()
    inside.locator("body[data-ready]").wait_for()
    expect(inside.get_by_text(STUCK)).to_be_hidden()
    expect(field).to_have_value("apua rahaan")
    expect(inside.locator("article.bot a.call[href='tel:112']")).to_be_visible()


def test_opened_without_a_network_it_says_so_and_comes_when_the_network_does(
    page: Page, host_page: HostPage, server: Server
) -> None:
    page.goto(host_page.url)
    page.context.set_offline(True)
    page.get_by_role("button", name=OPEN).click()
    expect(page.get_by_text(STUCK)).to_be_visible()
    expect(page.locator("iframe")).to_be_hidden()
    expect(page.get_by_role("link", name="Soita 112")).to_have_attribute("href", "tel:112")
    plain = page.get_by_role("link", name="Aloita uusi keskustelu yksinkertaisella sivulla")
    expect(plain).to_have_attribute("href", f"{server.url}/chat?lang=fi")
    page.context.set_offline(False)
    inside = widget(page)
    inside.locator("body[data-ready]").wait_for()
    expect(page.get_by_text(STUCK)).to_be_hidden()
    say(inside, "moi")
    expect(inside.locator("article.bot")).to_be_visible()


def test_a_server_that_answers_nothing_useful_is_asked_again(
    page: Page, host_page: HostPage
) -> None:
    tries: list[str] = []

    def bad(route: Route) -> None:
        tries.append(route.request.url)
        if len(tries) < 2:
            route.fulfill(status=502, body="Bad gateway")
        else:
            route.continue_()

    page.route("**/widget/frame?**", bad)
    page.goto(host_page.url)
    page.get_by_role("button", name=OPEN).click()
    widget(page).locator("body[data-ready]").wait_for(timeout=15_000)
    expect(page.get_by_text(STUCK)).to_be_hidden()
    assert len(tries) == 2


def test_without_scripts_the_frame_still_leads_away_and_to_help(
    browser: Browser, server: Server
) -> None:
    context = browser.new_context(java_script_enabled=False, locale="fi-FI")
    context.route(f"{AWAY}**", lambda route: route.fulfill(body="Sää"))
    page = context.new_page()
    page.goto(f"{server.url}/widget/frame")
    page.get_by_role("button", name="SOS").click()
    expect(page.get_by_text("Jos henki on vaarassa")).to_be_visible()
    page.goto(f"{server.url}/widget/frame")
    page.get_by_role("button", name="Poistu nopeasti").click()
    page.wait_for_url(AWAY)
    context.close()


def test_the_plain_page_keeps_what_is_being_written(browser: Browser, server: Server) -> None:
    context = browser.new_context(java_script_enabled=False, locale="fi-FI")
    page = context.new_page()
    page.goto(f"{server.url}/chat")
    page.locator("textarea").fill("kesken")
    page.get_by_role("button", name="Svenska").click()
    expect(page.locator("html")).to_have_attribute("lang", "sv")
    expect(page.locator("textarea")).to_have_value("kesken")
    page.get_by_role("button", name="Suomi").click()
    page.get_by_role("button", name="Lähetä").click()
    expect(page.get_by_text("Sanoit: kesken")).to_be_visible()
    for name in ("Katso, onko vastattu", "Svenska"):
        page.locator("textarea").fill("toinen")
        page.get_by_role("button", name=name).click()
        expect(page.locator("textarea")).to_have_value("toinen")
    expect(page.locator("html")).to_have_attribute("lang", "sv")
    context.close()
