"""Codes through the whole turn: the worker of turns, signed buttons, one commit, real storage."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.domain.messages import Address, ConversationId, Inbound, InboundKind, Reply
from bot.domain.staff import WorkerId
from bot.engine.scripted import ScriptedEngine
from bot.runtime.metrics import Metrics
from bot.runtime.worker import Worker
from bot.services.link_commands import wants_another_channel
from bot.services.linking import NewInvite, make_invite
from bot.services.people_files import read_plan
from bot.services.people_plan import write_plan
from bot.services.receive import receive
from bot.storage.addresses import find_place
from bot.storage.crypto import Keyring
from bot.storage.database import open_engine
from bot.storage.unit_of_work import SqlStorage
from bot.turn_state import Parts
from tests.builders import SIGNER, composer, words
from tests.databases import sqlite_database
from tests.fake_rows import FrozenClock

COUNTY = {
    "units": [{"id": "team", "name": "Tiimi", "hours": {"mon-fri": ["9-15"]}}],
    "workers": [{"id": "maija", "name": "Maija M.", "unit": "team"}],
}


@dataclass
class Service:
    """A gateway without a network."""

    storage: SqlStorage
    clock: FrozenClock
    sent: int = 0

    def invite(self) -> NewInvite:
        with self.storage.begin() as work:
            made = make_invite(
                work, WorkerId("maija"), "Anna", self.clock.now(), face_to_face=True
            )
            work.commit()
        return made

    async def send(
        self, who: Address, text: str, kind: InboundKind = InboundKind.TEXT
    ) -> list[Reply]:
        """Send a message through the worker of turns; return what is new in the talk."""
        self.sent += 1
        with self.storage.begin() as work:
            before = work.conversations.last_cursor(who)
            receive(work, Inbound(who, f"u{self.sent}", kind, text, self.clock.now()))
            work.commit()
        parts = Parts(ScriptedEngine(), composer(self.clock), words(), SIGNER)
        done = asyncio.Event()
        worker = Worker(self.storage, parts, lambda _: done.set(), Metrics(), side_by_side=1)
        worker.start()
        await asyncio.wait_for(done.wait(), 10)
        await worker.stop()
        with self.storage.begin() as work:
            history = work.conversations.history(who, before)
        return [one.reply for one in history if one.said_by == "bot"]

    async def press(self, who: Address, replies: list[Reply], label: str) -> list[Reply]:
        buttons = [button for reply in replies for button in reply.buttons]
        value = next(button.value for button in buttons if button.label == label)
        assert len(value.encode()) <= 64
        return await self.send(who, value, InboundKind.BUTTON)


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Service]:
    clock = FrozenClock()
    url = sqlite_database(tmp_path / "x.db")
    storage = SqlStorage(open_engine(url), Keyring([b"k" * 32]), clock)
    with storage.begin() as work:
        write_plan(work, read_plan(COUNTY), "test")
        work.commit()
    yield Service(storage, clock)
    storage.close()


WEB, PHONE = Address("web", "widget", "s1"), Address("telegram", "bot", "77")


def keys(replies: list[Reply]) -> list[str]:
    return [reply.key for reply in replies]


async def test_a_code_typed_in_the_widget_links_by_a_signed_button(service: Service) -> None:
    made = service.invite()
    await service.send(WEB, "hei")
    offer = await service.send(WEB, f" {made.code.lower()} ")
    assert keys(offer) == ["link.offer", "link.what_follows"]
    used = await service.press(WEB, offer, "Pidä keskustelu")
    assert keys(used) == ["link.used", "link.unconfirmed"]
    assert "Maija M." in used[0].text
    with service.storage.begin() as work:
        (line,) = work.lines.of_worker(WorkerId("maija"))
    assert (line.label, line.confirmed_at) == ("Anna", None)


async def test_a_telegram_link_links_and_a_stranger_with_its_button_is_refused(
    service: Service,
) -> None:
    made, stranger = service.invite(), Address("telegram", "bot", "666")
    offer = await service.send(PHONE, f"start {made.token}", InboundKind.COMMAND)
    stolen = await service.press(stranger, offer, "Kyllä, yhdistä")
    assert keys(stolen)[-1] == "button.stale"
    assert "link.used" in keys(await service.press(PHONE, offer, "Kyllä, yhdistä"))


async def test_two_channels_are_joined_read_as_one_and_parted(service: Service) -> None:
    await service.press(WEB, await service.send(WEB, service.invite().code), "Kyllä, yhdistä")
    make = SIGNER.sign(conversation(service, WEB), "pair:make")
    asked = await service.send(WEB, make, InboundKind.BUTTON)
    code = asked[0].text.split("**")[1]
    await service.send(PHONE, "hei")
    offer = await service.send(PHONE, code)
    done = await service.press(PHONE, offer, "Poista ja aloita alusta")
    assert keys(done)[-1] == "pair.done"
    assert conversation(service, PHONE) == conversation(service, WEB)
    parted = await service.send(PHONE, "pura yhdistäminen")
    assert keys(parted)[-1] == "pair.undone"  # before it what Telegram has not been sent yet
    assert conversation(service, PHONE) != conversation(service, WEB)


async def test_a_wrong_code_does_not_reach_the_engine_and_is_kind(service: Service) -> None:
    said = await service.send(WEB, "ABCD-2345")
    assert keys(said) == ["greet.first", "link.no"]
    assert "työntekijäsi voi tehdä uuden" in said[1].text


async def test_the_worker_is_told_to_the_dialogue_at_every_turn(service: Service) -> None:
    engine = ScriptedEngine()
    with service.storage.begin() as work:
        receive(work, Inbound(WEB, "x", InboundKind.TEXT, "kuka", service.clock.now()))
        work.commit()
    done = asyncio.Event()
    parts = Parts(engine, composer(service.clock), words(), SIGNER)
    worker = Worker(service.storage, parts, lambda _: done.set(), Metrics(), side_by_side=1)
    worker.start()
    await asyncio.wait_for(done.wait(), 10)
    await worker.stop()
    fact = engine.heard[0].facts["worker"]
    assert (fact["state"], fact["unit"]) == ("unit", {"fi": "Tiimi"})


async def test_a_typed_yes_links_and_keeps_the_talk_also_after_a_question_in_between(
    service: Service,
) -> None:
    await service.send(WEB, "hei")
    await service.send(WEB, f"mulla olis tää koodi {service.invite().code.lower()}")
    await service.send(WEB, "näkeekö se mun viestit?")
    assert "link.used" in keys(await service.send(WEB, "joo yhistä vaa"))
    with service.storage.begin() as work:
        assert len(work.lines.of_worker(WorkerId("maija"))) == 1


async def test_a_typed_no_links_nothing_and_a_yes_about_nothing_does_not_either(
    service: Service,
) -> None:
    await service.send(WEB, "hei")
    await service.send(WEB, service.invite().code)
    assert keys(await service.send(WEB, "älä yhistä")) == ["link.declined"]
    assert "link.used" not in keys(await service.send(WEB, "joo"))


async def test_words_neither_erase_a_talk_nor_join_channels_the_button_does(
    service: Service,
) -> None:
    await service.send(WEB, "hei")
    await service.send(WEB, service.invite().code)
    said = await service.send(WEB, "poista ja alota alusta")
    assert keys(said) == ["link.press"]
    assert "Mitään ei ole vielä yhdistetty" in said[0].text
    assert keys(await service.send(WEB, "joo")) == ["link.press"]
    assert "link.used" in keys(await service.press(WEB, said, "Poista ja aloita alusta"))

    make = SIGNER.sign(conversation(service, WEB), "pair:make")
    asked = await service.send(WEB, make, InboundKind.BUTTON)
    await service.send(PHONE, "hei")
    await service.send(PHONE, asked[0].text.split("**")[1])
    assert keys(await service.send(PHONE, "joo yhdistä"))[-1] == "pair.press"
    assert conversation(service, PHONE) != conversation(service, WEB)


def conversation(service: Service, who: Address) -> ConversationId:
    with service.storage._transaction() as transaction:
        place = find_place(transaction, who)
    assert place is not None
    return place.conversation


@pytest.mark.parametrize(
    ("text", "wished"),
    [
        ("voinko jatkaa tätä telegramissa", True),
        ("haluun siirtää tän jutun telegramiin", True),
        ("miten jatkan tätä keskustelua puhelimella", True),
        ("vill fortsätta den här chatten i telegram", True),
        ("kan jag flytta samtalet till mobilen", True),
        ("can i continue this chat on my phone in telegram", True),
        ("how do I move this conversation to my laptop", True),
        ("en halua jatkaa telegramissa", False),
        ("mun puhelin hajosi enkä voi jatkaa hakemusta", False),
        ("jag vill fortsätta studera på nätet", False),
        ("can i continue my studies and get student aid", False),
        ("näkeekö kela mun telegramin", False),
    ],
)
def test_who_wants_to_go_on_in_the_other_channel_says_it_in_their_own_words(
    text: str, *, wished: bool
) -> None:
    assert wants_another_channel(text) is wished


async def test_and_gets_the_code_as_from_the_button(service: Service) -> None:
    said = await service.send(WEB, "voinko jatkaa tätä telegramissa?")
    assert keys(said)[-1] == "pair.code"
