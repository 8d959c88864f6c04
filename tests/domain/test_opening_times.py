"""Reading opening times: every shape, and every mistake told in words."""

from datetime import time

import pytest

from bot.domain.calendar import SpecialDay
from bot.domain.opening_times import (
    ALWAYS,
    BY_APPOINTMENT,
    UNKNOWN,
    HoursMistake,
    Slot,
    parse_exceptions,
    parse_hours,
    parse_special_days,
)


def test_hours_are_read_from_every_yaml_shape() -> None:
    assert parse_hours("always") is ALWAYS
    assert parse_hours("unknown") is UNKNOWN
    assert parse_hours("by_appointment") is BY_APPOINTMENT
    week = parse_hours({"mon-fri": ["9:00-16:00"], "sat": ["16:00-02:00", "10.00–12.00"]}).days
    assert week[0] == week[4] == (Slot(time(9), time(16)),)
    assert week[5] == (Slot(time(10), time(12)), Slot(time(16), time(2)))
    assert week[6] == ()
    assert parse_hours({"sun-mon, wed": "9-10", "tue": []}).days[2] == (Slot(time(9), time(10)),)


@pytest.mark.parametrize("shape", [None, "sometimes", ["9-16"], {}, 5])
def test_other_shapes_are_refused_in_words(shape: object) -> None:
    with pytest.raises(HoursMistake) as caught:
        parse_hours(shape)
    assert len(caught.value.problems) == 1


def test_all_mistakes_of_a_week_are_told_at_once() -> None:
    with pytest.raises(HoursMistake) as caught:
        parse_hours(
            {
                "mon-fri": ["9:00-12:00", "11:00-16:00", "noon"],
                "fri": ["9-25"],
                "someday": ["9-16"],
                "sat": [900],
                "sun": ["22-02", "23-24"],
            }
        )
    assert caught.value.problems == (
        "mon-fri: 'noon' is not a time like 9:00-16:00",
        "mon-fri: 09:00-12:00 and 11:00-16:00 overlap",
        "fri: '9-25' is not a time like 9:00-16:00",
        "fri is given twice (again under fri)",
        "'someday' is not a day: use mon, tue, wed, thu, fri, sat, sun or mon-fri",
        "sat: 900 is not a time like 9:00-16:00",
        "sun: 22:00-02:00 and 23:00-00:00 overlap",
    )
    with pytest.raises(HoursMistake) as caught:
        parse_exceptions({"31.12.2026": "closed", "2026-12-31": ["short"]})
    assert len(caught.value.problems) == 2


def test_special_days_are_read_and_their_mistakes_told_at_once() -> None:
    assert parse_special_days({"holiday": ["15-21"], "eve": "closed"}) == {
        SpecialDay.HOLIDAY: (Slot(time(15), time(21)),),
        SpecialDay.EVE: (),
    }
    with pytest.raises(HoursMistake) as caught:
        parse_special_days({"easter": ["9-13"], "eve": ["noon"]})
    assert len(caught.value.problems) == 2
    with pytest.raises(HoursMistake):
        parse_special_days("closed")
