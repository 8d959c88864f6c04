"""From probabilities to what to do: answer, ask with buttons, or say what it can do.

Pure functions. Confidence is calibrated, so the limits are shares of being right: above
``ANSWER`` a topic is answered at once; between the two the person chooses; below ``ASK`` a guess
would waste their time.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

ANSWER = 0.45
ASK = 0.15
CLEAR_LEAD = 0.25
"""A weaker first guess still answers when it leads the second by this much."""

MAX_OPTIONS = 3
OUT_OF_SCOPE = "out_of_scope"

_CLAUSE = re.compile(
    r"[.!?;\n]+\s*|,?\s+(?:ja|sekä|plus|lisäksi|sit|sitten|och|samt|sen|and|also)\s+|,\s+",
    re.IGNORECASE,
)
_MIN_CLAUSE_WORDS = 3
_MIN_WORDS_FOR_TWO = 7

Band = Literal["answer", "ask", "refuse"]


@dataclass(frozen=True, slots=True)
class Ranked:
    """An intent and how probable it is."""

    intent: str
    confidence: float


def band(ranking: Sequence[Ranked]) -> Band:
    """Return what to do with a ranking, best first."""
    first, second = ranking[0], ranking[1]
    if first.intent == OUT_OF_SCOPE:
        return "refuse"
    if first.confidence >= ANSWER:
        return "answer"
    if first.confidence - second.confidence >= CLEAR_LEAD:
        return "answer"
    return "ask" if first.confidence >= ASK else "refuse"


def options(ranking: Sequence[Ranked]) -> list[str]:
    """Return the meanings worth offering, best first."""
    enough = [ranked for ranked in ranking[: MAX_OPTIONS + 1] if ranked.confidence >= ASK / 3]
    meant = [ranked.intent for ranked in enough if ranked.intent != OUT_OF_SCOPE]
    return meant[:MAX_OPTIONS]


def clauses(text: str) -> list[str]:
    """Return the parts of a message that could be a matter each; one part when there is no split.

    "rahat on loppu ja avaimet jäi sisälle" has two; a list of three words has one.
    """
    if len(text.split()) < _MIN_WORDS_FOR_TWO:
        return [text]
    parts = [part.strip() for part in _CLAUSE.split(text)]
    enough = [part for part in parts if len(part.split()) >= _MIN_CLAUSE_WORDS]
    return enough if len(enough) > 1 else [text]
