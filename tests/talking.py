"""A talk over the fake storage: every message through inbox, turn and commit, words at the end."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from bot.content.compose import Composer
from bot.domain.messages import Address, Button, ChannelName, Inbound, InboundKind, Lane, Reply
from bot.engine.scripted import ScriptedEngine
from bot.i18n import Words
from bot.services.crisis import Hears
from bot.services.fixed_options import FixedOptions
from bot.services.memory import recall
from bot.services.ports import Engine
from bot.services.receive import receive
from bot.turn import take_turn
from bot.turn_state import Parts
from tests.builders import SIGNER, content, places, words
from tests.danger import FewWords
from tests.fake_rows import FrozenClock
from tests.fakes import MemoryStorage


@dataclass(slots=True)
class Talk:
    """One person's talk."""

    clock: FrozenClock
    engine: Engine = field(default_factory=ScriptedEngine)
    hint: str | None = None
    channel: ChannelName = "web"
    scanner: Hears = field(default_factory=FewWords)
    words: Words = field(default_factory=words)
    make: Composer | None = None  # of a clock that is shared: reading everything takes a while
    storage: MemoryStorage = field(init=False)
    parts: Parts = field(init=False)
    replies: tuple[Reply, ...] = ()
    lanes: tuple[Lane, ...] = ()
    count: int = 0

    def __post_init__(self) -> None:
        self.storage = MemoryStorage(self.clock)
        make = self.make or Composer(content(), self.words, places(), self.clock, SIGNER.sign)
        options = FixedOptions(content().assessments)
        self.parts = Parts(
            self.engine, make, self.words, SIGNER, scanner=self.scanner, options=options
        )

    @property
    def address(self) -> Address:
        return Address(self.channel, "bot", "7")

    @property
    def text(self) -> str:
        return "\n\n".join(reply.text for reply in self.replies)

    @property
    def keys(self) -> list[str]:
        return list(dict.fromkeys(reply.key for reply in self.replies))

    @property
    def buttons(self) -> list[Button]:
        return [button for reply in self.replies for button in reply.buttons]

    @property
    def labels(self) -> list[str]:
        return [button.label for button in self.buttons]

    @property
    def kept(self) -> dict[str, Any]:
        records = self.storage.state.records.items()
        return {name: value for (_, name), value in records}

    async def say(self, text: str, kind: InboundKind = InboundKind.TEXT) -> "Talk":
        """Say something and hear the answer, in one commit."""
        self.count += 1
        label = None
        if kind is InboundKind.BUTTON:
            label = next((one.label for one in self.buttons if one.value == text), None)
        with self.storage.begin() as work:
            inbound = Inbound(
                self.address, f"u{self.count}", kind, text, self.now, self.hint, label
            )
            receive(work, inbound)
            work.commit()
        with self.storage.begin() as work:
            claim = work.inbox.claim(30.0)
            assert claim is not None
            claim = replace(claim, facts=recall(work, claim))
            outcome = await take_turn(claim, self.parts)
            work.inbox.finish(
                claim, outcome.replies, outcome.person, outcome.tracker, delivered=True
            )
            for write in outcome.writes:
                write(work)
            if outcome.erase:
                work.conversations.erase_soon(self.address)
            work.commit()
        self.replies = tuple(reply for reply, _ in outcome.replies)
        self.lanes = tuple(lane for _, lane in outcome.replies)
        return self

    async def press(self, label: str) -> "Talk":
        """Press a button of the last answer."""
        found = [one for one in self.buttons if one.kind == "reply" and one.label == label]
        assert found, f"no button {label!r}: {self.labels}"
        return await self.say(found[-1].value, InboundKind.BUTTON)

    @property
    def now(self) -> datetime:
        return self.clock.now()
