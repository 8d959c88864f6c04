"""How often the cheap branch answers alone, and what each road through the classifier costs.

``uv run python -m bench.nlu``: messages of voices that the model has never heard.
``uv run python -m bench.nlu --file messages.tsv`` (intent, language, text): the model in use.
Also what the fast road costs in right answers; on all voices: ``bench.understanding``.
"""

import argparse
import asyncio
import json
import os
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from rich.console import Console

from bench.figures import BUILD, machine, markdown, spread, told
from bench.left_out import left_out
from bench.sample import Row
from bot.nlu.calibration import ALWAYS
from bot.nlu.encoder import Encoder
from bot.nlu.encoding import embed_with
from bot.nlu.folding import tidy
from bot.nlu.hybrid import Embed, HybridModel, read_archive
from bot.runtime.logs import set_up
from bot.runtime.training import ensure_model
from bot.settings import load_settings

MESSAGES = 400
WARM_UP = 10


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and tell."""
    parser = argparse.ArgumentParser(prog="python -m bench.nlu", description=__doc__)
    parser.add_argument("--file", type=Path, help="your own messages: intent, language, text")
    parser.add_argument("--messages", type=int, default=MESSAGES, help=f"how many ({MESSAGES})")
    given = parser.parse_args(arguments)
    set_up("ERROR")
    about = machine()
    if given.file:
        model, rows = ensure_model(load_settings(), Console(stderr=True)), _from_file(given.file)
    else:
        model, rows = left_out()
    rows = rows[: given.messages]
    # The pipeline finds its encoder by this; set before Rasa loads the model.
    os.environ["RINNALLA_MODEL_DIR"] = str(model.parent)
    from bot.runtime.serving import load_core  # takes seconds, after logging is set up

    measured = asyncio.run(_measure(load_core(model), model, rows))
    result = {"machine": about, "messages": len(rows), **measured}
    (BUILD / "nlu.json").write_text(json.dumps(result, indent=2) + "\n")
    print(f"Measured {told(about)}; {len(rows)} messages.\n\n{_table(measured)}")


async def _measure(core: Any, model: Path, rows: Sequence[Row]) -> dict[str, Any]:
    reader = read_archive(model)
    # One of its own: the pipeline's remembers the messages that it has just read.
    embed = embed_with(Encoder.open(model.parent / "encoder"))
    roads: dict[bool, list[float]] = {True: [], False: []}
    parses: dict[bool, list[float]] = {True: [], False: []}

    async def parse(text: str) -> float:
        began = time.perf_counter()
        await core.parse(text)
        return (time.perf_counter() - began) * 1000

    def read(text: str) -> tuple[float, bool]:
        began = time.perf_counter()
        reading = reader.read([tidy(text)], embed)[0]
        return (time.perf_counter() - began) * 1000, reading.asked_meaning

    for row in rows[:WARM_UP]:
        await parse(row.text)
        read(row.text)
    for number, row in enumerate(rows):
        # Whoever comes second finds warm caches: they take turns.
        early = await parse(row.text) if number % 2 == 0 else None
        took, slow = read(row.text)
        roads[slow].append(took)
        parses[slow].append(await parse(row.text) if early is None else early)
    return {
        "right": {
            "as it is": _right(reader, embed, rows),
            "meaning asked of every message": _right(_always_asking(reader), embed, rows),
        },
        "fast_share": len(roads[False]) / len(rows),
        "alone_above": reader.measured.alone_above,
        "roads_ms": {"fast": roads[False], "slow": roads[True]},
        "parses_ms": {"fast": parses[False], "slow": parses[True]},
    }


def _always_asking(reader: HybridModel) -> HybridModel:
    """Return the same classifier without its fast road."""
    return replace(reader, measured=replace(reader.measured, alone_above=ALWAYS))


def _right(reader: HybridModel, embed: Embed | None, rows: Sequence[Row]) -> float:
    """Return the share of messages whose first reading is right."""
    read = [reader.read([tidy(row.text)], embed)[0].probabilities.argmax() for row in rows]
    pairs = zip(read, rows, strict=True)
    return sum(reader.labels[number] == row.intent for number, row in pairs) / len(rows)


def _table(measured: dict[str, Any]) -> str:
    roads, parses = measured["roads_ms"], measured["parses_ms"]
    count = len(roads["fast"]) + len(roads["slow"])
    everything = {"all": [*parses["fast"], *parses["slow"]]}
    rows = [
        _line("Classifier, letters alone (fast)", roads["fast"], count),
        _line("Classifier, letters and meaning (slow)", roads["slow"], count),
        _line("Whole parse, fast messages", parses["fast"], count),
        _line("Whole parse, slow messages", parses["slow"], count),
        _line("Whole parse, all messages", everything["all"], count),
    ]
    told = [f"{100 * share:.1f} % right, {name}" for name, share in measured["right"].items()]
    return "\n".join([markdown(("", "share", "p50", "p95"), rows), "", "; ".join(told)])


def _line(name: str, taken: Sequence[float], count: int) -> list[str]:
    if not taken:
        return [name, "0 %", "", ""]
    of = spread(taken)
    share = f"{100 * len(taken) / count:.0f} %"
    return [name, share, f"{of.p50:.1f} ms", f"{of.p95:.1f} ms"]


def _from_file(file: Path) -> list[Row]:
    lines = [line.split("\t") for line in file.read_text("utf-8").splitlines()[1:] if line.strip()]
    return [Row(text, intent, language, "") for intent, language, text, *_ in lines]


if __name__ == "__main__":
    main()
