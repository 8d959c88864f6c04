"""Over the Bot API, the clock moved: night, receipt, digest, the reply, the talk, and again."""

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest

from bot.domain.handoff import State
from bot.domain.messages import Address
from bot.domain.people import WorkerId, is_away
from bot.services.linking import make_invite, make_staff_code
from bot.storage.crypto import Keyring
from bot.storage.database import open_engine
from bot.storage.unit_of_work import SqlStorage
from tests.databases import sqlite_database
from tests.fake_rows import FrozenClock
from tests.runtime.worker_story import ANNA, MAIJA, MONDAY, SATURDAY, TIMO, told


async def test_saturday_night_to_the_workers_reply_and_the_bot_again_three_times(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with told(tmp_path, monkeypatch) as story:
        await story.links(MAIJA, "maija")
        await story.anna_comes()
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
        await story.anna_comes()
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
        await story.anna_comes()
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
                return bool(work.undelivered.unreached())

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
        chat = work.chats.of("maija")
        assert chat is not None
        assert chat.conversation == claim.person.conversation
        assert work.chats.unlink("maija")
        assert work.told.person(claim.person.conversation) is None
        assert not work.chats.unlink("maija")
        work.commit()
    storage.close()
