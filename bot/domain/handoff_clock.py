"""What the clock does to a handoff: what is due now, and what each of its own events comes to.

Nothing here looks at a clock: the time is the caller's. ``handoff_steps.step`` alone calls the
events, after the table has allowed them; the end of a talk, which is everybody's, is there too.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain.calendar import as_utc
from bot.domain.errors import RuleBroken
from bot.domain.handoff import Event, Handoff, Owner, OwnerKind, Rung, State
from bot.domain.handoff_desk import Desk, first_owner, next_owner, stands_in_now
from bot.domain.handoff_effects import Act, Forget, Notice, NoticeKind, Step, Tell
from bot.domain.handoff_timers import DRAFT_DAYS, FORGET_DAYS, ladder, seen_from, start
from bot.domain.messages import Choice
from bot.domain.people import WorkerId


def due_event(handoff: Handoff, desk: Desk, at: datetime) -> Event | None:
    """Return what the clock has to do now, or None while the timer runs."""
    if stands_in_now(handoff, desk, at) is not None:
        return Event.HAND_OVER
    if as_utc(at) < handoff.due_at:
        return None
    if not handoff.is_open:
        return Event.FORGET
    if handoff.state is State.DRAFT:
        stale = as_utc(at) >= handoff.created_at + timedelta(days=DRAFT_DAYS)
        return Event.EXPIRE if stale else Event.OFFER
    if handoff.state is State.ANSWERED:
        if handoff.talk is not None:
            return Event.TALK_OVER
        return Event.RETURN if handoff.unanswered else Event.CLOSE_QUIET
    return _rung_event(handoff, desk, at)


def tell(handoff: Handoff, act: Act, desk: Desk) -> Step:
    """Notify the owner that something waits: the first rung."""
    told = replace(handoff, rung=Rung.TOLD)
    return Step(ladder(told, desk, act.at), (Notice(handoff.owner, NoticeKind.NEW),))


def remind(handoff: Handoff, act: Act, desk: Desk) -> Step:
    """Notify the owner once more."""
    reminded = replace(handoff, rung=Rung(handoff.rung + 1))
    return Step(ladder(reminded, desk, act.at), (Notice(handoff.owner, NoticeKind.REMINDER),))


def hand_over(handoff: Handoff, act: Act, desk: Desk) -> Step:
    """Give it to who stands in, or to the next owner, and say so to the young person.

    Raises:
        RuleBroken: there is nobody to hand it to.
    """
    instead = stands_in_now(handoff, desk, act.at)
    owner = instead or next_owner(handoff, desk, act.at)
    if owner is None:
        raise RuleBroken("handoff.refused")
    # The clock goes on: the person has waited since the beginning, not since the change.
    moved = replace(handoff, owner=owner, rung=Rung.TOLD if instead else Rung.HANDED_OVER)
    told = Tell("handoff.moved", seen_from(moved, desk, act.at), owner)
    return Step(ladder(moved, desk, act.at), (Notice(owner, NoticeKind.HANDED), told))


def escalate(handoff: Handoff, act: Act, desk: Desk) -> Step:
    """Let the lead know that it waits too long; the young person hears of it once."""
    lead = Owner(OwnerKind.LEAD, handoff.unit)
    first = handoff.rung is not Rung.LEAD
    up = replace(handoff, owner=lead, rung=Rung.LEAD)
    told = (Tell("handoff.escalated"),) if first else ()
    return Step(ladder(up, desk, act.at), (Notice(lead, NoticeKind.LEAD), *told))


def wait_again(handoff: Handoff, act: Act, desk: Desk) -> Step:
    """Begin a new round of waiting with words that nobody answered before the talk was over."""
    owner = handoff.owner
    worker = desk.people.workers.get(WorkerId(owner.id or ""))
    if worker is None or not worker.works_here(act.at):
        owner = first_owner(desk, act.at, handoff.unit, only_own=handoff.only_own)
    waiting = start(handoff, owner, desk, act.at)
    seen = seen_from(waiting, desk, act.at)
    # One a closed period: whoever is told when they are back once need not hear it again.
    return Step(waiting, (Tell("handoff.kept", seen, owner, once=str(seen["seen_at"])),))


def offer(handoff: Handoff, act: Act, _: Desk) -> Step:
    """Offer a draft left unsent, once; its next timer is when it expires.

    Nothing is sent from here: its words are shown first.
    """
    expires = handoff.created_at + timedelta(days=DRAFT_DAYS)
    offered = replace(handoff, offered=True, due_at=max(expires, act.at))
    choices = tuple(
        Choice(f"handoff:{verb}_{handoff.id}", f"handoff.button.{verb}") for verb in ("show", "no")
    )
    told = Tell("handoff.draft_offer", choices=choices)
    return Step(offered, () if handoff.offered else (told,))


def forget(handoff: Handoff, act: Act, _: Desk) -> Step:
    """Let the words of an ended handoff be deleted."""
    later = act.at + timedelta(days=FORGET_DAYS)
    return Step(replace(handoff, due_at=later), (Forget(),))


def _rung_event(handoff: Handoff, desk: Desk, at: datetime) -> Event:
    if handoff.rung is Rung.NOBODY_TOLD and handoff.owner.kind is not OwnerKind.LEAD:
        return Event.TELL
    if handoff.rung is Rung.TOLD and handoff.state is not State.ESCALATED:
        return Event.REMIND
    if handoff.rung is Rung.REMINDED and handoff.state is not State.ESCALATED:
        # Nobody to hand it to: a second reminder, and the lead in their time.
        return Event.HAND_OVER if next_owner(handoff, desk, at) else Event.REMIND
    return Event.ESCALATE
