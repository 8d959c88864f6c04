"""kill -9 in the middle of everything, again and again: nothing is lost, nothing comes twice.

The real gateway, as two processes over one database: one speaks with Telegram and the web, one
with the web alone, and each takes turns of both. 200 Telegram updates and 100 widget messages come
in while they die; on PostgreSQL the server falls down once too.
"""

import random
import time

from tests.botapi import BotApi
from tests.chaos.checks import check_chat, check_database, check_web, has_everything
from tests.chaos.conftest import NewGateway
from tests.chaos.databases import Database
from tests.chaos.people import Crowd, WebPerson
from tests.chaos.processes import Process, until

CHATS, EACH_IN_TELEGRAM = 25, 8
WEB_PEOPLE, EACH_ON_THE_WEB = 10, 10
KILLS = 6
CRASH_AT = 3
"""In this life the database falls down as well."""

DRAINED_WITHIN_S = 120.0
"""A lease of a dead process ends after 30 s, and a chat gets one message a second."""


def test_killed_gateways_lose_nothing_and_repeat_nothing_unmarked(
    telegram: BotApi,
    database: Database,
    new_gateway: NewGateway,
    with_telegram: dict[str, str],
) -> None:
    chance = random.Random(20)
    both, web_only = new_gateway(**with_telegram), new_gateway()
    urls = [both.url, web_only.url]
    people = [
        WebPerson(f"web-{number}", f"10.2.0.{number}", lambda: urls)
        for number in range(WEB_PEOPLE)
    ]
    crowd = Crowd(telegram, people, CHATS, EACH_IN_TELEGRAM, EACH_ON_THE_WEB, chance)
    web_only.start()
    crowd.start()
    for life in range(KILLS):
        live_and_die(both, crowd, chance)
        if life in (1, 4):
            web_only.kill()
            web_only.start()
        if life == CRASH_AT:
            database.crash()
    both.start_and_wait()
    web_only.wait_until_up()
    crowd.service_is_up.set()
    crowd.join(DRAINED_WITHIN_S)
    began = time.monotonic()
    until(
        lambda: is_drained(telegram, crowd),
        DRAINED_WITHIN_S,
        "everybody has their answers",
        every_s=1.0,
    )
    print(f"drained {time.monotonic() - began:.1f} s after the last message")
    both.terminate(within_s=20)
    got = [check_chat(telegram, chat, crowd.wanted(chat)) for chat in range(1, CHATS + 1)]
    for person in people:
        person.gateways = lambda: [web_only.url]
        check_web(person, wanted_of(person))
        person.close()
    web_only.terminate(within_s=20)
    messages = CHATS * EACH_IN_TELEGRAM + WEB_PEOPLE * EACH_ON_THE_WEB
    check_database(database, messages)
    total, twice = sum(one.total for one in got), sum(one.twice for one in got)
    needless = sum(one.needless for one in got)
    # Only what was being sent at the moment of a death may carry a mark for nothing: several are
    # on their way at a time, on a slow machine more than one at most deaths.
    assert needless <= 2 * KILLS
    print(f"{messages} messages, {total} sent, {twice} twice, {needless} marked needlessly")


def live_and_die(gateway: Process, crowd: Crowd, chance: random.Random) -> None:
    """One life: sometimes it ends before it has begun, mostly in the middle of work."""
    gateway.start()
    if chance.random() < 0.2:
        time.sleep(chance.uniform(0.5, 3.0))
    else:
        gateway.wait_until_up()
        crowd.service_is_up.set()
        time.sleep(chance.uniform(0.5, 2.5))
    gateway.kill()
    crowd.service_is_up.clear()


def is_drained(telegram: BotApi, crowd: Crowd) -> bool:
    return (
        not telegram.pending()
        and all(has_everything(telegram, chat, crowd.wanted(chat)) for chat in range(1, CHATS + 1))
        and all(person.echoes() == wanted_of(person) for person in crowd.web)
    )


def wanted_of(person: WebPerson) -> list[str]:
    return [f"kysymys {person.name}.{number}" for number in range(EACH_ON_THE_WEB)]
