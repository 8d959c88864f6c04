"""The engine's real server over a core without a model, as a process of its own.

Run as ``python -m tests.chaos.standin_engine PORT TOKEN``. It repeats what was said inside words
of ours, so that a test can tell which message an answer belongs to. A message can also ask for
trouble: "rikki" throws, "hidas" hangs, "tyhjä" has nothing to say, "avain" names a key that nobody
has, "nappi" offers buttons, "pitkä" one that cannot be made.
"""

import asyncio
import sys

import uvicorn

from bot.domain.errors import EngineUnavailable
from bot.domain.messages import Choice, Say
from bot.engine.http import engine_app
from bot.engine.local import LocalEngine
from bot.runtime.logs import set_up
from bot.services.ports import EngineAnswer, EngineTurn

ECHO = "web.launch.unread"
"""A text with one free place, ``{n}``: "… uutta viestiä"."""

THINKS_S = 0.05
"""Long enough that a kill often meets a turn in work."""


class Echo:
    """Answers with the words it was asked with."""

    async def respond(self, turn: EngineTurn) -> EngineAnswer:
        """Return the echo, or the trouble that was asked for."""
        text = turn.text or turn.intent or ""
        await asyncio.sleep(60 if "hidas" in text else THINKS_S)
        if "rikki" in text:
            raise ValueError(f"the engine broke at {text}")
        if "tyhjä" in text:
            raise EngineUnavailable("nothing to say")
        key = "no.such.key" if "avain" in text else ECHO
        says = (Say(key, {"n": text}, _choices(text)),)
        tracker = f"{turn.tracker or ''}|{text}"[-200:]
        return EngineAnswer(says, tracker, intent=None if turn.intent else "echo")

    async def ready(self) -> None:
        """It is always ready."""


def _choices(text: str) -> tuple[Choice, ...]:
    if "pitkä" in text:
        return (Choice(f"topic:{'x' * 64}", "menu.talk"),)
    return (Choice("topic:scam"), Choice("menu:money", "menu.money")) if "nappi" in text else ()


def main(port: int, token: str) -> None:
    """Serve until killed."""
    set_up("DEBUG")
    uvicorn.run(
        engine_app(LocalEngine(Echo), token),
        port=port,
        log_config=None,
        access_log=False,
        ws="none",
    )


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2])
