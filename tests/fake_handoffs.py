"""Handoffs of the fake storage (see ``tests/fakes.py``): the same promises, in dicts."""

import secrets
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from bot.domain.audit import FIRST, Break, Deed, breaks, chained
from bot.domain.errors import LateTurn
from bot.domain.handoff import ENDS, Actor, Event, Handoff
from bot.domain.messages import ConversationId, Lane, Person, Reply
from bot.services.delivery_ports import StoredReply
from bot.services.handoff_ports import ClaimedHandoff, Happened, Message
from bot.services.notice_ports import Chat, ClaimedNotice, NoticeAbout, Outcome
from bot.services.person_ports import Reach, Said, Unreached
from bot.services.ports import Clock
from tests.fake_rows import OutboxRow, State

_LONG_AGO = datetime.min.replace(tzinfo=UTC)


class MemoryHandoffs:
    """The ``Handoffs``."""

    def __init__(self, state: State) -> None:
        self._state = state

    def add(self, handoff: Handoff) -> None:
        self._state.handoffs[handoff.id] = handoff

    def find(self, id: str, *, to_change: bool = False) -> Handoff | None:
        del to_change  # one transaction at a time: nothing has to be locked
        return self._state.handoffs.get(id)

    def of_person(self, conversation: ConversationId) -> list[Handoff]:
        theirs = [h for h in self._state.handoffs.values() if h.conversation == conversation]
        return theirs[::-1]

    def open_ones(self) -> Iterator[Handoff]:
        known = [one for one in self._state.handoffs.values() if one.is_sent]
        return iter(sorted(known, key=lambda one: one.sent_at or one.created_at))

    def with_workers(self, workers: Collection[str]) -> Sequence[str]:
        theirs = [one for one in self._state.handoffs.values() if one.is_sent]
        return [one.id for one in theirs if one.owner.id in workers]

    def save(self, before: Handoff, after: Handoff, event: Event, by: Actor, at: datetime) -> None:
        if self._state.handoffs.get(before.id) != before:
            raise LateTurn(before.id)
        self._state.handoffs[before.id] = after
        happened = self._state.happened.get(before.id, ())
        self._state.happened[before.id] = (*happened, Happened(event, by, at))

    def say(self, id: str, message: Message, source: str) -> bool:
        if source in self._state.said:
            return False
        self._state.said[source] = (id, message)
        return True

    def words(self, id: str) -> list[Message]:
        return [message for of, message in self._state.said.values() if of == id]

    def wishes(self, id: str) -> dict[str, str]:
        return dict(self._state.wishes.get(id, {}))

    def wish(self, id: str, wishes: Mapping[str, str]) -> None:
        self._state.wishes[id] = dict(wishes)

    def history(self, id: str) -> list[Happened]:
        return list(self._state.happened.get(id, ()))

    def claim_due(self, at: datetime, lease_s: float) -> ClaimedHandoff | None:
        del lease_s
        due = [one for one in self._state.handoffs.values() if one.due_at <= at]
        first = min(due, key=lambda one: one.due_at, default=None)
        return ClaimedHandoff(first, secrets.token_hex(4)) if first else None

    def release(self, claim: ClaimedHandoff) -> None:
        """Nothing is leased here: one transaction at a time."""

    def forget(self, id: str) -> None:
        if self._state.handoffs[id].state in ENDS:
            del self._state.handoffs[id]


class MemoryTold:
    """The ``Told``."""

    def __init__(self, state: State, clock: Clock) -> None:
        self._state, self._clock = state, clock

    def person(self, conversation: ConversationId) -> Person | None:
        return self._state.people.get(conversation)

    def reach(self, conversation: ConversationId, _: datetime) -> Reach | None:
        addresses = [a for a, c in self._state.conversations.items() if c == conversation]
        return Reach(addresses[-1].channel, open=True) if addresses else None

    def last_said(self, conversation: ConversationId, most: int) -> list[Said]:
        of = self._state.conversations
        lines = [
            Said(
                line.reply.key,
                tuple(one.value for one in line.reply.buttons),
                line.at,
                tuple(one.label for one in line.reply.buttons),
            )
            for _, (address, line) in sorted(self._state.lines.items(), reverse=True)
            if of.get(address) == conversation and line.said_by == "bot"
        ]
        return lines[:most]

    def last_heard(self, _: ConversationId) -> datetime | None:
        return None

    def web_of(self, conversation: ConversationId) -> str | None:
        of = self._state.conversations.items()
        found = [a.external for a, c in of if c == conversation and a.channel == "web"]
        return found[0] if found else None

    def tell(
        self,
        conversation: ConversationId,
        replies: Sequence[Reply],
        source: str,
        *,
        on_web: bool = False,
    ) -> bool:
        del on_web  # a talk of the fake has one address
        addresses = [a for a, c in self._state.conversations.items() if c == conversation]
        if not addresses or source in self._state.told:
            return False
        self._state.told[source] = True
        address = max(addresses, key=lambda one: self._state.used.get(one, _LONG_AGO))
        pushed = address.channel == "telegram"
        for reply in replies:
            number, now = self._state.next_id(), self._clock.now()
            self._state.lines[number] = (address, StoredReply(number, reply, "bot", now))
            row = OutboxRow(address, conversation, reply, Lane.NOTICE, now)
            self._state.outbox[number] = row if pushed else _settled(row)
        return True


class MemoryUndelivered:
    """The ``Undelivered``: nothing is given up here."""

    def unreached(self, limit: int = 50) -> list[Unreached]:
        return [][:limit]

    def note_unreached(self, id: str, at: datetime) -> None:
        """Nothing is given up here."""

    def unreached_at(self, _: str) -> datetime | None:
        return None


class MemoryChats:
    """The ``Chats``: nobody has one here; what they do is tested on the real storage."""

    def of(self, _: str) -> Chat | None:
        return None

    def link(self, conversation: ConversationId, worker: str, at: datetime) -> None:
        raise NotImplementedError

    def unlink(self, _: str) -> bool:
        return False

    def handoff_of(self, *_: str) -> str | None:
        return None

    def appointment_of(self, *_: str) -> str | None:
        return None

    def outcome(self, _: str) -> Outcome:
        return "none"


class MemoryNotices:
    """The ``Notices``: kept, never sent."""

    def __init__(self, state: State) -> None:
        self._state = state

    def add(self, worker: str, channel: str, about: NoticeAbout) -> None:
        self._state.notices[(worker, channel, about)] = True

    def claim(self, *_: object) -> ClaimedNotice | None:
        return None

    def forget(self, _: datetime) -> int:
        return 0

    def mail_stopped(self, _: str) -> str | None:
        return None


class MemoryAudit:
    """The ``Audit``."""

    def __init__(self, state: State) -> None:
        self._state = state

    def add(self, deed: Deed) -> None:
        entries = self._state.audit
        before = entries[len(entries)].hash if entries else FIRST
        entries[len(entries) + 1] = chained(deed, len(entries) + 1, before)

    def has(self, head: str) -> bool:
        return any(one.hash.hex() == head for one in self._state.audit.values())

    def verify(self) -> tuple[int, str, list[Break]]:
        entries = list(self._state.audit.values())
        head = entries[-1].hash if entries else FIRST
        return len(entries), head.hex(), list(breaks(entries))


def _settled(row: OutboxRow) -> OutboxRow:
    return replace(row, state="sent")
