"""Buttons under a crisis card and under the gentle question: answered from fixed texts alone.

Who types "I am safe now" instead of pressing it is understood too, also when nothing else works.
"""

import re

from bot.domain.messages import TYPED, Say, Scalar
from bot.services import checkin, crisis, crisis_samples
from bot.services.commands import Command, sos
from bot.services.delivery_ports import ClaimedTurn
from bot.services.interrupted import resumption
from bot.services.kept_messages import KeepsMessages
from bot.services.plan import RESUME
from bot.services.plan_records import draft_of
from bot.services.writes import RECORDS

_SAFE = re.compile(
    r"(joo |jo |ok |okei |kyllä |siis |hei |ja |yes |yeah |nu )*("
    r"(mä |mää |mie |minä |me )?(oon|olen|ollaan|olemme) (nyt |jo |ihan |täysin )*turvas(sa)?"
    r"|turvassa|(jag|ja|vi) (är|e) (nu |redan |helt )*(i säkerhet|trygga?|i trygghet)"
    r"|i säkerhet|(i am|im|we are|were) (now |already |totally )*safe|safe"
    r")( nyt| jo| nu| now| kaverilla| kiitos| tack| thanks| thank you)*"
)


def safe_in_words(claim: ClaimedTurn) -> Command | None:
    """Return what "I am safe now" does when it is typed while help is near; else None."""
    inbound = claim.inbound
    if inbound.kind not in TYPED or not crisis.help_is_near(claim.person, inbound.at):
        return None
    said = " ".join(re.sub(r"['’`´]", "", inbound.text.lower()).split()).strip("!?., ")
    said = re.sub(r"[!?.,]+", "", said)
    return after_card_command(claim, "crisis:safe") if _SAFE.fullmatch(said) else None


def after_card_command(
    claim: ClaimedTurn, action: str | None, samples: KeepsMessages | None = None
) -> Command | None:
    """Return what such a button does, None when the button is another's.

    Args:
        samples: Where a message may be kept that got a card by mistake.
    """
    kind, _, answer = (action or "").partition(":")
    if kind != "crisis":
        return None
    what, _, together = answer.partition("-")
    args: dict[str, Scalar] = {"both": together == "both", "resume": _interrupted(claim)}
    if what in {"yes", "unsure"}:  # not sure is never answered with less help than yes
        danger = {"category": "crisis_suicide", "tier": "B", "about": "self"}
        return Command((Say(crisis.CARD, {**danger, "both": args["both"]}),), sos=True)
    if what == "unsafe":
        return sos()
    if what == "safe":
        more = () if args["both"] else checkin.offer(claim)
        return Command((Say(crisis.SAFE, args), *more), sos=True)
    if what == "tips":
        return Command((Say("crisis.tips", args),), sos=True)
    # It was no crisis: reminders go on. Help stays near, for whoever was ashamed of the card.
    of_card = what == "false"
    more = crisis_samples.offer(claim.person, samples) if of_card and not args["both"] else ()
    said = (Say(crisis.FALSE, {**args, "of_card": of_card}), *more)
    return Command(said, {RECORDS: {crisis.CRISIS_AT: None}}, sos=True)


def _interrupted(claim: ClaimedTurn) -> str:
    """Return the action that takes up again what the card interrupted; the menu after nothing."""
    if (action := resumption(claim)) is not None:
        return action
    if draft_of(claim.facts) is not None:
        return RESUME.action
    topic = claim.person.last_topic
    return f"topic:{topic}" if topic else "intent:menu"
