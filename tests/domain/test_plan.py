"""The safety plan's own rules: what words are to its questions, and numbers in them."""

import pytest

from bot.domain.plan import PARTS, meaning, next_part, numbers, part_before


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("en nuku enkä syö", "eating"),
        ("rahat loppuu ja alan juoda", "money_run_out"),
        ("musiikki, kävely", "out_of_scope"),
        ("soitan mun työntekijälle", "contact_worker"),
        ("en tiedä, ehkä sisko", "dont_know"),
        ("Mitä vaan hauskaa", "nlu_fallback"),
        ("jag går ut med hunden", "out_of_scope"),
        ("my sister", "relationships"),
        ("koiran kanssa", None),
        ("när ja int sover o allt snurrar", "mental_health"),
        ("when i feel alone, shake", "first_nights_alone"),
        ("kun alkaa ahdistaa ja en saa unta", "mental_health"),
    ],
)
def test_a_statement_is_an_answer_even_when_it_sounds_like_a_topic(
    text: str, intent: str | None
) -> None:
    assert meaning(text, intent) == "answer"


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("mistä saan ruokaa", "money_run_out"),
        ("mihin nää vastaukset menee?", "privacy"),
        ("kuka näkee tän", "privacy"),
        ("saanko asumistukea", "housing_allowance"),
        ("var får jag mat", "money_run_out"),
        ("när får jag pengar", "money_run_out"),
        ("kan jag få bostadsbidrag", "housing_allowance"),
        ("how do i pay a bill", "pay_bill_how"),
        ("voitko sanoa selkeämmin", "plain_language"),
        ("mikä tää on?", None),
        ("en jaksa enää elää", "crisis_suicide"),
    ],
)
def test_a_question_about_something_else_is_no_answer(text: str, intent: str | None) -> None:
    assert meaning(text, intent) == "other"


@pytest.mark.parametrize(
    ("text", "intent", "meant"),
    [
        ("ohita", "skip_question", "skip"),
        ("en tiedä", "dont_know", "skip"),
        ("ei", "deny", "skip"),
        ("edellinen", "go_back", "back"),
        ("lopeta", "cancel", "stop"),
        ("valmis", "start_housing_readiness", "stop"),
        ("klar", "start_housing_readiness", "stop"),
        ("visa min plan", "service_plan", "see"),
        ("how i see it later", "out_of_scope", "see"),
        ("mistä nään sen sit", "out_of_scope", "see"),
    ],
)
def test_short_acts_are_acts(text: str, intent: str, meant: str) -> None:
    assert meaning(text, intent) == meant


def test_the_parts_are_asked_in_order() -> None:
    assert [next_part(part) for part in PARTS] == [*PARTS[1:], None]
    assert [part_before(part) for part in PARTS] == [PARTS[0], *PARTS[:-1]]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Äiti 040 123 4567", (("Äiti", "040 123 4567"),)),
        (
            "Äiti: 0401234567, Sami +358 50 765 4321",
            (("Äiti", "0401234567"), ("Sami", "+358 50 765 4321")),
        ),
        ("sisko tai kaveri", ()),
        ("112", ()),
        ("2026", ()),
    ],
)
def test_numbers_are_found_with_whose_they_are(
    words: str, found: tuple[tuple[str, str], ...]
) -> None:
    assert numbers(words) == found
