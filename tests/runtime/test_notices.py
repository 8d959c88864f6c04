"""The whole way of a notice: the clock, the digest, a real mail server, the handoff delivered."""

import asyncio
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from pathlib import Path

import pytest

from bot.channels.email import Mailer, MailServer
from bot.channels.email_incoming import Answered, Bounced
from bot.channels.text_message import DEFAULT_BODY, TextGateway
from bot.content.handoff_words import load_flags
from bot.domain.handoff import Event, State
from bot.domain.linking import RETURN_MAIL, RETURN_PHONE
from bot.domain.messages import Address, ConversationId, Inbound, InboundKind
from bot.domain.opening_times import Schedule, Slot, WeeklyHours
from bot.domain.people import Assignment, Line, Unit, UnitId, Worker, WorkerId
from bot.domain.ways import Passing, Ways
from bot.runtime.chat_notices import ChatNotices
from bot.runtime.email_commands import refuse, take
from bot.runtime.handoff_jobs import handoff_jobs
from bot.runtime.notices import NoticeSender
from bot.services.handoff_work import answer
from bot.services.handoffs import ToSend, send
from bot.services.passing import how_reached
from bot.services.people_ports import LinkedLine
from bot.services.returning import open_link
from bot.storage.crypto import Keyring
from bot.storage.database import open_engine
from bot.storage.unit_of_work import SqlStorage
from tests.builders import composer, words
from tests.databases import sqlite_database
from tests.fake_rows import FrozenClock
from tests.mail_server import Office, Server
from tests.text_gateway import running

SATURDAY = datetime(2026, 11, 21, 21, 40, tzinfo=UTC)
MONDAY = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)
MAIJA, PEKKA, LIISA = (WorkerId(name) for name in ("maija", "pekka", "liisa"))
UNIT = UnitId("jalkihuolto")
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


@pytest.fixture
def clock() -> FrozenClock:
    return FrozenClock(SATURDAY)


@pytest.fixture
def storage(tmp_path: Path, clock: FrozenClock) -> Iterator[SqlStorage]:
    url = sqlite_database(tmp_path / "rinnalla.sqlite")
    opened = SqlStorage(open_engine(url), Keyring([b"k" * 32]), clock)
    from datetime import time

    week = WeeklyHours(days=(((Slot(time(9), time(16)),),) * 5) + ((), ()))
    with opened.begin() as work:
        work.people.save_unit(Unit(UNIT, "Jälkihuolto", Schedule(week), lead=LIISA))
        for id in (MAIJA, PEKKA, LIISA):
            work.people.save_worker(Worker(id, id.title(), UNIT, email=f"{id}@county.test"))
        work.commit()
    yield opened
    opened.close()


@pytest.fixture
def office() -> Office:
    return Office()


@pytest.fixture
def server(office: Office) -> Iterator[Server]:
    running = Server(office)
    running.start()
    yield running
    running.stop()


def sender(storage: SqlStorage, server: Server, clock: FrozenClock) -> NoticeSender:
    mailer = Mailer(MailServer.parse(f"smtp://127.0.0.1:{server.port}"), "rinnalla@county.test")
    return NoticeSender(storage, mailer, words(), composer(clock), clock)


def sends(storage: SqlStorage, clock: FrozenClock, person: str, text: str) -> ConversationId:
    """Let somebody come to Maija and send her a message."""
    inbound = Inbound(
        Address("web", "widget", person), f"u-{person}", InboundKind.TEXT, "hei", clock.now()
    )
    with storage.begin() as work:
        work.inbox.add(inbound)
        claim = work.inbox.claim(30)
        assert claim is not None
        conversation = claim.person.conversation
        work.inbox.finish(claim, [], claim.person, None, delivered=True)
        line = Line(UNIT, (Assignment(LONG_AGO, MAIJA, PEKKA),))
        work.lines.save(LinkedLine(conversation, line, f"{person} K.", LONG_AGO, LONG_AGO))
        what = ToSend(text, f"inbox:{person}")
        urgency = load_flags().urgency
        send(work, conversation, what, clock.now(), urgency=urgency, wording=composer(clock))
        work.commit()
    return conversation


def beat(storage: SqlStorage, clock: FrozenClock) -> int:
    return handoff_jobs(storage, composer(clock))["handoffs"](clock.now())


def text_of(mail: EmailMessage) -> str:
    content = mail.get_content()
    assert isinstance(content, str)
    return content


async def test_a_night_of_messages_is_one_digest_at_opening_without_names_or_words(
    storage: SqlStorage, clock: FrozenClock, server: Server, office: Office
) -> None:
    people = [
        await asyncio.to_thread(sends, storage, clock, one, text)
        for one, text in (("anna", "soita mulle"), ("berta", "ei oo rahaa ruokaan"))
    ]
    notices = sender(storage, server, clock)
    await asyncio.to_thread(beat, storage, clock)
    assert await notices.send_all() == 0, "nobody is told at night"
    clock.at = MONDAY
    await asyncio.to_thread(beat, storage, clock)
    assert await notices.send_all() == 1
    (mail,) = office.taken
    assert mail["To"] == "maija@county.test"
    assert mail["Subject"] == "Rinnalla: odottavia viestejä 2, mukana kiireellinen"
    body = text_of(mail)
    assert "Huomenta" in body
    assert "Näistä kiireellisiä: 1." in body
    assert "21.11. klo 23.40" in body
    for secret in ("anna", "Anna", "berta", "K.", "soita", "rahaa"):
        assert secret not in body
        assert secret not in mail["Subject"]
    with storage.begin() as work:
        states = {work.handoffs.of_person(one)[0].state for one in people}
    assert states == {State.DELIVERED}
    assert await notices.send_all() == 0


async def test_a_reminder_later_the_same_day_does_not_say_good_morning_again(
    storage: SqlStorage, clock: FrozenClock, server: Server, office: Office
) -> None:
    await asyncio.to_thread(sends, storage, clock, "anna", "soita")
    notices = sender(storage, server, clock)
    for at in (MONDAY, MONDAY + timedelta(hours=4)):
        clock.at = at
        await asyncio.to_thread(beat, storage, clock)
        await notices.send_all()
    first, second = (text_of(mail) for mail in office.taken)
    assert "Huomenta" in first
    assert "Huomenta" not in second


async def test_what_was_answered_meanwhile_is_not_told(
    storage: SqlStorage, clock: FrozenClock, server: Server, office: Office
) -> None:
    from bot.services.handoffs import act_of_person

    anna = await asyncio.to_thread(sends, storage, clock, "anna", "soita")
    clock.at = MONDAY
    await asyncio.to_thread(beat, storage, clock)
    with storage.begin() as work:
        id = work.handoffs.of_person(anna)[0].id
        act_of_person(work, id, Event.WITHDRAW, MONDAY, wording=composer(clock))
        work.commit()
    assert await sender(storage, server, clock).send_all() == 0
    assert office.taken == []


async def test_a_refused_address_is_marked_and_the_next_one_in_the_ladder_is_told(
    storage: SqlStorage, clock: FrozenClock, server: Server, office: Office
) -> None:
    with storage.begin() as work:
        maija = work.people.everybody().workers[MAIJA]
        work.people.save_worker(replace(maija, email="gone@county.test"))
        work.commit()
    await asyncio.to_thread(sends, storage, clock, "anna", "soita")
    notices = sender(storage, server, clock)
    clock.at = MONDAY
    await asyncio.to_thread(beat, storage, clock)
    assert await notices.send_all() == 0
    with storage.begin() as work:
        assert work.notices.mail_stopped("gone@county.test") == "refused"
    for _ in range(60):
        clock.at += timedelta(hours=1)
        await asyncio.to_thread(beat, storage, clock)
        await notices.send_all()
    assert [mail["To"] for mail in office.taken] == ["pekka@county.test", "liisa@county.test"]
    assert "mutta et niiden sisältöä" in text_of(office.taken[-1])


async def test_a_server_that_is_away_is_tried_again_later(
    storage: SqlStorage, clock: FrozenClock, server: Server, office: Office
) -> None:
    await asyncio.to_thread(sends, storage, clock, "anna", "soita")
    clock.at = MONDAY
    await asyncio.to_thread(beat, storage, clock)
    nowhere = Mailer(MailServer.parse("smtp://127.0.0.1:9"), "rinnalla@county.test")
    away = NoticeSender(storage, nowhere, words(), composer(clock), clock)
    assert await away.send_all() == 0
    notices = sender(storage, server, clock)
    assert await notices.send_all() == 0, "it rests before the next try"
    clock.at += timedelta(minutes=1)
    assert await notices.send_all() == 1
    assert len(office.taken) == 1


async def test_answering_by_mail_is_refused_politely_and_only_to_workers(
    storage: SqlStorage, clock: FrozenClock, server: Server, office: Office
) -> None:
    with storage.begin() as work:
        refused = take(work, clock, Answered("Maija@county.test", "<1@x>"))
        assert take(work, clock, Answered("stranger@evil.test", "<2@x>")) is None
        work.commit()
    assert refused is not None
    mailer = Mailer(MailServer.parse(f"smtp://127.0.0.1:{server.port}"), "rinnalla@county.test")
    await refuse(mailer, refused)
    (mail,) = office.taken
    assert (mail["In-Reply-To"], mail["Auto-Submitted"]) == ("<1@x>", "auto-replied")
    assert "rinnalla handoff list" in text_of(mail)


async def test_a_bounce_marks_the_address_only_when_it_is_about_a_notice_of_ours(
    storage: SqlStorage, clock: FrozenClock, server: Server, office: Office
) -> None:
    await asyncio.to_thread(sends, storage, clock, "anna", "soita")
    clock.at = MONDAY
    await asyncio.to_thread(beat, storage, clock)
    await sender(storage, server, clock).send_all()
    ours = office.taken[0]["Message-ID"].strip("<").partition(".")[0]
    for bounce, marked in (
        (Bounced("f" * 32, "maija@county.test", True), None),
        (Bounced(ours, "liisa@county.test", True), None),
        (Bounced(ours, "maija@county.test", False), None),
        (Bounced(ours, "MAIJA@county.test", True), "bounced"),
    ):
        with storage.begin() as work:
            take(work, clock, bounce)
            assert work.notices.mail_stopped("maija@county.test") == marked
            work.commit()


async def test_a_second_use_of_a_code_is_told_by_mail_without_a_name(
    storage: SqlStorage, clock: FrozenClock, server: Server, office: Office
) -> None:
    with storage.begin() as work:
        work.notices.add(MAIJA, "email", "alarm")
        work.commit()
    clock.at = SATURDAY
    assert await sender(storage, server, clock).send_all() == 0, "nobody is told at night"
    clock.at = MONDAY
    assert await sender(storage, server, clock).send_all() == 1
    (mail,) = office.taken
    assert mail["Subject"] == "Rinnalla: kutsukoodia yritettiin käyttää uudestaan"
    assert "Vertaa neljää sanaa" in text_of(mail)
    assert "rinnalla invite list" in text_of(mail)


async def test_who_has_closed_the_browser_gets_a_neutral_mail_with_a_link_that_opens_once(
    storage: SqlStorage, clock: FrozenClock, server: Server, office: Office
) -> None:
    anna = await asyncio.to_thread(sends, storage, clock, "anna", "soita mulle")
    with storage.begin() as work:
        work.records.keep(anna, RETURN_MAIL, "anna@example.test")
        work.commit()
    clock.at = MONDAY
    ways = Ways(public_url="https://chat.county.test", mail=True)
    with storage.begin() as work:
        id = work.handoffs.of_person(anna)[0].id
        source, wording = "t:1", composer(clock)
        reached = answer(
            *(work, MAIJA, id, "salainen vastaus", clock.now(), source), wording=wording, ways=ways
        )
        assert reached
        work.commit()
    mailer = Mailer(MailServer.parse(f"smtp://127.0.0.1:{server.port}"), "rinnalla@county.test")
    notices = NoticeSender(storage, mailer, words(), composer(clock), clock, ways)
    assert await notices.send_all() == 1
    (mail,) = office.taken
    assert mail["To"] == "anna@example.test"
    body = text_of(mail)
    for secret in ("salainen", "Maija", "soita", "työntekijä", "Jälkihuolto", "sosiaali"):
        assert secret not in body
        assert secret not in mail["Subject"]
    link = re.search(r"https://chat.county.test/return#t=(\S+)", body)
    assert link is not None
    with storage.begin() as work:
        assert open_link(work, link[1], clock.now()) == "anna"
        assert open_link(work, link[1], clock.now()) is None, "it opens once"
        work.commit()
    clock.at += timedelta(days=31)
    assert handoff_jobs(storage, composer(clock))["notices"](clock.now()) == 1, "then forgotten"


async def test_who_has_closed_the_browser_gets_a_text_message_that_is_tried_until_it_is_taken(
    storage: SqlStorage, clock: FrozenClock
) -> None:
    anna = await asyncio.to_thread(sends, storage, clock, "anna", "soita mulle")
    with storage.begin() as work:
        work.records.keep(anna, RETURN_PHONE, "+358401234567")
        work.commit()
    clock.at = MONDAY
    ways = Ways(public_url="https://chat.county.test", text=True)
    with storage.begin() as work:
        id = work.handoffs.of_person(anna)[0].id
        given = (work, MAIJA, id, "salainen vastaus", clock.now(), "t:1")
        assert answer(*given, wording=composer(clock), ways=ways)
        reach = work.told.reach(anna, clock.now())
        assert how_reached(reach) == "work.sent.text"
        work.commit()
    with running() as gateway:
        text = TextGateway.parse(gateway.url, "Rinnalla", DEFAULT_BODY, None)
        notices = NoticeSender(storage, text, words(), composer(clock), clock, ways, "text")
        gateway.answers.append((429, {"Retry-After": "60"}))
        assert await notices.send_all() == 0
        clock.at += timedelta(seconds=61)
        assert await notices.send_all() == 1
        assert await notices.send_all() == 0
        sent = [json.loads(body) for _, _, body in gateway.taken]
    assert [one["to"] for one in sent] == ["+358401234567"] * 2
    said = sent[-1]["text"]
    for secret in ("salainen", "Maija", "soita", "työntekijä", "Jälkihuolto", "sosiaali"):
        assert secret not in said
    assert len(said) <= 160, "one text message"
    link = re.search(r"https://chat.county.test/return#t=(\S+)", said)
    assert link is not None
    with storage.begin() as work:
        assert open_link(work, link[1], clock.now()) == "anna"
        assert open_link(work, link[1], clock.now()) is None, "it opens once"


async def test_a_worker_who_blocks_the_bot_gets_mail_instead(
    storage: SqlStorage, clock: FrozenClock, server: Server, office: Office
) -> None:
    chat = Address("telegram", "bot", "900")
    with storage.begin() as work:
        work.inbox.add(Inbound(chat, "u-maija", InboundKind.COMMAND, "start", clock.now()))
        claim = work.inbox.claim(30)
        assert claim is not None
        work.inbox.finish(claim, [], claim.person, None, delivered=True)
        work.chats.link(claim.person.conversation, MAIJA, clock.now())
        maija = work.people.everybody().workers[MAIJA]
        work.people.save_worker(replace(maija, channels=("telegram", "email")))
        work.commit()
    await asyncio.to_thread(sends, storage, clock, "anna", "soita")
    clock.at = MONDAY
    await asyncio.to_thread(beat, storage, clock)
    chats = ChatNotices(storage, composer(clock), Ways(workers=Passing.FULL), clock)
    assert await asyncio.to_thread(chats.take_all) == 2, "the digest and the item"
    with storage.begin() as work:
        work.outbox.stop_address(chat, "blocked")
        work.commit()
    clock.move(seconds=5)
    assert await asyncio.to_thread(chats.take_all) == 0
    assert await sender(storage, server, clock).send_all() == 1
    assert [mail["To"] for mail in office.taken] == ["maija@county.test"]
