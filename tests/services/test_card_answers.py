"""Fixed words after a card: by the danger, by how far help is, with those who fit the words."""

import pytest

from bot.domain.messages import Say
from tests.danger import FRIEND, PILLS, SAD
from tests.services.test_card_beside import hit, numbers
from tests.services.test_card_talk import TOPIC, Talk

POISON, TRAFFICKING = "0800 147 111", "029 546 3177"
HINT = "crisis:yes.suicide"
"""Pressed under a gentle question: the card of thoughts that were told."""


@pytest.mark.parametrize(
    ("said", "part"),
    [
        ("en nyt heti", "Älä odota yksin"),
        ("joka yö", "Kun ajatukset tulevat uudestaan"),
        ("en mä oo mitään tekemäs", "sanoit sen suoraan"),
        ("heitin ne pois", "Hyvä, että teit niin"),
    ],
)
async def test_thoughts_that_were_told_have_words_for_what_follows(said: str, part: str) -> None:
    talk = Talk(TOPIC)
    await talk.say(SAD)
    assert await talk.say(said) == ["crisis.further"]
    assert part in talk.text
    assert "112" in numbers(talk)


@pytest.mark.parametrize(
    "said",
    ["ehkä illalla", "on mulla jotain lääkkeitä kaapis", "i have pills here", "kanske i natt"],
)
async def test_a_time_or_a_means_makes_it_danger_now(said: str) -> None:
    talk = Talk(TOPIC)
    await talk.say(SAD)
    await talk.say("en nyt heti")
    assert await talk.say(said) == ["crisis.card"]
    assert (talk.person.last_card or "").startswith("crisis_suicide:A:self")


async def test_what_a_friend_has_at_hand_is_danger_now_of_the_friend() -> None:
    talk = Talk(TOPIC)
    await talk.say(FRIEND)
    assert await talk.say("sillä on lääkkeitä kaapissa") == ["crisis.card"]
    assert (talk.person.last_card or "").startswith("crisis_suicide:A:other")


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
async def test_without_credit_only_free_numbers_are_shown(language: str) -> None:
    talk = Talk(TOPIC, language=language)
    await talk.press(HINT)
    said = {"fi": "ei oo saldoo", "sv": "inget saldo", "en": "no money on my phone"}[language]
    assert await talk.say(said) == ["crisis.further"]
    lines = [line for line in talk.text.splitlines() if line.startswith("**")]
    assert "112" in lines[0]
    assert not [line for line in lines if "09 2525" in line], "that call costs"
    assert {"fi": "SIM-korttia", "sv": "SIM-kort", "en": "SIM card"}[language] in talk.text


@pytest.mark.parametrize("then", ["mitä nyt", "kuka siel vastaa", "no mut emmä tiiä"])
async def test_what_is_said_after_that_names_free_numbers_too(then: str) -> None:
    talk = Talk(TOPIC)
    await talk.press(HINT)
    await talk.say("ei oo saldoo")
    assert await talk.say(then) == ["crisis.further"]
    assert "112" in numbers(talk)
    assert "09 2525" not in f"{numbers(talk)} {talk.text}"


@pytest.mark.parametrize(
    ("card", "part"), [("suicide", "koulutettu vapaaehtoinen"), ("violence_now", "Nollalinjalla")]
)
async def test_who_answers_is_told_of_the_lines_of_this_danger(card: str, part: str) -> None:
    talk = Talk(TOPIC)
    await talk.press(f"crisis:yes.{card}")
    assert await talk.say("kuka siel vastaa") == ["crisis.further"]
    assert "hätäkeskuksen päivystäjä" in talk.text
    assert part in talk.text


@pytest.mark.parametrize(
    ("card", "part"),
    [
        ("violence_now", "Nollalinjalla tulkki on"),
        ("suicide", "MIELI Kriisipuhelin vastaa suomeksi"),
    ],
)
async def test_which_line_speaks_which_language_depends_on_the_danger(
    card: str, part: str
) -> None:
    talk = Talk(TOPIC)
    await talk.press(f"crisis:yes.{card}")
    assert await talk.say("he ei puhu mun kieltä") == ["crisis.further"]
    assert "112" in talk.text.split(".")[0]
    assert part in talk.text


@pytest.mark.parametrize(
    ("said", "first", "then"),
    [
        ("kaveri tulee", "Pysykää yhdessä", "Soittakaa 112 nyt"),
        ("soitin jo", "Pidä puhelin vapaana", "Soita 112 nyt"),
        ("ambulanssi tuli", "Kysy heiltä", "Soita 112 nyt"),
    ],
)
async def test_once_help_is_nearer_nobody_is_told_the_first_words_again(
    said: str, first: str, then: str
) -> None:
    talk = Talk(Say("unsure.options"))
    await talk.say(PILLS)
    await talk.say(said)
    assert await talk.say("mitä nyt") == ["crisis.further"]
    assert first in talk.text
    assert "joku luoksesi" not in talk.text
    await talk.say("mua oksettaa")
    assert then in talk.text
    if said == "kaveri tulee":
        assert "joku luoksesi" not in talk.text


async def test_an_answer_tells_how_near_help_is_as_well() -> None:
    talk = Talk(TOPIC)
    await talk.say(PILLS)
    assert await talk.say("se on tässä nyt") == ["crisis.answered"]
    assert await talk.say("mitä nyt") == ["crisis.further"]
    assert "Pysykää yhdessä" in talk.text


async def test_when_they_have_come_a_matter_has_no_112_above_it() -> None:
    talk = Talk(TOPIC)
    await talk.say(PILLS)
    await talk.say("ambulanssi tuli")
    assert await talk.say("mistä saan rahaa") == [TOPIC.key]


async def test_the_poison_centre_is_shown_to_whom_pills_or_poison_are_named() -> None:
    talk = Talk(TOPIC)
    await talk.press(HINT)
    assert POISON not in talk.text
    assert await talk.say("mulla on tabletteja tässä") == ["crisis.card"]
    assert POISON in talk.text
    assert await talk.say("pitääks siitä mennä jonnekki") == ["crisis.further"]
    assert POISON in talk.text


async def test_help_against_trafficking_is_shown_to_whom_somebody_forces() -> None:
    talk = await hit()
    assert TRAFFICKING not in talk.text
    await talk.say("se lähti")
    assert TRAFFICKING not in talk.text
    assert await talk.say("mun passi on isällä") == ["crisis.further"]
    assert TRAFFICKING in talk.text


async def test_the_worker_is_for_later_while_life_is_in_danger() -> None:
    for card, part in ((SAD, "viesti työntekijälle"), (PILLS, "Kerro työntekijälle sen jälkeen")):
        talk = Talk(TOPIC)
        await talk.say(card)
        assert await talk.say("voiko mun ohjaaja auttaa") == ["crisis.further"]
        assert part in talk.text


@pytest.mark.parametrize("said", ["en oo itsemurha-aikeis", "int självmordsbenägen bara ensam"])
async def test_who_denies_thoughts_of_dying_is_not_shown_the_card_again(said: str) -> None:
    talk = Talk(TOPIC)
    await talk.say(SAD)
    assert await talk.say(said) == ["crisis.further"]
    assert "sanoit sen suoraan" in talk.text


@pytest.mark.parametrize(
    ("said", "part"),
    [
        ("onks mun pakko tehä rikosilmotus", "Aikuisena päätät itse"),
        ("oon 17", "Sinulla on oikeus apuun"),
        ("menin ite sinne ja join", "Se ei ole sinun syysi"),
    ],
)
async def test_who_was_hurt_is_told_what_they_must_and_whose_fault_it_is(
    said: str, part: str
) -> None:
    talk = await hit()
    assert await talk.say(said) == ["crisis.further"]
    assert part in talk.text


async def test_who_was_misunderstood_is_asked_once_and_the_next_matter_is_answered() -> None:
    talk = await hit()
    assert await talk.say("ei se oo lyöny") == ["crisis.further"]
    assert "Kiitos, että tarkensit" in talk.text
    assert numbers(talk) >= {"112"}
    assert await talk.say("ne vaan huus") == ["crisis.still", "topic.answer"]


async def test_a_correction_that_tells_danger_is_none() -> None:
    talk = await hit()
    await talk.say("tarkotin et se tappaa mut")
    assert "Kiitos, että tarkensit" not in talk.text


async def test_a_joke_and_then_a_matter_is_answered_as_the_matter() -> None:
    talk = Talk(TOPIC)
    await talk.say(SAD)
    assert await talk.say("vitsi vitsi mut mitä mä teen vuokran kans") == ["topic.answer"]


@pytest.mark.parametrize(
    "said", ["i want keep baby", "where i sleep", "can sossu pay", "kenelle valitetaan"]
)
async def test_a_clear_new_matter_is_answered_with_112_above_it(said: str) -> None:
    talk = await hit()
    assert await talk.say(said) == ["crisis.still", "topic.answer"]
