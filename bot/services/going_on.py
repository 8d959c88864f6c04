"""Words that press the button which goes on: "jatketaan", "vi fortsätter", "let's go on".

What a card or the person stopped waits behind a button; many type instead of scrolling back.
"""

from collections.abc import Mapping
from typing import Any

from bot.domain.answer_acts import takes_up
from bot.domain.messages import TYPED
from bot.services import interrupted, plan
from bot.services.commands import Command, pressed
from bot.services.delivery_ports import ClaimedTurn
from bot.services.writes import PENDING, RECORDS

_ASSESSMENT = "assessment:"


def going_on(claim: ClaimedTurn) -> Command | None:
    """Return what waits, taken up again by words; None where they say no such thing."""
    if claim.inbound.kind not in TYPED or not takes_up(claim.inbound.text):
        return None
    records: Mapping[str, Any] = claim.facts.get(RECORDS) or {}
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
    begun = {
        name.removeprefix(_ASSESSMENT): state
        for name, state in records.items()
        if name.startswith(_ASSESSMENT) and state and not state.get("finished")
    }
    newest = max(begun, key=lambda name: str(begun[name].get("touched_on")), default=None)
    return f"assess:{newest}" if newest else None
