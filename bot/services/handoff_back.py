"""Words that take a message back which has been sent, or ask what was in it."""

from collections.abc import Mapping
from typing import Any

from bot.domain.handoff import Event
from bot.domain.messages import Choice, Say
from bot.domain.sending_words import agrees
from bot.domain.withdrawing_words import Wish, asks_what_went, wish_to_withdraw
from bot.services.commands import Command
from bot.services.delivery_ports import ClaimedTurn
from bot.services.handoff_fact import HANDOFF, WENT, unpacked
from bot.services.handoff_preview import WRITE
from bot.services.said_last import is_last
from bot.services.writes import PENDING

ASK = "handoff.withdraw.ask"
_MOST = 5


def to_withdraw(fact: Mapping[str, Any]) -> tuple[Choice, ...]:
    """Return the button that takes back the last message that nobody has opened; none without."""
    return tuple(map(_undo, fact["withdraw"][:1]))


def withdraw(fact: Mapping[str, Any], id: str) -> Command:
    """Take a message back, or say why that cannot be done any more."""
    if id in fact["withdraw"]:
        # What is said comes with the event itself: "withdrawn", or why not.
        return Command((), {HANDOFF: {"do": Event.WITHDRAW.value, "id": id}}, silent=True)
    return _too_late(fact)


def back_command(claim: ClaimedTurn, fact: Mapping[str, Any]) -> Command | None:
    """Return the answer to words that take a sent message back, or ask what it was; else None."""
    text = claim.inbound.text
    went: Mapping[str, str] = claim.facts.get(WENT) or {}
    if went and asks_what_went(text):
        words = next(iter(went.values()))
        said = Say("handoff.went", {"words": words}, (*to_withdraw(fact), *WRITE))
        return Command((*unpacked(fact["status"][:1]), said))
    wish = wish_to_withdraw(text)
    asked = len(fact["withdraw"]) == 1 and is_last(claim, ASK)
    if asked and (agrees(text) or (wish and not wish.asks)):
        return withdraw(fact, fact["withdraw"][0])
    if wish is None or not fact["sent"] or not _is_meant(claim, fact, wish):
        return None
    if not fact["withdraw"]:
        return _too_late(fact)
    if len(fact["withdraw"]) > 1:
        return _which(fact, went)
    if wish.named and not wish.asks:
        return withdraw(fact, fact["withdraw"][0])
    return Command((Say(ASK, choices=to_withdraw(fact)),))


def _is_meant(claim: ClaimedTurn, fact: Mapping[str, Any], wish: Wish) -> bool:
    """Return whether a message is meant: "take it back" alone is, soon after it was sent."""
    pending = claim.facts.get(PENDING) or {}
    return wish.named or (fact["sent_lately"] and not pending.get("question"))


def _undo(id: str) -> Choice:
    return Choice(f"handoff:undo_{id}", "handoff.button.withdraw")


def _which(fact: Mapping[str, Any], went: Mapping[str, str]) -> Command:
    """Show each message above its own button: none is taken back by guessing."""
    ids = fact["withdraw"][:_MOST]
    each = (Say("handoff.withdraw.one", {"words": went[id]}, (_undo(id),)) for id in ids)
    return Command((Say("handoff.withdraw.which"), *each))


def _too_late(fact: Mapping[str, Any]) -> Command:
    now = unpacked(fact["status"], WRITE)
    if now[0].key == "status.withdrawn":  # done already
        return Command(now)
    return Command((Say("handoff.refused.withdraw"), *now))
