"""The safety scanner inside Rasa's pipeline, so that every way of asking Rasa shows its finding.

The answer to danger does not wait for this: ``turn.py`` scans before Rasa is asked.
"""

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.content.safety_rules import load_scanner


@DefaultV1Recipe.register([DefaultV1Recipe.ComponentType.MESSAGE_TOKENIZER], is_trainable=False)
class SafetyReader(GraphComponent):
    """Puts ``safety`` on every message: category, tier and whom it is about, or None."""

    def __init__(self) -> None:
        self._scanner = load_scanner()

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

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Leave the rows as they are."""
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Scan the words as they were typed."""
        for message in messages:
            finding = self._scanner.scan(message.get("text") or "")
            heard = finding and {
                "category": finding.category,
                "tier": finding.tier,
                "about_other": finding.about_other,
                "reason": finding.reason,
            }
            message.set("safety", heard, True)
        return messages
