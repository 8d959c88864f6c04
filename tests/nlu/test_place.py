"""Where somebody lives is not what they ask about."""

import pytest

from bot.content.county_files import county_in
from bot.content.loader import DATA
from bot.content.places import Places
from bot.nlu.place import places_in, without_home, without_own
from bot.settings import ROOT

PLACES = Places.load(DATA / "places")


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("asun Turussa. mistä saan apua rahaan", "mistä saan apua rahaan"),
        ("Asun Järvenpääs ja rahat loppu", "rahat loppu"),
        ("rahat loppu, asun turussa", "rahat loppu"),
        ("Moi. Oon nyt Lahessa ja ovi lukossa", "Moi. ovi lukossa"),
        ("bor i Vasa o pengarna är slut", "pengarna är slut"),
        ("i live in Turku and i lost my keys", "i lost my keys"),
        ("I am from Espoo. help with debts?", "help with debts?"),
    ],
)
def test_a_clause_that_tells_only_the_home_is_left_out(text: str, rest: str) -> None:
    assert _without(text) == rest


@pytest.mark.parametrize(
    "text",
    [
        "asun Turussa",
        "asun Turussa ok",
        "asun yksin. pelottaa",
        "muutan Turkuun. mistä asunto",
        "asuin Turussa. muutin pois",
        "asun Turussa kaverin sohvalla",
    ],
)
def test_what_tells_more_or_nothing_else_is_kept(text: str) -> None:
    assert _without(text) == text


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("where i go i am in Testilä", "where i go i am in"),
        ("testilä eftervård", "eftervård"),
        ("Testilä", "Testilä"),
        ("missä Vantaan sossu", "missä Vantaan sossu"),
    ],
)
def test_what_only_the_county_calls_so_is_not_classified(text: str, rest: str) -> None:
    ours = PLACES.of(county_in(ROOT / "demo" / "county"))
    assert without_own(text, text, places_in(text, ours)).strip() == rest


def _without(text: str) -> str:
    return without_home(text, places_in(text, PLACES))
