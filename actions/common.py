"""What every action leans on: the turn's facts, how to say something, how to remember it.

Actions are thin. They read the turn, call one use case, say the result by response key and return
events. Nothing here or in the actions touches a database: changes of what we remember travel as
*effects* in the answer and are written with the turn's one commit (docs/adr/0003).
"""

import functools
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.content.asked_words import AskedWords
from bot.content.loader import Content
from bot.content.search import Search
from bot.domain.hand import Hand, in_hand
from bot.domain.messages import Language, answered_in
from bot.domain.topics import Topic
from bot.services import commands

HELP_ASKED = "help_asked"
AWAITING = "awaiting"

MENU = tuple((choice.action, choice.label or "") for choice in commands.MENU)
"""The main jobs as buttons; ``menu:`` opens a list of topics."""


@dataclass(frozen=True, slots=True)
class Turn:
    """The turn as an action sees it."""

    text: str
    intent: str
    language: Language
    plain: bool
    municipality: str | None
    last: tuple[dict[str, Any], ...]  # what was said last: key, args, choices
    second_intent: str | None
    options: tuple[str, ...]
    places: tuple[str, ...]  # official codes, in the order they were named
    remembered_topic: str | None  # of the last answer about one, however long ago
    about: str | None  # what is asked of the answer in hand ("cost"), or how it is commented
    at: str  # ISO time of the turn; empty where nobody told it
    kept: Mapping[str, Any] | None  # what stayed in hand after an earlier turn
    loop: bool  # a question of an assessment is open
    card_at: str | None  # ISO time of the newest crisis card
    pressed: str  # the action of the pressed button, where the intent alone does not say it

    @classmethod
    def of(cls, tracker: Any) -> "Turn":
        """Read the turn from the SDK's tracker."""
        message = tracker.latest_message or {}
        facts = message.get("metadata") or {}
        entities = message.get("entities") or ()
        return cls(
            text=message.get("text") or "",
            intent=(message.get("intent") or {}).get("name") or "",
            language=_spoken(message, facts),
            plain=bool(facts.get("plain")),
            municipality=facts.get("municipality"),
            last=tuple(facts.get("last") or ()),
            second_intent=message.get("second_intent"),
            options=tuple(message.get("options") or ()),
            places=tuple(one["value"] for one in entities if one.get("entity") == "place"),
            remembered_topic=facts.get("last_topic"),
            about=message.get("about"),
            at=facts.get("at") or "",
            kept=facts.get("hand"),
            card_at=(facts.get("records") or {}).get("crisis_at"),
            pressed=facts.get("pressed") or "",
            loop=bool((getattr(tracker, "active_loop", None) or {}).get("name")),
        )

    def hand(self) -> Hand:
        """Return the answer in hand: the last one, while no other matter has come between."""
        return in_hand(self.last, self.remembered_topic, self.kept, self.at, self.card_at)

    def last_topic(self) -> str | None:
        """Return the topic of the answer in hand."""
        topic = self.hand().topic
        return topic if topic in content().topics else None

    def known(self, topic: str) -> Topic:
        """Return a topic as it is told now: in the case in hand, or as to everybody."""
        hand = self.hand()
        return content().topics[topic].in_case(hand.case if hand.topic == topic else None)

    def named_in_hand(self) -> dict[str, str]:
        """Return the topic in hand and the services that it was told signs of ("hammas")."""
        topic = self.last_topic()
        if topic is None:
            return {}
        said = [one["args"] for one in self.last if one["args"].get("topic") == topic]
        also = next((args["also"] for args in said if args.get("also")), "")
        signs = content().topics[topic].signs
        told = [one.service for one in signs if one.service in also.split(",")]
        return {"topic": topic, "also": ",".join(told)}

    def said_last(self, *keys: str) -> bool:
        """Return whether one of these was said in the last answer."""
        return any(said["key"] in keys for said in self.last)

    def last_key(self) -> str | None:
        """Return the key of the last thing said."""
        return self.last[-1]["key"] if self.last else None


def say(
    dispatcher: Any,
    key: str,
    choices: Iterable[tuple[str, str]] = (),
    args: Mapping[str, Any] | None = None,
) -> None:
    """Say a response key.

    Args:
        dispatcher: The SDK's dispatcher.
        key: A locale key, or one of the composer's own ("topic.answer", "directory.results").
        choices: Buttons as (action, locale key of the label); an empty label means the title of
            the topic in the action.
        args: Arguments of the text: words, numbers, ids. Never a person's own words.
    """
    buttons = [{"payload": action, "title": label} for action, label in choices]
    dispatcher.utter_message(response=key, buttons=buttons, **(args or {}))


def say_again(dispatcher: Any, lines: Iterable[Mapping[str, Any]]) -> None:
    """Say what was said last, buttons included."""
    for said in lines:
        choices = [(action, label or "") for action, label in said["choices"]]
        say(dispatcher, said["key"], choices, args=said["args"])


def asking(turn: Turn, **args: str) -> dict[str, str]:
    """Return arguments with where the person is and what they cannot do (no credit for calls).

    A topic in hand stays in its case.
    """
    if (topic := args.get("topic")) in content().topics and "case" not in args:
        args |= case_of(turn.known(str(topic)))
    place = turn.places[0] if turn.places else turn.municipality
    if place is not None:
        args["place"] = place
    if search().cannot_call(turn.text):
        args["wish"] = "no_credit"
    return args


def asking_of(turn: Turn, topic: Topic, **args: str) -> dict[str, str]:
    """Return the arguments of what is said of a topic, in the case that it is told in."""
    return {**asking(turn, **args), "topic": topic.id, **case_of(topic)}


def case_of(topic: Topic) -> dict[str, str]:
    """Return the argument that tells the case of a topic, where it has one."""
    return {"case": topic.case} if topic.case else {}


def remember(dispatcher: Any, **changes: Any) -> None:
    """Change what we remember of the person (language, plain, municipality, last_topic)."""
    dispatcher.utter_message(json_message={"effects": changes})


def offered(intents: Iterable[str]) -> list[tuple[str, str]]:
    """Return buttons for meanings: topics by their title, acts by their own words."""
    return [
        (f"topic:{name}", "") if content().topic(name) else (f"intent:{name}", f"intent.{name}")
        for name in intents
    ]


def keep_last(dispatcher: Any) -> None:
    """Leave "the last answer" as it was: this turn only repeats or comments it."""
    remember(dispatcher, keep_last=True)


def _spoken(message: Mapping[str, Any], facts: Mapping[str, Any]) -> Language:
    """Return the language of the answer: the chosen one, or the message's own."""
    if facts.get("language_chosen"):
        return _ours(facts.get("language"))
    return _ours(message.get("language"), facts.get("language"))


def _ours(*codes: str | None) -> Language:
    """Return the language of the answer to the first code that says something."""
    found = (answered_in(code, "fi") for code in codes)
    return next((one[0] for one in found if one is not None), "fi")


@functools.cache
def content() -> Content:
    """Return the topics and services, read once a process."""
    overlay = os.environ.get("RINNALLA_COUNTY_DIR")
    return Content.load(Path(overlay) if overlay else None)


@functools.cache
def search() -> Search:
    """Return the search over the directory, built once a process."""
    return Search(content())


@functools.cache
def asked_words() -> AskedWords:
    """Return the official words, the county's own among them, built once a process."""
    return AskedWords(content().terms)
