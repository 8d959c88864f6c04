"""The one question under each crisis card: what it asks, and which answer means more danger."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from bot.domain.card_words import Asks, Reply
from bot.domain.safety_patterns import Category

Told = tuple[Category, str, str]
"""Kind of danger, tier ("A", "B"), about whom ("self", "other")."""

Answer = Literal["yes", "no"]


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked.

    Attributes:
        asks: What it is about.
        worse: The answer that means more danger; not sure counts as this one.
        escalates: Whether that answer is danger now (tier A), which has a card of its own.
    """

    asks: Asks
    worse: Answer
    escalates: bool = False

    def meant(self, said: Reply) -> Answer:
        """Return how an answer is taken."""
        return self.worse if said == "unsure" else said


QUESTIONS: Mapping[Told, Question] = {
    ("crisis_suicide", "A", "self"): Question("alone", "yes"),
    ("crisis_suicide", "A", "other"): Question("with", "no"),
    ("crisis_suicide", "B", "self"): Question("danger", "yes", escalates=True),
    ("crisis_suicide", "B", "other"): Question("where", "no"),
    ("crisis_violence_now", "A", "self"): Question("away", "no"),
    ("crisis_violence_now", "A", "other"): Question("safe", "no"),
    ("crisis_violence_now", "B", "self"): Question("there", "yes", escalates=True),
    ("crisis_violence_now", "B", "other"): Question("danger", "yes", escalates=True),
    ("crisis_medical_now", "A", "self"): Question("alone", "yes"),
    ("crisis_medical_now", "A", "other"): Question("called", "no"),
    ("crisis_medical_now", "B", "self"): Question("with", "no"),
    ("crisis_medical_now", "B", "other"): Question("awake", "no", escalates=True),
    ("crisis_fire_now", "A", "self"): Question("away", "no"),
    ("crisis_fire_now", "A", "other"): Question("outside", "no"),
    ("crisis_fire_now", "B", "self"): Question("smoke", "yes", escalates=True),
    ("crisis_fire_now", "B", "other"): Question("there", "yes", escalates=True),
    ("crisis_harm_others", "A", "self"): Question("away", "no"),
    ("crisis_harm_others", "A", "other"): Question("safe", "no"),
    ("crisis_harm_others", "B", "self"): Question("danger", "yes", escalates=True),
    ("crisis_harm_others", "B", "other"): Question("danger", "yes", escalates=True),
}


def has_words(told: Told, answer: Answer) -> bool:
    """Return whether an answer has words of its own; the others bring the card of danger now."""
    question = QUESTIONS[told]
    return not (question.escalates and answer == question.worse)
