"""Words that press the button which goes on, or begins anew: "jatketaan", "do the test again".

What a card or the person stopped waits behind a button; many type instead of scrolling back.
"""

from collections.abc import Mapping
from typing import Any

from bot.domain.answer_acts import takes_up
from bot.domain.messages import TYPED
from bot.domain.pause_words import starts_over
from bot.services import interrupted, plan
from bot.services.commands import Command, pressed
from bot.services.delivery_ports import ClaimedTurn
from bot.services.writes import PENDING, RECORDS

_ASSESSMENT = "assessment:"


def going_on(claim: ClaimedTurn) -> Command | None:
    """Return what waits, taken up again by words; None where they say no such thing."""
    if claim.inbound.kind not in TYPED:
        return None
    records: Mapping[str, Any] = claim.facts.get(RECORDS) or {}
    if starts_over(claim.inbound.text) and (name := _newest(records)) is not None:
        return pressed(f"again:{name}", claim.person)
    if not takes_up(claim.inbound.text):
        return None
    if (claim.facts.get(PENDING) or records.get(PENDING) or {}).get("question"):
        return None  # it is being asked: the loop takes its own words
    action = interrupted.held(claim) or _unfinished(records)
    if action is None:
        return None
    if action.startswith("plan:"):
        return plan.plan_command(claim, action)
    return pressed(action, claim.person) if action.startswith("assess:") else None


def _unfinished(records: Mapping[str, Any]) -> str | None:
    """Return the action of the assessment that was touched last and has no end yet."""
    begun = {name: one for name, one in records.items() if one and not _is_finished(one)}
    newest = _newest(begun)
    return f"assess:{newest}" if newest else None


def _is_finished(state: Any) -> bool:
    return isinstance(state, Mapping) and bool(state.get("finished"))


def _newest(records: Mapping[str, Any]) -> str | None:
    """Return the name of the assessment that was touched last."""
    states = {name: one for name, one in records.items() if name.startswith(_ASSESSMENT) and one}
    newest = max(states, key=lambda name: str(states[name].get("touched_on")), default=None)
    return newest.removeprefix(_ASSESSMENT) if newest else None
