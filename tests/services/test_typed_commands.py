"""Commands: what is typed behind a slash is done at once, without the engine."""

import pytest

from bot.services.commands import LANGUAGE_CHOICES, typed_command
from tests.builders import a_person


@pytest.mark.parametrize(
    ("told", "language"),
    [
        *(("fi", "fi"), ("sv", "sv"), ("EN", "en"), ("suomi", "fi"), ("Svenska", "sv")),
        *(("ruotsi", "sv"), ("english", "en"), ("englanti", "en"), ("engelska", "en")),
    ],
)
def test_a_language_behind_the_command_is_spoken_from_now_on(told: str, language: str) -> None:
    command = typed_command(f"language {told}", a_person())
    assert [say.key for say in command.says] == ["language.changed"]
    assert command.effects == {"language": language, "language_chosen": True, "beside": None}


@pytest.mark.parametrize(
    ("told", "key"),
    [
        *(("", "language.ask"), ("klingon", "language.ask")),
        *(("ar", "language.not_yet"), ("somali", "language.not_yet")),
    ],
)
def test_without_a_language_of_ours_the_three_are_offered(told: str, key: str) -> None:
    command = typed_command(f"language {told}", a_person())
    assert [(say.key, say.choices) for say in command.says] == [(key, LANGUAGE_CHOICES)]
    assert command.effects == {}
