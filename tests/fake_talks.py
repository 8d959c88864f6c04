"""Talks, web sessions and offsets of the fake storage (see ``tests/fakes.py``)."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from bot.domain.messages import Address, ChannelName, ConversationId
from bot.services.delivery_ports import StoredReply
from bot.services.ports import Clock
from tests.fake_rows import SessionRow, State


@dataclass(slots=True)
class MemoryConversations:
    """The talks of one transaction."""

    state: State
    clock: Clock

    def whose(self, address: Address) -> ConversationId | None:
        """Return the conversation of an address."""
        return self.state.conversations.get(address)

    def history(self, address: Address, after: int, limit: int = 200) -> list[StoredReply]:
        """Return both sides in order."""
        lines = [
            line
            for cursor, (whose, line) in sorted(self.state.lines.items())
            if whose == address and cursor > after
        ]
        return lines[:limit]

    def last_cursor(self, address: Address) -> int:
        """Return the cursor of what was said last; 0 for somebody new."""
        lines = self.state.lines.items()
        return max((cursor for cursor, (whose, _) in lines if whose == address), default=0)

    def erase(self, address: Address) -> None:
        """Forget everything of an address; ids that were seen stay, they say nothing."""
        state = self.state
        conversation = state.conversations.pop(address, None)
        state.used.pop(address, None)
        state.erasing.pop(address, None)
        state.lines = {k: v for k, v in state.lines.items() if v[0] != address}
        state.inbox = {k: v for k, v in state.inbox.items() if v.inbound.address != address}
        state.outbox = {k: v for k, v in state.outbox.items() if v.address != address}
        external = address.external if address.channel == "web" else None
        state.sessions = {k: v for k, v in state.sessions.items() if v.external != external}
        if conversation is not None:
            state.people.pop(conversation, None)
            state.trackers.pop(conversation, None)
            state.records = {k: v for k, v in state.records.items() if k[0] != conversation}
            state.due = {k: v for k, v in state.due.items() if k[0] != conversation}
            gone = {k for k, v in state.appointments.items() if v.conversation == conversation}
            state.appointments = {k: v for k, v in state.appointments.items() if k not in gone}
            for id, time in state.free_times.items():
                if time.taken_by in gone:
                    state.free_times[id] = replace(time, taken_by=None)

    def erase_soon(self, address: Address) -> None:
        """Ask for erasing once everything is delivered."""
        self.state.erasing.setdefault(address, self.clock.now())

    def erase_due(self, at: datetime) -> int:
        """Erase what was asked for and has nothing left to deliver, or has waited too long."""
        waiting = {row.address for row in self.state.outbox.values() if row.state == "waiting"}
        due = [
            address
            for address, asked in self.state.erasing.items()
            if address not in waiting or at - asked > timedelta(minutes=10)
        ]
        for address in due:
            self.erase(address)
        return len(due)

    def forget_idle(self, before: datetime, channel: ChannelName) -> int:
        """Erase what nobody has used since; return how many."""
        last = dict(self.state.used)
        for session in self.state.sessions.values():
            for address in last:
                if address.external == session.external:
                    last[address] = max(last[address], session.at)
        awaited = {whose for whose, _ in self.state.due}
        idle = [
            one
            for one, at in last.items()
            if one.channel == channel
            and at < before
            and self.state.conversations.get(one) not in awaited
        ]
        for address in idle:
            self.erase(address)
        return len(idle)


@dataclass(slots=True)
class MemorySessions:
    """The web sessions of one transaction."""

    state: State

    def open(self, token_hash: bytes, external: str, at: datetime, *, keep: bool) -> None:
        """Begin one."""
        self.state.sessions[token_hash] = SessionRow(external, at, keep)

    def touch(self, token_hash: bytes, at: datetime) -> str | None:
        """Return whose it is and note the use."""
        row = self.state.sessions.get(token_hash)
        if row is None:
            return None
        self.state.sessions[token_hash] = replace(row, at=at)
        return row.external

    def close(self, token_hash: bytes) -> None:
        """End one."""
        self.state.sessions.pop(token_hash, None)


@dataclass(slots=True)
class MemoryOffsets:
    """How far polled channels have been read, in one transaction."""

    state: State

    def get(self, bot: str) -> int:
        """Return the mark."""
        return self.state.offsets.get(bot, 0)

    def set(self, bot: str, offset: int) -> None:
        """Move the mark."""
        self.state.offsets[bot] = offset


@dataclass(slots=True)
class MemoryRecords:
    """What is kept for people by name."""

    state: State

    def of(self, conversation: ConversationId) -> dict[str, Any]:
        """Return everything kept for a person."""
        rows = self.state.records.items()
        return {name: value for (owner, name), value in rows if owner == conversation}

    def keep(self, conversation: ConversationId, name: str, value: Any) -> None:
        """Keep a value; None forgets it."""
        self.state.records.pop((conversation, name), None)
        if value is not None:
            self.state.records[conversation, name] = value

    def forget_contacts(self, _: datetime) -> int:
        """Forget nothing: this is tested on the real storage."""
        return 0
