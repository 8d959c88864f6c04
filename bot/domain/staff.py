"""Units, workers, absences and whose people they are, as values. No rule lives here.

``people`` answers who answers, ``shifts`` when they are at work. An absence has no reason:
what is not known cannot be told. Every instant is aware; days are days of the Finnish calendar.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal, NamedTuple, NewType

from bot.domain.opening_times import Exceptions, Schedule, Slots, WeeklyHours

UnitId = NewType("UnitId", str)
"""A stable word the county chose, such as ``jalkihuolto_pohjoinen``."""

WorkerId = NewType("WorkerId", str)
"""A stable word of the county's, such as ``maija.v``. Never shown to a young person."""

EMERGENCY = "sosiaalipaivystys"
"""The service of the directory that answers day and night: a unit may name another, a county must
have given its number before it goes to production."""

_SPAN = re.compile(r"\s*(\d{1,3})\s*(h|d)\s*")


class Span(NamedTuple):
    """A length of working time: hours at work, or working days (``working_time.due``)."""

    amount: int
    of: Literal["h", "d"]

    def __str__(self) -> str:
        return f"{self.amount} {self.of}"


def parse_span(given: object) -> Span | None:
    """Read "4 h" or "1 d" (working hours, working days); None when it is neither."""
    found = _SPAN.fullmatch(given) if isinstance(given, str) else None
    return Span(int(found[1]), "h" if found[2] == "h" else "d") if found else None


_REMIND, _PASS_ON, _LEAD = Span(4, "h"), Span(1, "d"), Span(2, "d")


@dataclass(frozen=True, slots=True)
class Limits:
    """How long a message may lie unanswered, in the working time of the one who has it."""

    remind: Span = _REMIND
    pass_on: Span = _PASS_ON  # to the pair worker or the substitute
    lead: Span = _LEAD


@dataclass(frozen=True, slots=True)
class Unit:
    """A team with opening hours.

    Attributes:
        name: In Finnish; ``names`` has it in other languages.
        schedule: When the unit is at work; holidays and dated exceptions are in it.
        phone_hours: When the telephone is answered; None: whenever the unit is at work.
        emergency: A service id of the directory for what cannot wait.
        lead: Told (without text) when nobody answers in time.
        has_duty: The unit reads messages that have no named worker.
        takes_new: People without a worker may be directed to its duty queue.
        municipalities: Statistics Finland codes; empty: every municipality of the county.
        promise_days: An answer is promised by the end of so many working days after the day it
            is seen; None: no promise, and no time of an answer is ever told.
    """

    id: UnitId
    name: str
    schedule: Schedule
    names: Mapping[str, str] = field(default_factory=dict, hash=False)
    phone: str | None = None
    phone_hours: Schedule | None = None
    email: str | None = None
    emergency: str = EMERGENCY
    lead: WorkerId | None = None
    has_duty: bool = True
    takes_new: bool = True
    municipalities: tuple[str, ...] = ()
    limits: Limits = field(default_factory=Limits)
    promise_days: int | None = None

    @property
    def named(self) -> str:
        """The name in every language, for an argument of a text that ends in ``_named``."""
        return json.dumps({"fi": self.name, **self.names}, ensure_ascii=False)

    def name_in(self, language: str) -> str:
        """Return the name in a language, in Finnish where it has none of its own."""
        return self.names.get(language, self.name)


@dataclass(frozen=True, slots=True)
class Worker:
    """One worker of a unit.

    Attributes:
        title: What they are called at work ("sosiaaliohjaaja"); ``titles`` in other languages.
        hours: Their own week; None: the unit's.
        exceptions: Their own dated times.
        on_roster: Period work: the days in ``roster`` count, and a day that nobody confirmed
            has the unit's hours, whatever ``hours`` says.
        roster: Confirmed days; no slots means a confirmed day off.
        phone_hours: None: whenever they are at work.
        channels: Where they want to be told, in their order: telegram, email, inbox.
        left_at: They work here no more from then on.
        successor: Who has their people after ``left_at``; None: the unit's duty queue.
    """

    id: WorkerId
    name: str
    unit: UnitId
    title: str = ""
    titles: Mapping[str, str] = field(default_factory=dict, hash=False)
    phone: str | None = None
    email: str | None = None
    hours: WeeklyHours | None = None
    exceptions: Exceptions = field(default_factory=Exceptions)
    on_roster: bool = False
    roster: Mapping[date, Slots] = field(default_factory=dict, hash=False)
    phone_hours: WeeklyHours | None = None
    languages: tuple[str, ...] = ("fi",)
    channels: tuple[str, ...] = ("email",)
    left_at: datetime | None = None
    successor: WorkerId | None = None

    def works_here(self, at: datetime) -> bool:
        """Return whether they have not left."""
        return self.left_at is None or at < self.left_at


@dataclass(frozen=True, slots=True)
class Absence:
    """A worker is away from ``start`` until ``end`` (not in it); None: until told otherwise."""

    id: str
    worker: WorkerId
    start: datetime
    end: datetime | None
    substitute: WorkerId | None = None

    def covers(self, at: datetime) -> bool:
        """Return whether the worker is away at this instant because of this."""
        return self.start <= at and (self.end is None or at < self.end)

    def meets(self, other: "Absence") -> bool:
        """Return whether both are on at some instant."""
        return (other.end is None or self.start < other.end) and (
            self.end is None or other.start < self.end
        )


@dataclass(frozen=True, slots=True)
class Assignment:
    """Who a young person's workers are from ``since`` on, until a later assignment."""

    since: datetime
    worker: WorkerId | None
    pair: WorkerId | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """The way from one young person to the people who answer.

    Attributes:
        unit: Whose duty queue it is when no worker is named; None: no unit at all.
        assignments: In any order; later ones are known ahead ("changes on 1.9.").
    """

    unit: UnitId | None = None
    assignments: tuple[Assignment, ...] = ()

    def assigned(self, at: datetime) -> Assignment | None:
        """Return the assignment that holds at this instant."""
        begun = [one for one in self.assignments if one.since <= at]
        return max(begun, key=lambda one: one.since) if begun else None

    def next_change(self, at: datetime) -> Assignment | None:
        """Return the first assignment that has not begun."""
        coming = [one for one in self.assignments if one.since > at]
        return min(coming, key=lambda one: one.since) if coming else None


@dataclass(frozen=True, slots=True)
class People:
    """Everybody at work in a county, as one look into the database shows them."""

    units: Mapping[UnitId, Unit] = field(default_factory=dict, hash=False)
    workers: Mapping[WorkerId, Worker] = field(default_factory=dict, hash=False)
    absences: tuple[Absence, ...] = ()

    def worker(self, id: WorkerId | None) -> Worker | None:
        """Return a worker, also one who has left; None when there is no such."""
        return self.workers.get(id) if id is not None else None

    def unit_of(self, id: WorkerId | None) -> Unit | None:
        """Return a worker's unit."""
        worker = self.worker(id)
        return self.units.get(worker.unit) if worker else None

    def members(self, unit: UnitId, at: datetime) -> tuple[Worker, ...]:
        """Return who works in a unit and has not left."""
        return tuple(w for w in self.workers.values() if w.unit == unit and w.works_here(at))

    def unit_for(self, municipality: str | None) -> Unit | None:
        """Return the unit that takes somebody who has no worker, or None.

        A unit that names the municipality comes before one that takes all of the county.
        """
        open_to_new = [unit for unit in self.units.values() if unit.has_duty and unit.takes_new]
        fitting = [unit for unit in open_to_new if municipality in unit.municipalities]
        anywhere = [unit for unit in open_to_new if not unit.municipalities]
        found = fitting or anywhere
        return min(found, key=lambda unit: unit.id) if found else None
