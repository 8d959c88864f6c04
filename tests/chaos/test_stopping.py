"""A clean stop (SIGTERM, as systemd and containers send it) is quick and leaves nothing behind."""

import random
import threading
import time

from tests.botapi import BotApi
from tests.chaos.checks import check_chat, check_database, check_web, has_everything
from tests.chaos.conftest import NewGateway, NewPerson
from tests.chaos.databases import Database
from tests.chaos.people import Crowd
from tests.chaos.processes import until

STOPS = 2
STOPPED_WITHIN_S = 8.0
"""Less than the ten seconds after which a container is killed, also with widgets waiting."""


def test_stopped_gateways_lose_nothing_and_repeat_nothing_at_all(
    telegram: BotApi,
    database: Database,
    new_gateway: NewGateway,
    new_person: NewPerson,
    with_telegram: dict[str, str],
) -> None:
    gateway = new_gateway(**with_telegram)
    people = [new_person(gateway) for _ in range(4)]
    crowd = Crowd(telegram, people, 20, 3, 4, random.Random(3))
    crowd.start()
    for _ in range(STOPS):
        gateway.start_and_wait()
        crowd.service_is_up.set()
        time.sleep(1.0)
        gateway.terminate(within_s=STOPPED_WITHIN_S)
        crowd.service_is_up.clear()
    gateway.start_and_wait()
    crowd.service_is_up.set()
    crowd.join(60)
    # Nobody waits for a lease of the dead: everything was given back.
    until(lambda: not telegram.pending(), 15, "Telegram's updates are taken")
    chats = range(1, 21)
    until(
        lambda: all(has_everything(telegram, chat, crowd.wanted(chat)) for chat in chats),
        25,
        "every answer in Telegram",
    )
    wanted = {p.name: [f"kysymys {p.name}.{n}" for n in range(4)] for p in people}
    for person in people:
        until(lambda: person.echoes() == wanted[person.name], 15, "answers", every_s=0.5)  # noqa: B023
        check_web(person, wanted[person.name])
    got = [check_chat(telegram, chat, crowd.wanted(chat)) for chat in chats]
    assert sum(one.twice + one.needless for one in got) == 0
    gateway.terminate(within_s=STOPPED_WITHIN_S)
    check_database(database, 20 * 3 + 4 * 4)


def test_a_stop_does_not_wait_for_open_widgets(
    database: Database, new_gateway: NewGateway, new_person: NewPerson
) -> None:
    gateway = new_gateway()
    gateway.start_and_wait()
    person = new_person(gateway)
    person.open()
    person.say("moi")
    until(lambda: person.echoes() == ["moi"], 20, "an answer", every_s=0.3)
    last = person.lines()[-1]["cursor"]
    got: list[object] = []
    waiting = threading.Thread(target=lambda: got.append(person.lines(after=last, wait_s=25)))
    waiting.start()
    time.sleep(0.5)
    assert gateway.terminate(within_s=30) < 4
    waiting.join(5)
    assert got == [[]]  # an ordinary answer: the page asks again and meets the next process


def test_a_stop_finishes_the_turn_in_work(
    database: Database, new_gateway: NewGateway, new_person: NewPerson
) -> None:
    gateway = new_gateway()
    gateway.start_and_wait()
    person = new_person(gateway)
    person.open()
    person.say("hidas")  # the engine hangs: the turn ends with the fallback after its limit
    time.sleep(1.0)
    gateway.terminate(within_s=20)
    check_database(database, messages=1)
