"""The minutes after a card, as people write in them: nothing cold, nothing twice, help at hand."""

from dataclasses import dataclass

import pytest

from bot.content.cry_words import load_cries
from bot.domain.cries import Cry
from bot.domain.messages import Say
from bot.domain.safety import MEANING, MODEL, Finding
from bot.engine.scripted import ScriptedEngine
from bot.services import crisis
from bot.services.card_talk import EARS
from bot.turn import take_turn
from bot.turn_state import Parts
from tests.builders import SIGNER, a_claim, composer, frozen, words
from tests.danger import PILLS, SAD, FewWords
from tests.services import test_card_talk
from tests.services.test_card_talk import TOPIC, Talk

HIT = "crisis:said.yes.violence_now.B.self"
"""Pressed under the card of violence told: whoever hurts is there. The card of danger now."""


def numbers(talk: Talk) -> set[str]:
    replies = [reply for reply, _ in talk.outcome.replies]
    return {one.value for reply in replies for one in reply.buttons if one.kind == "call"}


async def hit(said: Say = TOPIC, **person: object) -> Talk:
    talk = Talk(said, **person)
    assert await talk.press(HIT) == ["crisis.card"]
    return talk


@pytest.mark.parametrize(
    ("language", "left", "locked", "back", "where"),
    [
        ("fi", "se lähti", "mä lukitsin oven", "se tuli takas", "minne mä voin mennä"),
        ("sv", "han gick", "jag låste dörren", "han är tillbaka", "vart ska jag gå"),
        ("en", "he left", "I locked the door", "he is back", "where can i go"),
    ],
)
async def test_after_violence_each_turn_of_it_has_words(
    language: str, left: str, locked: str, back: str, where: str
) -> None:
    parts = {
        "fi": ("voi tulla takaisin", "Älä avaa ovea", "hän tuli takaisin", "turvakotia"),
        "sv": ("kan komma tillbaka", "Öppna inte dörren", "har kommit tillbaka", "skyddshem"),
        "en": ("can come back", "Do not open the door", "has come back", "shelter"),
    }[language]
    talk = await hit(language=language)
    for said, part in zip((left, locked, back, where), parts, strict=True):
        assert await talk.say(said) == ["crisis.further"], said
        assert part in talk.text
        assert "112" in numbers(talk)


async def test_who_threatens_and_comes_back_is_danger_now() -> None:
    talk = Talk(TOPIC)
    await talk.press("crisis:yes.violence_now")
    assert await talk.say("hän lähti") == ["crisis.further"]
    assert await talk.say("se tuli takas") == ["crisis.card"]
    assert (talk.person.last_card or "").startswith("crisis_violence_now:A:self")


async def test_the_same_words_are_not_said_twice_in_a_row() -> None:
    talk = Talk(Say("unsure.again"))
    await talk.say(PILLS)
    heard = []
    for said in ("höh", "jaa-a", "en uskalla soittaa", "en pysty soittaa"):
        assert await talk.say(said) == ["crisis.further"]
        heard.append(talk.text)
        assert "112" in numbers(talk)
    assert len(set(heard)) == len(heard) - 1, "the lines, not understood, not daring, the lines"
    await talk.say("soitin jo")
    await talk.say("soitin jo")
    assert talk.text.startswith("Hyvä, että kerroit.")


async def test_asked_what_to_do_the_card_says_it_again() -> None:
    talk = Talk()
    await talk.say(PILLS)
    card = next(reply.text for reply, _ in talk.outcome.replies)
    await talk.say("mitä mä teen")
    assert talk.text.startswith(card)


async def test_whose_fault_it_is_depends_on_who_was_hurt() -> None:
    talk = await hit()
    await talk.say("onko tää mun syy")
    assert talk.text.startswith("Ei ole.")
    talk = Talk()
    await talk.say(SAD)
    await talk.say("onko tää mun syy")
    assert "Ei ole." not in talk.text
    assert "kriisipuhelimessa" in talk.text


@pytest.mark.parametrize(
    "cold",
    ["unsure.options", "scope.out", "talk.how_are_you", "talk.deny", "menu.text"],
)
async def test_danger_told_is_not_met_with_a_shrug(cold: str) -> None:
    talk = Talk(Say(cold))
    await talk.say(SAD)
    assert await talk.say("hm") == ["crisis.further"]
    assert "112" in numbers(talk)
    assert await talk.say("hm", after=40) == [cold]


async def test_nobody_in_danger_is_asked_in_which_town_they_live() -> None:
    talk = Talk()
    talk.engine.otherwise = (TOPIC, Say("place.ask"))
    await talk.say(SAD)
    assert await talk.say("rahat loppu") == ["topic.answer"]
    await talk.say(PILLS)
    assert await talk.say("rahat loppu") == ["crisis.still", "topic.answer"]


async def test_the_word_that_answers_the_question_does_so_later_too() -> None:
    talk = Talk(TOPIC)
    await talk.say(PILLS)
    await talk.say("rahat loppu")
    assert await talk.say("yksin") == ["crisis.answered"]
    assert await talk.say("joo") == ["crisis.further"]


async def test_danger_that_is_heard_in_a_question_about_it_is_answered() -> None:
    talk = Talk(TOPIC)
    await talk.say(PILLS)
    assert await talk.say(f"{PILLS}, en halua ambulanssia") == ["crisis.further"]
    assert "Soita silti 112" in talk.text
    assert await talk.say(PILLS) == ["crisis.again"]


async def test_what_the_classifier_hears_in_three_words_is_no_other_danger() -> None:
    other = {"category": "crisis_violence_now", "tier": "B", "about": "self"}
    talk = Talk(Say(crisis.CARD, other))
    await talk.say(PILLS)
    assert await talk.say("joku tulee tänne") == ["crisis.further"]
    assert await talk.say("joku tulee ja lyö mua taas") == ["crisis.card"]


async def test_what_sounds_fainter_leaves_danger_now_as_grave_as_it_was() -> None:
    fainter = {"category": "crisis_medical_now", "tier": "B", "about": "self"}
    talk = Talk(Say(crisis.CARD, fainter))
    await talk.say(PILLS)
    assert await talk.say("en mä tiedä mitä tässä enää") == ["crisis.again"]
    assert await talk.say("en mä tiedä mitä tässä enää", after=12) == ["crisis.card"]
    assert (talk.person.last_card or "").startswith("crisis_medical_now:A:self")


async def test_who_says_that_all_is_well_is_safe() -> None:
    talk = await hit()
    assert "crisis.safe" in await talk.say("kaikki ok nyt")


async def test_pressed_twice_the_offer_is_made_once() -> None:
    talk = Talk()
    await talk.say(SAD)
    assert await talk.press("crisis:safe") == ["crisis.safe", "checkin.offer", "checkin.web"]
    assert await talk.press("crisis:safe") == ["crisis.safe"]


def test_the_ears_are_those_that_hear() -> None:
    assert {MODEL, MEANING} == set(EARS)


LONG = "mä otan nyt sen puukon ja meen naapuriin ja satutan sitä"
"""More words than those in which an ear alone is taken to hear the danger that was told."""


class Jumpy(FewWords):
    """The second ear takes everything else for another danger."""

    def scan(self, text: str) -> Finding | None:
        """Return a finding."""
        other = Finding("crisis_harm_others", "A", True, MEANING)
        return super().scan(text) or other


@pytest.mark.parametrize(
    ("said", "key"),
    [
        ("kaveri tuli tänne", "crisis.further"),
        ("en uskalla soittaa", "crisis.further"),
        ("soitin jo", "crisis.further"),
        ("oon yksin", "crisis.answered"),
        ("rauhotuin jo", "crisis.safe"),
    ],
)
async def test_what_is_said_about_this_danger_is_not_taken_for_another(
    said: str, key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(test_card_talk, "FewWords", Jumpy)
    talk = Talk(TOPIC)
    await talk.say(PILLS)
    assert (await talk.say(said))[0] == key
    assert await talk.say(LONG) == ["crisis.card"]


@pytest.mark.parametrize("said", ["ja sitter i badrumme", "i sit in the bathroom", "se lähti"])
async def test_news_of_violence_is_no_graver_danger_of_another_kind(
    said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    talk = await hit()
    monkeypatch.setattr(test_card_talk, "FewWords", Jumpy)
    assert await talk.say(said) == ["crisis.further"]
    assert "112" in numbers(talk)


async def test_news_after_danger_told_is_none_of_another_that_sounds_graver(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    talk = Talk(TOPIC)
    await talk.say(SAD)
    monkeypatch.setattr(test_card_talk, "FewWords", Jumpy)
    assert await talk.say("kaveri tuli tänne") == ["crisis.further"]
    assert await talk.say(LONG) == ["crisis.card"]


@dataclass(slots=True)
class CountingCries:
    """Listens for cries and counts how often it was asked."""

    asked: list[str]

    def heard(self, text: str) -> Cry | None:
        """Return what the real one hears."""
        self.asked.append(text)
        return load_cries().cries.heard(text)


@pytest.mark.parametrize("text", ["apua", "tarvin apua", "rahat loppu"])
async def test_a_cry_is_looked_for_once_a_turn(text: str) -> None:
    cries = CountingCries([])
    engine = ScriptedEngine({}, otherwise=(TOPIC,))
    parts = Parts(engine, composer(frozen()), words(), SIGNER, scanner=FewWords(), cries=cries)  # type: ignore[arg-type]
    await take_turn(a_claim(text), parts)
    assert cries.asked == [text]
