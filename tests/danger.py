"""A scanner that hears a few sentences, so that tests of what follows need no patterns."""

from dataclasses import replace
from typing import Literal

from bot.domain.messages import Button, Reply
from bot.domain.safety import Finding
from bot.domain.safety_patterns import Category
from bot.engine.scripted import ScriptedEngine
from bot.runtime.urgent import urgent_answers
from bot.services.crisis import Urgent
from bot.turn_state import Parts
from tests.builders import SIGNER, composer, frozen, words

SAD, PILLS, FRIEND = "en halua enää elää", "otin kaikki lääkkeet", "kaveri aikoo tappaa itsensä"
SWEDISH, ENGLISH, UKRAINIAN = "jag vill dö", "i want to die", "я не хочу жити"
ROMANISED = "ya ne hochu zhyty"
DENIED = "en aio tappaa itseäni"

_HEARD: dict[str, tuple[Category, Literal["A", "B"], bool]] = {
    SAD: ("crisis_suicide", "B", False),
    PILLS: ("crisis_medical_now", "A", False),
    FRIEND: ("crisis_suicide", "B", True),
    SWEDISH: ("crisis_suicide", "B", False),
    ENGLISH: ("crisis_suicide", "B", False),
    UKRAINIAN: ("crisis_suicide", "B", False),
}


class FewWords:
    """Finds the sentences above wherever they stand."""

    def scan(self, text: str) -> Finding | None:
        """Return a finding of tier A or B."""
        for phrase, (category, tier, other) in _HEARD.items():
            if phrase in self.in_own_script(text).lower():
                return Finding(category, tier, other, "test")
        return None

    def soft(self, text: str) -> Finding | None:
        """Return the denied one."""
        return Finding("crisis_suicide", "C", False, "test") if DENIED in text.lower() else None

    def in_own_script(self, text: str) -> str:
        """Return the Ukrainian sentence in its own letters, all else as it was typed."""
        return UKRAINIAN if text == ROMANISED else text


class Doubting(FewWords):
    """Hears the same, and its second ear speaks against all of it."""

    def scan(self, text: str) -> Finding | None:
        """Return a finding that is asked about where it can be."""
        found = super().scan(text)
        return found and replace(found, is_doubted=True)


def urgent() -> Urgent:
    """Return what channels ask while the database is down."""
    return urgent_answers(
        Parts(ScriptedEngine(), composer(frozen()), words(), SIGNER, scanner=FewWords())
    )


def calls(replies: list[Reply]) -> list[Button]:
    """Return the call buttons of an answer."""
    return [one for reply in replies for one in reply.buttons if one.kind == "call"]
