"""An official word is asked the meaning of: it is explained, and the matter in hand stays so."""

from typing import Any

from actions.common import Turn, asked_words, asking, content, say, search
from bot.domain.hand import WORD_TOLD

LETTERS = "letter_or_decision"
"""Whose services explain a word while nothing is in hand: they help to read letters."""

TO_WORKER = ("intent:contact_worker", "menu.worker")
MOST_EXPLAINERS = 3


def tell_asked(dispatcher: Any, turn: Turn, heard: str | None = None) -> bool:
    """Explain a word where surely one is asked, or say that it is not known."""
    known = tell_word(dispatcher, turn)
    return known or tell_unknown(dispatcher, turn, itself=True, heard=heard)


def tell_word(dispatcher: Any, turn: Turn) -> bool:
    """Explain the words of the list that are asked; return whether there were any."""
    asked = asked_words().asked(turn.text, turn.hand().topic)
    if asked is None or not asked.terms:
        return False
    hand = turn.hand()
    own = next((term.topic for term in asked.terms if content().topic(term.topic or "")), None)
    kept = {"topic": hand.topic, "case": hand.case, "services": hand.services}
    if hand.topic is None and hand.services is None:
        kept["topic"] = own  # "kauanko se kestää" is about the word's own matter then
    args = {name: value for name, value in kept.items() if value}
    words = ",".join(term.id for term in asked.terms)
    choices = [(f"topic:{own or hand.topic}", "")] if own or turn.last_topic() else []
    say(dispatcher, WORD_TOLD, choices, {**args, "word": words})
    return True


def tell_unknown(
    dispatcher: Any, turn: Turn, *, itself: bool = False, heard: str | None = None
) -> bool:
    """Say honestly that a word is not known, and who can explain it; return whether one is asked.

    The name of a service is no such word: the directory knows it.

    Args:
        dispatcher: The SDK's dispatcher.
        turn: The turn.
        itself: Only where nothing else than the word may be meant.
        heard: The topic that the message sounds of.
    """
    asked = asked_words().asked(turn.text, turn.hand().topic)
    if asked is None or (itself and not asked.itself):
        return False
    if named := search().sure(turn.text, turn.language):
        say(dispatcher, "directory.results", args=asking(turn, services=",".join(named[:3])))
    else:
        tell_who_explains(dispatcher, turn, "word.unknown", heard)
    return True


def tell_who_explains(dispatcher: Any, turn: Turn, lead: str, heard: str | None = None) -> None:
    """Say who can explain a word: those of its matter or the one in hand, or who reads letters."""
    topic = turn.known(heard or turn.last_topic() or LETTERS)
    services = ",".join(topic.helpers[:MOST_EXPLAINERS])
    hand = {"topic": in_hand} if (in_hand := turn.last_topic()) else {}
    choices = [(f"topic:{topic.ref}", ""), TO_WORKER]
    args = asking(turn, services=services, lead=lead, **hand)
    say(dispatcher, "directory.results", choices, args)
