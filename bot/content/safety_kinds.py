"""What a crisis card is made of: kinds of danger, cards, contacts. Values only, no reading."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from bot.domain.card_names import Further
from bot.domain.card_questions import Answer
from bot.domain.messages import Language
from bot.domain.safety_patterns import Category
from bot.domain.topics import Texts

CardTier = Literal["A", "B"]
"""A: life in danger now. B: danger has been told. What is softer has ``soft_check``, no card."""

TIERS: tuple[CardTier, ...] = ("A", "B")
About = Literal["self", "other"]
ABOUTS: tuple[About, ...] = ("self", "other")
How = Literal["call", "write"]
HOWS: tuple[How, ...] = ("call", "write")
CardKey = tuple[Category, CardTier, About]

_BY_DANGER = (
    "further_more_suicide_self",
    "further_more_suicide_other",
    "further_more_violence_self",
    "further_more_violence_other",
    "further_more_medical",
    "further_more_fire",
    "further_means_suicide_other",
    "further_take_child_violence_self",
    "further_fault_violence_self",
    "further_language_violence",
    "further_cost_violence",
    "further_papers_violence",
    "further_corrected_violence",
    "further_who_answers_violence",
    "further_who_answers_medical",
)
"""Those that are said otherwise beside one danger, or of one person."""

_OF_THE_CARD = frozenset({"no_answer", "what_do", "soon"})
"""What is answered with the card's own words."""

FURTHER = (
    *(f"further_{what}" for what in get_args(Further) if what not in _OF_THE_CARD),
    *(f"further_{what}" for what in ("more", "other", "together", "waiting", "after", "else")),
    *_BY_DANGER,
)
"""Answers to what people ask or say after a card."""

SHARED = (
    "lead_call",
    "lead_write",
    "machine",
    "machine_talk",
    "human",
    "anonymous",
    "known",
    "safe_now",
    "false_alarm",
    "no_repeat",
    "no_repeat_talk",
    "still",
    "sign_raped",
    "sign_if_left",
    "sign_benzos",
    *FURTHER,
    "soft_check",
    "soft_ask",
    "soft_ask_violence",
    "soft_ask_medical",
    "soft_ask_fire",
    "soft_ask_harm",
    "hint_check",
    "hint_ask",
    "tips_lead",
    "tips_end",
    "plan_offer",
    "plan_empty",
    "back_to",
    "worker",
    "worker_now",
)
LABELS = (
    "call",
    "write",
    "safe_now",
    "tips",
    "plan",
    "false_alarm",
    "back",
    "said_yes",
    "said_no",
    "said_unsure",
    "hint_safe",
    "hint_unsafe",
    "hint_self",
    "worker",
)


Moment = Literal["moment", "violence", "medical", "fire"]
MOMENTS: Mapping[Category, Moment] = {
    "crisis_suicide": "moment",
    "crisis_harm_others": "moment",
    "crisis_violence_now": "violence",
    "crisis_medical_now": "medical",
    "crisis_fire_now": "fire",
}
"""Which tips help in which danger: nobody washes their hands in a fire."""


@dataclass(frozen=True, slots=True)
class Card:
    """What is said to one kind of danger, each a bubble or part of one.

    ``if_yes`` and ``if_no`` answer the answer to the question. One of them is empty where that
    answer brings the card of danger now.
    """

    say: Texts
    ask: Texts
    if_yes: Texts
    if_no: Texts
    if_nobody_answers: Texts

    def answered(self, answer: Answer) -> Texts:
        """Return what is said to an answer."""
        return self.if_yes if answer == "yes" else self.if_no


@dataclass(frozen=True, slots=True)
class Contact:
    """A way to people in danger. Number, name and hours stand in the directory.

    Args:
        service: Id in the directory; a role of the county has its local branch.
        how: What a person does there; never empty.
        readers: Languages of the people to whom it is shown.
        source: Where somebody last read or heard that it works.
        checked_on: Last day of the period when that was; None means never.
    """

    service: str
    how: tuple[How, ...]
    readers: tuple[Language, ...]
    source: str
    checked_on: date | None


@dataclass(frozen=True, slots=True)
class Review:
    """Which professional has read the texts, and when. Both or neither."""

    reviewer: str | None
    reviewed_on: date | None
