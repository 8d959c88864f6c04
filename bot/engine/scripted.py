"""An engine without machine learning, for tests of everything around the engine."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bot.domain.errors import EngineUnavailable
from bot.domain.messages import Say
from bot.services.ports import EngineAnswer, EngineTurn


@dataclass(slots=True)
class ScriptedEngine:
    """Answers by the exact text or intent; anything else gets ``otherwise``.

    Args:
        script: Text or intent -> what to say. An exception in place of the says is raised.
        delay_s: Time that every answer takes.
        heard: The turns in order, for assertions.
        intents: What free words are understood as, by the exact text.
        hints: Texts that may mean danger.
    """

    script: Mapping[str, Sequence[Say] | Exception] = field(default_factory=dict)
    otherwise: Sequence[Say] = (Say("unsure.none"),)
    delay_s: float = 0.0
    heard: list[EngineTurn] = field(default_factory=list)
    intents: Mapping[str, str] = field(default_factory=dict)
    hints: frozenset[str] = frozenset()

    async def respond(self, turn: EngineTurn) -> EngineAnswer:
        """Return the scripted answer."""
        self.heard.append(turn)
        if self.delay_s:
            await asyncio.sleep(self.delay_s)
        says = self.script.get(turn.text or turn.intent or "", self.otherwise)
        if isinstance(says, Exception):
            raise says
        if not says:
            raise EngineUnavailable("the engine said nothing")
        intent = turn.intent or self.intents.get(turn.text or "")
        hint = turn.text in self.hints
        return EngineAnswer(tuple(says), turn.tracker or "{}", intent=intent, hint=hint)

    async def ready(self) -> None:
        """A script is always ready."""
