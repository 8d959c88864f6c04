"""A whole service with a worker in Telegram and a clock that a test moves.

The service is put together by ``app.build``; Telegram is the tests' own Bot API server over real
sockets. The engine alone is replaced: it understands one intent.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from httpx import ASGITransport

from bot import app as service
from bot.domain.messages import Address, ConversationId, Say
from bot.domain.people import Assignment, Line, UnitId, WorkerId
from bot.runtime import chat_notices, sender
from bot.runtime.pacing import SenderLimits
from bot.runtime.people_files import read_file
from bot.runtime.process import App
from bot.services.linking import make_staff_code
from bot.services.people_files import read_plan
from bot.services.people_plan import write_plan
from bot.services.people_ports import LinkedLine
from bot.services.ports import EngineAnswer, EngineTurn
from bot.settings import ROOT, Settings
from tests.botapi import BotApi
from tests.builders import content
from tests.databases import sqlite_database
from tests.fake_rows import FrozenClock

SATURDAY = datetime(2026, 11, 14, 21, 40, tzinfo=UTC)  # 23.40 in Helsinki
MONDAY = datetime(2026, 11, 16, 7, 0, tzinfo=UTC)  # 9.00
ANNA, MAIJA, TIMO = 7001, 9001, 9002
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
ORIGIN = "http://localhost"
QUICK = SenderLimits(chat_gap_s=0.0, poll_s=0.05)


class Understands:
    """An engine that hears a message to the worker in "soita", and thanks otherwise."""

    async def respond(self, turn: EngineTurn) -> EngineAnswer:
        text = (turn.text or "").lower()
        intent = "contact_worker" if "soita" in text else "thanks"
        return EngineAnswer((Say("talk.thanks"),), "{}", intent=intent)


@dataclass
class TickingClock(FrozenClock):
    """Stands, but no two looks at it are the same instant."""

    def now(self) -> datetime:
        self.at += timedelta(milliseconds=1)
        return self.at


@dataclass
class Story:
    """The running service, its Telegram, and a clock."""

    app: App
    telegram: BotApi
    clock: FrozenClock
    web: httpx.AsyncClient
    read: dict[int, int] = field(default_factory=dict)

    async def until(self, holds: Callable[[], object], what: str, seconds: float = 15) -> None:
        try:
            async with asyncio.timeout(seconds):
                while not holds():  # noqa: ASYNC110 - it happens in other threads
                    await asyncio.sleep(0.03)
        except TimeoutError:
            got = {chat: self.telegram.texts(chat)[-6:] for chat in (ANNA, MAIJA, TIMO)}
            pytest.fail(f"not in time: {what}\n{got}")

    async def hears(self, chat: int, *words: str) -> str:
        """Wait for a message with these words behind what was heard before; return it."""
        found: list[str] = []

        def heard() -> bool:
            texts = self.telegram.texts(chat)
            for number in range(self.read.get(chat, 0), len(texts)):
                if all(word in texts[number] for word in words):
                    found.append(texts[number])
                    self.read[chat] = number + 1
                    return True
            return False

        await self.until(heard, f"{chat} hears {words}")
        return found[0]

    def press(self, chat: int, label: str) -> None:
        """Press the newest button with this label."""
        for sent in reversed(self.telegram.state.sent):
            for button in [one for row in sent.rows for one in row] if sent.chat == chat else []:
                if button["text"] == label:
                    self.telegram.press(chat, str(button["callback_data"]))
                    return
        pytest.fail(f"{chat} has no button {label!r}: {self.telegram.texts(chat)[-3:]}")

    def reply(self, chat: int, to: str, text: str) -> None:
        """Reply to the newest message that holds these words."""
        sent = [one for one in self.telegram.state.sent if one.chat == chat and to in one.text]
        about = {"message_id": sent[-1].message_id, "chat": {"id": chat, "type": "private"}}
        self.telegram.say(chat, text, reply_to_message=about)

    async def move(self, to: datetime) -> None:
        self.clock.at = to
        await self.app.heartbeat.tick()

    async def anna_comes(self) -> None:
        """Let Anna write for the first time, and come to Maija."""
        self.telegram.say(ANNA, "moi")
        await self.hears(ANNA, "")
        self.comes_to_maija(self.conversation(str(ANNA)), "Anna K.")

    async def anna_asks_for_a_call(self) -> None:
        """Let Anna come to Maija and send "soita" on Monday in office hours; the digest is due."""
        await self.links(MAIJA, "maija")
        await self.anna_comes()
        await self.move(MONDAY + timedelta(hours=1))
        self.telegram.say(ANNA, "soita")
        await self.hears(ANNA, "soita")
        self.press(ANNA, "Lähetä tämä")
        await self.hears(ANNA, "tallessa")
        await self.move(MONDAY + timedelta(hours=1, seconds=1))

    def handoffs(self, chat: str = str(ANNA), channel: str = "telegram") -> list[Any]:
        with self.app.storage.begin() as work:
            return work.handoffs.of_person(self.conversation(chat, channel))

    def conversation(self, chat: str, channel: str = "telegram") -> ConversationId:
        from bot.storage.addresses import find_place

        bot = str(self.telegram.bot_id) if channel == "telegram" else "widget"
        address = Address(channel, bot, chat)  # type: ignore[arg-type]
        with self.app.storage._transaction() as transaction:
            place = find_place(transaction, address)
        assert place is not None
        return place.conversation

    def comes_to_maija(self, conversation: ConversationId, label: str) -> None:
        line = Line(
            UnitId("jalkihuolto"), (Assignment(LONG_AGO, WorkerId("maija"), WorkerId("timo")),)
        )
        with self.app.storage.begin() as work:
            work.lines.save(LinkedLine(conversation, line, label, LONG_AGO, LONG_AGO))
            work.commit()

    async def links(self, chat: int, worker: str, said: str = "työntekijän chatti") -> None:
        """An administrator makes a code; the worker sends it from their own Telegram."""
        with self.app.storage.begin() as work:
            made = make_staff_code(work, WorkerId(worker), self.clock.now())
            work.commit()
        self.telegram.say(chat, f"/start {made.token}")
        await self.hears(chat, said)


@asynccontextmanager
async def told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, **more: str
) -> AsyncIterator[Story]:
    clock = TickingClock(SATURDAY)
    monkeypatch.setattr(service, "SystemClock", lambda _: clock)
    # Nobody waits for the pace of Telegram and for the next look (test_sender_pace has them).
    monkeypatch.setattr(sender, "SenderLimits", lambda: QUICK)
    monkeypatch.setattr(chat_notices, "POLL_S", 0.05)
    # What stands in files is read once for all stories: the demo county's content, our tables.
    county = content()
    monkeypatch.setattr(service.Content, "load", lambda *_, **__: county)
    sqlite_database(tmp_path / "rinnalla.sqlite")
    with BotApi() as telegram:
        given: dict[str, Any] = {
            "data_dir": tmp_path,
            "county_dir": ROOT / "demo" / "county",
            "public_url": ORIGIN,
            "telegram_token": telegram.token,
            "telegram_api_base": telegram.url,
            "telegram_young": "full",
            "telegram_workers": "full",
            **more,
        }
        app = service.build(Settings(**given), Understands())
        with app.storage.begin() as work:
            plan = read_plan(read_file(ROOT / "demo" / "county" / "people.yml")[0])
            write_plan(work, plan, "test")
            work.commit()
        transport = ASGITransport(app=app.web(), raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url=ORIGIN) as web:
            await app.start()
            try:
                yield Story(app, telegram, clock, web)
            finally:
                await app.stop()
