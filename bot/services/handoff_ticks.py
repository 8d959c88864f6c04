"""Handoffs and the clock: what is due is told, reminded of, handed over, ended or forgotten."""

import logging
from datetime import datetime, timedelta

from bot.domain.errors import LateTurn, RuleBroken, blame, is_away
from bot.domain.handoff import CLOCK, Event
from bot.domain.handoff_clock import due_event
from bot.domain.handoff_effects import Act
from bot.domain.people import away_now
from bot.services.handoff_doing import do
from bot.services.handoff_ports import HandoffStorage, HandoffWork, Wording

_log = logging.getLogger(__name__)

TICK_LEASE_S = 60.0
"""A handoff whose step breaks rests for so long, and stops nobody else's."""

MOST_AT_ONCE = 500

UNDISTURBED = timedelta(minutes=5)
"""So long after a person's words nothing about opening hours comes between them and the answer."""


def tick(storage: HandoffStorage, now: datetime, wording: Wording) -> int:
    """Do what is due: tell, remind, hand over, escalate, end talks, forget. Late is never twice.

    Returns:
        How many handoffs moved.
    """
    moved = sum(_tick_alone(storage, id, now, wording) for id in _of_who_is_away(storage, now))
    for _ in range(MOST_AT_ONCE):
        with storage.begin() as work:
            claim = work.handoffs.claim_due(now, TICK_LEASE_S)
            work.commit()
        if claim is None:
            break
        moved += _tick_alone(storage, claim.handoff.id, now, wording)
    return moved


def _of_who_is_away(storage: HandoffStorage, now: datetime) -> list[str]:
    """Return what lies with workers who are away: an absence moves it before its timer does."""
    with storage.begin() as work:
        away = away_now(work.people.everybody(), now)
        return list(work.handoffs.with_workers(away)) if away else []


def _tick_alone(storage: HandoffStorage, id: str, now: datetime, wording: Wording) -> int:
    """Do what is due of one handoff, in a unit of its own; a broken step stops nobody else's."""
    moved = 0
    try:
        with storage.begin() as work:
            moved = _tick_one(work, id, now, wording)
            work.commit()
    except LateTurn:
        _log.info("handoff.late", extra={"handoff": id})
    except RuleBroken as error:
        _log.error("handoff.tick_refused", extra={"handoff": id, "why": error.key})
    except Exception as error:
        if is_away(error):
            raise
        broken = {"handoff": id, "why": blame(error)}
        _log.error("handoff.tick_broken", extra=broken)
    return moved


def _tick_one(work: HandoffWork, id: str, now: datetime, wording: Wording) -> int:
    handoff = work.handoffs.find(id, to_change=True)
    if handoff is None:
        return 0
    desk = work.desks.of(handoff.conversation)
    event = due_event(handoff, desk, now)
    if event is None:
        return 0
    if event is Event.RETURN and desk.opening(handoff.owner, handoff.unit, now) > now:
        heard = work.told.last_heard(handoff.conversation)
        if heard is not None and now - heard < UNDISTURBED:
            return 0  # nobody is at work anyway; looked at again when the lease is over
    do(work, handoff, Act(event, CLOCK, now), wording)
    return 1
