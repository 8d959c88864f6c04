"""Parts of the service go away and come back: people hear the truth, and nothing is lost.

The database: the web says "not saved" and keeps the words, Telegram is not told "taken". The
engine: fallback words, then real answers again. Operators see which part it is.
"""

from typing import Any

import httpx
import pytest

from tests.botapi import BotApi
from tests.chaos.checks import check_database, check_web, has_everything
from tests.chaos.conftest import NewGateway, NewPerson
from tests.chaos.databases import Database
from tests.chaos.people import FALLBACK, WebPerson, echo
from tests.chaos.processes import Process, free_port, until

CHAT = 7
BACK_WITHIN_S = 60.0
"""Telegram is asked again after a pause that grows while the database is away."""


def readiness(gateway: Process) -> tuple[int, dict[str, Any]]:
    answer = httpx.get(f"{gateway.url}/readyz", timeout=15)
    return answer.status_code, answer.json()


def red_signs(gateway: Process) -> set[str]:
    """Return which signs are red; the status must agree with them."""
    status, signs = readiness(gateway)
    red = {name for name, sign in signs.items() if sign is False}
    assert (status == 200) == (not red)
    return red


def is_alive(gateway: Process) -> bool:
    answer = httpx.get(f"{gateway.url}/healthz", timeout=5)
    return (answer.status_code, answer.text) == (200, "ok\n")


def metrics(gateway: Process) -> str:
    answer = httpx.get(f"{gateway.url}/metrics", timeout=15)
    assert answer.status_code == 200
    return answer.text


def webhook_settings(gateway: Process) -> dict[str, str]:
    """Telegram posts to the gateway itself: there is no proxy in this test."""
    return {"RINNALLA_TELEGRAM_MODE": "webhook", "RINNALLA_PUBLIC_URL": gateway.url}


@pytest.mark.parametrize("mode", ["polling", "webhook"])
def test_a_database_that_is_down_is_told_and_nothing_is_lost(
    telegram: BotApi,
    database: Database,
    new_gateway: NewGateway,
    new_person: NewPerson,
    with_telegram: dict[str, str],
    mode: str,
) -> None:
    gateway = new_gateway(**with_telegram)
    more = webhook_settings(gateway) if mode == "webhook" else {}
    gateway.start_and_wait(**more)
    person = new_person(gateway)
    person.origin = more.get("RINNALLA_PUBLIC_URL", person.origin)
    person.open()
    person.say("ennen katkoa")
    telegram.say(CHAT, "ennen katkoa")
    until(lambda: has_everything(telegram, CHAT, ["ennen katkoa"]), 20, "an answer")
    until(lambda: person.echoes() == ["ennen katkoa"], 20, "an answer on the web", every_s=0.5)
    assert red_signs(gateway) == set()

    database.go_down([gateway.pid])
    body = {"id": "sama-viesti-1", "kind": "text", "text": "katkon aikana", "language": "fi"}
    refused = person.post("messages", body)
    assert refused is not None
    assert (refused.status_code, refused.json()) == (503, {"key": "web.not_saved"})
    assert refused.headers["Retry-After"] == "3"
    update = telegram.say(CHAT, "katkon aikana")
    until(lambda: "not_taken" in gateway.output or "no_storage" in gateway.output, 20, "a try")
    assert telegram.pending() == [update]
    assert is_alive(gateway)
    until(lambda: "database" in red_signs(gateway), 10, "the database's sign is red")
    assert red_signs(gateway) == {"database"}
    assert "rinnalla_turns_total" in metrics(gateway)

    database.come_back()
    until(lambda: red_signs(gateway) == set(), 10, "every sign is green")
    again = person.post("messages", body)
    assert again is not None
    assert again.status_code == 202
    person.acknowledged.append("sama-viesti-1")
    until(lambda: not telegram.pending(), BACK_WITHIN_S, "Telegram's update is taken")
    until(lambda: has_everything(telegram, CHAT, ["katkon aikana"]), BACK_WITHIN_S, "an answer")
    both = ["ennen katkoa", "katkon aikana"]
    until(lambda: person.echoes() == both, 40, "an answer on the web", every_s=0.5)
    check_web(person, both)
    gateway.terminate(within_s=20)
    check_database(database, messages=4)


def test_a_gateway_whose_database_is_away_says_so_and_ends(
    new_gateway: NewGateway,
) -> None:
    gateway = new_gateway(RINNALLA_DATABASE_URL=f"postgresql://x@127.0.0.1:{free_port()}/x")
    gateway.start()
    assert gateway.ends_by_itself(within_s=90) == 1
    assert "Traceback" not in gateway.output


def test_a_killed_engine_leaves_fallback_words_and_comes_back(
    telegram: BotApi,
    database: Database,
    engine: Process,
    new_gateway: NewGateway,
    new_person: NewPerson,
    with_telegram: dict[str, str],
) -> None:
    gateway = new_gateway(**with_telegram)
    gateway.start_and_wait()
    person = new_person(gateway)
    person.open()
    talk(telegram, person, "moottori on", echo("moottori on"))
    engine.kill()
    talk(telegram, person, "moottori poissa", FALLBACK)
    until(lambda: red_signs(gateway) == {"engine"}, 10, "the engine's sign is red")
    assert is_alive(gateway)
    engine.start_and_wait()
    talk(telegram, person, "moottori taas", echo("moottori taas"))
    until(lambda: red_signs(gateway) == set(), 10, "every sign is green")
    answers = [line["text"] for line in person.lines() if line["by"] == "bot"]
    # The words that were said to the dead engine are answered once, by the fallback.
    assert echo("moottori poissa") not in answers
    assert answers.count(FALLBACK) == 1
    gateway.terminate(within_s=20)
    check_database(database, messages=6)


def talk(telegram: BotApi, person: WebPerson, text: str, wanted: str) -> None:
    """Say something on both channels and wait for what must come back."""
    telegram.say(CHAT, text)
    person.say(text)
    until(lambda: any(wanted in one for one in telegram.texts(CHAT)), 20, f"{wanted} in Telegram")
    until(
        lambda: wanted in [line["text"] for line in person.lines()],
        20,
        f"{wanted} on the web",
        every_s=0.3,
    )


def test_every_message_that_makes_trouble_is_answered_and_stops_nobody_else(
    database: Database, new_gateway: NewGateway, new_person: NewPerson
) -> None:
    gateway = new_gateway()
    gateway.start_and_wait()
    troubled, calm = new_person(gateway), new_person(gateway)
    for person in (troubled, calm):
        person.open()
    # More of them than there are turn takers.
    troubles = [f"{kind} {n}" for kind in ("rikki", "tyhjä", "avain", "pitkä") for n in range(4)]
    for text in troubles:
        troubled.say(text)
    calm.say("tavallinen")
    until(lambda: calm.echoes() == ["tavallinen"], 20, "the other person's answer", every_s=0.3)
    until(
        lambda: [line["text"] for line in troubled.lines()].count(FALLBACK) == len(troubles),
        40,
        "an answer to each",
        every_s=0.5,
    )
    assert red_signs(gateway) == set()
