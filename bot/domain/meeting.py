"""One page for a meeting with the worker, as the young person writes it; and what was agreed.

Their own words: kept sealed, never logged, never counted, changed by nobody else.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Literal

from bot.domain.pictures import Language, Picture

THINGS = 3
MOST_AGREED = 12
LONGEST = 2_000
"""Characters of what they want to talk about; a line has ``LONGEST_LINE``."""

LONGEST_LINE = 200

Who = Literal["me", "worker"]


@dataclass(frozen=True, slots=True)
class Agreed:
    """Who does what; ``by`` is None when no day was agreed."""

    who: Who
    what: str
    by: date | None = None


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
class Sheet:
    """The printed page, with words: the same for the print view and the PDF."""

    language: Language
    title: str
    theirs: str
    when: str
    sections: tuple[Section, ...]
    pictures: tuple[Picture, ...] = ()
    foot: str = ""


def tidy(meeting: Meeting) -> Meeting:
    """Return the page without empty lines and within its limits."""
    things = [_line(one) for one in meeting.things]
    agreed = [Agreed(one.who, _line(one.what), one.by) for one in meeting.agreed]
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
    packed["on"] = meeting.on.isoformat() if meeting.on else None
    packed["agreed"] = [
        {"who": one.who, "what": one.what, "by": one.by.isoformat() if one.by else None}
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


def _agreed(rows: Iterable[Mapping[str, Any]]) -> Iterable[Agreed]:
    for row in rows:
        who: Who = "worker" if row.get("who") == "worker" else "me"
        yield Agreed(who, row.get("what") or "", read_day(row.get("by")))


def _line(text: str) -> str:
    return " ".join(text.split())[:LONGEST_LINE]
