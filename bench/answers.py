"""How long it takes to read an answer: real ones, and texts made to slow it down.

uv run python -m bench.answers
"""

import random
import time
from collections.abc import Iterator
from datetime import date

from bench.figures import machine, told
from bot.domain.answer_values import Pending
from bot.domain.answers import read_answer
from bot.settings import ROOT

TODAY = date(2026, 11, 12)
LIMIT_MS = 5.0
SIZES = (400, 4_000, 40_000)
TYPES = (
    Pending("rent", "money", "eur/month"),
    Pending("day", "date"),
    Pending("mind", "scale", "0-10"),
    Pending("people", "number"),
    Pending("wish", "text"),
)


def main() -> None:
    lines = (ROOT / "tests" / "domain" / "money_answers.tsv").read_text("utf-8").splitlines()[1:]
    answers = [line.split("\t")[3] for line in lines]
    print(f"{told(machine())}\n")
    print("| question | p50 ms | p99 ms | slowest ms | limit |\n|---|---|---|---|---|")
    for pending in TYPES:
        times = sorted(_ms(text, pending) for text in answers * 3)
        middle, late = times[len(times) // 2], times[len(times) * 99 // 100]
        print(f"| {pending.type} | {middle:.2f} | {late:.2f} | {times[-1]:.2f} | {LIMIT_MS} |")
    print("\n| text for the money question | " + " | ".join(map(str, SIZES)) + " characters |")
    print("|---|" + "---|" * len(SIZES))
    for name, piece in hostile():
        best = [min(_ms((piece * size)[:size], TYPES[0]) for _ in range(3)) for size in SIZES]
        print(f"| {name} | " + " | ".join(f"{one:.2f}" for one in best) + " |")


def hostile() -> Iterator[tuple[str, str]]:
    """Yield pieces that are repeated until a text is long enough."""
    chance = random.Random(1)  # noqa: S311
    yield "digits", "1"
    yield "numbers", "1 "
    yield "groups of three", "111 "
    yield "number words in one", "kuussataa"
    yield "number words", "kuus sataa "
    yield "ranges", "6-"
    yield "units and articles", "en ett "
    yield "periods", "joka toinen viikko "
    yield "nearly a phrase", "en halua "
    yield "commas", "1,"
    yield "letters that decompose", "\ufdfa"
    yield "marks on one letter", "\u0301"
    yield "noise", "".join(chance.choice("abcdefghij 0123456789,.-/") for _ in range(997))


def _ms(text: str, pending: Pending) -> float:
    begun = time.perf_counter()
    read_answer(text, pending, TODAY)
    return (time.perf_counter() - begun) * 1000


if __name__ == "__main__":
    main()
