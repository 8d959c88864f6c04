"""What is open after a crisis card, a gentle question or the check-in: one sealed record."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, Literal, cast

from bot.domain.card_hindrances import hindrance_in
from bot.domain.card_questions import QUESTIONS, Told
from bot.domain.card_words import plain
from bot.domain.messages import TYPED, Say
from bot.services import checkin, crisis
from bot.services.delivery_ports import ClaimedTurn
from bot.services.writes import RECORDS

OPEN = crisis.OPEN
"""The record of the card or question that is open: what it is, and what has been told since.

``of`` is "crisis_suicide:A:self" of a card, "soft:crisis_suicide", "hint", "checkin", or "plan"
when a safety plan was offered on a calm day. ``next``: nothing has been said since, so a bare
"joo" answers it. ``here``: the last answer belonged to the card. ``said``: which fixed words were
said last. ``stage``: how far help is ("with", "called", "arrived"). ``signs``: what shows further
ways to people. ``taken``: it was called a joke, which may be taken back. ``free``: there is no
credit on their phone.
"""

STAYS = timedelta(minutes=30)

SOFT, HINT = "soft", "hint"
PLAN = "plan"
_OFFERED = "plan.intro"
_QUESTIONS = {crisis.CARD, crisis.SOFT, crisis.HINT, _OFFERED}
_OF_CARDS = "crisis."

MEANT = "meant"
"""Said when a joke was none after all: the card's question is asked again."""

CORRECTED = "corrected"
"""Said to who explains that something else was meant: from then on a topic may answer."""

NO_CREDIT = "no_credit"
"""The wish that makes an answer name numbers that cost nothing (``content/compose.py``)."""

_WITH_CALLS = ("crisis.", "topic.", "directory.")

Stage = Literal["with", "called", "arrived"]
_STAGES: tuple[Stage, ...] = ("with", "called", "arrived")
_REACHED: Mapping[object, Stage] = {
    "with": "with",
    "called": "called",
    "arrived": "arrived",
    "taken": "arrived",
}
"""Which news says how far help is; what comes later in ``_STAGES`` is never taken back."""


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
        return {OPEN: {**_new(_of(asked), asked, at), **_free(said)}}
    meant = next((say for say in said if say.args.get("what") == MEANT), None)
    if meant is not None:
        return {OPEN: {**_new(_of_card(meant), meant, at), **_free(said)}}
    if now is None:
        return {OPEN: None} if OPEN in records and taken_back(records, at) is None else {}
    if any(say.key == crisis.FALSE for say in said):
        return {OPEN: {**now, "next": False, "taken": True}}
    if any(say.key == crisis.SAFE for say in said) or told_of(now) is None:
        return {OPEN: None}
    after = {**now, "next": False, **_told_since(now, said), **_free(said)}
    return {OPEN: after} if after != now else {}


def affordable(said: Sequence[Say], claim: ClaimedTurn) -> list[Say]:
    """Return what is said, with numbers that cost nothing alone where there is no credit.

    From the words that tell it on, as long as the card is open.
    """
    text = claim.inbound.text if claim.inbound.kind in TYPED else ""
    now = open_card(claim.facts.get(RECORDS) or {}, claim.inbound.at) or {}
    of_card = bool(now) or any(say.key == crisis.CARD for say in said)
    if not (now.get("free") or (of_card and hindrance_in(plain(text)) == "credit")):
        return list(said)
    return [
        replace(say, args={"wish": NO_CREDIT, **say.args})
        if say.key.startswith(_WITH_CALLS)
        else say
        for say in said
    ]


def _free(said: Sequence[Say]) -> dict[str, bool]:
    return {"free": True} if any(say.args.get("wish") == NO_CREDIT for say in said) else {}


def _new(of: str, asked: Say, at: datetime) -> dict[str, Any]:
    args = asked.args
    signs = {"signs": args["signs"]} if args.get("signs") else {}
    both = bool(args.get("both"))
    return {"of": of, "both": both, "at": at.isoformat(), "next": True, "here": True, **signs}


def _told_since(now: Mapping[str, Any], said: Sequence[Say]) -> dict[str, Any]:
    """Return what an answer changes of the open card: fixed words, how far help is."""
    told = next(
        (say.args.get("what") for say in said if say.key == crisis.FURTHER), now.get("said")
    )
    here = any(say.key.startswith(_OF_CARDS) and say.key != crisis.STILL for say in said)
    here = here and told != CORRECTED  # what it was about is asked anew
    stages = [now.get("stage"), *(_stage(say) for say in said)]
    stage = max((one for one in stages if one), key=_STAGES.index, default=None)
    return {"said": told, "here": here, **({"stage": stage} if stage else {})}


def _stage(say: Say) -> Stage | None:
    """Return how far help is by what is said: to news, to an answer to the card's question."""
    args = say.args
    if say.key == crisis.FURTHER:
        return _REACHED.get(args.get("what"))
    if say.key != crisis.ANSWERED:
        return None
    told = cast(Told, (args.get("category"), args.get("tier"), args.get("about")))
    asks, answer = QUESTIONS[told].asks, args.get("answer")
    if asks == "called" and answer == "yes":
        return "called"
    is_with = (asks, answer) in {("alone", "no"), ("with", "yes")}
    return "with" if is_with and told[2] == "self" else None


def _of(say: Say) -> str:
    if say.key == crisis.CARD:
        return _of_card(say)
    if say.key == _OFFERED:
        return PLAN
    return HINT if say.key == crisis.HINT else f"{SOFT}:{say.args.get('category')}"


def _of_card(say: Say) -> str:
    args = say.args
    return f"{args.get('category')}:{args.get('tier')}:{args.get('about')}"


def told_of(now: Mapping[str, Any]) -> Told | None:
    """Return which card is open; None while it is a gentle question."""
    told = cast(Told, tuple(str(now["of"]).split(":")))
    return told if told in QUESTIONS else None


def open_card(records: Mapping[str, Any], at: datetime) -> Mapping[str, Any] | None:
    """Return what is open of what was kept, or None."""
    now = _kept(records, at)
    return None if now is None or now.get("taken") else now


def taken_back(records: Mapping[str, Any], at: datetime) -> Mapping[str, Any] | None:
    """Return what was open until it was called a joke or a mistake a little while ago, or None."""
    now = _kept(records, at)
    return now if now is not None and now.get("taken") else None


def signs_of(claim: ClaimedTurn, told: Told) -> str:
    """Return the signs of ways to people: of an open card of this danger, and typed now."""
    now = open_card(claim.facts.get(RECORDS) or {}, claim.inbound.at)
    before = told_of(now) if now else None
    kept = str(now.get("signs") or "") if now and before and before[0] == told[0] else ""
    typed = crisis.signs_said(claim.inbound.text) if claim.inbound.kind in TYPED else ""
    return ",".join(dict.fromkeys(filter(None, (*kept.split(","), *typed.split(",")))))


def _kept(records: Mapping[str, Any], at: datetime) -> Mapping[str, Any] | None:
    now: Mapping[str, Any] | None = records.get(OPEN)
    since = datetime.fromisoformat(now["at"]) if now else None
    stays = checkin.WAITS if now and now["of"] == checkin.KIND else STAYS
    return now if since is not None and abs(at - since) < stays else None
