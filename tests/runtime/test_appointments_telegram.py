"""Appointments over the Bot API, the clock moved: offered, taken, confirmed, moved, cancelled."""

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.domain.messages import Say
from bot.services.ports import EngineAnswer, EngineTurn
from tests.runtime import worker_story as chats
from tests.runtime.worker_story import ANNA, MAIJA, MONDAY, Story, told

TEN = MONDAY + timedelta(hours=1)  # Monday 10.00; Maija is at work from 9 to 15


class Books:
    """An engine that hears a wish for an appointment in "aika", and thanks otherwise."""

    async def respond(self, turn: EngineTurn) -> EngineAnswer:
        intent = "book_appointment" if "aika" in (turn.text or "").lower() else "thanks"
        return EngineAnswer((Say("talk.thanks"),), "{}", intent=intent)


@pytest.fixture(autouse=True)
def books(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chats, "Understands", Books)


async def begun(story: Story) -> None:
    await story.links(MAIJA, "maija")
    await story.anna_comes()
    await story.move(TEN)


async def test_from_published_times_to_a_move_and_a_cancellation(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with told(tmp_path, monkeypatch) as story:
        await begun(story)
        story.telegram.say(MAIJA, "vapaa 17.11. 10-12 45 min toimisto")
        shown = await story.hears(MAIJA, "Nyt tarjolla")
        assert "ti 17.11. klo 10–10.45, tapaaminen, toimisto" in shown
        story.telegram.say(MAIJA, "vapaa 17.11. 16-17")
        await story.hears(MAIJA, "ei laitettu", "et ole työaikojesi mukaan töissä")

        story.telegram.say(ANNA, "aika sossulle kiitos")
        await story.hears(ANNA, "Voit valita näistä ajoista (Maija Mallinen)")
        story.press(ANNA, "ti 17.11. klo 10")
        await story.hears(ANNA, "vasta, kun Maija Mallinen on vahvistanut")
        await story.hears(MAIJA, "Anna K.", "Valitsi tämän ajan", "ti 17.11. klo 10–10.45")
        story.press(MAIJA, "Vahvista")
        await story.hears(MAIJA, "Anna K.", "Aika on sovittu")
        await story.hears(ANNA, "Aika on sovittu", "Paikka: toimisto")
        assert len(story.telegram.calls("sendDocument")) == 1

        story.reply(MAIJA, "Aika on sovittu", "joo nähdään silloin")
        await story.hears(MAIJA, "En löytänyt tästä aikaa")
        story.reply(MAIJA, "Aika on sovittu", "18.11. klo 9-9.30")
        await story.hears(ANNA, "ehdottaa, että aika siirretään", "ke 18.11. klo 9–9.30")
        assert "joo nähdään" not in "\n".join(story.telegram.texts(ANNA))
        story.press(ANNA, "Sopii")
        await story.hears(ANNA, "Aika on siirretty")
        await story.hears(MAIJA, "Aika on sovittu", "ke 18.11. klo 9–9.30")

        await story.move(datetime(2026, 11, 17, 15, 0, tzinfo=UTC))  # 17.00 the evening before
        await story.hears(ANNA, "Muistutus: sovittu aika on huomenna klo 9.")
        story.telegram.say(ANNA, "en pääsekään")
        await story.hears(ANNA, "Nykyinen aika on voimassa", "ke 18.11. klo 9–9.30")
        await story.hears(ANNA, "milloin ja miten sinulle sopii")
        story.press(ANNA, "Peru aika")
        await story.hears(ANNA, "Perutaanko tapaaminen")
        story.press(ANNA, "Kyllä, peru")
        await story.hears(ANNA, "Aika on peruttu")
        files = story.telegram.calls("sendDocument")
        assert "METHOD:CANCEL" in files[-1].params["document"]
        quiet = len(story.telegram.texts(MAIJA))
        await asyncio.sleep(0.3)
        assert len(story.telegram.texts(MAIJA)) == quiet, "nobody is told in the evening"
        await story.move(datetime(2026, 11, 18, 7, 0, 1, tzinfo=UTC))
        await story.hears(MAIJA, "Anna K.", "Aika on peruttu", "ke 18.11. klo 9–9.30")


async def test_a_wish_is_answered_with_a_time_by_replying_to_the_message(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with told(tmp_path, monkeypatch) as story:
        await begun(story)
        story.telegram.say(ANNA, "haluun aika sossulle")
        await story.hears(ANNA, "milloin ja miten sinulle sopii")
        story.telegram.say(ANNA, "aamulla, saa soittaa")
        await story.hears(ANNA, "aamulla, saa soittaa")
        story.press(ANNA, "Lähetä tämä")
        await story.hears(ANNA, "tallessa")
        await story.move(TEN + timedelta(seconds=1))
        await story.hears(MAIJA, "Anna K.", "haluaa ajan")
        story.press(MAIJA, "Avaa")
        await story.hears(MAIJA, "aamulla, saa soittaa")
        story.press(MAIJA, "Ehdota aikaa")
        await story.hears(MAIJA, "Ensin sana aika")
        story.reply(MAIJA, "Ensin sana aika", "aika 18.11. klo 9 puhelu 040 000 0011")
        await story.hears(MAIJA, "Ehdotus on lähetetty", "ke 18.11. klo 9–9.45")
        await story.hears(ANNA, "ehdottaa sinulle aikaa", "Puhelu:", "040 000 0011")
        story.press(ANNA, "Ei käy")
        await story.hears(ANNA, "tuota aikaa ei sovittu")
        await story.hears(MAIJA, "Anna K.", "Haluaa ajan")
        story.reply(MAIJA, "Haluaa ajan", "to 19.11. klo 11")
        await story.hears(ANNA, "ehdottaa sinulle aikaa", "to 19.11. klo 11–11.45")
        story.press(ANNA, "Sopii")
        await story.hears(ANNA, "Aika on sovittu")
        await story.hears(MAIJA, "Anna K.", "Aika on sovittu")
        story.reply(MAIJA, "Aika on sovittu", "Perutaan")
        await story.hears(ANNA, "Työntekijä perui ajan")


async def test_where_the_county_lets_no_names_through_telegram_only_a_number_comes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with told(tmp_path, monkeypatch, telegram_workers="notice-with-link") as story:
        await begun(story)
        story.telegram.say(MAIJA, "vapaa 17.11. 10-11")
        await story.hears(MAIJA, "Nyt tarjolla")
        story.telegram.say(ANNA, "aika sossulle kiitos")
        await story.hears(ANNA, "Voit valita")
        story.press(ANNA, "ti 17.11. klo 10")
        await story.hears(ANNA, "Valitsit tämän ajan")
        await story.hears(MAIJA, "Yhdessä ajassa on uutta", "rinnalla appointment list")
        story.telegram.say(MAIJA, "ajat")
        await story.hears(MAIJA, "Avoimia aikoja: 1.")
        assert "Anna" not in "\n".join(story.telegram.texts(MAIJA))
