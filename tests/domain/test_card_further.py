"""What people write in the minutes after a crisis card, and what it means beside that danger."""

import time

import pytest

from bot.domain.card_phrases import further_in, says_well, takes_back
from bot.domain.card_questions import QUESTIONS, Told
from bot.domain.checkin_words import how_in

PLAN: Told = ("crisis_suicide", "A", "self")
TOLD: Told = ("crisis_suicide", "B", "self")
FRIEND: Told = ("crisis_suicide", "A", "other")
HIT: Told = ("crisis_violence_now", "A", "self")
BABY: Told = ("crisis_medical_now", "A", "other")
PILLS: Told = ("crisis_medical_now", "A", "self")
UNWELL: Told = ("crisis_medical_now", "B", "self")
FIRE: Told = ("crisis_fire_now", "A", "self")
HARM: Told = ("crisis_harm_others", "A", "self")

SAID: list[tuple[Told, str, str]] = [
    # whoever threatens has gone, or comes back
    (HIT, "left", "se lähti"),
    (HIT, "left", "nyt hän lähti pois"),
    (HIT, "left", "han gick"),
    (HIT, "left", "han har gått nu"),
    (HIT, "left", "he left"),
    (HIT, "left", "he's gone now"),
    (HIT, "left", "он ушел"),
    (HIT, "locked", "mä lukitsin oven"),
    (HIT, "locked", "ovi on lukossa nyt"),
    (HIT, "locked", "hiljaa pitää olla"),
    (HIT, "locked", "jag låste dörren"),
    (HIT, "locked", "jag gömmer mig"),
    (HIT, "locked", "I locked the door"),
    (HIT, "locked", "i'm hiding"),
    (HIT, "back", "se tuli takas"),
    (HIT, "back", "han är tillbaka"),
    (HIT, "back", "he is back"),
    (HIT, "open_door", "uskallanko avata oven"),
    (HIT, "open_door", "en uskalla avata"),
    (HIT, "open_door", "vågar jag gå ut?"),
    (HIT, "open_door", "is it safe to go out?"),
    (HIT, "where", "minne mä voin mennä"),
    (HIT, "where", "mulla ei oo mitään paikkaa minne mennä"),
    (HIT, "where", "vart ska jag gå"),
    (HIT, "where", "where do i go"),
    (HIT, "left", "he is not home now"),
    (HIT, "left", "he at work now"),
    (HIT, "left", "hän ei oo nyt kotona"),
    (HIT, "left", "han e int heim"),
    (PLAN, "dangerous", "onks tää vaarallista"),
    (PILLS, "dangerous", "en tunne mitään, onks tää vaarallista"),
    (PLAN, "dangerous", "e de farligt"),
    (PLAN, "dangerous", "is this dangerous?"),
    (TOLD, "no_plan", "ei oo suunnitelmaa"),
    (TOLD, "no_plan", "i have no plan"),
    (UNWELL, "worse", "mår bra nu bara lite illamående"),
    (UNWELL, "worse", "i feel fine now just a bit sick"),
    (HIT, "locked", "ja sitter i badrumme"),
    (HIT, "locked", "i sit in the bathroom"),
    (BABY, "snores", "se kuorsaa oudosti"),
    (BABY, "snores", "hon snarkar konstigt"),
    (BABY, "snores", "his lips are blue"),
    # calling
    (PLAN, "cannot_call", "en uskalla soittaa"),
    (PLAN, "cannot_call", "en halua puhua kellekään"),
    (PLAN, "cannot_call", "jag vågar inte ringa"),
    (HIT, "cannot_call", "i can't talk he will hear"),
    (PLAN, "cannot_call", "боюсь звонить"),
    (PLAN, "battery", "mun puhelin on kohta loppu"),
    (PLAN, "battery", "akku loppuu kohta"),
    (PLAN, "battery", "batteriet är snart slut"),
    (PLAN, "battery", "my phone is dying"),
    (PLAN, "called", "soitin"),
    (PLAN, "called", "i called"),
    (PLAN, "called", "jag ringde"),
    (BABY, "called", "я звоню"),
    (PILLS, "called", "ne tulee"),
    (TOLD, "no_answer", "ei ne vastaa"),
    (TOLD, "no_answer", "det är kö"),
    (BABY, "no_answer", "they don't answer"),
    (FIRE, "arrived", "palokunta tuli"),
    (HIT, "arrived", "polisen kom"),
    (BABY, "arrived", "ambulance is here"),
    (PILLS, "ambulance", "en halua ambulanssia"),
    (TOLD, "say", "mitä mun pitää sanoa niille"),
    (FRIEND, "say_friend", "mitä mä sanon sille"),
    (FRIEND, "say_friend", "what do i say to her"),
    # what now, whose fault, who gets to know
    (PLAN, "what_do", "va fan ska jag göra"),
    (PLAN, "what_do", "vad ska jag göra"),
    (FIRE, "what_do", "mitä mä teen"),
    (FIRE, "what_do", "voinko sammuttaa sen"),
    (BABY, "what_do", "what do i do"),
    (BABY, "what_do", "что делать"),
    (TOLD, "what_do", "hjälp mig då"),
    (FRIEND, "fault", "onko tää mun syy"),
    (FRIEND, "fault", "är det mitt fel"),
    (HARM, "fault", "mä oon hirviö"),
    (PILLS, "will_die", "kuolenko mä"),
    (PILLS, "will_die", "kommer jag dö?"),
    (BABY, "will_die", "is she going to die"),
    (TOLD, "secret", "kerrotko tästä jollekin?"),
    (TOLD, "secret", "lukeeko se tän?"),
    (TOLD, "secret", "are you going to tell anybody?"),
    (TOLD, "secret", "berättar du för nån?"),
    (TOLD, "secret", "läser hon det här nu?"),
    (TOLD, "secret", "en halua et äiti saa tietää"),
    (TOLD, "police", "saako poliisi tietää"),
    (TOLD, "police", "will the police come"),
    (HARM, "police", "viedäänkö mut poliisille"),
    (TOLD, "machine", "du är ju bara en jävla robot"),
    (TOLD, "machine", "sä oot ihan paska botti"),
    (TOLD, "machine", "you are just a stupid machine"),
    (TOLD, "person", "kan jag få prata med en riktig människa"),
    (TOLD, "send", "ring du"),
    # how it goes on
    (PILLS, "worse", "mua oksettaa"),
    (PILLS, "worse", "jag mår illa"),
    (PILLS, "worse", "oon vaan väsyny"),
    (PILLS, "with", "kaveri tuli tänne"),
    (PLAN, "with", "mamma kommer nu"),
    (PLAN, "with", "my friend is here"),
    (FRIEND, "found", "se vastas!"),
    (FRIEND, "found", "se on kotona ja ihan ok"),
    (FRIEND, "found", "hon svarade"),
    (FRIEND, "found", "she answered me"),
    (BABY, "breathing", "she is breathing now"),
    (BABY, "breathing", "он дышит"),
    (BABY, "breathing", "se hengittää taas"),
    (FIRE, "outside", "oon ulkona"),
    (FIRE, "outside", "vi är ute nu"),
    (FIRE, "inside", "kissa jäi sisään"),
    (FIRE, "fire_over", "se sammui"),
    (HARM, "apart", "oon huoneessa ovi lukossa"),
    (HARM, "apart", "jag gick ut"),
    (HARM, "apart", "i'm in another room"),
]


@pytest.mark.parametrize(("told", "what", "text"), SAID)
def test_it_is_read_as_what_it_means_beside_that_danger(told: Told, what: str, text: str) -> None:
    assert further_in(text, told) == what


@pytest.mark.parametrize(
    ("told", "text"),
    [
        (HIT, "se lähti hakemaan puukkoa"),
        (HIT, "did he leave?"),
        (HIT, "mun ohjaaja lähti lomalle ja nyt mulla ei oo ketään kelle kertoa tästä"),
        (PLAN, "se lähti"),
        (FIRE, "se lähti"),
        (FRIEND, "is she home?"),
        (TOLD, "oon vaan väsyny"),
        (HIT, "ne tulee"),
        (PLAN, "rahat loppu"),
        (PLAN, "mun vuokra on rästissä"),
        (TOLD, "puhelinlasku on maksamatta"),
        (TOLD, "mistä saan uuden puhelimen"),
        (TOLD, "miten varaan ajan"),
    ],
)
def test_what_says_more_or_something_else_is_not(told: Told, text: str) -> None:
    assert further_in(text, told) is None


@pytest.mark.parametrize("text", ["kaikki ok nyt", "rauhotuin jo", "jag är okej nu", "i'm ok now"])
def test_that_all_is_well_now_is_said(text: str) -> None:
    assert says_well(text)
    assert not says_well(f"{text}?")


@pytest.mark.parametrize(
    ("text", "how"),
    [
        ("huonosti", "worse"),
        ("huonompi olo", "worse"),
        ("jag mår sämre", "worse"),
        ("i feel worse today", "worse"),
        ("ei hyvin", "worse"),
        ("samoin", "same"),
        ("about the same", "same"),
        ("vet inte", "same"),
        ("paremmin, kiitos", "better"),
        ("ihan ok", "better"),
        ("better", "better"),
        ("лучше", "better"),
        ("onko parempi soittaa?", None),
        ("mistä saan rahaa", None),
    ],
)
def test_how_they_are_the_day_after(text: str, how: str | None) -> None:
    assert how_in(text) == how


@pytest.mark.parametrize(
    ("text", "is_so"),
    [
        *((said, True) for said in ("haha vitsi", "no vitsi vitsi", "no se vitsi oli", "joke")),
        *((said, True) for said in ("ja skoja bara", "siis en oo tosissani", "haha jk")),
        *((said, False) for said in ("tää ei oo vitsi", "vitsi mikä päivä", "hän on vitsi mulle")),
    ],
)
def test_a_joke_is_taken_back_in_the_words_of_a_joke(text: str, is_so: bool) -> None:
    assert takes_back(text) is is_so


@pytest.mark.parametrize("text", ["he is home", "se on kotona", "han är hemma", "he is asleep"])
def test_whoever_is_at_home_has_not_left(text: str) -> None:
    assert further_in(text, HIT) != "left"


def test_a_long_text_is_read_quickly() -> None:
    for text in ("soitin " * 1200, "puhelin on " * 700, "mä oon ulkona ja " * 500, "a " * 4000):
        began = time.perf_counter()
        for told in QUESTIONS:
            further_in(text, told)
        assert time.perf_counter() - began < 4
