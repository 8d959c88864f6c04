"""What a message means in its place: this component sees what the assistant said last.

"Keravalla" after "missä asut?" is a place that is told, whatever the classifier says; so is
"asun Järvenpäässä" at any time. "Paljonko se maksaa" after an answer asks about that answer, and
"tarviin merjaa" and "mun työntekijä ei vastaa" are about a worker. Danger is never read as
anything else, but for words that say nothing but a question about an everyday matter in hand
("tein sen jo"), where nothing but their sound speaks of danger.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, Optional

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.training_data.message import Message

from bot.content.areas import Areas
from bot.content.follow_ups import FollowUps, Question
from bot.content.loader import DATA
from bot.content.meanings import IN_HAND
from bot.content.worker_names import WorkerNames
from bot.domain.calendar import local_date
from bot.domain.hand import ANSWERS, NEAR_DANGER, Hand, fresh, in_hand
from bot.domain.language_names import denied_languages
from bot.domain.safety import MEANING
from bot.domain.told_days import told_day
from bot.nlu.decision import UNSURE, behind_greeting
from bot.nlu.place import keep_language, keep_meant, known_places, places_in, places_of
from bot.nlu.reader import Reader
from bot.nlu.staying import heard_as, jumps, points_back, stays, surely
from bot.nlu.told_place import may_be_place, tells_place, without_places, words_beside

_WORD = re.compile(r"[^\W\d_]+")

WORDS_OF_A_MATTER = 3
SURE = 0.6
"""With a place and this much confidence in an intent, the message is not only a place."""

SURE_OF_ANOTHER = 0.9
"""With this much confidence in another topic, words are not about the answer in hand."""

MOST_WORDS_BESIDE = 2
MOST_WORDS_BESIDE_HOW = 1
"""A question about the answer in hand may hold this many words of its own."""

NOT_ANSWERED, CARD = "unanswered", "worker_hours"
"""How it is meant and the intent, when the person's worker does not answer."""

ABOUT_ANSWER = "find_service"
"""The intent of a question about the answer in hand; ``about`` says which question."""

TOLD_DAY = "day"
"""How it is meant when a day is all that is told (``actions/told_day.py``)."""

SPEAK = "change_language"

OF_NOTHING = frozenset({"for_me", "for_other"})
"""Questions that need no answer before them: "voitko soittaa Kelaan mun puolesta"."""


def _is_a_matter(message: Message, spans: list[tuple[int, int]]) -> bool:
    """Return whether the words ask for something surely: "onko Keravalla hammaspäivystystä"."""
    text = message.get("text") or ""
    if not words_beside(text, spans):
        return False  # "i live in vaasa" is a place, whatever it sounds like
    return len(_WORD.findall(text)) >= WORDS_OF_A_MATTER and surely(message, SURE) is not None


@DefaultV1Recipe.register([DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER], is_trainable=False)
class ContextReader(Reader):
    """Changes the intent where the dialogue's state decides the meaning."""

    def __init__(self) -> None:
        self._follow_ups = FollowUps.load(DATA / "search" / "follow_ups.yml")
        self._areas = Areas.load(DATA / "search" / "areas.yml")
        self._workers = WorkerNames.load(DATA / "search" / "workers.yml")
        self._places = known_places()
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
            if asked and not places_of(message):
                self._place_alone(message)
            spans = [(place["start"], place["end"]) for place in places_of(message)]
            keep_meant(message)
            told = places_of(message) and tells_place(message.get("text"), spans, asked=asked)
            if told and not _is_a_matter(message, spans):
                _mean(message, "tell_place")
                keep_language(message, without_places(message.get("text"), spans))
            elif asked and not spans and self._unknown_place(message):
                _mean(message, "tell_place")
            elif message.get("text"):
                self._in_its_place(message, without_places(message.get("text"), spans), loop=loop)
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

    def _unknown_place(self, message: Message) -> bool:
        """Return whether words answer the question for a place with one that we do not know."""
        text = message.get("text") or ""
        if _is_danger(message) or not may_be_place(text) or self._tells_day(message):
            return False
        matter = heard_as(message) in self._topics or surely(message, SURE) is not None
        last = (message.get("metadata") or {}).get("last") or ()
        meant = self._follow_ups.meaning(text, last, Hand()) or self._follow_ups.question(text)
        return not matter and meant is None

    def _in_its_place(self, message: Message, rest: str, *, loop: bool) -> None:
        """Set the intent of a message; ``rest`` is its text without the places in it."""
        text = message.get("text")
        facts = message.get("metadata") or {}
        if loop and "pending" in facts and not facts["pending"]:
            loop = False  # it rests: after a card nothing is asked
        hand = _hand(facts, loop=loop)
        meaning = self._follow_ups.meaning(text, facts.get("last") or (), Hand() if loop else hand)
        question = self._follow_ups.question(rest)
        leans = question is not None and question.leans and not loop
        if _is_danger(message) and not (leans and self._explains(hand, message)):
            # "I'll call them" looks like a threat to a classifier; a plan word for word is none.
            if meaning is None or not meaning.harmless or message.get("safety"):
                return
            hand = Hand()
        if self._workers.does_not_answer(text):
            message.set("about", NOT_ANSWERED, add_to_output=True)
            _mean(message, CARD)
            return
        if not loop and self._tells_day(message):
            message.set("about", TOLD_DAY, add_to_output=True)
            _mean(message, ABOUT_ANSWER)
            return
        worker = self._workers.meaning(text)
        if worker is not None and surely(message, SURE_OF_ANOTHER) not in self._topics:
            _mean(message, worker)
            return
        if question is not None and self._asks(message, hand, question):
            message.set("about", question.about, add_to_output=True)
            _mean(message, SPEAK if _speaks_another(message, question) else ABOUT_ANSWER)
        elif meaning is not None:
            message.set("about", meaning.about, add_to_output=True)
            _mean(message, str(hand.topic) if meaning.intent == IN_HAND else meaning.intent)
        elif not loop and (offers := self._offers(message)):
            message.set("options", list(offers), add_to_output=True)
            _mean(message, UNSURE)
        elif not loop and stays(message, hand, self._topics):
            _mean(message, str(hand.topic))
        elif not loop and jumps(message, hand, self._topics):
            _mean(message, UNSURE)
        elif heard_as(message) in self._topics:
            message.set("about", question and question.about, add_to_output=True)

    def _tells_day(self, message: Message) -> bool:
        """Return whether words tell a day of the matter in hand: "until 5.12" is no goodbye."""
        at = (message.get("metadata") or {}).get("at")
        today = local_date(datetime.fromisoformat(at)) if at else None
        told = told_day(message.get("text"), today) if today else None
        return told is not None and (told.is_last or heard_as(message) not in self._topics)

    def _offers(self, message: Message) -> tuple[str, ...]:
        """Return what a word may mean that names an area, a greeting before it or not."""
        text = message.get("text")
        rest = "" if heard_as(message) in self._topics else behind_greeting(text)
        return self._areas.meant(text) or self._areas.meant(rest)

    def _explains(self, hand: Hand, message: Message) -> bool:
        """Return whether an everyday matter in hand explains words that sound of danger alone.

        Only where nothing but their sound does: no reviewed pattern, and no card of late.
        """
        facts = message.get("metadata") or {}
        safety, at, card_at = message.get("safety"), facts.get("at"), _card_at(facts)
        if (safety and safety["reason"] != MEANING) or fresh(card_at, at) or hand.earlier:
            return False
        everyday = hand.topic in self._topics and hand.topic not in NEAR_DANGER
        return everyday and fresh((facts.get("hand") or {}).get("at"), at)

    def _asks(self, message: Message, hand: Hand, question: Question) -> bool:
        """Return whether a question is about the answer in hand, and no matter of its own."""
        if hand == Hand():
            return question.leans and question.about in OF_NOTHING
        pointed = question.others <= 1 and points_back(message)  # "voiko sinne mennä ilman aikaa"
        if question.leans or (question.alone and pointed):
            return True
        if hand.earlier:
            return False
        another = {*self._topics} - {hand.topic}
        # "mistä saan rahaa ku muutan" has a matter of its own, "paljonko se avaus maksaa" has not.
        most = MOST_WORDS_BESIDE_HOW if question.about == "how" else MOST_WORDS_BESIDE
        return question.others <= most and surely(message, SURE_OF_ANOTHER) not in another


def _hand(facts: Mapping[str, Any], *, loop: bool) -> Hand:
    """Return the answer in hand.

    In an assessment what is short and vague answers the open question; only what plainly asks
    about the topic that was answered in between does not.
    """
    last = facts.get("last") or ()
    if loop and not any(one["key"] in ANSWERS for one in last):
        return Hand()
    hand = in_hand(
        last, facts.get("last_topic"), facts.get("hand"), facts.get("at"), _card_at(facts)
    )
    return replace(hand, earlier=True) if loop else hand


def _card_at(facts: Mapping[str, Any]) -> str | None:
    return (facts.get("records") or {}).get("crisis_at")


def _speaks_another(message: Message, question: Question) -> bool:
    """Return whether somebody tells in another language that they do not speak ours so far."""
    denied = denied_languages(message.get("text") or "") if question.about == "languages" else ()
    ours = (message.get("metadata") or {}).get("language")
    return ours in denied and message.get("language") not in denied


def _is_danger(message: Message) -> bool:
    intent = (message.get("intent") or {}).get("name") or ""
    return intent.startswith("crisis_") or bool(message.get("safety"))


def _mean(message: Message, intent: str) -> None:
    message.set("intent", {"name": intent, "confidence": 1.0}, True)
