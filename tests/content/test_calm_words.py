"""Where one lives and a code are no danger, however they are spelt; what is said beside is."""

import csv

import pytest

from bot.content.calm_words import is_calm, only_tells_place
from bot.content.loader import DATA
from bot.content.safety_scanner import load_scanner
from bot.domain.linking import new_secrets, shown_code

FRAMES = ("oon {}", "asun {}", "mä asun {}", "mä asun nyt {}")


def test_nobody_who_tells_where_they_live_is_heard_as_in_danger() -> None:
    """ "Oon Loimaalla" and "oon Kiteellä" got "call 112": letters that a model never saw."""
    with (DATA / "places" / "municipalities.csv").open(encoding="utf-8", newline="") as lines:
        places = [row["locative"] for row in csv.DictReader(lines) if row["locative"]]
    scanner = load_scanner()
    said = [frame.format(place) for place in places for frame in FRAMES]
    heard = {text for text in said if scanner.scan(text) or scanner.sound(text)}
    # "Kolarissa" is in a crash, too: a few names are words of their own.
    ordinary = {text for text in said if not only_tells_place(text)}
    assert heard <= ordinary
    assert len(ordinary) < len(said) / 20
    assert not scanner.scan("oon Loimaalla")
    assert not scanner.scan("oon Kiteellä")


@pytest.mark.parametrize(
    "text",
    [
        *(
            "mä asun järvenpääs",
            "oon loimaalla",
            "Jag bor i Esbo",
            "i live in Vantaa",
            "Keravalla",
        ),
        *("mun kotikunta on Vantaa", "I'm from Turku"),
    ],
)
def test_a_place_and_its_frame_are_all_that_is_said(text: str) -> None:
    assert only_tells_place(text)


@pytest.mark.parametrize(
    "text",
    [
        *("oon katolla", "asun Turussa enkä jaksa elää", "oon sillalla Turussa", "kuolen Turkuun"),
        *("oon Järvenpähhäs", "asun yksin", "oon kotka", "", "oon Turussa " * 9),
    ],
)
def test_whatever_else_is_said_is_listened_to(text: str) -> None:
    assert not only_tells_place(text)


def test_nobody_who_types_a_code_of_their_worker_is_heard_as_in_danger() -> None:
    """One code in a hundred got "call 112"."""
    scanner = load_scanner()
    codes = [shown_code(new_secrets()[1]) for _ in range(300)]
    assert [code for code in (*codes, "8MH7-GS2B", "EL4J-MMZV") if scanner.scan(code)] == []


@pytest.mark.parametrize("text", ["t4pan m3t", "tapa-nmut", "tapan 2345", "8MH7-GS2B kuolen"])
def test_what_is_no_code_as_we_show_it_is_listened_to(text: str) -> None:
    assert not is_calm(text)
