"""What is open after a crisis card, a gentle question or the check-in: one sealed record."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, cast

from bot.domain.card_questions import QUESTIONS, Told
from bot.domain.messages import Say
from bot.services import checkin, crisis

OPEN = crisis.OPEN
"""The record of the card or question that is open: ``of``, ``both``, ``at``, ``next``, ``said``.

``of`` is "crisis_suicide:A:self" of a card, "soft:crisis_suicide", "hint", "checkin", or "plan"
when a safety plan was offered on a calm day. ``next``:
nothing has been said since, so a bare "joo" answers it. ``said``: what ``_further`` said last.
"""

STAYS = timedelta(minutes=30)

SOFT, HINT = "soft", "hint"
PLAN = "plan"
_OFFERED = "plan.intro"
_QUESTIONS = {crisis.CARD, crisis.SOFT, crisis.HINT, _OFFERED}
_OVER = {crisis.SAFE, crisis.FALSE}


def opened(said: Sequence[Say], records: Mapping[str, Any], at: datetime) -> dict[str, Any]:
    """Return what a turn changes in the records: what is open after it.

    Args:
        said: All that the turn says.
        records: What was kept before.
        at: When they wrote.
    """
    now = open_card(records, at)
    asked = next((say for say in reversed(said) if say.key in _QUESTIONS), None)
    if asked is not None:
        both = bool(asked.args.get("both"))
        return {OPEN: {"of": _of(asked), "both": both, "at": at.isoformat(), "next": True}}
    if now is None or any(say.key in _OVER for say in said):
        return {OPEN: None} if OPEN in records else {}
    if told_of(now) is None:
        return {OPEN: None}
    told = next(
        (say.args.get("what") for say in said if say.key == crisis.FURTHER), now.get("said")
    )
    after = {**now, "next": False, "said": told}
    return {OPEN: after} if after != now else {}


def _of(say: Say) -> str:
    args = say.args
    if say.key == crisis.CARD:
        return f"{args.get('category')}:{args.get('tier')}:{args.get('about')}"
    if say.key == _OFFERED:
        return PLAN
    return HINT if say.key == crisis.HINT else f"{SOFT}:{args.get('category')}"


def told_of(now: Mapping[str, Any]) -> Told | None:
    """Return which card is open; None while it is a gentle question."""
    told = cast(Told, tuple(str(now["of"]).split(":")))
    return told if told in QUESTIONS else None


def open_card(records: Mapping[str, Any], at: datetime) -> Mapping[str, Any] | None:
    """Return what is open of what was kept, or None."""
    now: Mapping[str, Any] | None = records.get(OPEN)
    since = datetime.fromisoformat(now["at"]) if now else None
    stays = checkin.WAITS if now and now["of"] == checkin.KIND else STAYS
    return now if since is not None and abs(at - since) < stays else None
