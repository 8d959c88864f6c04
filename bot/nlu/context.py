"""What a message means in its place: this component sees what the assistant asked for last.

"Keravalla" after "missä asut?" is a place that is told, whatever the classifier says; so is
"asun Järvenpäässä" at any time. Answers of assessments are read here too when they come.
"""

import re
from typing import Any, Optional

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.training_data.message import Message

_WORD = re.compile(r"[^\W\d_]+")

# Words that only frame a place; what is left of the message must be nearly nothing.
_FRAME = frozenset(
    [
        *("asun", "asuisin", "asutaan", "mä", "mää", "mie", "minä", "oon", "olen", "olin", "mun"),
        *("kotikunta", "kunta", "kaupunki", "on", "tääl", "täällä", "nyt", "muutin", "siis", "no"),
        *("joo", "lähellä", "liki", "jag", "bor", "i", "min", "kommun", "är", "stad", "vid"),
        *("nära", "live", "in", "from", "im", "my", "city", "municipality", "the", "town", "am"),
        *("at", "near"),
    ]
)
MAX_OTHER_WORDS = 0
MAX_OTHER_WORDS_WHEN_ASKED = 3
WORDS_OF_A_MATTER = 3
SURE = 0.6
"""With a place and this much confidence in an intent, the message is not only a place."""


def tells_place(text: str, spans: list[tuple[int, int]], *, asked: bool) -> bool:
    """Return whether a message with these place spans says little else than where one lives."""
    rest = list(text)
    for start, end in spans:
        rest[start:end] = " " * (end - start)
    others = [word for word in _WORD.findall("".join(rest).lower()) if word not in _FRAME]
    return len(others) <= (MAX_OTHER_WORDS_WHEN_ASKED if asked else MAX_OTHER_WORDS)


def _is_a_matter(message: Message) -> bool:
    """Return whether the words ask for something surely: "onko Keravalla hammaspäivystystä"."""
    ranking = message.get("intent_ranking") or []
    words = _WORD.findall(message.get("text") or "")
    return len(words) >= WORDS_OF_A_MATTER and bool(ranking) and ranking[0]["confidence"] >= SURE


@DefaultV1Recipe.register([DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER], is_trainable=False)
class ContextReader(GraphComponent):
    """Changes the intent where the dialogue's state decides the meaning."""

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

    # Rasa reads these annotations: the tracker comes only when they stand exactly like this.
    def process(
        self,
        messages: list[Message],
        tracker: Optional[DialogueStateTracker] = None,  # noqa: UP045
    ) -> list[Message]:
        """Set ``tell_place`` where a place is told."""
        asked = tracker is not None and tracker.get_slot("awaiting") == "place"
        for message in messages:
            places = [one for one in message.get("entities", []) if one["entity"] == "place"]
            spans = [(place["start"], place["end"]) for place in places]
            told = places and tells_place(message.get("text"), spans, asked=asked)
            if told and not _is_a_matter(message):
                message.set("intent", {"name": "tell_place", "confidence": 1.0}, True)
        return messages
