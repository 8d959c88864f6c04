"""The file for a calendar: readable by others, neutral, replaced and taken away by its number."""

from datetime import datetime

import pytest
from icalendar import Calendar

from bot.channels.calendar_file import as_ics
from bot.domain.calendar_entry import CalendarEntry
from bot.i18n import Words

ENTRY = CalendarEntry(
    uid="a1@rinnalla",
    sequence=0,
    start="2026-12-03T11:00:00+00:00",
    end="2026-12-03T11:45:00+00:00",
    title="Tapaaminen",
    made_at="2026-11-26T10:00:00+00:00",
)


def test_another_programme_reads_the_time_by_the_finnish_clock() -> None:
    calendar = Calendar.from_ical(as_ics(ENTRY))
    (event,) = calendar.walk("VEVENT")
    assert event["DTSTART"].params["TZID"] == "Europe/Helsinki"
    assert event.decoded("DTSTART") == datetime.fromisoformat("2026-12-03T13:00:00+02:00")
    assert event.decoded("DTEND") == datetime.fromisoformat("2026-12-03T13:45:00+02:00")
    assert (calendar["METHOD"], event["STATUS"]) == ("PUBLISH", "CONFIRMED")
    assert (event["UID"], event["SEQUENCE"]) == ("a1@rinnalla", 0)


@pytest.mark.parametrize(
    ("start", "wall"),
    [
        ("2026-03-29T06:00:00+00:00", "20260329T090000"),  # clocks have gone forward
        ("2026-03-28T07:00:00+00:00", "20260328T090000"),
        ("2026-10-25T07:00:00+00:00", "20261025T090000"),  # and back
        ("2026-10-24T06:00:00+00:00", "20261024T090000"),
    ],
)
def test_the_wall_clock_is_right_on_both_sides_of_a_change(start: str, wall: str) -> None:
    entry = CalendarEntry("a", 0, start, start, "Möte", ENTRY.made_at)
    assert f"DTSTART;TZID=Europe/Helsinki:{wall}".encode() in as_ics(entry)


def test_a_move_and_a_cancellation_speak_of_the_same_entry() -> None:
    moved = CalendarEntry("a1@rinnalla", 1, ENTRY.start, ENTRY.end, "Tapaaminen", ENTRY.made_at)
    gone = CalendarEntry(
        "a1@rinnalla", 2, ENTRY.start, ENTRY.end, "Tapaaminen", ENTRY.made_at, cancelled=True
    )
    first, second, third = (Calendar.from_ical(as_ics(one)) for one in (ENTRY, moved, gone))
    events = [one.walk("VEVENT")[0] for one in (first, second, third)]
    assert {event["UID"] for event in events} == {"a1@rinnalla"}
    assert [event["SEQUENCE"] for event in events] == [0, 1, 2]
    assert (third["METHOD"], events[2]["STATUS"]) == ("CANCEL", "CANCELLED")


def test_nothing_in_it_tells_what_it_is_about() -> None:
    words = Words.load()
    for language in ("fi", "sv", "en"):
        for kind in ("meeting", "call"):
            title = words.text(language, f"appointment.title.{kind}")
            assert " " not in title or title == "Phone call"
    text = as_ics(ENTRY).decode().lower()
    for word in ("location", "description", "attendee", "organizer", "sosiaali", "jälkihuolto"):
        assert word not in text
