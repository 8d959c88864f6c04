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
from bot.services.card_beside import instead, with_112
from bot.services.commands import Command
from bot.services.handoff_fact import DRAFTED, WENT
from bot.services.handoff_open import added, may_be_more, still_waits, takes_more
from bot.services.handoff_preview import ASIDE
from bot.services.handoff_talk import meant
from bot.services.handoff_writes import with_write
from bot.services.interrupted import INTERRUPTED, holding, with_way_back
from bot.services.meeting_page import MEETING
from bot.services.offering import offered
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

UNTOLD = frozenset({*plan_records.PRIVATE, *CONTACTS, MEETING, INTERRUPTED, ASIDE})
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
    """Take over what the dialogue says, remembers and keeps."""
    records = turn.claim.facts.get(RECORDS) or {}
    text = parts.in_own_script(turn.claim.inbound.text)
    says = with_pictures(answer.says, records, answer.effects)
    turn.says = with_way_back(turn.claim, says)
    turn.tracker = answer.tracker
    turn.apply(answer.effects)
    turn.understood = answer.intent
    if (further := instead(turn.claim, answer)) is not None:
        turn.take(further)
        return
    more, remembered = offered(turn.claim, answer.says)
    turn.says = (*turn.says, *more)
    turn.apply(remembered)
    before = _said_again(answer)
    intent = before or answer.intent
    asked = meant(turn.claim, intent, parts.urgency, typed=before is None)
    hand_over(turn, parts, appointment_beside.also_times(turn.claim, asked))
    turn.maybe(appointment_talk.appointment_meant(turn.claim, intent))
    turn.says = appointment_talk.with_times(turn.claim, intent, turn.says)
    if parts.unanswered is not None and worth_keeping(turn.claim, answer):
        keep = partial(parts.unanswered.keep, turn.claim.inbound.text, turn.claim.inbound.at)
        turn.writes.append(lambda _: keep())
    if turn.says and turn.says[0].key.startswith("crisis."):
        turn.lane = Lane.CRISIS
        turn.apply(holding(turn.claim))
    elif answer.hint and turn.soft is None and answer.says[0].key != FOLLOWED_UP:
        # "tänk om jag inte får" asks more of the answer in hand, and hints at nothing: none of the
        # dangers of the unheard part that the ears miss is read as such a question.
        asked_now = crisis.asks_of_hint(text, records, turn.claim.inbound.at)
        if asked_now is not None:
            turn.soft, noted = asked_now
            turn.apply({RECORDS: noted})
    turn.says = with_112(turn.claim, turn.says)
    if answer.says[0].key == crisis.CARD:  # the scanner was silent: the same card
        turn.soft = None
        card = crisis.completed(answer.says[0], turn.claim.facts, text)
        turn.says = (card, *answer.says[1:])


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
