"""What each event does to a handoff, and what has to be done about it.

``step`` is the only way a handoff changes; what the clock's events do is in ``handoff_clock``.
It returns the new value and effects: whom to notify
and what to tell the young person, as keys. The caller stores both in one commit.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain.calendar import as_utc
from bot.domain.errors import RuleBroken
from bot.domain.handoff import (
    CLOCK,
    ENDS,
    ActorKind,
    Event,
    Handoff,
    Owner,
    OwnerKind,
    Rung,
    State,
    Talk,
)
from bot.domain.handoff_clock import (
    due_event,
    escalate,
    forget,
    hand_over,
    offer,
    remind,
    tell,
    wait_again,
)
from bot.domain.handoff_desk import Desk, first_owner
from bot.domain.handoff_effects import Act, Effect, Forget, Notice, NoticeKind, Step, Tell
from bot.domain.handoff_table import allowed
from bot.domain.handoff_timers import (
    CLOSE_AFTER,
    FORGET_DAYS,
    ladder,
    next_morning,
    seen_from,
    start,
    talk_ends_at,
)
from bot.domain.messages import Choice, ConversationId
from bot.domain.people import WorkerId, own_worker


def begin(id: str, conversation: ConversationId, desk: Desk, at: datetime) -> Handoff:
    """Return a new draft.

    Raises:
        RuleBroken: there is no unit that could take it ("handoff.nobody").
    """
    at = as_utc(at)
    unit, named = desk.unit(at), own_worker(desk.people, desk.line, at)
    if unit is None or (named is None and not unit.has_duty):
        raise RuleBroken("handoff.nobody")
    return Handoff(
        id=id,
        conversation=conversation,
        unit=unit.id,
        worker=named.id if named else None,
        state=State.DRAFT,
        owner=Owner(OwnerKind.PERSON),
        due_at=next_morning(at),
        created_at=at,
    )


def step(handoff: Handoff, act: Act, desk: Desk) -> Step:
    """Return what an event makes of a handoff. Whether the actor may see it is asked before.

    Raises:
        RuleBroken: the event is not allowed now, or not to this actor.
    """
    act = replace(act, at=as_utc(act.at))
    to = allowed(handoff, act.event, act.by)
    done = _DOES[act.event](replace(handoff, state=to), act, desk)
    after = done.handoff
    if after.state in ENDS and handoff.state not in ENDS:
        after = replace(
            after,
            owner=Owner(OwnerKind.SERVICE),
            talk=None,
            unanswered=False,
            ended_at=act.at,
            due_at=act.at + timedelta(days=FORGET_DAYS),
        )
    return Step(after, done.effects)


def tick(handoff: Handoff, desk: Desk, at: datetime) -> Step | None:
    """Do what the clock has to do now; None when nothing is due."""
    event = due_event(handoff, desk, at)
    return step(handoff, Act(event, CLOCK, at), desk) if event else None


def _send(handoff: Handoff, act: Act, desk: Desk) -> Step:
    urgent = act.urgent or handoff.urgent
    if act.only_own and urgent:
        raise RuleBroken("handoff.only_own.urgent")
    if act.only_own and handoff.worker is None:
        raise RuleBroken("handoff.only_own.nobody")
    sent = replace(
        handoff,
        only_own=act.only_own,
        urgent=urgent,
        flags=handoff.flags | act.flags,
        sent_at=act.at,
    )
    owner = first_owner(desk, act.at, handoff.unit, only_own=act.only_own)
    return Step(start(sent, owner, desk, act.at))


def _write(handoff: Handoff, act: Act, desk: Desk) -> Step:
    more = replace(handoff, flags=handoff.flags | act.flags, urgent=handoff.urgent or act.urgent)
    told: tuple[Effect, ...] = ()
    if more.urgent and not handoff.urgent and more.only_own:
        # Their choice stands until they change it; they hear what it means now.
        widen = Choice(f"handoff:widen_{handoff.id}", "handoff.button.widen")
        told = (Tell("handoff.only_own.urgent_now", choices=(widen,)),)
    if handoff.state is State.ANSWERED:
        talk = handoff.talk and replace(handoff.talk, person_at=act.at)
        more = replace(more, talk=talk, unanswered=True)
        more = replace(more, due_at=talk_ends_at(talk, desk) if talk else act.at)
        # Without a talk the clock returns it at once, and its new round notifies.
        told = (Notice(handoff.owner, NoticeKind.MORE), *told) if talk else told
        return Step(more, told)
    # Before it is opened the first notice covers what comes later: one is enough.
    if handoff.state is State.SEEN:
        told = (Notice(handoff.owner, NoticeKind.MORE), *told)
    return Step(more, told)


def _widen(handoff: Handoff, act: Act, desk: Desk) -> Step:
    wider = replace(handoff, only_own=False)
    if handoff.state is State.SEEN:
        return Step(wider, (Tell("handoff.widened"),))
    owner = first_owner(desk, act.at, handoff.unit, only_own=False)
    return Step(start(wider, owner, desk, act.at), (Tell("handoff.widened"),))


def _give(handoff: Handoff, act: Act, desk: Desk) -> Step:
    if act.to is None or (handoff.only_own and act.to != handoff.worker):
        raise RuleBroken("handoff.refused.give")
    known = desk.people.workers.get(WorkerId(act.to))
    if known is None or not known.works_here(act.at):
        raise RuleBroken("handoff.refused.give")
    owner = Owner(OwnerKind.WORKER, act.to)
    given = start(handoff, owner, desk, act.at)
    told = Tell("handoff.moved", seen_from(given, desk, act.at), owner)
    return Step(given, (told,))


def _open(handoff: Handoff, act: Act, desk: Desk) -> Step:
    opened = replace(handoff, opened_at=handoff.opened_at or act.at)
    if handoff.state is State.ANSWERED:
        return Step(opened)
    # A queue's matter belongs to who opens it; a worker's stays theirs when the pair looks in.
    if opened.owner.kind is not OwnerKind.WORKER:
        opened = replace(opened, owner=Owner(OwnerKind.WORKER, act.by.id))
    if opened.rung is Rung.NOBODY_TOLD:
        opened = replace(opened, rung=Rung.TOLD)
    return Step(ladder(opened, desk, act.at))


def _answer(handoff: Handoff, act: Act, desk: Desk) -> Step:
    before = handoff.talk if handoff.talk and handoff.talk.worker == act.by.id else None
    talk = Talk(
        worker=act.by.id,
        opened_at=before.opened_at if before else act.at,
        worker_at=act.at,
        person_at=before.person_at if before else None,
    )
    answered = replace(
        handoff,
        owner=Owner(OwnerKind.WORKER, act.by.id),
        opened_at=handoff.opened_at or act.at,
        answered_at=act.at,
        unanswered=False,
        talk=talk,
        due_at=talk_ends_at(talk, desk),
    )
    return Step(answered)


def _end_talk(handoff: Handoff, act: Act, desk: Desk) -> Step:
    over = replace(handoff, talk=None)
    if over.unanswered:
        over = replace(over, due_at=act.at)
    else:
        over = replace(over, due_at=desk.after(handoff.owner, handoff.unit, act.at, CLOSE_AFTER))
    key = "handoff.talk_over.own" if act.by.kind is ActorKind.PERSON else "handoff.talk_over"
    return Step(over, (Tell(key, reader=handoff.owner),))


def _close(handoff: Handoff, _: Act, __: Desk) -> Step:
    return Step(handoff, (Tell("handoff.closed", reader=handoff.owner),))


def _nothing(handoff: Handoff, _: Act, __: Desk) -> Step:
    return Step(handoff)


def _discard(handoff: Handoff, _: Act, __: Desk) -> Step:
    return Step(handoff, (Forget(),))  # nobody has read it and nobody will


def _withdraw(handoff: Handoff, _: Act, __: Desk) -> Step:
    return Step(handoff, (Tell("handoff.withdrawn"),))


_DOES: Mapping[Event, Callable[[Handoff, Act, Desk], Step]] = {
    Event.WRITE: _write,
    Event.SEND: _send,
    Event.DISCARD: _discard,
    Event.WITHDRAW: _withdraw,
    Event.WIDEN: _widen,
    Event.OPEN: _open,
    Event.ANSWER: _answer,
    Event.GIVE: _give,
    Event.CLOSE: _close,
    Event.END_TALK: _end_talk,
    Event.REACH: _nothing,
    Event.TELL: tell,
    Event.REMIND: remind,
    Event.HAND_OVER: hand_over,
    Event.ESCALATE: escalate,
    Event.OFFER: offer,
    Event.EXPIRE: _nothing,
    Event.TALK_OVER: _end_talk,
    Event.RETURN: wait_again,
    Event.CLOSE_QUIET: _nothing,
    Event.FORGET: forget,
}
