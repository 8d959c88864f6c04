"""An appointment as a calendar file (RFC 5545): a time, a neutral word, nothing else.

The same ``UID`` with a higher ``SEQUENCE`` replaces what a calendar has; a cancelled one takes it
away. Times are told in Finnish wall clock time with the zone beside them.
"""

from datetime import datetime

from icalendar import Calendar, Event, Timezone

from bot.domain.calendar import HELSINKI, as_utc
from bot.domain.calendar_entry import CalendarEntry

MEDIA_TYPE = "text/calendar; charset=utf-8"
FILE = "aika.ics"
"""In every language: the name tells as little as the file."""


# Written out: what the library makes of the zone's history is long, and an hour off in spring.
_ZONE = """BEGIN:VTIMEZONE
TZID:Europe/Helsinki
BEGIN:STANDARD
DTSTART:19961027T040000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZNAME:EET
TZOFFSETFROM:+0300
TZOFFSETTO:+0200
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:19970330T030000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZNAME:EEST
TZOFFSETFROM:+0200
TZOFFSETTO:+0300
END:DAYLIGHT
END:VTIMEZONE
"""


def as_ics(entry: CalendarEntry) -> bytes:
    """Return the file."""
    method = "CANCEL" if entry.cancelled else "PUBLISH"
    calendar = Calendar()
    calendar.add("prodid", "-//Rinnalla//FI")
    calendar.add("version", "2.0")
    calendar.add("method", method)
    event = Event()
    event.add("uid", entry.uid)
    event.add("sequence", entry.sequence)
    event.add("dtstamp", as_utc(datetime.fromisoformat(entry.made_at)))
    event.add("dtstart", _local(entry.start))
    event.add("dtend", _local(entry.end))
    event.add("summary", entry.title)
    event.add("status", "CANCELLED" if entry.cancelled else "CONFIRMED")
    event.add("class", "PRIVATE")
    calendar.add_component(Timezone.from_ical(_ZONE))
    calendar.add_component(event)
    return bytes(calendar.to_ical())


def _local(iso: str) -> datetime:
    return as_utc(datetime.fromisoformat(iso)).astimezone(HELSINKI)
