"""How long the safety scanner takes: texts people could send, and texts made to slow it down.

uv run python -m bench.safety
"""

import random
import time
from collections.abc import Callable, Iterator

from bench.figures import machine, told
from bot.content.safety_eval import corpus, ordinary_rows
from bot.content.safety_scanner import load_scanner
from bot.domain.safety import Scanner
from bot.runtime.memory import settle
from bot.settings import ROOT

LONG = 4_000
HUGE = 1_000_000
P99_MS = 10.0
ADVERSARIAL_MS = 50.0
ROUNDS = 300


def main() -> None:
    scanner = load_scanner()
    texts = [row.text for row in ordinary_rows(ROOT / "nlu_data" / "nlu")]
    crisis = [row.text for row in corpus(ROOT / "tests" / "crisis" / "open")]
    chance = random.Random(1)  # noqa: S311
    settle()  # as the service does when it has loaded
    print(f"{told(machine())}\n")
    print("| text | p50 ms | p99 ms | limit |\n|---|---|---|---|")
    kinds: tuple[tuple[str, Callable[[], str], float], ...] = (
        ("an ordinary message", lambda: chance.choice(texts), P99_MS),
        ("4,000 characters of messages", lambda: _filled(texts, chance), P99_MS),
        ("4,000 characters, a crisis in it", lambda: _filled([*texts, *crisis], chance), P99_MS),
    )
    for name, make, limit in kinds:
        times = sorted(_ms(scanner, make()) for _ in range(ROUNDS))
        print(f"| {name} | {times[ROUNDS // 2]:.2f} | {times[ROUNDS * 99 // 100]:.2f} | {limit} |")
    for name, text in hostile(texts):
        # Each a little longer: a text that has just been read is remembered.
        best = min(_ms(scanner, text + "." * number) for number in range(3))
        print(f"| 1 MB: {name} | {best:.2f} | | {ADVERSARIAL_MS} |")


def hostile(texts: list[str]) -> Iterator[tuple[str, str]]:
    """Yield texts of a million characters that a careless scanner would choke on."""
    chance = random.Random(2)  # noqa: S311
    yield "one letter", "a" * HUGE
    yield "letters with spaces", "k u o l e n " * (HUGE // 12)
    yield "half a pattern again and again", "haluan " * (HUGE // 7)
    yield "a pattern again and again, denied", "en halua kuolla " * (HUGE // 16)
    yield "one sentence a letter", "a. " * (HUGE // 3)
    yield "signs in words", "1!a" * (HUGE // 3)
    yield "marks", "!" * HUGE
    yield "letters that decompose", "\ufdfa" * HUGE
    yield "marks on one letter", "a" + "\u0301" * HUGE
    yield "glued words", "haluan" * (HUGE // 6)
    yield "noise", "".join(chance.choice("abcdefghijklmnopqrstuvwxyz   .") for _ in range(HUGE))
    yield "ordinary messages", " ".join(texts * 4)[:HUGE]


def _filled(texts: list[str], chance: random.Random) -> str:
    held: list[str] = []
    size = 0
    while size < LONG:
        held.append(chance.choice(texts))
        size += len(held[-1]) + 1
    return " ".join(held)[:LONG]


def _ms(scanner: Scanner, text: str) -> float:
    begun = time.perf_counter()
    scanner.scan(text)
    return (time.perf_counter() - begun) * 1000


if __name__ == "__main__":
    main()
