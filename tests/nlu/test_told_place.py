"""A place that takes the stead of another, and words that only frame one."""

import pytest

from bot.content.loader import DATA
from bot.content.places import Places
from bot.nlu.place import places_in
from bot.nlu.told_place import corrects, may_be_place, meant_places, tells_place

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
        ("ei ku vantaalla", "Vantaa"),
        ("ei kun Kemissä", "Kemi"),
        ("no in vantaa", "Vantaa"),
        ("asun Tampereella, en enää Turussa", "Tampere"),
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
        *("eiku kemissä", "nej inte borgå utan sibbo", "not espoo, vantaa", "ei ku vantaalla"),
        *("nej int där, i Hagalund", "en siellä vaan Turussa"),
        *("asun kyl nykyää tampereel en testiläs", "jag bor nuförtiden i Tammerfors"),
        *("i live in tampere now not in Testville", "asun nykyään vuosaaressa"),
    ],
)
def test_words_around_a_place_say_nothing_else(text: str) -> None:
    spans = [(one["start"], one["end"]) for one in places_in(text, PLACES)]
    assert spans
    assert tells_place(text, spans, asked=False)


@pytest.mark.parametrize(
    "text",
    ["muutan tampereelle ens kuussa", "asun tampereella en jaksa", "flyttar till Åbo snart"],
)
def test_words_that_tell_more_than_a_place_are_more(text: str) -> None:
    spans = [(one["start"], one["end"]) for one in places_in(text, PLACES)]
    assert spans
    assert not tells_place(text, spans, asked=False)


def test_a_denied_place_that_nobody_named_takes_the_stead_of_the_one_that_is_remembered() -> None:
    (vantaa,) = places_in("ei vantaalla", PLACES)
    assert corrects("ei vantaalla", vantaa, "091")
    assert not corrects("ei vantaalla", vantaa, "092"), "they do not live there after all"
    assert not corrects("ei vantaalla", vantaa, None)


def test_one_word_may_be_a_place_that_we_do_not_know() -> None:
    assert may_be_place("asun Kyläsaaressa")
    assert may_be_place("i live in Testville")
    assert not may_be_place("missä?")
    assert not may_be_place("rent 650")
    assert not may_be_place("mulla ei oo ruokaa eikä rahaa")
