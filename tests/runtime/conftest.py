"""What tests of the sender share: an outbox with something in it and a channel that records."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field, replace
from typing import Any

from bot.domain.errors import DeliveryFailed
from bot.domain.messages import (
    Address,
    ChannelName,
    Inbound,
    InboundKind,
    Lane,
    Reply,
)
from bot.i18n import Words
from bot.runtime.clock import SystemClock
from bot.runtime.pacing import SenderLimits
from bot.runtime.sender import Sender
from bot.services.delivery_ports import ClaimedReply
from bot.services.ports import Storage, UnitOfWork
from tests.fakes import MemoryStorage

WORDS = Words.load()
QUICK = SenderLimits(
    per_second=10_000, chat_gap_s=0.0, poll_s=0.01, backoff_cap_s=0.05, record_s=0.5
)
"""Limits that only let the order and the outcomes be seen."""


class Outbox(MemoryStorage):
    """The fake storage; its outbox tells the lane of what it gives out."""

    @contextmanager
    def begin(self) -> Iterator[UnitOfWork]:
        with super().begin() as work:
            claim = work.outbox.claim

            def with_lane(channel: ChannelName, lease_s: float) -> ClaimedReply | None:
                claimed = claim(channel, lease_s)
                if claimed is None:
                    return None
                return replace(claimed, lane=work.outbox.state.outbox[claimed.outbox_id].lane)  # type: ignore[attr-defined]

            yield _WithClaim(work, with_lane)  # type: ignore[misc]


class _WithClaim:
    def __init__(self, work: Any, claim: Any) -> None:
        self._work = work
        self.outbox = _Claiming(work.outbox, claim)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._work, name)


class _Claiming:
    def __init__(self, outbox: Any, claim: Any) -> None:
        self._outbox = outbox
        self.claim = claim

    def __getattr__(self, name: str) -> Any:
        return getattr(self._outbox, name)


def an_outbox() -> Outbox:
    return Outbox(clock=SystemClock())


@dataclass(slots=True)
class Recorder:
    """A channel that notes what it is given and does what it was told to do.

    ``script`` maps a text to what happens at its next sends: an error to raise, seconds to take.
    """

    script: dict[str, list[DeliveryFailed | float | Exception]] = field(default_factory=dict)
    begun: list[str] = field(default_factory=list)
    sent: list[tuple[str, str, str | None]] = field(default_factory=list)
    at: list[float] = field(default_factory=list)
    name: ChannelName = "telegram"

    async def send(self, address: Address, reply: Reply, *, repeat_mark: str | None) -> str | None:
        self.begun.append(reply.text)
        steps = self.script.get(reply.text)
        step = steps.pop(0) if steps else None
        if isinstance(step, Exception):
            raise step
        if step is not None:
            await asyncio.sleep(step)
        self.sent.append((address.external, reply.text, repeat_mark))
        self.at.append(time.monotonic())
        return f"id-{len(self.sent)}"

    def texts(self, chat: str | None = None) -> list[str]:
        return [text for where, text, _ in self.sent if chat in (None, where)]


def decide(storage: Storage, chat: str, texts: Sequence[str], lane: Lane = Lane.REPLY) -> None:
    """Put replies for a chat into the outbox, as a turn does."""
    address = Address("telegram", "42", chat)
    with storage.begin() as work:
        key = f"u-{chat}-{texts[0]}-{time.monotonic()}"
        at = storage.clock.now()  # type: ignore[attr-defined]
        work.inbox.add(Inbound(address, key, InboundKind.TEXT, "x", at))
        claim = work.inbox.claim(30)
        assert claim is not None
        replies = [(Reply(text), lane) for text in texts]
        work.inbox.finish(claim, replies, claim.person, None, delivered=False)
        work.commit()


def a_sender(
    storage: Storage, channel: Recorder, limits: SenderLimits = QUICK, **changes: Any
) -> Sender:
    return Sender(storage, {"telegram": channel}, WORDS, SystemClock(), replace(limits, **changes))


@asynccontextmanager
async def at_work(sender: Sender) -> AsyncIterator[Sender]:
    """A sender that runs until the end of the block and then stops in its own way."""
    running = asyncio.create_task(sender.run())
    try:
        yield sender
    finally:
        sender.stop()
        await asyncio.wait_for(running, 10)


async def until(holds: Callable[[], bool], seconds: float = 5.0) -> None:
    """Wait until something holds; fail when it does not in time."""
    async with asyncio.timeout(seconds):
        while not holds():  # noqa: ASYNC110 - what we wait for happens in another thread
            await asyncio.sleep(0.005)


def states(storage: Outbox) -> list[str]:
    return [row.state for _, row in sorted(storage.state.outbox.items())]


def run_until_settled(storage: Outbox, channel: Recorder, **changes: Any) -> None:
    async def run() -> None:
        async with at_work(a_sender(storage, channel, **changes)):
            await until(lambda: "waiting" not in states(storage))

    asyncio.run(run())
