"""A place that takes the stead of another, and words that only frame one."""

import pytest

from bot.content.loader import DATA
from bot.content.places import Places
from bot.nlu.place import places_in
from bot.nlu.told_place import meant_places, tells_place

PLACES = Places.load(DATA / "places")


def told(text: str) -> list[str]:
    """Return the names of the places that are meant."""
    found = meant_places(text, places_in(text, PLACES))
    return [PLACES.municipalities[one["value"]].name_fi for one in found]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("eiku kemissä", "Kemi"),
        ("ei vaan Kemissä", "Kemi"),
        ("nej inte borgå utan sibbo", "Sipoo"),
        ("not espoo, vantaa", "Vantaa"),
        ("asun vantaalla en espoossa", "Vantaa"),
        ("asun oulussa eiku kemissä", "Kemi"),
        ("ei, Kemissä", "Kemi"),
        ("sorry i mean raisio", "Raisio"),
        ("ei oo rahaa ruokaan ja asun vantaalla", "Vantaa"),
        ("bor i en liten lägenhet i Vasa", "Vaasa"),
    ],
)
def test_of_several_places_the_one_that_is_not_denied_is_meant(text: str, name: str) -> None:
    assert told(text) == [name]


def test_a_place_that_is_only_denied_is_none() -> None:
    assert told("en asu Espoossa") == []


@pytest.mark.parametrize(
    "text",
    [
        *("and if i live in Vasa?", "i Ekenäs då", "entä vantaalla", "se asunto on espoos"),
        *("eiku kemissä", "nej inte borgå utan sibbo", "not espoo, vantaa"),
    ],
)
def test_words_around_a_place_say_nothing_else(text: str) -> None:
    spans = [(one["start"], one["end"]) for one in places_in(text, PLACES)]
    assert spans
    assert tells_place(text, spans, asked=False)
