"""Danger in a turn: what is heard of it, and the card. Steps of the stage ``safety``.

Below ``turn.py``, which says when; a turn that failed takes the same steps once more
(``turn_fallback.py``), so hearing writes nothing.
"""

from dataclasses import replace

from bot.domain.messages import TYPED, InboundKind
from bot.services import crisis
from bot.services.alarm import Alarm, cry_in, heard, spoken
from bot.services.card_talk import heard_again
from bot.services.commands import Command
from bot.services.faint import is_faint, is_taken_for_matter, question_about
from bot.services.worker_chat import STAFF
from bot.turn_state import Parts, Turn, action_of


def is_workers_deed(turn: Turn) -> bool:
    """Return whether a worker tells a young person whom to call, or says who is away today."""
    inbound = turn.claim.inbound
    is_deed = inbound.reply_to or inbound.kind is InboundKind.BUTTON
    return bool(turn.claim.facts.get(STAFF) and is_deed)


def listen(turn: Turn, parts: Parts) -> Alarm | None:
    """Return the danger in a message; note a wish for help, and what is only hinted at."""
    inbound, facts = turn.claim.inbound, turn.claim.facts
    cry, action = cry_in(inbound, parts.cries), action_of(turn, parts)
    alarm = heard(inbound, cry, parts.scanner, facts, action=action, options=parts.options)
    if alarm is not None:
        turn.faint = is_faint(turn.claim, alarm, parts.follow_ups.leans)
    elif cry is not None:
        turn.wishes_help = True
    elif inbound.kind in TYPED and not _are_our_words(turn, parts):
        _ask_of_hint(turn, parts)
    return alarm


def is_doubted(turn: Turn, alarm: Alarm) -> bool:
    """Return whether a question is enough, if one can be asked."""
    return alarm.is_doubted or turn.faint or is_taken_for_matter(turn.claim, alarm)


def ask_below(turn: Turn, parts: Parts, alarm: Alarm) -> None:
    """Ask about danger that is doubted below the answer to what else the words say."""
    text = turn.claim.inbound.text
    if not (turn.faint and parts.follow_ups.leans(text)):
        turn.soft = question_about(alarm, parts.in_own_script(text))


def show_card(turn: Turn, alarm: Alarm, *, passed_on: bool = False) -> Command:
    """Say the card, in the language of the words; return what it came to.

    Args:
        passed_on: The words go to the worker of an open talk.
    """
    turn.alarm = alarm  # from here on it is said, whatever fails
    turn.person = replace(turn.person, language=spoken(alarm, turn.claim.inbound, turn.person))
    command = alarm.command if passed_on else heard_again(turn.claim, alarm.command)
    turn.take(command)
    if passed_on:
        turn.says = crisis.passed_on(turn.says)
    return command


def _are_our_words(turn: Turn, parts: Parts) -> bool:
    """Return whether words are those of our own buttons, which hint at nothing."""
    claim = turn.claim
    return parts.options.are_picked(claim.inbound, claim.facts) or parts.wishing.is_option(claim)


def _ask_of_hint(turn: Turn, parts: Parts) -> None:
    """Ask gently about danger that was denied, long ago or quoted."""
    text = turn.claim.inbound.text
    hinted = parts.scanner.soft(text) if parts.scanner else None
    if hinted is not None:
        turn.soft = crisis.soft(parts.in_own_script(text), hinted.category)
