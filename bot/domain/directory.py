"""Services that help: who they are, where they reach, when they answer.

Values and questions about one service. Which of several comes first is ``ranking``; how a
service is printed is ``content.service_lines``.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import IntEnum
from typing import Literal

from bot.domain.calendar import is_public_holiday, local_date
from bot.domain.hours import HoursKind, OfficeState, Schedule, StateKind, office_state
from bot.domain.messages import Language
from bot.domain.topics import Confidence, Texts

CRISIS = "crisis"
"""The kind of a service that must never be hidden from anybody, whatever their age."""

KINDS = (
    *(CRISIS, "talk", "money", "food", "debt", "home", "shelter", "health", "mental", "substance"),
    *("sexual", "violence", "safety", "rights", "legal", "study", "work", "papers", "language"),
    *("family", "youth", "digital", "social", "loneliness", "gambling"),
)
"""What services help with."""

Cost = Literal["free", "normal", "queued", "unknown"]
"""What a call costs: free works without credit on the phone, normal is the caller's own price,
queued is charged while one waits too and often stands outside call packages."""


class Nearness(IntEnum):
    """How near a service is to a person; smaller is nearer."""

    MUNICIPALITY = 0
    COUNTY = 1
    NATIONAL = 2
    PERHAPS = 3  # local, and the place of the person is not known well enough
    ELSEWHERE = 4


@dataclass(frozen=True, slots=True)
class Here:
    """Where a person is, as far as known: codes of Statistics Finland and the Finnish name."""

    municipality: str | None = None
    name: str | None = None
    county: str | None = None


NOWHERE = Here()


@dataclass(frozen=True, slots=True)
class Area:
    """Where a service helps. ``where`` is a code or the Finnish name; empty for the country."""

    kind: Literal["national", "county", "municipality"]
    where: str = ""

    def nearness(self, here: Here) -> Nearness:
        """Return how near this area is to a place."""
        if self.kind == "national":
            return Nearness.NATIONAL
        if self.kind == "county":
            if here.county is None:
                return Nearness.PERHAPS
            return Nearness.COUNTY if self.where == here.county else Nearness.ELSEWHERE
        if here.municipality is None:
            return Nearness.PERHAPS
        mine = self.where in (here.municipality, here.name)
        return Nearness.MUNICIPALITY if mine else Nearness.ELSEWHERE


NATIONAL = Area("national")


@dataclass(frozen=True, slots=True)
class Phone:
    """A telephone number as it is printed, the languages spoken and what the call costs."""

    number: str
    languages: tuple[str, ...]
    cost: Cost


@dataclass(frozen=True, slots=True)
class Service:
    """One entry of the directory.

    Args:
        does: What it is for, one short sentence.
        chat: Where its chat is, without https://; None when there is none.
        chat_schedule: Times of the chat; None when they are those of ``schedule`` or not known.
        holidays_known: False when nobody has told what happens on public holidays.
        hours_words: Times that no schedule can hold ("a few hours a week").
        languages: Codes of the languages served ("fi", "ar"...).
        ages: Youngest and oldest helped; either may be None.
        cost: Of the help itself, not of the call.
        anonymous: None when it is not known.
        confidence: Of what a person acts on. Low is hidden until the county confirms it.
        checked_on: Last day of the period when the source was read; None for never.
        how_to_find: For a role of the person's own county whose number is not known here.
        on_county_site: The number of such a role stands on the site of the person's county.
        local_of: The id of the service whose local branch this is.
        same_as: The id of the entry that means the same thing.
        other_languages: Ids of the entries that serve in another language.
        words: What people call it and what they come for, for the search.
        topics: Ids of topics that it stands under beside what their editors chose.
    """

    id: str
    name: Texts
    does: Texts
    kinds: tuple[str, ...]
    phones: tuple[Phone, ...]
    chat: str | None
    web: str | None
    address: str | None
    whatsapp: str | None
    schedule: Schedule
    chat_schedule: Schedule | None
    holidays_known: bool
    hours_words: Texts | None
    languages: tuple[str, ...]
    ages: tuple[int | None, int | None]
    cost: Literal["free", "fee", "unknown"]
    anonymous: bool | None
    walk_in: bool
    areas: tuple[Area, ...]
    confidence: Confidence
    hours_confidence: Confidence
    checked_on: date | None
    source: str
    owner: str
    role: bool
    how_to_find: Texts | None
    on_county_site: bool
    local_of: str | None
    same_as: str | None
    other_languages: Mapping[Language, str]
    words: Mapping[Language, tuple[str, ...]]
    topics: tuple[str, ...] = ()

    @property
    def is_crisis(self) -> bool:
        """Whether it helps when life or safety is at stake."""
        return CRISIS in self.kinds

    def nearness(self, here: Here) -> Nearness:
        """Return the nearest of its areas to a place."""
        return min(area.nearness(here) for area in self.areas)

    def phone_for(self, language: Language) -> Phone | None:
        """Return the number to print: one that speaks the language, else the first."""
        speaking = (phone for phone in self.phones if language in phone.languages)
        return next(speaking, self.phones[0] if self.phones else None)

    def helps_age(self, age: int | None) -> bool:
        """Return whether a person of this age may turn to it. A crisis has no age."""
        youngest, oldest = self.ages
        if age is None or self.is_crisis:
            return True
        return (youngest is None or youngest <= age) and (oldest is None or age <= oldest)

    def state(self, at: datetime) -> OfficeState:
        """Return what may be said of its opening now; unsure hours are unknown hours."""
        return self._trusted(self.schedule, at)

    def chat_state(self, at: datetime) -> OfficeState:
        """Return what may be said of its chat now."""
        if self.chat is None:
            return OfficeState(StateKind.UNKNOWN)
        if self.chat_schedule is None and self.phones:
            return OfficeState(StateKind.UNKNOWN)
        return self._trusted(self.chat_schedule or self.schedule, at)

    def _trusted(self, schedule: Schedule, at: datetime) -> OfficeState:
        if self.hours_confidence == "low":
            return OfficeState(StateKind.UNKNOWN)
        weekly = schedule.hours.kind is HoursKind.WEEKLY
        if weekly and not self.holidays_known and is_public_holiday(local_date(at)):
            return OfficeState(StateKind.UNKNOWN, is_holiday=True)
        return office_state(schedule, at)


@dataclass(frozen=True, slots=True)
class OwnPlace:
    """What people call a county or a part of it, where the common tables do not have it.

    Args:
        where: Its Finnish where-form ("Testilässä").
        code: Of the municipality that it lies in, or of the county.
    """

    name_fi: str
    name_sv: str
    where: str
    code: str


@dataclass(frozen=True, slots=True)
class County:
    """The county that runs this installation.

    Args:
        code: Two digits of Statistics Finland.
        municipalities: Three-digit codes of its municipalities.
        emergency_phone: Its social emergency service; None until the county has told it.
        office: When its social offices are open, exceptions included.
        confirmed: Ids of services with low confidence that the county has checked itself.
        web: Its own site.
        crisis_owner: Who looks after the crisis content, and how they are reached.
        places: What people call it and its parts.
    """

    name: Texts
    code: str
    municipalities: tuple[str, ...]
    emergency_phone: str | None
    office: Schedule
    confirmed: frozenset[str]
    web: str | None = None
    crisis_owner: str | None = None
    places: tuple[OwnPlace, ...] = ()
