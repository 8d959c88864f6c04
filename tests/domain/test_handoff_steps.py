"""What people do to a handoff: sent, opened, answered, talked over, given on."""

from datetime import UTC, date, datetime

import pytest
from handoff_builders import (
    ANNA,
    MATE,
    MONDAY_NINE,
    OWN,
    PAIR,
    SATURDAY_NIGHT,
    SUBSTITUTE,
    UNIT,
    act,
    answered,
    away,
    desk,
    helsinki,
    line,
    people,
    run,
    sent,
    worker,
)

from bot.domain.errors import RuleBroken
from bot.domain.handoff import PERSON, Event, Owner, OwnerKind, State
from bot.domain.handoff_desk import Desk
from bot.domain.handoff_effects import Act, Notice, NoticeKind, Tell
from bot.domain.handoff_steps import begin, step
from bot.domain.people import Line


def test_an_absence_that_begins_before_the_next_working_hour_is_minded() -> None:
    where = desk(away(OWN, date(2026, 11, 16), date(2026, 11, 20), SUBSTITUTE))
    assert sent(where).owner == Owner(OwnerKind.WORKER, SUBSTITUTE)
    own = sent(where, only_own=True)
    assert own.owner == Owner(OwnerKind.WORKER, OWN)
    assert own.due_at == datetime(2026, 11, 23, 7, tzinfo=UTC)


def test_without_a_named_worker_the_duty_queue_has_it_and_who_opens_it_keeps_it() -> None:
    where = Desk(people(), Line(UNIT))
    handoff = sent(where)
    assert handoff.owner == Owner(OwnerKind.DUTY, UNIT)
    opened = act(handoff, Event.OPEN, worker(MATE), MONDAY_NINE, where)
    assert (opened.state, opened.owner) == (State.SEEN, Owner(OwnerKind.WORKER, MATE))


def test_the_pair_worker_looking_in_does_not_take_it_over() -> None:
    opened = act(sent(desk()), Event.OPEN, worker(PAIR), MONDAY_NINE, desk())
    assert opened.owner == Owner(OwnerKind.WORKER, OWN)


def test_without_a_unit_or_a_duty_queue_nothing_can_be_taken() -> None:
    for where in (Desk(people(), Line()), Desk(people(has_duty=False), Line(UNIT))):
        with pytest.raises(RuleBroken, match=r"handoff\.nobody"):
            begin("h", ANNA, where, SATURDAY_NIGHT)


def test_what_cannot_wait_is_not_for_one_reader_alone() -> None:
    with pytest.raises(RuleBroken, match=r"only_own\.urgent"):
        sent(desk(), only_own=True, urgent=True)


def test_urgent_words_later_are_told_and_change_no_choice() -> None:
    own = sent(desk(), only_own=True)
    done = step(own, Act(Event.WRITE, PERSON, SATURDAY_NIGHT, urgent=True), desk())
    assert done.handoff.only_own
    assert [one.key for one in done.effects if isinstance(one, Tell)] == [
        "handoff.only_own.urgent_now"
    ]


def test_a_talk_ends_after_two_quiet_hours() -> None:
    talk = answered(helsinki(16, 10))
    assert talk.due_at == helsinki(16, 12)
    assert act(talk, Event.WRITE, PERSON, helsinki(16, 11), desk()).due_at == helsinki(16, 13)


def test_closing_time_does_not_cut_a_talk_but_ten_minutes_of_silence_after_it_do() -> None:
    talk = answered(helsinki(16, 15, 50))
    talk = act(talk, Event.WRITE, PERSON, helsinki(16, 15, 59), desk())
    assert talk.due_at == helsinki(16, 16, 10)
    talk = act(talk, Event.ANSWER, worker(OWN), helsinki(16, 16, 5), desk())
    assert talk.due_at == helsinki(16, 16, 15)
    over, told = run(talk, desk(), helsinki(16, 16, 20))
    assert over.talk is None
    assert told == [("Mon 16:15", "person", "handoff.talk_over")]


def test_that_is_it_for_today_and_bot_end_a_talk() -> None:
    for by, key in ((worker(OWN), "handoff.talk_over"), (PERSON, "handoff.talk_over.own")):
        at = helsinki(16, 11)
        done = step(answered(helsinki(16, 10)), Act(Event.END_TALK, by, at), desk())
        assert done.handoff.talk is None
        assert [one.key for one in done.effects if isinstance(one, Tell)] == [key]


def test_talks_open_and_close_any_number_of_times() -> None:
    handoff, at = answered(helsinki(16, 10)), helsinki(16, 10)
    for _ in range(3):
        handoff = act(handoff, Event.END_TALK, PERSON, at, desk())
        assert handoff.talk is None
        handoff = act(handoff, Event.ANSWER, worker(OWN), at, desk())
        assert handoff.talk is not None


def test_a_worker_gives_it_to_another_but_never_what_was_for_one_alone() -> None:
    opened = act(sent(desk()), Event.OPEN, worker(OWN), MONDAY_NINE, desk())
    given = step(opened, Act(Event.GIVE, worker(OWN), MONDAY_NINE, to=MATE), desk())
    assert given.handoff.owner == Owner(OwnerKind.WORKER, MATE)
    assert given.handoff.state is State.WAITING
    own = sent(desk(), only_own=True)
    with pytest.raises(RuleBroken):
        step(own, Act(Event.GIVE, worker(OWN), MONDAY_NINE, to=MATE), desk())


def test_more_words_before_it_is_opened_need_no_second_notice() -> None:
    told = step(sent(desk()), Act(Event.WRITE, PERSON, SATURDAY_NIGHT), desk()).effects
    assert told == ()
    opened = act(sent(desk()), Event.OPEN, worker(OWN), MONDAY_NINE, desk())
    more = step(opened, Act(Event.WRITE, PERSON, MONDAY_NINE), desk()).effects
    assert more == (Notice(Owner(OwnerKind.WORKER, OWN), NoticeKind.MORE),)


def test_hours_that_nobody_knows_still_leave_a_timer() -> None:
    gone = people(left={OWN: SATURDAY_NIGHT, PAIR: SATURDAY_NIGHT})
    where = Desk(gone, line())
    handoff = sent(where, MONDAY_NINE)
    assert handoff.due_at >= MONDAY_NINE
