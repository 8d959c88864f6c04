"""A calendar's file on the web: for its person, for a while, by an address that cannot be made."""

from datetime import timedelta

import pytest
from icalendar import Calendar

from bot.domain.calendar_entry import CalendarEntry
from bot.domain.messages import Reply
from tests.channels.web.service import Service, Tab

ENTRY = CalendarEntry(
    "a1@rinnalla",
    1,
    "2026-12-03T11:00:00+00:00",
    "2026-12-03T11:45:00+00:00",
    "Tapaaminen",
    "2026-11-26T10:00:00+00:00",
)


@pytest.fixture
def path(service: Service, tab: Tab) -> str:
    tab.say("varaa aika")
    service.answer(Reply("Aika on sovittu.", calendar=ENTRY))
    return str(tab.read().json()["lines"][-1]["calendar"])


def test_the_widget_gets_an_address_and_the_address_gives_the_file(tab: Tab, path: str) -> None:
    answer = tab.client.get(path)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    assert answer.headers["content-disposition"] == 'attachment; filename="aika.ics"'
    assert answer.headers["cache-control"] == "no-store"
    (event,) = Calendar.from_ical(answer.content).walk("VEVENT")
    assert (event["UID"], event["SUMMARY"], event["SEQUENCE"]) == (
        *("a1@rinnalla", "Tapaaminen", 1),
    )


def test_the_address_is_good_for_half_an_hour(service: Service, tab: Tab, path: str) -> None:
    service.clock.at += timedelta(minutes=29)
    assert tab.client.get(path).status_code == 200
    service.clock.at += timedelta(minutes=2)
    assert tab.client.get(path).status_code == 410


def test_a_changed_or_made_up_address_opens_nothing(tab: Tab, path: str) -> None:
    head, _, file = path.rpartition("/")
    other = head[:-3] + ("AAA" if head[-3:] != "AAA" else "BBB")
    assert tab.client.get(f"{other}/{file}").status_code == 410
    assert tab.client.get(f"/own/calendar/x/{file}").status_code == 410
    assert tab.client.get(f"{head}/other.ics").status_code == 404


def test_quick_exit_ends_it(tab: Tab, path: str) -> None:
    tab.post("exit", {})
    assert tab.client.get(path).status_code == 410


def test_the_page_without_javascript_has_a_link_too(service: Service) -> None:
    from starlette.testclient import TestClient

    from tests.channels.web.service import OURS

    client = TestClient(service.app, base_url=OURS)
    page = client.get("/chat?lang=fi")
    begin = page.text.partition('name="begin" value="')[2].partition('"')[0]
    form = {
        "begin": begin,
        "text": "varaa aika",
        "do": "send",
        "lang": "fi",
        "id": "message-one-1",
    }
    client.post("/chat", data=form, headers={"Origin": OURS}, follow_redirects=False)
    service.answer(Reply("Aika on sovittu.", calendar=ENTRY))
    answer = client.post(
        "/chat",
        data={**form, "id": "message-two-2", "text": "moi"},
        headers={"Origin": OURS},
    )
    assert "Lisää kalenteriin" in answer.text
    link = answer.text.partition('href="/own/calendar/')[2].partition('"')[0]
    assert client.get(f"/own/calendar/{link}").content.startswith(b"BEGIN:VCALENDAR")
