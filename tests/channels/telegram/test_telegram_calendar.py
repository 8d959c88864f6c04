"""An appointment in Telegram: the words, and a file for the calendar under them."""

import asyncio

import pytest

from bot.channels.telegram.channel import TelegramChannel
from bot.domain.calendar_entry import CalendarEntry
from bot.domain.errors import DeliveryFailed
from bot.domain.messages import Address, Button, Reply
from tests.botapi import BotApi
from tests.channels.telegram.conftest import connected

ENTRY = CalendarEntry(
    "a1@rinnalla",
    0,
    "2026-12-03T11:00:00+00:00",
    "2026-12-03T11:45:00+00:00",
    "Tapaaminen",
    "2026-11-26T10:00:00+00:00",
)
REPLY = Reply(
    "Aika on sovittu (Maija).\nTapaaminen: **to 3.12. klo 13–13.45**",
    (Button("reply", "Siirrä", "time:move_a1~mac"),),
    calendar=ENTRY,
)


def send(telegram: BotApi, reply: Reply) -> str | None:
    async def run() -> str | None:
        async with connected(telegram) as api:
            channel = TelegramChannel(api, part_gap_s=0)
            return await channel.send(
                Address("telegram", api.bot_id, "7"), reply, repeat_mark=None
            )

    telegram.say(7, "Moi")
    return asyncio.run(run())


def test_the_file_comes_with_the_words_and_the_buttons(telegram: BotApi) -> None:
    id = send(telegram, REPLY)
    (sent,) = telegram.state.sent
    assert "to 3.12. klo 13–13.45" in sent.text
    assert sent.rows[0][0]["text"] == "Siirrä"
    assert id == str(sent.message_id)
    (call,) = telegram.calls("sendDocument")
    assert "BEGIN:VCALENDAR" in call.params["document"]
    assert "SUMMARY:Tapaaminen" in call.params["document"]
    assert telegram.calls("sendMessage") == []


def test_without_an_appointment_there_is_no_file(telegram: BotApi) -> None:
    send(telegram, Reply("Moi"))
    assert telegram.calls("sendDocument") == []
    assert telegram.texts(7) == ["Moi"]


def test_a_chat_that_is_closed_is_no_mistake_of_the_file(telegram: BotApi) -> None:
    telegram.say(7, "Moi")
    telegram.block(7)
    with pytest.raises(DeliveryFailed) as failed:
        send_blocked(telegram)
    assert failed.value.stop_address


def send_blocked(telegram: BotApi) -> None:
    async def run() -> None:
        async with connected(telegram) as api:
            channel = TelegramChannel(api, part_gap_s=0)
            await channel.send(Address("telegram", api.bot_id, "7"), REPLY, repeat_mark=None)

    asyncio.run(run())
