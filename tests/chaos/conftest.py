"""The databases of the chaos tests, a Bot API server, a stand-in engine, a gateway."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.botapi import BotApi
from tests.chaos.databases import Database, PostgresServer, SqliteFile
from tests.chaos.people import WebPerson
from tests.chaos.processes import Process, engine_process, gateway_process


@pytest.fixture
def telegram() -> Iterator[BotApi]:
    with BotApi() as server:
        yield server


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    """A second server beside RINNALLA_TEST_POSTGRES: this one is stopped in the middle of work."""
    server = PostgresServer()
    yield server
    server.stop()


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Database:
    if request.param == "sqlite":
        return SqliteFile(tmp_path / "data" / "rinnalla.sqlite")
    server: PostgresServer = request.getfixturevalue("postgres_server")
    server.empty()
    return server


@pytest.fixture
def engine() -> Iterator[Process]:
    """The stand-in engine, up."""
    process = engine_process()
    process.start()
    yield process
    process.kill()


NewGateway = Callable[..., Process]


@pytest.fixture
def new_gateway(database: Database, engine: Process, tmp_path: Path) -> Iterator[NewGateway]:
    """Make gateways over one database and one data folder; none of them outlives the test."""
    made: list[Process] = []

    def make(**settings: str) -> Process:
        settings = {"RINNALLA_DATABASE_URL": database.url, **settings}
        made.append(gateway_process(tmp_path / "data", engine, **settings))
        return made[-1]

    yield make
    for process in made:
        process.kill()


@pytest.fixture
def with_telegram(telegram: BotApi) -> dict[str, str]:
    """The settings of a gateway that speaks to the tests' Bot API server."""
    return {
        "RINNALLA_TELEGRAM_TOKEN": telegram.token,
        "RINNALLA_TELEGRAM_API_BASE": telegram.url,
    }


NewPerson = Callable[..., WebPerson]


@pytest.fixture
def new_person() -> Iterator[NewPerson]:
    """Make people with the widget open; ``gateways`` are asked in any order."""
    made: list[WebPerson] = []

    def make(*gateways: Process) -> WebPerson:
        number = len(made) + 1
        urls = [gateway.url for gateway in gateways]
        made.append(WebPerson(f"web-{number}", f"10.1.0.{number}", lambda: urls))
        return made[-1]

    yield make
    for person in made:
        person.close()
