"""A young person with a worker who has times, over a real database, for tests in the chat."""

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from itertools import count
from pathlib import Path

import pytest

from bot.domain.appointment import Appointment, Event, Meet, State
from bot.domain.free_times import FreeTime
from bot.domain.messages import Address, ConversationId, Inbound, InboundKind, Reply
from bot.domain.opening_times import Schedule, Slot, WeeklyHours
from bot.domain.people import Assignment, Line, Unit, Worker
from bot.runtime.due import due_job
from bot.services.appointment_clock import tick
from bot.services.appointment_work import act_of_worker, news_for, propose, publish
from bot.services.people_ports import LinkedLine
from bot.storage.crypto import Keyring
from bot.storage.database import open_engine
from bot.storage.unit_of_work import SqlStorage
from tests.databases import sqlite_database
from tests.fake_rows import FrozenClock
from tests.test_handoff_turn import LONG_AGO, MAIJA, SATURDAY, UNIT, Chat

NEXT_WEEK = datetime(2026, 11, 17, 8, 0, tzinfo=UTC)  # a Tuesday, 10.00 in Helsinki
MONDAY = datetime(2026, 11, 16, 8, 0, tzinfo=UTC)
BO = Address("telegram", "bot", "bo")
_numbers = count(1)


class Story(Chat):
    """The chat, with Maija's side of appointments."""

    def offers(self, *starts: datetime, kind: str = "meeting", place: str = "Testikatu 1") -> None:
        times = [
            FreeTime(
                f"{next(_numbers):024x}",
                MAIJA,
                start,
                start + timedelta(minutes=45),
                "call" if kind == "call" else "meeting",
                place,
            )
            for start in starts
        ]
        with self.storage.begin() as work:
            assert publish(work, times, self.clock.now(), "test").faults == ()
            work.commit()

    def asks(self, text: str = "haluun varata ajan") -> list[str]:
        self.engine.intent = "book_appointment"
        return self.says(text)

    def has(self) -> Appointment:
        with self.storage.begin() as work:
            every = [
                one
                for one in (*work.appointments.open_ones(), *work.appointments.untold())
                if one.conversation == self.conversation
            ]
        return every[-1]

    def worker(self, event: Event) -> Appointment:
        with self.storage.begin() as work:
            one = act_of_worker(
                work, MAIJA, self.has().id, event, self.clock.now(), self.wording, self.source()
            )
            work.commit()
        return one

    def names(self, start: datetime) -> Appointment:
        meet = Meet(MAIJA, start, start + timedelta(minutes=30), "meeting", "kahvila")
        with self.storage.begin() as work:
            now = self.clock.now()
            args = (work, MAIJA, self.conversation, meet, now, self.wording, self.source())
            one = propose(*args)
            work.commit()
        return one

    def bo(self) -> ConversationId:
        """Let somebody else come to Maija."""
        inbound = Inbound(BO, f"b{next(_numbers)}", InboundKind.TEXT, "hei", self.clock.now())
        with self.storage.begin() as work:
            work.inbox.add(inbound)
            claim = work.inbox.claim(30)
            assert claim is not None
            bo = claim.person.conversation
            work.inbox.finish(claim, [], claim.person, None, delivered=True)
            line = Line(UNIT, (Assignment(LONG_AGO, MAIJA),))
            work.lines.save(LinkedLine(bo, line, "Bo", LONG_AGO, LONG_AGO))
            work.commit()
        return bo

    def presses(self, label: str) -> list[str]:
        self.heard()  # what has come outside a turn has buttons too
        return super().presses(label)

    def source(self) -> str:
        return f"test:{next(_numbers)}"

    def ticks(self, at: datetime) -> None:
        self.clock.at = at
        tick(self.storage, at, self.wording)
        due_job(self.storage, self.wording)(at)

    def last(self) -> Reply:
        return self.heard()[-1]

    def news(self) -> list[State]:
        with self.storage.begin() as work:
            return [one.appointment.state for one in news_for(work, MAIJA, self.clock.now())]


@pytest.fixture(name="chat")
def make_chat(tmp_path: Path) -> Iterator[Story]:
    url = sqlite_database(tmp_path / "rinnalla.sqlite")
    clock = FrozenClock(SATURDAY)
    storage = SqlStorage(open_engine(url), Keyring([b"k" * 32]), clock)
    week = WeeklyHours(days=(((Slot(time(9), time(16)),),) * 5) + ((), ()))
    with storage.begin() as work:
        work.people.save_unit(Unit(UNIT, "J", Schedule(week), takes_new=False))
        work.people.save_worker(Worker(MAIJA, "Maija", UNIT, email="m@county.test"))
        work.commit()
    story = Story(storage, clock)
    story.says("hei")
    story.comes_to_maija()
    story.was_told(story.parts.policy)
    yield story
    storage.close()
