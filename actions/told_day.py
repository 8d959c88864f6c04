"""A day is told of the matter in hand: how far it is, and that more time can be asked for."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from actions.common import Turn, content, say
from actions.follow_up import tell_about
from bot.domain.calendar import local_date
from bot.domain.hand import Hand
from bot.domain.told_days import ToldDay, told_day

DAY = "day"
"""How a message is meant that tells a day and nothing else."""

OF_MOST = (("topic:letter_or_decision", ""), ("topic:bill_due_date", ""))
"""What a last day is mostly of, where no matter is in hand."""


def tell_day(dispatcher: Any, tracker: Any, turn: Turn) -> list[Any]:
    """Say how far a last day is; of "and now it is Saturday" who is open."""
    today = local_date(datetime.fromisoformat(turn.at))
    told, hand = told_day(turn.text, today), turn.hand()
    if told is not None and told.is_last:
        known = turn.known(str(hand.topic)).ref if hand.topic in content().topics else None
        choices = [(f"topic:{known}", "")] if known else OF_MOST
        args = {"day_on": told.day.isoformat(), "days": str((told.day - today).days)}
        say(dispatcher, _key(told, today), choices, args=args)
        return []
    if hand != Hand():
        return tell_about(dispatcher, tracker, replace(turn, about="hours"))
    say(dispatcher, "unsure.again", [("intent:menu", "menu.open")])
    return []


def _key(told: ToldDay, today: date) -> str:
    if told.gone:
        return "day.gone"
    ahead = (told.day - today).days
    return {0: "day.today", 1: "day.tomorrow"}.get(ahead, "day.ahead")
