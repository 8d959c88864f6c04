"""What a message means in its place: this component sees what the assistant said last.

"Keravalla" after "missä asut?" is a place that is told, whatever the classifier says; so is
"asun Järvenpäässä" at any time. "Paljonko se maksaa" after an answer asks about that answer, and
"tarviin merjaa" and "mun työntekijä ei vastaa" are about a worker. Danger is never read as
anything else.
"""

import re
from dataclasses import replace
from typing import Any, Optional

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.training_data.message import Message

from bot.content.areas import Areas
from bot.content.follow_ups import FollowUps, Question
from bot.content.loader import DATA
from bot.content.places import Places
from bot.content.worker_names import WorkerNames
from bot.domain.hand import ANSWERS, Hand, in_hand
from bot.nlu.decision import ASK, DANGER_SEEN, UNSURE, Ranked, danger
from bot.nlu.place import places_in
from bot.nlu.reader import Reader

_WORD = re.compile(r"[^\W\d_]+")

# Words that only frame a place; what is left of the message must be nearly nothing.
_FRAME = frozenset(
    [
        *("asun", "asuisin", "asutaan", "mä", "mää", "mie", "minä", "oon", "olen", "olin", "mun"),
        *("kotikunta", "kunta", "kaupunki", "on", "ja", "tääl", "täällä", "nyt", "siis"),
        "no",
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
MOST_WORDS_BESIDE_HOW = 1
"""A question about the answer in hand may hold this many words of its own."""

_POINTING = frozenset(
    [
        *("se", "sen", "sitä", "sit", "siitä", "siihen", "sille", "siltä", "niille", "niiltä"),
        *("ne", "niitä", "tästä", "tosta", "tohon", "silloin", "det", "den", "dem", "dom", "då"),
        *("sinne", "siellä", "siel", "sieltä", "dit", "där"),
        *("it", "that", "them", "they", "then", "him", "her"),
    ]
)
POINTS_BACK = 6.0
"""How much likelier."""

UNCLEAR = frozenset({"unsure", "out_of_scope", "skip_question"})
"""Where no question is open there is none to skip: "ei oo aikaa tohon" is about the answer."""

SURE_OF_SECOND = 0.15
"""The topic in hand is meant when it is the classifier's first guess, or a fair second one."""

NOT_ANSWERED, CARD = "unanswered", "worker_hours"
"""How it is meant and the intent, when the person's worker does not answer."""

ABOUT_ANSWER = "find_service"
"""The intent of a question about the answer in hand; ``about`` says which question."""


def tells_place(text: str, spans: list[tuple[int, int]], *, asked: bool) -> bool:
    """Return whether a message with these place spans says little else than where one lives."""
    most = MAX_OTHER_WORDS_WHEN_ASKED if asked else MAX_OTHER_WORDS
    return _words_beside(text, spans) <= most


def _words_beside(text: str, spans: list[tuple[int, int]]) -> int:
    """Return how many words there are beside the places and what frames them."""
    rest = list(text)
    for start, end in spans:
        rest[start:end] = " " * (end - start)
    return sum(word not in _FRAME for word in _WORD.findall("".join(rest).lower()))


def _places_of(message: Message) -> list[dict[str, Any]]:
    return [one for one in message.get("entities", []) if one["entity"] == "place"]


def _is_a_matter(message: Message, spans: list[tuple[int, int]]) -> bool:
    """Return whether the words ask for something surely: "onko Keravalla hammaspäivystystä"."""
    text = message.get("text") or ""
    if not _words_beside(text, spans):
        return False  # "i live in vaasa" is a place, whatever it sounds like
    return len(_WORD.findall(text)) >= WORDS_OF_A_MATTER and _surely(message) is not None


def _surely(message: Message, least: float = SURE) -> str | None:
    """Return the intent that the classifier is sure of."""
    ranking = message.get("intent_ranking") or []
    return ranking[0]["name"] if ranking and ranking[0]["confidence"] >= least else None


@DefaultV1Recipe.register([DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER], is_trainable=False)
class ContextReader(Reader):
    """Changes the intent where the dialogue's state decides the meaning."""

    def __init__(self) -> None:
        self._follow_ups = FollowUps.load(DATA / "search" / "follow_ups.yml")
        self._areas = Areas.load(DATA / "search" / "areas.yml")
        self._workers = WorkerNames.load(DATA / "search" / "workers.yml")
        self._places = Places.load(DATA / "places")
        self._topics = frozenset(path.stem for path in (DATA / "topics").rglob("*.yml"))

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
            if asked and not _places_of(message):
                self._place_alone(message)
            places = _places_of(message)
            spans = [(place["start"], place["end"]) for place in places]
            told = places and tells_place(message.get("text"), spans, asked=asked)
            if told and not _is_a_matter(message, spans):
                _mean(message, "tell_place")
            elif message.get("text"):
                self._in_its_place(message, loop=loop)
        return messages

    def _place_alone(self, message: Message) -> None:
        """Take an ordinary word ("kotka") for a town: one was asked for, nothing else is said.

        Not "ei saldoa", which asks about the answer.
        """
        text = message.get("text") or ""
        found = places_in(text, self._places, asked=True)
        spans = [(one["start"], one["end"]) for one in found]
        alone = bool(found) and tells_place(text, spans, asked=False)
        if alone and self._follow_ups.question(text) is None:
            message.set("entities", [*message.get("entities", []), *found], True)

    def _in_its_place(self, message: Message, *, loop: bool) -> None:
        text = message.get("text")
        facts = message.get("metadata") or {}
        last = facts.get("last") or ()
        kept, at = facts.get("hand"), facts.get("at")
        card_at = (facts.get("records") or {}).get("crisis_at")
        if loop and "pending" in facts and not facts["pending"]:
            loop = False  # it rests: after a card nothing is asked
        hand = in_hand(last, facts.get("last_topic"), kept, at, card_at)
        if loop:
            # What is short and vague answers the open question; only what plainly asks about
            # the topic that was answered in between does not.
            just_told = any(one["key"] in ANSWERS for one in last)
            hand = replace(hand, earlier=True) if just_told else Hand()
        meaning = self._follow_ups.meaning(text, last, Hand() if loop else hand)
        if _is_danger(message):
            # "I'll call them" looks like a threat to a classifier; a plan word for word is none.
            if meaning is None or not meaning.harmless or message.get("safety"):
                return
            hand = Hand()
        if self._workers.does_not_answer(text):
            message.set("about", NOT_ANSWERED, add_to_output=True)
            _mean(message, CARD)
            return
        worker = self._workers.meaning(text)
        if worker is not None and _surely(message, SURE_OF_ANOTHER) not in self._topics:
            _mean(message, worker)
            return
        question = self._follow_ups.question(text)
        if question is not None and hand != Hand() and self._asks(message, hand, question):
            message.set("about", question.about, add_to_output=True)
            _mean(message, ABOUT_ANSWER)
        elif meaning is not None:
            message.set("about", meaning.about, add_to_output=True)
            _mean(message, meaning.intent)
        elif not loop and (offers := self._areas.meant(text)):
            message.set("options", list(offers), add_to_output=True)
            _mean(message, UNSURE)
        elif not loop and self._stays_about(message, hand):
            _mean(message, str(hand.topic))
        elif (message.get("intent") or {}).get("name") in self._topics:
            message.set("about", question and question.about, add_to_output=True)

    def _stays_about(self, message: Message, hand: Hand) -> bool:
        """Return whether words mean the topic in hand although they do not name it."""
        heard = (message.get("intent") or {}).get("name")
        if message.get("second_intent"):
            return False
        known = heard in UNCLEAR or heard in self._topics
        return known and hand.topic in self._topics and _still_about(message, str(hand.topic))

    def _asks(self, message: Message, hand: Hand, question: Question) -> bool:
        """Return whether a question is about the answer in hand, and no matter of its own."""
        pointed = question.others <= 1 and _points_back(message)  # "voiko sinne mennä ilman aikaa"
        if question.alone and (not question.others or pointed):
            return True
        if hand.earlier:
            return False
        another = {*self._topics} - {hand.topic}
        # "mistä saan rahaa ku muutan" has a matter of its own, "paljonko se avaus maksaa" has not.
        most = MOST_WORDS_BESIDE_HOW if question.about == "how" else MOST_WORDS_BESIDE
        return question.others <= most and _surely(message, SURE_OF_ANOTHER) not in another


def _is_danger(message: Message) -> bool:
    intent = (message.get("intent") or {}).get("name") or ""
    return intent.startswith("crisis_") or bool(message.get("safety"))


def _still_about(message: Message, topic: str) -> bool:
    """Return whether words that are unclear alone are likeliest about the topic in hand."""
    ranking = [
        Ranked(one["name"], one["confidence"]) for one in message.get("intent_ranking") or ()
    ]
    if not ranking or danger(ranking) >= DANGER_SEEN:
        return False
    likely = {one.intent: one.confidence for one in ranking}.get(topic, 0.0)
    if (message.get("intent") or {}).get("name") in UNCLEAR:
        return likely >= (ASK if ranking[0].intent == topic else SURE_OF_SECOND)
    # "no mut mitä mä sanon sille": a word that points back makes the topic in hand likelier.
    first = ranking[0]
    likelier = likely >= ASK and likely * POINTS_BACK >= first.confidence
    return _points_back(message) and first.intent != topic and likelier


def _points_back(message: Message) -> bool:
    return not _POINTING.isdisjoint(_WORD.findall(str(message.get("text")).lower()))


def _mean(message: Message, intent: str) -> None:
    message.set("intent", {"name": intent, "confidence": 1.0}, True)
