"""A dialogue that does nothing but run the shipped assessments: real questions, without Rasa."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from bot.domain.answers import Pending, read_answer
from bot.domain.calendar import local_date
from bot.domain.errors import EngineUnavailable
from bot.domain.messages import Say
from bot.services.hearing import Heard
from bot.services.ports import EngineAnswer, EngineTurn
from bot.services.writes import PENDING, RECORDS
from tests.assessment_builders import ours


@dataclass(slots=True)
class AssessingEngine:
    """Answers a button or words as the loop would; everything else is out of scope."""

    is_down: bool = False
    heard: list[EngineTurn] = field(default_factory=list)

    async def respond(self, turn: EngineTurn) -> EngineAnswer:
        """Return what the assessment says, with what it keeps.

        Raises:
            EngineUnavailable: it is down.
        """
        if self.is_down:
            raise EngineUnavailable("stopped")
        self.heard.append(turn)
        records: dict[str, Any] = turn.facts[RECORDS]
        today = local_date(datetime.fromisoformat(turn.facts["at"]))
        asked, text = Pending.of(records.get(PENDING)), turn.text or ""
        answers = asked is not None and read_answer(text, asked, today) is not None
        intent = turn.intent or ("answer" if answers else "out_of_scope")
        move = ours().hear(records, Heard(intent, text, turn.facts.get("pressed"), today))
        if move is None:
            return EngineAnswer((Say("scope.out"),), "{}", intent=intent)
        return EngineAnswer(move.says, "{}", {RECORDS: dict(move.records)}, intent)
