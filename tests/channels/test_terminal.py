"""The terminal chat: words, buttons by number, leaving."""

import io
from collections.abc import Iterator

from rich.console import Console

from bot.channels.terminal import TerminalChat
from bot.domain.messages import Button, Inbound, InboundKind, Reply
from tests.builders import frozen

REPLY = Reply(
    "1. Soita **112**.",
    (
        Button("call", "Soita", "112"),
        Button("call", "Ring: 0295 536 000", "0295 536 000"),
        Button("reply", "Rahat loppu", "topic:money_run_out~x"),
    ),
)


async def talked(*lines: str) -> tuple[list[Inbound], str]:
    heard: list[Inbound] = []
    said: Iterator[str] = iter(lines)

    def ask(_: str) -> str:
        try:
            return next(said)
        except StopIteration:
            raise EOFError from None

    async def converse(inbound: Inbound) -> list[Reply]:
        heard.append(inbound)
        return [REPLY]

    screen = io.StringIO()
    console = Console(file=screen, width=80)
    await TerminalChat(converse, frozen(), console, ask).run()
    return heard, screen.getvalue()


async def test_a_number_presses_the_button_of_that_number_and_calls_have_none() -> None:
    heard, screen = await talked("moi", "1", "2")
    assert [one.kind for one in heard] == [InboundKind.TEXT, InboundKind.BUTTON, InboundKind.TEXT]
    assert heard[1].text == "topic:money_run_out~x"
    assert "1 Rahat loppu" in screen
    assert "Soita: 112" in screen
    assert screen.count("0295 536 000") == len(heard)  # a label that is the number says it once


async def test_commands_and_leaving() -> None:
    heard, _ = await talked("/SOS", "", "exit", "never said")
    assert [(one.kind, one.text) for one in heard] == [(InboundKind.COMMAND, "sos")]


async def test_a_late_answer_is_told_and_the_chat_goes_on() -> None:
    async def never(_: Inbound) -> list[Reply]:
        raise TimeoutError

    lines = iter(["moi"])
    screen = io.StringIO()

    def ask(_: str) -> str:
        return next(lines, "exit")

    await TerminalChat(never, frozen(), Console(file=screen, width=80), ask).run()
    assert "The message is saved" in screen.getvalue()
