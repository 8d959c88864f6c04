"""What a whole turn costs: inbox, engine, words, one commit, and the answer read back.

``uv run python -m bench.turn``: the real App over SQLite on disk, with messages of voices that the
model has never heard. The engine is asked the same message alone, right before or after.
"""

import argparse
import asyncio
import json
import os
import tempfile
import time
from collections.abc import Awaitable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench.figures import BUILD, machine, markdown, rss_mb, spread, told
from bench.left_out import left_out
from bench.sample import Row
from bot.domain.messages import Address, ConversationId, Inbound, InboundKind
from bot.engine.local import LocalEngine
from bot.runtime.logs import set_up
from bot.services.ports import EngineTurn
from bot.settings import Settings

MESSAGES = 200
MESSAGES_A_PERSON = 10
WARM_UP = 10


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and tell."""
    parser = argparse.ArgumentParser(prog="python -m bench.turn", description=__doc__)
    parser.add_argument("--messages", type=int, default=MESSAGES, help=f"how many ({MESSAGES})")
    given = parser.parse_args(arguments)
    set_up("ERROR")
    about = machine()
    model, rows = left_out()
    # The pipeline finds its encoder by this; set before Rasa loads the model.
    os.environ["RINNALLA_MODEL_DIR"] = str(model.parent)
    with tempfile.TemporaryDirectory(dir=BUILD) as folder:
        settings = Settings(data_dir=Path(folder), model_dir=model.parent, database_url=None)
        measured = asyncio.run(_measure(settings, model, rows[: WARM_UP + given.messages]))
    result = {"machine": about, **measured}
    (BUILD / "turn.json").write_text(json.dumps(result, indent=2) + "\n")
    print(f"Measured {told(about)}; {len(measured['turn_ms'])} messages.\n\n{_table(measured)}")


async def _measure(settings: Settings, model: Path, rows: Sequence[Row]) -> dict[str, Any]:
    from bot.app import build
    from bot.runtime.serving import load_core

    engine = LocalEngine(lambda: load_core(model))
    app = build(settings, engine)
    await engine.ready()
    await app.start()
    turns: list[float] = []
    alone: list[float] = []
    try:
        for number, row in enumerate(rows):
            inbound = _inbound(row, number)
            asked = _asked(row, inbound)
            # Whoever comes second finds warm caches: they take turns.
            if number % 2 == 0:
                turns.append(await _timed(app.converse(inbound)))
                alone.append(await _timed(engine.respond(asked)))
            else:
                alone.append(await _timed(engine.respond(asked)))
                turns.append(await _timed(app.converse(inbound)))
        memory = rss_mb(os.getpid())
    finally:
        await app.stop()
        engine.stop()
    return {"turn_ms": turns[WARM_UP:], "engine_ms": alone[WARM_UP:], "rss_mb": memory}


def _inbound(row: Row, number: int) -> Inbound:
    address = Address("rest", "bench", f"person-{number // MESSAGES_A_PERSON}")
    return Inbound(address, f"update-{number}", InboundKind.TEXT, row.text, datetime.now(UTC))


def _asked(row: Row, inbound: Inbound) -> EngineTurn:
    facts = {
        "language": "fi",
        "language_chosen": False,
        "plain": False,
        "municipality": None,
        "at": inbound.at.isoformat(),
    }
    return EngineTurn(ConversationId(inbound.update_id), row.text, None, facts, None)


async def _timed(call: Awaitable[Any]) -> float:
    began = time.perf_counter()
    await call
    return (time.perf_counter() - began) * 1000


def _table(measured: dict[str, Any]) -> str:
    turn, alone = spread(measured["turn_ms"]), spread(measured["engine_ms"])
    rows = [
        ("Whole turn (SQLite)", f"{turn.p50:.1f} ms", f"{turn.p95:.1f} ms"),
        ("The engine's part", f"{alone.p50:.1f} ms", f"{alone.p95:.1f} ms"),
        ("Turn / engine", f"{turn.p50 / alone.p50:.1f} x", f"{turn.p95 / alone.p95:.1f} x"),
        ("Memory of the whole process", f"{measured['rss_mb']:.0f} MB", ""),
    ]
    return markdown(("", "p50", "p95"), rows)


if __name__ == "__main__":
    main()
