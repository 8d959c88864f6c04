"""Whether words that name no matter stay with the topic in hand, or jump from it.

The classifier reads one message alone: in the midst of a matter its weak guess of another is worth
less than the matter itself.
"""

import re
from collections.abc import Collection

from rasa.shared.nlu.training_data.message import Message

from bot.domain.hand import Hand
from bot.nlu.decision import ASK, DANGER_SEEN, Ranked, danger

_WORD = re.compile(r"[^\W\d_]+")
_NUMBER = re.compile(r"\d")

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

WEAK = 0.6
WORDS_OF_A_JUMP = 7
"""So few words, read so weakly as another topic than the one in hand, are asked about."""

SURE_OF_SECOND = 0.15
"""The topic in hand is meant when it is the classifier's first guess, or a fair second one."""


def surely(message: Message, least: float) -> str | None:
    """Return the intent that the classifier is this sure of."""
    ranking = message.get("intent_ranking") or []
    return ranking[0]["name"] if ranking and ranking[0]["confidence"] >= least else None


def stays(message: Message, hand: Hand, topics: Collection[str]) -> bool:
    """Return whether words mean the topic in hand although they do not name it."""
    heard = heard_as(message)
    if message.get("second_intent") or hand.topic not in topics:
        return False
    if heard == "affirm" and not hand.earlier:  # "joo 340 euroa lähti" is more than a yes
        return _NUMBER.search(message.get("text")) is not None
    return (heard in UNCLEAR or heard in topics) and _still_about(message, str(hand.topic))


def jumps(message: Message, hand: Hand, topics: Collection[str]) -> bool:
    """Return whether a few words are only guessed to be about another topic than in hand."""
    heard = heard_as(message)
    short = len(_WORD.findall(message.get("text") or "")) <= WORDS_OF_A_JUMP
    if hand.topic not in topics or hand.earlier or not short:
        return False
    another = heard in topics and heard != hand.topic
    return another and not message.get("second_intent") and surely(message, WEAK) is None


def heard_as(message: Message) -> str:
    """Return the name of the intent that a message has so far."""
    return str((message.get("intent") or {}).get("name") or "")


def _still_about(message: Message, topic: str) -> bool:
    """Return whether words that are unclear alone are likeliest about the topic in hand."""
    ranking = [
        Ranked(one["name"], one["confidence"]) for one in message.get("intent_ranking") or ()
    ]
    if not ranking or danger(ranking) >= DANGER_SEEN:
        return False
    likely = {one.intent: one.confidence for one in ranking}.get(topic, 0.0)
    if heard_as(message) in UNCLEAR:
        return likely >= (ASK if ranking[0].intent == topic else SURE_OF_SECOND)
    # "no mut mitä mä sanon sille": a word that points back makes the topic in hand likelier.
    first = ranking[0]
    likelier = likely >= ASK and likely * POINTS_BACK >= first.confidence
    return points_back(message) and first.intent != topic and likelier


def points_back(message: Message) -> bool:
    """Return whether a word of the message stands for what was said before."""
    return not _POINTING.isdisjoint(_WORD.findall(str(message.get("text")).lower()))
