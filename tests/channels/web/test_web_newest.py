"""Where the page without JavaScript opens, which buttons it has, in which language it speaks."""

import re
from datetime import UTC, datetime

import pytest
from starlette.testclient import TestClient

from bot.channels.web.answers import newest, opens_at
from bot.channels.web.spoken import parts
from bot.domain.messages import Button, Reply
from bot.services.delivery_ports import StoredReply
from tests.channels.web.service import OURS, Service, Tab
from tests.channels.web.test_web_form import follow, send
from tests.channels.web.test_web_own_pictures import REPLY, draw

CARD = (
    Reply("Ensin kortti.", (Button("call", "Soita 112", "112"),)),
    Reply("Numerot.", (Button("reply", "Kerro työntekijälle", "intent:contact_worker~m"),)),
    Reply("Oletko vaarassa?", (Button("reply", "Kyllä", "crisis:yes~m"),)),
)


def talk(said: str) -> list[StoredReply]:
    """Return a talk: "p" the person's line, "b" the bot's, "-" a moment, "x" the page's own."""
    lines: list[StoredReply] = []
    minute = 0
    for sign in said:
        if sign == "-":
            minute += 1
            continue
        at = datetime(2026, 11, 14, 20, minute, tzinfo=UTC)
        by = "person" if sign == "p" else "bot"
        cursor = 0 if sign == "x" else len(lines) + 1
        lines.append(StoredReply(cursor, Reply(sign), by, at))  # type: ignore[arg-type]
    return lines


@pytest.mark.parametrize(
    ("said", "last", "seen", "where"),
    [
        ("pbb-pbbb", [4, 5, 6], 3, 4),  # the first new bubble
        ("pbb-pbbb", [4, 5, 6], 7, 4),  # nothing is new: the beginning of the last answer
        ("pbb-bb", [3, 4], 3, 3),  # SOS is no line of the person
        ("pbb-p", [], 3, None),  # no answer yet
        ("pbb-px", [], 3, 4),  # the page's own answer to SOS
        ("pbbx", [1, 2], None, 3),  # a refusal with danger in it
        ("pbb", [1, 2], None, None),  # a refusal: what went wrong stands below
        ("pbb-b", [3], 1, 1),  # a notice came after the answer
        ("", [], 0, None),
    ],
)
def test_the_page_opens_at_what_is_new(
    said: str, last: list[int], seen: int | None, where: int | None
) -> None:
    lines = talk(said)
    assert [number for number in newest(lines) if lines[number].said_by == "bot"] == last
    assert opens_at(lines, seen) == where


def new(page: str) -> str:
    """Return the words of what the address leads to."""
    assert page.count('id="new"') == 1
    return re.sub(r"<[^>]+>|\s+", " ", page.partition('id="new"')[2])[:200]


def test_a_card_is_seen_from_its_beginning_and_has_every_button(
    service: Service, client: TestClient
) -> None:
    response = send(client, client.get("/chat").text, text="sano jotain")
    service.answer(*CARD)
    page = follow(client, response)
    assert "Ensin kortti." in new(page)
    presses = re.findall(r'value="(press [^"]*)"', page)
    assert [one.split()[2] for one in presses] == ["intent:contact_worker~m", "crisis:yes~m"]
    service.clock.move(minutes=1)
    response = send(client, page, do=presses[1])
    service.answer(Reply("Hyvä.", (Button("reply", "Turvassa", "crisis:safe~m"),)))
    page = follow(client, response)
    assert "Hyvä." in new(page)
    assert page.count('value="press ') == 1, "an older answer's buttons are gone"


def test_what_went_wrong_is_in_view_beside_the_words(service: Service, client: TestClient) -> None:
    page = follow(client, send(client, client.get("/chat").text, text="Moi"))
    assert 'action="/chat#new"' in page
    for text, told in (("  ", "Kirjoita ensin viesti"), ("a" * 4001, "4 000 merkkiä")):
        refused = send(client, page, text=text).text
        assert told in new(refused)
        assert 'aria-describedby="trouble"' in refused


def test_the_files_of_a_picture_can_be_saved(service: Service) -> None:
    service.web.draw, service.web.own_pages.drawn = draw, True
    client = TestClient(service.app, base_url=OURS, follow_redirects=False)
    response = send(client, client.get("/chat").text, text="tulokset")
    service.answer(REPLY)
    found = re.findall(r'href="(/own/picture/[^"]+\?save)"', follow(client, response))
    assert [client.get(one).headers["content-disposition"].split(".")[-1] for one in found] == [
        'png"',
        'csv"',
    ]


BOTH = Reply("Call\nSoita\n**112**", line_languages=("en", "fi", "en"), language="en")
LANGUAGES = (Button("reply", "Svenska", "language:sv~mmmmmmmmmmmmmmmm"),)


def test_words_in_two_languages_are_told_apart() -> None:
    told = [(one.language, one.text) for one in parts(BOTH)]
    assert told == [("en", "Call"), ("fi", "Soita"), ("en", "**112**")]
    assert [one.language for one in parts(Reply("Hej", language="sv"))] == ["sv"]


def test_each_bubble_and_button_says_its_language(service: Service, client: TestClient) -> None:
    response = send(client, client.get("/chat").text, text="привіт")
    service.answer(BOTH, Reply("Hi", LANGUAGES, language="en"))
    page = re.sub(r">\s+<", "><", follow(client, response))
    assert '<div lang="en" dir="auto"><p>Call</p>' in page
    assert '<div lang="fi" dir="auto"><p>Soita</p>' in page
    assert 'lang="sv">Svenska</button>' in page
    assert '<div dir="auto"><p>привіт</p>' in page, "of the person's own words nobody knows it"


def test_the_widget_is_told_the_languages_too(service: Service, tab: Tab) -> None:
    tab.say("moi")
    service.answer(BOTH, Reply("Hi", LANGUAGES, language="en"))
    both, hi = tab.read().json()["lines"][1:]
    assert both["lang"] == "en"
    assert [(one["lang"], one["text"]) for one in both["parts"]][:2] == [
        ("en", "Call"),
        ("fi", "Soita"),
    ]
    assert "parts" not in hi
    assert (hi["lang"], hi["buttons"][0]["lang"]) == ("en", "sv")
