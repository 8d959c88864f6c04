"""How a person on the web wants to hear of an answer: asked, chosen, kept, taken back."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.domain.linking import RETURN_MAIL, RETURN_PHONE
from bot.domain.messages import ChannelName, InboundKind
from bot.domain.ways import Ways
from bot.services.commands import Command
from bot.services.delivery_ports import ClaimedTurn
from bot.services.returning import return_command, return_says
from bot.services.said_last import SAID
from tests.builders import SATURDAY_NIGHT, a_person, an_inbound


def claim(
    text: str, records: dict[str, Any] | None = None, channel: ChannelName = "web", last: str = ""
) -> ClaimedTurn:
    inbound = an_inbound(text)
    inbound = replace(inbound, address=replace(inbound.address, channel=channel))
    said = [{"key": last, "actions": [], "at": inbound.at.isoformat()}] if last else []
    facts = {"records": records or {}, SAID: said}
    return ClaimedTurn(1, "lease", inbound, a_person(), None, 1, facts)


def pressed(action: str) -> Command:
    inbound = an_inbound("token", InboundKind.BUTTON)
    found = return_command(ClaimedTurn(1, "l", inbound, a_person(), None, 1), action, Ways())
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("ways", "offered"),
    [
        (Ways(), ["return:code"]),
        (Ways(mail=True), ["return:code", "return:mail"]),
        (Ways(text=True), ["return:code", "return:text"]),
        (Ways(mail=True, text=True), ["return:code", "return:mail", "return:text"]),
    ],
)
def test_only_ways_that_work_here_are_offered(ways: Ways, offered: list[str]) -> None:
    (asked,) = return_says(claim("x"), ways)
    assert [choice.action for choice in asked.choices] == offered


def test_a_number_is_asked_kept_in_one_form_and_takes_the_place_of_an_address() -> None:
    waits = pressed("return:text")
    assert [say.key for say in waits.says] == ["return.text.ask"]
    done = return_command(claim("040 123 4567", waits.effects["records"]), None, Ways())
    assert done is not None
    assert [say.key for say in done.says] == ["return.text.done"]
    kept = done.effects["records"]
    assert (kept[RETURN_PHONE], kept[RETURN_MAIL]) == ("+358401234567", None)
    assert [one.action for one in done.says[0].choices] == ["return:notext"]
    assert pressed("return:notext").effects["records"] == {RETURN_PHONE: None}


def test_a_wrong_number_is_asked_again_and_other_words_go_on() -> None:
    waits = pressed("return:text").effects["records"]
    wrong = return_command(claim("09 123 4567", waits), None, Ways())
    assert wrong is not None
    assert [say.key for say in wrong.says] == ["return.text.wrong"]
    assert return_command(claim("rahat loppu", waits), None, Ways()) is None
    late = an_inbound("040 123 4567", at=SATURDAY_NIGHT + timedelta(minutes=16))
    after = ClaimedTurn(1, "l", late, a_person(), None, 1, {"records": waits})
    assert return_command(after, None, Ways()) is None, (
        "a quarter of an hour later it is something else"
    )


def test_an_address_is_still_read_and_a_number_is_not_one() -> None:
    waits = pressed("return:mail").effects["records"]
    done = return_command(claim("anna@example.test.", waits), None, Ways())
    assert done is not None
    assert done.effects["records"][RETURN_MAIL] == "anna@example.test"
    assert return_command(claim("040 123 4567", waits), None, Ways()) is None


def answered(asked: ClaimedTurn, ways: Ways) -> list[str]:
    found = return_command(asked, None, ways)
    return [say.key for say in found.says] if found else []


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("paluukoodi", ["return.about"]),
        ("hävitin paluukoodin", ["return.lost", "return.about"]),
        ("jag har tappat returkoden", ["return.lost", "return.about"]),
        ("millä koodilla pääsen takas toisella puhelimella", ["return.about"]),
        ("what is the return code for", ["return.about"]),
        ("mulla on koodi", []),
        ("en löydä koodia ovelle", []),
    ],
)
def test_the_return_code_is_told_of_and_never_the_workers_invite(
    text: str, keys: list[str]
) -> None:
    assert answered(claim(text), Ways()) == keys
    elsewhere = ["return.elsewhere"] if keys else []
    assert answered(claim(text, channel="telegram"), Ways()) == elsewhere


def test_right_after_the_code_a_way_is_named_that_is_open_or_the_code_cannot_be_sent() -> None:
    after = claim("saako sen sähköpostiin", last="return.code")
    assert answered(after, Ways(mail=True)) == ["return.mail.ask"]
    assert answered(after, Ways()) == ["return.not_sent"]
    assert answered(claim("saako sen sähköpostiin"), Ways(mail=True)) == []
