"""What stands instead of and above the dialogue's answers while a crisis card is fresh.

Short words that name no practical matter belong to the card: the dialogue would take them for
whatever they sound like. While danger now is fresh no other answer stands without 112.
"""

import re
from collections.abc import Mapping
from typing import Any

from bot.domain.card_questions import Told
from bot.domain.card_words import plain
from bot.domain.matter_words import names_matter
from bot.domain.messages import TYPED, Say
from bot.domain.safety_patterns import Category
from bot.services import crisis
from bot.services.card_answers import NOTED, OTHER, further, kept_up, names_worker
from bot.services.card_open import open_card, told_of
from bot.services.card_talk import SHORT, is_of
from bot.services.commands import Command
from bot.services.delivery_ports import ClaimedTurn
from bot.services.ports import EngineAnswer
from bot.services.writes import RECORDS

_NO_HELP = (
    *("talk.", "menu.", "unsure.", "scope.", "answer.", "help.", "directory.", "worker."),
    *("status.", "fallback."),
)
"""Answers that help nobody whose life is in danger now."""

_COLD = ("unsure.", "scope.", "talk.how_are_you", "talk.deny", "menu.", "fallback.")
"""Those that help nobody who has just told of danger either."""

_WHICH = "unsure."
"""Which of a few matters is meant."""

_ELSEWHERE = (
    *("topic.", "worker.", "status.", "help.", "not_yet.", "link.", "language.ask", "plain."),
    *("feedback.", "place.", "talk.", "assessment.", "erase."),
)
"""Those that lead away from a card in which short words are not meant to."""

_KIN: Mapping[Category, frozenset[str]] = {
    "crisis_suicide": frozenset({"mental_health", "loneliness", "bereavement", "substance_use"}),
    "crisis_violence_now": frozenset({"violence_help"}),
    "crisis_medical_now": frozenset({"substance_use"}),
    "crisis_fire_now": frozenset({"homeless_tonight", "home_insurance"}),
    "crisis_harm_others": frozenset({"mental_health"}),
}
"""Topics about the danger itself: their answers begin with the same help."""

_AGREED = ("talk.affirm", "talk.affirm_next")
"""To a bare "ok" after danger was told they say "ask if there is anything else"."""

_STANDS = ("talk.thanks", "talk.goodbye", "talk.greet", "talk.bot_challenge")
"""Those that stand all the same: politeness, and what this is."""

_LATER = ("place.ask", "help.ask")
"""Questions of ours that wait while a card is open."""

_FEW = 3
"""Words: too few to tell the classifier of another danger than the one that was just told."""

_TO_WORKER = "contact_worker"
_NAMED = frozenset({"talk.bot_challenge", "place.thanks"})
"""What was asked or told by name: what this is, and where one lives."""

_POLITE = re.compile(
    r"\b(?:kiit|tack|thank|thx|moi|moro|terve|hei|hej|hello|hi\b|bye|näkemi|yötä|öitä|natt|night"
    r"|спасибо|дякую|пока\b|привет|شكرا|مرسي|سلام|tashakor|mahadsanid)"
)
"""Words of politeness: "hm" is none, whatever it is taken for."""


def instead(claim: ClaimedTurn, answer: EngineAnswer) -> Command | None:
    """Return what is said instead of an answer that helps nobody whose life is in danger now.

    Small talk, things not understood and ways to the worker give way to what else can be done
    when calling fails. Who names their worker may still write to them.
    """
    now = open_card(claim.facts.get(RECORDS) or {}, claim.inbound.at)
    told = told_of(now) if now else None
    if now is None or told is None or claim.inbound.kind not in TYPED:
        return None
    first = answer.says[0]
    if first.key == crisis.CARD:
        return _card_heard(claim, now, told, first)
    if _leads_away(claim, now, told, answer):
        return further(claim, now, told, None)
    if told[1] != "A" and first.key in _AGREED:
        return further(claim, now, told, NOTED)
    if told[1] != "A":
        is_cold = first.key.startswith(_COLD) and not _may_be_matter(claim, first)
        return further(claim, now, told, None) if is_cold else None
    idle = (first.key.startswith(_NO_HELP) and first.key not in _STANDS) or (
        answer.intent == _TO_WORKER and not names_worker(claim)
    )
    return further(claim, now, told, None) if idle else None


def with_112(claim: ClaimedTurn, says: tuple[Say, ...]) -> tuple[Say, ...]:
    """Return what the dialogue says with 112 before it while danger now is fresh.

    After every card its own questions wait: nobody is asked now in which town they live. Where
    help has come nothing stands above the next matter.
    """
    now = open_card(claim.facts.get(RECORDS) or {}, claim.inbound.at)
    told = told_of(now) if now else None
    if now is None or told is None or not says or says[0].key.startswith("crisis."):
        return says
    says = tuple(say for say in says if say.key not in _LATER) or says
    if told[1] != "A" or now.get("stage") == "arrived":
        return says
    return (Say(crisis.STILL, crisis.args_of(told, both=now["both"])), *says)


def _leads_away(
    claim: ClaimedTurn, now: Mapping[str, Any], told: Told, answer: EngineAnswer
) -> bool:
    """Return whether an answer leads short words right after a card to another matter.

    Words that name a practical matter are meant for it, and so is everything once such a matter
    has been answered.
    """
    text, first = claim.inbound.text, answer.says[0]
    words = len(text.split())
    if not now.get("here") or words > SHORT or names_matter(plain(text)) or names_worker(claim):
        return False
    if first.key in _NAMED or first.key in _AGREED or (answer.intent or "").startswith("start_"):
        return False
    if first.key in _STANDS and _POLITE.search(text.lower()):
        return False
    is_kin = first.key.startswith("topic.") and first.args.get("topic") in _KIN[told[0]]
    return first.key.startswith(_ELSEWHERE) and not is_kin


def _may_be_matter(claim: ClaimedTurn, first: Say) -> bool:
    """Return whether words that name a practical matter are asked which one they mean."""
    return first.key.startswith(_WHICH) and names_matter(plain(claim.inbound.text))


def _card_heard(
    claim: ClaimedTurn, now: Mapping[str, Any], told: Told, card: Say
) -> Command | None:
    """Return what is said instead of a card that the classifier reads; None: the card is shown."""
    if is_of(card, told):
        return kept_up(claim, now, told, card)
    heard = card.args.get("category")
    few = len(claim.inbound.text.split()) <= _FEW
    faint = few and heard != "crisis_fire_now" and (told[1] == "A" or heard != told[0])
    return further(claim, now, told, None if heard == told[0] else OTHER) if faint else None
