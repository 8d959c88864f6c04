"""A question about the answer in hand: what it costs, who to call, what if they say no."""

from typing import Any

from actions.answer_topic import PLACE_ASKED, ask_place
from actions.common import Turn, asking, case_of, content, remember, say, search
from actions.other_ways import who_else
from actions.told import as_told, speaks
from bot.domain.language_names import told_language
from bot.domain.topics import Topic
from bot.services.commands import SOMEBODY

NEEDS_PLACE = frozenset({"where", "phone", "walk_in", "along", "for_me", "for_other", "book"})
"""What is near decides these: whoever has not told where they live is asked, once."""

OF_TIME = frozenset({"how_long", "deadline", "waiting", "meanwhile"})
"""Whoever asks these says words of waiting, which tell no other case than the one in hand."""

NO_USE = "no_use"
"""Told that those who were turned to did not help."""

MOST_NAMED = 2
LANGUAGES = "languages"

OF_ANY = frozenset(
    {"hours", "phone", "where", "walk_in", "book", "for_me", "for_other", LANGUAGES}
)
"""Asked of a service that is named, it is not about those of the answer: "onks kela auki nyt"."""


def tell_about(dispatcher: Any, tracker: Any, turn: Turn) -> list[Any]:
    """Say what is known, with the way to people and back to the whole answer."""
    if turn.about == NO_USE:
        who_else(dispatcher, turn)
        return []
    hand = turn.hand()
    args = asking(turn, about=str(turn.about))
    known = (hand.services or "").split(",")
    topic = None
    if hand.topic in content().topics:
        topic = turn.known(str(hand.topic))
        if not topic.case or turn.about not in OF_TIME:
            topic = as_told(turn, topic.id)
        known = [*topic.helpers]
        args |= {"topic": topic.id, **case_of(topic)}
    if turn.about == LANGUAGES:
        args |= speaks(turn)
    named = search().sure(_said(turn), turn.language, args.get("place"))
    if ours := [name for name in named if name in known] or _others(turn, named):
        args["services"] = ",".join(ours[:MOST_NAMED])  # "paljonko se velkaneuvonta maksaa"
    elif hand.services is not None:
        args["services"] = hand.services
    elif topic is None:
        args["services"] = SOMEBODY
    say(dispatcher, "answer.about", _choices(turn, topic), args=args)
    if turn.places:  # "kan man få på svenska i Raseborg"
        remember(dispatcher, municipality=turn.places[0])
    place_known = turn.places or turn.municipality is not None
    if turn.about in NEEDS_PLACE and not place_known and not tracker.get_slot(PLACE_ASKED):
        return ask_place(dispatcher)
    return []


def _said(turn: Turn) -> str:
    """Return the words that may name a service: a language alone names none ("på svenska")."""
    if turn.about != LANGUAGES:
        return turn.text
    return " ".join(word for word in turn.text.split() if not told_language(word))


def _others(turn: Turn, named: list[str]) -> list[str]:
    """Return the service named beside the answer in hand, of which only the directory knows."""
    return named[:1] if turn.about in OF_ANY else []


def _choices(turn: Turn, of: Topic | None) -> list[tuple[str, str]]:
    topic = of.id if of else None
    choices = [(f"topic:{of.ref}", "")] if of else []
    if turn.about == "refused" and topic != "appeal_decision":
        choices.append(("topic:appeal_decision", ""))
    if turn.about == "no_codes":
        choices += [("topic:bank_account", ""), ("topic:digital_services", "")]
    if turn.about in ("cost", "unaffordable", "payer") and topic != "money_run_out":
        choices.append(("topic:money_run_out", ""))
    return [*choices, ("intent:contact_worker", "menu.worker")]
