"""A question about the answer in hand: what it costs, who to call, what if they say no."""

from typing import Any

from actions.answer_topic import PLACE_ASKED, ask_place
from actions.common import Turn, asking, content, say, search

NEEDS_PLACE = frozenset({"where", "phone", "walk_in"})
"""What is near decides these: whoever has not told where they live is asked, once."""

MOST_NAMED = 2

OF_ANY = frozenset({"hours", "phone", "where", "walk_in", "languages"})
"""Asked of a service that is named, it is not about those of the answer: "onks kela auki nyt"."""


def tell_about(dispatcher: Any, tracker: Any, turn: Turn) -> list[Any]:
    """Say what is known, with the way to people and back to the whole answer."""
    hand = turn.hand()
    args = asking(turn, about=str(turn.about))
    if hand.topic in content().topics:
        args["topic"] = str(hand.topic)
    known = (hand.services or "").split(",")
    if hand.topic in content().topics:
        known = [*content().topics[str(hand.topic)].services]
    named = search().sure(turn.text, turn.language, args.get("place"))
    if ours := [name for name in named if name in known] or _others(turn, named):
        args["services"] = ",".join(ours[:MOST_NAMED])  # "paljonko se velkaneuvonta maksaa"
    elif hand.services is not None:
        args["services"] = hand.services
    say(dispatcher, "answer.about", _choices(turn, args.get("topic")), args=args)
    place_known = turn.places or turn.municipality is not None
    if turn.about in NEEDS_PLACE and not place_known and not tracker.get_slot(PLACE_ASKED):
        return ask_place(dispatcher)
    return []


def _others(turn: Turn, named: list[str]) -> list[str]:
    """Return the service named beside the answer in hand, of which only the directory knows."""
    return named[:1] if turn.about in OF_ANY else []


def _choices(turn: Turn, topic: str | None) -> list[tuple[str, str]]:
    choices = [(f"topic:{topic}", "")] if topic else []
    if turn.about == "refused" and topic != "appeal_decision":
        choices.append(("topic:appeal_decision", ""))
    if turn.about == "no_codes":
        choices += [("topic:bank_account", ""), ("topic:digital_services", "")]
    if turn.about in ("cost", "unaffordable", "payer") and topic != "money_run_out":
        choices.append(("topic:money_run_out", ""))
    return [*choices, ("intent:contact_worker", "menu.worker")]
