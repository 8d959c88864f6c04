import json
import threading
import time
from collections.abc import Callable

import pytest

from bot.domain.messages import Button, InboundKind, Reply
from tests.channels.web.service import Service, Tab

CHOOSE = Reply(
    "Mikä on kiireisin?",
    (
        Button("reply", "Vuokra", "topic:rent~mac"),
        Button("call", "Soita 112", "112"),
        Button("url", "Kela", "https://www.kela.fi/"),
        Button("url", "Paha", "javascript:alert(1)"),
        Button("call", "Tyhjä", "ei numeroa"),
    ),
)


def test_a_message_is_committed_before_it_is_acknowledged(service: Service, tab: Tab) -> None:
    response = tab.say("Moi, rahat loppui")

    assert (response.status_code, response.content) == (202, b"")
    assert service.woken == [1], "the worker is woken once and finds the committed message"
    (row,) = service.storage.state.inbox.values()
    assert row.inbound.text == "Moi, rahat loppui"
    assert row.inbound.update_id == f"{row.inbound.address.external}:message-1"
    assert (row.inbound.address.channel, row.inbound.address.bot) == ("web", "widget")
    assert row.inbound.language_hint == "fi"


def test_the_same_client_id_is_taken_once(service: Service, tab: Tab) -> None:
    assert [tab.say("hei", "same-id-1").status_code for _ in range(5)] == [202] * 5
    service.answer()
    assert tab.lines() == [("person", "hei"), ("bot", "Sanoit: hei")]


def test_two_people_may_have_the_same_client_id(service: Service, tab: Tab) -> None:
    other = Tab(tab.client).open()
    tab.say("minä", "same-id-1")
    other.say("toinen", "same-id-1")
    service.answer()
    assert tab.lines() == [("person", "minä"), ("bot", "Sanoit: minä")]
    assert other.lines() == [("person", "toinen"), ("bot", "Sanoit: toinen")]


def test_reading_goes_on_behind_the_cursor_without_loss_or_doubles(
    service: Service, tab: Tab
) -> None:
    seen: list[str] = []
    cursor = 0
    for number in range(8):
        tab.say(f"viesti {number}")
        if number % 3 == 0:
            service.answer()
        page = tab.read(cursor).json()
        seen += [line["text"] for line in page["lines"] if line["by"] == "person"]
        cursor = page["cursor"]
    assert seen == [f"viesti {number}" for number in range(8)]
    assert tab.read(cursor).json() == {"lines": [], "cursor": cursor}


def test_a_reload_reads_both_sides_with_the_pages_own_ids(service: Service, tab: Tab) -> None:
    tab.say("hei", "own-id-123")
    service.answer()
    first, second = tab.read().json()["lines"]
    assert (first["by"], first["id"], second["by"]) == ("person", "own-id-123", "bot")


def test_a_database_that_is_down_keeps_nothing_and_says_so(service: Service, tab: Tab) -> None:
    service.storage.down = True
    refused = tab.say("hei", "again-and-again")
    assert (refused.status_code, refused.json()) == (503, {"key": "web.not_saved"})
    assert int(refused.headers["retry-after"]) >= 1
    assert service.woken == []
    assert tab.read().status_code == 503

    service.storage.down = False
    assert tab.say("hei", "again-and-again").status_code == 202
    service.answer()
    assert tab.lines() == [("person", "hei"), ("bot", "Sanoit: hei")]


def test_a_pressed_button_shows_the_label_that_we_wrote(service: Service, tab: Tab) -> None:
    tab.say("apua")
    service.answer(CHOOSE)
    cursor = tab.read().json()["cursor"]
    tab.say("topic:rent~mac", kind="button", of=cursor, label="Annan luvan kaikkeen")
    assert tab.lines(cursor) == [("person", "Vuokra")]
    *_, row = service.storage.state.inbox.values()
    assert (row.inbound.kind, row.inbound.text) == (InboundKind.BUTTON, "topic:rent~mac")


def test_a_token_that_stood_on_no_button_of_ours_has_no_label(service: Service, tab: Tab) -> None:
    tab.say("apua")
    service.answer(CHOOSE)
    cursor = tab.read().json()["cursor"]
    assert tab.say("topic:made_up~mac", kind="button", of=cursor).status_code == 202
    assert tab.lines(cursor) == []


def test_only_safe_links_reach_the_page(service: Service, tab: Tab) -> None:
    tab.say("apua")
    service.answer(CHOOSE)
    buttons = tab.read().json()["lines"][1]["buttons"]
    assert [one.get("link") or one["value"] for one in buttons] == [
        "topic:rent~mac", "tel:112", "https://www.kela.fi/",
    ]  # fmt: skip


def test_a_message_of_4000_characters_fits_and_one_more_is_refused_kindly(
    service: Service, tab: Tab
) -> None:
    assert tab.say("ä" * 4000).status_code == 202
    assert tab.say("😀" * 4000).status_code == 202
    refused = tab.say("a" * 4001)
    assert (refused.status_code, refused.json()) == (413, {"key": "web.too_long"})
    assert tab.say("a" * 200_000).status_code == 413
    assert len(service.storage.state.inbox) == 2


def test_an_identity_code_is_never_stored(service: Service, tab: Tab) -> None:
    tab.say("Olen Testi, 010190-123M, auta")
    (row,) = service.storage.state.inbox.values()
    assert "010190" not in row.inbound.text
    assert row.inbound.masked


@pytest.mark.parametrize(
    "body",
    [
        {"id": "short", "text": "hei"},
        {"id": "x" * 65, "text": "hei"},
        {"id": "with space", "text": "hei"},
        {"text": "hei"},
        {"id": "message-1"},
        {"id": "message-1", "text": "   \n "},
        {"id": "message-1", "text": 5},
        {"id": "message-1", "text": "hei", "language": "de"},
        {"id": "message-1", "text": "hei", "kind": "edited"},
        {"id": "message-1", "text": "delete", "kind": "command"},
        {"id": "message-1", "text": "start CODE", "kind": "command"},
        {"id": "message-1", "text": "t" * 257, "kind": "button"},
        {"id": "message-1", "text": "t~m", "kind": "button", "of": "3"},
        {"id": "message-1", "text": "t~m", "kind": "button", "of": True},
        {"id": "message-1", "text": "t~m", "kind": "button", "of": 10**30},
        {"id": "message-1", "text": "t~m", "kind": "button", "of": -1},
        [1, 2],
        "hei",
        None,
    ],
)
def test_what_our_page_would_never_send_is_refused(
    service: Service, tab: Tab, body: object
) -> None:
    if isinstance(body, dict):
        body = {"kind": "text", "language": "fi"} | body
    response = tab.post("messages", body)
    assert (response.status_code, response.json()) == (400, {"key": "web.not_understood"})
    assert service.storage.state.inbox == {}


@pytest.mark.parametrize(
    "raw", [b"", b"{", b"\xff\xfe", b"[" * 60_000, b'{"id": "message-1", "text": "\\ud800"}']
)
def test_bytes_of_any_kind_do_not_break_it(tab: Tab, raw: bytes) -> None:
    headers = tab.headers() | {"Content-Type": "application/json"}
    response = tab.client.post("/api/widget/messages", content=raw, headers=headers)
    assert response.status_code == 400


@pytest.mark.parametrize("kind", ["text", "button"])
def test_half_a_character_and_nul_are_made_storable(service: Service, tab: Tab, kind: str) -> None:
    body = {"id": "message-1", "kind": kind, "text": "a\ud800b\x00c", "language": "fi"}
    headers = tab.headers() | {"Content-Type": "application/json"}
    response = tab.client.post(
        "/api/widget/messages", content=json.dumps(body).encode(), headers=headers
    )
    assert response.status_code == 202
    (row,) = service.storage.state.inbox.values()
    assert row.inbound.text == "a\ufffdbc"


@pytest.mark.parametrize("query", ["after=-1", "after=x", "after=1&wait=²", "after=" + "9" * 30])
def test_a_cursor_is_a_number(tab: Tab, query: str) -> None:
    response = tab.client.get(f"/api/widget/messages?{query}", headers=tab.headers())
    assert response.status_code == 400


def test_the_language_choice_is_a_command_to_the_assistant(service: Service, tab: Tab) -> None:
    response = tab.post("language", {"id": "language-1", "language": "sv"})
    assert response.status_code == 202
    (row,) = service.storage.state.inbox.values()
    assert (row.inbound.kind, row.inbound.text) == (InboundKind.COMMAND, "language sv")
    assert tab.post("language", {"id": "language-2", "language": "xx"}).status_code == 400


def later(do: Callable[[], object]) -> threading.Timer:
    timer = threading.Timer(0.1, do)
    timer.start()
    return timer


def test_an_open_question_ends_with_the_answer(tab: Tab, service: Service) -> None:
    tab.say("hei")
    cursor = tab.read().json()["cursor"]
    timer = later(service.answer)
    assert [one["text"] for one in tab.read(cursor, wait=25).json()["lines"]] == ["Sanoit: hei"]
    timer.join()


def test_what_another_process_wrote_is_found_without_a_signal(tab: Tab, service: Service) -> None:
    tab.say("hei")
    cursor = tab.read().json()["cursor"]
    service.signals.notify = lambda _: None  # type: ignore
    timer = later(service.answer)
    assert [one["text"] for one in tab.read(cursor, wait=25).json()["lines"]] == ["Sanoit: hei"]
    timer.join()


def test_an_open_question_ends_by_itself_and_when_the_service_stops(
    tab: Tab, service: Service
) -> None:
    assert tab.read(wait=25).json() == {"lines": [], "cursor": 0}
    service.signals.close()
    began = time.monotonic()
    tab.read(wait=25)
    assert time.monotonic() - began < 5  # not the 25 seconds it asked for
