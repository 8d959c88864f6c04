"""Words that press a button: its very label, typed right after it was shown.

Many type what stands on a button instead of pressing it. Only where pressing shows or asks
something: what sends, shows to a worker, erases, begins anew or joins is pressed, never typed.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.domain.letters import fold
from bot.domain.made_words import shows_again
from bot.domain.messages import InboundKind
from bot.services.commands import Command, pressed
from bot.services.delivery_ports import ClaimedTurn
from bot.services.handoff_fact import HANDOFF
from bot.services.plan_records import asked
from bot.services.said_last import last_answer
from bot.services.writes import RECORDS

_SHOWING = frozenset(
    {
        *("topic", "told", "intent", "menu", "language", "assess", "show"),
        *("together", "alone", "fix", "sofar"),
    }
)
_OPENING = ("meeting:open", "plan:", "plan:resume")
_QUESTIONS = "wish:start_"
"""Begins the questions after a message."""

_PRESS = frozenset({"share_results", "delete_my_data", "link_worker", "export_my_data"})
"""Intents whose buttons are pressed."""

_ROUND = " \n.,!?:;\"'”“»«’"


def typed_button(claim: ClaimedTurn) -> str | None:
    """Return the action of the button whose label was typed, or None.

    In a talk with the worker the words are theirs, and the parts of a safety plan are its own.
    """
    inbound, talk = claim.inbound, (claim.facts.get(HANDOFF) or {}).get("talk")
    if inbound.kind is not InboundKind.TEXT or talk or asked(claim.facts, inbound.at):
        return None
    said: Sequence[Mapping[str, Any]] = last_answer(claim)
    typed = _plain(inbound.text)
    found = {
        action
        for one in said
        for action, label in zip(one["actions"], one.get("labels") or (), strict=False)
        if typed and _plain(label) == typed
    }
    only = next(iter(found)) if len(found) == 1 else None
    return only if only is not None and _only_shows(only) else None


def shown_again(claim: ClaimedTurn) -> Command | None:
    """Return a result that words ask to see again; None without one: they may want to begin."""
    name = shows_again(claim.inbound.text) if claim.inbound.kind is InboundKind.TEXT else None
    records: Mapping[str, Any] = claim.facts.get(RECORDS) or {}
    done = [
        of.removeprefix("assessment:")
        for of, state in records.items()
        if of.startswith("assessment:") and state and state.get("finished")
    ]
    if name is None or not (name in done or (not name and done)):
        return None
    return pressed(f"show:{name}", claim.person)


def _only_shows(action: str) -> bool:
    verb, _, value = action.partition(":")
    if action in _OPENING or action.startswith(_QUESTIONS):
        return True
    return verb in _SHOWING and value not in _PRESS and not value.startswith("crisis_")


def _plain(text: str) -> str:
    return " ".join(fold(text).split()).strip(_ROUND)
