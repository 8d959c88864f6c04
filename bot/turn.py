"""The flow of one message. Read this file first.

A message has been verified, deduplicated and committed to the inbox by its channel. Here it passes
an ordered list of stages; the first that has something to say ends the turn. The answer is keys
and arguments until the very end, where the composer finds the words for this person, and
``runtime/worker.py`` commits everything at once.

    1 safety      words for help are answered at once, whatever else is going on
    2 human       a talk with the worker is open: the words go there, the assistant is silent
    3 commands    buttons, /start, language, menu, what cannot be read: no understanding needed
    4 dialogue    Rasa: understand -> rule or loop -> action -> response keys
    5 fallback    engine down, slow or silent: honest words, a way to a human, always an answer
"""

import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any

from bot.content.compose import Composer
from bot.domain.errors import EngineUnavailable
from bot.domain.messages import LANGUAGES, InboundKind, Lane, Person, Reply, Say
from bot.domain.urgency import Urgency
from bot.i18n import Words
from bot.services.commands import HUMANS, MENU, Command, command_of, sos
from bot.services.handoff_talk import HANDOFF, handoff_command, handoff_write, meant
from bot.services.link_commands import link_command
from bot.services.memory import Write, writes_of
from bot.services.ports import ClaimedTurn, Engine, EngineTurn
from bot.services.tokens import ButtonSigner

log = logging.getLogger(__name__)

SOS_WORDS = frozenset({"apua", "sos", "112", "hjälp", "help"})
"""Said alone, these ask for people, not for the menu."""


@dataclass(frozen=True, slots=True)
class Parts:
    """What a turn needs."""

    engine: Engine
    composer: Composer
    words: Words
    signer: ButtonSigner
    urgency: Urgency = field(default_factory=lambda: Urgency(()))


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a turn came to, ready for one commit: ``writes`` are part of it."""

    replies: tuple[tuple[Reply, Lane], ...]
    person: Person
    tracker: str | None
    erase: bool = False
    intent: str | None = None
    writes: tuple[Write, ...] = ()


@dataclass(slots=True)
class Turn:
    """The turn in work: each stage reads it and may finish it by filling ``says``."""

    claim: ClaimedTurn
    person: Person
    tracker: str | None
    says: tuple[Say, ...] = ()
    intent: str | None = None  # from a button: the dialogue is asked with it
    lane: Lane = Lane.REPLY
    erase: bool = False
    understood: str | None = None
    writes: list[Write] = field(default_factory=list)
    silent: bool = False  # the words were for a worker

    def take(self, command: Command) -> None:
        """Fill in what a command came to."""
        self.says = command.says
        self.silent = command.silent
        self.intent = command.intent
        self.erase = command.erase
        self.apply(command.effects)
        if command.sos:
            self.lane = Lane.CRISIS

    def apply(self, effects: Mapping[str, Any]) -> None:
        """Take over what is remembered and kept of the person from now on."""
        self.person = changed(self.person, effects)
        self.writes += writes_of(self.person.conversation, effects)


async def safety(turn: Turn, _: Parts) -> None:
    """Answer a bare cry for help before anything that could fail."""
    inbound = turn.claim.inbound
    typed = inbound.kind in (InboundKind.TEXT, InboundKind.EDITED)
    if typed and inbound.text.strip("!?. \n").lower() in SOS_WORDS:
        turn.take(sos())


async def human(turn: Turn, parts: Parts) -> None:
    """Pass words on in a talk with the worker, and take a message to them."""
    action = _action(turn, parts)
    _hand_over(turn, parts, handoff_command(turn.claim, action, parts.urgency))


async def commands(turn: Turn, parts: Parts) -> None:
    """Answer what needs no understanding."""
    claim, action = turn.claim, _action(turn, parts)
    command = link_command(claim, action, parts.words) or command_of(
        claim, action, parts.words.has
    )
    if command is not None:
        turn.take(command)


async def dialogue(turn: Turn, parts: Parts) -> None:
    """Ask Rasa. Its silence, slowness and errors are all ``EngineUnavailable``."""
    person = turn.person
    facts = {
        **turn.claim.facts,
        "language": person.language,
        "language_chosen": person.language_chosen,
        "plain": person.plain,
        "municipality": person.municipality,
        "last_topic": person.last_topic,
        "at": turn.claim.inbound.at.isoformat(),
    }
    text = None if turn.intent else harmless(turn.claim.inbound.text)
    asked = EngineTurn(person.conversation, text, turn.intent, facts, turn.tracker)
    answer = await parts.engine.respond(asked)
    turn.says, turn.tracker = answer.says, answer.tracker
    turn.apply(answer.effects)
    turn.understood = answer.intent
    _hand_over(turn, parts, meant(turn.claim, answer.intent, parts.urgency))
    if turn.says and turn.says[0].key.startswith("crisis."):
        turn.lane = Lane.CRISIS


async def fallback(turn: Turn, _: Parts) -> None:
    """Say honestly that it did not work, and how to reach people."""
    turn.says = (
        Say("fallback.engine", choices=MENU),
        Say("directory.results", {"services": HUMANS}),
    )


STAGES: tuple[Callable[[Turn, Parts], Awaitable[None]], ...] = (safety, human, commands, dialogue)


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
    """Return what the pressed button means, None when nothing was pressed or it is not ours."""
    inbound = turn.claim.inbound
    if inbound.kind is not InboundKind.BUTTON:
        return None
    return parts.signer.read(turn.person.conversation, inbound.text)


def _hand_over(turn: Turn, parts: Parts, command: Command | None) -> None:
    """Take over what a command about a message to the worker came to."""
    if command is None:
        return
    turn.take(command)
    effect = command.effects.get(HANDOFF)
    if effect is not None:
        turn.writes.append(handoff_write(turn.claim, effect, parts.urgency, parts.composer))


def outcome_of(turn: Turn, parts: Parts) -> Outcome:
    """Find the words for what is said."""
    replies = [
        (reply, turn.lane)
        for say in framed(turn)
        for reply in parts.composer.compose(say, turn.person)
    ]
    person = replace(turn.person, greeted=True)
    return Outcome(
        tuple(replies), person, turn.tracker, turn.erase, turn.understood, tuple(turn.writes)
    )


def framed(turn: Turn) -> list[Say]:
    """Return what is said with what belongs around it: greeting, a masked code, an edit."""
    says = list(turn.says)
    if turn.silent:
        return [Say("privacy.masked")] if turn.claim.inbound.masked else []
    if turn.claim.inbound.kind is InboundKind.EDITED:
        says.insert(0, Say("message.edited"))
    if turn.claim.inbound.masked:
        says.append(Say("privacy.masked"))
    if not turn.person.greeted and turn.lane is not Lane.CRISIS:
        says = [say for say in says if say.key != "talk.greet"]
        says.insert(0, Say("greet.first", choices=() if says else MENU))
    return says


def harmless(text: str) -> str:
    """Return the words so that Rasa cannot take them for an intent of ours (promises F9).

    A leading slash, also full-width or behind invisible characters, would be one.
    """
    return text.lstrip("/\uff0f\u200b\u200c\u200d\u2060\ufeff \t\r\n") or "…"


def changed(person: Person, effects: Mapping[str, Any]) -> Person:
    """Return the person with what the turn changed; what is no field of ours is left out."""
    known = {field.name for field in fields(Person)} - {"conversation"}
    changes: dict[str, Any] = {name: value for name, value in effects.items() if name in known}
    return replace(person, **changes)


def _with_hint(claim: ClaimedTurn) -> Person:
    """Return the person; somebody new begins in the language of their device or page."""
    for language in LANGUAGES:
        if not claim.person.greeted and claim.inbound.language_hint == language:
            return replace(claim.person, language=language)
    return claim.person
