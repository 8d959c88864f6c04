"""The answer in hand: what a short message after an answer is about.

What was said last decides. When that was only a word between ("joo", something not understood),
the answer before it stays in hand for a while, so that "paljonko se maksaa" still has its "se".
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

FIRST = "topic.first"
"""A question before the answer: short words that come next are its answer."""

WORD_TOLD = "word.told"
"""The explanation of an official word: it says itself what was in hand before it, and still is."""

ANSWERS = frozenset(
    {"topic.answer", "topic.plainest", "topic.more", "answer.about", FIRST, WORD_TOLD}
)
"""Of two matters in one message the first is in hand: "topic.short" only touched the second."""

RESULTS = "directory.results"
PLACE = "place.thanks"
NEAR_DANGER = frozenset(
    {
        *("mental_health", "eating", "substance_use", "loneliness", "bereavement"),
        *("first_nights_alone", "relationships", "violence_help", "sexual_violence"),
        *("crime_victim", "online_abuse"),
    }
)
"""Topics after which few words may well be danger: what an ear hears has its card."""

STAYS = timedelta(hours=2)
"""Somebody who writes on within this has what to do still before them."""

_CARDS = "crisis."
_WAYS_OF_CARDS = "sosiaalipaivystys,mieli_fi,paivystysapu,sekasin"
"""Who can be asked about after a crisis card: the card itself finds whoever is open."""

_COMMENTS = (
    *("help.", "place.", "talk.thanks", "talk.affirm", "talk.going", "talk.age"),
    "talk.figure",
    *("unsure.", "scope.", "day."),
)
"""Words about the answer before them: the answer stays in hand."""

_WORKERS = frozenset({"worker.card", "worker.unit"})
"""The cards below which stands who answers what cannot wait."""

_OTHER_MATTERS = (
    *("worker.", "handoff.", "receipt.", "link.", "share.", "erase.", "assessment.", "result."),
    *("meeting.", "plan.", "privacy.", "feedback."),
)
"""Words about something else: what was in hand before is not meant any more."""


@dataclass(frozen=True, slots=True)
class Hand:
    """The answer in hand: about a topic, or a list of services alone (ids joined by commas).

    ``earlier``: words about nothing have been said since, so only what can mean nothing else
    is taken to be about it. ``case``: of the topic, when it was told in one.
    """

    topic: str | None = None
    services: str | None = None
    earlier: bool = False
    case: str | None = None


def in_hand(
    last: Sequence[Mapping[str, Any]],
    remembered: str | None,
    kept: Mapping[str, Any] | None = None,
    at: str | None = None,
    card_at: str | None = None,
) -> Hand:
    """Return the answer in hand.

    Args:
        last: What was said last, as the tracker's row keeps it.
        remembered: The topic of the last answer about one, however long ago.
        kept: What ``kept_in_hand`` returned after an earlier turn.
        at: ISO time of this turn.
        card_at: ISO time of the newest crisis card, which the dialogue itself did not say.
    """
    told = kept or {}
    case = told.get("case") if told.get("topic") == remembered else None
    if fresh(card_at, at) and str(told.get("at") or "") < str(card_at):
        return Hand(services=_WAYS_OF_CARDS)
    for said in reversed(last):
        args = said["args"]
        if said["key"] in ANSWERS:
            return Hand(args.get("topic"), args.get("services"), case=args.get("case"))
        if said["key"].startswith(_CARDS):
            return Hand(services=_WAYS_OF_CARDS)
    if any(said["key"] in _WORKERS for said in last):
        return Hand()  # "koska se on paikalla" is the worker, not who answers what cannot wait
    if remembered and any(said["key"] == PLACE for said in last):
        return Hand(remembered, case=case)  # the services below it are the topic's own, near by
    results = [said["args"] for said in last if said["key"] == RESULTS]
    if results:
        found = results[-1]
        return Hand(found.get("topic"), found.get("services"), case=found.get("case"))
    if remembered and any(said["key"].startswith(_COMMENTS) for said in last):
        return Hand(remembered, case=case)
    if kept and fresh(kept.get("at"), at):
        return Hand(kept.get("topic"), kept.get("services"), earlier=True, case=kept.get("case"))
    return Hand()


def kept_in_hand(
    last: Sequence[Mapping[str, Any]], before: Mapping[str, Any] | None, at: str | None
) -> dict[str, Any] | None:
    """Return what stays in hand after a turn that said ``last``; None when nothing does."""
    keys = [said["key"] for said in last]
    answers = [said for said in last if said["key"] in ANSWERS]
    if not answers and any(key.startswith(_OTHER_MATTERS) for key in keys):
        return None
    if not answers and PLACE not in keys:
        answers = [said for said in last if said["key"] == RESULTS]
    if answers:
        told = {name: answers[-1]["args"].get(name) for name in ("topic", "case", "services")}
        return {**{name: value for name, value in told.items() if value}, "at": at}
    return dict(before) if before else None


def fresh(then: str | None, now: str | None) -> bool:
    """Return whether two ISO times are near each other; unknown ones are not."""
    if not then or not now:
        return False
    return timedelta(0) <= datetime.fromisoformat(now) - datetime.fromisoformat(then) < STAYS
