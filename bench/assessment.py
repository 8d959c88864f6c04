"""What a turn inside an assessment costs: the engine's part, by buttons, answers and topics.

``uv run python -m bench.assessment``: the trained model in this process, state through JSON
between all turns. Danger is looked for in every word; the classifier reads what is not an answer
through and through ("a story"), and no text comes twice: what has just been read is remembered.
A button goes to the loop and Rasa alone. "every turn" has more stories and topics than people
put into an assessment. The processor's time beside the clock's: on a busy machine it is the one to
compare.
"""

import argparse
import asyncio
import csv
import json
import random
import time
from collections.abc import Sequence
from itertools import cycle
from typing import Any

from bench.figures import machine, markdown, spread, told
from bench.trained import trained_engine
from bot.domain.messages import ConversationId
from bot.runtime.logs import set_up
from bot.services.ports import Engine, EngineTurn
from bot.services.writes import PENDING, RECORDS
from bot.settings import ROOT

ROUNDS = 20
AT = "2026-11-25T12:00:00+02:00"
ANSWERS = ("320", "perjantaina", "50")
STORY = "no siis varmaan joku {} viikossa menee ainakin jos syön kotona"
TOPICS = ROOT / "tests" / "nlu" / "unheard.tsv"

Taken = tuple[float, float]
"""Milliseconds by the clock and of the processor."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and tell."""
    parser = argparse.ArgumentParser(prog="python -m bench.assessment", description=__doc__)
    parser.add_argument("--rounds", type=int, default=ROUNDS, help=f"how many ({ROUNDS})")
    given = parser.parse_args(arguments)
    set_up("CRITICAL")
    about = machine()
    times = asyncio.run(_measure(trained_engine(), given.rounds))
    rows = []
    times["every turn"] = [one for taken in times.values() for one in taken]
    for name, taken in times.items():
        clock, processor = (spread(list(ms)) for ms in zip(*taken, strict=True))
        figures = (clock.p50, clock.p95, processor.p50)
        rows.append((name, *(f"{ms:.1f} ms" for ms in figures)))
    head = ("", "p50", "p95", "processor p50")
    print(f"Measured {told(about)}.\n\n{markdown(head, rows)}")


async def _measure(core: Engine, rounds: int) -> dict[str, list[Taken]]:
    kinds = ("button", "answer in words", "a story", "topic inside")
    times: dict[str, list[Taken]] = {kind: [] for kind in kinds}
    topics = cycle(_topics())
    for number in range(rounds + 1):
        person = _Person(core, number)
        await person.turn(None, "start_budget")
        taken = []
        for words in ANSWERS:
            taken.append(("topic inside", await person.turn(next(topics))))
            taken.append(("answer in words", await person.turn(words)))
        taken.append(("a story", await person.turn(STORY.format(30 + number))))
        for question in ("go_on-yes", "income_kinds-none", "next_income_amount-_skip"):
            taken.append(("button", await person.press(f"budget-{question}")))
        if number:  # the first round reads what is read once
            for name, ms in taken:
                times[name].append(ms)
    return times


def _topics() -> list[str]:
    """Return messages in Finnish that nobody has trained on, each about a topic."""
    with TOPICS.open(encoding="utf-8") as file:
        rows = [row for row in csv.reader(file, delimiter="\t") if row[1] == "fi"]
    random.Random(1).shuffle(rows)  # noqa: S311
    return [row[2] for row in rows if not row[0].startswith(("out_of_scope", "bot_", "worker"))]


class _Person:
    """One conversation, kept as the storage keeps it."""

    def __init__(self, core: Engine, number: int) -> None:
        self._core, self._name = core, ConversationId(f"bench-{number}")
        self._records: dict[str, Any] = {}
        self._tracker: str | None = None

    async def press(self, value: str) -> Taken:
        return await self.turn(None, "answer", f"answer:{value}")

    async def turn(
        self, text: str | None, intent: str | None = None, pressed: str | None = None
    ) -> Taken:
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
        began, worked = time.perf_counter(), time.thread_time()
        answer = await self._core.respond(asked)
        taken = (
            (time.perf_counter() - began) * 1000,
            (time.thread_time() - worked) * 1000,
        )
        self._tracker = answer.tracker
        for name, value in (answer.effects.get(RECORDS) or {}).items():
            self._records[name] = value
        return taken


if __name__ == "__main__":
    main()
