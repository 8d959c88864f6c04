"""The whole story over the Bot API, the clock moved: night, receipt, digest, reply, talk, again.

The service is put together by ``app.build``; Telegram is the tests' own Bot API server over real
sockets. The engine alone is replaced: it understands one intent.
"""

import asyncio
import json
import re
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
from bot.domain.handoff import State
from bot.domain.messages import Address, ConversationId, Say
from bot.domain.people import Assignment, Line, UnitId, WorkerId, is_away
from bot.runtime import chat_notices, sender
from bot.runtime.pacing import SenderLimits
from bot.runtime.people_files import read_file
from bot.services.linking import make_invite, make_staff_code
from bot.services.people import write_plan
from bot.services.people_files import read_plan
from bot.services.people_ports import LinkedLine
from bot.services.ports import EngineAnswer, EngineTurn
from bot.settings import ROOT, Settings
from bot.storage.crypto import Keyring
from bot.storage.database import open_engine
from bot.storage.unit_of_work import SqlStorage
from tests.botapi import BotApi
from tests.builders import content
from tests.databases import sqlite_database
from tests.fake_rows import FrozenClock
from tests.text_gateway import running

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

    app: service.App
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

    async def anna_asks_for_a_call(self) -> None:
        """Let Anna come to Maija and send "soita" on Monday in office hours; the digest is due."""
        await self.links(MAIJA, "maija")
        self.telegram.say(ANNA, "moi")
        await self.hears(ANNA, "")
        self.comes_to_maija(self.conversation(str(ANNA)), "Anna K.")
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
            plan = read_plan(read_file(ROOT / "demo" / "county" / "people.yml"))
            write_plan(work, plan, "test")
            work.commit()
        transport = ASGITransport(app=app.web(), raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url=ORIGIN) as web:
            await app.start()
            try:
                yield Story(app, telegram, clock, web)
            finally:
                await app.stop()


async def test_saturday_night_to_the_workers_reply_and_the_bot_again_three_times(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with told(tmp_path, monkeypatch) as story:
        await story.links(MAIJA, "maija")
        story.telegram.say(ANNA, "moi")
        await story.hears(ANNA, "")
        story.comes_to_maija(story.conversation(str(ANNA)), "Anna K.")
        for week in range(3):
            away = timedelta(weeks=week)
            await story.move(SATURDAY + away)
            story.telegram.say(ANNA, f"voisitko soittaa, soita {week}")
            await story.hears(ANNA, f"soita {week}")
            story.press(ANNA, "Lähetä tämä")
            await story.hears(ANNA, "Se nähdään aikaisintaan maanantaina klo 9")
            at_work = len(story.telegram.texts(MAIJA))
            await story.move(SATURDAY + away + timedelta(hours=8))
            await asyncio.sleep(0.3)
            assert len(story.telegram.texts(MAIJA)) == at_work, "nobody is told on a Sunday"
            await story.move(MONDAY + away)
            await story.hears(MAIJA, "Huomenta", "Sinua odottaa yksi viesti")
            item = await story.hears(MAIJA, "Anna K.")
            assert "soita" not in item, "words are shown when the worker opens them"

            def reached() -> bool:
                story.clock.at += timedelta(seconds=1)  # the notice's lease follows this clock
                return story.handoffs()[0].state is State.DELIVERED

            await story.until(reached, "delivered")
            story.press(MAIJA, "Avaa")
            await story.hears(MAIJA, "Anna K.", f"soita {week}")
            assert story.handoffs()[0].state is State.SEEN
            story.reply(MAIJA, f"soita {week}", "Soitan kello 14. 112 on hätiin.")
            await story.hears(ANNA, "Maija Mallinen:", "Soitan kello 14.")
            await story.hears(ANNA, "Kirjoitat nyt työntekijän kanssa")
            await story.hears(MAIJA, "Lähetetty: Anna K.")
            story.telegram.say(ANNA, "kiitti, oon kotona")
            await story.hears(MAIJA, "Anna K.:", "oon kotona")
            story.reply(MAIJA, "oon kotona", "Hyvä.")
            await story.hears(ANNA, "Hyvä.")
            story.press(MAIJA, "Hoidettu")
            await story.hears(ANNA, "merkitty hoidetuksi")
            story.telegram.say(ANNA, "moikka")
            await story.until(
                lambda: len(story.telegram.texts(ANNA)) > story.read[ANNA], "the bot again"
            )
            await story.hears(ANNA, "")
        with story.app.storage.begin() as work:
            count, _, broken = work.audit.verify()
        assert broken == []
        assert count > 15
        assert len(story.handoffs()) == 3


async def test_a_workers_chat_is_never_a_young_persons_and_the_other_way_round(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with told(tmp_path, monkeypatch) as story:
        story.telegram.say(ANNA, "moi")
        await story.hears(ANNA, "")
        story.comes_to_maija(story.conversation(str(ANNA)), "Anna K.")
        with story.app.storage.begin() as work:
            made = make_staff_code(work, WorkerId("timo"), story.clock.now())
            work.commit()
        story.telegram.say(ANNA, f"/start {made.token}")
        await story.hears(ANNA, "En yhdistänyt mitään")
        story.telegram.say(TIMO, f"/start {made.token}")
        await story.hears(TIMO, "työntekijän chatti", "Timo Testaaja")
        story.telegram.say(TIMO, "ABCD-2345")
        await story.hears(TIMO, "Nuoren koodia ei voi käyttää")
        story.telegram.say(TIMO, "rahat loppu")
        await story.hears(TIMO, "valitse Vastaa")
        story.telegram.say(TIMO, "/start")
        await story.hears(TIMO, "Sinulla ei ole odottavia viestejä")
        story.telegram.say(MAIJA, f"/start {made.token}")
        await story.hears(MAIJA, "Tuo koodi ei käy")


async def test_a_worker_answers_only_their_own_people_and_gives_to_the_substitute(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with told(tmp_path, monkeypatch) as story:
        await story.links(MAIJA, "maija")
        await story.links(TIMO, "timo")
        await story.links(9003, "sam", "anställds chatt")
        story.telegram.say(ANNA, "moi")
        await story.hears(ANNA, "")
        story.comes_to_maija(story.conversation(str(ANNA)), "Anna K.")
        await story.move(MONDAY + timedelta(hours=1))
        story.telegram.say(ANNA, "soita mulle")
        await story.hears(ANNA, "soita mulle")
        story.press(ANNA, "Lähetä tämä")
        await story.move(MONDAY + timedelta(hours=1, seconds=1))
        await story.hears(MAIJA, "Anna K.")
        story.telegram.say(9003, "/start")
        await story.hears(9003, "Inga meddelanden väntar på dig")
        story.press(MAIJA, "Avaa")
        await story.hears(MAIJA, "soita mulle")
        story.press(MAIJA, "Anna sijaiselle")
        await story.hears(MAIJA, "Annettu (Timo Testaaja)")
        await story.hears(ANNA, "Nyt sen saa Timo Testaaja")
        await story.move(MONDAY + timedelta(hours=1, seconds=5))
        await story.hears(TIMO, "Anna K.")
        story.reply(TIMO, "Anna K.", "Täällä Timo.")
        await story.hears(ANNA, "Timo Testaaja:", "Täällä Timo.")


async def test_what_was_told_beside_a_message_stands_above_its_words_for_the_worker(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with told(tmp_path, monkeypatch) as story:
        await story.anna_asks_for_a_call()
        await story.hears(ANNA, "Se ei ole pakko")
        story.press(ANNA, "Kerro lisää")
        await story.hears(ANNA, "Mistä asiassa on kyse")
        story.press(ANNA, "Asuminen")
        await story.hears(ANNA, "Kuinka kiire")
        story.press(ANNA, "Tämä riittää")
        await story.hears(ANNA, "Aihe: Asuminen")
        await story.hears(MAIJA, "Anna K.")
        story.press(MAIJA, "Avaa")
        await story.hears(MAIJA, "Anna K.", "Aihe: Asuminen", "soita")


async def test_before_the_four_words_are_confirmed_a_message_is_taken_and_shown_as_unconfirmed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with told(tmp_path, monkeypatch) as story:
        await story.links(MAIJA, "maija")
        await story.move(MONDAY + timedelta(hours=1))
        with story.app.storage.begin() as work:
            now = story.clock.now()
            made = make_invite(work, WorkerId("maija"), "Anna K.", now, face_to_face=False)
            work.commit()
        story.telegram.say(ANNA, f"/start {made.token}")
        await story.hears(ANNA, "Maija Mallinen")
        story.press(ANNA, "Kyllä, yhdistä")
        await story.hears(ANNA, "nämä neljä sanaa")
        story.telegram.say(ANNA, "soita")
        await story.hears(ANNA, "Näin se lähtee")
        story.press(ANNA, "Lähetä tämä")
        await story.hears(ANNA, "Se ei ole pakko")
        await story.move(MONDAY + timedelta(hours=1, seconds=30))
        await story.hears(MAIJA, "Anna K.", "Ei ole vielä vahvistettu")
        story.press(MAIJA, "Avaa")
        await story.hears(MAIJA, "Anna K.", "Ei ole vielä vahvistettu", "soita")


async def test_a_second_use_of_an_invite_alarms_the_worker_at_the_next_working_hour(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    thief = 7666
    async with told(tmp_path, monkeypatch) as story:
        await story.links(MAIJA, "maija")
        with story.app.storage.begin() as work:
            now = story.clock.now()
            made = make_invite(work, WorkerId("maija"), "Anna K.", now, face_to_face=False)
            work.commit()
        story.telegram.say(ANNA, f"/start {made.token}")
        await story.hears(ANNA, "Maija Mallinen")
        story.press(ANNA, "Kyllä, yhdistä")
        await story.hears(ANNA, "nämä neljä sanaa")
        story.telegram.say(thief, f"/start {made.token}")
        await story.hears(thief, "Tuo koodi ei käy")
        before = len(story.telegram.texts(MAIJA))
        await asyncio.sleep(0.3)
        assert len(story.telegram.texts(MAIJA)) == before, "nobody is woken on a Saturday night"
        await story.move(MONDAY)
        said = await story.hears(MAIJA, "yritettiin käyttää uudestaan", "neljää sanaa")
        assert "Anna" not in said


async def test_a_teammate_is_marked_away_for_today_and_taken_back_and_nobody_of_another_unit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with told(tmp_path, monkeypatch) as story:
        await story.links(MAIJA, "maija")
        await story.move(MONDAY + timedelta(hours=1))
        story.telegram.say(MAIJA, "/start")
        await story.hears(MAIJA, "Sinulla ei ole odottavia viestejä")
        story.press(MAIJA, "Joku on poissa tänään")
        await story.hears(MAIJA, "Kuka on poissa tänään")
        shown = [sent for sent in story.telegram.state.sent if "Kuka on poissa" in sent.text]
        names = {button["text"] for sent in shown for row in sent.rows for button in row}
        with story.app.storage.begin() as work:
            workers = work.people.everybody().workers.values()
        team = {one.name for one in workers if one.unit == "jalkihuolto"}
        assert names == team
        assert names != {one.name for one in workers}
        story.press(MAIJA, "Timo Testaaja")
        await story.hears(MAIJA, "Merkitty: Timo Testaaja on poissa tänään")

        def away() -> bool:
            with story.app.storage.begin() as work:
                everybody = work.people.everybody()
            return is_away(everybody, WorkerId("timo"), story.clock.now())

        assert away()
        with story.app.storage.begin() as work:
            everybody = work.people.everybody()
        tomorrow = story.clock.now() + timedelta(days=1)
        assert not is_away(everybody, WorkerId("timo"), tomorrow)
        story.press(MAIJA, "Peru merkintä")
        await story.hears(MAIJA, "Timo Testaaja ei ole poissa")
        assert not away()


async def test_an_answer_that_reaches_nobody_is_told_with_the_next_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with told(tmp_path, monkeypatch) as story:
        await story.anna_asks_for_a_call()
        await story.hears(MAIJA, "Anna K.")
        await asyncio.sleep(0.5)
        story.telegram.state.blocked.add(ANNA)  # blocked without a word of it to us
        story.reply(MAIJA, "Anna K.", "Soitan.")
        await story.hears(MAIJA, "Lähetetty")

        def dead() -> bool:
            with story.app.storage.begin() as work:
                return bool(work.handoffs.unreached())

        await story.until(dead, "given up")
        await story.move(MONDAY + timedelta(hours=1, seconds=20))
        await story.hears(MAIJA, "ei mennyt perille (Anna K.)", "Soita tai sovi tapaaminen")
        await story.move(MONDAY + timedelta(hours=1, seconds=40))
        await asyncio.sleep(0.3)
        said = [one for one in story.telegram.texts(MAIJA) if "ei mennyt perille" in one]
        assert len(said) == 1, "told once"
        story.reply(MAIJA, "ei mennyt perille", "Uudestaan.")
        await story.hears(MAIJA, "Vastaus ei mene perille (Anna K.)")


async def test_by_the_countys_decision_words_stay_out_of_telegram_on_both_sides(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with told(
        tmp_path,
        monkeypatch,
        telegram_young="notice-with-link",
        telegram_workers="notice-with-link",
    ) as story:
        await story.anna_asks_for_a_call()
        how = "rinnalla handoff list --as maija"
        await story.hears(MAIJA, "Sinua odottaa yksi viesti", how)
        story.telegram.say(MAIJA, "hei")
        await story.hears(MAIJA, "sisältö ei kulje Telegramissa", how)
        assert not any("Anna" in text or "soita" in text for text in story.telegram.texts(MAIJA))
        from bot.services.handoff_work import answer
        from tests.builders import composer

        with story.app.storage.begin() as work:
            (handoff,) = work.handoffs.of_person(story.conversation(str(ANNA)))
            ways, now = story.app.settings.ways, story.clock.now()
            wording = composer(story.clock)
            answer(work, "maija", handoff.id, "salaista", now, "t:1", wording=wording, ways=ways)
            work.commit()
        await story.hears(ANNA, "Maija Mallinen on vastannut")
        assert not any("salaista" in text for text in story.telegram.texts(ANNA))
        sent = [one for one in story.telegram.state.sent if one.chat == ANNA and one.rows][-1]
        link = str(sent.rows[-1][0]["url"])
        page = await story.web.get(link)
        assert "Avaa keskustelu" in page.text
        _, behind, token = link.partition("/return#t=")
        assert behind, "the secret is in no request's address"
        opened = await story.web.post("/return?lang=fi", data={"t": token}, follow_redirects=True)
        assert "salaista" in opened.text
        again = await story.web.post("/return?lang=fi", data={"t": token})
        assert again.status_code == 401
        assert "salaista" not in again.text


class Tab:
    """The widget in a browser, as its script talks to us."""

    def __init__(self, web: httpx.AsyncClient) -> None:
        self.web, self.token, self.number, self.after = web, "", 0, 0

    async def open(self) -> "Tab":
        answer = await self.web.post("/api/widget/session", json={}, headers={"Origin": ORIGIN})
        self.token = answer.json()["token"]
        return self

    async def say(self, text: str, kind: str = "text", of: int = 0) -> None:
        self.number += 1
        id = f"message-{id_of(self)}-{self.number}"
        body = {"id": id, "kind": kind, "text": text, "language": "fi", "of": of}
        answer = await self.web.post("/api/widget/messages", json=body, headers=self.headers())
        assert answer.status_code == 202, answer.text

    async def read(self) -> dict[str, Any]:
        url = "/api/widget/messages?after=0&wait=0"
        return dict((await self.web.get(url, headers=self.headers())).json())

    async def lines(self) -> list[Any]:
        return list((await self.read())["lines"])

    async def with_whom(self) -> Any:
        return (await self.read()).get("with")

    async def hears(self, *words: str) -> Any:
        for _ in range(300):
            for line in reversed(await self.lines()):
                if line["by"] == "bot" and all(word in line["text"] for word in words):
                    return line
            await asyncio.sleep(0.15)
        pytest.fail(f"no {words} in {[one['text'] for one in await self.lines()]}")

    async def press(self, label: str) -> None:
        for line in reversed(await self.lines()):
            for button in line["buttons"]:
                if button["label"] == label:
                    await self.say(button["value"], "button", line["cursor"])
                    return
        pytest.fail(f"no button {label!r}")

    def headers(self) -> dict[str, str]:
        return {"Origin": ORIGIN, "Authorization": f"Bearer {self.token}"}


def id_of(tab: Tab) -> str:
    return re.sub(r"[^A-Za-z0-9]", "", tab.token)[:10]


async def berta_comes(story: Story) -> tuple[Tab, str]:
    """Let somebody on the web come to Maija; return their tab and the outside id of it."""
    from bot.channels.web.sessions import token_hash

    await story.links(MAIJA, "maija")
    tab = await Tab(story.web).open()
    await tab.say("moi")
    await tab.hears("")
    with story.app.storage.begin() as work:
        external = work.sessions.touch(token_hash(tab.token), story.clock.now())
    assert external is not None
    story.comes_to_maija(story.conversation(external, "web"), "Berta")
    return tab, external


async def test_a_text_message_chosen_on_the_web_brings_a_link_that_opens_the_answer_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with running() as gateway:
        given = {"sms_url": gateway.url, "sms_header": "X-Key: avain"}
        async with told(tmp_path, monkeypatch, **given) as story:
            tab, _ = await berta_comes(story)
            await tab.say("soita mulle")
            await tab.hears("Näin se lähtee")
            await tab.press("Lähetä tämä")
            await tab.hears("Mistä saat tiedon vastauksesta")
            await tab.press("Tieto tekstiviestinä")
            await tab.hears("Kirjoita puhelinnumerosi")
            await tab.say("040 123 4567")
            await tab.hears("Numero on tallessa: +358401234567")
            await story.web.post("/api/widget/exit", json={}, headers=tab.headers())
            await story.move(MONDAY)
            await story.hears(MAIJA, "Berta")
            story.press(MAIJA, "Avaa")
            await story.hears(MAIJA, "soita mulle")
            story.reply(MAIJA, "soita mulle", "Soitan kello 14.")
            await story.hears(MAIJA, "lähtevät tekstiviestinä")
            await story.until(lambda: gateway.taken, "the text message")
            ((_, headers, body),) = gateway.taken
            assert headers["X-Key"] == "avain"
            said = json.loads(body)
            assert said["to"] == "+358401234567"
            assert "Soitan" not in said["text"]
            code = re.search(r"koodi (\w{4}-\w{4})", said["text"])
            assert code is not None
            form = {"t": code[1].lower()}
            opened = await story.web.post("/return", data=form, headers={"Origin": ORIGIN})
            assert opened.status_code == 303
            page = await story.web.get(opened.headers["location"])
            assert "Soitan kello 14." in page.text
            assert "Kirjoitat työntekijälle: Maija Mallinen" in page.text
            assert "Juttelet botin kanssa" not in page.text
            again = await story.web.post("/return", data=form, headers={"Origin": ORIGIN})
            assert again.status_code != 303, "it opens once"


async def test_on_the_web_a_closed_browser_loses_no_answer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with told(tmp_path, monkeypatch) as story:
        tab, external = await berta_comes(story)
        code = ""
        for week in range(3):
            await story.move(SATURDAY + timedelta(weeks=week))
            if code:  # a tab is forgotten after a day, the code is not
                tab = await Tab(story.web).open()
                await tab.say(code)
                await tab.hears("Tervetuloa takaisin")
            await tab.say(f"soita {week}")
            await tab.hears("Näin se lähtee", f"soita {week}")
            await tab.press("Lähetä tämä")
            await tab.hears("Se nähdään aikaisintaan maanantaina klo 9")
            if not code:
                await tab.press("Anna paluukoodi")
                line = await tab.hears("Paluukoodisi on")
                code = re.search(r"\*\*(\S+)\*\*", line["text"])[1]  # type: ignore[index]
            await story.web.post("/api/widget/exit", json={}, headers=tab.headers())
            await story.move(MONDAY + timedelta(weeks=week))
            await story.hears(MAIJA, "Berta")
            story.press(MAIJA, "Avaa")
            await story.hears(MAIJA, f"soita {week}")
            story.reply(MAIJA, f"soita {week}", f"Vastaus {week}.")
            await story.hears(MAIJA, "Selain on kiinni", "paluukoodilla")
            await story.move(MONDAY + timedelta(weeks=week, hours=3))
            tab = await Tab(story.web).open()
            await tab.say(code.lower())
            await tab.hears("Tervetuloa takaisin")
            await tab.hears("Maija Mallinen:", f"Vastaus {week}.")
            story.reply(MAIJA, f"soita {week}", f"Vielä tässä {week}.")
            await tab.hears(f"Vielä tässä {week}.")
            assert await tab.with_whom() == "Maija Mallinen"
            await tab.say(f"kiitos {week}")
            await story.hears(MAIJA, "Berta:", f"kiitos {week}")
            story.press(MAIJA, "Hoidettu")
            await story.until(lambda: not story.handoffs(external, "web")[0].is_open, "closed")
            await tab.hears("merkitty hoidetuksi")
            assert await tab.with_whom() is None


def test_an_unlinked_chat_leaves_nothing_behind(tmp_path: Path) -> None:
    from bot.domain.messages import Inbound, InboundKind

    url = sqlite_database(tmp_path / "r.sqlite")
    clock = FrozenClock(MONDAY)
    storage = SqlStorage(open_engine(url), Keyring([b"k" * 32]), clock)
    with storage.begin() as work:
        work.inbox.add(Inbound(Address("telegram", "b", "1"), "u", InboundKind.TEXT, "x", MONDAY))
        claim = work.inbox.claim(30)
        assert claim is not None
        work.chats.link(claim.person.conversation, "maija", MONDAY)
        assert work.chats.worker_in(claim.person.conversation) == "maija"
        assert work.chats.unlink("maija")
        assert work.told.person(claim.person.conversation) is None
        assert not work.chats.unlink("maija")
        work.commit()
    storage.close()
