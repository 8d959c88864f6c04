"""The trained engine in a process of its own: killed, missed, back, or never there.

It prints nobody's words.

Rasa is the part whose own logs quote messages, so its process talks at DEBUG here.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import trained
from tests.botapi import BotApi
from tests.chaos.canaries import FIRST_CHAT, Canaries, telegram_deeds, web_deeds
from tests.chaos.databases import SqliteFile
from tests.chaos.people import FALLBACK, GREETING, WebPerson
from tests.chaos.processes import Process, gateway_process, real_engine_process, until
from tests.crisis.test_without_rasa import HINTED

QUESTION = "rahat loppu, miten saan ruokaa"


@pytest.fixture
def real_engine(tmp_path: Path) -> Iterator[Process]:
    process = real_engine_process(
        tmp_path / "data",
        RINNALLA_MODEL_DIR=str(trained.model_folder()),
        RINNALLA_COUNTY_DIR=str(trained.COUNTY),
    )
    yield process
    process.kill()


@pytest.fixture
def gateway(tmp_path: Path, real_engine: Process, telegram: BotApi) -> Iterator[Process]:
    process = gateway_process(
        tmp_path / "data",
        real_engine,
        RINNALLA_DATABASE_URL=SqliteFile(tmp_path / "data" / "rinnalla.sqlite").url,
        RINNALLA_TELEGRAM_TOKEN=telegram.token,
        RINNALLA_TELEGRAM_API_BASE=telegram.url,
        RINNALLA_LOG_LEVEL="DEBUG",
        RINNALLA_MODEL_DIR=str(trained.model_folder()),
    )
    yield process
    process.kill()


@pytest.fixture
def person(gateway: Process) -> Iterator[WebPerson]:
    person = WebPerson("web-1", "10.3.0.1", lambda: [gateway.url])
    yield person
    person.close()


@pytest.mark.engine
def test_the_real_engine_may_die_and_prints_nobodys_words(
    telegram: BotApi, real_engine: Process, gateway: Process, person: WebPerson
) -> None:
    canaries = Canaries()
    canaries.secrets += [telegram.token, str(FIRST_CHAT), QUESTION]
    real_engine.start()
    gateway.start_and_wait()
    person.open()
    real_engine.wait_until_up()
    assert FALLBACK not in answers_to(person, QUESTION)
    real_engine.kill()
    assert FALLBACK in answers_to(person, QUESTION)
    real_engine.start_and_wait()
    assert FALLBACK not in answers_to(person, QUESTION)
    telegram_deeds(telegram, FIRST_CHAT, canaries)
    web_deeds(person, canaries)
    until(lambda: not telegram.pending(), 30, "Telegram's updates are taken")
    until(lambda: everything_is_answered(person), 40, "the web's last answer", every_s=1.0)
    gateway.terminate(within_s=25)
    real_engine.terminate(within_s=25)
    printed = gateway.output + real_engine.output
    assert canaries.leaks(printed) == set()
    assert "Traceback" not in printed


@pytest.mark.engine
def test_a_gateway_alone_hears_danger_without_its_usual_words(
    gateway: Process, person: WebPerson
) -> None:
    gateway.start_and_wait()
    person.open()
    until(
        lambda: FALLBACK not in answers_to(person, HINTED["fi"]),
        30,
        "the encoder is there and the card is shown",
        every_s=1.0,
    )


def answers_to(person: WebPerson, text: str) -> list[str]:
    """Say something and return all that is answered to it."""
    before = person.lines()[-1:]
    after = before[0]["cursor"] if before else 0
    person.say(text)
    until(
        lambda: any(line["by"] == "bot" for line in person.lines(after)),
        20,
        "an answer",
        every_s=0.3,
    )
    said = [line["text"] for line in person.lines(after) if line["by"] == "bot"]
    return [text for text in said if not text.startswith(GREETING)]


def everything_is_answered(person: WebPerson) -> bool:
    return bool(person.lines()[-1]["by"] == "bot")
