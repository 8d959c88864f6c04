"""How soon a person in danger has the card on the web, whatever else is broken.

uv run python -m bench.crisis: the real App behind a real server, the real scanner; from the
moment when the page sends the words until it has the card. In the midst of a budget the trained
model answers, so both ears listen.
"""

import socket
import tempfile
import threading
import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import product
from pathlib import Path
from typing import Any

import httpx
import uvicorn

from bench.figures import machine, markdown, spread, told
from bench.trained import trained_engine
from bot.app import build
from bot.domain.errors import EngineUnavailable, StorageUnavailable
from bot.domain.messages import Address, Inbound, InboundKind, Lane, Reply
from bot.engine.scripted import ScriptedEngine
from bot.runtime.logs import set_up
from bot.runtime.process import App
from bot.services.ports import Engine
from bot.settings import ROOT, Settings

WORDS = "en halua enää elää"
CARD = "Kiitos, että sanoit sen"
ROUNDS = 60
LIMIT_MS = 300.0
BUDGET = ("haluan tehdä budjetin", "650")
WAITING = 10_000


def main() -> None:
    set_up("CRITICAL")
    print(f"Measured {told(machine())}; {ROUNDS} messages a line, limit {LIMIT_MS:.0f} ms.\n")
    rows = []
    for name, engine, change, before in cases():
        times = sorted(measured(engine, change, before))
        found = spread(times)
        slow = sum(one > LIMIT_MS for one in times)
        rows.append((name, f"{found.p50:.0f}", f"{found.p95:.0f}", f"{times[-1]:.0f}", str(slow)))
    print(markdown(("", "p50 ms", "p95 ms", "slowest", "over the limit"), rows))


Case = tuple[str, Engine, Callable[[App], None], Sequence[str]]
"""Its name, the engine, what is broken, and what everybody has written before."""


def cases() -> Iterator[Case]:
    """Yield what is broken, and how."""
    yield "everything works", ScriptedEngine(), _nothing, ()
    stopped = ScriptedEngine({WORDS: EngineUnavailable("stopped")})
    yield "Rasa stopped", stopped, _nothing, ()
    yield "Rasa hangs, four others wait for it", ScriptedEngine(delay_s=8.0), _others_wait, ()
    yield "the database stopped", ScriptedEngine(), _stop, ()
    yield "the database hangs", ScriptedEngine(), _hang, ()
    yield f"{WAITING:,} messages wait in the outbox", ScriptedEngine(), _fill, ()
    yield "in the midst of a budget", trained_engine(), _nothing, BUDGET


def measured(
    engine: Engine, change: Callable[[App], None], before: Sequence[str]
) -> Iterator[float]:
    """Yield milliseconds from sending the words to having the card, a new person each time."""
    with (
        tempfile.TemporaryDirectory() as folder,
        running(Path(folder), engine) as (app, url),
        httpx.Client(base_url=url, timeout=30.0, headers={"Origin": url}) as client,
    ):
        tokens = [_token(client) for _ in range(ROUNDS)]
        for token, words in product(tokens, before):
            _answered(client, token, words)
        _danger(client, tokens[0])  # the first one reads the calendar
        change(app)
        for token in tokens[1:]:
            began = time.perf_counter()
            _danger(client, token)
            yield (time.perf_counter() - began) * 1000


def _token(client: httpx.Client) -> str:
    answer = client.post("/api/widget/session", json={}, headers=_elsewhere())
    return str(answer.json()["token"])


def _elsewhere() -> dict[str, str]:
    """Return the header of somebody else's network: rates are counted by address."""
    return {"X-Forwarded-For": f"10.0.{uuid.uuid4().int % 250}.{uuid.uuid4().int % 250}"}


def _danger(client: httpx.Client, token: str) -> None:
    """Send the words and wait as the page does: for the card that comes back, or the answer."""
    answer = _said(client, token, WORDS)
    found: Any = answer.json() if answer.content else {}
    if CARD not in str(found):
        raise RuntimeError(f"no card: {answer.status_code}")


def _answered(client: httpx.Client, token: str, words: str) -> None:
    """Send words and wait for the question of the budget that answers them."""
    _said(client, token, words).raise_for_status()
    lines: list[dict[str, Any]] = []
    for _ in range(10):
        query = {"after": lines[-1]["cursor"] if lines else 0, "wait": 1}
        found = client.get("/api/widget/messages", params=query, headers=_bearer(token)).json()
        lines += found["lines"]
        if any("answer:budget" in str(one["buttons"]) for one in lines[-1:]):
            return
    raise RuntimeError(f"no question of the budget after: {words}")


def _said(client: httpx.Client, token: str, words: str) -> httpx.Response:
    body = {"id": uuid.uuid4().hex, "kind": "text", "text": words, "language": "fi"}
    return client.post("/api/widget/messages", json=body, headers=_bearer(token))


def _bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}", **_elsewhere()}


def _nothing(app: App) -> None:
    """Break nothing."""


@contextmanager
def running(folder: Path, engine: Engine) -> Iterator[tuple[App, str]]:
    """Serve the App with an engine over SQLite."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port = one.getsockname()[1]
    settings = Settings(
        data_dir=folder, county_dir=ROOT / "demo" / "county", port=port, trusted_proxies=1
    )
    app = build(settings, engine)
    config = uvicorn.Config(app.web(), port=port, log_config=None, ws="none")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    try:
        yield app, f"http://127.0.0.1:{port}"
    finally:
        server.force_exit = server.should_exit = True
        thread.join(15)


def _stop(app: App) -> None:
    @contextmanager
    def down() -> Iterator[Any]:
        raise StorageUnavailable("stopped")
        yield

    app.storage._transaction = down  # type: ignore[method-assign]


def _hang(app: App) -> None:
    @contextmanager
    def slow() -> Iterator[Any]:
        time.sleep(3.0)
        raise StorageUnavailable("slow")
        yield

    app.storage._transaction = slow  # type: ignore[method-assign]


def _others_wait(app: App) -> None:
    with app.storage.begin() as work:
        for number in range(8):
            work.inbox.add(_inbound(f"other-{number}", "rahat loppu"))
        work.commit()
    time.sleep(0.5)


def _fill(app: App) -> None:
    with app.storage.begin() as work:
        for number in range(20):
            work.inbox.add(_inbound(f"waiting-{number}", "hei"))
            notices = [(Reply(f"{number}-{n}"), Lane.NOTICE) for n in range(WAITING // 20)]
            if (claim := work.inbox.claim(30.0)) is not None:
                work.inbox.finish(claim, notices, claim.person, None, delivered=False)
        work.commit()


def _inbound(who: str, text: str) -> Inbound:
    from datetime import UTC, datetime

    address = Address("telegram", "bench", who)
    return Inbound(address, who, InboundKind.TEXT, text, datetime.now(UTC))


if __name__ == "__main__":
    main()
