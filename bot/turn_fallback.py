"""What is said where a turn failed: the card if danger was heard, else honest words and people.

It begins anew. What the failed turn had decided is neither written nor told: done by halves, a
person would read "write again" of something that has happened, or happens twice. Danger alone is
heard once more. Below ``turn.py``, whose last step it is; ``runtime/worker.py`` takes it too where
a turn cannot be read or written.
"""

import logging
from dataclasses import replace

from bot.domain.errors import blame
from bot.domain.messages import LANGUAGES, TYPED, Lane, Language, Person, Reply, Say, answered_in
from bot.domain.small_words import told_in
from bot.services.alarm import Alarm
from bot.services.commands import MENU, SOMEBODY
from bot.services.delivery_ports import ClaimedTurn
from bot.turn_outcome import outcome_of
from bot.turn_safety import ask_below, is_doubted, is_workers_deed, listen, show_card
from bot.turn_state import Outcome, Parts, Turn

log = logging.getLogger(__name__)

KEY = "fallback.engine"
SORRY = (Say(KEY, choices=MENU), Say("directory.results", {"services": SOMEBODY}))
"""That it did not work, and who can be reached."""


def said_anyway(claim: ClaimedTurn, parts: Parts, found: Alarm | None = None) -> Outcome:
    """Return what is said instead of an answer that failed. Never raises.

    Args:
        claim: The turn.
        parts: What it needs.
        found: Danger that the failed turn had found: what the classifier heard is heard by
            nobody else.
    """
    try:
        return _anew(claim, parts, found)
    except Exception as error:  # the next words need less
        _note("turn.failed_again", claim, error)
    try:
        # It may be what is known of the person that nothing can be made of.
        said = _anew(_of_nobody(claim), parts, found)
        return replace(said, person=claim.person, tracker=claim.tracker, writes=())
    except Exception as error:
        _note("turn.without_parts", claim, error)
    language = _language(claim)
    text = parts.words.text(language, KEY) if parts.words.has(KEY) else "112"
    last = Reply(text, key=KEY, language=language)
    return Outcome(((last, Lane.REPLY),), claim.person, claim.tracker, intent="fallback")


def _anew(claim: ClaimedTurn, parts: Parts, found: Alarm | None) -> Outcome:
    turn = Turn.of(claim)
    turn.person = replace(turn.person, language=_told(claim) or turn.person.language)
    turn.understood = "fallback"  # counted as such
    alarm = None if is_workers_deed(turn) else listen(turn, parts)
    if alarm is not None and is_doubted(turn, alarm):
        ask_below(turn, parts, alarm)
        alarm = None
    alarm = alarm or found
    if alarm is None:
        turn.says = SORRY
    else:
        show_card(turn, alarm)
    return outcome_of(turn, parts)


def _told(claim: ClaimedTurn) -> Language | None:
    """Return the language of the words where nothing else is known of their writer."""
    is_known = claim.person.greeted or claim.inbound.kind not in TYPED
    return None if is_known else told_in(claim.inbound.text)


def _of_nobody(claim: ClaimedTurn) -> ClaimedTurn:
    """Return the claim as if nothing were known of its person but the language."""
    person = Person(claim.person.conversation, language=_language(claim), greeted=True)
    return replace(claim, person=person, facts={}, tracker=None)


def _language(claim: ClaimedTurn) -> Language:
    """Return a language that we have words in: the talk's, else that of the device."""
    spoken = claim.person.language
    hinted = answered_in(claim.inbound.language_hint, "fi")
    return spoken if spoken in LANGUAGES else hinted[0] if hinted else "fi"


def _note(event: str, claim: ClaimedTurn, error: Exception) -> None:
    # A traceback's locals could hold a person's words.
    log.error(event, extra={"inbox_id": claim.inbox_id, "reason": blame(error)})
