"""Another language was asked for: what was said last is said again in it, a card before all else.

The dialogue repeats its own answers. A crisis card, the gentle question and the ways to people
that answer now are the gateway's.
"""

from collections.abc import Sequence

from bot.domain.messages import Choice, Say
from bot.services import crisis
from bot.services.card_open import HINT, SOFT, open_card, signs_of, told_of
from bot.services.commands import Command, sos
from bot.services.delivery_ports import ClaimedTurn
from bot.services.said_last import is_last, last_answer
from bot.services.writes import RECORDS

CHANGED, AGAIN = "language.changed", "language.again"
"""What is said to the wish; the second where the last answer follows."""


def card_again(claim: ClaimedTurn, says: Sequence[Say]) -> Command | None:
    """Return the card or the ways to people instead of the bare "let us speak English"."""
    if not says or says[0].key not in (CHANGED, AGAIN):
        return None
    now = open_card(claim.facts.get(RECORDS) or {}, claim.inbound.at)
    told = told_of(now) if now else None
    if told is not None:
        return Command((crisis.card_of(told, claim.facts, signs=signs_of(claim, told)),), sos=True)
    return sos() if is_last(claim, crisis.SOS) else None


def question_again(claim: ClaimedTurn, says: Sequence[Say]) -> Say | None:
    """Return the gentle question that stood below the last answer; None: there was none."""
    now = open_card(claim.facts.get(RECORDS) or {}, claim.inbound.at)
    if now is None or not says or says[0].key not in (CHANGED, AGAIN):
        return None
    what, _, category = str(now["of"]).partition(":")
    if what == HINT:
        return Say(crisis.HINT, {"both": False})
    return Say(crisis.SOFT, {"both": False, "category": category}) if what == SOFT else None


def answer_again(claim: ClaimedTurn, says: tuple[Say, ...]) -> tuple[Say, ...]:
    """Return what the dialogue says again, where it is what was said last.

    It does not know what the gateway has said since: an answer of some time ago is not repeated.
    """
    said = {one["key"] for one in last_answer(claim)}
    if not says or says[0].key != AGAIN or any(say.key in said for say in says[1:]):
        return says
    topic = claim.person.last_topic
    return (Say(CHANGED, choices=(Choice(f"topic:{topic}"),) if topic else ()),)
