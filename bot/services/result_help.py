"""How a result is saved or shown to a friend: asked in words, told for the channel one is in."""

from collections.abc import Mapping
from typing import Any

from bot.domain.messages import TYPED, Choice, Say
from bot.domain.result_words import result_wish
from bot.services.commands import Command
from bot.services.delivery_ports import ClaimedTurn
from bot.services.said_last import is_last
from bot.services.writes import RECORDS

_RESULT = "results:"
_SHOWN = (
    *("result.picture", "assessment.kept", "assessment.kept_together"),
    *("result.save.web", "result.save.telegram", "result.save.other", "result.to_friend"),
)
_OWN_WORDS = frozenset({"web", "telegram"})
_SHOW = Choice("intent:show_results", "intent.show_results")


def result_command(claim: ClaimedTurn) -> Command | None:
    """Return how to save or show a result that there is; None where that is not asked."""
    if claim.inbound.kind not in TYPED:
        return None
    records: Mapping[str, Any] = claim.facts.get(RECORDS) or {}
    if not any(name.startswith(_RESULT) and kept for name, kept in records.items()):
        return None
    wish = result_wish(claim.inbound.text, shown=is_last(claim, *_SHOWN))
    if wish is None:
        return None
    channel = claim.inbound.address.channel
    how = Say(f"result.save.{channel if channel in _OWN_WORDS else 'other'}", choices=(_SHOW,))
    return Command((how,) if wish == "save" else (Say("result.to_friend"), how))
