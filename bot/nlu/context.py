"""What a message means in its place: this component sees what the assistant said last.

"Keravalla" after "missä asut?" is a place that is told, whatever the classifier says; so is
"asun Järvenpäässä" at any time. "Paljonko se maksaa" after an answer asks about that answer, and
"tarviin merjaa" is about a worker. Danger is never read as anything else.
"""

import re
from typing import Any, Optional

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.training_data.message import Message

from bot.content.follow_ups import FollowUps, Hand, in_hand
from bot.content.loader import DATA
from bot.content.worker_names import WorkerNames

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

SURE_OF_ANOTHER = 0.9
"""With this much confidence in another topic, words are not about the answer in hand."""

MOST_WORDS_BESIDE = 2
"""A question about the answer in hand may hold this many words of its own."""

ABOUT_ANSWER = "find_service"
"""The intent of a question about the answer in hand; ``about`` says which question."""


def tells_place(text: str, spans: list[tuple[int, int]], *, asked: bool) -> bool:
    """Return whether a message with these place spans says little else than where one lives."""
    rest = list(text)
    for start, end in spans:
        rest[start:end] = " " * (end - start)
    others = [word for word in _WORD.findall("".join(rest).lower()) if word not in _FRAME]
    return len(others) <= (MAX_OTHER_WORDS_WHEN_ASKED if asked else MAX_OTHER_WORDS)


def _is_a_matter(message: Message) -> bool:
    """Return whether the words ask for something surely: "onko Keravalla hammaspäivystystä"."""
    words = _WORD.findall(message.get("text") or "")
    return len(words) >= WORDS_OF_A_MATTER and _surely(message) is not None


def _surely(message: Message, least: float = SURE) -> str | None:
    """Return the intent that the classifier is sure of."""
    ranking = message.get("intent_ranking") or []
    return ranking[0]["name"] if ranking and ranking[0]["confidence"] >= least else None


@DefaultV1Recipe.register([DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER], is_trainable=False)
class ContextReader(GraphComponent):
    """Changes the intent where the dialogue's state decides the meaning."""

    def __init__(self) -> None:
        self._follow_ups = FollowUps.load(DATA / "search" / "follow_ups.yml")
        self._workers = WorkerNames.load(DATA / "search" / "workers.yml")
        self._topics = frozenset(path.stem for path in (DATA / "topics").rglob("*.yml"))

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
        """Set the intent where a place is told, a worker is named or an answer is asked about."""
        asked = tracker is not None and tracker.get_slot("awaiting") == "place"
        loop = tracker is not None and tracker.active_loop_name is not None
        for message in messages:
            places = [one for one in message.get("entities", []) if one["entity"] == "place"]
            spans = [(place["start"], place["end"]) for place in places]
            told = places and tells_place(message.get("text"), spans, asked=asked)
            if told and not _is_a_matter(message):
                _mean(message, "tell_place")
            elif message.get("text"):
                self._in_its_place(message, loop=loop)
        return messages

    def _in_its_place(self, message: Message, *, loop: bool) -> None:
        text = message.get("text")
        facts = message.get("metadata") or {}
        last = facts.get("last") or ()
        # A question of an assessment is open: what is short and vague is its answer.
        hand = Hand() if loop else in_hand(last, facts.get("last_topic"))
        meaning = self._follow_ups.meaning(text, last, hand)
        if _is_danger(message):
            # "I'll call them" looks like a threat to a classifier; a plan word for word is none.
            if meaning is None or not meaning.harmless or message.get("safety"):
                return
            hand = Hand()
        worker = self._workers.meaning(text)
        if worker is not None and _surely(message, SURE_OF_ANOTHER) not in self._topics:
            _mean(message, worker)
        elif hand != Hand() and (about := self._asked(message, hand)) is not None:
            message.set("about", about, add_to_output=True)
            _mean(message, ABOUT_ANSWER)
        elif meaning is not None:
            message.set("about", meaning.about, add_to_output=True)
            _mean(message, meaning.intent)

    def _asked(self, message: Message, hand: Hand) -> str | None:
        """Return what is asked of the answer in hand, unless the words are a matter of theirs."""
        question = self._follow_ups.question(message.get("text"))
        if question is None:
            return None
        if question.alone and not question.others:
            return question.about
        another = {*self._topics} - {hand.topic}
        if question.others > MOST_WORDS_BESIDE or _surely(message, SURE_OF_ANOTHER) in another:
            return None
        return question.about


def _is_danger(message: Message) -> bool:
    intent = (message.get("intent") or {}).get("name") or ""
    return intent.startswith("crisis_") or bool(message.get("safety"))


def _mean(message: Message, intent: str) -> None:
    message.set("intent", {"name": intent, "confidence": 1.0}, True)
