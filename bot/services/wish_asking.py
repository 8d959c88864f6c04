"""How the questions after a message are asked, and which of them waits for an answer."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from bot.domain.hand import STAYS
from bot.domain.messages import TYPED, Choice, Say
from bot.domain.wishes import BY_ID, WISHES, Wish
from bot.services.commands import Command
from bot.services.delivery_ports import ClaimedTurn
from bot.services.said_last import is_last

WISHED = "wishes"
"""In the facts: what ``wishing.wish_fact`` returns. Words of the person: no engine gets it."""

AWAITS = "wish_awaits"
"""The record that says which question the next words may answer."""

_AWAITS_FOR = timedelta(minutes=15)
_SHORT = 8
"""Letters of the handoff's id in a button: enough to tell one's own messages apart."""

_MENU_ROW = 6


def to_wish(id: str) -> Choice:
    """Return the button that begins the questions."""
    return Choice(f"wish:start_{id[:_SHORT]}", "wish.button.start")


def ask(claim: ClaimedTurn, fact: Mapping[str, Any], wish: Wish, *, alone: bool) -> Command:
    """Ask one question; its buttons know whether the next one follows."""
    id, mark = short(fact), "-alone" if alone else ""
    choices = [
        Choice(f"wish:{option}-{wish.id}{mark}_{id}", f"wish.{wish.id}.{option}")
        for option in wish.options
    ]
    if not alone:
        choices.append(Choice(f"wish:skip-{wish.id}_{id}", "wish.button.skip"))
        choices.append(Choice(f"wish:done_{id}", "wish.button.enough"))
    else:
        if wish.id in fact["given"]:
            choices.append(Choice(f"wish:drop-{wish.id}_{id}", "wish.button.drop"))
        choices.append(Choice(f"wish:menu_{id}", "wish.button.back"))
    awaits = {
        "wish": wish.id,
        "of": fact["id"],
        "alone": alone,
        "until": (claim.inbound.at + _AWAITS_FOR).isoformat(),
    }
    return Command((Say(f"wish.{wish.id}.ask", choices=tuple(choices)),), asking(awaits))


def menu(fact: Mapping[str, Any]) -> tuple[Say, ...]:
    """Return the list of all questions."""
    id = short(fact)
    choices = [Choice(f"wish:ask-{one.id}_{id}", f"wish.{one.id}.name") for one in WISHES]
    done = Choice(f"wish:done_{id}", "wish.button.ready")
    return (
        Say("wish.menu", choices=tuple(choices[:_MENU_ROW])),
        Say("wish.menu.more", choices=(*choices[_MENU_ROW:], done)),
    )


def awaited(claim: ClaimedTurn) -> Wish | None:
    """Return the question that words may answer; it stays open as long as it was said last."""
    kept, fact = (claim.facts.get("records") or {}).get(AWAITS), claim.facts.get(WISHED)
    if not kept or not fact or claim.inbound.kind not in TYPED or kept["of"] != fact["id"]:
        return None
    over = datetime.fromisoformat(kept["until"]) <= claim.inbound.at
    if over and not is_last(claim, f"wish.{kept['wish']}.ask", within=STAYS):
        return None
    return BY_ID.get(kept["wish"])


def is_alone(claim: ClaimedTurn) -> bool:
    """Return whether the question that waits was picked from the list: no next one follows."""
    return bool((claim.facts.get("records") or {})[AWAITS]["alone"])


def short(fact: Mapping[str, Any]) -> str:
    """Return the beginning of the message's id, as it stands in buttons."""
    return str(fact["id"])[:_SHORT]


def asking(awaits: Mapping[str, Any] | None) -> dict[str, Any]:
    """Return the effects that let the next words answer a question, or none (None)."""
    return {"records": {AWAITS: awaits}}
