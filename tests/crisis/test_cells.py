"""The table of what may be broken: in every cell, in every language, the answer is there.

With the real scanner. ``bench/crisis.py`` measures the 300 ms on the web; here it is the order.
"""

import asyncio
import time
from functools import cache
from pathlib import Path

import pytest

from bot.channels.telegram.channel import TelegramChannel
from bot.content.safety_scanner import load_scanner
from bot.domain.errors import EngineUnavailable
from bot.domain.messages import Address, Inbound, InboundKind, Lane, Reply
from bot.domain.safety import Scanner
from bot.engine.scripted import ScriptedEngine
from bot.i18n import Words
from bot.runtime.clock import SystemClock
from bot.runtime.sender import Sender
from bot.runtime.urgent import urgent_answers
from bot.services.ports import Engine
from bot.services.receive import receive
from bot.services.writes import PENDING
from bot.storage.crypto import Keyring
from bot.storage.database import open_engine
from bot.storage.unit_of_work import SqlStorage, SqlUnitOfWork
from bot.turn import take_turn
from tests.assessing_engine import AssessingEngine
from tests.botapi import BotApi
from tests.builders import SIGNER, frozen
from tests.channels.telegram.conftest import WORDS, connected, until
from tests.databases import sqlite_database
from tests.fakes import MemoryStorage
from tests.talking import Talk

PHRASES = {
    "fi": "haluan kuolla",
    "sv": "jag vill dö",
    "en": "i want to die",
    "so": "waxaan rabaa inaan dhinto",
    "ar": "أريد أن أموت",
    "fa": "میخواهم بمیرم",
    "uk": "я не хочу жити",
}
"""One sentence of tier B in each language; what else the scanner hears is measured elsewhere."""

OPENING = {
    "fi": ("Kiitos, että sanoit sen",),
    "sv": ("Tack för att du sade det",),
    "en": ("Thank you for saying it",),
}
TOGETHER = ("Thank you for saying it", "Kiitos, että sanoit sen")
NUMBERS = ("112", "040 000 0112", "09 2525 0111")
HANGS_S = 20.0

in_every_language = pytest.mark.parametrize("language", list(PHRASES))


@cache
def scanner() -> Scanner:
    return load_scanner()


def a_talk(language: str, engine: Engine | None = None, **more: object) -> Talk:
    engine = engine or ScriptedEngine()
    more = {"engine": engine, "hint": language, "scanner": scanner(), **more}
    return Talk(frozen(), **more)  # type: ignore[arg-type]


def assert_whole(text: str, language: str) -> None:
    for part in (*OPENING.get(language, TOGETHER), *NUMBERS):
        assert part in text


async def assert_answered(talk: Talk, language: str, words: str | None = None) -> None:
    began = time.perf_counter()
    await talk.say(words or PHRASES[language])
    assert time.perf_counter() - began < HANGS_S / 4
    assert talk.keys == ["crisis.card"]
    assert set(talk.lanes) == {Lane.CRISIS}
    assert_whole(talk.text + str(talk.buttons), language)


@in_every_language
async def test_rasa_stopped(language: str) -> None:
    down = ScriptedEngine({PHRASES[language]: EngineUnavailable("stopped")})
    await assert_answered(a_talk(language, down), language)


@in_every_language
async def test_rasa_hangs(language: str) -> None:
    await assert_answered(a_talk(language, ScriptedEngine(delay_s=HANGS_S)), language)


@in_every_language
async def test_rasa_breaks(language: str) -> None:
    broken = ScriptedEngine({PHRASES[language]: RuntimeError("a bug")})
    await assert_answered(a_talk(language, broken), language)


@in_every_language
def test_the_database_stopped(language: str) -> None:
    inbound = Inbound(
        Address("telegram", "bot", "7"),
        "u1",
        InboundKind.TEXT,
        PHRASES[language],
        frozen().now(),
        language,
    )
    replies = urgent_answers(a_talk(language).parts)(inbound)
    assert {reply.key for reply in replies} == {"crisis.card"}
    assert_whole("\n".join(f"{one.text} {one.buttons}" for one in replies), language)


@in_every_language
async def test_in_the_middle_of_a_question_of_the_dialogue(language: str) -> None:
    talk = a_talk(language)
    await talk.say("650")
    talk.storage.state.trackers = dict.fromkeys(talk.storage.state.trackers, '{"loop": "budget"}')
    await assert_answered(talk, language, f"650 {PHRASES[language]}")
    assert set(talk.storage.state.trackers.values()) == {'{"loop": "budget"}'}


@in_every_language
async def test_in_the_middle_of_a_real_budget(language: str) -> None:
    """The answer before it is kept, the danger is none, and one tap goes on."""
    talk = a_talk(language, AssessingEngine())
    await talk.say("hei")
    (conversation,) = talk.storage.state.people
    await talk.say(SIGNER.sign(conversation, "assess:budget"), InboundKind.BUTTON)
    await talk.say("320")
    assert talk.kept[PENDING]["question"] == "next_income_day"
    kept = talk.kept["assessment:budget"]
    await assert_answered(talk, language, f"650 {PHRASES[language]}")
    assert talk.kept["assessment:budget"] == kept
    assert PENDING not in talk.kept
    await talk.say(SIGNER.sign(conversation, "crisis:safe"), InboundKind.BUTTON)
    back = [one for one in talk.buttons if one.value.startswith("assess:budget")]
    await talk.say(back[0].value, InboundKind.BUTTON)
    assert talk.keys == ["assessment.resumed", "assessment.ask"]


@in_every_language
async def test_in_the_middle_of_the_safety_plan(language: str) -> None:
    talk = a_talk(language)
    await talk.say("plan", InboundKind.COMMAND)
    start = next(one for one in talk.buttons if one.value.startswith("plan:start"))
    await talk.say(start.value, InboundKind.BUTTON)
    assert talk.keys == ["plan.ask.signs"]
    await assert_answered(talk, language)


@in_every_language
async def test_a_locale_file_missing(language: str, tmp_path: Path) -> None:
    """Every file is gone: the service starts, and the card is whole."""
    none = Words.load_what_there_is(tmp_path)
    assert not any(none.catalogues.values())
    await assert_answered(a_talk(language, words=none), language)


@in_every_language
async def test_buried_in_a_text_too_long_to_be_taken(language: str) -> None:
    await assert_answered(a_talk(language), language, f"{'a. ' * 4000}{PHRASES[language]}")


@in_every_language
async def test_changed_into_a_message(language: str) -> None:
    talk = a_talk(language)
    await talk.say(PHRASES[language], InboundKind.EDITED)
    assert talk.keys == ["crisis.card"]
    assert_whole(talk.text + str(talk.buttons), language)


# --- what waits in front of it ------------------------------------------------------------------


@pytest.fixture
def database(tmp_path: Path) -> SqlStorage:
    url = sqlite_database(tmp_path / "r.db")
    return SqlStorage(open_engine(url), Keyring([b"k" * 32]), SystemClock())


async def decided(storage: SqlStorage | MemoryStorage, talk: Talk, inbound: Inbound) -> None:
    """Take in and answer one message over a storage."""
    with storage.begin() as work:
        receive(work, inbound)
        work.commit()
    with storage.begin() as work:
        claim = work.inbox.claim(30.0)
        work.commit()
    assert claim is not None
    outcome = await take_turn(claim, talk.parts)
    with storage.begin() as work:
        pulled = inbound.address.channel == "web"
        work.inbox.finish(
            claim, outcome.replies, outcome.person, outcome.tracker, delivered=pulled
        )
        for write in outcome.writes:
            write(work)
        work.commit()


def an_inbound(
    chat: str, text: str, update: str, channel: str = "telegram", language: str = "fi"
) -> Inbound:
    address = Address(channel, "999", chat)  # type: ignore[arg-type]
    return Inbound(address, update, InboundKind.TEXT, text, frozen().now(), language)


@pytest.mark.parametrize("channel", ["telegram", "web"])
async def test_ten_thousand_messages_wait_in_the_outbox(
    channel: str, database: SqlStorage
) -> None:
    for chat in range(20):
        with database.begin() as work:
            receive(work, an_inbound(f"{chat}", "hei", f"n{chat}"))
            claim = work.inbox.claim(30.0)
            assert claim is not None
            notices = [(Reply(f"{chat}-{n}"), Lane.NOTICE) for n in range(500)]
            work.inbox.finish(claim, notices, claim.person, None, delivered=False)
            work.commit()
    for number, (language, words) in enumerate(PHRASES.items()):
        began = time.perf_counter()
        inbound = an_inbound(f"danger-{number}", words, f"d{number}", channel, language)
        await decided(database, a_talk(language), inbound)
        assert time.perf_counter() - began < 1.0
        with database.begin() as work:
            said = next_said(work, inbound)
            work.commit()  # what is claimed is not claimed again
        assert said.key == "crisis.card"
        assert OPENING.get(language, TOGETHER)[0] in said.text
    with database.begin() as work:
        assert work.outbox.waiting()[0] >= 10_000


def next_said(work: SqlUnitOfWork, inbound: Inbound) -> Reply:
    """Return what the page shows, or what goes out to Telegram before all that waits."""
    if inbound.address.channel == "web":
        return work.conversations.history(inbound.address, 0)[1].reply
    claim = work.outbox.claim("telegram", 30.0)
    assert claim is not None
    return claim.reply


def test_telegram_refuses_everybody_for_being_too_fast(telegram: BotApi) -> None:
    """A storm of 429: the card goes out while all others are made to wait."""
    storage = MemoryStorage(SystemClock())
    in_danger = list(enumerate(PHRASES.items(), 1))

    def has_card(chat: int, language: str) -> bool:
        return any(OPENING.get(language, TOGETHER)[0] in text for text in telegram.texts(chat))

    async def run() -> float:
        async with connected(telegram) as api:
            for chat, (_, words) in in_danger:
                telegram.say(chat, words)  # nobody can be written to who has not written
            for chat in range(20, 26):
                telegram.say(chat, "rahat loppu")
                telegram.fault("sendMessage", "429", chat=chat, times=1, retry_after=6)
                await decided(storage, a_talk("fi"), _to(api.bot_id, chat, "rahat loppu"))
            channel = TelegramChannel(api, part_gap_s=0.0)
            sender = Sender(storage, {"telegram": channel}, WORDS, SystemClock())
            running = asyncio.create_task(sender.run())
            await until(lambda: len(telegram.calls("sendMessage")) >= 3)
            began = time.monotonic()
            for chat, (language, words) in in_danger:
                await decided(storage, a_talk(language), _to(api.bot_id, chat, words, language))
                sender.wake()
            await until(lambda: all(has_card(chat, told) for chat, (told, _) in in_danger), 10)
            took = time.monotonic() - began
            sender.stop()
            await running
            return took

    assert asyncio.run(run()) < 3.0
    assert not any(telegram.texts(chat) for chat in range(23, 26))


def _to(bot: str, chat: int, text: str, language: str = "fi") -> Inbound:
    address = Address("telegram", bot, str(chat))
    return Inbound(address, f"u{chat}", InboundKind.TEXT, text, frozen().now(), language)


@pytest.fixture
def telegram() -> object:
    with BotApi() as server:
        yield server
