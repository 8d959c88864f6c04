"""Pictures in Telegram: a photograph only where the county allows it, else a link."""

import asyncio
from dataclasses import replace

import pytest

from bot.channels.telegram.channel import TelegramChannel
from bot.channels.telegram.pictures import LinkTo, TelegramPictures
from bot.domain.messages import Address, Button, Reply
from bot.domain.pictures import Format, Picture, Theme
from bot.services.share_chat import SHOWN
from tests.botapi import BotApi
from tests.channels.telegram.conftest import WORDS, connected
from tests.result_builders import BUDGET, drawable

PNG = b"\x89PNG\r\n\x1a\n not much of a picture"
PICTURE = drawable(BUDGET)
REPLY = Reply(
    "Tässä **rahasi** kuvana.",
    (Button("reply", "Näytä", "share:ask-budget~mac"),),
    picture=PICTURE,
)


def draw(picture: Picture, form: Format, theme: Theme = "light") -> bytes | None:
    return PNG


def cannot_draw(picture: Picture, form: Format, theme: Theme = "light") -> bytes | None:
    return None


def link(address: Address, page: str, what: str) -> str:
    return f"https://chat.example.fi/own/{page}/{address.external}.{what}"


def link_on_this_machine(address: Address, page: str, what: str) -> str:
    return link(address, page, what).replace("https://chat.example.fi", "http://127.0.0.1:8080")


def send(
    telegram: BotApi, reply: Reply, *, full: bool, drawing: object = draw, to: LinkTo = link
) -> str | None:
    async def run() -> str | None:
        async with connected(telegram) as api:
            pictures = TelegramPictures(WORDS, drawing, to, full=full)  # type: ignore[arg-type]
            channel = TelegramChannel(api, part_gap_s=0, pictures=pictures)
            address = Address("telegram", api.bot_id, "7")
            return await channel.send(address, reply, repeat_mark=None)

    telegram.say(7, "Moi")
    return asyncio.run(run())


def test_by_default_no_figure_passes_through_telegram(telegram: BotApi) -> None:
    send(telegram, REPLY, full=False)
    (sent,) = telegram.state.sent
    assert "560" not in sent.raw
    opens, shares = (button for row in sent.rows for button in row)
    assert opens["url"] == f"https://chat.example.fi/own/picture/7.{PICTURE.id}"
    assert (opens["text"], shares["text"]) == ("Avaa kuva", "Näytä")
    assert telegram.calls("sendPhoto") == []


def test_where_the_county_allows_it_the_picture_comes_with_words_and_buttons(
    telegram: BotApi,
) -> None:
    provider_id = send(telegram, REPLY, full=True)
    (sent,) = telegram.state.sent
    assert sent.text == "Tässä rahasi kuvana."
    saves, shares = (button for row in sent.rows for button in row)
    assert (saves["text"], shares["text"]) == ("Tallenna tiedostona", "Näytä")
    assert saves["url"] == f"https://chat.example.fi/own/picture/7.{PICTURE.id}"
    assert telegram.calls("sendPhoto")[0].params["photo"].startswith("\ufffdPNG")
    assert provider_id == str(sent.message_id)


def test_what_a_worker_is_shown_comes_without_a_way_to_save_it_and_protected(
    telegram: BotApi,
) -> None:
    for full in (True, False):  # the young people's side does not decide the workers'
        send(telegram, replace(REPLY, key=SHOWN), full=full)
    assert [
        [button["text"] for row in sent.rows for button in row] for sent in telegram.state.sent
    ] == [["Näytä"], ["Näytä"]]
    photos = telegram.calls("sendPhoto")
    assert [one.params["protect_content"] for one in photos] == ["true", "true"]


def test_a_picture_that_cannot_be_drawn_comes_in_words(telegram: BotApi) -> None:
    send(telegram, REPLY, full=True, drawing=cannot_draw)
    assert telegram.texts(7)[0].splitlines()[:3] == [
        "Rahasi kuukaudessa, marraskuu 2026",
        "Tulot: 1\u00a0111\u00a0€",
        "Vuokra: 560\u00a0€",
    ]


def test_words_too_long_for_a_caption_come_behind_the_picture(telegram: BotApi) -> None:
    long = "Tämä on yksi lause. " * 80
    send(telegram, Reply(long, REPLY.buttons, picture=PICTURE), full=True)
    assert telegram.texts(7) == ["", long.strip()]


@pytest.mark.parametrize("full", [True, False])
def test_a_page_of_ones_own_is_a_link_either_way(telegram: BotApi, full: bool) -> None:
    send(telegram, Reply("Sivu tapaamista varten.", page="meeting"), full=full)
    (sent,) = telegram.state.sent
    assert sent.rows[0][0]["url"] == "https://chat.example.fi/own/meeting/7.?lang=fi"


def test_where_no_link_opens_nothing_is_said_of_one(telegram: BotApi) -> None:
    """An address without TLS is that of this machine: no telephone opens it."""
    page = Reply("Sivu tapaamista varten.", REPLY.buttons, page="meeting")
    send(telegram, REPLY, full=False, to=link_on_this_machine)
    send(telegram, REPLY, full=True, to=link_on_this_machine)
    send(telegram, page, full=True, to=link_on_this_machine)
    notice, photo, meeting = telegram.state.sent
    assert (
        notice.text
        == "Tein tuloksesta kuvan, mutta täältä sitä ei voi avata. Sama on yllä sanoina."
    )
    assert photo.text == "Tässä rahasi kuvana."
    assert "Voit tehdä sen verkossa" in meeting.text
    for sent in (notice, photo, meeting):
        assert [button["text"] for row in sent.rows for button in row] == ["Näytä"]
