"""What the language of free words does to the conversation."""

from types import SimpleNamespace
from typing import Any

import pytest

from bot.engine.rasa_core import _heard_language


def tracker(text: str, heard: str | None) -> Any:
    message = SimpleNamespace(text=text, intent={"name": "x"}, parse_data={"language": heard})
    return SimpleNamespace(latest_message=message)


NEW = {"language": "fi", "beside": None, "language_chosen": False}
BOTH = {"language": "en", "beside": "fi", "language_chosen": False}


@pytest.mark.parametrize(
    ("text", "heard", "facts", "wanted"),
    [
        ("у меня нет денег", "ru", NEW, {"language": "en", "beside": "fi"}),
        ("у меня нет денег", "ru", {**NEW, "language": "sv"}, {"language": "en", "beside": "sv"}),
        ("у меня нет денег", "ru", BOTH, {}),
        ("у меня нет денег", "ru", {**NEW, "language_chosen": True}, {}),
        ("ok", "en", BOTH, {}),
        ("i can write in english", "en", BOTH, {"language": "en", "beside": None}),
        ("mä osaan suomea vähän", "fi", BOTH, {"language": "fi", "beside": None}),
        ("rahat on loppu taas", "fi", NEW, {}),
        ("jag har inga pengar", "sv", NEW, {"language": "sv", "beside": None}),
        ("ich habe kein geld", "de", NEW, {}),
    ],
)
def test_free_words_change_the_languages_of_the_answer(
    text: str, heard: str, facts: dict[str, Any], wanted: dict[str, Any]
) -> None:
    assert _heard_language(tracker(text, heard), facts) == wanted
