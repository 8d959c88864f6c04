"""A day told alone belongs to the matter in hand; who says more has a matter of their own."""

from datetime import date

import pytest

from bot.domain.told_days import ToldDay, told_day

SATURDAY = date(2026, 11, 28)
FIFTH, TENTH, MONDAY = date(2026, 12, 5), date(2026, 12, 10), date(2026, 11, 30)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        *((one, FIFTH) for one in ("until 5.12", "5.12.", "5.12 mennessä", "förfaller 5.12")),
        *((one, FIFTH) for one in ("i must pay 5.12.2026", "eräpäivä 5.12", "till 5.12")),
        *((one, TENTH) for one in ("answer before 10.12", "viimeistään 10.12.", "10/12")),
        *((one, TENTH) for one in ("senast 10.12", "pitää vastata 10.12 mennessä")),
        *((one, TENTH) for one in ("jag måste svara senast 10.12", "i have to answer by 10.12")),
        *((one, MONDAY) for one in ("until monday", "maanantaihin asti", "före måndag")),
        *((one, date(2026, 11, 29)) for one in ("by tomorrow", "senast imorgon")),
    ],
)
def test_a_last_day_is_told(text: str, day: date) -> None:
    assert told_day(text, SATURDAY) == ToldDay(day, is_last=True)


@pytest.mark.parametrize("text", ["o nu e de lördag", "nyt on lauantai", "and now it is saturday"])
def test_which_day_it_is_is_no_last_day(text: str) -> None:
    assert told_day(text, SATURDAY) == ToldDay(SATURDAY, is_last=False)


def test_a_day_that_has_just_passed_is_not_taken_for_next_years() -> None:
    assert told_day("27.11", SATURDAY) == ToldDay(date(2027, 11, 27), is_last=True, gone=True)
    assert told_day("until 15.1", SATURDAY) == ToldDay(date(2027, 1, 15), is_last=True)


@pytest.mark.parametrize(
    "text",
    [
        *("see you tomorrow", "nähdään maanantaina", "vi ses på måndag", "bye until monday"),
        *("no money until 5.12", "palkka tulee 5.12", "hyran förfaller 5.12", "5.12 käy"),
        *("not today", "kello 12", "before 18", "until 3", "within 14 days", "ok", "3 days"),
    ],
)
def test_who_says_more_or_no_day_tells_none(text: str) -> None:
    assert told_day(text, SATURDAY) is None
