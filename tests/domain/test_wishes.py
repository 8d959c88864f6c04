"""What may be told beside a message: the order of questions, lines to read."""

import pytest

from bot.domain.messages import LANGUAGES
from bot.domain.wishes import WISHES, lines, wish_after
from tests.builders import words


def test_every_question_is_asked_once_and_told_ones_are_left_out() -> None:
    asked, last = [], None
    while (following := wish_after(last, {"about": "money"})) is not None:
        last = following.id
        asked.append(last)
    assert asked == [one.id for one in WISHES if one.id != "about"]


def test_what_an_answer_makes_needless_is_not_asked() -> None:
    chat = wish_after("how", {"how": "chat"})
    call = wish_after("how", {"how": "call"})
    finnish = wish_after("language", {"language": "fi"})
    dari = wish_after("language", {"language": "dari"})
    assert [one and one.id for one in (chat, call, finnish, dari)] == [
        *("here", "safe", "plain", "interpreter")
    ]


def test_a_worker_reads_lines_in_the_order_of_the_questions_and_one_line_each() -> None:
    told = {"come": "tuletko\nmukaan?", "interpreter": "yes", "gone": "x"}
    assert lines(told, lambda key: words().text("fi", key)) == [
        "Tulkki: Kyllä",
        "Mukaan: tuletko mukaan?",
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_question_and_option_has_words(language: str) -> None:
    keys = [f"wish.{one.id}.{what}" for one in WISHES for what in ("ask", "name", *one.options)]
    catalogue = words().catalogues[language]  # type: ignore[index]
    assert [key for key in keys if key not in catalogue] == []
