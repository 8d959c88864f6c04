"""A safety plan that is asked for by its name, and answered in the language of the words.

No dialogue reads such a message, so nothing else finds out its language.
"""

import re
from collections.abc import Mapping
from dataclasses import replace

from bot.domain.language_names import named_language
from bot.domain.messages import LANGUAGES, Language
from bot.domain.small_words import told_in
from bot.services.commands import Command
from bot.services.delivery_ports import ClaimedTurn

_NAMES: Mapping[Language, tuple[str, ...]] = {
    "fi": ("turvasuunnitelm", "kriisisuunnitelm"),
    "sv": ("trygghetsplan", "säkerhetsplan", "krisplan"),
    "en": ("safety plan", "crisis plan", "safetyplan"),
}
_OF_BAD_DAYS = re.compile(
    r"\b(?:suunnitelma\w*|plan\w*)\b.{0,25}\b(?:paha|huono|pahalta|huonolta|ahdist\w*|dåligt|illa|ångest"
    r"|bad|worse|down|panic)\b"
)
"""A plan for when one feels bad, whose name nobody knows."""

_MOST_WORDS = 8
"""A longer message that names the plan says more than that: the dialogue reads it."""


def names_it(text: str) -> bool:
    """Return whether a short message is about the plan itself, in any inflection."""
    if len(text.split()) > _MOST_WORDS:
        return False
    return _language_of_name(text) is not None or bool(_OF_BAD_DAYS.search(text.casefold()))


def in_their_words(claim: ClaimedTurn, command: Command) -> Command:
    """Return the answer in the language that the plan was asked for in.

    Whoever has chosen a language keeps it, unless they name another one ("på svenska").
    """
    text = claim.inbound.text
    named = next((code for code in LANGUAGES if code == named_language(text)), None)
    if claim.person.language_chosen and named is None:
        return command
    spoken = named or told_in(text) or _language_of_name(text)
    effects = {**command.effects, "language": spoken} if spoken else command.effects
    return replace(command, effects=effects)


def _language_of_name(text: str) -> Language | None:
    words = text.casefold()
    named = (code for code, names in _NAMES.items() if any(name in words for name in names))
    return next(named, None)
