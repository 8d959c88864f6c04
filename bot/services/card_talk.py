"""What is said while a crisis card or a gentle question is still open.

Many type instead of pressing: an answer to the card's question, "it was a joke", "I called them".
They are answered from fixed texts, before the dialogue could take "joo" for small talk. While a
card of danger now is fresh, no other answer stands without 112.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, cast

from bot.domain.card_phrases import further_in, says_safe, takes_back
from bot.domain.card_questions import QUESTIONS, Told
from bot.domain.card_words import reply_in
from bot.domain.messages import TYPED, Say
from bot.domain.safety_patterns import CRISIS
from bot.services import crisis
from bot.services.after_card import after_card_command, answered
from bot.services.commands import Command
from bot.services.delivery_ports import ClaimedTurn
from bot.services.interrupted import resumption
from bot.services.kept_messages import KeepsMessages
from bot.services.ports import EngineAnswer
from bot.services.writes import RECORDS

OPEN = "crisis_open"
"""The record of the card or question that is open: ``of``, ``both``, ``at``, ``next``.

``of`` is "crisis_suicide:A:self" of a card, "soft:crisis_suicide" or "hint". ``next``: nothing has
been said since, so a bare "joo" answers it.
"""

STAYS = timedelta(minutes=30)

_SOFT, _HINT = "soft", "hint"
_QUESTIONS = {crisis.CARD, crisis.SOFT, crisis.HINT}
_OVER = {crisis.SAFE, crisis.FALSE}
_NO_HELP = ("talk.", "unsure.", "scope.", "answer.", "help.", "directory.", "worker.", "fallback.")
_STANDS = ("talk.thanks", "talk.goodbye", "talk.greet", "talk.bot_challenge")
"""Those that stand all the same: politeness, and what this is."""
"""Answers that help nobody whose life is in danger now."""

_OWN_MATTERS = ("assess:", "plan:")
_TO_WORKER = "contact_worker"
_NAMES_WORKER = re.compile(
    r"työntekij|omatyö|ohjaaj|sossu|sosiaalityö|worker|kontaktperson|socialarb"
)


def opened(said: Sequence[Say], records: Mapping[str, Any], at: datetime) -> dict[str, Any]:
    """Return what a turn changes in the records: what is open after it.

    Args:
        said: All that the turn says.
        records: What was kept before.
        at: When they wrote.
    """
    now = _open(records, at)
    asked = next((say for say in reversed(said) if say.key in _QUESTIONS), None)
    if asked is not None:
        both = bool(asked.args.get("both"))
        return {OPEN: {"of": _of(asked), "both": both, "at": at.isoformat(), "next": True}}
    if now is None or any(say.key in _OVER for say in said):
        return {OPEN: None} if OPEN in records else {}
    if not now["next"]:
        return {}
    return {OPEN: {**now, "next": False} if _told(now) else None}


def reply_command(claim: ClaimedTurn, samples: KeepsMessages | None) -> Command | None:
    """Return the answer to words that answer a card or a gentle question; None: they do not."""
    inbound, person = claim.inbound, claim.person
    if inbound.kind not in TYPED:
        return None
    now = _open(claim.facts.get(RECORDS) or {}, inbound.at)
    both = "-both" if now and now["both"] else ""
    if crisis.help_is_near(person, inbound.at) and says_safe(inbound.text):
        return after_card_command(claim, f"crisis:safe{both}")
    if now is None:
        return None
    told = _told(now)
    if takes_back(inbound.text):
        return after_card_command(claim, f"crisis:{'false' if told else 'no'}{both}", samples)
    if told is None:
        return _to_question(claim, now["of"], both) if now["next"] else None
    said = reply_in(inbound.text, QUESTIONS[told].asks)
    if said is not None and (now["next"] or len(inbound.text.split()) > 1):
        return answered(claim, told, said, both=bool(both))
    further = further_in(inbound.text)
    return _further(claim, now, told, further) if further else None


def instead(claim: ClaimedTurn, answer: EngineAnswer) -> Command | None:
    """Return what is said instead of an answer that helps nobody whose life is in danger now.

    Small talk, things not understood and ways to the worker give way to what else can be done
    when calling fails. Who names their worker may still write to them.
    """
    now, told = _danger_now(claim)
    if now is None or told is None or claim.inbound.kind not in TYPED:
        return None
    first = answer.says[0].key
    idle = (first.startswith(_NO_HELP) and first not in _STANDS) or (
        answer.intent == _TO_WORKER and not _NAMES_WORKER.search(claim.inbound.text.lower())
    )
    return _further(claim, now, told, None) if idle else None


def with_112(claim: ClaimedTurn, says: tuple[Say, ...]) -> tuple[Say, ...]:
    """Return what the dialogue says with 112 before it while danger now is fresh."""
    now, told = _danger_now(claim)
    if now is None or told is None or not says or says[0].key.startswith("crisis."):
        return says
    return (Say(crisis.STILL, crisis.args_of(told, both=now["both"])), *says)


def _danger_now(claim: ClaimedTurn) -> tuple[Mapping[str, Any] | None, Told | None]:
    """Return the open card where it is of danger now."""
    now = _open(claim.facts.get(RECORDS) or {}, claim.inbound.at)
    told = _told(now) if now else None
    return (now, told) if told is not None and told[1] == "A" else (None, None)


def _to_question(claim: ClaimedTurn, of: str, both: str) -> Command | None:
    """Return the answer to an answer to a gentle question, as its buttons give it."""
    what, _, category = of.partition(":")
    said = reply_in(claim.inbound.text, "safe" if what == _HINT else "thoughts")
    if said is None:
        return None
    if what == _HINT:
        return after_card_command(claim, f"crisis:{'no' if said == 'yes' else 'unsafe'}{both}")
    kind = category.removeprefix(CRISIS)
    return after_card_command(claim, f"crisis:{said}.{kind}{both}")


def _further(claim: ClaimedTurn, now: Mapping[str, Any], told: Told, what: str | None) -> Command:
    """Return fixed words, with the way back to what the card interrupted.

    Not to a message to the worker: that is never offered while life is in danger.
    """
    back = resumption(claim) or ""
    args = {**crisis.args_of(told, both=now["both"]), "what": what}
    say = Say(crisis.FURTHER, {**args, "resume": back if back.startswith(_OWN_MATTERS) else None})
    return Command((say,), sos=True)


def _of(say: Say) -> str:
    args = say.args
    if say.key == crisis.CARD:
        return f"{args.get('category')}:{args.get('tier')}:{args.get('about')}"
    return _HINT if say.key == crisis.HINT else f"{_SOFT}:{args.get('category')}"


def _told(now: Mapping[str, Any]) -> Told | None:
    """Return which card is open; None while it is a gentle question."""
    told = cast(Told, tuple(str(now["of"]).split(":")))
    return told if told in QUESTIONS else None


def _open(records: Mapping[str, Any], at: datetime) -> Mapping[str, Any] | None:
    now: Mapping[str, Any] | None = records.get(OPEN)
    since = datetime.fromisoformat(now["at"]) if now else None
    return now if since is not None and abs(at - since) < STAYS else None
