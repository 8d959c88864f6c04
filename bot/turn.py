"""The flow of one message. Read this file first.

A message has been verified, deduplicated and committed to the inbox by its channel. Here it passes
an ordered list of stages; the first that has something to say ends the turn. The answer is keys
and arguments until the very end, where the composer finds the words for this person, and
``runtime/worker.py`` commits everything at once.

    1 safety      danger and words for help are answered at once, whatever else is going on
    2 staff       a worker's own chat: replies and buttons go to young people, nothing else happens
    3 human       a talk with the worker is open: the words go there, the assistant is silent
    4 commands    buttons, /start, language, menu, what cannot be read: no understanding needed
    5 message     one to the worker is shown, not sent: more of it; who asks something else goes on
    6 plan        a safety plan is being made: its answers; whoever asks something else goes on
    7 dialogue    Rasa: understand -> rule or loop -> action -> response keys
    8 fallback    engine down, slow or silent: honest words, a way to a human, always an answer
"""

import logging
from collections.abc import Awaitable, Callable
from dataclasses import replace

from bot.domain.errors import EngineUnavailable
from bot.domain.messages import TYPED, InboundKind, Lane, Person, Say, answered_in
from bot.domain.plan import Draft, meaning
from bot.services import appointment_talk, crisis, plan, plan_records
from bot.services.after_card import after_card_command
from bot.services.agreed import agreed_to_worker, meeting_command
from bot.services.alarm import cry_in, heard
from bot.services.card_talk import heard_again, reply_command
from bot.services.checkin import checkin_command
from bot.services.commands import MENU, SOMEBODY, Command, command_of
from bot.services.crisis_samples import sample_command
from bot.services.delivery_ports import ClaimedTurn
from bot.services.faint import is_faint
from bot.services.going_on import going_on
from bot.services.handoff_talk import below_card, handoff_command
from bot.services.handoff_writes import urgent_words
from bot.services.link_commands import link_command
from bot.services.returning import return_command
from bot.services.said_last import PRESSED
from bot.services.share_commands import share_command
from bot.services.talk_end import out_of_talk
from bot.services.typed_buttons import shown_again, typed_button
from bot.services.worker_chat import STAFF, staff_command
from bot.turn_dialogue import ask, hand_over, hear, more_of_message
from bot.turn_outcome import outcome_of
from bot.turn_state import Outcome, Parts, Turn

log = logging.getLogger(__name__)


async def safety(turn: Turn, parts: Parts) -> None:
    """Answer danger and a bare cry for help before anything that could fail."""
    inbound = turn.claim.inbound
    if turn.claim.facts.get(STAFF) and (inbound.reply_to or inbound.kind is InboundKind.BUTTON):
        return  # a worker tells a young person whom to call, or presses "somebody is away today"
    action, facts = _action(turn, parts), turn.claim.facts
    cry = cry_in(inbound, parts.cries)
    alarm = heard(inbound, cry, parts.scanner, facts, action=action, options=parts.options)
    passed_on = urgent_words(turn.claim, parts.urgency, parts.composer) if alarm else []
    turn.faint = alarm is not None and is_faint(turn.claim, alarm, parts.follow_ups.leans)
    if alarm is not None and (alarm.is_doubted or turn.faint) and not passed_on:
        # To a worker nothing is asked: there the card stays.
        asks = not (turn.faint and parts.follow_ups.leans(inbound.text))
        turn.soft = crisis.hint(parts.in_own_script(inbound.text)) if asks else None
    elif alarm is not None:
        if alarm.language is not None and not turn.person.language_chosen:
            turn.person = replace(turn.person, language=alarm.language)
        command = alarm.command if passed_on else heard_again(turn.claim, alarm.command)
        turn.take(command)
        if passed_on:
            turn.says = crisis.passed_on(turn.says)
        turn.apply(plan_records.held(turn.claim) or {})
        turn.writes += passed_on
        hand_over(turn, parts, below_card(turn.claim, command, parts.urgency))
    elif cry is not None:
        turn.wishes_help = True
    elif parts.scanner is None or parts.options.are_picked(inbound, facts):
        return
    elif inbound.kind in TYPED and not parts.wishing.is_option(turn.claim):
        soft = parts.scanner.soft(inbound.text)
        text = parts.in_own_script(inbound.text)
        turn.soft = crisis.soft(text, soft.category) if soft else None


async def staff(turn: Turn, parts: Parts) -> None:
    """Do what a worker says in their own chat."""
    turn.maybe(staff_command(turn.claim, _action(turn, parts), parts.ways, parts.composer))


async def human(turn: Turn, parts: Parts) -> None:
    """Pass words on in a talk with the worker, and take a message to them."""
    if turn.claim.facts.get(PRESSED) or appointment_talk.means_shown(turn.claim):
        return  # the words are about what was said last
    action = _action(turn, parts)
    command = out_of_talk(turn.claim, parts.talk_words)
    command = command or handoff_command(turn.claim, action, parts.urgency)
    agreed = agreed_to_worker(turn.claim, action, parts.urgency, parts.words)
    hand_over(turn, parts, command or agreed)


async def commands(turn: Turn, parts: Parts) -> None:
    """Answer what needs no understanding."""
    claim, action = turn.claim, _action(turn, parts)
    own = (
        _by_words(turn, parts)
        or link_command(claim, action, parts.words)
        or plan.plan_command(claim, action)
        or sample_command(claim, action, parts.samples, parts.composer)
        or after_card_command(claim, action, parts.samples)
        or reply_command(claim, parts.samples)
        or checkin_command(claim, action, turn.person)
        or meeting_command(claim, action)
        or return_command(claim, action, parts.ways)
        or parts.wishing.command(claim, action)
        or appointment_talk.appointment_command(
            claim, action, parts.urgency, parts.composer, parts.ways
        )
    )
    if own is not None:
        hand_over(turn, parts, own)  # a wish for a time is a message to the worker
        return
    turn.maybe(
        share_command(action, claim, parts.whose, parts.policy, parts.ways)
        or command_of(claim, action, parts.words.has)
        or going_on(claim)
        or shown_again(claim)
    )
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
    said = meaning(inbound.text, answer.intent if answer else None)
    if said == "other" and answer is not None:
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


async def fallback(turn: Turn, _: Parts) -> None:
    """Say honestly that it did not work, and how to reach people."""
    turn.says = (
        Say("fallback.engine", choices=MENU),
        Say("directory.results", {"services": SOMEBODY}),
    )


Stage = Callable[[Turn, Parts], Awaitable[None]]
STAGES: tuple[Stage, ...] = (
    *(safety, staff, human, commands, more_of_message, making_plan, dialogue),
)


async def take_turn(claim: ClaimedTurn, parts: Parts) -> Outcome:
    """Return the answer to one message. Always an answer; never raises."""
    turn = Turn(claim, _with_hint(claim), claim.tracker)
    try:
        for stage in STAGES:
            await stage(turn, parts)
            if turn.says or turn.silent:
                break
        return outcome_of(turn, parts)
    except EngineUnavailable as error:
        log.warning("turn.fallback", extra={"inbox_id": claim.inbox_id, "reason": str(error)})
        await fallback(turn, parts)
    except Exception as error:  # the one catch-all: a person is never left without an answer
        log.error(  # noqa: TRY400 - a traceback's locals could hold a person's words
            "turn.failed", extra={"inbox_id": claim.inbox_id, "reason": type(error).__name__}
        )
        await fallback(turn, parts)
    return outcome_of(turn, parts)


def _action(turn: Turn, parts: Parts) -> str | None:
    """Return what the pressed button means, None when nothing was pressed or it is not ours.

    One that shows something is pressed by its label, too.
    """
    inbound = turn.claim.inbound
    if inbound.kind is not InboundKind.BUTTON:
        return typed_button(turn.claim)
    return parts.signer.read(turn.person.conversation, inbound.text)


def _by_words(turn: Turn, parts: Parts) -> Command | None:
    """Return what a button comes to that words press: a yes or a no right after its question."""
    claim = turn.claim
    pressed: str | None = claim.facts.get(PRESSED)
    if pressed is None:
        return None
    return link_command(claim, pressed, parts.words) or appointment_talk.appointment_command(
        claim, pressed, parts.urgency, parts.composer, parts.ways
    )


def _ask_again(turn: Turn, draft: Draft) -> None:
    """Put the plan's question below an answer to something else; after a card it waits."""
    claim = turn.claim
    if turn.lane is Lane.CRISIS:
        turn.apply(plan_records.held(claim) or {})
        return
    turn.says = (*turn.says, plan.question(draft))
    turn.apply(plan_records.kept(claim, draft))


def _with_hint(claim: ClaimedTurn) -> Person:
    """Return the person; somebody new begins in the language of their device or page."""
    found = answered_in(claim.inbound.language_hint, claim.person.language)
    if claim.person.greeted or found is None:
        return claim.person
    return replace(claim.person, language=found[0], beside=found[1])
