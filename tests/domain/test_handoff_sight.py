"""The role matrix: every worker x absence x consent x owner x state, against the oracle."""

from dataclasses import replace
from datetime import date
from itertools import product

import pytest
from handoff_builders import (
    LEAD,
    LONG_AGO,
    MATE,
    MONDAY_NINE,
    OTHER_UNIT,
    OWN,
    PAIR,
    STRANGER,
    SUBSTITUTE,
    UNIT,
    away,
    people,
    sent,
)
from handoff_oracle import may_read_words, may_see_notice

from bot.domain.handoff import Owner, OwnerKind, State
from bot.domain.handoff_desk import Desk
from bot.domain.handoff_sight import Sight, sight_of, to_notify
from bot.domain.people import Absence, Assignment, Line, WorkerId

EVERYBODY = (OWN, PAIR, SUBSTITUTE, LEAD, MATE, STRANGER)
WEEK = (date(2026, 11, 16), date(2026, 11, 20))
ABSENCES: tuple[tuple[Absence, ...], ...] = (
    (),
    (away(OWN, *WEEK, SUBSTITUTE),),
    (away(OWN, *WEEK),),
    (away(OWN, *WEEK, SUBSTITUTE), away(SUBSTITUTE, *WEEK, MATE)),
    (away(OWN, *WEEK, SUBSTITUTE), away(SUBSTITUTE, *WEEK, OWN)),  # a loop
    (away(OWN, *WEEK), away(PAIR, *WEEK)),
    (away(OWN, *WEEK, LEAD),),
)
LINES = (
    Line(UNIT, (Assignment(LONG_AGO, OWN, PAIR),)),
    Line(UNIT, (Assignment(LONG_AGO, OWN, None),)),
    Line(UNIT),
    Line(UNIT, (Assignment(LONG_AGO, OWN, PAIR), Assignment(MONDAY_NINE, MATE, None))),
    Line(OTHER_UNIT),
)
OWNERS = (
    Owner(OwnerKind.WORKER, OWN),
    Owner(OwnerKind.WORKER, MATE),
    Owner(OwnerKind.DUTY, UNIT),
    Owner(OwnerKind.LEAD, UNIT),
)


@pytest.mark.parametrize("only_own", [False, True])
@pytest.mark.parametrize("has_duty", [False, True])
def test_everybody_sees_what_the_oracle_lets_them(only_own: bool, has_duty: bool) -> None:
    met: set[Sight] = set()
    start = sent(Desk(people(), LINES[0]))
    for absences, line, owner, state in product(ABSENCES, LINES, OWNERS, State):
        county = people(absences, has_duty=has_duty)
        handoff = replace(start, owner=owner, state=state, only_own=only_own)
        desk = Desk(county, line)
        notified = to_notify(handoff, desk, MONDAY_NINE)
        for who in EVERYBODY:
            seen = sight_of(handoff, desk, who, MONDAY_NINE)
            expected = Sight.NOTHING
            if may_see_notice(handoff, county, who, MONDAY_NINE):
                expected = Sight.NOTICE
            if may_read_words(handoff, county, line, who, MONDAY_NINE):
                expected = Sight.WORDS
            assert seen is expected, (who, handoff, absences, line)
            assert who not in notified or seen is not Sight.NOTHING
            met.add(seen)
    assert met == set(Sight)


def test_a_lead_who_stands_in_reads_as_one_who_stands_in() -> None:
    desk = Desk(people((away(OWN, *WEEK, LEAD),)), LINES[0])
    assert sight_of(sent(desk), desk, LEAD, MONDAY_NINE) is Sight.WORDS


def test_who_has_left_sees_nothing_from_that_minute_on() -> None:
    county = people(left={OWN: MONDAY_NINE})
    desk = Desk(county, LINES[0])
    handoff = sent(desk)
    assert sight_of(handoff, desk, OWN, MONDAY_NINE) is Sight.NOTHING


def test_a_worker_nobody_knows_sees_nothing() -> None:
    desk = Desk(people(), LINES[0])
    assert sight_of(sent(desk), desk, WorkerId("nobody"), MONDAY_NINE) is Sight.NOTHING
