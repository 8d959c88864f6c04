"""What is only a wish for a person, and what is a message already."""

import pytest

from bot.services.bare_wish import asks_when, bare_wish, is_lost, names_message


@pytest.mark.parametrize(
    "text",
    [
        *(
            "haluun puhuu jollekki ihmisel",
            "tarviin merjaa",
            "tarviin mun sossuu",
            "miten saan yhteyttä",
        ),
        *("ja vill prata med min soc", "i want to talk to a human", "joo lähetä tiimille"),
        *("can i msg him", "kan man skriva till hen nu fast de e lördag", "how do i contact her"),
        *("laita viesti maijalle", "voitko välittää viestin", "saako sille laittaa viestii"),
        *("pystyykö sille viestimään tätä kautta", "kerro sille", "mulla ois asiaa maijalle"),
    ],
)
def test_a_wish_alone_has_no_message_in_it(text: str) -> None:
    assert bare_wish(text)


@pytest.mark.parametrize(
    "text",
    [
        *("voiks se soittaa mulle maanantaina", "kerro merjalle et myöhästyn", "soita"),
        *("haluun puhua mun vuokrasta", "haluan tavata työntekijän", "rahat loppu"),
        *("jag vill prata om hyran med soc", "i want to talk to my worker about school", ""),
        *(
            "kerro maijalle terveisiä",
            "kan du säga till henne att jag är sjuk",
            "tell her im sick",
        ),
    ],
)
def test_a_matter_or_a_wish_to_be_called_is_a_message(text: str) -> None:
    assert not bare_wish(text)


def test_a_wish_that_names_the_message_itself_is_none_where_the_message_was_asked_for() -> None:
    assert names_message("laita viesti maijalle")
    assert names_message("kan du skicka till henne")
    assert not names_message("haluun puhua jollekin")


def test_who_reads_it_and_when_is_a_question_not_a_message() -> None:
    assert asks_when("no millon se lukee sen")
    assert asks_when("when will she read it?")
    assert not asks_when("milloin mun asunto on valmis ja kuka tuo avaimet")


@pytest.mark.parametrize("text", ["en ymmärrä", "siis mitä?", "vad menar du", "I don't get it"])
def test_whoever_does_not_follow_has_written_no_message(text: str) -> None:
    assert is_lost(text)


@pytest.mark.parametrize("text", ["en ymmärrä kelan kirjettä", "mitä mä teen vuokran kanssa"])
def test_what_is_not_understood_may_be_the_message(text: str) -> None:
    assert not is_lost(text)
