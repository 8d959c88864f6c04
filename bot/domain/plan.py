"""A person's own safety plan: four short answers, their order, and what a message is to them.

Pure. A plan is made on a calm day and read on a bad one; nobody else gets it from us. Whoever is
asked may ask something else meanwhile, skip, go back or stop at any time.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from bot.domain.answer_acts import asks_why, says_enough, says_leaving
from bot.domain.danger_answers import asks_who_is_told
from bot.domain.letters import fold
from bot.domain.pause_words import says_pause
from bot.domain.plan_said import asks_to_see, says_done, tells_when

Part = Literal["signs", "helps", "company", "calls"]
PARTS: tuple[Part, ...] = ("signs", "helps", "company", "calls")
"""What tells that it gets hard, what helps, who or where is good to be with, who can be called."""

LONGEST = 500
"""Characters of one answer: a plan has to be read in a bad moment."""

Meaning = Literal["answer", "skip", "back", "stop", "why", "who", "see", "other"]
"""What words are while a part of the plan is asked. ``why`` and ``who``: why it is asked, who
sees it; ``see``: the plan is asked for; ``other``: they ask for something else."""

_ACTS: Mapping[str, Meaning] = {
    "skip_question": "skip",
    "dont_know": "skip",
    "deny": "skip",
    "go_back": "back",
    "cancel": "stop",
}
_NEVER_ANSWERS = frozenset(
    {"menu", "repeat", "bot_challenge", "privacy", "export_my_data", "delete_my_data"}
    | {"change_language", "plain_language"}
)
_NOTHING_UNDERSTOOD = frozenset({"out_of_scope", "nlu_fallback", "unsure", "answer", "affirm"})
_ASKS = re.compile(
    r"(mistä|missä|mihin|minne|miten|mitä|mikä|milloin|koska|kuka|kuinka|paljonko|miksi"
    r"|\w+k[oö]|hur|var|vart|vad|när|vem|varför|vilken|(kan|får|ska|måste) (jag|man|ni|du)"
    r"|how|where|what|when|who|why|which|(can|could|do|does|is|are|should|may) \w+)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W_]+")
_PLANS = frozenset(
    [
        *("plan", "planen", "suunnitelma", "suunnitelman", "suunnitelmaa", "suunnitelmani"),
        *("turvasuunnitelma", "turvasuunnitelman", "turvasuunnitelmani", "turvasuunnitelmaa"),
        *("trygghetsplan", "trygghetsplanen", "sakerhetsplan", "sakerhetsplanen"),
    ]
)
_SHOW = frozenset(
    [
        *("nayta", "naytatko", "avaa", "katsotaan", "nahda", "katsoa", "visa", "se", "oppna"),
        *("show", "see", "open", "view", "missa", "var", "where"),
    ]
)
_DELETE = frozenset(
    ["poista", "poistaa", "poistetaan", "bort", "radera", "delete", "remove", "erase"]
)
_WISH_BESIDE = frozenset(
    [
        *("mun", "minun", "oma", "omani", "se", "sen", "ton", "toi", "voitko", "voiks", "haluan"),
        *(
            "haluun",
            "on",
            "kiitos",
            "ta",
            "min",
            "mina",
            "mitt",
            "mig",
            "kan",
            "du",
            "jag",
            "vill",
        ),
        *(
            "ar",
            "tack",
            "my",
            "me",
            "the",
            "i",
            "want",
            "to",
            "can",
            "you",
            "is",
            "please",
            "safety",
        ),
    ]
)
_SIGNS = re.compile(r"[\s,.;:()/–-]+$|^[\s,.;:()/–-]+")
_NUMBER = re.compile(r"(?<![\d+])\+?\d[\d  -]{4,16}\d(?!\d)")


@dataclass(frozen=True, slots=True)
class Draft:
    """A plan in the making.

    Args:
        ask: The part that is asked.
        answers: What has been answered, by part.
        alone: Only this part of a plan that exists is being changed.
        held: Something came between: free words are no answer until the person goes on.
        words: Words that were taken for something else; the person may say they were an answer.
    """

    ask: Part = "signs"
    answers: Mapping[str, str] = field(default_factory=dict)
    alone: bool = False
    held: bool = False
    words: str | None = None


def next_part(part: Part) -> Part | None:
    """Return the part asked after this one; None after the last."""
    place = PARTS.index(part) + 1
    return PARTS[place] if place < len(PARTS) else None


def part_before(part: Part) -> Part:
    """Return the part asked before this one; the first stays the first."""
    return PARTS[max(PARTS.index(part) - 1, 0)]


def meaning(text: str, intent: str | None) -> Meaning:
    """Return what words are while a part is asked.

    A statement is an answer, even where it sounds like a topic ("en nuku" is a sign, "rahat
    loppuu" too); a question is not. ``intent`` is what the dialogue understood, None when it
    could not be asked.
    """
    about = None if is_danger(intent) else _about_asking(text)
    if about is not None and not (about == "who" and intent in _NEVER_ANSWERS):
        return about
    act = _ACTS.get(intent or "")
    if act is not None and len(text.split()) <= _FEW_WORDS:
        return act
    if text.rstrip().endswith("?") or intent in _NEVER_ANSWERS or is_danger(intent):
        return "other"
    understood = intent is not None and intent not in _NOTHING_UNDERSTOOD
    asks = _ASKS.match(text.strip()) and not tells_when(text)
    return "other" if understood and asks else "answer"


def _about_asking(text: str) -> Meaning | None:
    """Return what words ask of our asking, or that it goes on later; None of anything else."""
    if asks_why(text):
        return "why"
    if asks_who_is_told(text):
        return "who"
    if asks_to_see(text) or wish_in(text) == "show":
        return "see"
    ends = says_pause(text) or says_enough(text) or says_leaving(text) or says_done(text)
    return "stop" if ends else None


_FEW_WORDS = 3
"""More words than these are an answer: "en tiedä, ehkä sisko" names somebody."""


def wish_in(text: str) -> Literal["show", "delete"] | None:
    """Return whether a few words want to see a plan, or to delete it: "visa min plan"."""
    words = set(_WORD.findall(fold(text)))
    if words.isdisjoint(_PLANS) or not words <= _PLANS | _SHOW | _DELETE | _WISH_BESIDE:
        return None
    if not words.isdisjoint(_DELETE):
        return "delete"
    return None if words.isdisjoint(_SHOW) else "show"


def numbers(text: str) -> tuple[tuple[str, str], ...]:
    """Return (who, number) for telephone numbers in a person's own words, as they stand there.

    "Äiti 040 123 4567, Sami 050 7654321" gives ("Äiti", "040 123 4567") and ("Sami", ...).
    """
    found, end = [], 0
    for match in _NUMBER.finditer(text):
        before = re.split(r"[\n,;]", text[end : match.start()])[-1]
        found.append((_SIGNS.sub("", before), match.group().strip()))
        end = match.end()
    return tuple(found)


def is_danger(intent: str | None) -> bool:
    """Return whether the dialogue has understood danger: then words are nothing of the plan."""
    return intent is not None and intent.startswith("crisis_")
