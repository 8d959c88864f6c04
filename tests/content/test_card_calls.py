"""Whom a card lets one call: a button for every open line, free ones, those who speak it."""

from itertools import product

import pytest

from bot.content.safety_kinds import ABOUTS, TIERS
from bot.domain.messages import LANGUAGES, Language, Reply, Say
from bot.domain.safety_patterns import CATEGORIES
from bot.services import crisis
from tests.builders import a_person, composer, frozen
from tests.danger import calls

SAD = {"category": "crisis_suicide", "tier": "B", "about": "self", "both": False}
MIELI, NOLLALINJA = "09 2525 0111", "080 005 005"


def said(key: str, args: dict[str, str | bool], language: Language = "fi") -> list[Reply]:
    return composer(frozen()).compose(Say(key, args), a_person(language=language))


def listed(replies: list[Reply]) -> list[str]:
    """Return the lines of services, but for those that are written to."""
    lines = [line for reply in replies for line in reply.text.splitlines()]
    return [line for line in lines if line.startswith("**") and "chat" not in line.lower()]


def first(replies: list[Reply]) -> str:
    """Return the number of the first call button."""
    return calls(replies)[0].value


def missing(replies: list[Reply]) -> list[str]:
    """Return the lines with a number that no button calls."""
    numbers = [button.value for button in calls(replies)]
    lines = [line for line in listed(replies) if any(sign.isdigit() for sign in line)]
    return [line for line in lines if not any(number in line for number in numbers)]


@pytest.mark.parametrize(
    ("category", "tier", "about", "language"), product(CATEGORIES, TIERS, ABOUTS, LANGUAGES)
)
def test_every_line_that_a_card_shows_has_a_button(
    category: str, tier: str, about: str, language: Language
) -> None:
    args: dict[str, str | bool] = {"category": category, "tier": tier, "about": about}
    card = said(crisis.CARD, args, language)
    assert missing(card) == []
    assert first(card[:1]) == "112"
    assert missing(said(crisis.AGAIN, args, language)) == []
    assert missing(said(crisis.SOS, {}, language)) == []


@pytest.mark.parametrize("key", [crisis.CARD, crisis.AGAIN, crisis.STILL, crisis.SAFE, crisis.SOS])
def test_without_credit_no_button_calls_a_number_that_costs(key: str) -> None:
    free = said(key, {**SAD, "wish": "no_credit"})
    assert first(free) == "112"
    assert MIELI not in str(free)
    assert {button.value for button in calls(free)} <= {"112", "116 111"}


@pytest.mark.parametrize(
    ("language", "speaks"), [("fi", "other"), ("sv", "sv"), ("en", "en"), ("fi", "ru")]
)
def test_who_does_not_speak_the_language_is_left_out(language: Language, speaks: str) -> None:
    args: dict[str, str | bool] = {**SAD, "category": "crisis_violence_now", "what": "language"}
    answer = said(crisis.FURTHER, {**args, "speaks": speaks}, language)
    assert first(answer) == "112"
    assert NOLLALINJA in str(answer)
    assert MIELI not in str(answer)
