import re

import pytest
from playwright.sync_api import Page, Route, expect

from tests.channels.web.browsing import HostPage, Server, open_widget, said, say, widget

pytestmark = pytest.mark.browser


def bot(page: Page, text: str) -> None:
    """Wait until the bot has said it."""
    expect(widget(page).locator("article.bot", has_text=text).last).to_be_visible(timeout=10_000)


def test_a_whole_conversation_with_the_keyboard_alone(page: Page, host_page: HostPage) -> None:
    page.goto(host_page.url)
    launcher = page.get_by_role("button", name="Juttele: avaa Rinnalla")
    launcher.focus()
    assert launcher.get_attribute("aria-expanded") == "false"
    page.keyboard.press("Enter")
    inside = widget(page)
    expect(inside.get_by_label("Kirjoita viesti")).to_be_focused()
    page.keyboard.type("Rahat loppui")
    page.keyboard.press("Enter")
    bot(page, "Mikä on nyt kiireisin?")
    expect(inside.get_by_label("Kirjoita viesti")).to_be_focused()

    for _ in range(3):
        page.keyboard.press("Shift+Tab")
    expect(inside.get_by_role("button", name="Ruoka")).to_be_focused()
    page.keyboard.press("Enter")
    bot(page, "Sanoit: Ruoka")
    expect(inside.locator("#talk")).to_be_focused()

    page.keyboard.press("Escape")
    expect(page.locator("iframe")).to_be_hidden()
    expect(launcher).to_be_focused()
    assert launcher.get_attribute("aria-expanded") == "false"


def test_the_keyboard_is_not_trapped(page: Page, host_page: HostPage) -> None:
    inside = open_widget(page, host_page.url)
    expect(inside.get_by_label("Kirjoita viesti")).to_be_focused()
    inside.locator("#send").focus()
    # Out of the frame, through the browser's own bar, to the top of the page.
    for _ in range(3):
        page.keyboard.press("Tab")
        page.wait_for_timeout(200)
    expect(page.get_by_role("link", name="Linkki", exact=True)).to_be_focused()


def test_focus_returns_to_the_button_that_opened_it(page: Page, host_page: HostPage) -> None:
    page.goto(host_page.url)
    opener = page.get_by_role("button", name="Kysy botilta")
    opener.click()
    inside = widget(page)
    expect(inside.get_by_label("Kirjoita viesti")).to_be_focused()
    inside.get_by_role("button", name="Sulje keskustelu").click()
    expect(opener).to_be_focused()


def test_offline_keeps_the_words_and_sends_them_later_once(
    page: Page, host_page: HostPage
) -> None:
    inside = open_widget(page, host_page.url)
    say(inside, "ensimmäinen")
    bot(page, "Sanoit: ensimmäinen")
    page.context.set_offline(True)
    expect(inside.locator("#state")).to_contain_text("Ei yhteyttä juuri nyt")
    say(inside, "toinen")
    say(inside, "kolmas")
    expect(inside.locator("article.unsent")).to_have_count(2)
    expect(inside.locator("article.unsent").last).to_contain_text("Lähtee, kun yhteys palaa")
    expect(inside.locator("#typing")).to_be_hidden()
    page.context.set_offline(False)
    bot(page, "Sanoit: kolmas")
    expect(inside.locator("article.unsent")).to_have_count(0)
    expect(inside.locator("#state")).to_be_empty(timeout=10_000)
    heard = said(inside)
    assert sorted(heard) == sorted(set(heard)), "nothing twice"
    assert [line for line in heard if line.startswith("Sinä")] == [
        "Sinä: ensimmäinen", "Sinä: toinen", "Sinä: kolmas",
    ]  # fmt: skip


def test_words_written_offline_survive_a_reload(page: Page, host_page: HostPage) -> None:
    inside = open_widget(page, host_page.url)
    say(inside, "hei")
    bot(page, "Sanoit: hei")
    page.route("**/api/widget/messages", lambda route: route.abort())
    say(inside, "ei vielä perillä")
    inside.get_by_label("Kirjoita viesti").fill("luonnos jää")
    expect(inside.locator("article.unsent")).to_have_count(1)
    page.unroute("**/api/widget/messages")
    page.reload()
    bot(page, "Sanoit: ei vielä perillä")
    expect(inside.get_by_label("Kirjoita viesti")).to_have_value("luonnos jää")
    assert said(inside).count("Sinä: ei vielä perillä") == 1


def test_a_reload_goes_on_where_it_was(page: Page, host_page: HostPage) -> None:
    inside = open_widget(page, host_page.url)
    say(inside, "yksi")
    bot(page, "Sanoit: yksi")
    say(inside, "Rahat loppui")
    bot(page, "Mikä on nyt kiireisin?")
    before = said(inside)
    page.reload()
    bot(page, "Mikä on nyt kiireisin?")
    assert said(inside) == before
    expect(inside.get_by_role("button", name="Vuokra")).to_be_visible()
    assert page.evaluate("Object.keys(localStorage)") == []
    expect(page.get_by_role("link", name="Linkki", exact=True)).not_to_be_focused()


TWO_HOURS_ASLEEP = """() => {
  const now = Date.now;
  const turn = (hidden) => {
    Object.defineProperty(document, "hidden", { value: hidden, configurable: true });
    document.dispatchEvent(new Event("visibilitychange"));
  };
  turn(true);
  Date.now = () => now() + 7_200_000;
  turn(false);
  Date.now = now;
}"""


def test_a_tab_that_has_slept_asks_anew_at_once_without_a_word(
    page: Page, host_page: HostPage
) -> None:
    inside = open_widget(page, host_page.url)
    dead: list[Route] = []
    awake: list[bool] = []

    def line(route: Route) -> None:
        if awake:
            route.continue_()
        else:  # it stays open, and nothing comes on it any more
            dead.append(route)

    say(inside, "ensimmäinen")
    bot(page, "Sanoit: ensimmäinen")
    page.route("**/api/widget/messages?*", line)
    say(inside, "hidas toinen")
    page.wait_for_timeout(3_000)
    assert dead
    expect(inside.locator("article.bot", has_text="Nyt vastaan.")).to_have_count(0)
    awake.append(True)
    page.frames[1].evaluate(TWO_HOURS_ASLEEP)
    bot(page, "Nyt vastaan.")
    expect(inside.locator("#state")).to_be_empty()
    expect(inside.locator("#typing")).to_be_hidden()


def test_killing_the_server_in_the_middle_loses_and_doubles_nothing(
    page: Page, host_page: HostPage, server: Server
) -> None:
    inside = open_widget(page, host_page.url)
    say(inside, "yksi")
    bot(page, "Sanoit: yksi")
    say(inside, "hidas kaksi")
    expect(inside.locator("#typing")).to_be_visible()
    server.kill()
    say(inside, "kolme")
    say(inside, "neljä")
    expect(inside.locator("#state")).to_contain_text("Ei yhteyttä", timeout=10_000)
    server.start()
    expect(inside.locator("article.bot", has_text="Sanoit: neljä")).to_be_visible(timeout=30_000)
    expect(inside.locator("article.bot", has_text="Nyt vastaan.")).to_be_visible()
    heard = said(inside)
    assert sorted(heard) == sorted(set(heard)), "nothing twice"
    assert {line for line in heard if line.startswith("Botti")} == {
        "Botti: Sanoit: yksi", "Botti: Nyt vastaan.", "Botti: Sanoit: kolme",
        "Botti: Sanoit: neljä",
    }  # fmt: skip
    page.reload()
    bot(page, "Sanoit: neljä")
    assert sorted(said(inside)) == sorted(heard)


def test_the_badge_counts_what_came_while_it_was_closed(page: Page, host_page: HostPage) -> None:
    inside = open_widget(page, host_page.url)
    say(inside, "hidas asia")
    expect(inside.locator("#typing")).to_be_visible()
    inside.get_by_role("button", name="Sulje keskustelu").click()
    launcher = page.get_by_role("button", name=re.compile("1 uusi viesti"))
    expect(launcher).to_be_visible(timeout=10_000)
    expect(launcher.locator("b")).to_have_text("1")
    page.reload()
    expect(launcher).to_be_visible(timeout=10_000)
    launcher.click()
    bot(page, "Nyt vastaan.")
    inside.get_by_role("button", name="Sulje keskustelu").click()
    expect(
        page.get_by_role("button", name="Juttele: avaa Rinnalla, keskustelu")
    ).to_have_attribute("aria-label", "Juttele: avaa Rinnalla, keskustelu botin kanssa")


def test_a_screen_reader_is_told_new_messages_and_nothing_else(
    page: Page, host_page: HostPage
) -> None:
    inside = open_widget(page, host_page.url)
    say(inside, "yksi")
    bot(page, "Sanoit: yksi")
    log = inside.get_by_role("log")
    expect(log).to_have_attribute("aria-live", "polite")
    # Watch from the very beginning how the old talk is put back.
    page.context.add_init_script(
        # "off" must last longer than it takes a browser to tell a screen reader.
        """if (location.pathname === "/widget/frame") {
          window.quiet = [];
          new MutationObserver((all) => {
            for (const one of all) for (const node of one.addedNodes) {
              if (node.nodeName !== "ARTICLE") continue;
              const log = node.parentNode;
              setTimeout(() => window.quiet.push(log.getAttribute("aria-live")), 100);
            }
          }).observe(document, { childList: true, subtree: true });
        }"""
    )
    page.reload()
    bot(page, "Sanoit: yksi")
    expect(log).to_have_attribute("aria-busy", "false")
    assert log.evaluate("() => window.quiet") == ["off", "off"]
    say(inside, "kaksi")
    bot(page, "Sanoit: kaksi")
    page.wait_for_timeout(200)
    assert log.evaluate("() => window.quiet") == ["off", "off", "polite", "polite"]
    assert log.locator("article").count() == 4


def test_a_message_too_long_is_told_kindly_and_stays(page: Page, host_page: HostPage) -> None:
    inside = open_widget(page, host_page.url)
    say(inside, "a" * 4001)
    expect(inside.locator("#count")).to_contain_text("vähän liian pitkä")
    expect(inside.get_by_label("Kirjoita viesti")).to_have_value("a" * 4001)
    expect(inside.get_by_label("Kirjoita viesti")).to_have_attribute("aria-invalid", "true")
    assert said(inside) == []
    say(inside, "😀" * 4000)
    bot(page, "😀😀")


def test_words_never_become_markup(page: Page, host_page: HostPage) -> None:
    inside = open_widget(page, host_page.url)
    say(inside, "html")
    bot(page, "<img src=x")
    assert inside.locator("article img").count() == 0
    expect(inside.locator("article.bot strong")).to_have_text("<b>lihava</b>")


def test_an_invites_link_opens_with_the_code_filled_and_the_code_is_in_no_address(
    page: Page, server: Server
) -> None:
    token = "Abcdefgh2345_ijklmn-67"
    asked: list[str] = []
    page.on("request", lambda request: asked.append(f"{request.url} {request.headers}"))
    page.goto(f"{server.url}/#code={token}")
    inside = widget(page)
    inside.locator("body[data-ready]").wait_for()
    field_ = inside.get_by_label("Kirjoita viesti")
    expect(field_).to_have_value(token)
    expect(inside.locator("#state")).to_contain_text("Mitään ei yhdistetä vielä")
    assert token not in page.url
    assert said(inside) == [], "nothing is sent without a press"
    inside.get_by_role("button", name="Lähetä").click()
    bot(page, f"Sanoit: {token}")
    assert len(asked) > 5
    assert [one for one in asked if token in one] == []
    page.reload()
    widget(page).locator("body[data-ready]").wait_for()
    expect(widget(page).get_by_label("Kirjoita viesti")).to_have_value("")


def test_a_code_behind_somebody_elses_page_is_not_taken(page: Page, host_page: HostPage) -> None:
    page.goto(f"{host_page.url}#code=Abcdefgh2345")
    expect(page.locator("iframe")).to_have_count(0)
    assert page.url.endswith("#code=Abcdefgh2345")


def test_an_appointment_is_saved_for_the_persons_own_calendar(
    page: Page, host_page: HostPage
) -> None:
    inside = open_widget(page, host_page.url)
    say(inside, "aika")
    bot(page, "Aika on sovittu.")
    with page.expect_download() as waited:
        inside.get_by_role("link", name="Lisää kalenteriin").click()
    saved = waited.value
    assert saved.suggested_filename == "aika.ics"
    assert b"SUMMARY:Tapaaminen" in saved.path().read_bytes()


def test_the_top_says_with_whom_one_talks_the_bot_or_a_worker(
    page: Page, host_page: HostPage
) -> None:
    worker: list[str] = ["Maija Mallinen"]

    def answer(route: Route) -> None:
        given = route.fetch()
        told = {**given.json(), **({"with": worker[0]} if worker else {})}
        route.fulfill(response=given, json=told)

    inside = open_widget(page, host_page.url)
    expect(inside.locator("#who")).to_have_text("Juttelet botin kanssa")
    page.route("**/api/widget/messages?**", answer)
    say(inside, "hei")
    bot(page, "Sanoit: hei")
    expect(inside.locator("#who")).to_have_text("Kirjoitat työntekijälle: Maija Mallinen")
    worker.clear()
    say(inside, "moi")
    bot(page, "Sanoit: moi")
    expect(inside.locator("#who")).to_have_text("Juttelet botin kanssa")
    page.unroute_all(behavior="ignoreErrors")


def test_the_head_and_the_field_never_scroll_away(page: Page, host_page: HostPage) -> None:
    page.set_viewport_size({"width": 360, "height": 640})
    inside = open_widget(page, host_page.url)
    for number in range(6):
        say(inside, f"pitkä viesti {number} " + "ja lisää " * 20)
        expect(inside.locator("article.bot", has_text=f"viesti {number}")).to_be_visible()
    inside.get_by_role("button", name="SOS").focus()
    page.keyboard.press("PageDown")
    page.set_viewport_size({"width": 360, "height": 330})  # as when a keyboard comes up
    expect(inside.locator("article").last).to_be_in_viewport()
    page.set_viewport_size({"width": 360, "height": 640})
    expect(inside.locator("article").last).to_be_in_viewport()
    for name in ("SOS", "Poistu nopeasti", "Lähetä"):
        expect(inside.get_by_role("button", name=name)).to_be_in_viewport(ratio=1)
    sizes = "[document.scrollingElement.scrollHeight, window.innerHeight]"
    tall, window = page.frames[1].evaluate(sizes)
    assert tall == window


def test_after_a_reload_only_the_last_answers_buttons_are_there(
    page: Page, host_page: HostPage
) -> None:
    inside = open_widget(page, host_page.url)
    say(inside, "Rahat loppui")
    expect(inside.locator("article.bot")).to_have_count(2)
    inside.get_by_label("Kieli").select_option("sv")
    expect(inside.locator("article.bot")).to_have_count(3)
    before = inside.locator("#chips button").all_inner_texts()
    page.reload()
    expect(inside.locator("article.bot")).to_have_count(3)
    assert inside.locator("#chips button").all_inner_texts() == before
