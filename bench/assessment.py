"""What a turn inside an assessment costs: the engine's part, by buttons, answers and topics.

``uv run python -m bench.assessment``: the trained model in this process, state through JSON
between all turns. An answer in words also goes through the classifier, for danger comes before
all; a button does not, so that the button's figure is the loop's own and Rasa's work alone.
"""

import argparse
import asyncio
import json
import os
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bench.figures import machine, markdown, spread, told
from bot.domain.messages import ConversationId
from bot.runtime.logs import set_up
from bot.runtime.training import newest_model
from bot.services.memory import PENDING, RECORDS
from bot.services.ports import Engine, EngineTurn
from bot.settings import ROOT

ROUNDS = 20
AT = "2026-11-25T12:00:00+02:00"
ANSWERS = ("320", "perjantaina", "50", "40 viikossa")
TOPIC = "jäin oven taa ja avaimet sisälle"


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and tell."""
    parser = argparse.ArgumentParser(prog="python -m bench.assessment", description=__doc__)
    parser.add_argument("--rounds", type=int, default=ROUNDS, help=f"how many ({ROUNDS})")
    given = parser.parse_args(arguments)
    set_up("CRITICAL")
    models = Path(os.environ.setdefault("RINNALLA_MODEL_DIR", str(ROOT / "models")))
    model = newest_model(models)
    if model is None:
        raise SystemExit("needs a trained model: rinnalla train")
    about = machine()
    times = asyncio.run(_measure(_loaded(model), given.rounds))
    rows = [
        (name, f"{spread(ms).p50:.1f} ms", f"{spread(ms).p95:.1f} ms")
        for name, ms in times.items()
    ]
    print(f"Measured {told(about)}.\n\n{markdown(('', 'p50', 'p95'), rows)}")


def _loaded(model: Path) -> Engine:
    from bot.runtime.serving import load_core

    return load_core(model)


async def _measure(core: Engine, rounds: int) -> dict[str, list[float]]:
    times: dict[str, list[float]] = {"button": [], "answer in words": [], "topic inside": []}
    for number in range(rounds + 1):
        person = _Person(core, number)
        await person.turn(None, "start_budget")
        taken = []
        for words in ANSWERS:
            taken.append(("topic inside", await person.turn(TOPIC)))
            taken.append(("answer in words", await person.turn(words)))
        for question in ("go_on-yes", "income_kinds-none", "next_income_amount-_skip"):
            taken.append(("button", await person.press(f"budget-{question}")))
        if number:  # the first round reads what is read once
            for name, ms in taken:
                times[name].append(ms)
    return times


class _Person:
    """One conversation, kept as the storage keeps it."""

    def __init__(self, core: Engine, number: int) -> None:
        self._core, self._name = core, ConversationId(f"bench-{number}")
        self._records: dict[str, Any] = {}
        self._tracker: str | None = None

    async def press(self, value: str) -> float:
        return await self.turn(None, "answer", f"answer:{value}")

    async def turn(
        self, text: str | None, intent: str | None = None, pressed: str | None = None
    ) -> float:
        records = json.loads(json.dumps(self._records))
        facts = {
            "language": "fi",
            "language_chosen": True,
            "municipality": "245",
            "at": AT,
            "pressed": pressed,
            RECORDS: records,
            PENDING: records.get(PENDING),
        }
        asked = EngineTurn(self._name, text, intent, facts, self._tracker)
        began = time.perf_counter()
        answer = await self._core.respond(asked)
        taken = (time.perf_counter() - began) * 1000
        self._tracker = answer.tracker
        for name, value in (answer.effects.get(RECORDS) or {}).items():
            self._records[name] = value
        return taken


if __name__ == "__main__":
    main()
