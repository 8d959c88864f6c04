"""What is said to words about the danger that a card was shown for: fixed words, never twice."""

import re
from collections.abc import Mapping
from typing import Any

from bot.domain.card_names import Further
from bot.domain.card_phrases import further_in, says_well
from bot.domain.card_questions import QUESTIONS, Told
from bot.domain.card_words import either, names_answer, plain, reply_in
from bot.domain.language_names import OTHER as OTHER_LANGUAGE
from bot.domain.language_names import own_language
from bot.domain.messages import Say
from bot.domain.safety_patterns import Category
from bot.services import crisis
from bot.services.after_card import after_card_command, answered, card_now
from bot.services.card_open import signs_of
from bot.services.commands import Command
from bot.services.delivery_ports import ClaimedTurn
from bot.services.interrupted import resumption

MORE, LINES, ELSE, NOTED, OTHER = "more", "lines", "else", "noted", "other"
"""What belongs to the danger, what can be done when calling fails, that it was not understood;
what is said to good news that is told again, and to words that may be about another danger."""

_IN_TURN: Mapping[str, tuple[str, ...]] = {
    "A": (LINES, MORE, ELSE),
    "B": (MORE, LINES, ELSE),
    "with": ("together", MORE, ELSE),
    "called": ("waiting", ELSE),
    "arrived": ("after", ELSE),
}
"""What is said in turn to words that nothing else answers: by the tier until help is nearer."""

_HELPED = frozenset({"with", "called", "arrived"})
"""When the card's first words are no more what is to be done."""

_NEXT: Mapping[str, str] = {
    LINES: ELSE,
    "cannot_call": LINES,
    "what_do": LINES,
    OTHER: MORE,
    **dict.fromkeys(
        ("arrived", "called", "with", "found", "breathing", "outside", "fire_over", "apart"),
        NOTED,
    ),
}
"""Instead of the same words again; whoever asks anything else a second time is told it again."""

_OF_DANGER_NOW: frozenset[Further] = frozenset({"back", "soon", "means"})
"""News that makes danger told to danger now."""

_WITH_OTHERS: Mapping[str, str] = {"worse": "worse_with"}
"""Said instead while somebody is with them: nobody is asked to come who is there."""

_VIOLENCE: Category = "crisis_violence_now"
_OWN_MATTERS = ("assess:", "plan:")
_ALONE_AT_HOME = re.compile(
    r"(?:(?:joo|kyllä|mä|oon|olen|ei|ja|jo|nej|jag|är|e|yes|no|i|am|im|there|is) )*"
    + either(
        r"(?:ei (?:oo|ole) (?:ketään|kukaan|muita)|(?:oo|ole) ketään|ketään|kukaan ei (?:oo|ole))"
        r" (?:kotona|himassa|täällä|tääl)",
        r"(?:yksin|ensam|alone)(?: at)? (?:kotona|himassa|hemma|home)",
        r"(?:kotona yksin|hemma ensam|home alone)",
        r"ingen (?:annan )?(?:är |e )?(?:hemma|här)",
        r"(?:one|no one|noone|nobody|no body)(?: is| else)?(?: at)? (?:home|here)",
    )
    + r"(?: (?:nyt|nu|now))*"
)
"""Answers to whether they are alone that begin like a "no": "no one home"."""

_WHERE_TO = re.compile(
    r"(?:(?:no|mut|ja|men|och|å|but|and|so|ok|okej) )*"
    + either(
        r"(?:mihin|minne) (?:mä |mää |mie |minä )?(?:meen|menen|mennä|lähen|lähden|voin mennä)",
        r"(?:vart|va|var) (?:kan|ska) (?:jag|ja|vi) (?:gå|ta vägen|åka)",
        r"where (?:do |can |should |must )?(?:i|we) (?:can |should |must )?go",
    )
    + r"(?: (?:nyt|yöllä|tänä yönä|nu|inatt|i natt|now|tonight|sit|sitten|då|then))*"
)
"""Questions for a place to go from whoever hurts: a shelter is named."""

_NAMES_WORKER = re.compile(
    r"työntekij|omatyö|ohjaaj|sossu|sosiaalityö|worker|kontaktperson|socialarb"
)


def about(claim: ClaimedTurn, now: Mapping[str, Any], told: Told) -> Command | None:
    """Return the answer to words about the card that is open; None: they are about none of it."""
    text, both = claim.inbound.text, bool(now["both"])
    if says_well(text):
        return after_card_command(claim, f"crisis:safe{'-both' if both else ''}")
    asks = QUESTIONS[told].asks
    if asks == "alone" and "?" not in text and _ALONE_AT_HOME.fullmatch(plain(text)):
        return answered(claim, told, "yes", both=both)
    said, is_clear = reply_in(text, asks), len(text.split()) > 1 or names_answer(text, asks)
    if said is not None and (now["next"] or is_clear):
        return answered(claim, told, said, both=both)
    return _meant(claim, now, told)


def further(claim: ClaimedTurn, now: Mapping[str, Any], told: Told, what: str | None) -> Command:
    """Return fixed words, other ones than the last time, and the way back to what was interrupted.

    Not to a message to the worker: that is never offered while life is in danger.

    Args:
        what: Which; None: the next of those that belong to the danger.
    """
    back = resumption(claim) or ""
    stage, last = str(now.get("stage") or told[1]), now.get("said")
    in_turn = _IN_TURN[stage]
    if what is None or (what == "what_do" and stage in _HELPED):
        said = in_turn[(in_turn.index(last) + 1) % len(in_turn)] if last in in_turn else in_turn[0]
    else:
        said = _NEXT.get(what, what) if what == last else what
    said = _WITH_OTHERS.get(said, said) if stage == "with" else said
    args = {**crisis.args_of(told, both=now["both"], signs=signs_of(claim, told)), "what": said}
    if said == "language":
        written = OTHER_LANGUAGE if now["both"] else claim.person.language
        args["speaks"] = own_language(claim.inbound.text, written)
    say = Say(crisis.FURTHER, {**args, "resume": back if back.startswith(_OWN_MATTERS) else None})
    return Command((say,), sos=True)


def kept_up(claim: ClaimedTurn, now: Mapping[str, Any], told: Told, card: Say) -> Command:
    """Return a card that is heard again, as grave as it was."""
    both, by = (
        bool(card.args.get("both") or now["both"]),
        str(card.args.get(crisis.HEARD_BY) or ""),
    )
    signs = signs_of(claim, told)
    heard_by = by or "classifier"
    again = crisis.card_of(told, claim.facts, both=both, heard_by=heard_by, signs=signs)
    return Command((again,), sos=True)


def names_worker(claim: ClaimedTurn) -> bool:
    """Return whether somebody names their worker, to whom they may write all the same."""
    return bool(_NAMES_WORKER.search(claim.inbound.text.lower()))


def _meant(claim: ClaimedTurn, now: Mapping[str, Any], told: Told) -> Command | None:
    """Return the answer to what people ask or say after a card; None: it is none of that."""
    what = _read(claim, told)
    if what is None or (what == "person" and names_worker(claim)):
        return None
    if what in _OF_DANGER_NOW and told[1] == "B":
        return card_now(claim, told, both=now["both"])
    if what in ("soon", "no_answer"):
        return further(claim, now, told, LINES if what == "no_answer" else None)
    if what == "worker" and told[1] == "A":
        what = "worker_later"
    return further(claim, now, told, what)


def _read(claim: ClaimedTurn, told: Told) -> Further | None:
    """Return what a text says beside a danger; rape that was heard as an illness is violence."""
    text = claim.inbound.text
    what = further_in(text, told)
    if what is None and told[0] == _VIOLENCE and _WHERE_TO.fullmatch(plain(text)):
        return "where"
    if what is None and "raped" in signs_of(claim, told).split(","):
        return further_in(text, (_VIOLENCE, told[1], told[2]))
    return what
