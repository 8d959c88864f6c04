"""The program that is measured: loads a model, answers messages, says how long each took.

``python -m bench.probe ours|stock MODEL`` reads one JSON a line (person, text; without a person
the text is only read, not answered) and writes one (ms, cpu_ms, said, intent). It runs in both
installs: valid Python 3.10, and at the top nothing but the standard library.
"""

import asyncio
import json
import logging
import os
import sys
import time
from datetime import datetime, timezone
from pathlib import Path
from typing import Any


class Ours:
    """Our engine, with what the gateway would hand it."""

    def __init__(self, model: str) -> None:
        from bot.runtime.logs import set_up

        set_up("ERROR")
        from bot.engine.rasa_core import RasaCore
        from bot.services.ports import EngineTurn

        self._turn: Any = EngineTurn
        self._core = RasaCore(Path(model))
        self._trackers: dict[str, Any] = {}

    async def answer(self, person: str, text: str) -> Any:
        """Answer; the tracker goes in and comes out as a row, as it does in the service."""
        facts = {
            "language": "fi",
            "language_chosen": False,
            "plain": False,
            "municipality": None,
            "at": datetime.now(timezone.utc).isoformat(),  # noqa: UP017 - also runs on 3.10
        }
        turn = self._turn(person, text, None, facts, self._trackers.get(person))
        answer = await self._core.respond(turn)
        self._trackers[person] = answer.tracker
        return answer

    async def parse(self, text: str) -> Any:
        """Return what a message is read as."""
        return await self._core.parse(text)

    async def told(self, _: str, answer: Any) -> tuple[int, Any]:
        """Return how many things were said, and the intent."""
        return len(answer.says), answer.intent


class Stock:
    """Rasa's own agent with its defaults."""

    def __init__(self, model: str) -> None:
        from rasa.utils.log_utils import configure_structlog

        configure_structlog(logging.ERROR)
        from rasa.core.agent import Agent

        self._agent = Agent.load(model)

    async def answer(self, person: str, text: str) -> Any:
        """Answer; the tracker is kept by Rasa's in-memory store, its default."""
        return await self._agent.handle_text(text, sender_id=person)

    async def parse(self, text: str) -> Any:
        """Return what a message is read as."""
        return await self._agent.parse_message(text)

    async def told(self, person: str, answer: Any) -> tuple[int, Any]:
        """Return how many things were said, and the intent."""
        tracker = await self._agent.tracker_store.retrieve(person)
        return len(answer or []), tracker.latest_message.intent.get("name")


async def main(which: str, model: str) -> None:
    """Answer until the input ends."""
    # Libraries may print: the answers keep the real standard output for themselves.
    out = os.fdopen(os.dup(1), "w", buffering=1)
    os.dup2(2, 1)
    engine = Ours(model) if which == "ours" else Stock(model)
    for line in sys.stdin:
        asked = json.loads(line)
        began, cpu_began = time.perf_counter(), time.process_time()
        person, text = asked["person"], asked["text"]
        answer = await (engine.answer(person, text) if person else engine.parse(text))
        took_ms = (time.perf_counter() - began) * 1000
        cpu_ms = (time.process_time() - cpu_began) * 1000
        said, intent = await engine.told(person, answer) if person else (0, None)
        told = {"ms": took_ms, "cpu_ms": cpu_ms, "said": said, "intent": intent}
        out.write(json.dumps(told) + "\n")


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], sys.argv[2]))
