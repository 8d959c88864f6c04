"""The page for a meeting: only its person writes and reads it, and it goes when they go."""

from datetime import datetime

import pytest
from starlette.testclient import TestClient

from bot.domain.meeting import Sheet
from bot.domain.messages import ConversationId, Reply
from bot.services.crisis import CRISIS_AT
from tests.channels.web.service import OURS, Service, Tab
from tests.danger import SAD, urgent
from tests.result_builders import BUDGET, drawable

FORM = {
    "on": "2026-12-04",
    "topics": "Vuokra on rästissä.\r\nEn nuku.",
    "thing_0": "  Puhelin  ",
    "thing_1": "",
    "thing_2": "<b>Avain</b>",
    "figure_budget": "on",
    "figure_nothing": "on",
    "theirs": "sv",
    "who_0": "worker",
    "what_0": "Soittaa vuokranantajalle",
    "by_0": "2026-12-08",
    "who_1": "me",
    "what_1": "Vien kuitit",
    "by_1": "huomenna",
    "do": "save",
}


@pytest.fixture
def path(service: Service, tab: Tab) -> str:
    return opened(service, tab)


def opened(service: Service, tab: Tab) -> str:
    """Return the address of the page of somebody who has asked for it."""
    service.web.pictures = lambda _, language: {"budget": drawable(BUDGET, None, language)}
    service.web.paper = lambda sheet: sheet.title.encode()
    tab.say("tapaaminen")
    service.answer(Reply("Tein sinulle sivun.", page="meeting"))
    return str(tab.read().json()["lines"][-1]["page"])


def post(tab: Tab, path: str, origin: str = OURS, **form: str) -> int:
    return tab.client.post(path, data={**FORM, **form}, headers={"Origin": origin}).status_code


def test_what_is_written_is_there_again(tab: Tab, path: str) -> None:
    assert post(tab, path) == 303
    page = tab.client.get(path).text
    for text in ("Vuokra on rästissä.\nEn nuku.", 'value="Puhelin"', 'value="2026-12-08"'):
        assert text in page
    assert "&lt;b&gt;Avain&lt;/b&gt;" in page
    assert "checked" in page


def test_the_printed_page_has_the_workers_language_beside(tab: Tab, path: str) -> None:
    post(tab, path)
    page = tab.client.get(path.replace("?", "/print?")).text
    for text in ("Mistä haluan puhua", "Vad jag vill prata om", "4.12.2026"):
        assert text in page
    assert "Työntekijä (Kontaktpersonen): Soittaa vuokranantajalle – viimeistään 8.12.2026" in page
    assert "Minä (Jag): Vien kuitit" in page
    assert '<th scope="row">Vuokra</th>' in page
    assert "script" not in page


def test_the_pdf_is_of_the_same_page(service: Service, tab: Tab, path: str) -> None:
    seen: list[Sheet] = []

    def paper(sheet: Sheet) -> bytes:
        seen.append(sheet)
        return b"%PDF-"

    service.web.paper = paper
    post(tab, path)
    response = tab.client.get(path.replace("?", "/meeting.pdf?"))
    assert (response.content, response.headers["content-type"]) == (b"%PDF-", "application/pdf")
    (sheet,) = seen
    assert [one.title for one in sheet.sections] == [
        "Mistä haluan puhua",
        "Kolme tärkeintä asiaani",
        "Mitä sovimme",
    ]
    (brought,) = sheet.pictures
    assert (brought.picture.title, brought.beside and brought.beside.language) == (
        "Rahasi kuukaudessa",
        "sv",
    )


def test_the_printed_page_has_the_drawings_of_both_languages(
    service: Service, tab: Tab, path: str
) -> None:
    service.web.draw = lambda picture, form, _: f"<svg>{picture.title} {form}</svg>".encode()
    post(tab, path)
    page = tab.client.get(path.replace("?", "/print?")).text
    base = path.partition("?")[0]
    for language, title in (("fi", "Rahasi kuukaudessa"), ("sv", "Dina pengar på en månad")):
        address = f"{base}/budget.{language}.svg"
        assert f'src="{address}' in page
        drawn = tab.client.get(address)
        assert drawn.headers["content-type"] == "image/svg+xml"
        assert title in drawn.text
    assert tab.client.get(f"{base}/budget.en.svg").status_code == 410
    assert tab.client.get(f"{base}/wellbeing.fi.svg").status_code == 410


def test_a_line_with_a_day_becomes_a_reminder(service: Service, tab: Tab, path: str) -> None:
    assert post(tab, path, remind_0="on") == 303
    page = tab.client.get(path).text
    assert "Muistutan 7.12.2026 klo 10" in page
    ((who, kind, about), (_, at)) = next(iter(service.storage.state.due.items()))
    assert (kind, at) == ("agreed", datetime.fromisoformat("2026-12-07T10:00:00+02:00"))
    assert post(tab, path) == 303
    assert (who, kind, about) not in service.storage.state.due


def test_a_reminder_that_cannot_be_kept_is_said(service: Service, tab: Tab, path: str) -> None:
    form = {**FORM, "remind_1": "on", "do": "print"}
    answer = tab.client.post(path, data=form, headers={"Origin": OURS}, follow_redirects=True)
    assert "Sovittu asia 2: tästä en voi muistuttaa" in answer.text, "it says which"
    assert 'aria-describedby="missed_2"' in answer.text
    assert "Vien kuitit" in answer.text
    assert not service.storage.state.due


def test_nobody_elses_page_can_post_to_it(tab: Tab, path: str) -> None:
    assert post(tab, path, origin="https://evil.example") == 403
    assert 'value="Puhelin"' not in tab.client.get(path).text


def test_quick_exit_closes_it(tab: Tab, path: str) -> None:
    post(tab, path)
    tab.post("exit", {})
    assert tab.client.get(path).status_code == 410
    assert post(tab, path) == 410


def test_an_emptied_page_is_forgotten(service: Service, tab: Tab, path: str) -> None:
    post(tab, path)
    assert [name for _, name in service.storage.state.records] == ["meeting"]
    tab.client.post(path, data={"do": "save", "theirs": "fi"}, headers={"Origin": OURS})
    assert set(service.storage.state.records.values()) <= {None}


def test_two_people_have_two_pages(
    service: Service, tab: Tab, path: str, client: TestClient
) -> None:
    post(tab, path)
    other = Tab(client).open()
    other.say("tapaaminen")
    service.answer(Reply("Tein sinulle sivun.", page="meeting"))
    theirs = str(other.read().json()["lines"][-1]["page"])
    assert "Puhelin" not in client.get(theirs).text


def card_on(service: Service, tab: Tab, path: str, **form: str) -> str:
    service.web.urgent = urgent()
    data = {"do": "save", "theirs": "fi", **form}
    answer = tab.client.post(path, data=data, headers={"Origin": OURS})
    assert answer.status_code == 200
    return str(answer.text)


@pytest.mark.parametrize("field", ["topics", "thing_1", "what_0"])
def test_danger_in_what_is_written_has_the_card_on_the_page(
    service: Service, tab: Tab, path: str, field: str
) -> None:
    page = card_on(service, tab, path, **{field: f"Puhutaan tästä: {SAD}"})
    assert "Kiitos, että sanoit sen" in page
    assert 'href="tel:112"' in page
    assert page.index("Kiitos, että sanoit sen") < page.index('id="topics"')
    assert f"Puhutaan tästä: {SAD}" in page, "it is kept"
    assert service.storage.state.records[path_person(service), CRISIS_AT]
    assert "Kiitos, että sanoit sen" not in tab.client.get(path).text, "shown once"


def path_person(service: Service) -> ConversationId:
    (person,) = {person for person, name in service.storage.state.records if name == "meeting"}
    return person


def test_ordinary_words_have_none(service: Service, tab: Tab, path: str) -> None:
    service.web.urgent = urgent()
    assert post(tab, path) == 303


def test_danger_is_answered_though_the_page_could_not_be_kept(
    service: Service, tab: Tab, path: str
) -> None:
    service.web.urgent = urgent()
    data = {"do": "save", "theirs": "fi", "topics": SAD}

    def refused(address: str, **more: str) -> tuple[int, bool]:
        answer = tab.client.post(address, data=data | more, headers={"Origin": OURS})
        return answer.status_code, "Kiitos, että sanoit sen" in answer.text

    assert refused(path, topics=f"{SAD} {'sana ' * 60_000}") == (413, True)
    assert refused("/own/meeting/nothing?lang=fi") == (410, True)
    service.storage.down = True
    assert refused(path) == (503, True)


def test_a_page_with_every_line_in_use_is_kept(tab: Tab, path: str) -> None:
    lines = {
        name: value
        for number in range(12)
        for name, value in (
            (f"who_{number}", "me"),
            (f"what_{number}", f"Asia {number}"),
            (f"by_{number}", "2026-12-08"),
            (f"remind_{number}", "on"),
        )
    }
    assert post(tab, path, **lines) == 303
    assert 'value="Asia 11"' in tab.client.get(path).text
