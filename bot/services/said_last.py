"""What was said to a person last, and typed words that press a button of it.

Many type "joo käy se" instead of pressing. Right after a question of ours a clear yes or no does
what its button does: what is asked, and of whom, stands in the question.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from bot.domain.letters import fold
from bot.domain.messages import TYPED, Inbound
from bot.domain.yes_no import CANCEL, LINK, TIME, Words, clear_answer, names
from bot.services.delivery_ports import ClaimedTurn
from bot.services.ports import UnitOfWork
from bot.services.tokens import action_told

SAID = "said_last"
"""In the facts of typed words: what was said last, the newest first (``said_fact``)."""

PRESSED = "pressed_by_words"
"""In the facts: the action of the button that the words press, or None."""

FRESH = timedelta(minutes=30)
LONGEST = 200
"""Letters: who writes more tells something, and presses no button by it."""

_MOST = 6

LINKS = ("link.offer", "link.what_follows")
PRESSES = ("link.press", "pair.offer", "pair.press")
PROPOSALS = (
    *("appointment.proposed", "appointment.proposed.again", "appointment.move_offered"),
    *("appointment.when.proposed", "appointment.when.move_offered"),
)


@dataclass(frozen=True, slots=True)
class _Question:
    """A question with a yes and a no.

    Args:
        keys: How it is asked.
        yes: How the action begins that a yes presses.
        no: The same of a no; the first of them that was shown.
        fresh: Whether an answer must come within ``FRESH``.
    """

    keys: tuple[str, ...]
    words: Words
    yes: str
    no: tuple[str, ...]
    fresh: bool = True


_QUESTIONS = (
    # Whose code it is and what follows has just been said, the worker sees nothing of the talk,
    # and four words are compared before they trust it: here a typed yes is as good a consent as
    # a press. Of the two buttons that say yes it is the one that deletes nothing.
    _Question(LINKS, LINK, "link:bring", ("link:no",)),
    # Joining channels shows the whole talk to whoever has the other one, perhaps not the person
    # themselves; and who has spoken of erasing may mean the other button. There the press alone
    # does it, and so it is said.
    _Question(PRESSES, LINK, "link:press", ("link:no",)),
    _Question(("appointment.cancel.ask",), CANCEL, "time:drop", ("time:stay",)),
    # A proposal waits until it is answered or lapses: nothing else can be meant as long as nothing
    # has been said since.
    _Question(PROPOSALS, TIME, "time:yes", ("time:no", "time:keep"), fresh=False),
)


_KEYS = frozenset(key for one in _QUESTIONS for key in one.keys)
_ERASES = re.compile(r"\b(?:poista|alota|aloita|alusta|radera|ta bort|borja om|delete|start over)")
"""The button that erases the talk has to be pressed, as everywhere."""


def said_fact(work: UnitOfWork, claim: ClaimedTurn) -> list[dict[str, Any]]:
    """Return what was said last; nothing where no words have come. JSON."""
    if claim.inbound.kind not in TYPED:
        return []
    said = work.told.last_said(claim.person.conversation, _MOST)
    return [
        {
            "key": one.key,
            "actions": [action for token in one.tokens if (action := action_told(token))],
            "labels": [
                label
                for token, label in zip(one.tokens, one.labels, strict=False)
                if action_told(token)
            ],
            "at": one.at.isoformat(),
            "of": one.source,
        }
        for one in said
    ]


def pressed_by_words(inbound: Inbound, said: Sequence[Mapping[str, Any]]) -> str | None:
    """Return the action of the button that words press, or None."""
    if len(inbound.text) > LONGEST:
        return None
    for question in _QUESTIONS:
        asked = _asked(question, inbound, said)
        answer = clear_answer(inbound.text, question.words) if asked else None
        if asked is not None and question.keys == LINKS and _ERASES.search(fold(inbound.text)):
            return _to_yes("link:press", asked["actions"])
        if asked is None or answer is None:
            continue
        if not answer:
            return next((one for one in asked["actions"] if one.startswith(question.no)), None)
        return _to_yes(question.yes, asked["actions"])
    return None


def is_last(claim: ClaimedTurn, *keys: str, within: timedelta | None = FRESH) -> bool:
    """Return whether one of these is in what was said last; with ``within`` also lately."""
    said: Sequence[Mapping[str, Any]] = claim.facts.get(SAID) or ()
    one = said_in_last(said, *keys)
    return one is not None and _is_fresh(one, claim.inbound, within)


def said_in_last(said: Sequence[Mapping[str, Any]], *keys: str) -> Mapping[str, Any] | None:
    """Return the last of these that the last answer said, or None."""
    return next((one for one in _together(said) if one["key"] in keys), None)


def last_answer(claim: ClaimedTurn) -> Sequence[Mapping[str, Any]]:
    """Return what was said last at one moment, where that was lately."""
    said: Sequence[Mapping[str, Any]] = claim.facts.get(SAID) or ()
    fresh = said and _is_fresh(said[0], claim.inbound, FRESH)
    return _together(said) if fresh else ()


def _together(said: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Return what was said last as one answer."""
    moments = [(one["at"], one.get("of")) for one in said]
    return [one for one, moment in zip(said, moments, strict=True) if moment == moments[0]]


def _asked(
    question: _Question, inbound: Inbound, said: Sequence[Mapping[str, Any]]
) -> Mapping[str, Any] | None:
    """Return the question as it was asked; whoever names a link may ask something in between."""
    most = len(said) if question.words is LINK and names(inbound.text, LINK) else 1
    asked = next((one for one in said[:most] if one["key"] in _KEYS), None)
    within = FRESH if question.fresh else None
    is_it = asked is not None and asked["key"] in question.keys
    return asked if asked and is_it and _is_fresh(asked, inbound, within) else None


def _is_fresh(said: Mapping[str, Any], inbound: Inbound, within: timedelta | None) -> bool:
    return within is None or inbound.at - datetime.fromisoformat(said["at"]) < within


def _to_yes(yes: str, actions: Sequence[str]) -> str | None:
    """Return the action of a yes; one that has no button asks for the press itself."""
    found = next((one for one in actions if one.startswith(yes)), None)
    if found is not None or not yes.startswith("link:"):
        return found
    id = next((one.partition("_")[2] for one in actions if one.startswith("link:")), None)
    return f"{yes}_{id}" if id else None
