"""Our install and a stock Rasa, measured side by side in one run.

``uv run python -m bench.stock`` prints a Markdown table and writes build/bench/stock.json. What is
compared, and what is not, stands in bench/README.md.
"""

import argparse
import json
from collections.abc import Callable, Sequence
from typing import Any

from bench.children import Probe, Service
from bench.figures import (
    BUILD,
    machine,
    markdown,
    times,
    told,
)
from bench.installs import RASA, Install, our_install, stock_install
from bench.left_out import heard_and_unheard
from bench.projects import train_ours, train_stock, trained_before
from bench.sample import Row, divide, read_rows
from bench.sides import Side
from bot.settings import ROOT

MESSAGES_A_PERSON = 6
MEMORY_AFTER = 50
STARTS = 3


LINES: tuple[tuple[str, str, str], ...] = (
    ("packages_mb", "Installed packages", "{:,.0f} MB"),
    ("model_mb", "Trained model and its encoder on disk", "{:,.0f} MB"),
    ("train_s", "Training, first time", "{:,.0f} s"),
    ("train_cpu_s", "Training, first time: processor time", "{:,.0f} s"),
    ("train_again_s", "Training again after a change", "{:,.0f} s"),
    ("train_peak_mb", "Most memory while training", "{:,.0f} MB"),
    ("start_s", "Engine: process start to first answer", "{:.1f} s"),
    ("rss_mb", f"Engine: memory after {MEMORY_AFTER} messages", "{:,.0f} MB"),
    ("parse_p50_ms", "Engine: one message read alone, p50", "{:.1f} ms"),
    ("parse_p95_ms", "Engine: one message read alone, p95", "{:.1f} ms"),
    ("turn_p50_ms", "Engine: one message, p50", "{:.1f} ms"),
    ("turn_p95_ms", "Engine: one message, p95", "{:.1f} ms"),
    ("turn_cpu_ms", "Engine: one message, processor time, p50", "{:.1f} ms"),
    ("service_start_s", "Service: process start to first answer", "{:.1f} s"),
    ("service_rss_mb", f"Service: memory after {MEMORY_AFTER} messages", "{:,.0f} MB"),
    ("service_turn_p50_ms", "Service: one message over HTTP, p50", "{:.1f} ms"),
    ("service_turn_p95_ms", "Service: one message over HTTP, p95", "{:.1f} ms"),
)


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and tell."""
    given = _arguments(arguments)
    about = machine()
    rows = read_rows(ROOT / "nlu_data" / "nlu")
    sample, unseen = heard_and_unheard(rows) if given.all else divide(rows, given.rows)
    messages, others = unseen[: given.messages], unseen[given.messages : 2 * given.messages]
    ours, stock = our_install(), stock_install()
    _say(f"{len(sample)} training rows, {len(messages)} messages")
    if given.trained:
        sides = [
            Side("ours", ours, trained_before("ours")),
            Side("stock", stock, trained_before("stock")),
        ]
    else:
        sides = _train(ours, stock, sample, given)
    _say("Starting and asking both")
    _measure_engines(sides, messages, others)
    _measure_services(sides, messages)
    figures = {side.name: side.figures() for side in sides}
    table = _table(figures, len(messages))
    result = {
        "machine": about,
        "rows": len(sample),
        "intents": len({row.intent for row in sample}),
        "messages": len(messages),
        "epochs": given.epochs or "default",
        **figures,
    }
    (BUILD / "stock.json").write_text(json.dumps(result, indent=2) + "\n")
    intents = f"{result['intents']} intents"
    print(f"\nMeasured {told(about)}; {len(sample)} training rows of {intents}.\n\n{table}")


def _train(ours: Install, stock: Install, sample: Sequence[Row], given: Any) -> list[Side]:
    _say("Training ours")
    trained = train_ours(ours, sample, vectors=given.all)
    _say(f"{trained.first.seconds:.0f} s. Training stock (long)")
    return [
        Side("ours", ours, trained),
        Side("stock", stock, train_stock(stock, sample, given.epochs)),
    ]


def _measure_engines(
    sides: Sequence[Side], messages: Sequence[Row], others: Sequence[Row]
) -> None:
    for number in range(STARTS):
        last = number == STARTS - 1
        probes = {side.name: side.probe() for side in sides}
        try:
            if last:
                _ask_engines(sides, probes, messages)
                _parse(sides, probes, others)  # no message twice: caches would flatter us
        finally:
            for probe in probes.values():
                probe.stop()


def _ask_engines(sides: Sequence[Side], probes: dict[str, Probe], messages: Sequence[Row]) -> None:
    def ask(side: Side, person: str, row: Row) -> None:
        answer = probes[side.name].ask(person, row.text)
        side.times_ms.append(answer["ms"])
        side.cpu_ms.append(answer["cpu_ms"])
        side.right += answer["intent"] == row.intent
        side.silent += answer["said"] == 0
        if len(side.times_ms) == MEMORY_AFTER:
            side.rss_mb = probes[side.name].rss_mb

    _alternately(sides, messages, ask)


def _parse(sides: Sequence[Side], probes: dict[str, Probe], messages: Sequence[Row]) -> None:
    def ask(side: Side, _: str, row: Row) -> None:
        side.parse_ms.append(probes[side.name].ask(None, row.text)["ms"])

    _alternately(sides, messages, ask)


def _measure_services(sides: Sequence[Side], messages: Sequence[Row]) -> None:
    for number in range(STARTS):
        services: dict[str, Service] = {}
        try:
            for side in sides:
                services[side.name] = side.service()
            if number == STARTS - 1:
                _ask_services(sides, services, messages)
        finally:
            for service in services.values():
                service.stop()


def _ask_services(
    sides: Sequence[Side], services: dict[str, Service], messages: Sequence[Row]
) -> None:
    def ask(side: Side, person: str, row: Row) -> None:
        side.service_ms.append(services[side.name].ask(person, row.text))
        if len(side.service_ms) == MEMORY_AFTER:
            side.service_rss_mb = services[side.name].rss_mb

    _alternately(sides, messages, ask)


def _alternately(
    sides: Sequence[Side], messages: Sequence[Row], ask: Callable[[Side, str, Row], None]
) -> None:
    """Ask both the same message one right after the other, taking turns in who is first.

    The machine's speed drifts within minutes; this way both meet the same machine.
    """
    for number, row in enumerate(messages):
        person = f"person-{number // MESSAGES_A_PERSON}"
        for side in sides if number % 2 == 0 else sides[::-1]:
            ask(side, person, row)


def _table(figures: dict[str, dict[str, float]], messages: int) -> str:
    rows: list[Sequence[str]] = []
    for key, name, form in LINES:
        ours, stock = figures["ours"][key], figures["stock"][key]
        rows.append((name, form.format(ours), form.format(stock), times(stock, ours)))
    for key, name in (("right", "Intent right"), ("silent", "No answer at all")):
        told_of = [f"{figures[side][key]:.0f} of {messages}" for side in ("ours", "stock")]
        rows.append((f"{name}, of messages not trained on", *told_of, ""))
    return markdown(("", "Rinnalla", f"Stock Rasa {RASA}", "stock / ours"), rows)


def _arguments(arguments: Sequence[str] | None) -> Any:
    parser = argparse.ArgumentParser(prog="python -m bench.stock", description=__doc__)
    parser.add_argument("--rows", type=int, default=5, help="rows an intent and language (5)")
    parser.add_argument(
        "--all", action="store_true", help="all rows but those of four voices, who then ask"
    )
    parser.add_argument("--messages", type=int, default=60, help="messages asked (60)")
    parser.add_argument(
        "--epochs", type=int, help="fewer epochs for stock: its times a message stay the same"
    )
    parser.add_argument(
        "--trained", action="store_true", help="with what the last run (same --rows) trained"
    )
    return parser.parse_args(arguments)


def _say(words: str) -> None:
    print(words, flush=True)


if __name__ == "__main__":
    main()
