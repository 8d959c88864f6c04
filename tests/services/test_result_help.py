"""How a result is saved or shown to a friend: told where there is one, and nowhere else."""

from typing import Any

import pytest

from bot.services.delivery_ports import ClaimedTurn
from bot.services.result_help import result_command
from tests.builders import a_person, an_inbound

RESULT = {"results:budget": [{"kind": "budget"}]}


def keys(text: str, records: dict[str, Any]) -> list[str]:
    claim = ClaimedTurn(
        1, "lease", an_inbound(text), a_person(), None, 1, {"records": records, "said": []}
    )
    command = result_command(claim)
    return [say.key for say in command.says] if command else []


@pytest.mark.parametrize(
    "text",
    ["how do i save the picture", "hur sparar jag bilden", "miten mä tallennan kuvan"],
)
def test_how_to_save_a_picture_is_told_where_there_is_one(text: str) -> None:
    (key,) = keys(text, RESULT)
    assert key.startswith("result.save.")
    assert keys(text, {}) == []


@pytest.mark.parametrize(
    "text",
    ["voiks kuvan näyttää vaik kaverille", "can i show the result to a friend"],
)
def test_to_show_it_to_a_friend_is_ones_own_matter(text: str) -> None:
    assert keys(text, RESULT)[0] == "result.to_friend"


@pytest.mark.parametrize(
    "text",
    ["ex uhkaa jakaa mun kuvan kavereille", "miten poistan kuvan", "hän kiristää mua kuvalla"],
)
def test_other_pictures_are_another_matter(text: str) -> None:
    assert keys(text, RESULT) == []
