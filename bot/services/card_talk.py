"""What is said while a crisis card, a gentle question or the check-in is still open.

Many type instead of pressing: an answer to the card's question, "it was a joke", "I called them".
They are answered from fixed texts, before the dialogue could take "joo" for small talk. While a
card of danger now is fresh, no other answer stands without 112.
"""

import re
from collections.abc import Mapping
from typing import Any

from bot.domain.card_events import change_in
from bot.domain.card_phrases import further_in, says_safe, says_well, takes_back
from bot.domain.card_questions import QUESTIONS, Told
from bot.domain.card_words import names_answer, plain, reply_in
from bot.domain.checkin_words import how_in
from bot.domain.messages import TYPED, Say
from bot.domain.safety import MEANING, MODEL
from bot.domain.safety_patterns import CRISIS
from bot.services import checkin, crisis, plan
from bot.services.after_card import after_card_command, answered, card_now
from bot.services.card_open import HINT, PLAN, open_card, told_of
from bot.services.commands import Command
from bot.services.delivery_ports import ClaimedTurn
from bot.services.interrupted import resumption
from bot.services.kept_messages import KeepsMessages
from bot.services.ports import EngineAnswer
from bot.services.writes import RECORDS

_NO_HELP = (
    *("talk.", "menu.", "unsure.", "scope.", "answer.", "help.", "directory.", "worker."),
    *("status.", "fallback."),
)
"""Answers that help nobody whose life is in danger now."""

_COLD = ("unsure.", "scope.", "talk.how_are_you", "talk.deny", "menu.", "fallback.")
"""Those that help nobody who has just told of danger either."""

_AGREED = "talk.affirm"
"""To a bare "ok" after danger was told it says "ask if there is anything else"."""

_STANDS = ("talk.thanks", "talk.goodbye", "talk.greet", "talk.bot_challenge")
"""Those that stand all the same: politeness, and what this is."""

_LATER = ("place.ask", "help.ask")
"""Questions of ours that wait while a card is open."""

_LINES, _ELSE, _NOTED = "lines", "else", "noted"
"""What can be done when calling fails; and what is said instead of the same words again: to good
news that they are heard, to what is not understood that it is not."""

_NEXT: Mapping[str, str] = {
    _LINES: _ELSE,
    "cannot_call": _LINES,
    "what_do": _LINES,
    **dict.fromkeys(
        ("arrived", "called", "with", "found", "breathing", "outside", "fire_over", "apart"),
        _NOTED,
    ),
}

_FEW = 3
"""Words: too few to tell the classifier of another danger than the one that was just told."""

_SOME = 6
"""Words in which an ear alone hears another danger where something is said about this one."""

EARS = (MODEL, MEANING)
"""What has no reviewed pattern: the scanner's model, the second ear."""

_BEGIN = re.compile(
    r"\b(?:aloit\w+|alot\w+|tehdään|tehään|tehää|vi börjar|börja|vi gör det|starta"
    r"|(?:let s |lets )?(?:start|begin|do it|go))\b"
)
_OWN_MATTERS = ("assess:", "plan:")
_TO_WORKER = "contact_worker"
_NAMES_WORKER = re.compile(
    r"työntekij|omatyö|ohjaaj|sossu|sosiaalityö|worker|kontaktperson|socialarb"
)


def reply_command(claim: ClaimedTurn, samples: KeepsMessages | None) -> Command | None:
    """Return the answer to words that answer a card or a gentle question; None: they do not."""
    inbound, person = claim.inbound, claim.person
    if inbound.kind not in TYPED:
        return None
    now = open_card(claim.facts.get(RECORDS) or {}, inbound.at)
    both = "-both" if now and now["both"] else ""
    if crisis.help_is_near(person, inbound.at) and says_safe(inbound.text):
        return after_card_command(claim, f"crisis:safe{both}")
    if now is None:
        return None
    told = told_of(now)
    if now["of"] != PLAN and takes_back(inbound.text):
        return after_card_command(claim, f"crisis:{'false' if told else 'no'}{both}", samples)
    if told is None:
        return _to_question(claim, now["of"], both) if now["next"] else None
    return _about(claim, now, told)


def heard_again(claim: ClaimedTurn, command: Command) -> Command:
    """Return what is said to danger that is heard in words while a card is open.

    Whatever was answered, asked or told in them has its answer instead of the same card again ("I
    cannot talk, he hears me"), and nothing that sounds fainter makes less of danger now.
    """
    now, card = open_card(claim.facts.get(RECORDS) or {}, claim.inbound.at), command.says[0]
    told = told_of(now) if now else None
    if now is None or told is None or card.key != crisis.CARD or claim.inbound.kind not in TYPED:
        return command
    is_same = _is_of(card, told)
    near = is_same or _is_near(claim, card, told) or _is_news(claim, card, told)
    about = _about(claim, now, told) if near else None
    if about is not None:
        return about
    return _kept_up(claim, now, told, card) if is_same else command


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
    if told[1] != "A" and first.key == _AGREED:
        return _further(claim, now, told, _NOTED)
    if told[1] != "A":
        return _further(claim, now, told, None) if first.key.startswith(_COLD) else None
    if first.key == crisis.CARD:
        if _is_of(first, told):
            return _kept_up(claim, now, told, first)
        few = len(claim.inbound.text.split()) <= _FEW
        faint = few and first.args.get("category") != "crisis_fire_now"
        return _further(claim, now, told, None) if faint else None
    idle = (first.key.startswith(_NO_HELP) and first.key not in _STANDS) or (
        answer.intent == _TO_WORKER and not _names_worker(claim)
    )
    return _further(claim, now, told, None) if idle else None


def with_112(claim: ClaimedTurn, says: tuple[Say, ...]) -> tuple[Say, ...]:
    """Return what the dialogue says with 112 before it while danger now is fresh.

    After every card its own questions wait: nobody is asked now in which town they live.
    """
    now = open_card(claim.facts.get(RECORDS) or {}, claim.inbound.at)
    told = told_of(now) if now else None
    if now is None or told is None or not says or says[0].key.startswith("crisis."):
        return says
    says = tuple(say for say in says if say.key not in _LATER) or says
    if told[1] != "A":
        return says
    return (Say(crisis.STILL, crisis.args_of(told, both=now["both"])), *says)


def _to_question(claim: ClaimedTurn, of: str, both: str) -> Command | None:
    """Return the answer to an answer to a gentle question, as its buttons give it."""
    what, _, category = of.partition(":")
    if what == PLAN:
        return plan.plan_command(claim, "plan:start") if _begins(claim.inbound.text) else None
    if what == checkin.KIND:
        how = how_in(claim.inbound.text)
        action = f"{checkin.KIND}:{how}{both}" if how else None
        return checkin.checkin_command(claim, action, claim.person)
    said = reply_in(claim.inbound.text, "safe" if what == HINT else "thoughts")
    if said is None:
        return None
    if what == HINT:
        return after_card_command(claim, f"crisis:{'no' if said == 'yes' else 'unsafe'}{both}")
    kind = category.removeprefix(CRISIS)
    return after_card_command(claim, f"crisis:{said}.{kind}{both}")


def _about(claim: ClaimedTurn, now: Mapping[str, Any], told: Told) -> Command | None:
    """Return the answer to words about the card that is open; None: they are about none of it."""
    text, both = claim.inbound.text, bool(now["both"])
    if says_well(text):
        return after_card_command(claim, f"crisis:safe{'-both' if both else ''}")
    asks = QUESTIONS[told].asks
    said, is_clear = reply_in(text, asks), len(text.split()) > 1 or names_answer(text, asks)
    if said is not None and (now["next"] or is_clear):
        return answered(claim, told, said, both=both)
    return _meant(claim, now, told)


def _meant(claim: ClaimedTurn, now: Mapping[str, Any], told: Told) -> Command | None:
    """Return the answer to what people ask or say after a card; None: it is none of that."""
    what = further_in(claim.inbound.text, told)
    if what is None or (what == "person" and _names_worker(claim)):
        return None
    if what == "back" and told[1] == "B":
        return card_now(claim, told, both=now["both"])
    return _further(claim, now, told, None if what == "no_answer" else what)


def _kept_up(claim: ClaimedTurn, now: Mapping[str, Any], told: Told, card: Say) -> Command:
    """Return a card that is heard again, as grave as it was."""
    both = bool(card.args.get("both") or now["both"])
    by = str(card.args.get(crisis.HEARD_BY) or "classifier")
    return Command((crisis.card_of(told, claim.facts, both=both, heard_by=by),), sos=True)


def _further(claim: ClaimedTurn, now: Mapping[str, Any], told: Told, what: str | None) -> Command:
    """Return fixed words, other ones than the last time, and the way back to what was interrupted.

    Not to a message to the worker: that is never offered while life is in danger.
    """
    back = resumption(claim) or ""
    said: str = what or _LINES
    if said == now.get("said"):
        said = _NEXT.get(said, said)  # who asks a thing again is told it again
    args = {**crisis.args_of(told, both=now["both"]), "what": said}
    say = Say(crisis.FURTHER, {**args, "resume": back if back.startswith(_OWN_MATTERS) else None})
    return Command((say,), sos=True)


def _begins(text: str) -> bool:
    """Return whether words say yes to what was offered: "joo aloitetaan", "vi börjar"."""
    return reply_in(_BEGIN.sub("joo", plain(text)), "thoughts") == "yes"


def _names_worker(claim: ClaimedTurn) -> bool:
    return bool(_NAMES_WORKER.search(claim.inbound.text.lower()))


def _is_near(claim: ClaimedTurn, card: Say, told: Told) -> bool:
    """Return whether a card that is heard in a few words may be about the danger that was told."""
    if len(claim.inbound.text.split()) > _SOME or told[1] > str(card.args.get("tier")):
        return False
    return card.args.get(crisis.HEARD_BY) in EARS or card.args.get("category") == told[0]


def _is_news(claim: ClaimedTurn, card: Say, told: Told) -> bool:
    """Return whether what an ear alone hears is word for word news of the danger that was told.

    "I'm sitting in the bathroom" after violence is a hiding place, not a hand against oneself.
    """
    by_ear = card.args.get(crisis.HEARD_BY) in EARS
    return by_ear and change_in(plain(claim.inbound.text), told) is not None


def _is_of(card: Say, told: Told) -> bool:
    """Return whether a card is of the danger that was told, as grave or less."""
    args = card.args
    same = (args.get("category"), args.get("about")) == (told[0], told[2])
    return same and told[1] <= str(args.get("tier"))  # "A" is graver than "B"
