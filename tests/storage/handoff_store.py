"""A county in the database for the tests of handoffs: two units, workers, one young person."""

from dataclasses import dataclass, field
from datetime import UTC, datetime

from storage_builders import add, address, finish, message, must_claim

from bot.content.handoff_words import load_flags
from bot.domain.handoff import Event, Handoff
from bot.domain.messages import ConversationId, Person, Reply, Say
from bot.domain.opening_times import Schedule, Slot, WeeklyHours
from bot.domain.people import Absence, Assignment, Line, Unit, UnitId, Worker, WorkerId
from bot.services.handoffs import ToSend, send
from bot.services.people_ports import LinkedLine
from bot.services.ports import UnitOfWork
from bot.storage.addresses import find_place
from bot.storage.unit_of_work import SqlStorage

UNIT, OTHER = UnitId("jalkihuolto"), UnitId("perhetyo")
MAIJA, PEKKA, SARI, LIISA, OUTI = (
    WorkerId(name) for name in ("maija", "pekka", "sari", "liisa", "outi")
)
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
URGENCY = load_flags().urgency


@dataclass
class Keys:
    """A wording that says the key: what is meant can be read from the outbox."""

    said: list[Say] = field(default_factory=list)

    def compose(self, say: Say, person: Person) -> list[Reply]:
        self.said.append(say)
        return [Reply(say.key, key=say.key, language=person.language)]


def week() -> WeeklyHours:
    from datetime import time

    return WeeklyHours(days=(((Slot(time(9), time(16)),),) * 5) + ((), ()))


def fill(storage: SqlStorage, *, has_duty: bool = True) -> None:
    """Write the county down."""
    with storage.begin() as work:
        for unit, name, lead in ((UNIT, "Jälkihuolto", LIISA), (OTHER, "Perhetyö", OUTI)):
            work.people.save_unit(
                Unit(unit, name, Schedule(week()), lead=lead, has_duty=has_duty, takes_new=False)
            )
        for id, name in ((MAIJA, "Maija"), (PEKKA, "Pekka"), (SARI, "Sari"), (LIISA, "Liisa")):
            work.people.save_worker(Worker(id, name, UNIT, email=f"{id}@county.test"))
        work.people.save_worker(Worker(OUTI, "Outi", OTHER, email="outi@county.test"))
        work.commit()


def comes(
    storage: SqlStorage, person: str = "anna", *, worker: WorkerId | None = MAIJA
) -> ConversationId:
    """Let a young person write for the first time and come to a worker."""
    add(storage, message("hei", person))
    claimed = must_claim(storage)
    finish(storage, claimed, "hei")
    conversation = claimed.person.conversation
    given = (Assignment(LONG_AGO, worker, PEKKA),) if worker else ()
    with storage.begin() as work:
        line = Line(UNIT, given)
        work.lines.save(LinkedLine(conversation, line, f"{person} K.", LONG_AGO, LONG_AGO))
        work.commit()
    return conversation


def sends(
    storage: SqlStorage,
    conversation: ConversationId,
    at: datetime,
    text: str = "haluun että joku soittaa",
    *,
    source: str = "inbox:1",
    **how: bool,
) -> Handoff:
    with storage.begin() as work:
        what = ToSend(text, source, **how)
        handoff, _ = send(work, conversation, what, at, urgency=URGENCY, wording=Keys())
        work.commit()
    return handoff


def is_away(
    storage: SqlStorage, worker: WorkerId, start: datetime, end: datetime, who: WorkerId | None
) -> None:
    with storage.begin() as work:
        work.people.add_absence(Absence("a" * 32, worker, start, end, who), "test")
        work.commit()


def found(storage: SqlStorage, id: str) -> Handoff:
    with storage.begin() as work:
        handoff = work.handoffs.find(id)
    assert handoff is not None
    return handoff


def told(storage: SqlStorage, person: str = "anna") -> list[str]:
    """Return the keys and texts of everything said to a person, in order."""
    with storage.begin() as work:
        history = work.conversations.history(address(person), 0)
    return [one.reply.text for one in history if one.said_by == "bot"]


def events(work: UnitOfWork, id: str) -> list[Event]:
    return [one.event for one in work.handoffs.history(id)]


def conversation_of(storage: SqlStorage, person: str) -> ConversationId:
    with storage.begin() as work:
        place = find_place(work.inbox._transaction, address(person))  # type: ignore[attr-defined]
    assert place is not None
    return place.conversation
