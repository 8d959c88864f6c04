"""What the dialogue is asked in a turn, and what is taken over of what it says.

Below ``turn.py``, which says when.
"""

from functools import partial

from bot.content.about import KEY as FOLLOWED_UP
from bot.domain.errors import EngineUnavailable
from bot.domain.linking import CONTACTS
from bot.domain.messages import Lane, Language, answered_in
from bot.domain.safety import FAINT
from bot.services import appointment_beside, appointment_talk, crisis, plan_records
from bot.services.about_worker import asks_to_tell, beside_topic
from bot.services.alarm import Alarm
from bot.services.asked_language import answer_again, card_again, question_again
from bot.services.card_beside import instead, with_112
from bot.services.commands import Command
from bot.services.handoff_fact import DRAFTED, WENT
from bot.services.handoff_open import added, may_be_more, still_waits, takes_more
from bot.services.handoff_preview import ASIDE
from bot.services.handoff_talk import meant
from bot.services.handoff_unlinked import UNTAKEN
from bot.services.handoff_writes import with_write
from bot.services.interrupted import INTERRUPTED, holding, with_way_back
from bot.services.meeting_page import MEETING
from bot.services.offering import NO_HELP_THERE, offered
from bot.services.picturing import with_pictures
from bot.services.ports import EngineAnswer, EngineTurn
from bot.services.receive import harmless
from bot.services.said_last import SAID
from bot.services.sharing import before_first_message
from bot.services.unanswered import worth_keeping
from bot.services.wishing import WISHED
from bot.services.writes import RECORDS
from bot.turn_state import Parts, Turn

NOT_YET = "not_yet."
"""Begins the keys of what the dialogue says of acts that it cannot do itself."""

CONTACT, AGREED = "contact_worker", "affirm"

UNTOLD = frozenset({*plan_records.PRIVATE, *CONTACTS, MEETING, INTERRUPTED, ASIDE, UNTAKEN})
"""Records between the person and this gateway, which the dialogue engine is not told."""


async def ask(turn: Turn, parts: Parts) -> EngineAnswer:
    """Return what the dialogue says to the turn; nothing of it is taken over yet."""
    person, records = turn.person, turn.claim.facts.get(RECORDS) or {}
    facts = {
        **turn.claim.facts,
        **dict.fromkeys((WISHED, DRAFTED, WENT, SAID)),  # words for the worker, actions of buttons
        # A plan, a page, an address, a number: no action has any use for them.
        RECORDS: {name: value for name, value in records.items() if name not in UNTOLD},
        "language": _spoken_so_far(turn),
        "language_chosen": person.language_chosen,
        "beside": person.beside,
        "plain": person.plain,
        "municipality": person.municipality,
        "last_topic": person.last_topic,
        "at": turn.claim.inbound.at.isoformat(),
        "pressed": turn.pressed,
        FAINT: turn.faint,
    }
    text = None if turn.intent else harmless(turn.claim.inbound.text)
    asked = EngineTurn(person.conversation, text, turn.intent, facts, turn.tracker)
    return await parts.engine.respond(asked)


def _spoken_so_far(turn: Turn) -> Language | None:
    """Return the language of the talk; None while nothing tells one: two first words then do."""
    claim = turn.claim
    hinted = answered_in(claim.inbound.language_hint, turn.person.language) is not None
    told = claim.person.greeted or hinted or turn.person.language != claim.person.language
    return turn.person.language if told else None


def hear(turn: Turn, answer: EngineAnswer, parts: Parts) -> None:
    """Take over what the dialogue says, remembers and keeps.

    In this order: what was said is there before anything stands instead of it or beside it, and
    danger is looked at last, over all of it.
    """
    _take_over(turn, answer)
    in_language(turn)
    if turn.lane is Lane.CRISIS:
        return
    if (further := instead(turn.claim, answer)) is not None:
        turn.take(further)
        return
    _add_offer(turn, answer)
    _add_own_matters(turn, answer, parts)
    _keep_unanswered(turn, answer, parts)
    _see_danger(turn, answer, parts)


def _take_over(turn: Turn, answer: EngineAnswer) -> None:
    """Take the words with their pictures, what is remembered and what was understood."""
    if answer.says[0].key == crisis.CARD:
        turn.alarm = Alarm(Command(answer.says, sos=True))  # told even if what follows fails
    records = turn.claim.facts.get(RECORDS) or {}
    says = with_pictures(answer.says, records, answer.effects)
    turn.says = with_way_back(turn.claim, says)
    turn.tracker = answer.tracker
    turn.apply(answer.effects)
    turn.understood = answer.intent


def _add_offer(turn: Turn, answer: EngineAnswer) -> None:
    """Offer a person where the assistant could not help twice in a row."""
    if answer.intent == AGREED:
        return  # "ok" to what was said, whatever is said again below it
    more, remembered = offered(turn.claim, answer.says)
    turn.says = (*turn.says, *more)
    turn.apply(remembered)


def _add_own_matters(turn: Turn, answer: EngineAnswer, parts: Parts) -> None:
    """Do what only the gateway can: messages to the worker first, then times, which may follow."""
    before = _said_again(answer)
    intent = before or answer.intent
    if before is None and _is_for_worker(turn, answer):
        intent = CONTACT
    asked = meant(turn.claim, intent, parts.urgency, typed=before is None)
    hand_over(turn, parts, appointment_beside.also_times(turn.claim, asked))
    if intent != (before or answer.intent):
        turn.says = beside_topic(turn.says, answer.effects)
    turn.maybe(appointment_talk.appointment_meant(turn.claim, intent))
    turn.says = appointment_talk.with_times(turn.claim, intent, turn.says)


def _keep_unanswered(turn: Turn, answer: EngineAnswer, parts: Parts) -> None:
    """Keep a message without an answer, where the county does: a file, once the turn stands."""
    if parts.unanswered is not None and worth_keeping(turn.claim, answer):
        inbound = turn.claim.inbound
        turn.afterwards.append(partial(parts.unanswered.keep, inbound.text, inbound.at))


def _see_danger(turn: Turn, answer: EngineAnswer, parts: Parts) -> None:
    """Let a card stand alone and everything else wait; ask where danger is only hinted at."""
    claim = turn.claim
    records, text = claim.facts.get(RECORDS) or {}, parts.in_own_script(claim.inbound.text)
    if turn.says and turn.says[0].key.startswith("crisis."):
        turn.lane = Lane.CRISIS
        turn.apply(holding(claim))
    elif answer.hint and turn.soft is None and not _follows_up(turn, answer, parts):
        # "tänk om jag inte får" asks more of the answer in hand, and hints at nothing: none of the
        # dangers of the unheard part that the ears miss is read as such a question.
        asked_now = crisis.asks_of_hint(text, records, claim.inbound.at)
        if asked_now is not None:
            turn.soft, noted = asked_now
            turn.apply({RECORDS: noted})
    turn.says = with_112(claim, turn.says)
    if answer.says[0].key == crisis.CARD:  # the scanner was silent: the same card
        turn.soft = None
        card = crisis.completed(answer.says[0], claim.facts, text)
        turn.says = (card, *answer.says[1:])


def in_language(turn: Turn) -> None:
    """Say what was said last again where another language has been asked for."""
    card = card_again(turn.claim, turn.says)
    if card is not None:
        turn.take(card)
        return
    turn.soft = turn.soft or question_again(turn.claim, turn.says)
    turn.says = answer_again(turn.claim, turn.says)


async def more_of_message(turn: Turn, parts: Parts) -> None:
    """Add words to a message that is shown and not sent, unless they ask for something else.

    The dialogue is asked what they mean; without it every statement is more of the message.
    """
    claim = turn.claim
    if turn.intent is not None or not takes_more(claim):
        return
    try:
        answer = await ask(turn, parts)
    except EngineUnavailable:
        if not may_be_more(claim.inbound.text):
            raise
        answer = None
    more = added(claim, answer.intent if answer else None, parts.urgency)
    if more is not None:
        hand_over(turn, parts, appointment_beside.also_times(claim, more))
    elif answer is not None:
        hear(turn, answer, parts)
        if not any(say.key.startswith(("handoff.", "crisis.")) for say in turn.says):
            waits = still_waits(claim)
            turn.says = (*turn.says, *waits.says)
            turn.apply(waits.effects)


def _follows_up(turn: Turn, answer: EngineAnswer, parts: Parts) -> bool:
    """Return whether the answer is to a question about the one in hand, and to nothing else."""
    key = answer.says[0].key
    leans = key in NO_HELP_THERE and parts.follow_ups.leans(turn.claim.inbound.text)
    return key == FOLLOWED_UP or leans


def _is_for_worker(turn: Turn, answer: EngineAnswer) -> bool:
    """Return whether the worker is to be told, whatever topic the words are about besides."""
    heard = (answer.intent or "", *(say.key for say in answer.says))
    danger = any(one.startswith("crisis") for one in heard)
    return turn.intent is None and not danger and asks_to_tell(turn.claim)


def _said_again(answer: EngineAnswer) -> str | None:
    """Return the intent of an act that is said again ("vad menar du"), None of anything new.

    The dialogue knows acts of the gateway only as not built: "I cannot send messages yet" would
    be untrue.
    """
    acts = [say.key.removeprefix(NOT_YET) for say in answer.says if say.key.startswith(NOT_YET)]
    return next((act for act in acts if act != answer.intent), None)


def hand_over(turn: Turn, parts: Parts, command: Command | None) -> None:
    """Take over what a command about a message to the worker came to."""
    command = appointment_beside.also_book(turn.claim, command)
    command = before_first_message(turn.claim, command, parts.policy)
    turn.maybe(with_write(turn.claim, command, parts.urgency, parts.composer, parts.ways))
