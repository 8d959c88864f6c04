"""Danger that only an ear hears and that a matter explains better: asked about, no card.

"Tein sen jo" after an answer about the rent sounds of danger to an ear that hears one message at a
time. So few words that no reviewed pattern knows are asked about there instead of answered with a
card, and not even that where all of them are a question about the answer in hand. So is what the
words plainly tell as an everyday matter: who was thrown out is outside (ADR 0017).
"""

import re
from collections.abc import Callable

from bot.domain.hand import NEAR_DANGER
from bot.domain.messages import TYPED, Say
from bot.domain.safety import MEANING
from bot.services import crisis
from bot.services.alarm import Alarm
from bot.services.delivery_ports import ClaimedTurn
from bot.services.interrupted import waits_for_words

FEW = 6
"""Words. Of 20 findings of that kind in what people write next none was danger; of first messages
nobody had heard 13 of 25 were (``tests/crisis``)."""

_SUPPOSES = re.compile(
    r"(?:mut(?:ta)? |no |men |but |and |å |och )?"
    r"(?:entäs? jos|ent jos|mitäs? jos|tänk om|vad? händer om|what if|what happens if)\b"
)
MORE = 10
"""Words of a question that supposes something: none of the dangers of the corpus that an ear alone
hears is put so."""


_ASKED_OUTRIGHT = frozenset({"crisis_violence_now", "crisis_fire_now"})


def is_faint(claim: ClaimedTurn, alarm: Alarm, leans: Callable[[str], bool]) -> bool:
    """Return whether danger is heard so faintly that the matter in hand explains it better.

    Danger now is so only where the words lean on the answer in hand, and say nothing else.
    """
    card, person = alarm.command.says[0], claim.person
    if card.args.get(crisis.HEARD_BY) != MEANING or claim.inbound.kind not in TYPED:
        return False
    ordinary = person.last_topic is not None and person.last_topic not in NEAR_DANGER
    if not ordinary or crisis.help_is_near(person, claim.inbound.at) or waits_for_words(claim):
        return False
    text = claim.inbound.text
    most = MORE if _SUPPOSES.match(text.strip().lower()) else FEW
    return leans(text) or (card.args["tier"] == "B" and len(text.split()) <= most)


def is_taken_for_matter(claim: ClaimedTurn, alarm: Alarm) -> bool:
    """Return whether an everyday matter is told in words that sound of an attacker.

    Not for a day after a card: then the same words tell more of the danger.
    """
    return alarm.matter is not None and not crisis.help_is_near(claim.person, claim.inbound.at)


def question_about(alarm: Alarm, text: str) -> Say:
    """Return the question below the answer: of a matter whether somebody hurts, or it burns.

    Of thoughts of hurting it does not ask: whoever fears that their child is taken away, or sleeps
    badly, is asked whether they are safe.
    """
    category = str(alarm.command.says[0].args["category"])
    outright = alarm.matter is not None and category in _ASKED_OUTRIGHT
    return crisis.soft(text, category) if outright else crisis.hint(text)
