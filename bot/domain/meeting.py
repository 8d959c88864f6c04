"""One page for a meeting with the worker, as the young person writes it; and what was agreed.

Their own words: kept sealed, never logged, never counted, changed by nobody else.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any, Literal

from bot.domain.calendar import instant
from bot.domain.pictures import Language, Picture

THINGS = 3
MOST_AGREED = 12
LONGEST = 2_000
"""Characters of what they want to talk about; a line has ``LONGEST_LINE``."""

LONGEST_LINE = 200

REMIND_AT = time(10)
"""The Finnish wall clock's hour of a reminder: the day before, or the day itself."""

FURTHEST = timedelta(days=180)
"""No reminder is kept for longer: the talk is kept for its sake."""

Who = Literal["me", "worker"]

_APPEAL = re.compile(
    r"valitu|valittaa|oikaisu|muutoksenhak|besvär|överklag|rättelse|omprövning|appeal",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Agreed:
    """Who does what.

    Attributes:
        by: None when no day was agreed.
        remind: The day on which the person wants to be reminded; None: never, or not any more.
    """

    who: Who
    what: str
    by: date | None = None
    remind: date | None = None

    @property
    def is_appeal(self) -> bool:
        """Whether a day that is missed here cannot be made up for."""
        return bool(_APPEAL.search(self.what))


@dataclass(frozen=True, slots=True)
class Meeting:
    """The page.

    Attributes:
        topics: What they want to talk about.
        things: At most three things of their own.
        figures: Assessments whose last result they chose to bring.
        on: The day of the meeting; None: not known.
        theirs: The worker's language, put beside their own.
    """

    topics: str = ""
    things: tuple[str, ...] = ()
    figures: tuple[str, ...] = ()
    on: date | None = None
    theirs: Language = "fi"
    agreed: tuple[Agreed, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the printed page; ``theirs`` is its title in the worker's language."""

    title: str
    theirs: str
    lines: tuple[str, ...] = ()
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Brought:
    """A result that was chosen: its picture, and the same in the worker's language or None."""

    name: str
    picture: Picture
    beside: Picture | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """The printed page, with words: the same for the print view and the PDF.

    Attributes:
        theirs: The title in the worker's language; empty where it is the same.
        foot: Who made it, in one language or both.
    """

    language: Language
    title: str
    theirs: str
    when: str
    sections: tuple[Section, ...]
    pictures: tuple[Brought, ...] = ()
    foot: tuple[str, ...] = ()


def table_of(one: Brought) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """Return head and rows of a result's table, its names in both languages side by side.

    Figures that read alike in both ("560 €") stand once.
    """
    own, beside = one.picture, one.beside
    if beside is None:
        return own.head, own.rows
    alike = all(a[1:] == b[1:] for a, b in zip(own.rows, beside.rows, strict=True))
    lines = zip((own.head, *own.rows), (beside.head, *beside.rows), strict=True)
    table = [
        (mine[0], theirs[0], *(mine[1:] if alike else map(_both, mine[1:], theirs[1:])))
        for mine, theirs in lines
    ]
    if alike:
        table[0] = (own.head[0], beside.head[0], *map(_both, own.head[1:], beside.head[1:]))
    return table[0], tuple(table[1:])


def _both(mine: str, theirs: str) -> str:
    return mine if mine == theirs else f"{mine} / {theirs}"


def tidy(meeting: Meeting) -> Meeting:
    """Return the page without empty lines and within its limits."""
    things = [_line(one) for one in meeting.things]
    agreed = [replace(one, what=_line(one.what)) for one in meeting.agreed]
    return Meeting(
        meeting.topics.strip()[:LONGEST],
        tuple(filter(None, things))[:THINGS],
        tuple(dict.fromkeys(meeting.figures)),
        meeting.on,
        meeting.theirs,
        tuple(one for one in agreed if one.what)[:MOST_AGREED],
    )


def meeting_to_json(meeting: Meeting) -> dict[str, Any]:
    """Return the page for keeping."""
    packed = asdict(meeting)
    packed["on"] = _told(meeting.on)
    packed["agreed"] = [
        {"who": one.who, "what": one.what, "by": _told(one.by), "remind": _told(one.remind)}
        for one in meeting.agreed
    ]
    return packed


def meeting_from_json(row: Mapping[str, Any] | None) -> Meeting:
    """Return a kept page, or an empty one."""
    if not row:
        return Meeting()
    theirs: dict[str, Language] = {"sv": "sv", "en": "en"}
    return Meeting(
        row.get("topics") or "",
        tuple(row.get("things") or ()),
        tuple(row.get("figures") or ()),
        read_day(row.get("on")),
        theirs.get(row.get("theirs") or "", "fi"),
        tuple(_agreed(row.get("agreed") or ())),
    )


def read_day(text: str | None) -> date | None:
    """Return a day as forms and rows write it ("2026-12-04"), or None."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None


def open_tasks(meeting: Meeting) -> Sequence[Agreed]:
    """Return what was agreed in the order of its days; what has no day comes last."""
    return sorted(meeting.agreed, key=lambda one: one.by or date.max)


def reminder_day(by: date | None, now: datetime) -> date | None:
    """Return on which day to remind of a line: the day before, or the day itself when it is late.

    None without a day, when both times have passed, and for what is too far away to keep.
    """
    if by is None:
        return None
    for day in (by - timedelta(days=1), by):
        if now < instant(day, REMIND_AT):
            return day if instant(day, REMIND_AT) - now <= FURTHEST else None
    return None


def next_reminder(meeting: Meeting) -> datetime | None:
    """Return when to remind next, in UTC, or None: of nothing."""
    return min((instant(day, REMIND_AT) for day in _reminders(meeting)), default=None)


def without_reminders(meeting: Meeting, until: datetime | None = None) -> Meeting:
    """Return the page without reminders: without those up to a moment, or without any."""
    agreed = [
        replace(one, remind=None)
        if one.remind and (until is None or instant(one.remind, REMIND_AT) <= until)
        else one
        for one in meeting.agreed
    ]
    return replace(meeting, agreed=tuple(agreed))


def reminded(meeting: Meeting, now: datetime) -> tuple[Agreed, ...]:
    """Return the lines of which the person wanted to be reminded by now."""
    wanted = [one for one in open_tasks(meeting) if one.remind]
    return tuple(one for one in wanted if one.remind and instant(one.remind, REMIND_AT) <= now)


def _reminders(meeting: Meeting) -> Iterable[date]:
    return (one.remind for one in meeting.agreed if one.remind is not None)


def _told(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _agreed(rows: Iterable[Mapping[str, Any]]) -> Iterable[Agreed]:
    for row in rows:
        who: Who = "worker" if row.get("who") == "worker" else "me"
        days = (read_day(row.get(name)) for name in ("by", "remind"))
        yield Agreed(who, row.get("what") or "", *days)


def _line(text: str) -> str:
    return " ".join(text.split())[:LONGEST_LINE]
