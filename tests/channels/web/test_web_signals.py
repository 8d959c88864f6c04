import asyncio
import threading

from bot.channels.web import Signals
from bot.domain.messages import Address

HERE, THERE = Address("web", "widget", "a"), Address("web", "widget", "b")


def test_a_notice_wakes_everybody_at_its_address_and_nobody_else() -> None:
    async def run() -> list[bool]:
        signals = Signals()
        waits = [signals.wait(HERE, 1.0), signals.wait(HERE, 1.0), signals.wait(THERE, 0.05)]
        tasks = [asyncio.create_task(one) for one in waits]
        await asyncio.sleep(0.01)
        thread = threading.Thread(target=signals.notify, args=(HERE,))
        thread.start()
        found = list(await asyncio.gather(*tasks))
        thread.join()
        return found

    assert asyncio.run(run()) == [True, True, False]


def test_a_ring_between_looking_and_waiting_is_not_lost() -> None:
    async def run() -> tuple[bool, bool]:
        signals = Signals()
        with signals.listen(HERE) as bell:
            signals.notify(HERE)
            return await bell.wait(0.5), await bell.wait(0.01)

    assert asyncio.run(run()) == (True, False)


def test_nothing_is_remembered_of_those_who_left() -> None:
    async def run() -> int:
        signals = Signals()
        for number in range(100):
            await signals.wait(Address("web", "widget", str(number)), 0.0)
        return len(signals._bells)

    assert asyncio.run(run()) == 0
