"""Municipality or county named in a message, as an entity with its official code."""

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.training_data.message import Message

from bot.content.loader import DATA
from bot.content.places import Places


@DefaultV1Recipe.register([DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR], is_trainable=False)
class PlaceReader(GraphComponent):
    """Finds places in any inflected, spoken or misspelt form (no training)."""

    def __init__(self) -> None:
        self._places = Places.load(DATA / "places")

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
        """Add a ``place`` entity for every place found."""
        for message in messages:
            found = [
                {
                    "entity": "place",
                    "value": match.place.code,
                    "start": match.start,
                    "end": match.end,
                    "extractor": "PlaceReader",
                }
                for match in self._places.find(message.get("text") or "")
            ]
            if found:
                message.set("entities", [*message.get("entities", []), *found], True)
        return messages
