"""What is said while a crisis card, a gentle question or the check-in is still open.

Many type instead of pressing: an answer to the card's question, "it was a joke", "I called them".
They are answered from fixed texts, before the dialogue could take "joo" for small talk. In the
minutes after a card few words sound like danger to both ears, and like another one: what an ear
alone hears in them belongs to the open card, a reviewed pattern of another danger counts. What the
dialogue answers meanwhile is in ``card_beside``.
"""

import re
from collections.abc import Mapping
from typing import Any

from bot.domain.card_events import change_in
from bot.domain.card_phrases import jokes_then_asks, means_it, says_safe, takes_back
from bot.domain.card_questions import QUESTIONS, Told
from bot.domain.card_signs import signs_in
from bot.domain.card_words import plain, reply_in
from bot.domain.checkin_words import how_in
from bot.domain.messages import TYPED, Say
from bot.domain.safety import EARS
from bot.domain.safety_patterns import CRISIS
from bot.services import checkin, crisis, plan
from bot.services.after_card import after_card_command, card_now
from bot.services.card_answers import OTHER, about, further, kept_up
from bot.services.card_open import HINT, MEANT, PLAN, open_card, taken_back, told_of
from bot.services.commands import Command
from bot.services.delivery_ports import ClaimedTurn
from bot.services.kept_messages import KeepsMessages
from bot.services.writes import RECORDS

SHORT = 8
"""Words in which an ear alone hears no other danger than the one that was told."""

_SOME = 6
"""Words in which what is said about a danger counts before what sounds like it."""

_KIN = frozenset({"crisis_suicide", "crisis_medical_now"})
"""Who has told of one may be in the other: pills that were taken."""


_BEGIN = re.compile(
    r"\b(?:aloit\w+|alot\w+|tehdään|tehään|tehää|vi börjar|börja|vi gör det|starta"
    r"|(?:let s |lets )?(?:start|begin|do it|go))\b"
)
_UNKNOWN: Told = ("crisis_suicide", "B", "self")
"""What is asked about where the gentle question named no danger."""


def reply_command(claim: ClaimedTurn, samples: KeepsMessages | None) -> Command | None:
    """Return the answer to words that answer a card or a gentle question; None: they do not."""
    inbound, person = claim.inbound, claim.person
    if inbound.kind not in TYPED:
        return None
    records = claim.facts.get(RECORDS) or {}
    now = open_card(records, inbound.at)
    both = "-both" if now and now["both"] else ""
    if crisis.help_is_near(person, inbound.at) and says_safe(inbound.text):
        return after_card_command(claim, f"crisis:safe{both}")
    if now is None:
        return _meant_after_all(claim, taken_back(records, inbound.at))
    told = told_of(now)
    if now["of"] != PLAN and takes_back(inbound.text):
        return after_card_command(claim, f"crisis:{'false' if told else 'no'}{both}", samples)
    if told is None:
        return _to_question(claim, now["of"], both) if now["next"] else None
    if jokes_then_asks(inbound.text):
        return None  # the matter has its answer
    return about(claim, now, told)


def heard_again(claim: ClaimedTurn, command: Command) -> Command:
    """Return what is said to danger that is heard in words while a card is open.

    Whatever was answered, asked or told in them has its answer instead of the same card again ("I
    cannot talk, he hears me"), and nothing that sounds fainter makes less of danger now.
    """
    records, at = claim.facts.get(RECORDS) or {}, claim.inbound.at
    now, card = open_card(records, at), command.says[0]
    if card.key != crisis.CARD or claim.inbound.kind not in TYPED:
        return command
    was = taken_back(records, at) if now is None else None
    joked = told_of(was) if was else None
    if was is not None and joked is not None and is_of(card, joked):
        return further(claim, was, joked, MEANT)  # told again after "läppä": it is taken seriously
    told = told_of(now) if now else None
    if now is None or told is None:
        return command
    stays = _stays(claim, card, told)
    graver = _is_graver(card, told)
    if graver:
        return _to_graver(claim, now, told, command) if stays else command
    is_same = is_of(card, told)
    near = is_same or stays or _is_near(claim, card, told)
    said = about(claim, now, told) if near else None
    if said is not None:
        return said
    if stays:
        return further(claim, now, told, _unlike(card, told))
    return kept_up(claim, now, told, card) if is_same else command


def is_of(card: Say, told: Told) -> bool:
    """Return whether a card is of the danger that was told, as grave or less."""
    args = card.args
    same = (args.get("category"), args.get("about")) == (told[0], told[2])
    return same and told[1] <= str(args.get("tier"))  # "A" is graver than "B"


def _meant_after_all(claim: ClaimedTurn, was: Mapping[str, Any] | None) -> Command | None:
    """Return the answer to "mut oikeesti haluun" after a joke: the card's matter is open again."""
    if was is None or not means_it(claim.inbound.text):
        return None
    category = str(was["of"]).partition(":")[2].partition(":")[0]
    told = told_of(was) or next(
        (of for of in QUESTIONS if of == (category, "B", "self")), _UNKNOWN
    )
    return further(claim, was, told, MEANT)


def _to_question(claim: ClaimedTurn, of: str, both: str) -> Command | None:
    """Return the answer to an answer to a gentle question, as its buttons give it."""
    what, _, category = of.partition(":")
    if what == PLAN:
        if _begins(claim.inbound.text):
            return plan.plan_command(claim, "plan:start")
        return plan.begun_with(claim, claim.inbound.text)
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


def _begins(text: str) -> bool:
    """Return whether words say yes to what was offered: "joo aloitetaan", "vi börjar"."""
    return reply_in(_BEGIN.sub("joo", plain(text)), "thoughts") == "yes"


def _to_graver(
    claim: ClaimedTurn, now: Mapping[str, Any], told: Told, command: Command
) -> Command:
    """Return the answer to short words that an ear takes for danger now after danger was told."""
    heard = command.says[0].args.get("category")
    if _is_news(claim, told):
        return about(claim, now, told) or command
    if heard == told[0]:
        return command
    if {heard, told[0]} <= _KIN:
        return card_now(claim, told, both=now["both"])
    return about(claim, now, told) or further(claim, now, told, OTHER)


def _stays(claim: ClaimedTurn, card: Say, told: Told) -> bool:
    """Return whether what is heard belongs to the danger that was told.

    What an ear alone hears in a few words, but for pills or poison that are named after another
    danger.
    """
    few = len(claim.inbound.text.split()) <= SHORT
    of_poison = told[0] not in _KIN and "poison" in signs_in(claim.inbound.text)
    return few and card.args.get(crisis.HEARD_BY) in EARS and not of_poison


def _unlike(card: Say, told: Told) -> str | None:
    return None if card.args.get("category") == told[0] else OTHER


def _is_graver(card: Say, told: Told) -> bool:
    return told[1] > str(card.args.get("tier"))  # "A" is graver than "B"


def _is_near(claim: ClaimedTurn, card: Say, told: Told) -> bool:
    """Return whether a card that is heard in a few words may be about the danger that was told."""
    few = len(claim.inbound.text.split()) <= _SOME
    return few and card.args.get("category") == told[0]


def _is_news(claim: ClaimedTurn, told: Told) -> bool:
    """Return whether words are nothing but news of the danger that was told.

    "I'm sitting in the bathroom" after violence is a hiding place, not a hand against oneself.
    """
    return change_in(plain(claim.inbound.text), told) is not None
