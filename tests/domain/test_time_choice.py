"""Words below offered times: they choose one, make the list narrower, or wish for another."""

from datetime import date, datetime

import pytest

from bot.domain.calendar import HELSINKI
from bot.domain.time_choice import Slot, choice_in

MONDAY = date(2026, 11, 30)


def slot(day: int, hour: int, minute: int = 0) -> Slot:
    start = datetime(2026, 12, day, hour, minute, tzinfo=HELSINKI)
    return Slot(f"{start:%a %H.%M}", start)


FREE = (slot(1, 9), slot(1, 10, 30), slot(2, 13), slot(2, 14), slot(3, 9), slot(4, 10))
SHOWN = (FREE[0], FREE[2], FREE[4])


def read(text: str, shown: tuple[Slot, ...] = SHOWN, free: tuple[Slot, ...] = FREE) -> list[str]:
    choice = choice_in(text, shown, free, MONDAY)
    return [choice.does, *(one.action for one in choice.slots)] if choice else []


@pytest.mark.parametrize(
    ("text", "taken"),
    [
        ("otan sen ekan", "Tue 09.00"),
        ("se toka käy", "Wed 13.00"),
        ("viimeinen", "Thu 09.00"),
        ("2", "Wed 13.00"),
        ("ti käy", "Tue 09.00"),
        ("huomenna", "Tue 09.00"),
        ("otan sen keskiviikon kiitos", "Wed 13.00"),
        ("klo 13", "Wed 13.00"),
        ("yheltä", "Wed 13.00"),
        ("to 9", "Thu 09.00"),
        ("2.12. käy", "Wed 13.00"),
        ("mikä vaan käy", "Tue 09.00"),
        ("jag tar den andra", "Wed 13.00"),
        ("torsdag passar bra", "Thu 09.00"),
        ("the second one please", "Wed 13.00"),
        ("i want to take the first", "Tue 09.00"),
        ("wednesday at 1 works for me", "Wed 13.00"),
    ],
)
def test_words_that_mean_one_time_alone_take_it(text: str, taken: str) -> None:
    assert read(text) == ["take", taken]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("mut en ti", ["Wed 13.00", "Wed 14.00", "Thu 09.00", "Fri 10.00"]),
        ("joku aamu kävis paremmin", ["Tue 09.00", "Tue 10.30", "Thu 09.00", "Fri 10.00"]),
        ("helst en eftermiddag", ["Wed 13.00", "Wed 14.00"]),
        ("en pääse aamulla", ["Wed 13.00", "Wed 14.00"]),
        ("not in the morning", ["Wed 13.00", "Wed 14.00"]),
        ("ei tiistai vaan keskiviikko", ["Wed 13.00", "Wed 14.00"]),
        ("ke tai to", ["Wed 13.00", "Wed 14.00", "Thu 09.00"]),
        ("tiistai 10.30", ["Tue 10.30"]),
        ("pe", ["Fri 10.00"]),
        ("ens viikolla", []),
        ("voisko sen tehä puhelimessa", []),
    ],
)
def test_other_words_about_times_make_the_list_narrower(text: str, left: list[str]) -> None:
    assert read(text) == ["narrow", *left]


def test_a_day_on_which_something_else_is_takes_no_time() -> None:
    assert read("ti mulla on lääkäri") == ["narrow", "Tue 09.00", "Tue 10.30"]


@pytest.mark.parametrize(
    "text", ["ei käy mikää noista", "ei käy", "inget av dem passar", "none of these work"]
)
def test_a_no_to_all_brings_the_next_ones_while_there_are_any(text: str) -> None:
    assert read(text) == ["more", "Fri 10.00"]
    assert read(text, free=SHOWN) == ["none"]


@pytest.mark.parametrize(
    "text", ["muu aika", "joku muu aika", "en annan tid", "another time please"]
)
def test_who_wants_another_time_is_asked_for_a_wish(text: str) -> None:
    assert read(text) == ["other"]


def test_a_yes_to_several_times_asks_which_and_to_one_takes_it() -> None:
    assert read("joo sopii") == ["again"]
    assert read("joo sopii", SHOWN[:1]) == ["take", "Tue 09.00"]


@pytest.mark.parametrize(
    "text", ["rahat loppu", "paljonko se maksaa", "", "kuka siellä on", "en jaksa enää mitään"]
)
def test_what_is_no_word_about_times_is_left_to_others(text: str) -> None:
    assert read(text) == []
    assert read("otan ekan", shown=()) == []


@pytest.mark.parametrize("text", ["ti puol kymmenen", "halv tio passar", "half past nine please"])
def test_half_hours_are_read_as_they_are_said(text: str) -> None:
    shown = (slot(1, 9), slot(1, 9, 30), slot(2, 10))
    assert read(text, shown, shown) == ["take", "Tue 09.30"]
