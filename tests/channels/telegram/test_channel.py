"""Sending: what arrives, and what each of Telegram's failures comes to."""

import asyncio
import time

import pytest
from telegram.error import RetryAfter

from bot.channels.telegram.channel import TelegramChannel
from bot.channels.telegram.failures import delivery_failed
from bot.domain.errors import DeliveryFailed
from bot.domain.messages import Address, Button, Reply
from tests.botapi import BotApi
from tests.channels.telegram.conftest import connected

LONG = "Tämä on yksi lause joka vie tilaa. " * 200


def send(
    telegram: BotApi, reply: Reply, chat: str = "7", *, mark: str | None = None, bot: str = ""
) -> str | None:
    async def run() -> str | None:
        async with connected(telegram) as api:
            channel = TelegramChannel(api, part_gap_s=0)
            address = Address("telegram", bot or api.bot_id, chat)
            return await channel.send(address, reply, repeat_mark=mark)

    return asyncio.run(run())


def failure(telegram: BotApi, reply: Reply | None = None, **more: str) -> DeliveryFailed:
    with pytest.raises(DeliveryFailed) as caught:
        send(telegram, reply or Reply("Moi"), **more)
    return caught.value


def facts(error: DeliveryFailed) -> tuple[str, bool, bool, bool, float | None]:
    return (
        error.reason,
        error.retryable,
        error.stop_address,
        error.maybe_delivered,
        error.retry_after_s,
    )


def test_a_reply_arrives_with_bold_buttons_and_no_preview(telegram: BotApi) -> None:
    telegram.say(7, "Moi")
    buttons = (Button("reply", "Raha", "topic:x~mac"), Button("url", "Kela", "https://kela.fi"))
    provider_id = send(telegram, Reply("**Soita** <nyt> & heti", buttons))
    (sent,) = telegram.state.sent
    assert (sent.text, sent.raw) == (
        "Soita <nyt> & heti",
        "<b>Soita</b> &lt;nyt&gt; &amp; heti",
    )
    assert sent.rows == [
        [
            {"text": "Raha", "callback_data": "topic:x~mac"},
            {"text": "Kela", "url": "https://kela.fi"},
        ]
    ]
    assert '"is_disabled": true' in telegram.calls("sendMessage")[0].params["link_preview_options"]
    assert provider_id == str(sent.message_id)


def test_a_long_answer_arrives_whole_and_in_order(telegram: BotApi) -> None:
    telegram.say(7, "Moi")
    provider_id = send(telegram, Reply(LONG))
    assert " ".join(telegram.texts(7)) == LONG.strip()
    assert provider_id == ",".join(str(sent.message_id) for sent in telegram.state.sent)
    assert len(telegram.state.sent) == 2


@pytest.mark.parametrize(
    ("fault", "expected"),
    [
        ({"kind": "403"}, ("blocked", False, True, False, None)),
        ({"kind": "429", "retry_after": 7}, ("rate_limited", True, False, False, 7.0)),
        ({"kind": "429", "retry_after": 0}, ("rate_limited", True, False, False, 1.0)),
        ({"kind": "400"}, ("refused", False, False, False, None)),
        ({"kind": "401"}, ("token_refused", True, False, False, None)),
        ({"kind": "500"}, ("server_error", True, False, False, None)),
        ({"kind": "503"}, ("server_error", True, False, False, None)),
        ({"kind": "502"}, ("cut", True, False, True, None)),
        ({"kind": "504"}, ("cut", True, False, True, None)),
        ({"kind": "cut_before"}, ("cut", True, False, True, None)),
        ({"kind": "cut_after"}, ("cut", True, False, True, None)),
        ({"kind": "garbage"}, ("cut", True, False, True, None)),
    ],
)
def test_every_failure_says_what_to_do_next(
    telegram: BotApi, fault: dict[str, object], expected: object
) -> None:
    telegram.say(7, "Moi")
    telegram.fault("sendMessage", times=2, **fault)  # type: ignore[arg-type]
    assert facts(failure(telegram)) == expected


def test_a_person_who_never_wrote_or_is_gone_is_unreachable(telegram: BotApi) -> None:
    assert facts(failure(telegram, chat="99")) == ("no_chat", False, True, False, None)
    telegram.say(8, "Moi")
    telegram.block(8)
    assert facts(failure(telegram, chat="8")) == ("blocked", False, True, False, None)


def test_no_server_means_that_nothing_was_sent(telegram: BotApi) -> None:
    telegram.url = "http://127.0.0.1:9"
    assert facts(failure(telegram)) == ("unreachable", True, False, False, None)


def test_a_row_of_another_bot_is_not_sent_with_this_one(telegram: BotApi) -> None:
    telegram.say(7, "Moi")
    assert facts(failure(telegram, bot="1")) == ("other_bot", False, False, False, None)
    assert telegram.calls("sendMessage") == []


@pytest.mark.parametrize("kind", ["429", "500", "403", "cut_before"])
def test_a_part_that_fails_after_another_arrived_may_only_be_repeated_marked(
    telegram: BotApi, kind: str
) -> None:
    telegram.say(7, "Moi")

    async def run() -> DeliveryFailed:
        async with connected(telegram) as api:
            channel = TelegramChannel(api, part_gap_s=0.05)
            address = Address("telegram", api.bot_id, "7")
            sending = asyncio.create_task(channel.send(address, Reply(LONG), repeat_mark=None))
            while not telegram.state.sent:  # noqa: ASYNC110 - the server is another thread
                await asyncio.sleep(0.001)
            telegram.fault("sendMessage", kind)
            with pytest.raises(DeliveryFailed) as caught:
                await sending
            assert await channel.send(address, Reply(LONG), repeat_mark="(toisto)")
            return caught.value

    error = asyncio.run(run())
    assert error.maybe_delivered
    first, *again = telegram.texts(7)
    assert all(text.startswith("(toisto)\n\n") for text in again)
    assert again[0].removeprefix("(toisto)\n\n") in first + LONG


def test_parts_of_one_message_keep_a_second_between_them(telegram: BotApi) -> None:
    telegram.say(7, "Moi")

    async def run() -> None:
        async with connected(telegram) as api:
            address = Address("telegram", api.bot_id, "7")
            await TelegramChannel(api).send(address, Reply(LONG), repeat_mark=None)

    asyncio.run(run())
    first, second = telegram.state.sent
    assert second.at - first.at >= 1.0


def test_a_mistake_in_buttons_costs_the_buttons_and_not_the_words(telegram: BotApi) -> None:
    telegram.say(7, "Moi")
    send(telegram, Reply("**Soita** nyt", (Button("reply", "Liian pitkä", "x" * 65),)))
    (sent,) = telegram.state.sent
    assert (sent.raw, sent.rows) == ("Soita nyt", [])


@pytest.mark.parametrize("as_timedelta", ["false", "true"])
def test_both_shapes_of_retry_after_are_understood(
    monkeypatch: pytest.MonkeyPatch, as_timedelta: str
) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", as_timedelta)
    assert delivery_failed(RetryAfter(12)).retry_after_s == 12.0


def test_a_slow_server_is_waited_for(telegram: BotApi) -> None:
    telegram.say(7, "Moi")
    telegram.fault("sendMessage", "slow", seconds=0.3)
    begun = time.monotonic()
    send(telegram, Reply("Moi"))
    assert time.monotonic() - begun >= 0.3
    assert telegram.texts(7) == ["Moi"]
