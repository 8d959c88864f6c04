"""Wall clock times as instants, and which word names a day."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from bot.domain.calendar import DayWord, NaiveTime, SpecialDay, instant, moment, special_days

HELSINKI = ZoneInfo("Europe/Helsinki")


def local(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=HELSINKI)


def test_skipped_hour_becomes_the_first_minute_after_it() -> None:
    assert instant(date(2027, 3, 28), time(3, 30)) == datetime(2027, 3, 28, 1, tzinfo=UTC)
    assert instant(date(2027, 3, 28), time(2, 59)) == datetime(2027, 3, 28, 0, 59, tzinfo=UTC)
    assert instant(date(2027, 3, 28), time(4)) == datetime(2027, 3, 28, 1, tzinfo=UTC)


def test_hour_lived_twice_means_its_first_round() -> None:
    assert instant(date(2026, 10, 25), time(3, 30)) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("at", "word"),
    [
        ("2026-06-06T23:59", DayWord.TODAY),
        ("2026-06-06T08:00", DayWord.TODAY),
        ("2026-06-07T00:00", DayWord.TOMORROW),
        ("2026-06-08T08:00", DayWord.WEEKDAY),
        ("2026-06-12T08:00", DayWord.WEEKDAY),
        ("2026-06-13T08:00", DayWord.DATE),
        ("2026-06-05T08:00", DayWord.DATE),
    ],
)
def test_moment_says_which_word_names_the_day(at: str, word: DayWord) -> None:
    assert moment(local(at), local("2026-06-06T22:40")).day_word is word


def test_moment_counts_days_in_helsinki() -> None:
    now = datetime(2026, 6, 6, 21, 30, tzinfo=UTC)  # half past midnight on Sunday in Helsinki
    monday = moment(datetime(2026, 6, 8, 5, tzinfo=UTC), now)
    assert (monday.day_word, monday.time, monday.weekday) == (DayWord.TOMORROW, time(8), 0)
    assert monday.same_year


def test_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(NaiveTime):
        moment(datetime(2026, 4, 7, 15), local("2026-04-07T15:00"))  # noqa: DTZ001


@pytest.mark.parametrize(
    ("day", "is_what"),
    [
        ("2026-04-02", (SpecialDay.MAUNDY_THURSDAY, SpecialDay.EVE)),
        ("2026-12-31", (SpecialDay.NEW_YEARS_EVE, SpecialDay.EVE)),
        ("2026-12-24", (SpecialDay.HOLIDAY,)),
        ("2026-12-23", ()),
        ("2026-06-18", ()),
        ("2026-06-19", (SpecialDay.HOLIDAY,)),
        ("2026-04-30", (SpecialDay.EVE,)),
        ("2026-11-27", ()),
    ],
)
def test_days_that_come_round_every_year_are_known(
    day: str, is_what: tuple[SpecialDay, ...]
) -> None:
    assert special_days(date.fromisoformat(day)) == is_what
