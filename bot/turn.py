"""The flow of one message. Read this file first.

A message has been verified, deduplicated and committed to the inbox by its channel. Here it passes
an ordered list of stages; the first that has something to say ends the turn. The answer is keys
and arguments until the very end, where the composer finds the words for this person, and
``runtime/worker.py`` commits everything at once.

    1 safety           danger and words for help are answered at once, whatever else is going on
    2 staff            a worker's own chat: replies and buttons go to young people, nothing else
    3 human            a talk with the worker is open: the words go there, the assistant is silent
    4 commands         buttons, /start, language, menu, what cannot be read; no Rasa
    5 more_of_message  one to the worker is shown, not sent: its next words, or something else
    6 making_plan      a safety plan is being made: its answers, or something else
    7 dialogue         Rasa: understand -> rule or loop -> action -> response keys

Where a stage fails, or Rasa is down, slow or silent, the turn begins anew (``turn_fallback.py``):
the card if danger was heard, else honest words and a way to a human. There is always an answer.
"""

import logging
from collections.abc import Awaitable, Callable
from dataclasses import replace

from bot.domain.errors import EngineUnavailable, blame
from bot.domain.hand import WORD_TOLD
from bot.domain.messages import TYPED, Lane
from bot.domain.plan import Draft, is_danger, meaning
from bot.domain.plan_words import change_of
from bot.services import appointment_talk, plan, plan_records
from bot.services.agreed import agreed_to_worker
from bot.services.delivery_ports import ClaimedTurn
from bot.services.handoff_talk import below_card, handoff_command
from bot.services.handoff_writes import urgent_words
from bot.services.said_last import PRESSED
from bot.services.talk_end import out_of_talk
from bot.services.worker_chat import staff_command
from bot.turn_commands import MATTERS, REST, first_of
from bot.turn_dialogue import ask, hand_over, hear, in_language, more_of_message
from bot.turn_fallback import said_anyway
from bot.turn_outcome import outcome_of
from bot.turn_safety import ask_below, is_doubted, is_workers_deed, listen, show_card
from bot.turn_state import Outcome, Parts, Turn, action_of

log = logging.getLogger(__name__)


async def safety(turn: Turn, parts: Parts) -> None:
    """Answer danger and a bare cry for help before anything that could fail."""
    claim = turn.claim
    alarm = None if is_workers_deed(turn) else listen(turn, parts)
    if alarm is None:
        return
    passed_on = urgent_words(claim, parts.urgency, parts.composer)
    if is_doubted(turn, alarm) and not passed_on:  # to a worker nothing is asked: the card stays
        ask_below(turn, parts, alarm)
        return
    card = show_card(turn, alarm, passed_on=bool(passed_on))
    turn.apply(plan_records.held(claim) or {})
    turn.writes += passed_on
    hand_over(turn, parts, below_card(claim, card, parts.urgency))


async def staff(turn: Turn, parts: Parts) -> None:
    """Do what a worker says in their own chat."""
    turn.maybe(staff_command(turn.claim, action_of(turn, parts), parts.ways, parts.composer))


async def human(turn: Turn, parts: Parts) -> None:
    """Pass words on in a talk with the worker, and take a message to them."""
    if turn.claim.facts.get(PRESSED) or appointment_talk.means_shown(turn.claim):
        return  # the words are about what was said last
    action = action_of(turn, parts)
    command = out_of_talk(turn.claim, parts.talk_words)
    command = command or handoff_command(turn.claim, action, parts.urgency)
    agreed = agreed_to_worker(turn.claim, action, parts.urgency, parts.words)
    hand_over(turn, parts, command or agreed)


async def commands(turn: Turn, parts: Parts) -> None:
    """Answer what needs no understanding."""
    claim, action = turn.claim, action_of(turn, parts)
    own = first_of(MATTERS, claim, parts, action)
    if own is not None:
        hand_over(turn, parts, own)  # a wish for a time is a message to the worker
        return
    turn.maybe(first_of(REST, claim, parts, action))
    in_language(turn)
    if turn.says and (waits := plan_records.held(claim)) is not None:  # they have gone elsewhere
        turn.apply(waits)
        last = turn.says[-1]
        turn.says = (*turn.says[:-1], replace(last, choices=(plan.RESUME, *last.choices)))


async def making_plan(turn: Turn, parts: Parts) -> None:
    """Take words as an answer to the safety plan's question, unless they ask for something else.

    The dialogue is asked what they mean; without it every statement is an answer.
    """
    inbound = turn.claim.inbound
    draft = plan_records.asked(turn.claim.facts, inbound.at)
    if draft is None or turn.intent is not None or inbound.kind not in TYPED:
        return
    try:
        answer = await ask(turn, parts)
    except EngineUnavailable:
        if meaning(inbound.text, None) == "other":
            raise
        answer = None
    intent = answer.intent if answer else None
    explains = answer is not None and answer.says[0].key == WORD_TOLD
    said = "other" if explains else meaning(inbound.text, intent)
    change = None if is_danger(intent) else change_of(inbound.text, draft)
    if change is not None:
        turn.take(plan.changed(turn.claim, draft, change))
    elif said == "other" and answer is not None:
        hear(turn, answer, parts)
        _ask_again(turn, replace(draft, words=inbound.text))
    else:
        turn.take(plan.answered(turn.claim, draft, said, inbound.text))


async def dialogue(turn: Turn, parts: Parts) -> None:
    """Ask Rasa. Its silence, slowness and errors are all ``EngineUnavailable``."""
    hear(turn, await ask(turn, parts), parts)
    draft = plan_records.asked(turn.claim.facts, turn.claim.inbound.at)
    if draft is not None:
        _ask_again(turn, draft)
    elif turn.lane is not Lane.CRISIS and turn.soft is None:
        again = parts.wishing.again(turn.claim, turn.says)
        turn.says = again.says
        turn.apply(again.effects)


Stage = Callable[[Turn, Parts], Awaitable[None]]
STAGES: tuple[Stage, ...] = (
    *(safety, staff, human, commands, more_of_message, making_plan, dialogue),
)


async def take_turn(claim: ClaimedTurn, parts: Parts) -> Outcome:
    """Return the answer to one message. Always an answer; never raises."""
    turn = Turn.of(claim)
    try:
        for stage in STAGES:
            await stage(turn, parts)
            if turn.says or turn.silent:
                break
        return outcome_of(turn, parts)
    except EngineUnavailable as error:
        log.warning("turn.fallback", extra={"inbox_id": claim.inbox_id, "reason": str(error)})
    except Exception as error:  # the one catch-all: a person is never left without an answer
        log.error(  # noqa: TRY400 - a traceback's locals could hold a person's words
            "turn.failed", extra={"inbox_id": claim.inbox_id, "reason": blame(error)}
        )
    return said_anyway(claim, parts, turn.alarm)


def _ask_again(turn: Turn, draft: Draft) -> None:
    """Put the plan's question below an answer to something else; after a card it waits."""
    claim = turn.claim
    if turn.lane is Lane.CRISIS:
        turn.apply(plan_records.held(claim) or {})
        return
    turn.says = (*turn.says, plan.question(draft))
    turn.apply(plan_records.kept(claim, draft))
