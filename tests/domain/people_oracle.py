"""Another answer to "who is at work, and when is the next time", found another way.

Nothing of ours is used: the year's holidays come from the Easter formula and fixed dates, summer
time from the rule of the European Union, and who answers from a table of every hour, read from its
end. Slow and plain on purpose.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def last_sunday(year: int, month: int) -> date:
    day = date(year, month, 31)
    while day.weekday() != 6:
        day -= DAY
    return day


def offset_hours(at: datetime) -> int:
    """Finland is two hours ahead, three from the last Sunday of March to that of October."""
    begins = datetime.combine(last_sunday(at.year, 3), datetime.min.time(), UTC) + HOUR
    ends = datetime.combine(last_sunday(at.year, 10), datetime.min.time(), UTC) + HOUR
    return 3 if begins <= at < ends else 2


def local(at: datetime) -> tuple[date, int]:
    """Return the date and the hour of a Finnish wall clock."""
    shown = at.astimezone(UTC).replace(tzinfo=None) + timedelta(hours=offset_hours(at))
    return shown.date(), shown.hour


def easter(year: int) -> date:
    a, b, c = year % 19, year // 100, year % 100
    d, e, g = b // 4, b % 4, (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = c // 4, c % 4
    r = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * r) // 451
    n = h + r - 7 * m + 114
    return date(year, n // 31, n % 31 + 1)


def holidays(year: int) -> set[date]:
    sunday = easter(year)
    midsummer = next(
        date(year, 6, day) for day in range(20, 27) if date(year, 6, day).weekday() == 5
    )
    week = [date(year, 10, 31) + n * DAY for n in range(7)]
    all_saints = next(day for day in week if day.weekday() == 5)
    return {
        *(date(year, 1, 1), date(year, 1, 6), date(year, 5, 1), date(year, 12, 6)),
        *(date(year, 12, 24), date(year, 12, 25), date(year, 12, 26)),
        *(sunday - 2 * DAY, sunday, sunday + DAY, sunday + 39 * DAY, sunday + 49 * DAY),
        *(midsummer - DAY, midsummer, all_saints),
    }


@dataclass(frozen=True)
class Week:
    """Hours by weekday: ``{0: [(9, 15)]}``; an end below its start is next morning."""

    slots: dict[int, list[tuple[int, int]]]

    def holds(self, day: date, hour: int, free: set[date]) -> bool:
        def open_on(one: date) -> list[tuple[int, int]]:
            return [] if one in free else self.slots.get(one.weekday(), [])

        today = any(start <= hour < end or (end <= start <= hour) for start, end in open_on(day))
        night = any(end <= start and hour < end for start, end in open_on(day - DAY))
        return today or night


OFFICE = Week({day: [(9, 15)] for day in range(5)})
WEEKS = {
    "maija": Week({0: [(8, 12), (13, 16)], 1: [(9, 15)], 2: [(9, 15)], 3: [(12, 18)]}),
    "timo": OFFICE,
    # Awake on both nights when the clocks change, and past midnight into every holiday.
    "yrjö": Week({4: [(22, 6)], 5: [(22, 6)], 6: [(16, 20)]}),
    "duty": OFFICE,
}
WRITTEN = {
    "maija": {"mon": ["8-12", "13-16"], "tue-wed": ["9-15"], "thu": ["12-18"]},
    "timo": None,
    "yrjö": {"fri-sat": ["22-6"], "sun": ["16-20"]},
}


@dataclass(frozen=True)
class Away:
    """Whole days away, both counted in."""

    who: str
    first: date
    last: date
    instead: str | None

    def on(self, day: date) -> bool:
        return self.first <= day <= self.last


def chain_end(who: str, day: date, away: list[Away], asked: tuple[str, ...] = ()) -> str | None:
    """Return who is there in the place of somebody; None when the chain ends in nobody."""
    gone = [one for one in away if one.who == who and one.on(day)]
    if not gone:
        return who
    for one in sorted(gone, key=lambda one: one.first, reverse=True):
        if one.instead is not None and one.instead not in (*asked, who):
            return chain_end(one.instead, day, away, (*asked, who))
    return None


@dataclass(frozen=True)
class Row:
    """One hour: who has the matter, and the next hour at work with who has it then."""

    at: datetime
    next_at: datetime | None
    next_who: str | None


def table(
    hours: Iterable[datetime],
    holder: Callable[[date], str | None],
    works: Callable[[str, date, int], bool],
) -> dict[datetime, Row]:
    """Fill the table of every hour, from its end to its beginning."""
    rows: dict[datetime, Row] = {}
    next_at: datetime | None = None
    next_who: str | None = None
    for at in sorted(hours, reverse=True):
        day, hour = local(at)
        who = holder(day)
        if who is not None and works(who, day, hour):
            next_at, next_who = at, who
        rows[at] = Row(at, next_at, next_who)
    return rows
