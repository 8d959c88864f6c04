"""Municipality or county named in a message, as an entity with its official code."""

import os
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.training_data.message import Message

from bot.content.county_files import county_in
from bot.content.loader import DATA
from bot.content.places import Places
from bot.domain.small_words import told_in
from bot.nlu.reader import Reader
from bot.nlu.told_place import corrects, meant_places

_HOME = re.compile(
    r"(?:^|[.,;!?\n])\s*(?:(?:mä|mää|mie|minä|jag|ja|i)\s+)?"
    r"(?:asun|asustan|oon|olen|bor|live|am|im|i'm)\s+(?:(?:nyt|nu|now)\s+)?(?:(?:i|in|from|från)\s+)?$",
    re.IGNORECASE,
)
_ENDS = re.compile(r"\s*(?:[.,;!?\n]+|\s(?:ja|och|o|å|and)\s|$)", re.IGNORECASE)
_LEAST_WORDS = 2

OWN = "own"
"""Of a place that the county has a name of its own for."""


@DefaultV1Recipe.register([DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR], is_trainable=False)
class PlaceReader(Reader):
    """Finds places in any inflected, spoken or misspelt form (no training)."""

    def __init__(self) -> None:
        self._places = known_places()

    def process(self, messages: list[Message]) -> list[Message]:
        """Add a ``place`` entity for every place found."""
        for message in messages:
            add_places(message, self._places)
        return messages


def known_places() -> Places:
    """Return the places of Finland with those that the county has told of itself."""
    overlay = os.environ.get("RINNALLA_COUNTY_DIR")
    return Places.load(DATA / "places").of(county_in(Path(overlay)) if overlay else None)


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
            OWN: places.is_told_by_county(match.place),
        }
        for match in places.find(text, asked=asked)
    ]


def without_own(text: str, said: str, places: Sequence[Mapping[str, Any]]) -> str:
    """Return a message without names that only the county has.

    No row has "Testilä": the classifier takes it for a test.

    Args:
        text: The message, or what is left of it.
        said: The message as the places stand in it.
        places: Its places as entities.
    """
    rest = text
    for place in places:
        if place.get(OWN):
            rest = rest.replace(said[place["start"] : place["end"]], " ")
    return rest if rest.strip() else text


def without_home(text: str, places: Sequence[Mapping[str, Any]]) -> str:
    """Return a message without the clause that only tells where its writer lives.

    "asun Turussa. mistä saan apua rahaan" is about money; read whole it is about homes. Every
    third message of voices that were not trained on, with such a clause before it: 84 % are read
    rightly whole and 92 % like this, as many as without the clause.

    Args:
        text: The message.
        places: Its places as entities, in their order.
    """
    for place in reversed(places):
        begins, ends = _HOME.search(text[: place["start"]]), _ENDS.match(text, place["end"])
        if begins and ends:
            rest = f"{text[: begins.start()]}. {text[ends.end() :]}".strip(" .,;")
            text = rest if len(rest.split()) >= _LEAST_WORDS else text
    return text


def places_of(message: Message) -> list[dict[str, Any]]:
    """Return the places that a message has as entities."""
    return [one for one in message.get("entities", []) if one["entity"] == "place"]


def keep_language(message: Message, rest: str) -> None:
    """Leave the language of the talk as it is where only the name of a place tells another."""
    ours = (message.get("metadata") or {}).get("language")
    if ours is not None and told_in(rest) in (None, ours):
        message.set("language", ours, add_to_output=True)


def keep_meant(message: Message) -> None:
    """Leave of the places those that are meant: not "inte Borgå"."""
    places, text = places_of(message), message.get("text") or ""
    meant = meant_places(text, places)
    if not meant and len(places) == 1:
        remembered = (message.get("metadata") or {}).get("municipality")
        meant = [one for one in places if corrects(text, one, remembered)]
    if len(meant) < len(places):
        others = [one for one in message.get("entities") if one["entity"] != "place"]
        message.set("entities", [*others, *meant], True)
