"""How often danger was heard in a month: numbers alone, never a person and never a word.

For whoever looks after a county's crisis content: what brings cards, and which of them people
call a mistake.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, get_args

from bot.domain.calendar import local_date

Event = Literal["card", "again", "sos", "question", "safe", "false_alarm"]
"""again: the short form within ten minutes. question: whether one is safe, instead of a card."""

EVENTS: tuple[Event, ...] = get_args(Event)

LEAST_PUBLIC = 10
"""A public number below it could point at somebody."""

KEPT_MONTHS = 36


@dataclass(frozen=True, slots=True, order=True)
class Tally:
    """What is counted together.

    Attributes:
        month: Of the Finnish wall clock, "2026-11".
        event: What happened.
        category: The kind of danger (``crisis_suicide``); "" where none is known.
        tier: "A" or "B"; "" likewise.
        heard_by: The id of the pattern, "model", "encoder", "classifier", "option" (picked in an
            assessment); "" likewise.
        language: The language that was answered in.
    """

    month: str
    event: Event
    category: str = ""
    tier: str = ""
    heard_by: str = ""
    language: str = ""


def month_of(at: datetime) -> str:
    """Return the month of a moment in Finland."""
    return f"{local_date(at):%Y-%m}"


def first_kept(at: datetime) -> str:
    """Return the oldest month whose numbers are kept."""
    today = local_date(at)
    year, month = divmod(today.year * 12 + today.month - 1 - KEPT_MONTHS, 12)
    return f"{year}-{month + 1:02}"


def summed(counts: Mapping[Tally, int], *parts: str) -> Counter[tuple[str, ...]]:
    """Return the numbers by some of the attributes of ``Tally`` alone."""
    found: Counter[tuple[str, ...]] = Counter()
    for tally, many in counts.items():
        found[tuple(getattr(tally, part) for part in parts)] += many
    return found


def public(counts: Mapping[Tally, int], year: int) -> dict[tuple[str, ...], int | None]:
    """Return the numbers of a year by event and category; None: from 1 to 9, not to be told.

    Languages, tiers and patterns are not told apart, and no sums are given: from a sum and its
    parts what is hidden could be reckoned.
    """
    within = {tally: many for tally, many in counts.items() if tally.month[:4] == str(year)}
    found = summed(within, "event", "category")
    return {key: many if many >= LEAST_PUBLIC else None for key, many in sorted(found.items())}


def mistaken(counts: Mapping[Tally, int]) -> list[tuple[str, int, int]]:
    """Return what brought cards, how many, and how many people called a mistake; worst first."""
    found = summed(counts, "event", "heard_by")
    names = {name for event, name in found if event in ("card", "false_alarm")}
    told = [(name, found["card", name], found["false_alarm", name]) for name in names]
    return sorted(told, key=lambda one: (-one[2], -one[1], one[0]))
