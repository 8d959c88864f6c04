"""What a turn comes to: what belongs around the answer, its words, and all that is written.

Below ``turn.py``, whose last step it is.
"""

from dataclasses import replace

from bot.domain.messages import Lane, Say
from bot.services import crisis
from bot.services.card_open import affordable, opened
from bot.services.commands import MASKED
from bot.services.crisis_counts import counted
from bot.services.framing import framed, gathered, truly
from bot.services.handoff_open import waits_after_card
from bot.services.memory import writes_of
from bot.services.repeating import once
from bot.services.writes import RECORDS
from bot.turn_state import Outcome, Parts, Turn


def outcome_of(turn: Turn, parts: Parts) -> Outcome:
    """Find the words for what is said."""
    inbound, writes = turn.claim.inbound, list(turn.writes)
    # Noted in the outcome alone: a card whose words fail has not been shown.
    told = inbound in parts.sent_past
    records = turn.claim.facts.get(RECORDS) or {}
    turn.says, noted, kept = once(turn.says, turn.person, inbound.at, records, told=told)
    said = truly(_around(turn), kept=parts.unanswered is not None)
    said = affordable(said, turn.claim)
    kept = {**opened(said, records, inbound.at), **kept}
    writes += writes_of(turn.person.conversation, {RECORDS: kept})
    writes += counted(said, noted, inbound.at)
    words = [reply for say in said for reply in parts.composer.compose(say, turn.person)]
    replies = [(reply, turn.lane) for reply in gathered(words)]
    person = replace(noted, greeted=True)
    return Outcome(
        tuple(replies),
        person,
        turn.tracker,
        turn.erase,
        turn.understood,
        tuple(writes),
        tuple(turn.afterwards),
        turn.alarm,
    )


def _around(turn: Turn) -> list[Say]:
    """Return what is said with what belongs around it; of words for a worker nearly nothing."""
    inbound = turn.claim.inbound
    if turn.silent:
        return [Say(MASKED)] if inbound.masked else []
    grave = turn.lane is Lane.CRISIS
    near = turn.wishes_help or crisis.help_is_near(turn.person, inbound.at)
    says = (*turn.says, *waits_after_card(turn.claim, turn.says))
    said = framed(says, turn.person, inbound, grave=grave, near=near and not turn.erase)
    asked = any(say.key in (crisis.SOFT, crisis.HINT) for say in said)
    return [*said, turn.soft] if turn.soft and not grave and not asked else said
