"""A typed yes or no to a question with buttons: clear, or none at all."""

import pytest

from bot.domain.meeting_words import is_answer
from bot.domain.yes_no import CANCEL, LINK, TIME, Words, clear_answer


@pytest.mark.parametrize(
    ("words", "text", "said"),
    [
        (LINK, "joo yhistä vaa", True),
        (LINK, "kyllä yhdistä", True),
        (LINK, "yhdistä mut", True),
        (LINK, "yes connect me", True),
        (LINK, "ja koppla oss", True),
        (LINK, "joo", True),
        (LINK, "älä yhdistä", False),
        (LINK, "no thanks", False),
        (LINK, "joo mut", None),
        (LINK, "näkeekö se mun viestit?", None),
        (LINK, "yhdistä mut mun kaveriin", None),
        (TIME, "joo käy se", True),
        (TIME, "no se käy", True),
        (TIME, "det passar bra", True),
        (TIME, "👍", True),
        (TIME, "no", False),
        (TIME, "ei käy", False),
        (TIME, "I can't make it", False),
        (TIME, "joo klo 14", None),
        (TIME, "joo mut en tiiä", None),
        (TIME, "ehkä", None),
        (CANCEL, "joo peru", True),
        (CANCEL, "en peru", False),
        (CANCEL, "pidetään se", False),
        (CANCEL, "", None),
    ],
)
def test_every_word_must_be_known_to_say_yes_or_no(words: Words, text: str, said: object) -> None:
    assert clear_answer(text, words) is said


def test_a_time_is_answered_out_of_the_blue_only_by_words_that_name_it() -> None:
    assert [
        is_answer(one) for one in ("joo sopii", "ei käy", "joo", "sopii muuten hyvin sulle")
    ] == [*(True, True, False, False)]
