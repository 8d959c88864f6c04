"""A shown result over the Bot API: told in working hours, looked at, taken back."""

import asyncio
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.domain.calendar import local_date
from bot.domain.consent import Event
from bot.domain.messages import Address
from bot.domain.people import WorkerId
from bot.domain.results import result_to_json
from bot.services.people import set_away
from bot.services.tokens import ButtonSigner
from bot.storage.crypto import Keyring, load_secret
from bot.storage.tables import OutboxRow
from tests.result_builders import BUDGET
from tests.runtime.worker_story import ANNA, MAIJA, MONDAY, SATURDAY, TIMO, Story, told

SUNDAY_NOON = SATURDAY + timedelta(hours=12)


async def begun(story: Story) -> None:
    """Let Anna have a worker and a budget of her own, on Saturday night."""
    await story.links(MAIJA, "maija")
    story.telegram.say(ANNA, "moi")
    await story.hears(ANNA, "")
    anna = story.conversation(str(ANNA))
    story.comes_to_maija(anna, "Anna K.")
    with story.app.storage.begin() as work:
        work.records.keep(anna, "results:budget", [result_to_json(BUDGET)])
        work.commit()


async def shares(story: Story, substitute: str = "Ei, vain oma") -> None:
    """Let Anna go the way of buttons to her yes."""
    press_action(story, "share:ask-budget")
    await story.hears(ANNA, "Haluatko näyttää tämän", "Budjetti")
    await story.hears(ANNA, "Kuinka kauan")
    story.press(ANNA, "Viikon")
    await story.hears(ANNA, "saako sijainen")
    story.press(ANNA, substitute)
    await story.hears(ANNA, "En näytä mitään, ennen kuin painat")
    story.press(ANNA, "Kyllä, näytä")
    await story.hears(ANNA, "Nyt se näkyy")


def press_action(story: Story, action: str) -> None:
    """Press a button of Anna's that stands further up."""
    keys = Keyring(load_secret(None, story.app.settings.data_dir / "secret.key"))
    signer = ButtonSigner(keys.current.buttons)
    story.telegram.press(ANNA, signer.sign(story.conversation(str(ANNA)), action))


def looks(story: Story) -> list[Event]:
    with story.app.storage.begin() as work:
        ledger = work.shares.ledger(story.conversation(str(ANNA)))
    return [one for one in ledger if one.kind == "viewed"]


def shown_rows(story: Story) -> int:
    shown = select(OutboxRow.id).where(OutboxRow.dedupe_key.like("share:%:w%"))
    with story.app.storage._transaction() as transaction:
        return len(transaction.read().execute(shown).all())


async def test_told_on_monday_looked_at_noted_and_taken_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with told(tmp_path, monkeypatch, telegram_young="notice-with-link") as story:
        await begun(story)
        await shares(story)
        before = len(story.telegram.texts(MAIJA))
        await story.move(SUNDAY_NOON)
        await asyncio.sleep(0.3)
        assert len(story.telegram.texts(MAIJA)) == before, "nobody is told on a Sunday"
        await story.move(MONDAY)
        item = await story.hears(MAIJA, "Anna K.", "Näyttää sinulle: Budjetti", "asti")
        assert "560" not in item
        story.press(MAIJA, "Näytä")
        await story.hears(MAIJA, "Anna K.", "Nuorelle näkyy nyt")
        (sent,) = story.telegram.calls("sendPhoto")
        assert sent.params["protect_content"] == "true", "it cannot be passed on"
        assert shown_rows(story) == 1
        assert [(one.worker, one.name) for one in looks(story)] == [("maija", "Maija Mallinen")]

        press_action(story, "share:list")
        await story.hears(ANNA, "Budjetti", "Maija Mallinen katsoi sen")
        story.press(ANNA, "Lopeta näyttäminen")
        await story.hears(ANNA, "Lopetin näyttämisen")
        assert shown_rows(story) == 0, "what was shown is forgotten here"
        story.press(MAIJA, "Näytä")
        await story.hears(MAIJA, "Tätä ei näytetä sinulle nyt")
        assert len(story.telegram.calls("sendPhoto")) == 1
        assert len(looks(story)) == 1


async def test_what_was_shown_goes_with_the_person(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with told(tmp_path, monkeypatch) as story:
        await begun(story)
        await shares(story)
        await story.move(MONDAY)
        await story.hears(MAIJA, "Näyttää sinulle")
        story.press(MAIJA, "Näytä")
        await story.hears(MAIJA, "Nuorelle näkyy nyt")
        assert shown_rows(story) == 1
        with story.app.storage.begin() as work:
            bot = str(story.telegram.bot_id)
            work.conversations.erase(Address("telegram", bot, str(ANNA)))
            work.commit()
        assert shown_rows(story) == 0
        story.press(MAIJA, "Näytä")
        await story.hears(MAIJA, "Tätä ei näytetä sinulle nyt")


async def test_taken_back_before_monday_nobody_hears_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with told(tmp_path, monkeypatch) as story:
        await begun(story)
        await shares(story)
        story.press(ANNA, "Lopeta näyttäminen")
        await story.hears(ANNA, "Lopetin näyttämisen")
        before = len(story.telegram.texts(MAIJA))
        await story.move(MONDAY)
        await asyncio.sleep(0.3)
        assert len(story.telegram.texts(MAIJA)) == before


async def test_with_a_link_alone_there_is_no_name_no_kind_and_no_button(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with told(tmp_path, monkeypatch, telegram_workers="notice-with-link") as story:
        await begun(story)
        await shares(story)
        assert not any("työpuhelimensa" in one for one in story.telegram.texts(ANNA))
        await story.move(MONDAY)
        said = await story.hears(MAIJA, "luvan katsoa tuloksensa", "rinnalla share list")
        assert "Anna" not in said
        assert "Budjetti" not in said
        story.telegram.say(MAIJA, "/start")
        await story.hears(MAIJA, "ei ole odottavia viestejä")
        story.press(MAIJA, "Minulle näytetyt")
        await story.hears(MAIJA, "tulokset eivät kulje Telegramissa")
        photos = story.telegram.calls("sendPhoto")
        assert all(one.params["chat_id"] == str(ANNA) for one in photos)


def timo_stands_in(story: Story, first: date, days: int) -> None:
    """Write down that Maija is away, from a day on."""
    with story.app.storage.begin() as work:
        last = first + timedelta(days=days)
        set_away(work, WorkerId("maija"), first, last, WorkerId("timo"), "test")
        work.commit()


@pytest.mark.parametrize("may", [True, False])
async def test_a_substitute_is_told_and_sees_it_only_when_allowed(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    may: bool,
) -> None:
    async with told(tmp_path, monkeypatch) as story:
        await begun(story)
        await story.links(TIMO, "timo")
        timo_stands_in(story, local_date(SATURDAY), days=5)
        await shares(story, "Sijainen saa" if may else "Ei, vain oma")
        await story.move(MONDAY)
        if may:
            await story.hears(TIMO, "Anna K.", "Näyttää sinulle: Budjetti")
            story.press(TIMO, "Näytä")
            await story.hears(TIMO, "Nuorelle näkyy nyt")
            assert [one.worker for one in looks(story)] == ["timo"]
            return
        await asyncio.sleep(0.3)
        story.telegram.say(TIMO, "/start")
        await story.hears(TIMO, "ei ole odottavia viestejä")
        story.press(TIMO, "Minulle näytetyt")
        await story.hears(TIMO, "Sinulle ei näytetä nyt mitään")


@pytest.mark.parametrize("may", [True, False])
async def test_a_substitute_who_begins_later_is_told_when_the_duty_begins(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    may: bool,
) -> None:
    async with told(tmp_path, monkeypatch) as story:
        await begun(story)
        await story.links(TIMO, "timo")
        await shares(story, "Sijainen saa" if may else "Ei, vain oma")
        await story.move(MONDAY)
        await story.hears(MAIJA, "Anna K.", "Näyttää sinulle: Budjetti")
        before = len(story.telegram.texts(TIMO))
        tuesday = local_date(MONDAY) + timedelta(days=1)
        timo_stands_in(story, tuesday, days=3)
        await asyncio.sleep(0.3)
        assert len(story.telegram.texts(TIMO)) == before, "it is still Maija's day"
        await story.move(MONDAY + timedelta(days=1))
        if may:
            await story.hears(TIMO, "Anna K.", "Näyttää sinulle: Budjetti")
            return
        await asyncio.sleep(0.3)
        assert len(story.telegram.texts(TIMO)) == before
