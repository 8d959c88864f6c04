"""The loop of the self-assessments, and what stands around it: rest, forget, list, results.

One loop serves every assessment: which one runs, and what was answered, is in the person's
records (``bot/services/memory.py``), so a new assessment needs no training.
"""

import functools
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from rasa_sdk import Action
from rasa_sdk.events import ActiveLoop
from rasa_sdk.interfaces import ActionExecutionRejection

from actions.common import MENU, Turn, content, remember, say
from bot.content.asked_words import WORD
from bot.domain.calendar import local_date
from bot.domain.messages import Say
from bot.services.assessing import Assessing
from bot.services.assessment_rules import OUTCOMES, RULES
from bot.services.hearing import Heard
from bot.services.moves import Move, Moves
from bot.services.writes import PENDING, RECORDS

LOOP = "assessment_loop"
_LISTEN = "action_listen"
WEIGHTY = frozenset(
    [
        *("mental_health", "violence_help", "sexual_violence", "homeless_tonight", "eating"),
        *("bereavement", "water_damage", "fire_alarm", "scam", "crime_victim"),
    ]
)
"""After these nobody is asked what their rent is: the assessment waits."""

_OURS = ("answer:", "assess:", "again:", "together:", "alone:", "fix:", "sofar:")
"""Buttons that the loop takes; others beside it have a rule of their own."""


class AssessmentLoop(Action):
    """Ask, take the answer, ask the next; refuse what is about something else."""

    def name(self) -> str:
        """Return the name in the domain, under ``forms`` and ``actions`` alike."""
        return "assessment_loop"

    def run(self, dispatcher: Any, tracker: Any, domain: Any) -> list[Any]:
        """Take the message; after another action has answered, ask the same question again.

        Raises:
            ActionExecutionRejection: the message is no answer; another rule's action speaks.
        """
        kept = _Kept.of(tracker)
        if kept is None:  # Rasa's own shell keeps nothing for anybody
            say(dispatcher, "assessment.not_here", MENU)
            return [ActiveLoop(None)]
        turn = Turn.of(tracker)
        if tracker.latest_action_name != _LISTEN:
            word = turn.about == WORD
            waits = turn.intent in WEIGHTY and not word
            asked_again = assessing().again(kept.records, kept.today, waits=waits, word=word)
            return _made(dispatcher, tracker, asked_again)
        intent = "out_of_scope" if _means_nothing(turn) else turn.intent
        heard = Heard(intent, turn.text, kept.pressed, kept.today)
        move = assessing().hear(kept.records, heard)
        if move is None and (kept.pressed or "").startswith(_OURS):
            say(dispatcher, "button.stale", MENU)
            return []
        if move is None:
            raise ActionExecutionRejection(LOOP)
        if turn.intent == "plain_language":
            remember(dispatcher, plain=True)
        return _made(dispatcher, tracker, move)


class RestAssessment(Action):
    """Put a running assessment to rest without a word: something weightier has been said."""

    def name(self) -> str:
        """Return the name in the domain."""
        return "action_rest_assessment"

    def run(self, dispatcher: Any, tracker: Any, domain: Any) -> list[Any]:
        """Keep the answers; ask nothing until the person comes back to it."""
        remember(dispatcher, records={PENDING: None})
        return [ActiveLoop(None)]


class ForgetAssessment(Action):
    """Delete the answers and results of one assessment, by its button."""

    def name(self) -> str:
        """Return the name in the domain."""
        return "action_forget_assessment"

    def run(self, dispatcher: Any, tracker: Any, domain: Any) -> list[Any]:
        """Forget what the button names."""
        kept = _Kept.of(tracker)
        name = (kept.pressed if kept else None) or ""
        remember(dispatcher, records=assessing().forget(name.removeprefix("forget:")))
        say(dispatcher, "assessment.forgotten", [("intent:menu", "menu.open")])
        return []


class ListAssessments(Action):
    """Which assessments there are, the county's own among them."""

    def name(self) -> str:
        """Return the name in the domain."""
        return "action_list_assessments"

    def run(self, dispatcher: Any, tracker: Any, domain: Any) -> list[Any]:
        """Say what they are for, with a button for each, and one for what they came to before."""
        names, kept = content().assessments, _Kept.of(tracker)
        choices = [(f"assess:{name}", f"assessment.{name}.title") for name in names]
        if kept is not None and assessing().results(kept.records, None):
            choices.append(("intent:show_results", "intent.show_results"))
        say(dispatcher, "assessment.list", choices)
        return []


class ShowResults(Action):
    """What the last assessment came to."""

    def name(self) -> str:
        """Return the name in the domain."""
        return "action_show_results"

    def run(self, dispatcher: Any, tracker: Any, domain: Any) -> list[Any]:
        """Say the result again, or that there is none."""
        kept = _Kept.of(tracker)
        wanted = ((kept.pressed if kept else None) or "").removeprefix("show:")
        says = assessing().results(kept.records, wanted or None) if kept else ()
        if says:
            _say_all(dispatcher, says)
        else:
            names = content().assessments
            choices = [(f"assess:{name}", f"assessment.{name}.title") for name in names]
            say(dispatcher, "assessment.no_results", choices)
        return []


@dataclass(frozen=True, slots=True)
class _Kept:
    """What the turn's facts say beside the words."""

    records: dict[str, Any]
    pressed: str | None
    today: date

    @classmethod
    def of(cls, tracker: Any) -> "_Kept | None":
        """Read them; None where nothing is kept for anybody."""
        facts = (tracker.latest_message or {}).get("metadata") or {}
        if RECORDS not in facts:
            return None
        at = facts.get("at")
        now = datetime.fromisoformat(at) if at else datetime.now(UTC)
        return cls(facts[RECORDS] or {}, facts.get("pressed"), local_date(now))


def _means_nothing(turn: Turn) -> bool:
    """Return whether unclear words could mean no topic of ours: then they were an answer."""
    return turn.intent == "unsure" and content().topics.keys().isdisjoint(turn.options)


def _made(dispatcher: Any, tracker: Any, move: Move) -> list[Any]:
    """Say and keep what a move came to; start or end the loop."""
    _say_all(dispatcher, move.says)
    if move.records:
        remember(dispatcher, records=dict(move.records))
    runs = (tracker.active_loop or {}).get("name") == LOOP
    if move.active:
        return [] if runs else [ActiveLoop(LOOP)]
    return [ActiveLoop(None)]


def _say_all(dispatcher: Any, says: Iterable[Say]) -> None:
    for one in says:
        choices = [(choice.action, choice.label or "") for choice in one.choices]
        say(dispatcher, one.key, choices, one.args)


@functools.cache
def assessing() -> Assessing:
    """Return the assessments of this installation, built once a process."""
    there = content()
    definitions = there.assessments
    moves = Moves(
        definitions,
        RULES,
        OUTCOMES,
        lambda key: tuple(there.assessment_words.get(key, {}).values()),
    )
    starts = {one.intent: one.id for one in definitions.values() if one.intent is not None}
    return Assessing(moves, starts)
