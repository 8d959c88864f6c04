"""The polling loop: committed before acknowledged, once each, and never stopped by trouble."""

import asyncio

import pytest

from bot.channels.telegram.courtesies import Courtesies
from bot.channels.telegram.poller import Poller
from bot.domain.errors import StorageUnavailable
from bot.domain.messages import Address, InboundKind
from tests.botapi import BotApi
from tests.channels.telegram.conftest import WORDS, connected, polling, taken, taking_in, until
from tests.fakes import MemoryStorage, State


def test_messages_are_kept_in_order_and_then_acknowledged(
    telegram: BotApi, storage: MemoryStorage
) -> None:
    async def run() -> None:
        async with polling(telegram, storage):
            for number in range(5):
                telegram.say(7, f"viesti {number}")
            await until(lambda: len(taken(storage)) == 5 and not telegram.pending())

    asyncio.run(run())
    assert [one.text for one in taken(storage)] == [f"viesti {number}" for number in range(5)]


def test_nothing_is_acknowledged_before_it_is_committed(
    telegram: BotApi, storage: MemoryStorage
) -> None:
    async def run() -> None:
        async with polling(telegram, storage) as poller:
            await until(lambda: poller.state == "ok" or bool(telegram.calls("getUpdates")))
            storage.down = True
            number = telegram.say(7, "Apua")
            await until(lambda: poller.state == "no_storage")
            assert telegram.pending() == [number]
            storage.down = False
            await until(lambda: not telegram.pending())

    asyncio.run(run())
    assert [one.text for one in taken(storage)] == ["Apua"]


def test_a_crash_between_the_commit_and_the_acknowledgement_takes_nothing_twice(
    telegram: BotApi, storage: MemoryStorage
) -> None:
    telegram.say(7, "yksi")

    async def first_process() -> None:
        async with taking_in(telegram, storage) as (api, intake):
            raws = await api.updates(0, 0)
            await intake.take(raws, offset=0)  # killed here: Telegram was told nothing

    async def second_process() -> None:
        async with polling(telegram, storage):
            telegram.say(7, "kaksi")
            await until(lambda: not telegram.pending())

    asyncio.run(first_process())
    asyncio.run(second_process())
    assert [one.text for one in taken(storage)] == ["yksi", "kaksi"]


def test_a_redelivered_update_is_one_row(telegram: BotApi, storage: MemoryStorage) -> None:
    telegram.say(7, "yksi")
    again = dict(telegram.state.updates[0])

    async def run() -> None:
        async with polling(telegram, storage):
            await until(lambda: not telegram.pending())
            telegram.redeliver(again)
            telegram.say(7, "kaksi")
            await until(lambda: len(taken(storage)) == 2)

    asyncio.run(run())
    assert [one.text for one in taken(storage)] == ["yksi", "kaksi"]


def test_the_offset_never_goes_back(telegram: BotApi, storage: MemoryStorage) -> None:
    old = telegram.say(7, "vanha")

    async def run() -> None:
        async with polling(telegram, storage):
            await until(lambda: not telegram.pending())
        async with taking_in(telegram, storage) as (_, intake):
            assert await intake.offset() == old + 1

    asyncio.run(run())


def test_an_unreadable_update_is_passed_over(telegram: BotApi, storage: MemoryStorage) -> None:
    telegram.update("message", {"text": ["?"], "chat": "?"})
    telegram.update("message", 17)
    telegram.say(7, "Moi")

    async def run() -> None:
        async with polling(telegram, storage):
            await until(lambda: not telegram.pending())

    asyncio.run(run())
    assert [one.text for one in taken(storage)] == ["Moi"]


@pytest.mark.parametrize("kind", ["500", "502", "429", "cut_before", "cut_after", "garbage"])
def test_the_loop_outlives_a_failing_server(
    telegram: BotApi, storage: MemoryStorage, kind: str
) -> None:
    telegram.fault("getUpdates", kind, times=2)

    async def run() -> None:
        async with polling(telegram, storage) as poller:
            telegram.say(7, "Moi")
            await until(lambda: not telegram.pending() and poller.state == "ok", 10)

    asyncio.run(run())
    assert [one.text for one in taken(storage)] == ["Moi"]


def test_a_second_poller_is_told_clearly(
    telegram: BotApi, storage: MemoryStorage, caplog: pytest.LogCaptureFixture
) -> None:
    async def run() -> None:
        async with (
            polling(telegram, storage) as first,
            polling(telegram, MemoryStorage()) as other,
        ):
            await until(lambda: "conflict" in (first.state, other.state))

    asyncio.run(run())
    (said, *_) = [record for record in caplog.records if record.levelname == "ERROR"]
    assert said.getMessage() == "telegram.poll_failed"
    assert "another program polls this bot" in said.hint  # type: ignore[attr-defined]


def test_polling_takes_a_webhook_away_first(telegram: BotApi, storage: MemoryStorage) -> None:
    telegram.state.webhook.url = "http://127.0.0.1:9/"

    async def run() -> None:
        async with polling(telegram, storage):
            telegram.say(7, "Moi")
            await until(lambda: len(taken(storage)) == 1)

    asyncio.run(run())
    assert telegram.state.webhook.url == ""


def test_a_wrong_token_is_told_and_tried_again(telegram: BotApi, storage: MemoryStorage) -> None:
    right, telegram.token = telegram.token, "999:Wrong-token-of-somebody-else"

    async def run() -> None:
        async with polling(telegram, storage) as poller:
            telegram.token = right
            await until(lambda: poller.state == "token_refused")

    asyncio.run(run())


def test_stopping_does_not_wait_for_the_long_poll(
    telegram: BotApi, storage: MemoryStorage
) -> None:
    async def run() -> None:
        async with taking_in(telegram, storage) as (api, intake):
            poller = Poller(api, intake, wait_s=30)
            running = asyncio.create_task(poller.run())
            await until(lambda: bool(telegram.calls("getUpdates")))
            poller.stop()
            await asyncio.wait_for(running, 1)

    asyncio.run(run())


def test_a_press_is_acknowledged(telegram: BotApi, storage: MemoryStorage) -> None:
    telegram.press(7, "menu:money~mac")

    async def run() -> None:
        async with polling(telegram, storage):
            await until(lambda: not telegram.state.queries)

    asyncio.run(run())
    assert [(one.kind, one.text) for one in taken(storage)] == [
        (InboundKind.BUTTON, "menu:money~mac")
    ]


def test_a_group_gets_one_static_line_and_is_left_and_nothing_of_it_is_kept(
    telegram: BotApi, storage: MemoryStorage
) -> None:
    telegram.invite(-100, code="sv")
    telegram.message(-100, {"text": "/sos mitä te teette täällä"})

    async def run() -> None:
        async with polling(telegram, storage):
            await until(lambda: -100 not in telegram.state.chats)
            await until(lambda: not telegram.pending())

    asyncio.run(run())
    assert telegram.texts(-100) == [WORDS.text("sv", "telegram.group")]
    assert taken(storage) == []


def test_a_channel_is_left_without_a_word(telegram: BotApi, storage: MemoryStorage) -> None:
    telegram.invite(-200, "channel")

    async def run() -> None:
        async with polling(telegram, storage):
            await until(lambda: -200 not in telegram.state.chats)

    asyncio.run(run())
    assert telegram.texts(-200) == []


def test_a_block_stops_the_address_and_a_message_starts_it_again(
    telegram: BotApi, storage: MemoryStorage
) -> None:
    address = Address("telegram", str(telegram.bot_id), "7")
    telegram.say(7, "Moi")
    telegram.block(7)

    async def run() -> None:
        async with polling(telegram, storage):
            await until(lambda: storage.state.stopped == {address: "blocked"})
            telegram.unblock(7)
            await until(lambda: storage.state.stopped == {})
            telegram.block(7)
            await until(lambda: storage.state.stopped == {address: "blocked"})
            telegram.say(7, "Täällä taas")
            await until(lambda: storage.state.stopped == {})

    asyncio.run(run())


def test_who_answers_is_woken_once_for_what_is_new(
    telegram: BotApi, storage: MemoryStorage
) -> None:
    telegram.say(7, "Moi")
    woken: list[int] = []

    async def run() -> None:
        async with taking_in(telegram, storage, lambda: woken.append(1)) as (api, intake):
            raws = await api.updates(0, 0)
            await intake.take(raws)
            await intake.take(raws)

    asyncio.run(run())
    assert woken == [1]


def test_half_a_batch_is_never_kept(telegram: BotApi, storage: MemoryStorage) -> None:
    telegram.say(7, "yksi")
    telegram.say(7, "kaksi")

    class FullDisk(MemoryStorage):
        def keep(self, state: State) -> None:  # noqa: ARG002 - as the fake has it
            raise StorageUnavailable("disk full")

    broken = FullDisk()

    async def run() -> None:
        async with taking_in(telegram, broken) as (api, intake):
            with pytest.raises(StorageUnavailable):
                await intake.take(await api.updates(0, 0), offset=5)

    asyncio.run(run())
    assert taken(broken) == []
    assert broken.state.offsets == {}


def test_the_menu_of_commands_is_shown_in_every_language(telegram: BotApi) -> None:
    async def run() -> None:
        async with connected(telegram) as api:
            courtesies = Courtesies(api, WORDS)
            courtesies.show_commands()
            await courtesies.close()

    asyncio.run(run())
    shown = [call.params.get("language_code") for call in telegram.calls("setMyCommands")]
    assert shown == [None, "fi", "sv", "en"]
