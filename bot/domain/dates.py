"""A day as people say it: "ens perjantai", "15.", "kuun lopussa", "om två veckor", "next Friday".

fi, sv and en at once, always ahead of today: questions here ask when something comes. Where the
words could mean two days the reading says so, and the caller says the day back.
"""

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from bot.domain.date_words import (
    MONTH,
    MONTHS,
    NEXT,
    NEXT_WEEKS,
    ORDINALS,
    SHORT_WEEKDAYS,
    WEEKDAYS,
)
from bot.domain.number_tokens import tokens_of, written_evenly


@dataclass(frozen=True, slots=True)
class DayReading:
    """One day, or a stretch of days ("ens viikolla").

    ``sure``: the words mean this and nothing else.
    """

    first: date
    last: date
    sure: bool = True


_ISO = re.compile(r"\b(20\d\d)-(\d\d?)-(\d\d?)\b")
_NUMERIC = re.compile(r"(?<![\d.,])(\d{1,2}) ?[./] ?(\d{1,2})(?:[./] ?(\d{4}|\d\d)?)?(?![\d,])")
_AHEAD = re.compile(
    r"\b(?:(?P<many>\w+) )?(?P<unit>paiva\w*|viiko\w*|viikko\w*|kuukau\w*|kuun|dag\w*|veck\w*"
    r"|manad\w*|day\w*|week\w*|month\w*|vko|vk|kk|pv)(?: (?:paasta|paast|kuluttua|from now))"
    r"|\b(?:om|in) (?P<many2>\w+) (?P<unit2>dag\w*|veck\w*|manad\w*|day\w*|week\w*|month\w*"
    r"|(?:v|wk|wks|d)\b)"
)
_UNSURE_WORDS = re.compile(
    r"\b(?:pari|parin|ett|par|couple|noin|about|ungefar|ehka|maybe|kanske)\b"
)


_AGAIN = re.compile(
    r"\b(?:joka|varje|var|varannan|every|viikottain|viikoittain|kuukausittain|weekly|monthly"
    r"|vaihtelee|varierar|varies|riippuu|depends|beror)\b"
)
_UNIT_BEHIND = re.compile(r"(?<![\d.,])(\d{1,3})(?=(?:vk|vko|v|viik|kk|pv|pai|veck|w|d)[a-z]*\b)")


def comes_again(text: str) -> bool:
    """Return whether it is told how often something comes, not when: "every second week"."""
    return _AGAIN.search(written_evenly(text)) is not None


def read_day(text: str, today: date) -> DayReading | None:
    """Return the day that a text says, today or later where no year is given, or None."""
    even = _UNIT_BEHIND.sub(r"\1 ", " ".join(written_evenly(text).split()))
    for read in _READERS:
        found = read(even, today)
        if found is not None:
            return found
    return None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _coming(month: int, day: int, today: date) -> DayReading | None:
    """Return the next such day of the year: this year's unless it is past."""
    this = _day(today.year, month, day)
    found = this if this is not None and this >= today else _day(today.year + 1, month, day)
    return None if found is None else DayReading(found, found)


def _written(even: str, today: date) -> DayReading | None:
    if iso := _ISO.search(even):
        found = _day(int(iso[1]), int(iso[2]), int(iso[3]))
        return None if found is None else DayReading(found, found)
    numeric = _NUMERIC.search(even)
    if numeric is None:
        return None
    day, month, year = int(numeric[1]), int(numeric[2]), numeric[3]
    if year is None:
        return _coming(month, day, today)
    found = _day(int(year) + (2000 if len(year) == 2 else 0), month, day)
    return None if found is None else DayReading(found, found)


def _named_month(even: str, today: date) -> DayReading | None:
    for month, names in enumerate(MONTHS, start=1):
        if not re.search(rf"\b(?:{names})\b", even):
            continue
        number = re.search(r"\b(\d{1,2})(?:\.|\b|st|nd|rd|th)", even)
        if number is not None:
            return _coming(month, int(number[1]), today)
        if not re.search(r"viik|veck|week", even):
            for day, ordinal in ORDINALS.items():
                if re.search(rf"\b(?:{ordinal})\b", even):
                    return _coming(month, day, today)
        start = _coming(month, 1, today) or DayReading(today, today)
        if month == today.month:
            start = DayReading(today.replace(day=1), today)
        return _part_of_month(even, start.first) or _whole_month(start.first)
    return None


def _near(even: str, today: date) -> DayReading | None:
    days = (
        (2, r"ylihuomen\w*|overmorgon|i overmorgon|day after tomorrow"),
        (1, r"huomenna|huomen|huomis\w*|imorgon|imorron|i morgon|tomorrow|tmrw|tmr"),
        (0, r"tanaan|tana iltana|idag|i dag|today|tonight|nyt heti"),
    )
    for ahead, words in days:
        if re.search(rf"\b(?:{words})\b", even):
            day = today + timedelta(days=ahead)
            return DayReading(day, day)
    return None


def _in_some_time(even: str, today: date) -> DayReading | None:
    found = _AHEAD.search(even)
    if found is None:
        return None
    unit = found["unit"] or found["unit2"]
    said = tokens_of(found["many"] or found["many2"] or "")
    number = said[0].number if said else None
    many = 1 if number is None else int(number.high)
    if not 1 <= many <= 400:
        return None
    sure = not _UNSURE_WORDS.search(even)
    if unit.startswith(("kuu", "man", "month", "kk")):
        day = _months_on(today, many)
    else:
        day = today + timedelta(days=many * (7 if unit.startswith(("v", "w")) else 1))
    return DayReading(day, day, sure)


def _weekday(even: str, today: date) -> DayReading | None:
    for number, names in enumerate(WEEKDAYS):
        short = even.strip(" .!") == SHORT_WEEKDAYS[number]
        if not short and not re.search(rf"\b(?:{names})", even):
            continue
        ahead = (number - today.weekday()) % 7
        day = today + timedelta(days=ahead)
        if re.search(
            rf"\b{NEXT_WEEKS}\b|\b(?:of |i )?(?:next week|nasta vecka|ens viikolla)", even
        ):
            day = today + timedelta(days=7 - today.weekday() + number)
            return DayReading(day, day)
        if re.search(rf"\b{NEXT}\b", even):
            # "ens perjantai" on a Thursday is hardly tomorrow; on a Monday nobody knows.
            day += timedelta(days=7 if ahead <= 2 else 0)
            return DayReading(day, day, sure=False)
        return DayReading(day, day, sure=ahead != 0)
    return None


def _weeks(even: str, today: date) -> DayReading | None:
    monday = today - timedelta(days=today.weekday())
    if re.search(r"\b(?:viikonlop\w*|helgen|helg|weekend)\b", even):
        saturday = monday + timedelta(days=5)
        return DayReading(max(today, saturday), saturday + timedelta(days=1), sure=False)
    if re.search(rf"\b{NEXT} (?:viik\w*|vecka\w*|week)\b", even):
        monday += timedelta(days=7)
        return DayReading(monday, monday + timedelta(days=6), sure=False)
    if re.search(r"\b(?:tal|talla|tan) viik\w*|den har veckan|i veckan|this week", even):
        return DayReading(today, monday + timedelta(days=6), sure=False)
    return None


def _in_month(even: str, today: date) -> DayReading | None:
    later = bool(re.search(rf"\b{NEXT} (?:kuu\w*|manad\w*|month)", even))
    start = _months_on(today.replace(day=1), 1) if later else today.replace(day=1)
    if re.search(rf"\b{MONTH}\b|\bkuu\w*|\bman(?:ad)?\b", even):
        found = _part_of_month(even, start)
        if found is not None and found.last < today:
            found = _part_of_month(even, _months_on(start, 1))
        if found is not None:
            return found
        for day, names in ORDINALS.items():
            if re.search(rf"\b(?:{names})\b", even):
                return _day_of_month(day, start, today)
    return _whole_month(start) if later and not re.search(r"\d", even) else None


def _numbered(even: str, today: date) -> DayReading | None:
    later = bool(re.search(rf"\b{NEXT} (?:kuu\w*|manad\w*|month)", even))
    start = _months_on(today.replace(day=1), 1) if later else today.replace(day=1)
    numbers = re.findall(r"(?<![\d.,])(\d{1,2})(?![\d,]|\.\d)", even)
    if len(numbers) == 1 and 1 <= int(numbers[0]) <= 31:
        return _day_of_month(int(numbers[0]), start, today)
    for day, names in ORDINALS.items():
        if not numbers and re.search(
            rf"^\W*(?:den |the |se |joka )?(?:{names})(?: paiva\w*)?\W*$", even
        ):
            return _day_of_month(day, start, today)
    return None


def _day_of_month(day: int, start: date, today: date) -> DayReading | None:
    for ahead in range(3):
        month = _months_on(start, ahead)
        found = _day(month.year, month.month, day)
        if found is not None and found >= today:
            return DayReading(found, found)
    return None


def _part_of_month(even: str, month: date) -> DayReading | None:
    """Return the end, the beginning or the middle of a month, where the words say one."""
    length = monthrange(month.year, month.month)[1]
    if re.search(r"\bvika\w*|\bviimei\w*|\bsista\b|\blast day", even):
        return DayReading(month.replace(day=length), month.replace(day=length))
    if re.search(r"\blopu\w*|\blopp\w*|\bslut\w*|\bend\b", even):
        return DayReading(month.replace(day=length - 4), month.replace(day=length), sure=False)
    if re.search(r"\balu\w*|\balku\w*|\bborjan\b|\bstart\b|\bbeginning\b", even):
        return DayReading(month.replace(day=1), month.replace(day=5), sure=False)
    if re.search(r"\bpuolival\w*|\bpuolessaval\w*|\bmitten\b|\bmiddle\b|\bmid\b", even):
        return DayReading(month.replace(day=14), month.replace(day=16), sure=False)
    return None


def _whole_month(month: date) -> DayReading:
    last = month.replace(day=monthrange(month.year, month.month)[1])
    return DayReading(month.replace(day=1), last, sure=False)


def _months_on(day: date, many: int) -> date:
    """Return the day so many months later; the last of the month when it has no such day."""
    month = day.month - 1 + many
    year, month = day.year + month // 12, month % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


_READERS: tuple[Callable[[str, date], DayReading | None], ...] = (
    *(_written, _named_month, _near, _in_some_time, _weekday, _weeks, _in_month, _numbered),
)
