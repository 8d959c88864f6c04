"""Plays a journey through storage, turn and engine; everything is re-read between two steps."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import groupby
from zlib import crc32

from bot.content.compose import Composer
from bot.content.handoff_words import load_flags
from bot.content.safety_scanner import load_scanner
from bot.domain.messages import Address, Button, Inbound, InboundKind, Person, Reply
from bot.engine.wire import answer_to_json
from bot.nlu.encoder import loaded_encoder
from bot.nlu.listening import Listening
from bot.services.delivery_ports import ClaimedTurn
from bot.services.fixed_options import FixedOptions
from bot.services.memory import recall
from bot.services.ports import Engine, EngineAnswer, EngineTurn
from bot.services.receive import receive
from bot.storage.crypto import Keyring
from bot.storage.database import open_engine
from bot.storage.unit_of_work import SqlStorage
from bot.turn import take_turn
from bot.turn_state import Outcome, Parts
from tests.builders import SIGNER, composer, content, frozen, words
from tests.fake_rows import FrozenClock
from tests.journeys.journey import Journey, Step

HEARD = "assessments"
"""The file whose journeys are played with the ears, as they are for people."""

KEYS = Keyring([b"j" * 32])
_CODE = re.compile(r"\b[A-Z0-9]{4}-[A-Z0-9]{4}\b")


@cache
def stage() -> tuple[FrozenClock, Composer]:
    """Return the clock of every journey and the words on it; they take a second to read."""
    clock = frozen()
    return clock, composer(clock)


@cache
def ears() -> Listening:
    """Return what hears danger before the engine does, as the service would have it."""
    return Listening(load_scanner(), loaded_encoder)


@dataclass(slots=True)
class SideBySide:
    """Asks two engines the same and insists on the same bytes.

    Both get the state that the step before left in the database, which was equal for both: so
    equality holds for the whole journey.
    """

    first: Engine
    second: Engine
    answers: list[EngineAnswer] = field(default_factory=list)

    async def respond(self, turn: EngineTurn) -> EngineAnswer:
        """Return the answer that both gave."""
        # Words never come as an intent: Rasa would take a leading slash for one.
        assert (turn.text is None) != (turn.intent is None)
        assert turn.text is None or turn.text[0] not in "/／"
        answer, other = await self.first.respond(turn), await self.second.respond(turn)
        assert answer_to_json(answer) == answer_to_json(other)
        assert answer.tracker.encode() == other.tracker.encode()
        self.answers.append(answer)
        return answer


@dataclass(frozen=True, slots=True)
class Played:
    """A step that has been played."""

    step: Step
    replies: tuple[Reply, ...]
    person: Person
    tracker: str | None
    intent: str | None

    @property
    def text(self) -> str:
        """Everything that was said."""
        return "\n\n".join(reply.text for reply in self.replies)

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys in order, each once in a row."""
        return tuple(key for key, _ in groupby(reply.key for reply in self.replies))

    @property
    def topics(self) -> tuple[str, ...]:
        """The topics in order, each once in a row."""
        named = [reply.topic for reply in self.replies if reply.topic]
        return tuple(topic for topic, _ in groupby(named))

    @property
    def services(self) -> set[str]:
        """Ids of the services shown."""
        return {service for reply in self.replies for service in reply.services}

    @property
    def buttons(self) -> list[Button]:
        """Every button."""
        return [button for reply in self.replies for button in reply.buttons]


@dataclass(slots=True)
class Player:
    """One person's conversation in a database with our tables.

    "{code}" in what is said stands for the code that was told last.
    """

    journey: Journey
    engine: Engine
    url: str
    played: list[Played] = field(default_factory=list)

    @property
    def clock(self) -> FrozenClock:
        """The service's clock."""
        return stage()[0]

    async def play(self, step: Step) -> Played:
        """Do what the person does; return what came of it."""
        self.clock.at = step.at
        self._take_in(step)
        claim = self._claim()
        outcome = await take_turn(claim, self._parts())
        self._finish(claim, outcome)
        replies = tuple(reply for reply, _ in outcome.replies)
        played = Played(step, replies, outcome.person, outcome.tracker, outcome.intent)
        self.played.append(played)
        return played

    def kept(self) -> str:
        """Return everything that is kept of the conversation, readable."""
        with self._storage() as storage, storage.begin() as work:
            lines = work.conversations.history(self.address, 0, limit=1000)
        last = self.played[-1]
        return json.dumps(
            [[line.reply.text for line in lines], str(last.person), last.tracker],
            ensure_ascii=False,
        )

    def _parts(self) -> Parts:
        """Return what a turn works with, with both ears where questions are being answered.

        Elsewhere without: there what the classifier hears must be enough (tests/crisis has them).
        """
        parts = Parts(self.engine, stage()[1], words(), SIGNER, load_flags().urgency)
        if self.journey.file != HEARD:
            return parts
        return replace(parts, scanner=ears(), options=FixedOptions(content().assessments))

    @property
    def address(self) -> Address:
        """Where the person began to write from."""
        return self._address(None)

    def _address(self, step: Step | None) -> Address:
        channel = (step and step.channel) or self.journey.channel
        return Address(channel, "journeys", self.journey.name)

    def _code(self) -> str:
        """Return the code in the last answer that told one."""
        said = [reply.text for one in self.played for reply in one.replies]
        codes = [found[0] for text in said if (found := _CODE.search(text))]
        return codes[-1]

    def _take_in(self, step: Step) -> None:
        text = self._code() if step.text == "{code}" else step.text
        if step.kind is InboundKind.BUTTON:
            text = pressed(self.played, step.text).value
        inbound = Inbound(
            address=self._address(step),
            update_id=f"{crc32(self.journey.name.encode())}-{len(self.played)}",
            kind=step.kind,
            text=text,
            at=step.at,
            language_hint=self.journey.hint,
            label=step.text if step.kind is InboundKind.BUTTON else None,
        )
        with self._storage() as storage, storage.begin() as work:
            assert receive(work, inbound) is not None
            work.commit()

    def _claim(self) -> ClaimedTurn:
        with self._storage() as storage, storage.begin() as work:
            claim = work.inbox.claim(30.0)
            assert claim is not None
            claim = replace(claim, facts=recall(work, claim))
            work.commit()
        return claim

    def _finish(self, claim: ClaimedTurn, outcome: Outcome) -> None:
        with self._storage() as storage, storage.begin() as work:
            work.inbox.finish(
                claim, outcome.replies, outcome.person, outcome.tracker, delivered=True
            )
            for write in outcome.writes:
                write(work)
            if outcome.erase:
                work.conversations.erase_soon(self.address)
            work.commit()
            work.conversations.erase_due(self.clock.now())
            work.commit()

    def _storage(self) -> "_Opened":
        return _Opened(self.url, self.clock)


@dataclass(slots=True)
class _Opened:
    """Storage that is opened anew and closed again: nothing survives in memory."""

    url: str
    clock: FrozenClock
    storage: SqlStorage | None = None

    def __enter__(self) -> SqlStorage:
        self.storage = SqlStorage(open_engine(self.url), KEYS, self.clock)
        return self.storage

    def __exit__(self, *_: object) -> None:
        assert self.storage is not None
        self.storage.close()


def pressed(played: Sequence[Played], label: str) -> Button:
    """Return the latest button with this label."""
    seen = [button for one in reversed(played) for button in one.buttons]
    for button in seen:
        if button.kind == "reply" and button.label == label:
            return button
    raise AssertionError(f"no button {label!r}, only {[button.label for button in seen]}")
