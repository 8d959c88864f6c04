"""What the form of the page for a meeting says."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.meeting import MOST_AGREED, THINGS, Agreed, Meeting, Who, read_day, reminder_day
from bot.domain.messages import LANGUAGES

_EMPTY_ROWS = 3


@dataclass(frozen=True, slots=True)
class Written:
    """A filled in page.

    Args:
        meeting: What it says; what is no day of ours is left open.
        missed: Which of the agreed lines nobody can be reminded of as they wish, from 1.
        words: What is written in one's own words.
    """

    meeting: Meeting
    missed: tuple[int, ...]
    words: tuple[str, ...]


def read_written(form: Mapping[str, str], now: datetime) -> Written:
    """Return what the form says."""
    agreed: list[Agreed] = []
    missed: list[int] = []
    for number in range(MOST_AGREED):
        one = _agreed(form, number)
        if not one.what.strip():
            continue
        if f"remind_{number}" in form:
            one = replace(one, remind=reminder_day(one.by, now))
            missed += [] if one.remind else [len(agreed) + 1]
        agreed.append(one)
    words = (one for name, one in form.items() if name.startswith(("topics", "thing_", "what_")))
    return Written(_meeting(form, tuple(agreed)), tuple(missed), tuple(words))


def missed_told(text: str) -> tuple[int, ...]:
    """Return the numbers of lines as they stand in an address ("1,3")."""
    told = (one for one in text.split(",") if one.isascii() and one.isdigit() and len(one) < 3)
    return tuple(int(one) for one in told)


def rows(meeting: Meeting) -> list[Agreed]:
    """Return the lines of what was agreed, and empty ones to write in."""
    return [*meeting.agreed, *[Agreed("me", "")] * _EMPTY_ROWS][:MOST_AGREED]


def _agreed(form: Mapping[str, str], number: int) -> Agreed:
    who: Who = "worker" if form.get(f"who_{number}") == "worker" else "me"
    return Agreed(who, form.get(f"what_{number}", ""), read_day(form.get(f"by_{number}")))


def _meeting(form: Mapping[str, str], agreed: tuple[Agreed, ...]) -> Meeting:
    return Meeting(
        topics=form.get("topics", "").replace("\r\n", "\n"),
        things=tuple(form.get(f"thing_{number}", "") for number in range(THINGS)),
        figures=tuple(name.removeprefix("figure_") for name in form if name.startswith("figure_")),
        on=read_day(form.get("on")),
        theirs=next((one for one in LANGUAGES if one == form.get("theirs")), "fi"),
        agreed=agreed,
    )
