"""From probabilities to what to do: answer, ask with buttons, or say what it can do.

Pure functions. Confidence is calibrated, so the limits are shares of being right: above
``ANSWER`` a topic is answered at once; between the two the person chooses; below ``ASK`` a guess
would waste their time. The limits were set on voices left out (docs/understanding.md).
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Literal

from bot.domain.safety_patterns import CRISIS
from bot.nlu.outside import OUT_OF_SCOPE

UNSURE = "unsure"
"""The reading of a message that is asked back, with buttons or in words."""

GREETINGS = frozenset({"greet", "goodbye"})
"""The readings that a matter may stand behind; many a greeting is said at both ends."""

ANSWER = 0.45
ASK = 0.10
"""With 0.15 twice as many were refused whom we could help, and no more whom we cannot."""

OUTSIDE_SEEN = 0.10
"""With this much behind a topic that it may be nothing we can help with, the person is asked, or
told so where the topic is not sure itself. On voices left out 93 % of what is out of scope is then
not answered with a topic, and 1.3 % of the others are refused.
"""

SURE_ACT = 0.7
NEEDS_MORE = frozenset(
    [
        *("start_budget", "start_housing_readiness", "start_wellbeing", "skip_question"),
        *("go_back", "dont_know", "deny", "cancel", "how_are_you"),
    ]
)
"""What answers nothing when it is guessed wrong: a matter told is met with twenty questions, or
with "all right, then not"."""

CLEAR_LEAD = 0.25
"""A weaker first guess still answers when it leads the second by this much."""

MAX_OPTIONS = 3
OFFERED = 0.05
ACT_OFFERED = 0.15
DANGER_OFFERED = 0.15
"""How probable a meaning must be to become a button; danger frightens whoever lost a key."""


_CLAUSE = re.compile(
    r"[.!?;\n]+\s*|,?\s+(?:ja|sekä|plus|lisäksi|sit|sitten|och|samt|sen|and|also)\s+|,\s+",
    re.IGNORECASE,
)
_MARK = re.compile(r"[,.!?;:\n]+\s*")
_HELLO = re.compile(
    r"(?:привет\w*|здравствуй\w*|добр\w+ (?:день|вечер|утро)|привіт|вітаю|доброго дня|مرحبا|أهلا"
    r"|السلام عليكم|سلام(?: عليكم| علیکم)?|salaan|salaam(?: alaykum| alaikum)?|asc)\b[\s,.!]*",
    re.IGNORECASE,
)
"""Greetings of other languages: few write a mark behind them."""
_MIN_CLAUSE_WORDS = 3
_MIN_WORDS_FOR_TWO = 7

_HALVES = re.compile(_CLAUSE.pattern + r"|\s+(?:å|o|&|\+)\s+", re.IGNORECASE)
_ASKS = re.compile(
    r"(mi(tä|ta|ten|ssä|stä|hin|llon|lloin|ks|ksi|kä)|kuka|kelle|kenelle|paljonko|paljonks|kuinka"
    r"|onks?|onko|voi(ks|ko|nko|nks)|saa(ks|ko|nko|nks)|pitää(ks|kö)|vad|va|vart?|hur|vem|när|får"
    r"|kan|ska|måste?|what|how|where|who|when|why|which|can|do|does|is|are|should)\b",
    re.IGNORECASE,
)
_WORDS_OF_A_HALF = 2
_MOST_WORDS_OF_HALVES = 11

SURE_HALF = 0.95
"""Two words say little: both halves of a short message must be this sure to be two matters, and so
must what stands behind a greeting, to be answered instead of it."""

SURELY_ELSE = 0.95  # from here on no single clause makes danger of the whole message
DANGER_SEEN = 0.2
"""With this much danger behind another reading ("en jaksa enää"), the person is asked."""

Band = Literal["answer", "ask", "refuse"]


@dataclass(frozen=True, slots=True)
class Ranked:
    """An intent and how probable it is."""

    intent: str
    confidence: float


def band(ranking: Sequence[Ranked], *, asked: bool = False) -> Band:
    """Return what to do with a ranking, best first.

    Args:
        asked: A question of ours is open: what is said to it may be short and vague.
    """
    first, second = ranking[0], ranking[1]
    if not _is_danger(first) and danger(ranking) >= DANGER_SEEN:
        return "ask"
    if first.intent == OUT_OF_SCOPE:
        return "refuse"
    if any(one.intent == OUT_OF_SCOPE and one.confidence >= OUTSIDE_SEEN for one in ranking):
        return "ask" if first.confidence >= ANSWER else "refuse"
    if first.intent in NEEDS_MORE and first.confidence < SURE_ACT and not asked:
        return "ask"
    if first.confidence >= ANSWER:
        return "answer"
    # Danger half read is asked about: a card for "what if I am not given it" frightens.
    if first.confidence - second.confidence >= CLEAR_LEAD and not _is_danger(first):
        return "answer"
    return "ask" if first.confidence >= ASK else "refuse"


def danger(ranking: Sequence[Ranked]) -> float:
    """Return how probable it is that somebody is in danger."""
    return sum(one.confidence for one in ranking if _is_danger(one))


def _is_danger(ranked: Ranked) -> bool:
    return ranked.intent.startswith(CRISIS)


def worst(clauses_read: Sequence[Ranked], whole: Ranked, sure: float) -> Ranked | None:
    """Return the surest danger among the readings of clauses: it is never a second matter.

    None where the whole message is surely about something else: "the smoke comes in" alone is a
    fire, behind "my neighbour is grilling" it is not.
    """
    if whole.confidence >= SURELY_ELSE:
        return None
    dangers = [one for one in clauses_read if _is_danger(one) and one.confidence >= sure]
    return max(dangers, key=lambda one: one.confidence, default=None)


def two_matters(
    clauses_read: Sequence[Ranked], topics: Collection[str], sure: float
) -> tuple[Ranked, Ranked] | None:
    """Return two different sure matters in the order they were told, or None.

    Both must be topics: "ei oo saldoo, rahat loppu" is one matter and how it may be answered.
    """
    found: dict[str, Ranked] = {}
    for one in clauses_read:
        if one.confidence >= sure and one.intent in topics:
            found.setdefault(one.intent, one)
    first, second = (*found.values(), None, None)[:2]
    return (first, second) if first is not None and second is not None else None


def options(ranking: Sequence[Ranked], topics: Collection[str] = ()) -> list[str]:
    """Return the meanings worth offering, best first.

    Danger is offered where it is likely: "Tulipalo nyt" frightens somebody who lost a key. Acts
    ("Testaa asumisen taidot") are rarer than matters, and odd as a guess.
    """
    feared = danger(ranking) >= DANGER_SEEN

    def least(ranked: Ranked) -> float:
        if _is_danger(ranked):
            return OFFERED if feared else DANGER_OFFERED
        return OFFERED if not topics or ranked.intent in topics else ACT_OFFERED

    enough = [one for one in ranking[: MAX_OPTIONS + 1] if one.confidence >= least(one)]
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


def behind_greeting(text: str) -> str:
    """Return what is said behind the first mark ("moro, jäin oven taa"); "" of nothing."""
    if hello := _HELLO.match(text):
        return text[hello.end() :].strip()
    return "".join(_MARK.split(text, 1)[1:]).strip()


def halves(text: str) -> list[str]:
    """Return the two statements of a short message that may be two matters; else nothing.

    "rahat loppu ja ei yöpaikkaa" has two. A question is about what stands before it, and of
    three parts one only tells more: "hyran obetald, kontot tomt, hur gör man".
    """
    parts = [part.strip() for part in _HALVES.split(text) if part.strip()]
    enough = all(len(part.split()) >= _WORDS_OF_A_HALF for part in parts)
    long = "?" in text or len(text.split()) > _MOST_WORDS_OF_HALVES
    if len(parts) != 2 or not enough or long or any(_ASKS.match(part) for part in parts):
        return []
    return parts
