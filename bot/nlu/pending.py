"""The question that is being asked decides: "650 asumistuki menee siitä" answers the rent.

The gateway puts the question into the message's facts (``pending``: question, type, unit,
options). When the text reads as its answer the intent becomes ``answer`` and what was read stands
under the key ``answer``, whatever the classifier says; danger comes before all.
"""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.training_data.message import Message

from bot.domain.answer_values import Answer, Pending
from bot.domain.answers import read_answer
from bot.domain.calendar import local_date
from bot.nlu.decision import CRISIS, DANGER_SEEN, Ranked, danger

ANSWER = "answer"

SURE_OTHERWISE = 0.8
"""A classifier this certain is right against a text that says more than an answer."""

_UNDECIDED = frozenset({"unsure", "out_of_scope", "tell_place"})
_ALSO_ANSWERS = frozenset({"skip_question", "dont_know", "affirm", "deny"})
_ACTS = frozenset(
    [
        *("cancel", "go_back", "menu", "repeat", "change_language", "plain_language", "privacy"),
        *("delete_my_data", "export_my_data", "contact_worker", "bot_challenge"),
    ]
)
"""What one may want in the middle of a question whose answer can be anything."""


def is_answer(answer: Answer, message: Mapping[str, Any], *, free_text: bool) -> bool:
    """Return whether a reading wins over the rest of the pipeline.

    Args:
        answer: What the text says to the pending question.
        message: What the components before found: intent, intent_ranking, safety.
        free_text: The question takes any words; then only acts, not topics, are something else.
    """
    ranking = [
        Ranked(one["name"], one["confidence"]) for one in message.get("intent_ranking") or ()
    ]
    intent = (message.get("intent") or {}).get("name") or ""
    if message.get("safety") or intent.startswith(CRISIS):
        return False
    if answer.sure:
        return True
    if danger(ranking) >= DANGER_SEEN:
        return False
    if not ranking or ranking[0].confidence < SURE_OTHERWISE or intent in _UNDECIDED:
        return True
    first = ranking[0].intent
    return first not in _ACTS if free_text else first in _ALSO_ANSWERS


@DefaultV1Recipe.register([DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER], is_trainable=False)
class PendingReader(GraphComponent):
    """Turns what answers the pending question into the intent ``answer``."""

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> GraphComponent:
        """Make the component for training or for serving."""
        return cls()

    def process(self, messages: list[Message]) -> list[Message]:
        """Set intent and ``answer`` on messages that answer; leave the others as they are."""
        for message in messages:
            facts = message.get("metadata") or {}
            pending = Pending.of(facts.get("pending"))
            text = message.get("text")
            if pending is None or not text:
                continue
            answer = read_answer(text, pending, _today(facts))
            free = pending.type == "text"
            if answer is not None and is_answer(answer, message.data, free_text=free):
                message.set("intent", {"name": ANSWER, "confidence": 1.0}, True)
                message.set(ANSWER, answer.as_dict(), True)
        return messages


def _today(facts: Mapping[str, Any]) -> date:
    """Return the Helsinki date of the turn; the time travels with the message."""
    at = facts.get("at")
    return local_date(datetime.fromisoformat(at) if at else datetime.now(UTC))
