"""At the most talkative level, on every path and in every failure, nobody's words are printed."""

import os
from base64 import b64encode

import httpx

from tests.botapi import BotApi
from tests.chaos.canaries import FIRST_CHAT, Canaries, stray_requests, telegram_deeds, web_deeds
from tests.chaos.conftest import NewGateway, NewPerson
from tests.chaos.databases import Database, rows
from tests.chaos.people import WebPerson
from tests.chaos.processes import ENGINE_TOKEN, Process, until

CHATS, WEB_PEOPLE = 12, 8
FAULTS = ("400", "401", "429", "500", "502", "cut_before", "cut_after", "garbage")
REST_TOKEN = "rest-token-of-the-canary-test-0123456789"
WEBHOOK_SECRET = "webhook-secret-of-the-canary-test-0123456789"


def test_nobodys_words_and_no_secret_are_printed(
    telegram: BotApi,
    database: Database,
    engine: Process,
    new_gateway: NewGateway,
    new_person: NewPerson,
    with_telegram: dict[str, str],
) -> None:
    canaries = Canaries()
    master = b64encode(os.urandom(32)).decode()
    gateway = new_gateway(
        **with_telegram,
        RINNALLA_LOG_LEVEL="DEBUG",
        RINNALLA_REST_TOKEN=REST_TOKEN,
        RINNALLA_SECRET_KEY=master,
        RINNALLA_TELEGRAM_WEBHOOK_SECRET=WEBHOOK_SECRET,
    )
    gateway.start_and_wait()
    canaries.secrets += [telegram.token, telegram.token.partition(":")[2], master]
    canaries.secrets += [REST_TOKEN, WEBHOOK_SECRET, ENGINE_TOKEN]
    canaries.secrets += [str(FIRST_CHAT + chat) for chat in range(CHATS)]
    people = [new_person(gateway) for _ in range(WEB_PEOPLE)]
    for person in people:
        person.open()
        canaries.secrets.append(person.token)
    for kind in FAULTS:
        telegram.fault("sendMessage", kind, times=2)
    for kind in ("500", "garbage", "cut_after"):  # more in a row and the pauses grow long
        telegram.fault("getUpdates", kind)
    telegram.fault("sendMessage", "403", chat=FIRST_CHAT)
    telegram.fault("answerCallbackQuery", "400", times=3)
    half = CHATS // 2
    for chat in range(half):
        telegram_deeds(telegram, FIRST_CHAT + chat, canaries)
    for person in people[: WEB_PEOPLE // 2]:
        web_deeds(person, canaries)
    stray_requests(gateway, canaries, REST_TOKEN)
    telegram.say(FIRST_CHAT + 1, canaries.text("hidas"))
    while_the_database_is_away(telegram, database, gateway, people[-1], canaries)
    engine.kill()
    for chat in range(half, CHATS):
        telegram_deeds(telegram, FIRST_CHAT + chat, canaries)
    for person in people[WEB_PEOPLE // 2 :]:
        web_deeds(person, canaries)
    until(lambda: not telegram.pending(), 60, "Telegram's updates are taken")
    until(lambda: is_finished(database), 60, "every turn is taken")
    pages = [httpx.get(f"{gateway.url}/{page}", timeout=15).text for page in ("readyz", "metrics")]
    gateway.terminate(within_s=25)
    assert len(canaries.sent) >= 300
    # What must have been seen was seen: the paths were really taken.
    for event in ("turn.fallback", "turn.failed", "delivery.failed", "telegram.poll_failed"):
        assert event in gateway.output
    for event in ("widget.storage_unavailable", "delivery.sent", "telegram.taken"):
        assert event in gateway.output
    assert canaries.leaks(gateway.output + engine.output + "".join(pages)) == set()
    assert "Traceback" not in gateway.output + engine.output


def while_the_database_is_away(
    telegram: BotApi, database: Database, gateway: Process, person: WebPerson, canaries: Canaries
) -> None:
    database.go_down([gateway.pid])
    telegram.say(FIRST_CHAT, canaries.text())
    body = {"id": "katkon-aikana", "kind": "text", "text": canaries.text(), "language": "fi"}
    answer = person.post("messages", body)
    assert answer is not None
    assert answer.status_code == 503
    stray_requests(gateway, canaries, REST_TOKEN)
    until(lambda: "no_storage" in gateway.output, 30, "Telegram's update is refused")
    database.come_back()
    again = person.insist("messages", body)
    assert again.status_code == 202


def is_finished(database: Database) -> bool:
    return rows(database, "SELECT count(*) FROM inbox WHERE finished_at IS NULL") == [(0,)]
