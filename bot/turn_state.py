"""What a turn works with: the parts it needs, the turn in work, and what it came to.

``turn.py`` is the flow; this is only what is handed from stage to stage.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from bot.content.compose import Composer
from bot.content.cry_words import load_cries
from bot.content.follow_ups import FollowUps
from bot.content.loader import DATA
from bot.content.talk_words import load_talk
from bot.content.wish_words import load_wishes
from bot.domain.cries import Cries
from bot.domain.messages import InboundKind, Lane, Person, Reply, Say, answered_in
from bot.domain.talk_words import TalkWords
from bot.domain.urgency import Urgency
from bot.domain.ways import Ways
from bot.domain.wish_words import WishWords
from bot.i18n import Words
from bot.services import crisis
from bot.services.alarm import Alarm
from bot.services.commands import Command
from bot.services.delivery_ports import ClaimedTurn
from bot.services.fixed_options import FixedOptions
from bot.services.interrupted import holding, taken_up
from bot.services.kept_messages import KeepsMessages
from bot.services.memory import changed, writes_of
from bot.services.ports import Engine
from bot.services.share_ports import Whose
from bot.services.tokens import ButtonSigner
from bot.services.typed_buttons import typed_button
from bot.services.wishing import Wishing
from bot.services.writes import Write


@dataclass(frozen=True, slots=True)
class Parts:
    """What a turn needs. Without a ``scanner`` danger is heard by the classifier alone.

    ``sent_past``: what channels have answered by themselves while the database was down. The word
    lists are the project's own unless others are given; each is read once a process.
    """

    engine: Engine
    composer: Composer
    words: Words
    signer: ButtonSigner
    urgency: Urgency = field(default_factory=lambda: Urgency(()))
    scanner: crisis.Hears | None = None
    cries: Cries = field(default_factory=lambda: load_cries().cries)
    follow_ups: FollowUps = field(
        default_factory=lambda: FollowUps.load(DATA / "search" / "follow_ups.yml")
    )
    sent_past: crisis.SentPast = field(default_factory=crisis.SentPast)
    talk_words: TalkWords = field(default_factory=lambda: load_talk().words)
    wish_words: WishWords = field(default_factory=lambda: load_wishes().words)
    whose: Whose | None = None  # who is whose worker; None: sharing a result is off
    ways: Ways = field(default_factory=Ways)
    options: FixedOptions = field(default_factory=FixedOptions)
    unanswered: KeepsMessages | None = None  # where a county keeps what was not answered
    samples: KeepsMessages | None = None  # and what got a card by mistake, by consent

    @property
    def policy(self) -> str | None:
        """Return the version of the county's policy; None: it has none."""
        return self.composer.policy.version if self.composer.policy else None

    @property
    def wishing(self) -> Wishing:
        """Return what answers the questions after a message to the worker."""
        return Wishing(self.urgency, self.composer, self.words, self.wish_words)

    def in_own_script(self, text: str) -> str:
        """Return a message in the letters of its language."""
        return self.scanner.in_own_script(text) if self.scanner else text


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a turn came to, ready for one commit: ``writes`` are part of it.

    ``afterwards`` is done when the commit stands, and may fail: what no database holds.
    ``alarm`` is the danger that was found, to be told also where the rest cannot be written.
    """

    replies: tuple[tuple[Reply, Lane], ...]
    person: Person
    tracker: str | None
    erase: bool = False
    intent: str | None = None
    writes: tuple[Write, ...] = ()
    afterwards: tuple[Callable[[], None], ...] = ()
    alarm: Alarm | None = None


@dataclass(slots=True)
class Turn:
    """The turn in work: each stage reads it and may finish it by filling ``says``."""

    claim: ClaimedTurn
    person: Person
    tracker: str | None
    says: tuple[Say, ...] = ()
    intent: str | None = None  # from a button: the dialogue is asked with it
    pressed: str | None = None  # which button it was, where the intent does not say
    lane: Lane = Lane.REPLY
    erase: bool = False
    understood: str | None = None
    soft: Say | None = None  # a gentle question after the answer
    wishes_help: bool = False  # "tarvin apua": help is the first button of the answer
    writes: list[Write] = field(default_factory=list)
    afterwards: list[Callable[[], None]] = field(default_factory=list)
    silent: bool = False  # the words were for a worker
    faint: bool = False  # an ear heard danger too faintly for a card in the midst of a matter
    alarm: Alarm | None = None  # danger that was found: told even if what follows fails

    @classmethod
    def of(cls, claim: ClaimedTurn) -> "Turn":
        """Begin a turn; somebody new begins in the language of their device or page."""
        person = claim.person
        found = answered_in(claim.inbound.language_hint, person.language)
        if not person.greeted and found is not None:
            person = replace(person, language=found[0], beside=found[1])
        return cls(claim, person, claim.tracker)

    def take(self, command: Command) -> None:
        """Fill in what a command came to."""
        self.says = command.says
        self.silent = command.silent
        self.intent = command.intent
        self.pressed = command.pressed
        self.erase = command.erase
        self.apply(command.effects)
        self.writes += command.writes
        if command.sos:
            self.lane = Lane.CRISIS
            self.apply(holding(self.claim))

    def maybe(self, command: Command | None) -> None:
        """Fill in what a command came to, if there is one."""
        if command is not None:
            self.take(command)

    def apply(self, effects: Mapping[str, Any]) -> None:
        """Take over what is remembered and kept of the person from now on."""
        self.person = changed(self.person, effects)
        self.writes += writes_of(self.person.conversation, taken_up(effects))


def action_of(turn: Turn, parts: Parts) -> str | None:
    """Return what the pressed button means, None when nothing was pressed or it is not ours.

    One that shows something is pressed by its label, too.
    """
    inbound = turn.claim.inbound
    if inbound.kind is not InboundKind.BUTTON:
        return typed_button(turn.claim)
    return parts.signer.read(turn.person.conversation, inbound.text)
