"""The timers of a handoff: when the next rung is due, when a talk is over, when a draft expires.

Every round of waiting begins with ``start`` and is climbed with ``ladder``; both count in the
working time of whoever has it now.
"""

from dataclasses import replace
from datetime import datetime, time, timedelta

from bot.domain.calendar import instant, local_date
from bot.domain.handoff import Handoff, Owner, OwnerKind, Rung, Talk
from bot.domain.handoff_desk import Desk
from bot.domain.messages import Scalar
from bot.domain.people import Span

CLOSE_AFTER = Span(5, "d")
"""Working days of silence after which an answered handoff closes by itself."""

LEAD_AGAIN = Span(1, "d")
"""How often the lead hears of a handoff that still waits."""

DRAFT_DAYS = 7
FORGET_DAYS = 90
"""Days after its end when the words of a handoff are deleted."""

OFFER_AT = time(9)
"""When a draft left unsent is offered again, by the Finnish clock."""

TALK_QUIET = timedelta(hours=2)
"""A talk in which nobody has written for so long is over."""

AFTER_CLOSING = timedelta(minutes=10)
"""How long a talk that is alive at closing time waits for the worker's next words."""


def talk_ends_at(talk: Talk, desk: Desk) -> datetime:
    """Return when a talk is over if nobody writes any more.

    After two quiet hours; after closing time ten minutes after the worker's last words or after
    the closing itself, whichever is later. Closing time alone cuts nothing.
    """
    last = max(talk.worker_at, talk.person_at or talk.worker_at)
    closing = desk.closing(talk.worker, talk.worker_at) or talk.worker_at
    return min(last + TALK_QUIET, max(closing, talk.worker_at) + AFTER_CLOSING)


def ladder(handoff: Handoff, desk: Desk, at: datetime) -> Handoff:
    """Set the timer to the next rung; a rung that should have been climbed already is due now."""
    limits, since = desk.limits(handoff.unit), handoff.clock_from or at
    span = {
        Rung.TOLD: limits.remind,
        Rung.REMINDED: limits.pass_on,
        Rung.HANDED_OVER: limits.lead,
    }.get(handoff.rung)
    if handoff.rung is Rung.NOBODY_TOLD:
        due = desk.opening(handoff.owner, handoff.unit, at)
    elif span is None:
        due = desk.after(Owner(OwnerKind.LEAD, handoff.unit), handoff.unit, at, LEAD_AGAIN)
    else:
        due = desk.after(handoff.owner, handoff.unit, since, span)
    return replace(handoff, due_at=max(due, at))


def start(handoff: Handoff, owner: Owner, desk: Desk, at: datetime) -> Handoff:
    """Begin a round of waiting: a new owner, or new words that nobody has answered."""
    opening = desk.opening(owner, handoff.unit, at)
    begun = replace(
        handoff,
        owner=owner,
        rung=Rung.NOBODY_TOLD,
        clock_from=opening,
        unanswered=True,
        talk=None,
    )
    return replace(begun, due_at=opening)


def next_morning(at: datetime) -> datetime:
    """Return when a draft left unsent is offered again."""
    return instant(local_date(at) + timedelta(days=1), OFFER_AT)


def seen_from(handoff: Handoff, desk: Desk, at: datetime) -> dict[str, Scalar]:
    """Return from when on its owner can see it, as an argument of a text."""
    return {"seen_at": desk.opening(handoff.owner, handoff.unit, at).isoformat()}
