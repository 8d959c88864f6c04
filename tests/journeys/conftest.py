"""The two engines: Rasa in a thread of this process, and a process of its own over loopback."""

import asyncio
import os
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from bot.engine.http import HttpEngine
from bot.engine.local import LocalEngine
from tests import trained
from tests.databases import postgres_database
from tests.journeys.player import SideBySide

TOKEN = "token-of-the-journeys"


@pytest.fixture(scope="session")
def county() -> Iterator[None]:
    """The demo county for the actions of this process, as the service would have it."""
    from actions.common import content, search

    before = os.environ.get("RINNALLA_COUNTY_DIR")
    os.environ["RINNALLA_COUNTY_DIR"] = str(trained.COUNTY)
    content.cache_clear()
    search.cache_clear()
    yield
    content.cache_clear()
    search.cache_clear()
    if before is None:
        del os.environ["RINNALLA_COUNTY_DIR"]
    else:
        os.environ["RINNALLA_COUNTY_DIR"] = before


@pytest.fixture(scope="session")
def local(county: None) -> Iterator[LocalEngine]:
    from bot.runtime.logs import set_up
    from bot.runtime.serving import load_core

    set_up("WARNING")
    model = trained.model_file()
    engine = LocalEngine(lambda: trained.quietly(lambda: load_core(model)), limit_s=60.0)
    asyncio.run(engine.ready())
    yield engine
    engine.stop()


@pytest.fixture(scope="session")
def engine_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """``rinnalla serve --role engine`` in a process of its own."""
    folder: Path = tmp_path_factory.mktemp("engine")
    port = trained.free_port()
    env = trained.environment(
        folder,
        RINNALLA_COUNTY_DIR=str(trained.COUNTY),
        RINNALLA_ENGINE_PORT=str(port),
        RINNALLA_ENGINE_TOKEN=TOKEN,
    )
    url = f"http://127.0.0.1:{port}"
    words = trained.command("rinnalla", "serve", "--role", "engine")
    with trained.running(words, env, f"{url}/readyz", folder / "log"):
        yield url


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """A database on the test server."""
    with postgres_database() as url:
        yield url


@pytest.fixture
async def engines(local: LocalEngine, engine_url: str) -> AsyncIterator[SideBySide]:
    remote = HttpEngine(engine_url, TOKEN, limit_s=60.0)
    yield SideBySide(local, remote)
    await remote.close()
