"""Words below a message that is not sent: only the clear ones send it or throw it away."""

import pytest

from bot.domain.sending_words import asks_where, meaning_of, names_sending


@pytest.mark.parametrize(
    "text",
    [
        *("joo", "kyllä", "joo lähetä", "okei lähetä se", "lähetä", "joo laita menee", "jep"),
        *("no lähetä", "joo kiitos", "anna mennä", "voit lähettää sen", "Lähetä tämä"),
        *("ja", "ja skicka", "ja skicka de", "ja vill skicka de", "Skicka det här", "ja tack"),
        *("yes send it", "send", "Send this", "yes please", "go ahead"),
    ],
)
def test_a_clear_yes_sends(text: str) -> None:
    assert meaning_of(text) == "send"


@pytest.mark.parametrize(
    "text",
    [
        *("älä lähetä", "en halua lähettää", "ei", "unohda se", "ei sittenkään", "äh antaa olla"),
        *("en haluukaan", "peru viesti", "muutin mieleni", "en lähetäkään sitä"),
        *("nej tack", "ja vill int skicka", "nä skicka int de", "glöm det", "Skicka inte"),
        *("no", "dont send it", "i changed my mind dont send it", "never mind"),
    ],
)
def test_a_clear_no_throws_away(text: str) -> None:
    assert meaning_of(text) == "drop"


@pytest.mark.parametrize(
    "text",
    [
        *("ok", "okei", "kiitos", "siinä kaikki", "hetki", "ei vielä", "ei nyt", "not yet", "👍"),
        *("menikö se", "lähtikö se", "gick det iväg", "did it send", "lähetä?", "ei muuta"),
        *("lähetä se huomenna", "ei vaan lähetä", "en uskalla lähettää", "eiku lähetä"),
        *("haluun vaan et se viesti menee", "i want it to go", "no wait"),
    ],
)
def test_what_is_less_clear_only_asks_where_it_is(text: str) -> None:
    assert meaning_of(text) == "where"


@pytest.mark.parametrize(
    "text",
    ["haluisin lisätä siihen…", "can i add something", "i want to edit it", "kan jag ändra det"],
)
def test_a_wish_to_change_it_without_the_words_is_asked_for_them(text: str) -> None:
    assert meaning_of(text) == "change"


@pytest.mark.parametrize(
    "text",
    [
        *("ei vaan tiistain siis", "ei vaan pistä siihen et soittaa ens viikol", "joo siis"),
        *("ja sit", "joo ja vuokra on myöhässä", "kyllä mä oon yrittänyt", "ei oo ruokaa"),
        *("en pääse torstaina", "no money for food", "hon kom inte hem", "poista mun lasku"),
        *("mulla ois semmonen juttu", "did you get my papers", "nej jag kommer inte på torsdag"),
    ],
)
def test_words_with_a_matter_say_nothing_of_the_sending(text: str) -> None:
    assert meaning_of(text) is None


def test_only_the_own_worker_may_be_said_as_it_stands_on_the_button() -> None:
    assert meaning_of("vain omalle työntekijälle") == "own"
    assert meaning_of("bara till min kontaktperson") == "own"


def test_a_bare_yes_names_no_sending() -> None:
    assert names_sending("joo lähetä")
    assert not names_sending("joo")
    assert asks_where("menikö se perille")
    assert not asks_where("menee huonosti")
