"""Words that correct a safety plan in the making, and words that are answers all the same."""

import pytest

from bot.domain.plan import Draft
from bot.domain.plan_words import Change, change_of

ASKED = Draft(ask="company", answers={"signs": "en nuku", "helps": "musiikki"})


@pytest.mark.parametrize(
    ("text", "change"),
    [
        ("ei ku vaihda eka", Change("signs")),
        ("muuta ensimmäistä", Change("signs")),
        ("ändra det första", Change("signs")),
        ("ändra det andra", Change("helps")),
        ("I want to change the first one", Change("signs")),
        ("takaisin", Change("helps")),
        ("väärin meni", Change("helps")),
        ("nej fel", Change("helps")),
        ("undo", Change("helps")),
        ("eiku", Change("helps")),
        ("poista toi", Change("helps", clears=True)),
        ("ta bort det", Change("helps", clears=True)),
        ("delete the first one", Change("signs", clears=True)),
        ("ei ku kävely", Change("helps", words="kävely")),
        ("sori, eiku Kävely metsässä", Change("helps", words="Kävely metsässä")),
        ("nej jag menade promenad", Change("helps", words="promenad")),
        ("I meant a walk", Change("helps", words="a walk")),
    ],
)
def test_a_correction_says_which_part_and_what_becomes_of_it(text: str, change: Change) -> None:
    assert change_of(text, ASKED) == change


@pytest.mark.parametrize(
    "text",
    [
        *("siskon luona", "ensimmäinen työntekijä", "takaisin kotiin", "the second home"),
        *("en tiedä", "poista kaikki tietoni", "kirjastossa, takapihalla", "1", "ei kukaan"),
    ],
)
def test_other_words_correct_nothing(text: str) -> None:
    assert change_of(text, ASKED) is None


def test_where_an_answer_stands_below_the_question_it_is_the_one_that_is_meant() -> None:
    back = Draft(ask="helps", answers=ASKED.answers)
    assert change_of("ei ku kävely", back) == Change("helps", words="kävely")
    assert change_of("poista toi", back) == Change("helps", clears=True)
