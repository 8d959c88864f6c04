"""What an operator's pages tell."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from bot.runtime.health import health_routes
from bot.runtime.metrics import Metrics
from bot.storage.crypto import Keyring
from bot.storage.database import open_engine
from bot.storage.unit_of_work import SqlStorage
from tests.builders import SATURDAY_NIGHT, an_inbound
from tests.databases import sqlite_database
from tests.fake_rows import FrozenClock


@pytest.fixture
def storage(tmp_path: Path) -> Iterator[SqlStorage]:
    url = sqlite_database(tmp_path / "rinnalla.sqlite")
    storage = SqlStorage(open_engine(url), Keyring([b"k" * 32]), FrozenClock(SATURDAY_NIGHT))
    yield storage
    storage.close()


def test_how_telegram_is_read_is_told_and_does_not_take_the_web_away(storage: SqlStorage) -> None:
    state = {"now": "unreachable"}
    routes = health_routes(storage, lambda: True, Metrics(), lambda: state["now"])
    with TestClient(Starlette(routes=routes)) as client:
        answer = client.get("/readyz")
        assert (answer.status_code, answer.json()["telegram"]) == (200, "unreachable")
        state["now"] = "ok"
        assert client.get("/readyz").json()["telegram"] == "ok"


def test_what_waits_for_an_answer_is_told_with_its_age(storage: SqlStorage) -> None:
    with storage.begin() as work:
        work.inbox.add(an_inbound("hei"))
        work.commit()
    with TestClient(Starlette(routes=health_routes(storage, lambda: True, Metrics()))) as client:
        page = client.get("/metrics").text
    assert "rinnalla_inbox_waiting 1\n" in page
    assert "rinnalla_inbox_oldest_s 0.0\n" in page


def test_without_a_bot_there_is_nothing_to_tell_of_telegram(storage: SqlStorage) -> None:
    routes = health_routes(storage, lambda: False, Metrics())
    with TestClient(Starlette(routes=routes)) as client:
        answer = client.get("/readyz")
    assert answer.status_code == 503, "the engine is not ready"
    assert answer.json()["telegram"] is None
