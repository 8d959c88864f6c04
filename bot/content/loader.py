"""All content of the assistant in memory: topics, figures, services, words, the county's own.

Reading fails with every problem at once, each with its file and line. An overlay folder of the
same shape adds entries or replaces them by id, so that a county never edits the common files.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from bot.content.check_overlay import overlay_problems
from bot.content.county_files import OFFICE_HOURS
from bot.content.crisis_guard import crisis_contacts
from bot.content.draft import Draft
from bot.domain.assessment import Definition
from bot.domain.directory import County, Here, Nearness, Service
from bot.domain.errors import ContentProblems, Problem
from bot.domain.hours import Schedule
from bot.domain.terms import Term
from bot.domain.topics import Rate, Texts, Topic

DATA = Path(__file__).resolve().parent / "data"


@dataclass(frozen=True, slots=True)
class Content:
    """What there is to say. ``origins`` tells where each text stands, for ``checks``."""

    topics: Mapping[str, Topic]
    rates: Mapping[str, Rate]
    services: Mapping[str, Service]
    county: County | None = None
    origins: Mapping[str, tuple[str, int]] = field(default_factory=dict)
    assessments: Mapping[str, Definition] = field(default_factory=dict)
    assessment_words: Mapping[str, Texts] = field(default_factory=dict)
    terms: Mapping[str, Term] = field(default_factory=dict)

    @classmethod
    def load(
        cls,
        overlay: Path | None = None,
        *,
        data: Path = DATA,
        county_phone: str | None = None,
    ) -> "Content":
        """Read the common content and the county's overlay.

        Args:
            overlay: Folder with ``topics/``, ``rates/``, ``services/``, ``words/``,
                ``assessments/`` and ``county.yml``, all of them optional.
            data: The common content.
            county_phone: The county's social emergency number from the settings; wins over the
                one in ``county.yml``, and needs no overlay.

        Raises:
            ContentProblems: with everything that is wrong in all files.
        """
        found = cls.read(overlay, data=data, county_phone=county_phone)
        if found.problems:
            raise ContentProblems(found.problems)
        return found.content

    @classmethod
    def read(
        cls,
        overlay: Path | None = None,
        *,
        data: Path = DATA,
        county_phone: str | None = None,
    ) -> "Read":
        """Read as ``load`` does, and return what could be read beside what could not.

        Raises:
            ContentProblems: the overlay's folder is not there.
        """
        draft = Draft(crisis_contacts(data))
        draft.read(data)
        if overlay is not None:
            if not overlay.is_dir():
                raise ContentProblems([Problem(str(overlay), None, "there is no such folder")])
            draft.read(overlay, replacing=True)
            draft.read_county(overlay / "county.yml", county_phone)
            draft.notes.problems += [
                one for one in overlay_problems(overlay) if one.severity == "error"
            ]
        if draft.county is None and county_phone:
            draft.add_emergency(county_phone)
        content = cls(
            draft.topics_with_local(),
            draft.rates,
            draft.services,
            draft.county,
            draft.notes.origins,
            draft.assessments,
            draft.words_of_assessments(),
            draft.terms,
        )
        return Read(content, draft.notes.problems, frozenset(draft.unread))

    @property
    def office(self) -> Schedule:
        """When social offices are open: the county's, or ordinary office hours."""
        return self.county.office if self.county else Schedule(OFFICE_HOURS)

    def topic(self, ref: str) -> Topic | None:
        """Return a topic by its id, or in one of its cases: "residence_permit.refused"."""
        name, _, case = ref.partition(".")
        topic = self.topics.get(name)
        return topic.in_case(case) if topic else None

    def confirmed(self) -> frozenset[str]:
        """Return the ids of unsure services that the county has checked itself."""
        return self.county.confirmed if self.county else frozenset()

    def shown(self, service: Service) -> bool:
        """Return whether a service is sure enough to be told to anybody."""
        return service.confidence != "low" or service.id in self.confirmed()

    def branch(self, service: Service, here: Here) -> Service:
        """Return the branch of a service for a place, or the service itself."""
        near = [
            branch
            for branch in self.services.values()
            if branch.local_of == service.id
            and self.shown(branch)
            and branch.nearness(here) <= Nearness.COUNTY
        ]
        # The county's own word wins over what the common directory knows of the same place.
        near.sort(key=lambda branch: (branch.nearness(here), not branch.id.endswith(".county")))
        return near[0] if near else service

    def origin(self, path: str) -> tuple[str, int | None]:
        """Return the file and line of "topic.eating.now.0.fi", or of what it stands in."""
        while path:
            if path in self.origins:
                return self.origins[path]
            path = path.rpartition(".")[0]
        return ("content", None)


@dataclass(frozen=True, slots=True)
class Read:
    """What reading gave: the entries that are whole, what is wrong, and who could not be read."""

    content: Content
    problems: list[Problem]
    unread: frozenset[str]
