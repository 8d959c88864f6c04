"""Counting in somebody's own working time: "four hours", "the next working day".

Whoever reminds, passes on, escalates or promises counts here. Nights, weekends, holidays and
absences are simply not in the stretches that are counted (``shifts`` makes them). When so much
work is not in sight the answer is None: a time that nobody knows is not told.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta

from bot.domain.calendar import HELSINKI, instant, local_date
from bot.domain.shifts import Stretch
from bot.domain.staff import Span

_DAY = timedelta(days=1)


def due(times: Iterable[Stretch], span: Span) -> datetime | None:
    """Return when a limit is reached: hours at work, or the same clock time days later."""
    if span.of == "h":
        return after_working_time(times, timedelta(hours=span.amount))
    return after_working_days(times, span.amount)


def after_working_time(times: Iterable[Stretch], amount: timedelta) -> datetime | None:
    """Return the instant by which ``amount`` has been worked.

    Four hours from Monday 14:00 with a week of 9-16 are Tuesday 11:00. Exactly used up at
    closing time is closing time, not the next morning.

    Args:
        times: From the instant counting begins; ``worker_time`` or ``unit_time``.
        amount: Time at work, above zero.

    Returns:
        UTC; None when so much work is not in sight.
    """
    for start, end in times:
        if end - start >= amount:
            return start + amount
        amount -= end - start
    return None


def after_working_days(times: Iterable[Stretch], days: int) -> datetime | None:
    """Return the same clock time ``days`` working days later, moved into the working time.

    Counting begins at the first instant at work. Monday 9:00 and one day are Tuesday 9:00; a
    Tuesday that begins at 12 gives 12:00, one that ends at 8:30 gives 8:30.
    """
    first: datetime | None = None
    for number, (day, worked) in enumerate(_by_day(times)):
        first = first or worked[0].start
        if number == days:
            wanted = instant(day, first.astimezone(HELSINKI).time())
            ahead = [max(start, wanted) for start, end in worked if wanted <= end]
            return ahead[0] if ahead else worked[-1].end
    return None


def end_of_working_day(times: Iterable[Stretch], days: int) -> datetime | None:
    """Return when work ends ``days`` working days after the day of the first instant at work.

    Zero is the end of that very day. This is what "by Tuesday at 16" of a promise means.
    """
    for number, (_, worked) in enumerate(_by_day(times)):
        if number == days:
            return worked[-1].end
    return None


def _by_day(times: Iterable[Stretch]) -> Iterator[tuple[date, list[Stretch]]]:
    """Group by the Finnish day a stretch begins on."""
    day: date | None = None
    group: list[Stretch] = []
    for stretch in cut_at_midnight(times):
        begins = local_date(stretch.start)
        if day is not None and begins != day:
            yield day, group
            group = []
        day = begins
        group.append(stretch)
    if day is not None:
        yield day, group


def cut_at_midnight(times: Iterable[Stretch]) -> Iterator[Stretch]:
    """Cut what is longer than a day. A night shift belongs to its evening and stays whole."""
    for start, end in times:
        begun = start
        while end - begun > _DAY:
            midnight = instant(local_date(begun) + _DAY, time(0))
            yield Stretch(begun, midnight)
            begun = midnight
        yield Stretch(begun, end)
