"""A good chat in the terminal: the whole service without a network, for trying it out."""

import re
import uuid
from collections.abc import Awaitable, Callable, Sequence

from rich.console import Console
from rich.markdown import Markdown
from rich.panel import Panel

from bot.domain.messages import Address, Button, Inbound, InboundKind, Reply
from bot.services.ports import Clock

Converse = Callable[[Inbound], Awaitable[list[Reply]]]

_NUMBER = re.compile(r"[1-9]\d?")
_LEAVE = frozenset({"exit", "quit", "/exit", "/quit"})


class TerminalChat:
    """One conversation on one screen.

    Args:
        converse: Takes a message in and waits for its answer.
        ask: Reads a line from the person; raises EOFError when they leave.
    """

    def __init__(
        self, converse: Converse, clock: Clock, console: Console, ask: Callable[[str], str]
    ) -> None:
        self._converse = converse
        self._clock = clock
        self._console = console
        self._ask = ask
        self._address = Address("terminal", "terminal", uuid.uuid4().hex)
        self._buttons: Sequence[Button] = ()

    async def run(self) -> None:
        """Talk until the person leaves (exit, quit, Ctrl-D)."""
        self._console.print("[dim]Rinnalla. Write; a number presses a button; exit leaves.[/dim]")
        while True:
            try:
                words = self._ask("> ").strip()
            except (EOFError, KeyboardInterrupt):
                return
            if words.lower() in _LEAVE:
                return
            if words:
                await self._say(words)

    async def _say(self, words: str) -> None:
        try:
            replies = await self._converse(self._inbound(words))
        except TimeoutError:
            self._console.print("[yellow]No answer in time. The message is saved.[/yellow]")
            return
        every = [button for reply in replies for button in reply.buttons]
        self._buttons = [button for button in every if button.kind == "reply"]
        for reply in replies:
            lines = [reply.text.replace("\n", "  \n")]
            if reply.picture is not None:
                lines += [f"- {': '.join(filter(None, row))}" for row in reply.picture.rows]
            lines += ["  \n".join(self._told(button) for button in reply.buttons)]
            self._console.print(Panel(Markdown("\n\n".join(lines)), border_style="cyan"))

    def _inbound(self, words: str) -> Inbound:
        kind, text = InboundKind.TEXT, words
        if _NUMBER.fullmatch(words) and int(words) <= len(self._buttons):
            kind, text = InboundKind.BUTTON, self._buttons[int(words) - 1].value
        elif words.startswith("/"):
            kind, text = InboundKind.COMMAND, words[1:].lower()
        return Inbound(self._address, uuid.uuid4().hex, kind, text, self._clock.now())

    def _told(self, button: Button) -> str:
        """Return a button as a line: a number to press, or where to call or look."""
        if button.kind == "reply":
            return f"**{self._buttons.index(button) + 1}** {button.label}"
        named = button.value in button.label  # a long name has given its label to the number
        return button.label if named else f"{button.label}: {button.value}"
