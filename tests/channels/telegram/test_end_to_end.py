"""The whole way on SQLite: written in Telegram, kept, answered, sent - through faults and deaths.

The Bot API server fails at random and the sender is killed again and again in the middle of what
it does. Nothing may be lost, every repeat carries the mark, and everybody's order is kept.
"""

import asyncio
import random
from collections import defaultdict
from pathlib import Path

import pytest

from bot.channels.telegram.channel import TelegramChannel
from bot.domain.messages import Lane, Language, Reply
from bot.runtime.clock import SystemClock
from bot.runtime.pacing import SenderLimits
from bot.runtime.sender import Sender
from bot.storage.crypto import Keyring
from bot.storage.database import open_engine
from bot.storage.unit_of_work import SqlStorage
from tests.botapi import BotApi
from tests.channels.telegram.conftest import WORDS, connected, polling, until
from tests.databases import sqlite_database

PEOPLE, EACH, DEATHS = 8, 6, 10
MARKS = {language: WORDS.text(language, "delivery.repeat") for language in ("fi", "sv")}
QUICK = SenderLimits(
    lease_s=0.6,
    send_s=0.3,
    per_second=1000,
    chat_gap_s=0.0,
    poll_s=0.02,
    backoff_cap_s=0.1,
    storm_chats=99,
)
FAULTS = ("429", "500", "502", "slow", "cut_before", "cut_after", "garbage")


@pytest.fixture
def database(tmp_path: Path) -> SqlStorage:
    url = sqlite_database(tmp_path / "r.db")
    return SqlStorage(open_engine(url), Keyring([b"k" * 32]), SystemClock())


def language_of(chat: int) -> Language:
    return "sv" if chat % 2 else "fi"


def answer_one(database: SqlStorage) -> bool:
    """Take one turn: the answer repeats what was asked."""
    with database.begin() as work:
        claim = work.inbox.claim(30)
        work.commit()
    if claim is None:
        return False
    language = language_of(int(claim.inbound.address.external))
    reply = Reply(f"Vastaus: {claim.inbound.text}", language=language)
    with database.begin() as work:
        work.inbox.finish(claim, [(reply, Lane.REPLY)], claim.person, None, delivered=False)
        work.commit()
    return True


async def send_with_deaths(telegram: BotApi, database: SqlStorage, chance: random.Random) -> None:
    for _ in range(DEATHS):
        async with connected(telegram) as api:
            channel = TelegramChannel(api)
            sender = Sender(database, {"telegram": channel}, WORDS, SystemClock(), QUICK)
            running = asyncio.create_task(sender.run())
            for _ in range(3):
                telegram.fault("sendMessage", chance.choice(FAULTS), seconds=0.5)
            await asyncio.sleep(chance.uniform(0.02, 0.25))
            running.cancel()  # no stop, no draining: as if the process were killed
            await asyncio.gather(running, return_exceptions=True)
    telegram.state.faults.clear()
    async with connected(telegram) as api:
        channel = TelegramChannel(api)
        sender = Sender(database, {"telegram": channel}, WORDS, SystemClock(), QUICK)
        running = asyncio.create_task(sender.run())
        await until(lambda: _waiting(database) == 0, 30)
        sender.stop()
        await running


def _waiting(database: SqlStorage) -> int:
    with database.begin() as work:
        return work.outbox.waiting()[0]


@pytest.mark.parametrize("seed", [1, 2])
def test_nothing_is_lost_repeats_are_marked_and_order_is_kept(
    telegram: BotApi, database: SqlStorage, seed: int
) -> None:
    chance = random.Random(seed)
    for number in range(EACH):
        for chat in range(PEOPLE):
            telegram.say(chat + 1, f"kysymys {number}")
            if chance.random() < 0.2:
                telegram.state.updates.append(dict(telegram.state.updates[-1]))

    async def run() -> None:
        async with polling(telegram, database):
            await until(lambda: not telegram.pending(), 20)
        while await asyncio.to_thread(answer_one, database):
            pass
        await send_with_deaths(telegram, database, chance)

    asyncio.run(run())
    got: dict[int, list[str]] = defaultdict(list)
    for sent in telegram.state.sent:
        got[sent.chat].append(sent.text)
    for chat in range(1, PEOPLE + 1):
        mark, firsts, seen = MARKS["sv" if chat % 2 else "fi"], [], set()
        for text in got[chat]:
            bare = text.removeprefix(f"{mark}\n\n")
            assert bare == text or bare.startswith("Vastaus")
            assert bare not in seen or bare != text, "a repeat without its mark"
            if bare not in seen:
                firsts.append(bare)
            seen.add(bare)
        assert firsts == [f"Vastaus: kysymys {number}" for number in range(EACH)]
