"""What a crisis card interrupts: it waits, takes no word for its answer, and is one tap away.

Buttons that were shown before the card still do what they say.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from bot.domain.messages import Choice, Say
from bot.services import appointment_writes, handoff_preview, wishing
from bot.services.crisis import NEAR
from bot.services.delivery_ports import ClaimedTurn
from bot.services.handoff_fact import HANDOFF
from bot.services.plan import RESUME
from bot.services.plan_records import DRAFT, asked, draft_of
from bot.services.writes import PENDING, RECORDS

INTERRUPTED = "interrupted"
"""The record of the action that takes up what a card interrupted, and when that was."""

WRITING, BOOKING = "intent:contact_worker", "intent:book_appointment"

_ASKING = (PENDING, handoff_preview.AWAITS, appointment_writes.AWAITS, wishing.AWAITS)
"""Records of questions that free words answer: a cry must become neither figure nor message."""


_NOT_UNDERSTOOD = ("scope.", "unsure.")


def holding(claim: ClaimedTurn) -> dict[str, Any]:
    """Return the effects that let every question of ours wait because of a card."""
    changes: dict[str, Any] = dict.fromkeys(_ASKING)
    action = _open(claim)
    if action is not None:
        changes[INTERRUPTED] = {"action": action, "at": claim.inbound.at.isoformat()}
    return {RECORDS: changes}


def taken_up(effects: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return effects that forget what was interrupted as soon as something is asked again."""
    records: Mapping[str, Any] = effects.get(RECORDS) or {}
    plan = records.get(DRAFT)
    asks = any(records.get(name) for name in _ASKING) or (plan and not plan["held"])
    shows = (effects.get(HANDOFF) or {}).get("do") == "draft"
    if not (asks or shows) or INTERRUPTED in records:
        return effects
    return {**effects, RECORDS: {**records, INTERRUPTED: None}}


def resumption(claim: ClaimedTurn) -> str | None:
    """Return the action that takes up what a card interrupted, now or a while ago; else None."""
    return _open(claim) or held(claim)


def waits_for_words(claim: ClaimedTurn) -> bool:
    """Return whether a question of ours is open that the person's next words answer."""
    return _open(claim) is not None


def with_way_back(claim: ClaimedTurn, says: tuple[Say, ...]) -> tuple[Say, ...]:
    """Return an answer, with the way back where words were not understood after a card.

    Whoever types the answer to the question from before the card is not left with "I do not know".
    """
    action = held(claim)
    if action is None or not says[-1].key.startswith(_NOT_UNDERSTOOD):
        return says
    back = Choice(action, "interrupted.resume")
    return (*says[:-1], replace(says[-1], choices=(back, *says[-1].choices)))


def held(claim: ClaimedTurn) -> str | None:
    """Return the action that takes up what a card interrupted a while ago; else None."""
    kept = (claim.facts.get(RECORDS) or {}).get(INTERRUPTED)
    if not isinstance(kept, dict):
        return None
    lately = abs(claim.inbound.at - datetime.fromisoformat(kept["at"])) < NEAR
    action = str(kept["action"])
    return action if lately and _is_there(claim, action) else None


def _open(claim: ClaimedTurn) -> str | None:
    """Return the action that asks again what free words would answer now."""
    facts, at = claim.facts, claim.inbound.at
    records: Mapping[str, Any] = facts.get(RECORDS) or {}
    if asked(facts, at) is not None:
        return RESUME.action
    if _lasts(records.get(handoff_preview.AWAITS), at):
        return WRITING
    booking = records.get(appointment_writes.AWAITS) or {}
    if booking.get("what") == "wish" and _lasts(booking.get("until"), at):
        return BOOKING
    wish = records.get(wishing.AWAITS) or {}
    if _lasts(wish.get("until"), at):
        return wishing.to_wish(wish["of"]).action
    message = facts.get(HANDOFF) or {}
    if message.get("draft") and _lasts(message.get("draft_shown_until"), at):
        return handoff_preview.to_draft(message["draft"])
    pending = facts.get(PENDING) or records.get(PENDING) or {}
    return f"assess:{pending['assessment']}" if pending.get("question") else None


def _is_there(claim: ClaimedTurn, action: str) -> bool:
    """Return whether what was interrupted can still be taken up: it may have ended meanwhile."""
    facts = claim.facts
    kind, _, name = action.partition(":")
    if kind == "assess":
        state = (facts.get(RECORDS) or {}).get(f"assessment:{name}") or {}
        return state.get("finished") is False
    if kind == "wish":
        of = (facts.get(wishing.WISHED) or {}).get("id")
        return of is not None and action == wishing.to_wish(of).action
    if kind == "plan":
        return draft_of(facts) is not None
    message = facts.get(HANDOFF) or {}
    if kind == "handoff":
        return bool(message.get("draft")) and action == handoff_preview.to_draft(message["draft"])
    return bool(message.get("can"))


def _lasts(until: object, at: datetime) -> bool:
    return isinstance(until, str) and at < datetime.fromisoformat(until)
