"""Pictures in the widget: addresses that only their person has, and that end with the session."""

import csv
import io
from datetime import timedelta

import pytest
from starlette.testclient import TestClient

from bot.channels.web.own_pages import LIFE
from bot.domain.messages import Address, Lane, Reply
from bot.domain.pictures import Format, Picture, Theme
from tests.builders import an_inbound
from tests.channels.web.service import OURS, Service, Tab
from tests.result_builders import BUDGET, drawable

PICTURE = drawable(BUDGET)
REPLY = Reply("Tässä rahasi kuvana.", picture=PICTURE)


def draw(picture: Picture, form: Format, theme: Theme = "light") -> bytes | None:
    return f"{form} {theme} {picture.title}".encode()


@pytest.fixture
def drawing_client(service: Service) -> TestClient:
    service.web.draw = draw
    service.web.own_pages.drawn = True
    return TestClient(service.app, base_url=OURS, follow_redirects=False)


@pytest.fixture
def shown(service: Service, drawing_client: TestClient) -> tuple[Tab, dict[str, str]]:
    """A tab that was shown a picture, and where its files are."""
    tab = Tab(drawing_client).open()
    tab.say("tulokset")
    service.answer(REPLY)
    line = tab.read().json()["lines"][-1]
    return tab, line["picture"]


def test_a_line_holds_the_picture_as_addresses_and_as_a_table(
    shown: tuple[Tab, dict[str, str]],
) -> None:
    _, picture = shown
    assert picture["alt"] == PICTURE.alt
    assert picture["rows"] == [list(row) for row in PICTURE.rows]
    assert picture["light"].startswith("/own/picture/")
    assert "560" not in picture["light"]


def test_files_are_what_they_say_and_are_never_kept_by_a_cache(
    shown: tuple[Tab, dict[str, str]],
) -> None:
    tab, picture = shown
    for name, kind, content in (
        ("light", "image/svg+xml", f"svg light {PICTURE.title}"),
        ("dark", "image/svg+xml", f"svg dark {PICTURE.title}"),
        ("png", "image/png", f"png light {PICTURE.title}"),
    ):
        response = tab.client.get(picture[name])
        assert (response.status_code, response.text) == (200, content)
        assert response.headers["content-type"] == kind
        assert response.headers["cache-control"] == "no-store"


def test_the_table_opens_in_a_spreadsheet(shown: tuple[Tab, dict[str, str]]) -> None:
    tab, picture = shown
    response = tab.client.get(picture["csv"])
    assert "attachment" in response.headers["content-disposition"]
    rows = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig")), delimiter=";"))
    assert rows[2:] == [list(row) for row in PICTURE.rows]


def test_the_page_by_itself_needs_nothing_from_elsewhere(
    shown: tuple[Tab, dict[str, str]],
) -> None:
    tab, picture = shown
    page = tab.client.get(picture["csv"].replace("table.csv", "page.html")).text
    assert 'src="data:image/svg+xml;base64,' in page
    sos = f'href="{OURS}/chat?lang=fi&amp;sos"'
    assert sos in page, "far from our pages the way to help is a full address"
    assert 'href="tel:112"' in page
    assert "http" not in page.replace("http-equiv", "").replace(sos, "")
    assert all(cell in page for row in PICTURE.rows for cell in row)


def test_quick_exit_ends_every_address(shown: tuple[Tab, dict[str, str]]) -> None:
    tab, picture = shown
    tab.post("exit", {})
    for name in ("light", "png", "csv"):
        assert tab.client.get(picture[name]).status_code == 410


def test_an_address_is_over_after_half_an_hour(
    service: Service, shown: tuple[Tab, dict[str, str]]
) -> None:
    tab, picture = shown
    service.clock.at += LIFE + timedelta(seconds=1)
    assert tab.client.get(picture["light"]).status_code == 410


def test_a_changed_address_and_an_unknown_file_show_nothing(
    shown: tuple[Tab, dict[str, str]],
) -> None:
    tab, picture = shown
    base = picture["light"].rpartition("/")[0]
    assert tab.client.get(f"{base[:-3]}abc/picture.svg").status_code == 410
    assert tab.client.get(f"{base}/../secret.key").status_code in (404, 410)
    assert tab.client.get(f"{base}/table.xls").status_code == 410


def test_a_link_from_a_chat_opens_a_page_with_the_picture_and_ends_with_an_erasure(
    service: Service, drawing_client: TestClient
) -> None:
    chat = Address("telegram", "123", "7")
    with service.storage.begin() as work:
        work.inbox.add(an_inbound("tulokset", address=chat))
        claim = work.inbox.claim(30.0)
        assert claim is not None
        work.inbox.finish(claim, [(REPLY, Lane.REPLY)], claim.person, "{}", delivered=True)
        work.commit()
    link = service.web.own_pages.link(chat, "picture", PICTURE.id)
    response = drawing_client.get(link)
    assert response.status_code == 200
    assert PICTURE.alt in response.text
    assert "img-src 'self'" in response.headers["content-security-policy"]
    assert drawing_client.get(f"{link}/picture.png").text.startswith("png")
    with service.storage.begin() as work:
        work.conversations.erase(chat)
        work.commit()
    assert drawing_client.get(link).status_code == 410


def test_without_a_drawing_library_the_table_is_there(service: Service, tab: Tab) -> None:
    tab.say("tulokset")
    service.answer(REPLY)
    picture = tab.read().json()["lines"][-1]["picture"]
    assert "light" not in picture
    assert picture["rows"]


def test_the_form_page_shows_the_picture_and_its_table(
    service: Service, drawing_client: TestClient
) -> None:
    begin = drawing_client.get("/chat").text
    hidden = begin.split('name="begin" value="')[1].split('"')[0]
    form = {
        "begin": hidden,
        "id": "form-message-1",
        "text": "tulokset",
        "do": "send",
        "lang": "fi",
    }
    posted = drawing_client.post("/chat", data=form, headers={"Origin": OURS})
    service.answer(REPLY)
    page = drawing_client.get(posted.headers["location"]).text
    source = page.split('<img src="')[1].split('"')[0]
    assert drawing_client.get(source).text == f"svg light {PICTURE.title}"
    assert '<th scope="row">Vuokra</th>' in page


def test_quick_exit_on_the_page_of_a_picture_ends_the_talk(
    shown: tuple[Tab, dict[str, str]], drawing_client: TestClient, service: Service
) -> None:
    tab, picture = shown
    page = picture["light"].rpartition("/")[0]
    ticket = page.rpartition("/")[2]
    assert f'action="/own/exit/{ticket}"' in drawing_client.get(page).text
    left = drawing_client.post(f"/own/exit/{ticket}", headers={"Origin": OURS})
    assert left.status_code == 303
    assert left.headers["location"] == service.web.options.quick_exit_url
    assert drawing_client.get(page).status_code == 410
    assert tab.read().status_code == 401


def test_quick_exit_never_refuses(drawing_client: TestClient, service: Service) -> None:
    """An old address, and one from a chat that has no session, lead away all the same."""
    chat = Address("telegram", "999", "7")
    of_a_chat = service.web.own_pages.link(chat, "picture", "1").rpartition("/")[2]
    for ticket in ("made-up", of_a_chat):
        left = drawing_client.post(f"/own/exit/{ticket}", headers={"Origin": OURS})
        assert left.headers["location"] == service.web.options.quick_exit_url
