"""The question that is being asked decides: "650 asumistuki menee siitä" answers the rent.

The gateway puts the question into the message's facts (``pending``: question, type, unit,
options). When the text reads as its answer the intent becomes ``answer`` and what was read stands
under the key ``answer``, whatever the classifier says; danger comes before all.
"""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.training_data.message import Message

from bot.domain.answer_values import Answer, Pending
from bot.domain.answers import read_answer
from bot.domain.calendar import local_date
from bot.domain.safety_patterns import CRISIS
from bot.nlu.decision import DANGER_SEEN, Ranked, danger
from bot.nlu.reader import Reader

ANSWER = "answer"
_READ = "answer_read"
ABOUT = "find_service"
"""With ``about``: a question about an answer that came between."""

SURE_OTHERWISE = 0.8
"""A classifier this certain is right against a text that says more than an answer."""

_UNDECIDED = frozenset({"unsure", "out_of_scope", "tell_place"})
_ALSO_ANSWERS = frozenset({"skip_question", "dont_know", "affirm", "deny"})
_ACTS = frozenset(
    [
        *("cancel", "go_back", "menu", "repeat", "change_language", "plain_language", "privacy"),
        *("delete_my_data", "export_my_data", "contact_worker", "bot_challenge"),
        *("message_status", "who_is_my_worker", "worker_hours", "book_appointment"),
        *("link_worker", "change_worker", "set_reminder", "show_results", "share_results"),
    ]
)
"""What one may want in the middle of a question whose answer can be anything. To begin another
assessment is not among them: talk of money or of how one is sounds like it; it takes a wish."""

_MANNERS = frozenset({"greet", "thanks", "goodbye"})
_MANNERS_WORDS = 2
"""Longer words that sound like a goodbye ("i need some peace") are none."""

SURE_OF_AN_ACT = 0.6
"""An act is short and said in few ways: less is enough than for a topic."""


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
    if answer.sure or answer.plain:
        return True
    if free_text and ranking and ranking[0].confidence >= SURE_OF_AN_ACT:
        short = len(str(message.get("text") or "").split()) <= _MANNERS_WORDS
        if intent in _ACTS or (intent in _MANNERS and short):
            return False
    if danger(ranking) >= DANGER_SEEN:
        return False
    if intent == ABOUT and message.get("about"):  # "kuinka paljon" of what was told in between
        return False
    if not ranking or ranking[0].confidence < SURE_OTHERWISE or intent in _UNDECIDED:
        return True
    return free_text or ranking[0].intent in _ALSO_ANSWERS


def answer_in(message: Message) -> Answer | None:
    """Return what a message answers to the question in its facts; read once a message."""
    if _READ not in message.data:
        facts, text = message.get("metadata") or {}, message.get("text")
        pending = Pending.of(facts.get("pending"))
        found = read_answer(text, pending, _today(facts)) if pending and text else None
        message.set(_READ, found)
    found_before: Answer | None = message.get(_READ)
    return found_before


def is_plain_answer(message: Message) -> bool:
    """Return whether a message is an answer through and through: nothing is left to classify."""
    answer = answer_in(message)
    return answer is not None and answer.plain


@DefaultV1Recipe.register([DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER], is_trainable=False)
class PendingReader(Reader):
    """Turns what answers the pending question into the intent ``answer``."""

    def process(self, messages: list[Message]) -> list[Message]:
        """Set intent and ``answer`` on messages that answer; leave the others as they are."""
        for message in messages:
            answer = answer_in(message)
            if answer is None:
                continue
            free = message.get("metadata")["pending"]["type"] == "text"
            if is_answer(answer, message.data, free_text=free):
                message.set("intent", {"name": ANSWER, "confidence": 1.0}, True)
                message.set(ANSWER, answer.as_dict(), True)
            elif not message.get("intent"):  # nothing was classified, and the scanner hears danger
                name = message.get("safety")["category"]
                message.set("intent", {"name": name, "confidence": 1.0}, True)
        return messages


def _today(facts: Mapping[str, Any]) -> date:
    """Return the Helsinki date of the turn; the time travels with the message."""
    at = facts.get("at")
    return local_date(datetime.fromisoformat(at) if at else datetime.now(UTC))
