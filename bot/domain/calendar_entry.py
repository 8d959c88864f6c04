"""What a calendar file says of an appointment: a time and a neutral word, nothing else.

Calendars are shared with families and shown on locked screens: no place, no name, no matter of
anybody's stands in one.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """One entry. ``uid`` stays, ``sequence`` grows: a calendar replaces what it has.

    Times are ISO with their zone; ``made_at`` is when this version was made.
    """

    uid: str
    sequence: int
    start: str
    end: str
    title: str
    made_at: str
    cancelled: bool = False
