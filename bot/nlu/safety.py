"""The safety scanner inside Rasa's pipeline, so that every way of asking Rasa shows its finding.

The answer to danger does not wait for this: ``turn.py`` asks both ears before Rasa is asked. What
they hear becomes the message's intent: the same card.
"""

from dataclasses import replace
from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.content.safety_scanner import load_scanner
from bot.domain.safety import FAINT, MEANING, Finding
from bot.domain.safety_patterns import CRISIS
from bot.nlu.both_ears import BothEars
from bot.nlu.decision import UNSURE
from bot.nlu.encoding import encoder
from bot.nlu.reader import Reader


@DefaultV1Recipe.register([DefaultV1Recipe.ComponentType.MESSAGE_TOKENIZER], is_trainable=False)
class SafetyReader(Reader):
    """Puts the finding of both ears on every message, as ``safety``, or None.

    As ``doubted`` where the meaning speaks against it, or what was talked about explains faint
    words better: a turn asks instead of showing a card. An everyday matter that sounds of an
    attacker becomes the intent.
    """

    def __init__(self) -> None:
        self._ears = BothEars.with_encoder(load_scanner(), encoder())

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Leave the rows as they are."""
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Listen to the words as they were typed."""
        for message in messages:
            self._listen(message, message.get("text") or "")
        return messages

    def _listen(self, message: Message, text: str) -> None:
        found = self._ears.hear(text)
        if found and found.reason == MEANING and (message.get("metadata") or {}).get(FAINT):
            found = replace(found, is_doubted=True)
        finding = None if found is None or found.is_doubted else found
        read = str((message.get("intent") or {}).get("name"))
        matter = self._ears.matter(text) if finding is None else None
        if finding is not None and finding.reason == MEANING:
            message.set("intent", {"name": finding.category, "confidence": 1.0}, True)
        elif matter is not None:
            message.set("intent", {"name": matter, "confidence": 1.0}, True)
            if message.get("second_intent") == matter:
                message.set("second_intent", None, True)
            message.set("hint", read.startswith(CRISIS) or self._ears.is_hint(text), True)
        elif finding is None and self._ears.is_contradicted(text, read):
            message.set("intent", {"name": UNSURE, "confidence": 0.0}, True)
        elif finding is None:
            message.set("hint", self._ears.is_hint(text), True)
        message.set("safety", _told(finding), True)
        message.set("doubted", None if finding else _told(found), True)


def _told(finding: Finding | None) -> dict[str, Any] | None:
    if finding is None:
        return None
    return {
        "category": finding.category,
        "tier": finding.tier,
        "about_other": finding.about_other,
        "reason": finding.reason,
    }
