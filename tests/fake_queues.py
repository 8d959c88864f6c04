"""The inbox and the outbox of the fake storage (see ``tests/fakes.py``)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import count

from bot.domain.errors import LateTurn
from bot.domain.messages import (
    LANGUAGES,
    TYPED,
    Address,
    ChannelName,
    ConversationId,
    Inbound,
    InboundKind,
    Lane,
    Language,
    Person,
    Reply,
)
from bot.services.delivery_ports import ClaimedReply, ClaimedTurn, StoredReply
from bot.services.ports import Clock
from tests.fake_rows import InboxRow, OutboxRow, State

_leases = count(1)

_SHOWN = (InboundKind.TEXT, InboundKind.EDITED, InboundKind.BUTTON)
"""What the history has words for: a command would only puzzle."""


@dataclass(slots=True)
class MemoryInbox:
    """The inbox of one transaction."""

    state: State
    clock: Clock
    timer: Callable[[], float]

    def add(self, inbound: Inbound) -> int | None:
        """Keep a message once."""
        address = inbound.address
        seen = (address.channel, address.bot, inbound.update_id)
        if seen in self.state.seen:
            return None
        conversation = self._conversation(inbound)
        row_id = self.state.next_id()
        self.state.seen[seen] = row_id
        self.state.used[address] = inbound.at
        self.state.inbox[row_id] = InboxRow(inbound, conversation)
        text = inbound.label if inbound.kind is InboundKind.BUTTON else inbound.text
        if text and inbound.kind in _SHOWN:
            line = StoredReply(row_id, Reply(text), "person", inbound.at, inbound.update_id)
            self.state.lines[row_id] = (address, line)
        return row_id

    def _conversation(self, inbound: Inbound) -> ConversationId:
        known = self.state.conversations.get(inbound.address)
        if known is not None:
            return known
        made = ConversationId(f"conversation-{self.state.next_id()}")
        hint: Language = next((one for one in LANGUAGES if one == inbound.language_hint), "fi")
        self.state.conversations[inbound.address] = made
        self.state.people[made] = Person(made, language=hint)
        return made

    def words_at(self, conversation: ConversationId, said_at: datetime) -> str | None:
        """Return what somebody typed at a time."""
        typed = (
            row.inbound for row in self.state.inbox.values() if row.conversation == conversation
        )
        said = (one for one in typed if one.at == said_at and one.kind in TYPED)
        return next((one.text for one in said), None)

    def claim(
        self,
        lease_s: float,
        *,
        news: bool = False,  # noqa: ARG002 - nobody else waits for a dictionary
    ) -> ClaimedTurn | None:
        """Take the oldest message of a person who has none in work."""
        now = self.timer()
        busy: set[ConversationId] = set()
        for row_id, row in sorted(self.state.inbox.items()):
            if row.done or row.conversation in busy:
                continue
            if row.lease is not None and row.lease_until > now:
                busy.add(row.conversation)
                continue
            lease = f"lease-{next(_leases)}-{now}"
            row = replace(row, lease=lease, lease_until=now + lease_s, attempts=row.attempts + 1)
            self.state.inbox[row_id] = row
            person = self.state.people[row.conversation]
            tracker = self.state.trackers.get(row.conversation)
            addresses = [*self.state.conversations.values()].count(row.conversation)
            return ClaimedTurn(
                row_id, lease, row.inbound, person, tracker, row.attempts, addresses=addresses
            )
        return None

    def finish(
        self,
        claim: ClaimedTurn,
        replies: Sequence[tuple[Reply, Lane]],
        person: Person,
        tracker: str | None,
        *,
        delivered: bool,
    ) -> None:
        """Write the turn, unless its lease has gone to somebody else."""
        row = self.state.inbox.get(claim.inbox_id)
        if row is None or row.done or row.lease != claim.lease:
            raise LateTurn("somebody else has it")
        kept = row.inbound
        if kept.kind is InboundKind.TOO_LONG:
            kept = replace(kept, text="")
        self.state.inbox[claim.inbox_id] = replace(row, inbound=kept, done=True, lease=None)
        if not claim.broken:
            self.state.people[person.conversation] = person
            self.state.trackers[person.conversation] = tracker
        address, at = row.inbound.address, self.clock.now()
        for reply, lane in replies:
            new = self.state.next_id()
            state = "sent" if delivered else "waiting"
            self.state.outbox[new] = OutboxRow(
                address, row.conversation, reply, lane, at, state=state
            )
            self.state.lines[new] = (address, StoredReply(new, reply, "bot", at))

    def waiting(self) -> tuple[int, float]:
        """Return how many and how old in seconds."""
        waits = [row.inbound.at for row in self.state.inbox.values() if not row.done]
        ages = [(self.clock.now() - at).total_seconds() for at in waits]
        return len(waits), max(ages, default=0.0)

    def release(self, claim: ClaimedTurn) -> None:
        """Give it back as if never claimed."""
        row = self.state.inbox.get(claim.inbox_id)
        if row is not None and row.lease == claim.lease:
            self.state.inbox[claim.inbox_id] = replace(row, lease=None, attempts=row.attempts - 1)


@dataclass(slots=True)
class MemoryOutbox:
    """The outbox of one transaction."""

    state: State
    clock: Clock
    timer: Callable[[], float]

    def claim(self, channel: ChannelName, lease_s: float) -> ClaimedReply | None:
        """Take the first sendable head of line."""
        now, at = self.timer(), self.clock.now()
        heads: dict[Address, int] = {}
        for row_id, row in sorted(self.state.outbox.items()):
            if row.state == "waiting" and row.address.channel == channel:
                heads.setdefault(row.address, row_id)
        free = [
            row_id
            for address, row_id in heads.items()
            if address not in self.state.stopped
            and not (
                self.state.outbox[row_id].lease and self.state.outbox[row_id].lease_until > now
            )
            and (self.state.outbox[row_id].not_before or at) <= at
        ]
        if not free:
            return None
        first = min(free, key=lambda row_id: (self.state.outbox[row_id].lane, row_id))
        row = self.state.outbox[first]
        lease = f"lease-{next(_leases)}-{now}"
        row = replace(row, lease=lease, lease_until=now + lease_s, attempts=row.attempts + 1)
        self.state.outbox[first] = row
        return ClaimedReply(
            first,
            lease,
            row.address,
            row.conversation,
            row.reply,
            row.attempts,
            row.maybe_dup,
            row.lane,
        )

    def begin(self, claim: ClaimedReply) -> bool:
        """From now on a lease that runs out without a word means: it may have gone out."""
        row = self.state.outbox.get(claim.outbox_id)
        ours = row is not None and row.lease == claim.lease and row.state == "waiting"
        if ours:
            self._change(claim, maybe_dup=True)
        return ours

    def sent(self, claim: ClaimedReply, provider_id: str | None) -> None:
        """Mark as taken."""
        self._change(
            claim, state="sent", lease=None, provider_id=provider_id, maybe_dup=claim.maybe_dup
        )

    def failed(
        self,
        claim: ClaimedReply,
        *,
        not_before: datetime | None,
        dead: str | None,
        maybe_dup: bool,
    ) -> None:
        """Wait or give up."""
        state = "waiting" if dead is None else "dead"
        dup = claim.maybe_dup or maybe_dup
        self._change(
            claim, state=state, lease=None, not_before=not_before, dead=dead, maybe_dup=dup
        )

    def release(self, claim: ClaimedReply) -> None:
        """Give it back as if never claimed."""
        self._change(claim, lease=None, attempts=claim.attempts - 1)

    def _change(self, claim: ClaimedReply, **changes: object) -> None:
        row = self.state.outbox.get(claim.outbox_id)
        if row is not None and row.lease == claim.lease:
            self.state.outbox[claim.outbox_id] = replace(row, **changes)  # type: ignore[arg-type]

    def stop_address(self, address: Address, reason: str) -> None:
        """Nothing more goes there."""
        self.state.stopped[address] = reason
        for row_id, row in self.state.outbox.items():
            if row.address == address and row.state == "waiting":
                self.state.outbox[row_id] = replace(row, state="dead", dead=reason)

    def start_address(self, address: Address) -> None:
        """The person is back."""
        self.state.stopped.pop(address, None)

    def waiting(self) -> tuple[int, float]:
        """Return how many and how old in seconds."""
        ages = [
            (self.clock.now() - row.at).total_seconds()
            for row in self.state.outbox.values()
            if row.state == "waiting"
        ]
        return len(ages), max(ages, default=0.0)
