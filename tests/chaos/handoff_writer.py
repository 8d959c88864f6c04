"""A process that takes handoffs through their ways until it is killed.

Run as ``python -m tests.chaos.handoff_writer URL FIRST COUNT``. It prints a line when something
has been committed: "sent N", "answered N". What is printed has been promised to somebody.
"""

import sys
from datetime import UTC, datetime, timedelta

from bot.content.handoff_words import load_flags
from bot.domain.errors import LateTurn, RuleBroken, StorageUnavailable
from bot.domain.messages import Address, Inbound, InboundKind, Person, Reply, Say
from bot.domain.people import Assignment, Line, UnitId, WorkerId
from bot.domain.ways import Passing, Ways
from bot.services.handoff_ticks import tick
from bot.services.handoff_work import answer
from bot.services.handoffs import ToSend, send
from bot.services.people_ports import LinkedLine
from bot.services.ports import UnitOfWork
from bot.storage.addresses import find_place
from bot.storage.crypto import Keyring
from bot.storage.database import open_engine
from bot.storage.unit_of_work import SqlStorage

KEYS = Keyring([b"k" * 32])
START = datetime(2026, 11, 16, 7, 5, tzinfo=UTC)  # a Monday, 9.05
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
WAYS = Ways(Passing.FULL, Passing.FULL)


URGENCY = load_flags().urgency


class Plain:
    """Words enough for a storage test: the key itself."""

    def compose(self, say: Say, person: Person) -> list[Reply]:
        return [Reply(say.key, key=say.key, language=person.language)]


class Clock:
    """Stands a little later with every look."""

    def __init__(self) -> None:
        self.at = START

    def now(self) -> datetime:
        self.at += timedelta(milliseconds=1)
        return self.at


def address(number: int) -> Address:
    return Address("telegram", "bot", str(number))


def take(work: UnitOfWork, number: int, at: datetime) -> None:
    """Let a person write and send it to Maija, all in one commit, as a turn does."""
    inbound = Inbound(address(number), f"u{number}", InboundKind.TEXT, f"asia {number}", at)
    if work.inbox.add(inbound) is None:
        return  # an earlier life has committed it
    claim = work.inbox.claim(30)
    assert claim is not None
    conversation = claim.person.conversation
    work.inbox.finish(claim, [], claim.person, None, delivered=False)
    line = Line(UnitId("u"), (Assignment(LONG_AGO, WorkerId("maija"), WorkerId("timo")),))
    work.lines.save(LinkedLine(conversation, line, "N", LONG_AGO, LONG_AGO))
    what = ToSend(f"asia {number}", f"inbox:{number}")
    send(work, conversation, what, at, urgency=URGENCY, wording=Plain())


def say(*words: object) -> None:
    print(*words, flush=True)


def main(url: str, first: int, count: int) -> None:
    """Send, tick and answer each of them; a stopped database is waited for."""
    clock = Clock()
    storage = SqlStorage(open_engine(url), KEYS, clock)
    for number in range(first, first + count):
        for step in (take_one, answer_one):
            while True:
                try:
                    step(storage, clock, number)
                    break
                except (StorageUnavailable, LateTurn):
                    continue
    say("done")


def take_one(storage: SqlStorage, clock: Clock, number: int) -> None:
    with storage.begin() as work:
        take(work, number, clock.now())
        work.commit()
    say("sent", number)


def answer_one(storage: SqlStorage, clock: Clock, number: int) -> None:
    if number % 5 == 0:
        tick(storage, clock.now(), Plain())
    with storage._transaction() as transaction:
        place = find_place(transaction, address(number))
    assert place is not None
    with storage.begin() as work:
        mine = [one for one in work.handoffs.of_person(place.conversation) if one.is_open]
        for handoff in mine:
            try:
                now, source = clock.now(), f"answer:{number}"
                answer(
                    *(work, "maija", handoff.id, f"vastaus {number}", now, source),
                    wording=Plain(),
                    ways=WAYS,
                )
            except RuleBroken:
                return
        work.commit()
    if mine:
        say("answered", number)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
