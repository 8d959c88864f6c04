"""When the assistant could not help twice in a row, a person is offered: said once, never pressed.

What counts is what was said, not how sure the engine was: "I did not understand", "nothing found",
"that did not help".
"""

from collections.abc import Sequence
from typing import Any

from bot.domain.messages import Say
from bot.services.commands import SOMEBODY
from bot.services.delivery_ports import ClaimedTurn
from bot.services.handoff_fact import HANDOFF
from bot.services.handoff_preview import WRITE

UNHELPED = "unhelped"
"""The record of how many turns in a row have not helped."""

OFFERED_AFTER = 2
RESTS = -4
"""Once a person has been offered, so many turns that did not help pass before the next count."""

_BETWEEN = "talk."
"""Begins the keys of small words ("selvä"), which neither help nor fail to."""

NO_HELP_THERE = ("help.been", "help.been_again")
"""Said to whoever was where help should have been; another way, then who advises on rights."""

_NO_HELP = frozenset(
    {
        *("unsure.again", "unsure.options", "unsure.none", "scope.out"),
        *("unsure.other", "directory.none", "help.sorry", *NO_HELP_THERE),
    }
)


def offered(claim: ClaimedTurn, says: Sequence[Say]) -> tuple[tuple[Say, ...], dict[str, Any]]:
    """Return what is said besides after an answer of the dialogue, and what is remembered."""
    records = claim.facts.get("records") or {}
    before = int(records.get(UNHELPED) or 0)
    if says and says[0].key.startswith(_BETWEEN):
        return (), {}
    if not says or says[0].key not in _NO_HELP:
        return (), {"records": {UNHELPED: None}} if before else {}
    if before + 1 < OFFERED_AFTER:
        return (), {"records": {UNHELPED: before + 1}}
    forget = {"records": {UNHELPED: RESTS}}
    if (claim.facts.get(HANDOFF) or {}).get("can"):
        return (Say("handoff.offer", choices=WRITE),), forget
    if any(say.key == "directory.results" for say in says):
        return (), forget  # people to turn to are in the answer already
    people = {"services": SOMEBODY, "lead": "handoff.offer.people"}
    return (Say("directory.results", people),), forget
