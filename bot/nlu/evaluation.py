"""How well a model reads: top-1, top-3, macro-F1, bands, calibration, confusions. Pure."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.nlu.decision import UNSURE
from bot.nlu.outside import OUT_OF_SCOPE

BINS = 10
OTHER = "talk"
"""The group of what is no topic: greetings, yes and no, the worker, assessments."""

CONFUSIONS_SHOWN = 10


@dataclass(frozen=True, slots=True)
class Result:
    """One message: what it is, and what it was read as."""

    wanted: str
    language: str
    text: str
    read: str
    confidence: float
    top3: tuple[str, ...]
    decision: str

    @property
    def right(self) -> bool:
        """Whether the first reading is right."""
        return self.read == self.wanted


def measure(wanted: str, language: str, understood: dict[str, Any]) -> Result:
    """Return one result from what ``nlu parse`` says of a message."""
    return Result(
        wanted=wanted,
        language=language,
        text=understood["text"],
        read=understood["intent"],
        confidence=understood["confidence"],
        top3=tuple(one["name"] for one in understood["ranking"][:3]),
        decision=understood["decision"],
    )


def report(results: Sequence[Result], groups: Mapping[str, str], *, misses: bool) -> Iterator[str]:
    """Yield the lines of the report; ``groups`` says of what kind an intent is ("money")."""
    yield f"{len(results)} messages: {_shares(results)}, macro-F1 {macro_f1(results):.3f}"
    yield from _parts(results, lambda one: one.language)
    yield from _parts(results, lambda one: groups.get(one.wanted, OTHER))
    yield from _bands(results)
    outside = [result for result in results if result.wanted == OUT_OF_SCOPE]
    inside = [result for result in results if result.wanted != OUT_OF_SCOPE]
    if outside:
        kept = sum(result.decision in (OUT_OF_SCOPE, UNSURE) for result in outside)
        refused = sum(result.decision == OUT_OF_SCOPE for result in inside)
        yield f"  out of scope: {kept} of {len(outside)} not answered with a topic"
        yield f"  refused though in scope: {refused} of {len(inside)}"
    yield f"  calibration error (ECE, {BINS} bins): {calibration_error(results):.3f}"
    pairs = Counter((one.wanted, one.read) for one in results if not one.right)
    for (wanted, read), count in pairs.most_common(CONFUSIONS_SHOWN):
        yield f"  {count} x {wanted} read as {read}"
    if misses:
        for one in results:
            if not one.right:
                read = f"{one.read} {one.confidence:.2f}"
                yield f"  {one.language}\t{one.wanted}\t{read}\t{one.text}"


def _parts(results: Sequence[Result], part_of: Callable[[Result], str]) -> Iterator[str]:
    for name in sorted({part_of(one) for one in results}):
        part = [one for one in results if part_of(one) == name]
        yield f"  {name} ({len(part)}): {_shares(part)}"


def _bands(results: Sequence[Result]) -> Iterator[str]:
    """Yield how many are answered, asked about and refused, and how often rightly."""
    asked = [one for one in results if one.decision == UNSURE]
    refused = [one for one in results if one.decision == OUT_OF_SCOPE]
    answered = [one for one in results if one.decision not in (UNSURE, OUT_OF_SCOPE)]
    offered = sum(one.wanted in one.top3 for one in asked)
    right = sum(one.decision == one.wanted for one in answered)
    yield f"  answered: {len(answered)}, {right} rightly"
    yield f"  asked with buttons: {len(asked)}, the right one among the first three of {offered}"
    yield f"  told that it is out of scope: {len(refused)}"


def macro_f1(results: Sequence[Result]) -> float:
    """Return the mean F1 over the intents that occur as wanted."""
    wanted = Counter(result.wanted for result in results)
    read = Counter(result.read for result in results)
    right = Counter(result.wanted for result in results if result.right)
    scores = [2 * right[name] / (wanted[name] + read[name]) for name in wanted]
    return sum(scores) / len(scores) if scores else 0.0


def calibration_error(results: Sequence[Result]) -> float:
    """Return the expected calibration error: how far confidence is from being right."""
    bins: list[list[Result]] = [[] for _ in range(BINS)]
    for result in results:
        bins[min(int(result.confidence * BINS), BINS - 1)].append(result)
    gaps = [
        abs(sum(one.confidence for one in part) - sum(one.right for one in part)) for part in bins
    ]
    return sum(gaps) / len(results) if results else 0.0


def top_shares(results: Sequence[Result]) -> tuple[float, float]:
    """Return the shares of messages whose first reading, or one of the first three, is right."""
    top1 = sum(result.right for result in results) / len(results)
    top3 = sum(result.wanted in result.top3 for result in results) / len(results)
    return top1, top3


def _shares(results: Sequence[Result]) -> str:
    top1, top3 = top_shares(results)
    return f"top-1 {top1:.3f}, top-3 {top3:.3f}"
