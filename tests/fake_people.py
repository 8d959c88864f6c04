"""Units, workers, lines and invites of the fake storage (see ``tests/fakes.py``)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from bot.domain.linking import Invite, InviteKind
from bot.domain.messages import ConversationId
from bot.domain.opening_times import Slots
from bot.domain.staff import Absence, Assignment, People, Unit, Worker, WorkerId
from bot.services.people_ports import LinkedLine
from bot.services.ports import Clock
from tests.fake_rows import State


@dataclass(slots=True)
class MemoryPeople:
    """Units, workers, rosters and absences in one transaction."""

    state: State

    def everybody(self) -> People:
        """Return everybody."""
        people = self.state.staff.get("people")
        return people if isinstance(people, People) else People()

    def save_unit(self, unit: Unit) -> None:
        """Write a unit."""
        people = self.everybody()
        self._keep(replace(people, units={**people.units, unit.id: unit}))

    def save_worker(self, worker: Worker) -> None:
        """Write a worker; the roster stays."""
        people = self.everybody()
        known = people.worker(worker.id)
        worker = replace(worker, roster=known.roster if known else {})
        self._keep(replace(people, workers={**people.workers, worker.id: worker}))

    def save_roster(self, worker: WorkerId, days: Mapping[date, Slots | None]) -> None:
        """Write days; None takes them back."""
        people = self.everybody()
        known = people.workers[worker]
        merged: dict[date, Slots | None] = {**known.roster, **days}
        roster = {day: slots for day, slots in merged.items() if slots is not None}
        self._keep(
            replace(people, workers={**people.workers, worker: replace(known, roster=roster)})
        )

    def add_absence(self, absence: Absence, by: str) -> None:  # noqa: ARG002 - the port's
        """Write an absence over one with its id."""
        self.remove_absence(absence.id)
        people = self.everybody()
        self._keep(replace(people, absences=(*people.absences, absence)))

    def remove_absence(self, id: str) -> bool:
        """Forget an absence."""
        people = self.everybody()
        left = tuple(one for one in people.absences if one.id != id)
        self._keep(replace(people, absences=left))
        return len(left) < len(people.absences)

    def _keep(self, people: People) -> None:
        self.state.staff["people"] = people


@dataclass(slots=True)
class MemoryLines:
    """Lines in one transaction."""

    state: State

    def of(self, conversation: ConversationId) -> LinkedLine | None:
        """Return the line of a conversation."""
        return self.state.links.get(conversation)

    def of_worker(self, worker: WorkerId) -> list[LinkedLine]:
        """Return the lines with an assignment of a worker."""
        return [
            linked
            for linked in self.state.links.values()
            if any(worker in (one.worker, one.pair) for one in linked.line.assignments)
        ]

    def save(self, linked: LinkedLine) -> None:
        """Write a line."""
        self.state.links[linked.conversation] = linked

    def assign(self, conversation: ConversationId, assignment: Assignment) -> None:
        """Add an assignment over one that begins at the same instant."""
        linked = self.state.links[conversation]
        kept = [one for one in linked.line.assignments if one.since != assignment.since]
        line = replace(linked.line, assignments=(*kept, assignment))
        self.state.links[conversation] = replace(linked, line=line)

    def confirm(self, conversation: ConversationId, at: datetime) -> None:
        """Note the confirmation."""
        linked = self.state.links.get(conversation)
        if linked is not None and linked.confirmed_at is None:
            self.state.links[conversation] = replace(linked, confirmed_at=at)

    def remove(self, conversation: ConversationId) -> None:
        """Forget a line."""
        self.state.links.pop(conversation, None)


@dataclass(slots=True)
class MemoryInvites:
    """Invites in one transaction. Secrets lie beside them here: nothing of this is at rest."""

    state: State
    clock: Clock

    def add(self, invite: Invite, token: str, code: str) -> None:
        """Keep an invite."""
        self.state.invites[invite.id] = invite
        self.state.codes |= {token: invite.id, code: invite.id}

    def find(self, secret: str) -> Invite | None:
        """Return the invite of a secret."""
        return self.get(self.state.codes.get(secret, ""))

    def get(self, id: str) -> Invite | None:
        """Return an invite."""
        return self.state.invites.get(id)

    def of_conversation(self, conversation: ConversationId, kind: InviteKind) -> list[Invite]:
        """Return the codes of one kind made for a conversation that still open it."""
        return [
            one
            for one in self.state.invites.values()
            if (one.conversation, one.kind) == (conversation, kind)
            and one.cancelled_at is None
            and one.used_at is None
        ]

    def waiting(self) -> list[Invite]:
        """Return what a worker should look at, newest first."""
        now = self.clock.now()
        found = [
            one
            for one in self.state.invites.values()
            if one.kind is InviteKind.WORKER
            and one.cancelled_at is None
            and (one.is_open(now) or (one.used_at and not one.confirmed_at) or one.alarmed_at)
        ]
        return sorted(found, key=lambda one: one.made_at, reverse=True)

    def use(self, id: str, conversation: ConversationId, at: datetime) -> bool:
        """Use an open invite."""
        invite = self.state.invites.get(id)
        if invite is None or not invite.is_open(at):
            return False
        self.state.invites[id] = replace(invite, used_at=at, used_by=conversation)
        return True

    def note(self, id: str, **times: datetime | None) -> None:
        """Write down what has happened; the first time stands."""
        invite = self.state.invites[id]
        new: dict[str, Any] = {
            name: at for name, at in times.items() if at and getattr(invite, name) is None
        }
        self.state.invites[id] = replace(invite, **new)

    def tries(self, conversation: ConversationId, since: datetime) -> tuple[int, int]:
        """Return the wrong codes since then: one's own, everybody's."""
        recent = [who for who, at in self.state.tries.values() if at > since]
        return recent.count(conversation), len(recent)

    def note_try(self, conversation: ConversationId, at: datetime) -> None:
        """Count a wrong code."""
        self.state.tries[self.state.next_id()] = (conversation, at)

    def forget(self, before: datetime) -> int:
        """Delete tries and pairings that ended before then."""
        tries = [id for id, (_, at) in self.state.tries.items() if at < before]
        ended = [
            one.id
            for one in self.state.invites.values()
            if one.kind is not InviteKind.WORKER and one.expires_at < before
        ]
        for number in tries:
            del self.state.tries[number]
        for name in ended:
            del self.state.invites[name]
        return len(tries) + len(ended)


@dataclass(slots=True)
class MemoryJoins:
    """Which addresses are one person, in one transaction."""

    state: State

    def join(self, inbox_id: int, to: ConversationId, *, bring: bool) -> None:
        """Move the address of a turn; the fake keeps a talk by its address, so it comes along."""
        address = self.state.inbox[inbox_id].inbound.address
        source = self.state.conversations[address]
        self.state.conversations[address] = to
        if not bring:
            self._forget(inbox_id)
        if linked := self.state.links.pop(source, None):
            self.state.links.setdefault(to, replace(linked, conversation=to))

    def part(self, inbox_id: int) -> None:
        """Give an address a conversation of its own."""
        address = self.state.inbox[inbox_id].inbound.address
        self.state.conversations[address] = ConversationId(f"parted-{self.state.next_id()}")
        self._forget(inbox_id)

    def start_anew(self, inbox_id: int) -> None:
        """Erase what was said before a turn."""
        self._forget(inbox_id)

    def _forget(self, inbox_id: int) -> None:
        address = self.state.inbox[inbox_id].inbound.address
        self.state.lines = {
            cursor: (whose, line)
            for cursor, (whose, line) in self.state.lines.items()
            if whose != address or cursor >= inbox_id
        }
