"""What the clock does to a handoff over days: reminds, hands over, escalates, offers, closes."""

from dataclasses import replace
from datetime import date, timedelta

from handoff_builders import (
    ANNA,
    MATE,
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

from bot.domain.handoff import PERSON, Event, Owner, OwnerKind, State
from bot.domain.handoff_desk import Desk
from bot.domain.handoff_effects import Notice, NoticeKind
from bot.domain.handoff_steps import begin, tick


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


def test_an_answered_handoff_closes_by_itself_and_its_words_are_forgotten_later() -> None:
    handoff, _ = run(answered(helsinki(16, 10)), desk(), helsinki(30, 10))
    assert (handoff.state, handoff.owner.kind) == (State.CLOSED, OwnerKind.SERVICE)
    assert handoff.ended_at == helsinki(23, 12)
    assert handoff.due_at == helsinki(23, 12) + timedelta(days=90)


def test_a_draft_is_offered_once_next_morning_and_expires_after_a_week() -> None:
    draft = begin("h", ANNA, desk(), SATURDAY_NIGHT)
    handoff, told = run(draft, desk(), SATURDAY_NIGHT + timedelta(days=8))
    assert told == [("Sun 09:00", "person", "handoff.draft_offer")]
    assert handoff.state is State.EXPIRED
