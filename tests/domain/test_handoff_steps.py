"""What happens to a handoff over days: reminded, handed over, escalated, talked, closed."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

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
    away,
    desk,
    line,
    people,
    sent,
    worker,
)

from bot.domain.errors import RuleBroken
from bot.domain.handoff import PERSON, Event, Handoff, Owner, OwnerKind, State
from bot.domain.handoff_desk import Desk
from bot.domain.handoff_effects import Act, Notice, NoticeKind, Tell
from bot.domain.handoff_steps import begin, step, tick
from bot.domain.people import Line

Told = list[tuple[str, str, str]]


def helsinki(day: int, hour: int, minute: int = 0) -> datetime:
    """November 2026, winter time."""
    return datetime(2026, 11, day, hour - 2, minute, tzinfo=UTC)


def run(handoff: Handoff, at: Desk, until: datetime) -> tuple[Handoff, Told]:
    """Let the clock run; return what it did: when, to whom, what."""
    told: Told = []
    while handoff.due_at <= until and handoff.is_open:
        now = handoff.due_at
        done = tick(handoff, at, now)
        assert done is not None
        for effect in done.effects:
            shown = f"{now + timedelta(hours=2):%a %H:%M}"
            if isinstance(effect, Notice):
                told.append((shown, effect.to.id, effect.kind.value))
            elif isinstance(effect, Tell):
                told.append((shown, "person", effect.key))
        assert done.handoff != handoff, "the clock would stand still"
        handoff = done.handoff
    return handoff, told


def act(handoff: Handoff, event: Event, by: object, at: datetime, where: Desk) -> Handoff:
    return step(handoff, Act(event, by, at), where).handoff  # type: ignore[arg-type]


def test_a_message_of_saturday_night_climbs_the_ladder_in_working_time() -> None:
    handoff, told = run(sent(desk()), desk(), helsinki(19, 10))
    assert told == [
        ("Mon 09:00", OWN, "new"),
        ("Mon 13:00", OWN, "reminder"),
        ("Tue 09:00", PAIR, "handed"),
        ("Tue 09:00", "person", "handoff.moved"),
        ("Wed 09:00", UNIT, "lead"),
        ("Wed 09:00", "person", "handoff.escalated"),
        ("Thu 09:00", UNIT, "lead"),
    ]
    assert (handoff.state, handoff.owner) == (State.ESCALATED, Owner(OwnerKind.LEAD, UNIT))


def test_only_my_own_worker_is_reminded_twice_and_nobody_else_gets_it() -> None:
    handoff, told = run(sent(desk(), only_own=True), desk(), helsinki(18, 10))
    assert [(who, what) for _, who, what in told] == [
        (OWN, "new"),
        (OWN, "reminder"),
        (OWN, "reminder"),
        (UNIT, "lead"),
        ("person", "handoff.escalated"),
    ]
    assert handoff.only_own


def test_in_office_hours_the_worker_is_told_at_once() -> None:
    at = helsinki(16, 10, 15)
    _, told = run(sent(desk(), at), desk(), at)
    assert told == [("Mon 10:15", OWN, "new")]


def test_an_absence_that_begins_before_the_next_working_hour_is_minded() -> None:
    where = desk(away(OWN, date(2026, 11, 16), date(2026, 11, 20), SUBSTITUTE))
    assert sent(where).owner == Owner(OwnerKind.WORKER, SUBSTITUTE)
    own = sent(where, only_own=True)
    assert own.owner == Owner(OwnerKind.WORKER, OWN)
    assert own.due_at == datetime(2026, 11, 23, 7, tzinfo=UTC)


def test_who_stands_in_has_it_as_soon_as_at_work_when_an_absence_is_written_down_later() -> None:
    told, _ = run(sent(desk(), helsinki(16, 15)), desk(), helsinki(16, 15))
    gone = desk(away(OWN, date(2026, 11, 17), date(2026, 11, 20), SUBSTITUTE))
    assert tick(told, gone, helsinki(17, 8, 59)) is None, "nobody is told before work begins"
    done = tick(told, gone, helsinki(17, 9))
    assert done is not None
    assert done.handoff.owner == Owner(OwnerKind.WORKER, SUBSTITUTE)
    kinds = [one.kind if isinstance(one, Notice) else one.key for one in done.effects]  # type: ignore[union-attr]
    assert kinds == [NoticeKind.HANDED, "handoff.moved"]
    # The limits go on from the message: told, and reminded when four hours of work have passed.
    assert done.handoff.due_at == helsinki(17, 12)
    opened = act(told, Event.OPEN, worker(OWN), helsinki(16, 15, 30), desk())
    assert tick(opened, gone, helsinki(17, 9)) is not None, "opened is not answered"


def test_what_waits_with_who_leaves_goes_to_who_took_over() -> None:
    told, _ = run(sent(desk(), helsinki(16, 15)), desk(), helsinki(16, 15))
    county = people(left={OWN: helsinki(17, 2)})
    gone = replace(county.workers[OWN], successor=MATE)
    where = Desk(replace(county, workers={**county.workers, OWN: gone}), line(pair=None))
    done = tick(told, where, helsinki(17, 9))
    assert done is not None
    assert done.handoff.owner == Owner(OwnerKind.WORKER, MATE)


def test_only_my_own_worker_and_what_is_answered_stay_when_the_worker_goes_away() -> None:
    gone = desk(away(OWN, date(2026, 11, 17), date(2026, 11, 20), SUBSTITUTE))
    own, _ = run(sent(desk(), helsinki(16, 15), only_own=True), desk(), helsinki(16, 15))
    assert tick(own, gone, helsinki(17, 9)) is None
    open_, _ = run(sent(desk(), helsinki(16, 15)), desk(), helsinki(16, 15))
    answered = act(open_, Event.ANSWER, worker(OWN), helsinki(16, 15, 30), desk())
    over = act(answered, Event.END_TALK, worker(OWN), helsinki(16, 15, 40), desk())
    assert tick(over, gone, helsinki(17, 9)) is None


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


def answered(at: datetime) -> Handoff:
    return act(sent(desk()), Event.ANSWER, worker(OWN), at, desk())


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


def test_words_that_nobody_answered_wait_for_the_next_morning_and_the_ladder_begins_anew() -> None:
    talk = act(answered(helsinki(16, 15, 50)), Event.WRITE, PERSON, helsinki(16, 15, 59), desk())
    handoff, told = run(talk, desk(), helsinki(17, 13))
    assert told == [
        ("Mon 16:10", "person", "handoff.talk_over"),
        ("Mon 16:10", "person", "handoff.kept"),
        ("Tue 09:00", OWN, "new"),
        ("Tue 13:00", OWN, "reminder"),
    ]
    assert handoff.state is State.WAITING


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


def test_an_answered_handoff_closes_by_itself_and_its_words_are_forgotten_later() -> None:
    handoff, _ = run(answered(helsinki(16, 10)), desk(), helsinki(30, 10))
    assert (handoff.state, handoff.owner.kind) == (State.CLOSED, OwnerKind.SERVICE)
    assert handoff.ended_at == helsinki(23, 12)
    assert handoff.due_at == helsinki(23, 12) + timedelta(days=90)


def test_a_draft_is_offered_once_next_morning_and_expires_after_a_week() -> None:
    draft = begin("h", ANNA, desk(), SATURDAY_NIGHT)
    handoff, told = run(draft, desk(), SATURDAY_NIGHT + timedelta(days=8))
    assert told == [("Sun 09:00", "person", "handoff.draft_waits")]
    assert handoff.state is State.EXPIRED


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
