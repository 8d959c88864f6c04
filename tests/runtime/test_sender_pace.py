"""The sender's pace: who waits for whom, and that the crisis lane waits for nobody."""

import asyncio
import time

from bot.domain.errors import DeliveryFailed
from bot.domain.messages import ChannelName, Lane
from bot.services.delivery_ports import ClaimedReply
from tests.runtime.conftest import (
    Recorder,
    a_sender,
    an_outbox,
    at_work,
    decide,
    run_until_settled,
    states,
    until,
)


def too_fast(seconds: float) -> DeliveryFailed:
    return DeliveryFailed("rate_limited", retryable=True, retry_after_s=seconds)


def test_too_fast_for_one_chat_makes_that_chat_wait_and_nobody_else() -> None:
    storage, channel = an_outbox(), Recorder({"slow": [too_fast(1.5)]})
    decide(storage, "1", ["slow", "after"])
    decide(storage, "2", ["other"])
    begun = time.monotonic()
    run_until_settled(storage, channel)
    times = dict(zip(channel.texts(), channel.at, strict=True))
    assert times["other"] - begun < 1.2
    assert times["slow"] - begun >= 1.5
    assert channel.texts("1") == ["slow", "after"]
    assert {mark for _, _, mark in channel.sent} == {None}


def test_three_chats_refused_at_once_make_all_wait_but_the_crisis_lane() -> None:
    storage = an_outbox()
    channel = Recorder({f"t{n}": [too_fast(2.5)] for n in range(3)})
    for number in range(3):
        decide(storage, str(number), [f"t{number}"])

    async def run() -> None:
        async with at_work(a_sender(storage, channel)) as sender:
            await until(lambda: len(channel.begun) == 3)
            await asyncio.sleep(0.1)
            begun = time.monotonic()
            decide(storage, "8", ["other"])
            decide(storage, "9", ["crisis"], Lane.CRISIS)
            sender.wake()
            await until(lambda: "waiting" not in states(storage))
            times = dict(zip(channel.texts(), channel.at, strict=True))
            assert times["crisis"] - begun < 1.5
            assert times["other"] - begun > 1.5

    asyncio.run(run())


def test_a_crisis_message_passes_hundreds_of_notices() -> None:
    storage, channel = an_outbox(), Recorder()
    for chat in range(50):
        decide(storage, f"n{chat}", [f"notice {chat}-{n}" for n in range(5)], Lane.NOTICE)

    async def run() -> float:
        async with at_work(a_sender(storage, channel, per_second=25.0, chat_gap_s=1.0)) as sender:
            await until(lambda: len(channel.sent) >= 3)
            begun = time.monotonic()
            decide(storage, "9", ["card", "numbers", "machine"], Lane.CRISIS)
            sender.wake()
            await until(lambda: channel.texts("9") == ["card", "numbers", "machine"])
            return time.monotonic() - begun

    assert asyncio.run(run()) < 3.0  # the notices take ten


def test_a_crisis_message_goes_out_while_every_place_is_taken() -> None:
    storage, channel = an_outbox(), Recorder({f"slow {n}": [30.0] for n in range(4)})
    for number in range(4):
        decide(storage, str(number), [f"slow {number}"])

    async def run() -> None:
        async with at_work(a_sender(storage, channel, in_flight=4, send_s=3.0)) as sender:
            await until(lambda: len(channel.begun) == 4)
            decide(storage, "8", ["ordinary"])
            decide(storage, "9", ["crisis"], Lane.CRISIS)
            sender.wake()
            await until(lambda: channel.texts() == ["crisis"], 2)
            assert "ordinary" not in channel.begun

    asyncio.run(run())


def test_one_chat_gets_a_message_a_second_and_others_do_not_wait_for_it() -> None:
    storage, channel = an_outbox(), Recorder()
    decide(storage, "1", ["a", "b", "c"])
    decide(storage, "2", ["d"])
    begun = time.monotonic()
    run_until_settled(storage, channel, chat_gap_s=1.0)
    times = dict(zip(channel.texts(), channel.at, strict=True))
    assert times["d"] - begun < 0.9
    assert times["b"] - times["a"] >= 0.95
    assert times["c"] - times["b"] >= 0.95


def test_no_more_than_the_rate_goes_out_in_all() -> None:
    storage, channel = an_outbox(), Recorder()
    for chat in range(40):
        decide(storage, str(chat), ["x"])
    run_until_settled(storage, channel, per_second=25.0)
    assert max(sum(at <= t < at + 1 for t in channel.at) for at in channel.at) <= 27
    assert channel.at[-1] - channel.at[0] > 1.3


def test_news_are_seen_at_once() -> None:
    storage, channel = an_outbox(), Recorder()

    async def run() -> float:
        async with at_work(a_sender(storage, channel, poll_s=30.0)) as sender:
            await asyncio.sleep(0.1)
            decide(storage, "1", ["a"])
            begun = time.monotonic()
            sender.wake()
            await until(lambda: channel.texts() == ["a"])
            return time.monotonic() - begun

    assert asyncio.run(run()) < 3.0


def test_a_crisis_message_passes_ten_thousand_others() -> None:
    storage, channel = an_outbox(), Recorder()
    for chat in range(20):
        decide(storage, f"n{chat}", [f"notice {chat}-{n}" for n in range(500)], Lane.NOTICE)

    async def run() -> float:
        async with at_work(a_sender(storage, channel, per_second=25.0, chat_gap_s=1.0)) as sender:
            await until(lambda: len(channel.sent) >= 3, 20)
            begun = time.monotonic()
            decide(storage, "9", ["card", "numbers", "machine"], Lane.CRISIS)
            sender.wake()
            await until(lambda: channel.texts("9") == ["card", "numbers", "machine"], 20)
            return time.monotonic() - begun

    assert asyncio.run(run()) < 3.0


def test_more_crisis_messages_than_can_go_in_a_lease_all_go_and_then_the_others() -> None:
    storage, channel = an_outbox(), Recorder()
    for number in range(60):
        decide(storage, f"c{number}", ["card"], Lane.CRISIS)
    decide(storage, "9", ["other"])
    claims: list[int] = []

    async def run() -> None:
        sender = a_sender(storage, channel, crisis_per_second=20.0, lease_s=1.0, send_s=0.5)
        claim = sender._claim_now

        def counted(name: ChannelName) -> ClaimedReply | None:
            found = claim(name)
            if found is not None:
                claims.append(found.outbox_id)
            return found

        sender._claim_now = counted  # type: ignore[method-assign]
        async with at_work(sender):
            await until(lambda: "waiting" not in states(storage), seconds=15)

    asyncio.run(run())
    assert sorted(channel.texts()) == ["card"] * 60 + ["other"]
    assert len(claims) < 61 * 5  # nobody runs in circles round a full lane
