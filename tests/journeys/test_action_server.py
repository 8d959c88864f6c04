"""Our actions served by ``rasa run actions`` say the same as those that run in our process."""

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.domain.messages import ConversationId
from bot.engine.local import LocalEngine
from bot.engine.wire import answer_to_json
from bot.services.ports import Engine, EngineTurn
from tests import trained
from tests.builders import SATURDAY_NIGHT

pytestmark = pytest.mark.engine

TALK = (
    "rahat loppu ja palkka vasta kahen viikon päästä",
    "asun keravalla",
    "en ymmärrä",
    "onko täällä hammaspäivystystä",
    "can we speak english please",
    "i want to kill myself tonight",
    "kiitti",
    "poista kaikki mun tiedot",
)


@pytest.fixture(scope="module")
def served(county: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalEngine]:
    """Rasa that asks an action server, as everybody else's Rasa does."""
    from rasa.utils.endpoints import EndpointConfig

    from bot.engine.rasa_core import RasaCore

    folder: Path = tmp_path_factory.mktemp("actions")
    port = str(trained.free_port())
    url = f"http://127.0.0.1:{port}"
    words = trained.command("rasa", "run", "actions", "--actions", "actions", "--port", port)
    # Without it Rasa's action server listens on every address (docs/installer.md).
    settings = {"RINNALLA_COUNTY_DIR": str(trained.COUNTY), "SANIC_HOST": "127.0.0.1"}
    env = trained.environment(folder, **settings)
    model = trained.model_file()
    with trained.running(words, env, f"{url}/health", folder / "log"):
        endpoint = EndpointConfig(f"{url}/webhook")
        engine = LocalEngine(
            lambda: trained.quietly(lambda: RasaCore(model, endpoint)), limit_s=60.0
        )
        asyncio.run(engine.ready())
        yield engine
        engine.stop()


async def answers(engine: Engine) -> list[bytes]:
    """Return a whole talk's answers as bytes; each turn starts from the state of the last."""
    tracker: str | None = None
    facts: dict[str, Any] = {"language": "fi", "at": SATURDAY_NIGHT.isoformat()}
    said = []
    for text in TALK:
        answer = await engine.respond(
            EngineTurn(ConversationId("served"), text, None, facts, tracker)
        )
        tracker, facts = answer.tracker, {**facts, **answer.effects}
        said.append(answer_to_json(answer))
    return said


async def test_served_actions_give_equal_results(local: LocalEngine, served: LocalEngine) -> None:
    assert await answers(served) == await answers(local)
