"""What is kept of a safety plan: read from a turn's facts, and the effects that keep it.

It is kept as the record ``plan``, the one in the making as ``plan_draft``; both are sealed and go
with everything else when a person asks to be forgotten.
"""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

from bot.domain.plan import PARTS, Draft
from bot.services.delivery_ports import ClaimedTurn
from bot.services.writes import RECORDS

PLAN, DRAFT = "plan", "plan_draft"
PRIVATE = frozenset({PLAN, DRAFT})
"""Records that stay in the gateway: the dialogue engine is not told them."""

STALE = timedelta(hours=1)
"""After so long a silence free words are no answer; the person can still go on by a button."""


def draft_of(facts: Mapping[str, Any]) -> Draft | None:
    """Return the plan in the making, held or not."""
    kept = (facts.get(RECORDS) or {}).get(DRAFT)
    if not isinstance(kept, dict) or kept.get("ask") not in PARTS:
        return None
    known = {name: kept[name] for name in ("ask", "answers", "alone", "held", "words")}
    return Draft(**known)


def asked(facts: Mapping[str, Any], at: datetime) -> Draft | None:
    """Return the draft whose part the person is being asked now, or None."""
    draft = draft_of(facts)
    if draft is None or draft.held:
        return None
    since = datetime.fromisoformat(facts[RECORDS][DRAFT]["at"])
    return draft if abs(at - since) < STALE else None


def held(claim: ClaimedTurn) -> dict[str, Any] | None:
    """Return the effects that let a draft wait because something came between, None without."""
    draft = draft_of(claim.facts)
    if draft is None or draft.held:
        return None
    return {RECORDS: {DRAFT: {**claim.facts[RECORDS][DRAFT], "held": True}}}


def kept(claim: ClaimedTurn, draft: Draft | None) -> dict[str, Any]:
    """Return the effects that keep a draft, or forget it."""
    value = draft and {**asdict(draft), "at": claim.inbound.at.isoformat()}
    return {RECORDS: {DRAFT: value}}


def shown(facts: Mapping[str, Any]) -> dict[str, Any]:
    """Return the arguments that tell the plan: its parts, None for what is empty."""
    plan = (facts.get(RECORDS) or {}).get(PLAN) or {}
    return {part: plan.get(part) or None for part in PARTS}


def has_plan(facts: Mapping[str, Any]) -> bool:
    """Return whether the person has saved anything."""
    return any(shown(facts).values())
