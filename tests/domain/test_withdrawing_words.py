"""Words that take a sent message back, and others that only sound like it."""

import pytest

from bot.domain.withdrawing_words import Wish, asks_what_went, wish_to_withdraw


@pytest.mark.parametrize(
    "text",
    [
        *("poista se viesti", "unohtakaa se viesti", "haluisin ottaa sen viestin takasin"),
        *("peru koko viesti", "ota takas se eka viesti", "radera meddelandet"),
        *("take the message back", "delete the message"),
    ],
)
def test_a_message_that_is_named_is_taken_back(text: str) -> None:
    assert wish_to_withdraw(text) == Wish(named=True, asks=False)


@pytest.mark.parametrize("text", ["ota se pois", "take it back", "ta tillbaka det", "peru se"])
def test_without_its_name_it_may_be_another_thing(text: str) -> None:
    assert wish_to_withdraw(text) == Wish(named=False, asks=False)


@pytest.mark.parametrize("text", ["voiko sen viel perua", "can i take it back", "peruuko se?"])
def test_whether_it_can_be_done_is_a_question(text: str) -> None:
    wish = wish_to_withdraw(text)
    assert wish is not None
    assert wish.asks


@pytest.mark.parametrize(
    "text",
    [
        *(
            "poista mun lasku",
            "peru aika",
            "ota se lääke pois",
            "poista kaikki",
            "poista mun tiedot",
        ),
        *("unohda se", "forget it", "avbryt ansökan", "älä peru viestiä", "moi"),
    ],
)
def test_other_things_take_no_message_back(text: str) -> None:
    assert wish_to_withdraw(text) is None


def test_what_has_been_sent_is_asked_for_and_erasing_is_another_matter() -> None:
    assert asks_what_went("tuliko kaikki")
    assert asks_what_went("siis ne kaikki mitä kirjotin, ei vaan moi")
    assert asks_what_went("kom allt fram")
    assert not asks_what_went("poista kaikki mitä kirjotin")
    assert not asks_what_went("menikö se")
