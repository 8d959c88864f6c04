"""Danger in what has come in, and the answer to it. Pure: the first thing of every turn."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.domain.cries import Cries, Cry
from bot.domain.messages import LANGUAGES, TYPED, Inbound, InboundKind, Language, Person
from bot.domain.small_words import only_names, told_in
from bot.services import crisis
from bot.services.commands import Command, sos
from bot.services.fixed_options import FixedOptions

log = logging.getLogger(__name__)

_OF_DANGER = ("topic:crisis_", "intent:crisis_")


@dataclass(frozen=True, slots=True)
class Alarm:
    """The answer to danger, and the language it was told in when the patterns know it.

    Where it is doubted a question is enough, if one can be asked. ``matter``: the everyday matter
    that the words plainly tell (``Finding.matter``), which explains them unless danger was told.
    """

    command: Command
    language: Language | None = None
    is_doubted: bool = False
    matter: str | None = None


def heard(
    inbound: Inbound,
    cry: Cry | None,
    scanner: crisis.Hears | None,
    facts: Mapping[str, Any] | None = None,
    *,
    action: str | None = None,
    options: FixedOptions | None = None,
) -> Alarm | None:
    """Return the answer to danger in words or on a pressed button; None when there is none.

    Args:
        cry: What ``cry_in`` found.
        action: What the pressed button means, when it is ours.
        options: Our own words: those that declare danger when they are picked, and the others.
    """
    picked = options.command(inbound, action, facts or {}) if options else None
    if picked is not None:
        told = picked.says[0].args
        log.info("turn.alarm", extra={"tier": told["tier"], "reason": told[crisis.HEARD_BY]})
        return Alarm(picked)
    if options and options.are_picked(inbound, facts or {}):
        return None
    if cry is not None and cry.kind == "cry":
        # Before the scanner: so few words say nothing of what has happened, and its model guesses.
        return _cried(cry, inbound)
    asked = _cried(cry, inbound) if cry is not None and cry.kind == "command" else None
    text = cry.behind if cry and asked else _words_of(inbound, action)
    finding = scanner.scan(text) if text and scanner else None
    if finding is None or scanner is None or (asked and finding.is_doubted):
        return asked
    log.info("turn.alarm", extra={"tier": finding.tier, "reason": finding.reason})
    card = crisis.card(finding, scanner.in_own_script(text), facts, inbound.language_hint)
    # What a model or a vector has heard is in no language that it knows of.
    language = crisis.spoken(finding) or (None if card.args["both"] else told_in(text))
    doubted = finding.is_doubted and finding.matter is None
    return Alarm(Command((card,), sos=True), language, doubted, finding.matter)


def spoken(alarm: Alarm, inbound: Inbound, person: Person) -> Language:
    """Return the language of the answer: that of the words, unless the talk keeps its own.

    The one that was chosen stays, and so does the talk's where words of another only name a thing.
    """
    told, now = alarm.language, person.language if person.greeted else None
    if told is None or person.language_chosen:
        return person.language
    return person.language if only_names(inbound.text, told, now) else told


def cry_in(inbound: Inbound, cries: Cries) -> Cry | None:
    """Return the cry or wish for help that a message is: typed, or a command of that name."""
    if inbound.kind in TYPED:
        return cries.heard(inbound.text)
    if inbound.kind is not InboundKind.COMMAND:
        return None
    cry = cries.heard(f"/{inbound.text}")
    return cry if cry and cry.kind == "command" else None  # "/help" asks for the menu


def _cried(cry: Cry, inbound: Inbound) -> Alarm:
    """Return whom to call, also in English and Finnish where a device has another language.

    One word of Finnish says little of what else a person understands.
    """
    hint = inbound.language_hint
    both = cry.is_foreign or (hint is not None and hint not in LANGUAGES)
    return Alarm(sos(both=both), None if both else cry.language)


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
