"""Help in a real browser: on every page in view, and for a letter that is too long to be taken."""

import pytest
from playwright.sync_api import Browser, Page, Request, expect

from tests.channels.web.browsing import HostPage, Server, open_widget, say, widget
from tests.danger import SAD

pytestmark = pytest.mark.browser
LETTER = f"{'Hei äiti. ' * 900}{SAD}"
CARD = "Kiitos, että sanoit sen"


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
@pytest.mark.parametrize("path", ["/", "/chat", "/return", "/no-such-page"])
def test_112_and_sos_stay_in_view_in_one_row(
    browser: Browser, server: Server, path: str, language: str
) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 480})
    page = context.new_page()
    page.goto(f"{server.url}{path}?lang={language}")
    help_ = page.get_by_role("complementary")
    expect(help_).to_have_count(1)
    call, sos = help_.locator("a[href^='tel:']"), help_.get_by_role("button", name="SOS")
    expect(call).to_have_attribute("href", "tel:112")
    tops = [one.evaluate("(one) => one.getBoundingClientRect().top") for one in (call, sos)]
    assert tops[0] == tops[1]
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    for one in (call, sos):
        expect(one).to_be_in_viewport(ratio=1)
    context.close()


def test_sos_is_pressed_with_the_keyboard_and_answered_without_javascript(
    browser: Browser, server: Server
) -> None:
    context = browser.new_context(java_script_enabled=False, locale="fi-FI")
    page = context.new_page()
    page.goto(f"{server.url}/no-such-page")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Soita 112")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Oletko yksin?")).to_be_visible()
    page.get_by_role("button", name="SOS").click()
    expect(page.get_by_text("Oletko yksin?")).to_have_count(2)
    context.close()


def test_what_has_the_focus_is_not_under_the_help(browser: Browser, server: Server) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 300}, locale="fi-FI")
    page = context.new_page()
    page.goto(f"{server.url}/return")
    for _ in range(5):
        page.keyboard.press("Tab")
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    page.keyboard.press("Shift+Tab")
    expect(page.get_by_label("Koodi")).to_be_focused()
    top, under = page.evaluate("""() => [document.activeElement.getBoundingClientRect().top,
        document.querySelector(".urgent").getBoundingClientRect().bottom]""")
    assert top >= under > 0
    context.close()


def test_a_letter_that_is_too_long_is_heard_and_stays_in_the_field(
    page: Page, host_page: HostPage
) -> None:
    inside = open_widget(page, host_page.url)
    asked: list[Request] = []
    page.on("request", lambda request: asked.append(request))
    field = inside.get_by_label("Kirjoita viesti")
    field.fill(LETTER)
    field.press("Enter")
    expect(inside.get_by_role("alert")).to_contain_text(CARD)
    expect(inside.get_by_role("alert").locator("a.call[href='tel:112']")).to_be_visible()
    expect(inside.locator("#count")).to_contain_text("4 000 merkkiä")
    expect(field).to_have_value(LETTER)
    expect(field).to_be_focused()
    expect(inside.locator("article")).to_have_count(0)
    expect(inside.locator("#state")).to_be_empty()
    assert [one.url.rpartition("/")[2] for one in asked] == ["messages"], "no session is begun"


def test_a_long_text_without_danger_gets_the_kind_words_alone(
    page: Page, host_page: HostPage
) -> None:
    inside = open_widget(page, host_page.url)
    field = inside.get_by_label("Kirjoita viesti")
    field.fill("Hei äiti. " * 900)
    with page.expect_response("**/messages") as answer:
        field.press("Enter")
    assert answer.value.status == 413
    expect(inside.locator("#count")).to_contain_text("4 000 merkkiä")
    expect(inside.get_by_role("alert")).to_be_hidden()


def test_of_a_book_the_end_is_heard_too(page: Page, host_page: HostPage) -> None:
    inside = open_widget(page, host_page.url)
    field = inside.get_by_label("Kirjoita viesti")
    field.fill(f"{'🙏 Hei äiti. ' * 8_000}{SAD}")
    field.press("Enter")
    expect(inside.get_by_role("alert")).to_contain_text(CARD)


def test_offline_a_long_letter_waits_to_be_heard_and_nothing_else_is_said_of_it(
    page: Page, host_page: HostPage
) -> None:
    inside = open_widget(page, host_page.url)
    page.context.set_offline(True)
    field = inside.get_by_label("Kirjoita viesti")
    field.fill(LETTER)
    for _ in range(3):
        field.press("Enter")
    expect(inside.locator("#count")).to_contain_text("4 000 merkkiä")
    expect(inside.locator("article")).to_have_count(0)
    page.context.set_offline(False)
    expect(inside.get_by_role("alert")).to_contain_text(CARD, timeout=15_000)
    expect(field).to_have_value(LETTER)
    field.fill("lyhyempi")
    field.press("Enter")
    expect(inside.locator("article.bot", has_text="Sanoit: lyhyempi")).to_be_visible()
    expect(widget(page).locator("article.person")).to_have_count(1)


def test_danger_is_answered_where_no_more_sessions_may_begin(
    page: Page, host_page: HostPage
) -> None:
    inside = open_widget(page, host_page.url)
    refused = {"status": 429, "json": {"key": "web.slow_down"}, "headers": {"Retry-After": "9"}}
    page.route("**/api/widget/session", lambda route: route.fulfill(**refused))
    say(inside, SAD)
    expect(inside.get_by_role("alert")).to_contain_text(CARD)
    page.unroute_all(behavior="ignoreErrors")


def test_danger_behind_words_that_wait_is_answered_at_once(
    page: Page, host_page: HostPage
) -> None:
    inside = open_widget(page, host_page.url)
    refused = {"status": 429, "json": {"key": "web.slow_down"}, "headers": {"Retry-After": "60"}}
    page.route("**/api/widget/session", lambda route: route.fulfill(**refused))
    say(inside, "mulla on nälkä")
    expect(inside.locator("article.person")).to_contain_text("Lähtee hetken päästä")
    expect(inside.get_by_role("alert")).to_be_hidden()
    say(inside, SAD)
    expect(inside.get_by_role("alert")).to_contain_text(CARD)
    page.unroute_all(behavior="ignoreErrors")
