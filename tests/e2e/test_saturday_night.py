"""Saturday, 22.40: an empty account and then the door, through every way in, in three languages.

A real process (``rinnalla serve``), a real browser, a Bot API server over real sockets.
"""

import time
from collections.abc import Callable, Iterator

import httpx
import pytest
from playwright.sync_api import FrameLocator, Page, expect, sync_playwright

from tests.channels.web.browsing import CHROMIUM, launch, open_widget, said, say
from tests.e2e.conftest import REST_TOKEN, Service

pytestmark = [pytest.mark.engine, pytest.mark.browser]

COUNTY_EMERGENCY = "040 000 0112"

# What is written first, what must be in the answer, then the door and what must be in that.
TALKS = {
    "fi": (
        "rahat loppu ja palkka vasta kahen viikon päästä",
        ("Tyhjä tili", "Sosiaalipäivystys", "ympäri vuorokauden", "avautuu maanantaina"),
        "jäin oven taa",
        ("huoltoyhtiön", "Liesi päällä, lapsi sisällä"),
    ),
    "sv": (
        "pengarna är slut och lönen kommer först om två veckor",
        ("Ett tomt konto", "ocialjour", "dygnet runt", "på måndag"),
        "jag blev utelåst",
        ("huoltoyhtiö", "Är spisen på, ett barn inne"),
    ),
    "en": (
        "no money left and payday is in two weeks",
        ("An empty account", "mergency", "on Monday"),
        "i am locked out of my flat",
        ("huoltoyhtiö", "Stove on, a child inside"),
    ),
}
LANGUAGES = pytest.mark.parametrize("language", TALKS)


def until(holds: Callable[[], bool], seconds: float = 15.0) -> None:
    """Wait until something holds."""
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "it did not come"
        time.sleep(0.05)


@LANGUAGES
def test_telegram(service: Service, language: str) -> None:
    money, told, door, told_then = TALKS[language]
    chat = 1000 + list(TALKS).index(language)
    telegram = service.telegram

    def has(*words: str) -> bool:
        text = "\n".join(telegram.texts(chat))
        return all(word in text for word in words)

    telegram.say(chat, money, code=language)
    until(lambda: has(*told, COUNTY_EMERGENCY))
    before = len(telegram.texts(chat))
    telegram.say(chat, door, code=language)
    until(lambda: has(*told_then))
    later = telegram.texts(chat)[before:]
    assert later, "nothing was said about the door"
    assert not any(told[0] in text for text in later)


def test_telegram_buttons_lead_on(service: Service) -> None:
    telegram, chat = service.telegram, 1010
    telegram.say(chat, "rahat loppu ja palkka vasta kahen viikon päästä")
    until(lambda: any("Missä kunnassa" in text for text in telegram.texts(chat)))
    rows = [row for sent in telegram.state.sent if sent.chat == chat for row in sent.rows]
    data = {button["text"]: str(button.get("callback_data")) for row in rows for button in row}
    telegram.press(chat, data["En kerro nyt"])
    until(lambda: any("koko Suomeen" in text for text in telegram.texts(chat)))


@pytest.fixture(scope="module")
def page() -> Iterator[Page]:
    if not CHROMIUM.exists():
        pytest.skip("needs Debian's chromium")
    with sync_playwright() as playwright:
        browser = launch(playwright)
        yield browser.new_context(locale="fi-FI").new_page()
        browser.close()


def bot_says(inside: FrameLocator, text: str) -> None:
    shown = inside.locator("article.bot", has_text=text).last
    expect(shown).to_be_visible(timeout=20_000)


def test_the_widget_in_a_browser_in_three_languages(service: Service, page: Page) -> None:
    inside = open_widget(page, service.url)
    for language in ("fi", "sv", "en"):
        money, told, door, told_then = TALKS[language]
        say(inside, money)
        bot_says(inside, told[0])
        say(inside, door)
        bot_says(inside, told_then[-1])
    heard = " ".join(said(inside))
    for _, told, _, told_then in TALKS.values():
        assert all(word in heard for word in (*told, *told_then, COUNTY_EMERGENCY))


def test_who_types_localhost_instead_of_the_printed_address_has_the_widget(
    service: Service, page: Page
) -> None:
    inside = open_widget(page, service.url.replace("127.0.0.1", "localhost"))
    say(inside, TALKS["fi"][2])
    bot_says(inside, TALKS["fi"][3][-1])
    page.goto(f"{service.url.replace('127.0.0.1', 'localhost')}/chat")
    page.get_by_label("Kirjoita viesti").fill(TALKS["fi"][2])
    page.get_by_role("button", name="Lähetä").click()
    expect(page.get_by_text(TALKS["fi"][3][-1])).to_be_visible(timeout=20_000)


def test_rest_says_what_was_meant(service: Service) -> None:
    answer = httpx.post(
        f"{service.url}/webhooks/rest/webhook",
        json={"sender": "a-front-end", "message": TALKS["fi"][0]},
        headers={"Authorization": f"Bearer {REST_TOKEN}"},
        timeout=30,
    ).json()
    meant = [item["custom"] for item in answer]
    assert meant[0]["key"] == "greet.first"
    assert {one["topic"] for one in meant if one["topic"]} == {"money_run_out"}
    assert "sosiaalipaivystys" in {name for one in meant for name in one["services"]}


def test_no_words_of_people_are_in_the_log(service: Service) -> None:
    log = service.log.read_text()
    for money, _, door, _ in TALKS.values():
        assert money not in log
        assert door not in log
    assert service.telegram.token not in log
