"""Municipality or county named in a message, as an entity with its official code."""

from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.training_data.message import Message

from bot.content.loader import DATA
from bot.content.places import Places
from bot.nlu.reader import Reader


@DefaultV1Recipe.register([DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR], is_trainable=False)
class PlaceReader(Reader):
    """Finds places in any inflected, spoken or misspelt form (no training)."""

    def __init__(self) -> None:
        self._places = Places.load(DATA / "places")

    def process(self, messages: list[Message]) -> list[Message]:
        """Add a ``place`` entity for every place found."""
        for message in messages:
            add_places(message, self._places)
        return messages


def add_places(message: Message, places: Places) -> None:
    """Add the places of a message."""
    if found := places_in(message.get("text") or "", places):
        message.set("entities", [*message.get("entities", []), *found], True)


def places_in(text: str, places: Places, *, asked: bool = False) -> list[dict[str, Any]]:
    """Return the places of words as entities; ``asked``: they answer "Missä kunnassa asut?"."""
    return [
        {
            "entity": "place",
            "value": match.place.code,
            "start": match.start,
            "end": match.end,
            "extractor": "PlaceReader",
        }
        for match in places.find(text, asked=asked)
    ]
