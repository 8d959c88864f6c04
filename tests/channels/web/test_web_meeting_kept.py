"""Nothing written on the page for a meeting is lost, and nothing comes back after quick exit."""

from typing import Any

import pytest

from bot.domain.messages import Reply
from tests.channels.web.service import OURS, Service, Tab
from tests.channels.web.test_web_own_meeting import FORM, opened, post
from tests.danger import urgent


@pytest.fixture
def path(service: Service, tab: Tab) -> str:
    return opened(service, tab)


def saved(tab: Tab, path: str, **form: str) -> Any:
    return tab.client.post(path, data={**FORM, **form}, headers={"Origin": OURS})


def test_what_is_saved_after_the_links_time_is_kept_and_nothing_else_is_shown(
    service: Service, tab: Tab, path: str
) -> None:
    post(tab, path, topics="Aiempi asia")
    service.clock.move(minutes=31)
    assert tab.client.get(path).status_code == 410, "a look ends after its time"
    late = saved(tab, path, topics="Kirjoitin kauan", thing_0="", do="print")
    assert late.status_code == 200
    assert ">Kirjoitin kauan</textarea>" in late.text
    assert "kirjoittamasi on tallessa" in late.text
    assert "Aiempi asia" not in late.text
    assert 'value="print"' not in late.text, "what would lead to a page that opens no more"
    tab.say("tapaaminen")
    service.answer(Reply("Tein sinulle sivun.", page="meeting"))
    new = tab.client.get(str(tab.read().json()["lines"][-1]["page"])).text
    assert ">Kirjoitin kauan</textarea>" in new


@pytest.mark.parametrize("why", ["much too late", "the talk has ended", "no database"])
def test_what_cannot_be_kept_comes_back_with_what_to_do(
    service: Service, tab: Tab, path: str, why: str
) -> None:
    if why == "much too late":
        service.clock.move(minutes=60 * 13)
    elif why == "the talk has ended":
        service.storage.state.sessions.clear()
    else:
        service.storage.down = True
    refused = saved(tab, path, topics="Tärkeä <asia>")
    assert refused.status_code == (503 if why == "no database" else 410)
    assert ">Tärkeä &lt;asia&gt;</textarea>" in refused.text
    assert 'value="Vien kuitit"' in refused.text
    assert 'name="figure_budget"' in refused.text, "what was chosen is not lost either"
    told = "paina ”Tallenna” hetken päästä" if why == "no database" else "Tämä ei tallentunut"
    assert told in refused.text


def test_after_quick_exit_nothing_comes_back_whatever_is_sent_once_more(
    service: Service, tab: Tab, path: str
) -> None:
    ticket = path.split("/")[3].partition("?")[0]
    left = tab.client.post(f"/own/exit/{ticket}", headers={"Origin": OURS})
    assert left.status_code == 303
    again = saved(tab, path, topics="salainen asia")
    assert again.status_code == 410
    assert "salainen" not in again.text


def test_sos_saves_what_is_being_written_and_answers_on_the_page(
    service: Service, tab: Tab, path: str
) -> None:
    service.web.urgent = urgent()
    page = saved(tab, path, topics="kesken", do="sos").text
    assert "Jos joku on hengenvaarassa" in page
    assert ">kesken</textarea>" in page
    assert "Jos joku on hengenvaarassa" not in tab.client.get(path).text
    assert ">kesken</textarea>" in tab.client.get(path).text


def test_enter_in_a_field_saves_and_does_not_call_for_help(tab: Tab, path: str) -> None:
    page = tab.client.get(path).text
    first = page.index('form="page"')
    assert page[first:].startswith('form="page" name="do" value="save"')


def test_the_pdf_is_saved_first_and_has_the_newest_words(
    service: Service, tab: Tab, path: str
) -> None:
    service.web.paper = lambda sheet: "".join(sheet.sections[0].lines).encode()
    assert "/meeting.pdf" not in tab.client.get(path).text, "no link that leaves words out"
    answer = saved(tab, path, topics="uusin", do="pdf")
    assert tab.client.get(answer.headers["location"]).content == b"uusin"


def test_each_row_of_what_was_agreed_has_a_name(tab: Tab, path: str) -> None:
    page = tab.client.get(path).text
    for number in (1, 2, 3):
        assert f'role="group" aria-labelledby="agreed_{number}"' in page
        assert f'<p id="agreed_{number}">Sovittu asia {number}</p>' in page


def test_the_printed_page_has_the_ways_to_help_and_away(tab: Tab, path: str) -> None:
    page = tab.client.get(path.replace("?", "/print?")).text
    assert 'href="tel:112"' in page
    assert f'action="/own/exit/{path.split("/")[3].partition("?")[0]}"' in page
