"""Danger in what has come in, and the answer to it. Pure: the first thing of every turn."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.domain.messages import TYPED, Inbound, InboundKind, Language
from bot.domain.small_words import told_in
from bot.services import crisis
from bot.services.commands import Command, sos
from bot.services.fixed_options import FixedOptions

log = logging.getLogger(__name__)


SOS_WORDS = frozenset({"apua", "sos", "112", "hjälp", "help", "🆘"})
"""Said alone, also twice, these ask for people, not for the menu."""

_IN_HASTE = frozenset(
    [
        *("nyt", "heti", "äkkiä", "nopee", "nopeesti", "nopeasti", "pian", "pliis", "mua"),
        *("nu", "genast", "snabbt", "snälla", "mig", "now", "quick", "fast", "please", "me"),
    ]
)


_OF_DANGER = ("topic:crisis_", "intent:crisis_")


@dataclass(frozen=True, slots=True)
class Alarm:
    """The answer to danger, and the language it was told in when the patterns know it.

    Where it is doubted a question is enough, if one can be asked.
    """

    command: Command
    language: Language | None = None
    is_doubted: bool = False


def heard(
    inbound: Inbound,
    scanner: crisis.Hears | None,
    facts: Mapping[str, Any] | None = None,
    *,
    action: str | None = None,
    options: FixedOptions | None = None,
) -> Alarm | None:
    """Return the answer to danger in words or on a pressed button; None when there is none.

    Args:
        action: What the pressed button means, when it is ours.
        options: Our own words that declare danger when they are picked.
    """
    picked = options.command(inbound, action, facts or {}) if options else None
    if picked is not None:
        told = picked.says[0].args
        log.info("turn.alarm", extra={"tier": told["tier"], "reason": told[crisis.HEARD_BY]})
        return Alarm(picked)
    words = {word.strip("!?.,") for word in inbound.text.lower().split()} - {""}
    if inbound.kind in TYPED and words & SOS_WORDS and words <= SOS_WORDS | _IN_HASTE:
        return Alarm(sos())
    text = _words_of(inbound, action)
    finding = scanner.scan(text) if text and scanner else None
    if finding is None or scanner is None:
        return None
    log.info("turn.alarm", extra={"tier": finding.tier, "reason": finding.reason})
    card = crisis.card(finding, scanner.in_own_script(text), facts, inbound.language_hint)
    # What a model or a vector has heard is in no language that it knows of.
    language = crisis.spoken(finding) or (None if card.args["both"] else told_in(text))
    return Alarm(Command((card,), sos=True), language, finding.is_doubted)


def _words_of(inbound: Inbound, action: str | None) -> str:
    """Return the words of a message that are read for danger: typed ones, those on a button.

    Not those of our own buttons: "help with violence" asks for the topic, and "at my place" says
    where to meet. One that names danger itself is heard all the same.
    """
    if inbound.kind in (*TYPED, InboundKind.TOO_LONG):
        return inbound.text
    if inbound.kind is not InboundKind.BUTTON:
        return ""
    ours = action is not None and not action.startswith(_OF_DANGER)
    return "" if ours else inbound.label or ""
