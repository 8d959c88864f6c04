"""The real service on a Saturday night, in a process of its own, with a demo county."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests import trained
from tests.botapi import BotApi

NIGHT = "2026-11-14T22:40:00+02:00"
REST_TOKEN = "rest-token-of-the-tests-0123456789abcdef"


@dataclass(frozen=True, slots=True)
class Service:
    """A running service, and the Bot API server that it talks to."""

    url: str
    telegram: BotApi
    log: Path


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    folder = tmp_path_factory.mktemp("service")
    port = trained.free_port()
    url, log = f"http://127.0.0.1:{port}", folder / "log"
    with BotApi() as telegram:
        env = trained.environment(
            folder / "data",
            RINNALLA_NOW=NIGHT,
            RINNALLA_COUNTY_DIR=str(trained.COUNTY),
            RINNALLA_PORT=str(port),
            RINNALLA_REST_TOKEN=REST_TOKEN,
            RINNALLA_TELEGRAM_TOKEN=telegram.token,
            RINNALLA_TELEGRAM_API_BASE=telegram.url,
        )
        words = trained.command("rinnalla", "serve")
        with trained.running(words, env, f"{url}/readyz", log) as seconds:
            print(f"rinnalla serve answered after {seconds:.1f} s")
            yield Service(url, telegram, log)


@pytest.fixture
def night(tmp_path: Path) -> dict[str, str]:
    """The environment of a command on that night."""
    return trained.environment(
        tmp_path / "data", RINNALLA_NOW=NIGHT, RINNALLA_COUNTY_DIR=str(trained.COUNTY)
    )
