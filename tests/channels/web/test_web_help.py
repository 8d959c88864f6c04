"""A way to help on every page of ours: 112, SOS with one press, and quick exit."""

import re
from html import unescape

import pytest
from starlette.testclient import TestClient

from bot.domain.messages import Reply
from tests.channels.web.service import OURS, Service, Tab
from tests.result_builders import BUDGET, drawable

PAGES = ["/", "/chat", "/return", "/no-such-page", "/widget/frame?host=https://evil.example"]
WORDS = {
    "fi": ("Onko hätä nyt?", "Soita 112", "SOS – hätä", "Poistu nopeasti"),
    "sv": ("Är det en nödsituation?", "Ring 112", "SOS – nödläge", "Lämna snabbt"),
    "en": ("Is it an emergency?", "Call 112", "SOS – emergency", "Quick exit"),
}


def told(page: str) -> list[str]:
    """Return what stands in the one part with help, above all else."""
    assert page.count('<aside class="urgent"') == 1
    before, _, part = page.partition('<aside class="urgent"')
    assert "<main" not in before
    found = re.findall(r">([^<>]+)</(?:p|a|button)>", part.partition("</aside>")[0])
    return [unescape(one).replace("\u00a0", " ") for one in found]


@pytest.mark.parametrize("language", WORDS)
@pytest.mark.parametrize("path", PAGES)
def test_every_page_has_112_sos_and_quick_exit(
    client: TestClient, path: str, language: str
) -> None:
    page = client.get(path, headers={"Accept-Language": language}).text
    assert told(page) == list(WORDS[language])
    assert 'href="tel:112"' in page


@pytest.mark.parametrize("language", WORDS)
def test_so_have_pages_of_ones_own(service: Service, tab: Tab, language: str) -> None:
    service.web.own_pages.drawn = True
    tab.say("tulokset")
    picture = drawable(BUDGET, None, language)
    service.answer(Reply("Kuva.", picture=picture, page="meeting"))
    line = tab.read().json()["lines"][-1]
    meeting = line["page"].replace("lang=fi", f"lang={language}")
    for path in (line["picture"]["csv"].removesuffix("/table.csv"), meeting):
        assert told(tab.client.get(path).text) == list(WORDS[language])


@pytest.mark.parametrize("path", PAGES)
def test_quick_exit_ends_something_on_every_page(client: TestClient, path: str) -> None:
    part = client.get(path).text.partition('<aside class="urgent"')[2].partition("</aside>")[0]
    assert re.search(r'action="/chat/exit"|data-rinnalla-exit', part)


def test_a_link_that_is_over_says_where_to_get_a_new_one_and_has_both(
    service: Service, client: TestClient
) -> None:
    for page, words in (
        ("meeting/x", "sivu tapaamista varten"),
        ("picture/x", "tulokset"),
        ("picture/x/picture.png", "tulokset"),
        ("calendar/x/aika.ics", "milloin tapaamiseni on"),
    ):
        over = client.get(f"/own/{page}")
        assert over.status_code == 410
        assert "Linkki ei ole enää voimassa" in over.text
        assert f"”{words}”" in over.text
        assert told(over.text) == list(WORDS["fi"])
        assert 'action="/own/exit/x"' in over.text
    assert service.storage.state.sessions == {}


@pytest.mark.parametrize("path", ["/", "/return", "/no-such-page"])
def test_one_press_asks_for_help_in_the_chat(
    service: Service, client: TestClient, path: str
) -> None:
    page = client.get(path, headers={"Accept-Language": "sv"}).text
    part = page.partition('<aside class="urgent"')[2].partition("</aside>")[0]
    form = dict(re.findall(r'name="(\w+)" value="(\w+)"', part))
    action = re.search(r'action="([^"]+)"', part)
    assert action
    pressed = client.post(
        action[1], data=form, headers={"Origin": "null", "Sec-Fetch-Site": "same-origin"}
    )
    assert pressed.status_code == 303
    (row,) = service.storage.state.inbox.values()
    assert (row.inbound.text, row.inbound.language_hint) == ("sos", "sv")


def test_in_a_talk_sos_belongs_to_the_talk(client: TestClient) -> None:
    page = client.get("/chat", headers={"Origin": OURS}).text
    assert 'form="talk" name="do" value="sos"' in page
    assert 'class="talk" id="talk"' in page
