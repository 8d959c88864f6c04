"""The answer to danger while the database is down: the turn's first stage without a turn."""

import logging
from dataclasses import replace

from bot.domain.errors import blame
from bot.domain.messages import LANGUAGES, ConversationId, Inbound, InboundKind, Person, Reply
from bot.services.alarm import Alarm, cry_in, heard
from bot.services.crisis import Urgent
from bot.services.tokens import action_told
from bot.turn_state import Parts

log = logging.getLogger(__name__)


def urgent_answers(parts: Parts) -> Urgent:
    """Return what channels ask when they could not keep a message."""
    return lambda inbound: urgent(inbound, parts)


def urgent(inbound: Inbound, parts: Parts) -> list[Reply]:
    """Return the answer to danger, empty when none is heard. Never raises.

    Nobody is known then: it is in the language of the device, and without buttons that would
    need a conversation.
    """
    try:
        alarm = _heard(inbound, parts)
        if alarm is None:
            return []
        person = _nobody(alarm.language or inbound.language_hint)
        bare = [replace(say, args={**say.args, "unsaved": True}) for say in alarm.command.says]
        return [reply for say in bare for reply in parts.composer.compose(say, person)]
    except Exception as error:  # a channel that calls this is in trouble already
        log.error("urgent.failed", extra={"reason": blame(error)})  # noqa: TRY400
        return []


def _heard(inbound: Inbound, parts: Parts) -> Alarm | None:
    # Whose button it is cannot be proved now: its shape alone tells ours from other words.
    pressed = inbound.kind is InboundKind.BUTTON
    action = action_told(inbound.text) if pressed else None
    cry = cry_in(inbound, parts.cries)
    return heard(inbound, cry, parts.scanner, action=action, options=parts.options)


def _nobody(hint: str | None) -> Person:
    known = [language for language in LANGUAGES if language == hint]
    return Person(ConversationId(""), language=known[0] if known else "fi")
