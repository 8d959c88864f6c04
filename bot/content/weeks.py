"""Words for an ordinary week: "ma–to 9–16, pe 9–15"."""

import json
from datetime import date
from itertools import groupby

from babel.dates import format_date

from bot.domain.messages import Language
from bot.domain.opening_times import HoursMistake, Slots, parse_hours

_LOCALES: dict[Language, str] = {"fi": "fi_FI", "sv": "sv_FI", "en": "en_GB"}
_MONDAY = 5  # 5 January 2026 is one


def week_words(written: str, language: Language) -> str | None:
    """Return a week in words from its written form as JSON; None when it tells nothing."""
    try:
        days = parse_hours(json.loads(written)).days
    except (ValueError, HoursMistake):
        return None
    parts = []
    for slots, group in groupby(range(7), key=lambda day: days[day]):
        named = list(group)
        if slots:
            parts.append(f"{_days(named, language)} {_times(slots, language)}")
    return ", ".join(parts) or None


def day_words(day: date, language: Language) -> str:
    """Return a day without a time: "ti 1.9."."""
    pattern = "EEE d MMM" if language == "en" else "EEE d.M."
    return format_date(day, pattern, locale=_LOCALES[language])


def _days(named: list[int], language: Language) -> str:
    ends = [named[0], named[-1]] if len(named) > 1 else named
    names = (
        format_date(date(2026, 1, _MONDAY + day), "ccc", locale=_LOCALES[language]).rstrip(".")
        for day in ends
    )
    return "\u2013".join(names)


def _times(slots: Slots, language: Language) -> str:
    mark = ":" if language == "en" else "."
    shown = []
    for slot in slots:
        ends = (
            f"{at.hour}{mark}{at.minute:02}" if at.minute or language == "en" else str(at.hour)
            for at in (slot.start, slot.end)
        )
        shown.append("\u2013".join(ends))
    return " / ".join(shown)
